"""Decks: the scenes of a talk, chosen, ordered and written; started, taken away and shared from here."""

import streamlit as st

from backbone import ui
from backbone.ui import preflight
from backbone.ui.decks import head, scene, scenes, work

page = ui.open_page("decks")
found = work.asked_for(page)
head.head(page, found)
if found:
    left, right = st.columns([5, 7], gap="large")
    with right:
        scene.scene(found)
    with left:
        scenes.scenes(found)
    preflight.section(page.lang, found.of)
st.caption(page.note)
if found:
    head.guard(found)
