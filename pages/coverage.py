"""Coverage: whom the programme reaches, of those it could."""

import streamlit as st

from backbone import ui
from backbone.site import PAGES

page = ui.open_page("coverage")

st.subheader(page.say(PAGES["coverage"].title))
ui.footer(page)
