"""Place: one province or county, how many it protects, what was claimed and paid, and where the numbers come from."""

import streamlit as st

from backbone import ui
from backbone.ui import origins, place, totals

page = ui.open_page("place")
place.heading(page)
place.headline(page)
left, right = st.columns([7, 3], gap="large")
with left:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        ui.indicator_picker(page)
        ui.period_picker(page)
        ui.as_of_picker(page)
    place.place_picture(page)
with right:
    place.beside(page)
if place.has_facts(page):
    totals.claims(page)
    totals.coverage(page)
    totals.breakdowns(page)
origins.stories(page)
origins.table(page)
ui.footer(page)
