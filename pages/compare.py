"""Compare: places side by side, or two periods of one."""

import streamlit as st

from backbone import ui
from backbone.site import PAGES

page = ui.open_page("compare")

st.subheader(page.say(PAGES["compare"].title))
ui.footer(page)
