"""What the browser is told of a page, its language, and what it tells: whether its system turned light or dark. A
figure's colours are drawn in on the server, so a change asks for it anew."""

from backbone.ui import browser
from backbone.ui.page import Page

LANGUAGES = {"en": "en", "zh": "zh-Hans"}
_mount = browser.code("page")


def follow(page: Page) -> None:
    """Says in which language the page is, and runs it again when the reader's system turns light or dark."""
    _mount(page, "tone", {"lang": LANGUAGES[page.lang]}, on_turned_change=lambda: None)
