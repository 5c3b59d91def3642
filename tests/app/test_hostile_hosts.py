"""What a browser says of the server's own address may be anything: nothing fails over it, and no page trusts it."""

import pytest
import streamlit as st

from backbone.files import qr
from backbone.ui.alone import alone
from backbone.ui.presenter import network

HOSTILE = ["[::1", "[", "localhost:abc", "localhost:99999999", "a b", "\0", "<script>", "xn--\u202e", "", "é" * 300]


class Context:
    def __init__(self, host: str, url: str | None) -> None:
        self.headers, self.url = {"Host": host}, url


@pytest.mark.parametrize("host", HOSTILE, ids=range(len(HOSTILE)))
def test_a_name_that_is_none_is_not_this_machine(monkeypatch, host):
    monkeypatch.setattr(st, "context", Context(host, f"http://{host}/decks"))
    assert not alone()
    assert network.here().startswith("http://") and isinstance(network.elsewhere(), str)


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "file:///etc/passwd", "//evil", "http://"])
def test_an_address_that_is_no_servers_is_not_repeated(monkeypatch, url):
    monkeypatch.setattr(st, "context", Context("localhost", url))
    assert network.here().startswith("http://localhost:")


def test_a_text_fits_a_code_or_does_not():
    most = "x" * qr.MOST_BYTES
    assert qr.fits(most) and qr.svg(most) and not qr.fits(most + "x") and not qr.fits("长" * 800)
