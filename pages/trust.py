"""Trust: do the numbers tie out, is the data sound, and what has changed."""

import streamlit as st

from backbone import ui
from backbone.site import PAGES

page = ui.open_page("trust")

st.subheader(page.say(PAGES["trust"].title))
ui.footer(page)
