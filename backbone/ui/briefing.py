"""The headline of the home page: what a leader should know, each finding a way to the page that proves it."""

from collections.abc import Iterable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from backbone.briefing.briefing import briefing
from backbone.briefing.findings import ADDS, BETTERS, DATES, PRESSING, Finding
from backbone.site import PAGES
from backbone.ui.page import Page
from backbone.ui.panels import title


def band(page: Page, room: DeltaGenerator) -> None:
    """The most pressing finding as the title of the page, with what else presses beside it; the others below, and last
    what the data is; in the `room` that was kept for it."""
    lead, *others = briefing(page.store, page.record.figures, page.lang)
    with room:
        with st.container(key="pressing", horizontal=True, gap=None):
            with st.container(key="lead", width="content"):
                title(page, lead.said)
                _way(page, lead)  # lies over the title: a title cannot be a link to a page
            _ways(page, [one for one in others if one.kind in PRESSING])
        for key, kinds in (("findings", (BETTERS, ADDS)), ("dates", (DATES,))):
            with st.container(key=key, horizontal=True, gap=None):
                _ways(page, [one for one in others if one.kind in kinds])


def _ways(page: Page, found: Iterable[Finding]) -> None:
    for one in found:
        _way(page, one)


def _way(page: Page, finding: Finding) -> None:
    to = PAGES[finding.page]
    st.page_link(to.path, label=finding.said, query_params=finding.view.params(), width="content")
