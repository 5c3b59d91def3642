"""How claims are going: the finding in a sentence, and the pictures of the page."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from math import isnan

import streamlit as st

from backbone.cautions import RECENT
from backbone.indicators import INDICATORS
from backbone.periods import ALL, month_name, period_name
from backbone.pictures import claims, course
from backbone.pictures.notes import waiting
from backbone.pictures.picture import Maker
from backbone.punctuation import capitalised, names, sentence
from backbone.refusals import Unanswerable
from backbone.text import Text
from backbone.ui import breakdown, panels, pickers
from backbone.ui.page import Page
from backbone.ui.picture import show
from backbone.ui.place import has_facts
from backbone.units import PER_1000
from backbone.where import EVERYTHING

FILED = Text(
    "Of {submitted:claim|claims} filed, {paid:was|were} paid: {amount} to families",
    "共收到 {submitted} 件申请，已赔付 {paid} 件，赔付到户 {amount}",
)
FILED_ALONE = Text(
    "Of {submitted:claim|claims} filed, {paid:was|were} paid", "共收到 {submitted} 件申请，已赔付 {paid} 件"
)
PAID = Text("{paid:claim|claims} paid: {amount} to families", "已赔付 {paid} 件，赔付到户 {amount}")
COUNTED = Text("{paid:claim|claims} paid", "已赔付 {paid} 件")
REFUSED = Text("{rejected:claim|claims} rejected", "拒赔 {rejected} 件")
NOT_KNOWN = Text("Claims of this category are not yet broken down", "此类案件尚未细分")
PER_INSURED = Text("{rate} claims filed per 1,000 insured.", "每千参保人次提交申请 {rate} 件。")
QUESTION = Text("{period}, as of {month}.", "{period}，截至{month}。")
WORSE = Text("Is it getting worse?", "情况是否变差？")
ALL_YEARS = Text(
    "All policy years together: within one, the later months hold the slower claims.",
    "全部保单年度合计：同一年度内，越往后的月份办理较慢的案件越多。",
)
FOLLOWED = ("within_5_days", "rejection_rate")
COVERED = Text("What the payments covered", "赔付减轻了多少负担")
NOT_SHOWN = Text("Not shown for this category: {names}.", "此类别不显示以下内容：{names}。")
# What can be said of the claims, the fullest first: amounts may wait, and a category is not told of all of it.
FINDINGS = (
    (FILED, ("submitted", "claims_paid", "paid")),
    (FILED_ALONE, ("submitted", "claims_paid")),
    (PAID, ("claims_paid", "paid")),
    (COUNTED, ("claims_paid",)),
    (REFUSED, ("rejected",)),
)
# The pictures of the page, in reading order, and the breakdown that each of them shows, if any.
MAKERS: Mapping[str, Maker] = {
    "process": claims.process,
    "months": claims.months,
    "promptness": claims.promptness,
    "reasons": claims.reasons,
    "bill": claims.bill,
    "sizes": claims.sizes,
}
BREAKS_DOWN = {"promptness": "settlement", "reasons": "reason", "sizes": "size"}
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
            panels.finding(finding)
            month = month_name(page.view.month(page.store.horizon), page.lang)
            said = [page.say(QUESTION, period=capitalised(period_name(page.view.period, page.lang)), month=month)]
            if rate:
                said.insert(0, page.say(PER_INSURED, rate=rate))
            if _comes_in(page):
                said.append(RECENT(page.lang))
            said.append(waiting(page.store, page.where, ("paid",), page.lang))
            st.caption(page.news(said))
    return shown


def _comes_in(page: Page) -> bool:
    """Whether claims of months that are not complete yet are counted."""
    months = page.store.aggregate(("submitted",), "month", replace(page.where, only=EVERYTHING))
    return months.loc[months["month"] > page.store.horizon.complete_through, "submitted"].sum() > 0


def _finding(page: Page) -> tuple[str, str, bool]:
    """What can be said of the claims in one sentence, how many were filed per 1,000 insured where that is known, and
    whether there are any."""
    said = ((text, ids, sums) for text, ids in FINDINGS if (sums := _sums(page, ids)) is not None)
    found = next(said, None)
    if found is None:
        return page.say(NOT_KNOWN), "", True
    text, ids, total = found
    if not total[ids[0]] > 0 and not page.view.only:
        return capitalised(claims.none_by(claims.NONE_FILED, page.view, page.store)), "", False
    words = {WORDS.get(i, i): INDICATORS[i].unit.short(total[i], page.lang) for i in ids}
    cover = _sums(page, ("insured", "submitted"))
    rate = PER_1000.full(cover["submitted"] / cover["insured"] * 1000, page.lang) if cover is not None else ""
    return page.say(text, **words), rate, True


def _sums(page: Page, ids: tuple[str, ...]) -> Mapping[str, float] | None:
    """The totals of the page, None where they cannot be had together or one of them is not told yet."""
    try:
        sums = page.store.values(ids, page.where)
    except Unanswerable:
        return None
    waits = page.store.told(page.where).waiting > 0 or page.store.not_broken_down(page.where) > 0
    return None if waits and any(map(isnan, sums.values())) else sums


def _direction(page: Page) -> None:
    """Whether claims are settled more slowly, and whether more are rejected, than some time before."""
    st.header(page.say(WORSE), anchor="direction", divider="gray")
    if page.view.period != ALL:
        st.caption(page.say(ALL_YEARS))
    made = [page.picture(course.of, indicator) for indicator in FOLLOWED]
    if not any(picture.figure for picture in made):
        st.caption(page.prose((sentence(made[0].heading, page.lang), *(picture.lead for picture in made))))
        return
    for picture, column in zip(made, st.columns(len(made), gap="large"), strict=True):
        with column:
            show(page, picture, page.until)


def pictures(page: Page) -> None:
    """The pictures of the page. Of one category only those are drawn that can be kept to it, and a sentence names the
    others."""
    if page.view.only:
        _of_category(page)
        return
    _direction(page)
    left, right = st.columns([11, 9], gap="large")
    with left:
        _draw(page, "process", "months")
    with right:
        _draw(page, "promptness", "reasons")
    st.header(page.say(COVERED), anchor="money", divider="gray")
    left, right = st.columns([11, 9], gap="large")
    with left:
        _draw(page, "bill")
    with right:
        _draw(page, "sizes")


def _of_category(page: Page) -> None:
    made = {name: page.picture(make) for name, make in MAKERS.items()}
    shown = [name for name, picture in made.items() if picture.figure is not None]
    for n, column in enumerate(st.columns([11, 9], gap="large")):
        with column:
            _draw(page, *shown[n::2])
    if others := [picture.heading for picture in made.values() if picture.figure is None]:
        st.caption(page.say(NOT_SHOWN, names=names(others, page.lang)))


def _draw(page: Page, *which: str) -> None:
    """The pictures of those names, one below the other. A click on a month asks as of that month, one on a category
    keeps the page to it."""
    clicks = {"months": page.until} | {name: partial(page.keep_to, by) for name, by in BREAKS_DOWN.items()}
    for name in which:
        show(page, page.picture(MAKERS[name]), clicks.get(name))


def bill(page: Page) -> None:
    """What hospitals charged, who paid which part, and what stayed with the family."""
    show(page, page.picture(claims.bill))
