"""Coverage: whom the programme reaches, of those it could."""

import streamlit as st

from backbone import ui
from backbone.pictures.coverage import reach
from backbone.ui import coverage, place, rollout

page = ui.open_page("coverage")
place.heading(page)
if place.has_facts(page):
    coverage.finding(page)
    coverage.cards(page)
    left, right = st.columns([5, 6], gap="large")
    with left:
        coverage.people(page)
    with right:
        ui.show(page, page.picture(reach), page.drill)
else:
    coverage.choose(page)
    place.way_out(page)
if place.in_programme(page):
    rollout.section(page)
ui.footer(page)
