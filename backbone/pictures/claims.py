"""Claims: what became of them, how fast, why some were rejected, and what the payments covered."""

import pandas as pd

from backbone import charts, places
from backbone.breakdowns import BREAKDOWNS
from backbone.charts import Canvas
from backbone.indicators import INDICATORS
from backbone.periods import ALL, month_name, period_name
from backbone.pictures.notes import beside, untold, waiting
from backbone.pictures.picture import MONTHLY, Picture, drawn, steps
from backbone.places import NATION
from backbone.punctuation import dotted, labelled, prose, sentence
from backbone.refusals import Unanswerable
from backbone.snapshot.store import Store
from backbone.statistics.spread import Quartiles, quartiles
from backbone.text import Text
from backbone.units import CLAIMS, MONEY, PERCENT
from backbone.view import View
from backbone.where import EVERYTHING, Where

FIELDS = ("place", "period", "as_of", "only")
COURSE = Text("From insured to paid", "从参保到赔付")
KEPT_PROMISE = Text(
    "{share} were settled within the 3–5 working days that were promised", "{share} 的案件在承诺的 3–5 个工作日内结案"
)
DAYS = Text("Days from filing to payment", "从提交到结案的天数")
PROMPT = Text("Darker part of the first bar: within 3 days.", "首条深色部分：3 天以内。")
REJECTION = Text("{rate} of decided claims were rejected", "拒赔率 {rate}")
REASONS = Text("Rejected claims by reason", "拒赔原因")
NONE_REJECTED = Text("No claim was rejected.", "没有拒赔案件。")
MONTHS = Text("Claims month by month", "逐月理赔件数")
MET = Text("Of every ¥100 of the family's bill, Backbone paid ¥{n}", "医保报销后家庭每负担 100 元，顶梁柱赔付 {n} 元")
BILL = Text("The hospital bills behind {n:paid claim|paid claims}", "{n} 件已赔付案件的住院费用")
BILLS = Text("From the hospital's bill to what the family still pays", "从住院费用到家庭仍需负担")
SIZES = Text("Payments by size", "赔付金额分布")
HALF_BELOW = Text(
    "Half of the payments were below about {median}; the middle half lay between {first} and {third}",
    "半数赔付低于约 {median}，中间 50% 介于 {first}至 {third}",
)
ESTIMATED = Text(
    "Where half and the middle half lie is estimated from the size bands; the average is exact.",
    "中位数和中间 50% 的范围按金额档估算；平均值为实际值。",
)
NO_QUARTILES = Text(
    "Where half of the payments lie cannot be estimated: they reach into the last size band, which has no upper end.",
    "部分赔付落在没有上限的最高金额档，无法估算半数赔付的位置。",
)
NONE_PAID = Text("no claim had been paid here by {month}", "截至{month}，当地尚无已赔付案件")
NONE_FILED = Text("nobody here had filed a claim by {month}", "截至{month}，当地尚无理赔申请")
PROGRAMME, ABOVE = Text("Programme {value}", "全项目 {value}"), Text("{name} {value}", "{name} {value}")
STEPS = ("insured", "submitted", "decided", "waiting", "claims_paid", "rejected")
BY_MONTH = ("submitted", "claims_paid")


@drawn(*FIELDS, heading=COURSE)
def process(store: Store, view: View, canvas: Canvas) -> Picture:
    """From the insured to the families paid."""
    ids: tuple[str, ...] = STEPS
    try:
        answer = store.aggregate(ids, (), view.where)
    except Unanswerable:  # whom an illness will strike is not known when people are insured
        ids = STEPS[1:]
        answer = store.aggregate(ids, (), view.where)
    heading = COURSE(view.lang)
    if pd.isna(answer["submitted"].iloc[0]):  # nobody has had cover
        return nothing_of("process", view, store, heading, NONE_FILED)
    fig = charts.process(charts.outcomes(answer.iloc[0]), canvas)
    named, twin = view.title(heading, store.horizon), steps(view, store.horizon, answer, ids)
    return Picture("process", view, fig, named, answer, ids, heading, twin=twin)


