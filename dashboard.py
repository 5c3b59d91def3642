"""Home: the national map and the headline numbers."""

import streamlit as st

from backbone import ui
from backbone.indicators import HEADLINE
from backbone.pictures import area
from backbone.view import LEVELS

page = ui.open_page("home")
view = page.view

ui.title(page)
ui.cards(page, HEADLINE)
ranking = page.picture(area.ranking, "province")
ui.question(page, view.sentence(page.store.horizon, by=LEVELS[view.level]), ranking.rows)
with st.container(key="pickers", horizontal=True, vertical_alignment="bottom", gap="medium"):
    ui.indicator_picker(page)
    ui.period_picker(page)
    ui.level_picker(page)
    ui.as_of_picker(page)
    ui.play_button(page)
left, right = st.columns([7, 3], gap="large")
with left:
    ui.show(page, page.picture(area.place_map, view.level, page.record), page.drill)
with right:
    ui.show(page, ranking, page.drill)
    ui.show(page, page.picture(area.trend), page.until)
ui.footer(page)
