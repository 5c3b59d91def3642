"""Claims: how claims are going, what they paid, and where the money went."""

import streamlit as st

from backbone import ui
from backbone.site import PAGES

page = ui.open_page("claims")

st.subheader(page.say(PAGES["claims"].title))
ui.footer(page)
