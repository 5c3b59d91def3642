"""Home: the national map and the headline numbers."""

import streamlit as st

from backbone import charts, ui
from backbone.indicators import HEADLINE
from backbone.places import NATION
from backbone.text import Text
from backbone.view import LEVELS

BY_PROVINCE = Text("By province", "分省")
BY_MONTH = Text("Month by month; the lighter months are incomplete", "逐月；浅色月份尚不完整")
RUNNING = Text("Up to each month; the lighter months are incomplete", "截至各月；浅色月份尚不完整")

page = ui.open_page("home")
view, store = page.view, page.store
title = view.sentence(store.horizon, by=LEVELS[view.level])

ui.cards(page, HEADLINE)
provinces = store.aggregate((view.indicator,), "place", page.where, "province")
ui.question(page, title, provinces)
with st.container(key="pickers", horizontal=True, vertical_alignment="bottom", gap="medium"):
    ui.indicator_picker(page)
    ui.period_picker(page)
    ui.level_picker(page)
    ui.as_of_picker(page)
    ui.play_button(page)
left, right = st.columns([7, 3], gap="large")
with left:
    fig, title, answer = ui.map_of(page, NATION, view.level, page.canvas)
    ui.picture(page, "map", fig, title, answer, (view.indicator,), on_click=page.drill)
with right:
    by_province = view.sentence(store.horizon, by=LEVELS["province"])
    fig = charts.ranking_bars(provinces, view.asks, store.scale(view.indicator, "province"), page.canvas)
    ui.picture(page, "ranking", fig, by_province, provinces, (view.indicator,), page.drill, page.say(BY_PROVINCE))
    months = store.aggregate((view.indicator,), "month", page.where)
    by_month = RUNNING if view.asks.measure.runs else BY_MONTH
    fig = charts.trend(months, view.asks, store.horizon, page.canvas)
    title = view.sentence(store.horizon)
    ui.picture(page, "trend", fig, title, months, (view.indicator,), page.until, page.say(by_month))
ui.footer(page)
