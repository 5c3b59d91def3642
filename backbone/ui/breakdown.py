"""Claims broken down: by place, by one breakdown of the reader's choice, and by illness and hospital tier together."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from backbone import places
from backbone.pictures import breakdown
from backbone.pictures.breakdown import OFFERED, PAIR
from backbone.pictures.picture import Maker
from backbone.places import NATION
from backbone.text import Text
from backbone.ui import pickers
from backbone.ui.page import Page
from backbone.ui.picture import show
from backbone.view import category_name

HEADING = Text("Break down claims", "理赔细分")
BY = Text("By", "细分方式")
ONLY = Text("Only {name}", "仅限{name}")


def chip(page: Page) -> None:
    """The category that the page is kept to; a press lets go of it."""
    if page.view.only:
        st.button(
            page.say(ONLY, name=category_name(page.view.only, page.lang)),
            key="only",
            icon=":material/close:",
            on_click=page.keep_to,
            args=page.view.only.category,
        )


def section(page: Page) -> None:
    """The claims by place, by the chosen breakdown, and by illness and hospital together. A click on a place goes
    there; one on a category keeps the page to it, or lets go of it."""
    st.header(page.say(HEADING), anchor="breakdown", divider="gray")
    with st.container(key="breakdown-pickers", horizontal=True, vertical_alignment="bottom", gap="medium"):
        pickers.indicator_picker(page, OFFERED, breakdown.counted(page.view))
        pickers.breakdown_picker(page, BY)
        if page.view.only:  # the button that lets go of it stands at the head of the page
            st.caption(page.say(ONLY, name=category_name(page.view.only, page.lang)), width="content")
    pictures: list[tuple[Maker, Callable[[str], None]]] = [
        (breakdown.by_category, partial(page.keep_to, page.view.by)),
        (breakdown.crossed, partial(page.keep_to, PAIR[0])),
    ]
    if page.view.place == NATION or places.get(page.view.place).level == "province":
        pictures.insert(0, (breakdown.by_place, page.drill))
    widths = [1.0] * (len(pictures) - 1) + [1.25]
    for column, (make, on_click) in zip(st.columns(widths, gap="large"), pictures, strict=True):
        with column:
            show(page, page.picture(make), on_click)
