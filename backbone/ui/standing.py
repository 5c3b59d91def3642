"""Where a county stands among all others, and the counties that are like it."""

from dataclasses import replace
from html import escape

import streamlit as st

from backbone import places
from backbone.compare import comparison, findings
from backbone.compare.peers import Peer, peers
from backbone.pictures import compare as pictures
from backbone.site import PAGES
from backbone.text import Text
from backbone.trust.basis import set_apart
from backbone.ui import compare, ways
from backbone.ui.page import Page
from backbone.ui.picture import show
from backbone.where import EVERYTHING

WITH_SIMILAR = Text("{name} beside similar counties", "{name}与情况相近的县逐项对比")
# As many as stand beside it.
MOST = 3


def section(page: Page) -> None:
    """Of a county: the way to its comparison with similar ones, what it stands out in, and one strip a rate."""
    code, where = page.view.place, replace(page.where, only=EVERYTHING)
    if places.get(code).level != "county":
        return
    alike = peers(page.store, where, most=MOST)
    st.header(PAGES["compare"].name(page.lang), anchor="compare", divider="gray")
    left, right = st.columns([7, 3], gap="large")
    with left:
        apart = set_apart(page.store, page.record, (code,), comparison.STANDING, page.where)
        found = comparison.compare(page.store, (code,), comparison.STANDING, where)
        if said := findings.standing_out(found, code, comparison.STANDING, page.lang, apart):
            st.markdown(said)
        show(page, page.picture(pictures.standing, apart))
    with right:
        _similar(page, alike)


def _similar(page: Page, alike: tuple[Peer, ...]) -> None:
    """The counties most like this one, each a way there, and why; and the way to all of them beside it."""
    name = places.get(page.view.place).name(page.lang)
    st.markdown(f"##### {page.say(compare.SIMILAR['county'], name=name)}")
    if not alike:
        st.caption(page.say(compare.NO_PEERS))
        return
    steps = [ways.way(places.get(peer.code).name(page.lang), page.place(peer.code)) for peer in alike]
    whys = [f'<p class="quiet">{escape(peer.why(page.lang))}</p>' for peer in alike]
    told = "".join(step + why for step, why in zip(steps, whys, strict=True))
    beside = page.view.with_(others=tuple(peer.code for peer in alike))
    to = ways.way(page.say(WITH_SIMILAR, name=name), page.address("compare", beside))
    st.html(f'<div class="alike" data-ways>{told}<p class="on">{to}</p></div>')