@drawn(*FIELDS, heading=DAYS)
def promptness(store: Store, view: View, canvas: Canvas) -> Picture:
    """How long families waited, in the standard bands, against the promise of 3-5 working days."""
    kept, chosen = every_category(view, "settlement")
    heading, lang = DAYS(view.lang), view.lang
    total = store.value("claims_paid", kept.where)
    if not total > 0:
        return nothing_of("promptness", kept, store, heading)
    ids = ("claims_paid",)
    answer = store.aggregate(ids, "settlement", kept.where)
    if nothing := untold(store, kept, answer, ("settlement",), "promptness", heading):
        return nothing
    fig = charts.promptness(answer, total, canvas, chosen)
    named = kept.title(heading, store.horizon)
    notes = beside(store, kept.where, ("within_5_days",), answer, lang)
    share, lead = store.value("within_5_days", kept.where), ""
    if not pd.isna(share):
        lead = heading
        heading = KEPT_PROMISE(lang, share=INDICATORS["within_5_days"].unit.full(share, lang))
    return Picture("promptness", kept, fig, named, answer, ids, heading, lead, (PROMPT(lang),), notes)


@drawn(*FIELDS, heading=REASONS)
def reasons(store: Store, view: View, canvas: Canvas) -> Picture:
    """The rejection rate here, above here, and the reasons."""
    kept, chosen = every_category(view, "reason")
    lang, heading, ids = view.lang, REASONS(view.lang), ("rejected",)
    total = store.values(("rejected", "rejection_rate"), kept.where)
    rate = total["rejection_rate"]
    finding = heading if pd.isna(rate) else REJECTION(lang, rate=PERCENT.full(rate, lang))
    if not total["rejected"] > 0:
        return Picture("reasons", kept, heading=finding, lead=NONE_REJECTED(lang))
    answer = store.aggregate(ids, "reason", kept.where)
    if nothing := untold(store, kept, answer, ("reason",), "reasons", finding):
        return nothing
    names, one = BREAKDOWNS["reason"].names, INDICATORS["rejected"]
    lead = dotted([heading, *_above(store, kept, "rejection_rate")])
    fig = charts.breakdown_bars(answer, "reason", names, one, canvas, chosen, total["rejected"])
    named, notes = kept.title(heading, store.horizon), beside(store, kept.where, ids, answer, lang)
    return Picture("reasons", kept, fig, named, answer, ids, finding, lead, notes=notes)


def _above(store: Store, view: View, i: str) -> list[str]:
    """The indicator of every place above the view's, nearest first."""
    said = []
    for place in reversed(places.path(view.place)[:-1]):
        value = store.value(i, Where(place.code, view.period, view.as_of))
        text = PROGRAMME if place.code == NATION else ABOVE
        said.append(text(view.lang, name=place.short(view.lang), value=INDICATORS[i].unit.full(value, view.lang)))
    return said


@drawn(*FIELDS, heading=MONTHS)
def months(store: Store, view: View, canvas: Canvas) -> Picture:
    """Claims filed and paid month by month; of one category those that it counts."""
    level, kept = places.get(view.place).level, [dimension for dimension, _ in view.only.categories]
    ids: tuple[str, ...] = BY_MONTH
    if kept:
        ids = tuple(i for i in ("claims_paid", "rejected") if INDICATORS[i].is_broken_down(kept, level))
    answer = store.aggregate(ids, "month", view.where)
    answer = answer[answer[list(ids)].notna().any(axis=1)].reset_index(drop=True)  # from the first month of cover on
    heading = MONTHLY(view.lang, what=INDICATORS[ids[0]].name(view.lang)) if kept else MONTHS(view.lang)
    bars, line = INDICATORS[ids[-1]], None if kept else INDICATORS[ids[0]]
    fig = charts.trend(answer, bars, store.horizon, canvas, 190, beside=line)
    named, notes = view.title(heading, store.horizon), beside(store, view.where, ids, answer, view.lang)
    if notes and not (answer[list(ids)] > 0).any(axis=None):
        return Picture("months", view, heading=heading, lead=prose(notes, view.lang))
    return Picture("months", view, fig, named, answer, ids, heading, notes=notes)


