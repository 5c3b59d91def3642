"""The marks of a map: they answer to the pointer that is nearest, to touch, to keys and to a screen reader."""

from backbone.punctuation import BETWEEN_CLAUSES
from backbone.text import Text
from backbone.ui import browser
from backbone.ui.page import Page

MAP = Text(
    "Places on the map: {n}. Arrow keys go to the nearest one, Enter opens it.",
    "地图上有 {n} 个地区：方向键移到相邻地区，回车键打开。",
)
AGAIN = Text("Tap again to open", "再次点按可打开")
_mount = browser.code("marks")


def marks(page: Page, key: str) -> None:
    """The marks of the map that stands in the same container, each a way to its place. What is told here is the same
    for every question: the browser counts the marks, and has the question in the menu."""
    said = {"map": page.say(MAP), "again": page.say(AGAIN), "comma": BETWEEN_CLAUSES[page.lang]}
    _mount(page, key, {**said, "to": page.shows_places.slug})
