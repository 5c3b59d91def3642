"""Record: what has been published, as it was published, with who said it and where sources disagree."""

import streamlit as st

from backbone import ui
from backbone.pictures.record import source
from backbone.ui import record

page = ui.open_page("record")

ui.title(page)
record.introduction(page)
record.tie(page)
left, right = st.columns([7, 5], gap="large")
with left:
    record.timeline(page)
with right:
    record.evidence(page)
record.reproduced(page)
record.disagreements(page)
record.table(page)
st.caption(source(page.lang))
