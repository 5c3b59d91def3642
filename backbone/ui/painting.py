"""Painting: the map answers a press at once. The browser has the paint of every question that is one press away, and
puts it on the map that stands there until the server has drawn the new one (`static/paint.js`)."""

from collections.abc import Callable, Mapping

import streamlit as st

from backbone.charts import Canvas
from backbone.indicators import INDICATORS
from backbone.periods import month_name, period_short
from backbone.pictures.paints import Paints, of_indicators, of_months, of_periods, of_questions
from backbone.places import NATION
from backbone.snapshot.store import Store
from backbone.ui import browser, signin
from backbone.ui.page import Page
from backbone.view import Level, View, local

KEY = "paint"
Maker = Callable[[Store, View, Level, Canvas], Paints]
_mount = browser.code("paint")


def paint(page: Page, level: Level) -> None:
    """Paints the map of this page (the nation's with its places at `level`, or a province's) as soon as an indicator, a
    period or a month is picked. What is told for all indicators and periods changes with none of them, so it is sent
    once. Beside an earlier month, and of the months, it is sent what a picker leads to once the reader comes near."""
    view, lang = page.view, page.lang
    if view.place != NATION:
        level = "county"
        if view.place not in page.store.provinces:
            return
    names = {
        "indicator": {INDICATORS[i].name(lang): i for i in local()},
        "period": {period_short(period, lang): period for period in page.store.horizon.periods},
        "as_of": {month_name(month, lang): month for month in page.store.horizon.months},
    }
    standing = View(place=view.place, as_of=view.as_of)
    here = standing.with_(indicator=view.indicator, period=view.period)
    # Each table with what it is the paint of: one for all, and one for each picker.
    tables: Mapping[str, tuple[Maker, View, str]] = {
        "questions": (of_questions, standing, view.as_of),
        "indicator": (of_indicators, standing.with_(period=view.period), f"{view.as_of}.{view.period}"),
        "period": (of_periods, standing.with_(indicator=view.indicator), f"{view.as_of}.{view.indicator}"),
        "as_of": (of_months, here.with_(as_of=""), f"{view.indicator}.{view.period}"),
    }

    def table(name: str) -> dict[str, object]:
        make, asked, of = tables[name]
        return {name: {"of": of, **make(page.store, asked, level, page.canvas).told}}

    @st.fragment
    def told() -> None:
        signin.hold()
        default = {name: getattr(View(), name) for name in names}
        known = {} if view.as_of else table("questions")
        _mount(page, KEY, {"names": names, "default": default, **known}, on_near_change=lambda: None)
        near = st.session_state[KEY].near
        for name in [name for name, (_, _, of) in tables.items() if near == f"{name} {of}"]:
            _mount(page, f"{KEY}-{name}", table(name))

    told()  # by itself, so that coming near a picker draws nothing else
