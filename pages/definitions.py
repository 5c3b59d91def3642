"""Definitions: what every number means, where it comes from, and how far it may be trusted."""

import streamlit as st

from backbone import ui
from backbone.site import PAGES
from backbone.ui import definitions, methods

page = ui.open_page("definitions")

st.header(page.say(PAGES["definitions"].title))
definitions.chosen(page)
definitions.indicators(page)
definitions.reading(page)
methods.watch_list(page)
definitions.modelled(page)
definitions.sources(page)
ui.footer(page)
