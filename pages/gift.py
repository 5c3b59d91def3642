"""Gift: what an amount would buy, and what may be expected of such cover."""

import streamlit as st

from backbone import ui
from backbone.ui import gift

page = ui.open_page("gift")
answer = gift.question(page)
if answer:
    gift.cards(page, answer)
    left, right = st.columns(2, gap="large")
    with left:
        gift.picture(page, answer)
    with right:
        gift.told(page, answer)
        gift.paper(page, answer)
ui.footer(page)
