"""How claims are going: what became of them, how fast, why some were rejected, and what the money did."""

from dataclasses import replace
from functools import lru_cache

import pandas as pd
import streamlit as st

from backbone import charts, places
from backbone.breakdowns import BREAKDOWNS
from backbone.charts import Canvas
from backbone.indicators import INDICATORS, RECENT
from backbone.periods import month_name, period_name
from backbone.places import NATION
from backbone.refusals import Unanswerable
from backbone.snapshot.store import Store
from backbone.statistics.spread import Quartiles, quartiles
from backbone.text import Text
from backbone.ui import apart, panels, pickers
from backbone.ui.apart import calmly, limits, titled, within
from backbone.ui.figures import KEPT
from backbone.ui.page import Page
from backbone.ui.panels import picture
from backbone.ui.place import BESIDE, PROGRAMME, has_facts
from backbone.units import CLAIMS, MONEY, PER_1000, PERCENT
from backbone.where import EVERYTHING, Where

FILED = Text(
    "Of {submitted:claim|claims} filed, {paid:was|were} paid: {amount} to families",
    "共收到 {submitted} 件申请，已赔付 {paid} 件，赔付到户 {amount}",
)
PAID = Text("{paid:claim|claims} paid: {amount} to families", "已赔付 {paid} 件，赔付到户 {amount}")
REFUSED = Text("{rejected:claim|claims} rejected", "拒赔 {rejected} 件")
HIDDEN = Text("Too few claims to show without showing people", "理赔件数过少，为保护个人隐私不显示")
NONE_FILED = Text("Nobody here had filed a claim by {month}", "截至{month}，当地尚无理赔申请")
NONE_PAID = Text("No claim had been paid here by {month}.", "截至{month}，当地尚无已赔付案件。")
PER_INSURED = Text("{rate} claims filed per 1,000 insured.", "每千参保人次提交申请 {rate} 件。")
ASKED = Text("{period}, as of {month}.", "{period}，截至{month}。")
COURSE = Text("From insured to paid", "从参保到赔付")
KEPT_PROMISE = Text(
    "{share} were settled within the 3–5 working days that were promised", "{share} 的案件在承诺的 3–5 个工作日内结案"
)
PROMPT = Text(
    "Days from filing to payment, paid claims (darker: within 3 days)", "已赔付案件从提交到结案的天数（深色：3 天以内）"
)
REJECTION = Text("{rate} of decided claims were rejected", "拒赔率 {rate}")
REASONS = Text("Rejected claims by reason", "拒赔原因")
NONE_REJECTED = Text("No claim was rejected.", "没有拒赔案件。")
MONTHS = Text("Claims month by month", "逐月理赔件数")
MONEY_WENT = Text("What the money did", "赔付金额的作用")
MET = Text("Of every ¥100 left to the family, Backbone paid ¥{n}", "家庭自付的每 100 元中，顶梁柱赔付了 {n} 元")
BILL = Text("The hospital bills behind {n:paid claim|paid claims}", "{n} 件已赔付案件的住院费用")
SIZES = Text("Payments by size", "赔付金额分布")
HALF_BELOW = Text(
    "Half of the payments were below about {median}; the middle half lay between {first} and {third}",
    "半数赔付低于约 {median}，中间一半在 {first}至 {third}之间",
)
ESTIMATED = Text(
    "Median and quartiles are estimated from size bands, by interpolation within the band; the mean is exact.",
    "中位数和四分位数根据金额档按组内插值估算；均值为实际值。",
)
NO_QUARTILES = Text(
    "Median and quartiles cannot be estimated here: a size band that they need is hidden or has no upper end.",
    "无法估算当地的中位数和四分位数：所需的金额档不显示或没有上限。",
)
ALONE = ("insured", "submitted", "decided", "waiting", "claims_paid", "rejected")
HEADED = ("submitted", "claims_paid", "paid")


def question(page: Page) -> bool:
    """The finding in one sentence, what is asked in another, and the pickers; whether there is a claim to show."""
    left, right = st.columns([3, 2], gap="large", vertical_alignment="bottom")
    shown = False
    with right, st.container(key="pickers", horizontal=True, vertical_alignment="bottom", gap="small"):
        pickers.period_picker(page)
        pickers.as_of_picker(page)
    if has_facts(page):
        with left:
            apart.chip(page)
            finding, rate, shown = _finding(page)
            st.subheader(finding, anchor=False)
            month = month_name(page.view.month(page.store.horizon), page.lang)
            said = [page.say(ASKED, period=period_name(page.view.period, page.lang).capitalize(), month=month)]
            if rate:
                said.insert(0, page.say(PER_INSURED, rate=rate))
            if _comes_in(page):
                said.append(RECENT(page.lang))
            st.caption(page.prose(said))
    return shown


