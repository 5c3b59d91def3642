"""What was claimed, what it cost and who paid it; who is insured; and the claims taken apart."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from backbone import charts, disclosure, places
from backbone.breakdowns import BREAKDOWNS
from backbone.indicators import INDICATORS
from backbone.periods import ALL, month_name, period_name, period_short
from backbone.store import Unanswerable
from backbone.text import Text
from backbone.ui.page import Page
from backbone.ui.panels import picture
from backbone.units import CLAIMS as CLAIMS_UNIT

CLAIMS, COVERAGE, WHO = Text("Claim totals", "理赔总览"), Text("Coverage", "参保情况"), Text("Claims paid", "赔付构成")
COUNTED = ("submitted", "claims_paid", "rejected", "paid", "average_claim", "days_to_settle")
FINDING = Text(
    "Of every ¥100 left to the family, Backbone paid ¥{n}",
    "家庭自付的每 100 元中，顶梁柱赔付了 {n} 元",
)
OUTCOME = Text(
    "Families filed {submitted} claims: {paid} were paid, {rejected} rejected, {waiting} still open.",
    "共收到 {submitted} 件申请：已赔付 {paid} 件，拒赔 {rejected} 件，{waiting} 件尚未结案。",
)
OUTCOME_ALL = Text(
    "Families filed {submitted} claims: {paid} were paid, {rejected} rejected.",
    "共收到 {submitted} 件申请：已赔付 {paid} 件，拒赔 {rejected} 件。",
)
BILL = Text("The hospital bills behind {n} paid claims, {name}", "{name}：{n} 件已赔付案件的住院费用")
NO_CLAIM = Text("No claim had been paid here by {month}.", "截至{month}，当地尚无已赔付案件。")
COVERED = Text(
    "{coverage} of those eligible are insured: {insured} of {eligible} person-times",
    "参保率 {coverage}：符合条件 {eligible} 人次，已参保 {insured} 人次",
)
BY = Text("{what} by {by}", "{what}（按{by}）")
TITLED = Text("{heading}, {place}, {period}, as of {month}", "{place}{heading}，{period}，截至{month}")
YEAR = Text("policy year", "保单年度")
LAST_ONLY = Text(
    "Breakdowns of a place are shown as of {month} only, so that nobody can be found by comparing months.",
    "为保护个人隐私，各地区的细分数据只显示截至{month}的结果。",
)
SOME_HIDDEN = Text(
    "Counts of 1 to 7, and those that would give them away, are hidden to protect people.",
    "为保护个人隐私，1 至 7 的数值以及可据以推算出它们的数值不显示。",
)
TAKEN_APART = (("illness",), ("age_band", "sex"), ("hospital_tier", "settlement"))
PEOPLE, BILLS = ("eligible", "insured", "coverage"), ("hospital_cost", "public_paid", "out_of_pocket", "paid")


def claims(page: Page) -> None:
    """Submitted, paid, rejected and what they came to; then the bill, from the hospital to the family."""
    lang, here = page.lang, places.get(page.view.place)
    sums = page.store.aggregate((*COUNTED, *BILLS, "bill_met"), (), page.where)
    total = sums.iloc[0]
    st.header(page.say(CLAIMS), anchor="claims", divider="gray")
    left, right = st.columns([1, 2], gap="large")
    with left:
        st.markdown(_count(page, total))
        for pair in zip(COUNTED[:3], COUNTED[3:], strict=True):
            with st.container(horizontal=True):
                for i in pair:
                    asked = INDICATORS[i]
                    said = asked.unit.short(total[i], lang)
                    st.metric(asked.name(lang), said, help=asked.definition(lang), width=170)
    with right:
        if not total["claims_paid"] > 0:
            st.caption(page.say(NO_CLAIM, month=month_name(page.view.month(page.store.horizon), lang)))
            return
        st.subheader(page.say(FINDING, n=round(total["bill_met"])), anchor=False)
        title = page.say(BILL, n=INDICATORS["claims_paid"].unit.full(total["claims_paid"], lang), name=here.name(lang))
        fig = charts.waterfall(charts.bill(total), page.canvas)
        picture(page, "bill", fig, title, sums[[*BILLS]], BILLS)


def _count(page: Page, total: pd.Series) -> str:
    """What became of the claims, in one sentence."""
    waiting = total["submitted"] - total["claims_paid"] - total["rejected"]
    counts = {"submitted": total["submitted"], "paid": total["claims_paid"], "rejected": total["rejected"]}
    said = {name: CLAIMS_UNIT.full(n, page.lang) for name, n in {**counts, "waiting": waiting}.items()}
    return page.say(OUTCOME if waiting > 0 else OUTCOME_ALL, **said)


def coverage(page: Page) -> None:
    """Insured inside eligible: every policy year, women and men, the ages."""
    lang, store, apart = page.lang, page.store, _apart(page)
    total = store.aggregate(PEOPLE, (), page.where).iloc[0]
    st.header(page.say(COVERAGE), anchor="coverage", divider="gray")
    said = {i: INDICATORS[i].unit.short(total[i], lang) for i in PEOPLE}
    st.subheader(page.say(COVERED, **said), anchor=False)
    _limits(page, apart, PEOPLE, ("sex", "age_band"))
    names = {year: Text(period_short(year, "en"), period_short(year, "zh")) for year in store.horizon.years}
    for column, by in zip(st.columns(3, gap="large"), ("period", "sex", "age_band"), strict=True):
        with column:
            years = by == "period"
            own = replace(page, view=page.view.with_(period=ALL)) if years else apart
            answer = store.aggregate(PEOPLE, by, own.where)
            label, words = (YEAR, names) if years else (BREAKDOWNS[by].name, BREAKDOWNS[by].categories)
            heading = page.say(BY, what=INDICATORS["coverage"].name(lang), by=label(lang))
            fig = charts.coverage_bars(answer, by, words, page.canvas)
            picture(own, f"coverage-{by}", fig, _titled(own, heading), answer, PEOPLE, heading=heading)


def breakdowns(page: Page) -> None:
    """The paid claims by illness, age and sex, hospital tier and time to settle."""
    asked, apart = INDICATORS["claims_paid"], _apart(page)
    st.header(page.say(WHO), anchor="breakdowns", divider="gray")
    _limits(page, apart, (asked.id,), [by for stack in TAKEN_APART for by in stack])
    for column, stack in zip(st.columns(len(TAKEN_APART), gap="large"), TAKEN_APART, strict=True):
        with column:
            for by in stack:
                answer = page.store.aggregate((asked.id,), by, apart.where)
                heading = page.say(BY, what=asked.name(page.lang), by=BREAKDOWNS[by].name(page.lang))
                fig = charts.breakdown_bars(answer, by, BREAKDOWNS[by].categories, asked, page.canvas)
                picture(apart, f"by-{by}", fig, _titled(apart, heading), answer, (asked.id,), heading=heading)


def _titled(page: Page, heading: str) -> str:
    """A heading that can leave the page: with its place, its period and its month."""
    view, lang = page.view, page.lang
    place, period = places.get(view.place).name(lang), period_name(view.period, lang)
    month = month_name(view.month(page.store.horizon), lang)
    return page.say(TITLED, heading=heading, place=place, period=period, month=month)


def _apart(page: Page) -> Page:
    """The page whose breakdowns may be shown: this one, or this one as of the last month."""
    try:
        page.store.aggregate(("claims_paid",), TAKEN_APART[0][0], page.where)
    except Unanswerable:
        return replace(page, view=page.view.with_(as_of=""))
    return page


def _limits(page: Page, apart: Page, ids: tuple[str, ...], dimensions: Sequence[str]) -> None:
    """Says so, where the breakdowns are as of a later month than the page, or something in them is hidden."""
    said = []
    if apart is not page:
        said.append(page.say(LAST_ONLY, month=month_name(page.store.horizon.last, page.lang)))
    answers = [page.store.aggregate(ids, by, apart.where) for by in dimensions]
    if any(a.get(f"{i}:state", pd.Series(dtype=int)).gt(disclosure.SHOWN).any() for a in answers for i in ids):
        said.append(page.say(SOME_HIDDEN))
    if said:
        st.caption(" ".join(said))
