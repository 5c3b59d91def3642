"""The marks of a map: they answer to the pointer that is nearest, to touch, to keys and to a screen reader."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from backbone.text import Text
from backbone.ui.page import Page

MAP = Text(
    "{n:place|places} on the map. Arrow keys go to the nearest one, Enter opens it.",
    "地图上有 {n} 个地区：方向键移到相邻地区，回车键打开。",
)
AGAIN = Text("Tap again to open", "再次点按可打开")
_here = Path(__file__)
_mount = st.components.v2.component(
    "marks",
    css=_here.with_suffix(".css").read_text("utf-8"),
    js=_here.with_suffix(".js").read_text("utf-8"),
    isolate_styles=False,
)


def marks(page: Page, key: str, count: int, on_open: Callable[[str], None]) -> None:
    """The `count` marks of the map that stands in the same container. `on_open` gets the code of the one opened."""

    def opened() -> None:
        if code := st.session_state[key].open:
            on_open(code)

    _mount(key=key, data={"map": page.say(MAP, n=count), "again": page.say(AGAIN)}, on_open_change=opened)
