"""The brief for leadership on the place and the period that a page looks at, made when it is asked for."""

from functools import partial

import streamlit as st

from backbone.deck.paper.brief import brief, file_name
from backbone.files import drawing, pdf
from backbone.refusals import Unmade
from backbone.text import Text
from backbone.ui.page import Page
from backbone.where import EVERYTHING

BRIEF = Text("Brief (PDF)", "简报（PDF）")
WHAT = Text(
    "Two pages for leadership: numbers, map, changes, calls due.",
    "供管理层阅读的两页简报：数据、地图、变化、待联系的县。",
)


def brief_button(page: Page) -> None:
    """The brief as a download, where somebody is insured; where this server cannot make it, why. It is of all claims,
    also where the page keeps to some."""
    view = page.view.with_(only=EVERYTHING)
    if not page.store.value("insured", view.where) > 0:
        return
    wrong = _wrong()
    st.download_button(
        page.say(BRIEF),
        partial(brief, page.store, page.record, view),
        file_name(view, page.store.horizon),
        "application/pdf",
        key="brief",
        help=page.say(wrong or WHAT),
        on_click="ignore",
        type="tertiary",
        icon=":material/description:",
        disabled=wrong is not None,
    )


def _wrong() -> Text | None:
    """Why this server makes no PDF, where it makes none."""
    try:
        pdf.family()
    except Unmade as refused:
        return refused.text
    return None if drawing.browser() else drawing.NO_BROWSER