@drawn(*FIELDS, heading=BILLS)
def bill(store: Store, view: View, canvas: Canvas) -> Picture:
    """What hospitals charged, who paid which part, and what stayed with the family."""
    lang, parts = view.lang, (*charts.PARTS, "still_left")
    sums = store.aggregate((*parts, "claims_paid", "bill_met"), (), view.where)
    total = sums.iloc[0]
    if not total["claims_paid"] > 0:
        return nothing_of("bill", view, store, BILLS(lang))
    if pd.isna(total["hospital_cost"]):
        return Picture("bill", view, heading=BILLS(lang), lead=waiting(store, view.where, parts, lang))
    named = view.title(BILL(lang, n=CLAIMS.full(total["claims_paid"], lang)), store.horizon)
    heading = BILLS(lang) if pd.isna(total["bill_met"]) else MET(lang, n=round(total["bill_met"]))
    fig = charts.waterfall(charts.bill(total), canvas)
    notes, twin = beside(store, view.where, parts, sums, lang), steps(view, store.horizon, sums, parts)
    return Picture("bill", view, fig, named, sums, parts, heading, notes=notes, twin=twin)


@drawn(*FIELDS, heading=SIZES)
def sizes(store: Store, view: View, canvas: Canvas) -> Picture:
    """How the payments are spread: bands, mean, and estimated quartiles."""
    kept, chosen = every_category(view, "size")
    heading, lang, ids = SIZES(view.lang), view.lang, ("claims_paid",)
    total = store.values(("claims_paid", "average_claim"), kept.where)
    if not total["claims_paid"] > 0:
        return nothing_of("sizes", kept, store, heading)
    answer = store.aggregate(ids, "size", kept.where)
    if nothing := untold(store, kept, answer, ("size",), "sizes", heading):
        return nothing
    counts = dict(zip(answer["size"], answer["claims_paid"].fillna(0.0), strict=True))
    bands = {code: counts[code] for code in BREAKDOWNS["size"].categories if code in counts}
    spread: Quartiles = quartiles(bands)
    fig = charts.distribution(answer, spread, total["average_claim"], canvas, chosen)
    if spread.known:
        ends = {name: MONEY.full(round(getattr(spread, name), -1), lang) for name in ("first", "median", "third")}
        finding = HALF_BELOW(lang, **ends)
    else:
        finding = heading
    reading = ((ESTIMATED if spread.known else NO_QUARTILES)(lang),)
    notes = beside(store, kept.where, ("average_claim",), answer, lang)
    return Picture("sizes", kept, fig, kept.title(heading, store.horizon), answer, ids, finding, "", reading, notes)


def every_category(view: View, by: str) -> tuple[View, str]:
    """The view whose claims are broken down by `by`, and the category to outline: a breakdown keeps all its categories
    in sight, also when the reader has chosen one of them."""
    dimension, code = view.only.category
    return (view.with_(only=EVERYTHING), code) if dimension == by else (view, "")


def nothing_of(key: str, view: View, store: Store, heading: str, none: Text = NONE_PAID) -> Picture:
    """No picture, for by the month of the view there is nothing to show: `none` says of what."""
    return Picture(key, view, heading=heading, lead=sentence(none_by(none, view, store), view.lang))


def none_by(none: Text, view: View, store: Store) -> str:
    """What `none` says of the month of the view, as a part of a sentence; for which policy year, where it is one: of
    another there may well be some."""
    said = none(view.lang, month=month_name(view.month(store.horizon), view.lang))
    return said if view.period == ALL else labelled(period_name(view.period, view.lang), said, view.lang)
