"""Compare: places side by side, or two policy years of one."""

import streamlit as st

from backbone import ui
from backbone.ui import compare, years

page = ui.open_page("compare")
ui.title(page)
if page.view.against:
    pair = years.choose(page)
    if pair and years.finding(page, pair):
        left, right = st.columns([5, 7], gap="large")
        with left:
            years.side_by_side(page, pair)
        with right:
            years.where(page, pair)
    elif pair:
        years.where(page, pair)
else:
    chosen = compare.choose(page)
    if found := compare.finding(page, chosen):
        left, right = st.columns([7, 5], gap="large")
        with left:
            compare.side_by_side(page, found)
        with right:
            compare.trends(page, found)
        compare.suggestions(page, chosen)
ui.footer(page)