def _comes_in(page: Page) -> bool:
    """Whether claims of months that are not complete yet are counted."""
    months = page.store.aggregate(HEADED[:2], "month", replace(page.where, only=EVERYTHING))
    return months.loc[months["month"] > page.store.horizon.complete_through, "submitted"].sum() > 0


def _finding(page: Page) -> tuple[str, str, bool]:
    """What can be said of the claims in one sentence, how many were filed per 1,000 insured where that is known, and
    whether there are any."""
    text, total = FILED, _sums(page, HEADED)
    if total is None:
        text, total = PAID, _sums(page, HEADED[1:])
    if total is None:
        text, total = REFUSED, _sums(page, ("rejected",))
    first = total.index[0]
    if pd.isna(total[first]):
        return page.say(HIDDEN), "", True
    if not total[first] > 0 and not page.view.only:
        return page.say(NONE_FILED, month=month_name(page.view.month(page.store.horizon), page.lang)), "", False
    words = {"claims_paid": "paid", "paid": "amount"}
    said = {words.get(i, i): INDICATORS[i].unit.short(total[i], page.lang) for i in total.index if ":" not in i}
    cover = _sums(page, ("insured", "submitted"))
    rate = PER_1000.full(cover["submitted"] / cover["insured"] * 1000, page.lang) if cover is not None else ""
    return page.say(text, **said), rate, True


def _sums(page: Page, ids: tuple[str, ...]) -> pd.Series | None:
    """The totals of the page, None where they cannot be had together."""
    try:
        return page.store.aggregate(ids, (), page.where).iloc[0]
    except Unanswerable:
        return None


def process(page: Page) -> None:
    """From the insured to the families paid."""
    heading = page.say(COURSE)
    with calmly(page, heading):
        fig, answer, ids = _process(page.store, page.where, page.canvas)
        file, twin = panels.steps(page, answer, ids)
        picture(page, "process", fig, titled(page, heading), file, ids, heading=heading, twin=twin)


@lru_cache(maxsize=KEPT)
def _process(store: Store, where: Where, canvas: Canvas):
    try:
        ids = ALONE
        answer = store.aggregate(ids, (), where)
    except Unanswerable:  # whom an illness will strike is not known when people are insured
        ids = ALONE[1:]
        answer = store.aggregate(ids, (), where)
    return charts.process(charts.course(answer.iloc[0]), canvas), answer, ids


def promptness(page: Page) -> None:
    """How long families waited, in the standard bands, against the promise of 3-5 working days."""
    asked, chosen = within(page, "settlement")
    heading = page.say(PROMPT)
    with calmly(page, heading):
        total = page.store.aggregate(("claims_paid", "within_5_days"), (), asked.where).iloc[0]
        if not total["claims_paid"] > 0:
            _none_paid(asked, heading)
            return
        share = INDICATORS["within_5_days"].unit.full(total["within_5_days"], page.lang)
        with calmly(page, page.say(KEPT_PROMISE, share=share)):
            fig, answer = _promptness(page.store, asked.where, page.canvas, chosen)
            st.markdown(f"##### {page.say(KEPT_PROMISE, share=share)}")
            st.caption(heading)

            def clicked(code: str) -> None:
                page.only("settlement", code)

            picture(asked, "promptness", fig, titled(asked, heading), answer, ("claims_paid",), on_click=clicked)
            limits(page, answer)


@lru_cache(maxsize=KEPT)
def _promptness(store: Store, where: Where, canvas: Canvas, chosen: str):
    answer = store.aggregate(("claims_paid",), "settlement", where)
    return charts.promptness(answer, store.value("claims_paid", where), canvas, chosen), answer


def _none_paid(page: Page, heading: str) -> None:
    st.markdown(f"##### {heading}")
    st.caption(page.say(NONE_PAID, month=month_name(page.view.month(page.store.horizon), page.lang)))


def reasons(page: Page) -> None:
    """The rejection rate here, above here, and the reasons."""
    asked, chosen = within(page, "reason")
    heading = page.say(REASONS)
    with calmly(page, heading):
        total = page.store.aggregate(("rejected", "rejection_rate"), (), asked.where).iloc[0]
        rate = total["rejection_rate"]
        title = page.say(REJECTION, rate=PERCENT.full(rate, page.lang)) if pd.notna(rate) else heading
        if not total["rejected"] > 0:
            st.markdown(f"##### {title}")
            st.caption(page.say(NONE_REJECTED))
            return
        with calmly(page, title):
            fig, answer = _reasons(page.store, asked.where, page.canvas, chosen)
            st.markdown(f"##### {title}")
            st.caption(" · ".join([heading, *_above(asked, "rejection_rate")]))

            def clicked(code: str) -> None:
                page.only("reason", code)

            picture(asked, "reasons", fig, titled(asked, heading), answer, ("rejected",), on_click=clicked)
            limits(page, answer)


