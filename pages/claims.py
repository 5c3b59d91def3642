"""Claims: how claims are going, what they paid, and where the money went."""

import streamlit as st

from backbone import ui
from backbone.ui import breakdown, claims, place

page = ui.open_page("claims")
place.heading(page)
if claims.question(page):
    left, right = st.columns([11, 9], gap="large")
    with left:
        claims.course(page)
    with right:
        claims.pace(page)
    claims.money(page)
    breakdown.section(page)
elif not place.has_facts(page):
    place.way_out(page)
ui.footer(page)
