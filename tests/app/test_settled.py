"""The theme and the pages are worked out once, and are what Streamlit works out."""

import pytest
from streamlit import config
from streamlit.navigation import page as pages
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from backbone.ui import settled

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar")


def _theme() -> bytes:
    """The theme as a new session is told it, in the order of `AppSession._create_new_session_message`."""
    theme = CustomThemeConfig()
    tell = app_session._populate_theme_msg
    for message, section in zip(
        (theme, theme.light, theme.dark, theme.sidebar, theme.light.sidebar), SECTIONS, strict=True
    ):
        tell(message, section)
    return theme.SerializeToString(deterministic=True)


@pytest.fixture
def streamlits(monkeypatch):
    """Streamlit's own way, before ours is taken, for the time of a test."""
    for module, name in ((app_session, "_populate_theme_msg"), (pages, "_create_page")):
        own = getattr(module, name)
        while hasattr(own, "__wrapped__"):
            own = own.__wrapped__
        monkeypatch.setattr(module, name, own)
    return monkeypatch


def test_the_theme_is_what_streamlit_says_and_is_read_once(streamlits):
    theirs = _theme()
    assert b"#f6c14d" in theirs  # of the dark theme
    settled.settle.__wrapped__()
    assert _theme() == theirs
    streamlits.setattr(config, "get_options_for_section", lambda _: pytest.fail("is read again"))
    assert _theme() == theirs


def test_each_run_has_pages_of_its_own(streamlits):
    asked, create = [], pages._create_page

    def _create_page(*of, **more):
        asked.append(of)
        return create(*of, **more)

    streamlits.setattr(pages, "_create_page", _create_page)
    settled.settle.__wrapped__()
    first, again = pages._create_page("a.py", default=True), pages._create_page("a.py", default=True)
    assert asked == [("a.py",)] and vars(first) == vars(again)
    first._can_be_called = True
    assert not vars(again).get("_can_be_called")
