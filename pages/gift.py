"""Gift: what an amount would buy, and what may be expected of such cover."""

import streamlit as st

from backbone import ui
from backbone.ui import gift

page = gift.whole(ui.open_page("gift"))
answer = gift.question(page)
if answer:
    gift.headline(page, answer)
    gift.pictures(page, answer)
    left, right = st.columns(2, gap="large")
    with left:
        gift.told(page, answer)
    with right:
        gift.paper(page, answer)
        gift.method(page)
ui.footer(page)