@lru_cache(maxsize=KEPT)
def _reasons(store: Store, where: Where, canvas: Canvas, chosen: str):
    answer = store.aggregate(("rejected",), "reason", where)
    names, total = BREAKDOWNS["reason"].categories, store.value("rejected", where)
    return charts.breakdown_bars(answer, "reason", names, INDICATORS["rejected"], canvas, chosen, total), answer


def _above(page: Page, i: str) -> list[str]:
    """The indicator of every place above this one, nearest first."""
    said = []
    for above in reversed(places.path(page.view.place)[:-1]):
        value = page.store.value(i, Where(above.code, page.view.period, page.view.as_of))
        text = PROGRAMME if above.code == NATION else BESIDE
        said.append(page.say(text, name=above.short(page.lang), value=INDICATORS[i].unit.full(value, page.lang)))
    return said


def months(page: Page) -> None:
    """Claims filed and paid month by month; a click asks as of that month."""
    heading = page.say(MONTHS)
    with calmly(page, heading):
        fig, answer = _months(page.store, page.where, page.canvas)
        title = titled(page, heading)
        picture(page, "months", fig, title, answer, HEADED[:2], on_click=page.until, heading=heading)


@lru_cache(maxsize=KEPT)
def _months(store: Store, where: Where, canvas: Canvas):
    answer = store.aggregate(HEADED[:2], "month", where)
    submitted, paid = (INDICATORS[i] for i in HEADED[:2])
    return charts.trend(answer, paid, store.horizon, canvas, 190, beside=submitted), answer


# -- money -----------------------------------------------------------------------------------------------------------


def money(page: Page) -> None:
    """The bill from the hospital to the family, and how the payments are spread."""
    st.header(page.say(MONEY_WENT), anchor="money", divider="gray")
    left, right = st.columns([11, 9], gap="large")
    with left:
        bill(page)
    with right:
        _sizes(page)


def bill(page: Page) -> None:
    """What hospitals charged, who paid which part, and what stayed with the family."""
    parts = (*charts.PARTS, "still_left")
    with calmly(page):
        sums = page.store.aggregate((*parts, "claims_paid", "bill_met"), (), page.where)
        total = sums.iloc[0]
        if not total["claims_paid"] > 0:
            text = HIDDEN if pd.isna(total["claims_paid"]) else NONE_PAID
            st.caption(page.say(text, month=month_name(page.view.month(page.store.horizon), page.lang)))
            return
        title = titled(page, page.say(BILL, n=CLAIMS.full(total["claims_paid"], page.lang)))
        fig = charts.waterfall(charts.bill(total), page.canvas)
        file, twin = panels.steps(page, sums, parts)
        heading = page.say(MET, n=round(total["bill_met"]))
        picture(page, "bill", fig, title, file, parts, heading=heading, twin=twin)


def _sizes(page: Page) -> None:
    asked, chosen = within(page, "size")
    heading = page.say(SIZES)
    with calmly(page, heading):
        fig, answer, spread = _distribution(page.store, asked.where, page.canvas, chosen)
        if fig is None:
            _none_paid(asked, heading)
            return
        ends = (
            {name: MONEY.full(round(getattr(spread, name), -1), page.lang) for name in ("first", "median", "third")}
            if spread.known
            else {}
        )
        st.markdown(f"##### {page.say(HALF_BELOW, **ends) if ends else heading}")
        st.caption(page.say(ESTIMATED if ends else NO_QUARTILES))

        def clicked(code: str) -> None:
            page.only("size", code)

        picture(asked, "sizes", fig, titled(asked, heading), answer, ("claims_paid",), on_click=clicked)
        limits(page, answer)


@lru_cache(maxsize=KEPT)
def _distribution(store: Store, where: Where, canvas: Canvas, chosen: str) -> tuple:
    answer = store.aggregate(("claims_paid",), "size", where)
    total = store.aggregate(("claims_paid", "average_claim"), (), where).iloc[0]
    if not total["claims_paid"] > 0:
        return None, answer, None
    spread: Quartiles = quartiles(dict(zip(answer["size"], answer["claims_paid"], strict=True)), total["claims_paid"])
    return charts.distribution(answer, spread, total["average_claim"], canvas, chosen), answer, spread
