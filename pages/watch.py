"""Watch list: which counties need attention, and why."""

import streamlit as st

from backbone import ui
from backbone.site import PAGES

page = ui.open_page("watch")

st.subheader(page.say(PAGES["watch"].title))
ui.footer(page)
