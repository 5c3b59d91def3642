"""What became of a place's claims and who is insured there, in short: the pages of their own say the rest."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from backbone import places
from backbone.indicators import INDICATORS
from backbone.site import PAGES
from backbone.text import Text
from backbone.ui import claims as claims_page
from backbone.ui import ways
from backbone.ui.page import Page
from backbone.units import CLAIMS as CLAIMS_UNIT

OUTCOME = Text(
    "Families filed {submitted} claims: {paid} were paid, {rejected} rejected, {waiting} still open.",
    "共收到 {submitted} 件申请：已赔付 {paid} 件，拒赔 {rejected} 件，{waiting} 件尚未结案。",
)
OUTCOME_ALL = Text(
    "Families filed {submitted} claims: {paid} were paid, {rejected} rejected.",
    "共收到 {submitted} 件申请：已赔付 {paid} 件，拒赔 {rejected} 件。",
)
COVERED = Text(
    "{coverage} of those eligible are insured: {insured} of {eligible} person-times.",
    "参保率 {coverage}：符合条件 {eligible}人次，已参保 {insured}人次。",
)
ALL_CLAIMS = Text("All about claims in {name}", "{name}理赔详情")
ALL_COVERAGE = Text("All about coverage in {name}", "{name}参保详情")
PEOPLE = ("eligible", "insured", "coverage")


def claims(page: Page) -> None:
    """What became of the claims, in one sentence; the bill, from the hospital to the family; the way to the rest."""
    total = page.store.values(("submitted", "claims_paid", "rejected"), page.where)
    _headed(page, "claims", _count(page, total), ALL_CLAIMS)
    claims_page.bill(page)


def coverage(page: Page) -> None:
    """How many of those eligible are insured, in one sentence, and the way to the rest."""
    total = page.store.values(PEOPLE, page.where)
    said = page.say(COVERED, **{i: INDICATORS[i].unit.short(total[i], page.lang) for i in PEOPLE})
    _headed(page, "coverage", said, ALL_COVERAGE)


def _headed(page: Page, to: str, said: str, link: Text) -> None:
    """The name of a page as a heading, what is `said` in short, and the way to the rest with the same question."""
    st.header(PAGES[to].name(page.lang), anchor=to, divider="gray")
    label = page.say(link, name=places.get(page.view.place).name(page.lang))
    st.html(f'<div class="on" data-ways>{escape(said)} {ways.way(label, page.address(to))}</div>')


def _count(page: Page, total: Mapping[str, float]) -> str:
    """What became of the claims, in one sentence."""
    waiting = total["submitted"] - total["claims_paid"] - total["rejected"]
    counts = {"submitted": total["submitted"], "paid": total["claims_paid"], "rejected": total["rejected"]}
    said = {name: CLAIMS_UNIT.full(n, page.lang) for name, n in {**counts, "waiting": waiting}.items()}
    return page.say(OUTCOME if waiting > 0 else OUTCOME_ALL, **said)
