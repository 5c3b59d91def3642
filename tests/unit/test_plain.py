"""Text from outside in Streamlit's Markdown."""

import pytest

from backbone.ui.plain import WORD_JOINER, plain


@pytest.mark.parametrize(
    "address", ["http://x.example", "HTTPS://x.example", "www.x.example", "WWW.x.example", "a@x.example"]
)
def test_an_address_is_no_link(address):
    shown = plain(address).replace("\\", "")
    start = next(part for part in ("://", "@", ".x") if part in address)
    assert WORD_JOINER + start in shown and shown.replace(WORD_JOINER, "") == address


def test_other_text_is_as_it_was_on_one_line():
    assert plain("2.5 a\nb") == "2\\.5 a b"
