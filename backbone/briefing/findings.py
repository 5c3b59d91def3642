"""The findings of a briefing: which of them there are depends on what is true; none is said for its own sake."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from backbone.course import findings as courses
from backbone.course.course import BETTER, UNCLEAR, Course
from backbone.indicators import INDICATORS
from backbone.periods import Horizon, month_name, months_name, period_name
from backbone.punctuation import FULL_STOP, bracketed, clauses, labelled
from backbone.record.published import BOUNDS, Figure
from backbone.text import Lang, Text
from backbone.trust.changes import Changes, in_short
from backbone.units import MONEY, PERSON_TIMES, Unit
from backbone.view import View
from backbone.watch.history import News

# What a finding is to its reader; the most pressing is told first, and good news before the state of the data.
CALLS, WORSENS, BETTERS, ADDS, DATES = "call", "worse", "better", "new", "data"
PRESSING = (CALLS, WORSENS)
CALL = (
    Text("{n} of {all:county|counties} needs a call", "{all} 个县中有 {n} 个建议联系"),
    Text("{n} of {all:county|counties} need a call", "{all} 个县中有 {n} 个建议联系"),
)
NEW_ONES = Text("{n} of them new since {month}", "{month}以来新增 {n} 个")
NO_CALL = Text("None of {all:county|counties} needs a call", "{all} 个县均无明显异常，暂无需要联系的县")
GREW = Text("{now} insured in {period}, up {by}% in a year", "{period}参保 {now}人次，比上年同期增长 {by}%")
FEWER = Text("{now} insured in {period}, down {by}% in a year", "{period}参保 {now}人次，比上年同期减少 {by}%")
ALIKE_GREW = Text("up {by}% in the same {n:county|counties}", "可比的 {n} 个县增长 {by}%")
ALIKE_FEWER = Text("down {by}% in the same {n:county|counties}", "可比的 {n} 个县减少 {by}%")
REACHED = Text("{share} of those eligible are insured, fewer than {line}", "参保率为 {share}，低于 {line}")
UNTIL, COMPLETE = Text("Data to {month}", "数据截至{month}"), Text("complete to {month}", "{month}及以前完整")
PUBLISHED = Text("Published since", "此后公布")
# What is told of the published totals: the newest figure of these metrics.
TOTALS: tuple[tuple[tuple[str, ...], Unit, Text], ...] = (
    (
        ("insured_person_times", "insured_persons"),
        PERSON_TIMES,
        Text("{value} insured by {month}", "截至{month}累计参保{value}人（次）"),
    ),
    (("paid_rmb",), MONEY, Text("{value} paid by {month}", "截至{month}累计赔付{value}")),
)


@dataclass(frozen=True)
class Finding:
    """One thing that is so: what it is to a leader, a sentence in the reader's language (without a full stop), and the
    page and the question that prove it."""

    kind: str
    said: str
    page: str
    view: View


@dataclass(frozen=True)
class Alike:
    """How many counties had cover in both of two policy years, and how many were insured there in each."""

    counties: int
    before: float
    after: float


def called(needing: int, every: int, news: News | None, lang: Lang) -> Finding:
    """How many counties need a call, and how many of them are new on the list; that none does is good news."""
    if not needing:
        return Finding(BETTERS, NO_CALL(lang, all=every), "watch", View(lang))
    said = CALL[needing != 1](lang, n=needing, all=every)
    if news and news.new:
        month = months_name(news.since, news.since, lang)
        said = clauses((said, NEW_ONES(lang, n=len(news.new), month=month)), lang)
    return Finding(CALLS, said, "watch", View(lang))


def course(found: Course, lang: Lang) -> Finding | None:
    """How an indicator went against a year ago; None where chance alone would explain the change."""
    if found.verdict == UNCLEAR:
        return None
    kind = BETTERS if found.verdict == BETTER else WORSENS
    return Finding(kind, courses.in_short(found, lang), "claims", View(lang, found.indicator.id))


def reach(
    before: float, after: float, years: tuple[str, str], lang: Lang, alike: Alike = Alike(0, 0, 0)
) -> Finding | None:
    """How many are insured in the latest policy year, against the one before at the same age of cover; with it the
    change in the counties with cover in both, where that goes the other way. None where they are about as many, or not
    known."""
    by = _by(before, after)
    if not by:
        return None
    kind, text = (BETTERS, GREW) if by > 0 else (WORSENS, FEWER)
    said = text(lang, now=PERSON_TIMES.short(after, lang), period=period_name(years[1], lang), by=abs(by))
    there = _by(alike.before, alike.after)
    if there * by < 0:
        more = (ALIKE_GREW if there > 0 else ALIKE_FEWER)(lang, n=alike.counties, by=abs(there))
        said = bracketed(said, more, lang)
    return Finding(kind, said, "compare", View(lang, period=years[1], against=years[0]))


def _by(before: float, after: float) -> int:
    """The change in whole per cent; 0 where there is none to tell."""
    change = (after / before - 1) * 100 if before else math.nan
    return 0 if math.isnan(change) else round(change)


def coverage(share: float, lang: Lang) -> Finding | None:
    """That fewer of those eligible are insured than should be; None where they are as many."""
    indicator = INDICATORS["coverage"]
    line = indicator.threshold
    if line is None or not share < line:
        return None
    said = REACHED(lang, share=indicator.unit.full(share, lang), line=indicator.unit.full(line, lang))
    return Finding(WORSENS, said, "coverage", View(lang, "coverage"))


def changed(found: Changes, lang: Lang) -> Finding:
    """What this version of the data adds to the one before."""
    return Finding(ADDS, in_short(found, lang, False).removesuffix(FULL_STOP[lang]), "changed", View(lang))


def age(horizon: Horizon, lang: Lang) -> Finding:
    """How old the data is, and up to when nothing more is to come."""
    said = UNTIL(lang, month=month_name(horizon.last, lang))
    if horizon.complete_through < horizon.last:
        said = clauses((said, COMPLETE(lang, month=month_name(horizon.complete_through, lang))), lang)
    return Finding(DATES, said, "trust", View(lang))


def published(figures: Iterable[Figure], last: str, lang: Lang) -> Finding | None:
    """The newest published totals of the programme that are newer than the month `last`; None where there are none."""
    later = [f for f in figures if f.scope == "programme" and f.statement == "actual" and f"{f.day:%Y-%m}" > last]
    told = [(_newest(later, metrics), unit, text) for metrics, unit, text in TOTALS]
    said = [_total(figure, unit, text, lang) for figure, unit, text in told if figure]
    if not said:
        return None
    return Finding(DATES, labelled(PUBLISHED(lang), clauses(said, lang), lang), "record", View(lang))


def _newest(figures: Iterable[Figure], metrics: tuple[str, ...]) -> Figure | None:
    """The newest of these figures of one of the metrics; of one day's, the foundation's own first."""
    own = [f for f in figures if f.metric in metrics]
    return max(own, key=lambda f: (f.day, f.source.kind == "primary"), default=None)


def _total(figure: Figure, unit: Unit, text: Text, lang: Lang) -> str:
    """A published total with its month, as exact as its source gives it."""
    value = BOUNDS[figure.bound](lang, value=unit.short(float(figure.value), lang))
    return text(lang, value=value, month=month_name(f"{figure.day:%Y-%m}", lang))
