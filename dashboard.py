"""Home: the national map and the headline numbers."""

import streamlit as st

from backbone import charts, ui
from backbone.indicators import HEADLINE
from backbone.places import NATION
from backbone.view import LEVELS

page = ui.open_page("home")
view, store = page.view.into(NATION), page.store
title = view.sentence(store.horizon, by=LEVELS[view.level])

ui.cards(page, HEADLINE)
left, right = st.columns([7, 3], gap="large")
with left:
    st.subheader(title)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        ui.indicator_picker(page)
        ui.period_picker(page)
        ui.level_picker(page)
        ui.as_of_picker(page)
    answer = store.aggregate((view.indicator,), "place", page.where, view.level)
    members = store.counties if view.level == "county" else store.provinces
    scale = store.scale(view.indicator, view.level)
    fig = charts.place_map(answer, view.asks, scale, NATION, view.level, members, page.canvas)
    ui.picture(page, "map", fig, title, answer, (view.indicator,), on_click=page.drill)
with right:
    by_province = view.sentence(store.horizon, by=LEVELS["province"])
    provinces = store.aggregate((view.indicator,), "place", page.where, "province")
    fig = charts.ranking_bars(provinces, view.asks, store.scale(view.indicator, "province"), page.canvas)
    ui.picture(page, "ranking", fig, by_province, provinces, (view.indicator,), on_click=page.drill)
    months = store.aggregate((view.indicator,), "month", page.where)
    fig = charts.trend(months, view.asks, store.horizon, page.canvas)
    ui.picture(page, "trend", fig, view.sentence(store.horizon), months, (view.indicator,), on_click=page.until)
ui.footer(page)
