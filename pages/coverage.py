"""Coverage: whom the programme reaches, of those it could."""

import streamlit as st

from backbone import ui
from backbone.ui import coverage, place, rollout

page = ui.open_page("coverage")
place.heading(page)
if place.has_facts(page):
    coverage.finding(page)
    coverage.cards(page)
    left, right = st.columns(2, gap="large")
    with left:
        coverage.years(page)
    with right:
        coverage.who(page)
else:
    coverage.choose(page)
    place.way_out(page)
if place.in_programme(page):
    rollout.section(page)
    coverage.where(page)
ui.footer(page)
