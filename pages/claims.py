"""Claims: how claims are going, what they paid, and where the money went."""

import streamlit as st

from backbone import ui
from backbone.ui import apart, claims, place

page = ui.open_page("claims")
place.heading(page)
if claims.question(page):
    left, right = st.columns([11, 9], gap="large")
    with left:
        claims.process(page)
        claims.months(page)
    with right:
        claims.promptness(page)
        claims.reasons(page)
    claims.money(page)
    apart.apart(page)
elif not place.has_facts(page):
    place.way_out(page)
ui.footer(page)
