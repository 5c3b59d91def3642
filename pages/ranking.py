"""Ranking: every county or province of the programme, by any indicator."""

import streamlit as st

from backbone import ui
from backbone.places import NATION
from backbone.ui.ranking import ranking_table
from backbone.view import LEVELS

page = ui.open_page("ranking")
title = page.view.into(NATION).sentence(page.store.horizon, by=LEVELS[page.view.level])

ui.title(page, title)
with st.container(key="pickers", horizontal=True, vertical_alignment="bottom", gap="small"):
    ui.indicator_picker(page)
    ui.period_picker(page)
    ui.level_picker(page)
    ui.as_of_picker(page)
ranking_table(page, title)
ui.footer(page)
