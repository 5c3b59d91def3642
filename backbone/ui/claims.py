"""How claims are going: the finding in a sentence, and the pictures of the page."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from backbone.indicators import INDICATORS, RECENT
from backbone.periods import month_name, period_name
from backbone.pictures import claims
from backbone.punctuation import capitalised
from backbone.refusals import Unanswerable
from backbone.text import Text
from backbone.ui import breakdown, pickers
from backbone.ui.page import Page
from backbone.ui.picture import show
from backbone.ui.place import has_facts
from backbone.units import PER_1000
from backbone.where import EVERYTHING

FILED = Text(
    "Of {submitted:claim|claims} filed, {paid:was|were} paid: {amount} to families",
    "共收到 {submitted} 件申请，已赔付 {paid} 件，赔付到户 {amount}",
)
PAID = Text("{paid:claim|claims} paid: {amount} to families", "已赔付 {paid} 件，赔付到户 {amount}")
COUNTED = Text("{paid:claim|claims} paid", "已赔付 {paid} 件")
REFUSED = Text("{rejected:claim|claims} rejected", "拒赔 {rejected} 件")
NONE_FILED = Text("Nobody here had filed a claim by {month}", "截至{month}，当地尚无理赔申请")
PER_INSURED = Text("{rate} claims filed per 1,000 insured.", "每千参保人次提交申请 {rate} 件。")
QUESTION = Text("{period}, as of {month}.", "{period}，截至{month}。")
COVERED = Text("What the payments covered", "赔付减轻了多少负担")
# What can be said of the claims, the fullest first: a category may not be told of all of it.
FINDINGS = (
    (FILED, ("submitted", "claims_paid", "paid")),
    (PAID, ("claims_paid", "paid")),
    (COUNTED, ("claims_paid",)),
    (REFUSED, ("rejected",)),
)
WORDS = {"claims_paid": "paid", "paid": "amount"}


def question(page: Page) -> bool:
    """The finding in one sentence, what is asked in another, and the pickers; whether there is a claim to show."""
    left, right = st.columns([3, 2], gap="large", vertical_alignment="bottom")
    shown = False
    with right, st.container(key="pickers", horizontal=True, vertical_alignment="bottom", gap="small"):
        pickers.period_picker(page)
        pickers.as_of_picker(page)
    if has_facts(page):
        with left:
            breakdown.chip(page)
            finding, rate, shown = _finding(page)
            st.subheader(finding, anchor=False)
            month = month_name(page.view.month(page.store.horizon), page.lang)
            said = [page.say(QUESTION, period=capitalised(period_name(page.view.period, page.lang)), month=month)]
            if rate:
                said.insert(0, page.say(PER_INSURED, rate=rate))
            if _comes_in(page):
                said.append(RECENT(page.lang))
            st.caption(page.prose(said))
    return shown


def _comes_in(page: Page) -> bool:
    """Whether claims of months that are not complete yet are counted."""
    months = page.store.aggregate(("submitted",), "month", replace(page.where, only=EVERYTHING))
    return months.loc[months["month"] > page.store.horizon.complete_through, "submitted"].sum() > 0


def _finding(page: Page) -> tuple[str, str, bool]:
    """What can be said of the claims in one sentence, how many were filed per 1,000 insured where that is known, and
    whether there are any."""
    said = ((text, ids, _sums(page, ids)) for text, ids in FINDINGS)
    text, ids, total = next(found for found in said if found[2] is not None)
    if not total.iloc[0] > 0 and not page.view.only:
        return page.say(NONE_FILED, month=month_name(page.view.month(page.store.horizon), page.lang)), "", False
    words = {WORDS.get(i, i): INDICATORS[i].unit.short(total[i], page.lang) for i in ids}
    cover = _sums(page, ("insured", "submitted"))
    rate = PER_1000.full(cover["submitted"] / cover["insured"] * 1000, page.lang) if cover is not None else ""
    return page.say(text, **words), rate, True


def _sums(page: Page, ids: tuple[str, ...]) -> pd.Series | None:
    """The totals of the page, None where they cannot be had together."""
    try:
        return page.store.aggregate(ids, (), page.where).iloc[0]
    except Unanswerable:
        return None


def course(page: Page) -> None:
    """From the insured to the families paid, and month by month; a click asks as of that month."""
    show(page, page.picture(claims.process))
    show(page, page.picture(claims.months), page.until)


def pace(page: Page) -> None:
    """How fast, and why some were rejected; a click keeps the page to that category."""
    show(page, page.picture(claims.promptness), partial(page.keep_to, "settlement"))
    show(page, page.picture(claims.reasons), partial(page.keep_to, "reason"))


def money(page: Page) -> None:
    """The bill from the hospital to the family, and how the payments are spread."""
    st.header(page.say(COVERED), anchor="money", divider="gray")
    left, right = st.columns([11, 9], gap="large")
    with left:
        bill(page)
    with right:
        show(page, page.picture(claims.sizes), partial(page.keep_to, "size"))


def bill(page: Page) -> None:
    """What hospitals charged, who paid which part, and what stayed with the family."""
    show(page, page.picture(claims.bill))
