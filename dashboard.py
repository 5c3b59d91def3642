"""Home: the national map and the headline numbers."""

import streamlit as st

from backbone import ui
from backbone.indicators import HEADLINE
from backbone.places import NATION
from backbone.text import Text
from backbone.view import LEVELS

BY_PROVINCE = Text("By province", "分省")
BY_MONTH = Text("Month by month; the lighter months are incomplete", "逐月；浅色月份尚不完整")
RUNNING = Text("Up to each month; the lighter months are incomplete", "截至各月；浅色月份尚不完整")

page = ui.open_page("home")
view, store = page.view, page.store

ui.cards(page, HEADLINE)
bars, by_province, provinces = ui.ranking_of(page, "province")
ui.question(page, view.sentence(store.horizon, by=LEVELS[view.level]), provinces)
with st.container(key="pickers", horizontal=True, vertical_alignment="bottom", gap="medium"):
    ui.indicator_picker(page)
    ui.period_picker(page)
    ui.level_picker(page)
    ui.as_of_picker(page)
    ui.play_button(page)
left, right = st.columns([7, 3], gap="large")
with left:
    ui.picture(page, "map", *ui.map_of(page, NATION, view.level), (view.indicator,), page.drill)
with right:
    ui.picture(page, "ranking", bars, by_province, provinces, (view.indicator,), page.drill, page.say(BY_PROVINCE))
    by_month = RUNNING if view.asks.measure.cumulative else BY_MONTH
    ui.picture(page, "trend", *ui.trend_of(page), (view.indicator,), page.until, page.say(by_month))
ui.footer(page)
