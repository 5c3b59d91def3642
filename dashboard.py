"""Home: what is to be known this morning, the headline numbers and the map."""

import streamlit as st

from backbone import ui
from backbone.indicators import HEADLINE
from backbone.pictures import area
from backbone.view import LEVELS

page = ui.open_page("home")
view = page.view

with st.container(key="home", gap="xxsmall"):
    headline = st.empty()
    headline.space(1)  # what is empty would not be there, and all below it would move when it is told
    ui.headline_cards(page, HEADLINE)
    with st.container(key="controls", horizontal=True, vertical_alignment="center", gap="medium"):
        ui.indicator_picker(page)
        ui.period_picker(page)
        ui.level_picker(page)
        ui.as_of_picker(page)
        ui.play_button(page)
        ui.brief_button(page)
    country = page.picture(area.place_map, view.level, page.record)
    ranking = page.picture(area.ranking, "province")
    left, right = st.columns([7, 3], gap="large")
    with left:
        ui.question(page, view.sentence(page.store.horizon, by=LEVELS[view.level]), country.rows)
        ui.show(page, country, page.drill, "stretch")
        ui.paint(page, view.level)
        ui.caution(page)
    with right:
        ui.show(page, ranking, page.drill, "stretch")
        ui.show(page, page.picture(area.trend), page.until, "stretch")
    ui.band(page, headline)
    ui.waits(page, (*HEADLINE, *HEADLINE.values()))
ui.footer(page)
