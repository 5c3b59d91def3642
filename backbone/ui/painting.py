"""Painting: the map answers a press at once. The browser has the paint of every question that is one press away, and
puts it on the map that stands there until the server has drawn the new one (`static/paint.js`)."""

from dataclasses import asdict

import streamlit as st

from backbone.indicators import INDICATORS
from backbone.periods import month_name, period_short
from backbone.pictures.paints import of_months, of_questions
from backbone.places import NATION
from backbone.ui import browser, signin
from backbone.ui.page import Page
from backbone.view import Level, View, local

KEY = "paint"
_mount = browser.code("paint")


def paint(page: Page, level: Level) -> None:
    """Paints the map of this page (the nation's with its places at `level`, or a province's) as soon as an indicator, a
    period or a month is picked. What is told for all indicators and periods changes with none of them, so it is sent
    once; that of an earlier month, and the months, are sent once the reader comes near their pickers."""
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
    default = {name: getattr(View(), name) for name in names}

    @st.fragment
    def tables() -> None:
        signin.hold()
        _mount(page, KEY, {"names": names, "default": default}, on_near_change=lambda: None)
        near = st.session_state[KEY].near
        if near == view.as_of or not view.as_of:
            rows = asdict(of_questions(page.store, standing, level, page.canvas))
            _mount(page, f"{KEY}-questions", {"questions": {"of": view.as_of, **rows}})
        if near == f"{view.indicator}.{view.period}":
            running = View(place=view.place, indicator=view.indicator, period=view.period)
            rows = asdict(of_months(page.store, running, level, page.canvas))
            _mount(page, f"{KEY}-months", {"months": {"of": near, **rows}})

    tables()  # by itself, so that coming near a picker draws nothing else
