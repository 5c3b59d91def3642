"""Watch list: which counties need attention, and why."""

import streamlit as st

from backbone import ui
from backbone.ui import watch

page = ui.open_page("watch")
ui.title(page)
rows = watch.question(page)
left, right = st.columns(2, gap="large")
with left:
    watch.ranked(page, rows)
with right:
    watch.plot(page, rows)
ui.footer(page)
