"""Place: one province or county, how many it protects, what was claimed and paid, and where the numbers come from."""

import streamlit as st

from backbone import ui
from backbone.pictures.area import map_here
from backbone.ui import origins, place, standing, totals, watch

page = ui.open_page("place")
covered = place.has_facts(page)
place.heading(page)
watch.notice(page)
(place.headline if covered else place.way_out)(page)
place.question(page)
with place.plate(page):
    left, right = st.columns(place.parts(page), gap="large")
    with left:
        ui.show(page, page.picture(map_here, "province", page.record), page.drill, "stretch")
        ui.paint(page, "province")
    with right:
        place.beside(page)
if covered:
    standing.section(page)
    left, right = st.columns(place.parts(page), gap="large")
    with left:
        totals.claims(page)
    with right:
        totals.coverage(page)
origins.stories(page)
if place.in_programme(page):
    origins.table(page)
ui.footer(page)
