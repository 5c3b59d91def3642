"""Gift: what an amount would buy, and what may be expected of such cover."""

import streamlit as st

from backbone import ui
from backbone.ui import gift

page = ui.open_page("gift")
answer = gift.question(page)
if answer:
    gift.cards(page, answer)
    left, right = st.columns([11, 9], gap="large")
    with right:
        gift.told(page, answer)
        gift.paper(page, answer)
        gift.method(page)
    with left:
        gift.where(page, answer)
        gift.expected(page, answer)
ui.footer(page)
