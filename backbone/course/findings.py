"""What is said of a course: one sentence with its uncertainty, and what it rests on."""

import math
from collections.abc import Mapping
from dataclasses import replace

from backbone import punctuation, units
from backbone.course.course import BETTER, UNCLEAR, WORSE, Change, Course, Span
from backbone.indicator import Indicator
from backbone.periods import months_text
from backbone.punctuation import bracketed, capitalised, clauses, labelled, prose
from backbone.signals import FEWEST_CLAIMS
from backbone.text import Lang, Text

COMPARED = Text("{now} in {months}, {when} {before}", "{months} {now}，{when} {before}")
WITH_RANGE = Text(
    "{now} in {months}, {when} {before} (95% range of the change: {low} to {high} points)",
    "{months} {now}，{when} {before}（变化的 95% 区间：{low} 至 {high} 个百分点）",
)
THEN = Text("{when} {before}", "{when} {before}")
ALONE = Text("{now} in {months}", "{months} {now}")
FEW = Text("fewer than {n} claims in {months}", "{months}不足 {n} 件")
A_YEAR_AGO, MONTHS_BEFORE = Text("a year ago", "上年同期"), Text("the three months before", "此前三个月")
NOT_YET = Text("no month is complete yet", "尚无完整月份")
TOO_FEW = Text("too few claims to tell", "件数太少，无法判断")
NOTHING_BEFORE = Text("too few claims before to compare with", "此前案件太少，暂无可比数据")
SAYS: Mapping[str, Mapping[str, Text]] = {
    "within_5_days": {
        BETTER: Text("payment is getting faster", "结案在加快"),
        WORSE: Text("payment is getting slower", "结案在变慢"),
        UNCLEAR: Text("no clear change in how fast claims are paid", "结案速度无明显变化"),
    },
    "rejection_rate": {
        BETTER: Text("fewer claims are rejected", "拒赔在减少"),
        WORSE: Text("more claims are rejected", "拒赔在增加"),
        UNCLEAR: Text("no clear change in rejections", "拒赔率无明显变化"),
    },
}
GETTING: Mapping[str, Text] = {
    BETTER: Text("it is getting better", "情况在好转"),
    WORSE: Text("it is getting worse", "情况在变差"),
    UNCLEAR: Text("no clear change", "无明显变化"),
}
ALIKE = Text(
    "In the {n:county|counties} that had claims then too, it is {now} against {before}",
    "若只看当时已有理赔的 {n} 个县，现为 {now}，当时为 {before}",
)
MAY_BE = Text("which may be chance", "差异可能出于偶然")
CAME_WITH = Text("Most of the change came with counties that began since.", "变化主要来自此后加入的县。")
NEWCOMERS = Text("mostly new counties", "主要因新加入的县")


def sentence(course: Course, lang: Lang) -> str:
    """How it goes in full: what is compared, and what that means."""
    return prose((compared(course, lang), punctuation.sentence(verdict(course, lang), lang)), lang)


def compared(course: Course, lang: Lang) -> str:
    """The last complete months, what they are held against, and the 95 % range of the change; "" where no month is
    complete."""
    now, change = course.now, course.change
    if now is None:
        return ""
    words = {"months": months_text(now.first, now.last)(lang)}
    if not now.is_told:
        found = FEW(lang, n=FEWEST_CLAIMS, **words)
    elif change is None:
        found = ALONE(lang, now=said(course.indicator, now, lang), **words)
    else:
        words["when"] = (A_YEAR_AGO if course.a_year else MONTHS_BEFORE)(lang)
        words |= _pair(course.indicator, change, _fine(change), lang)
        low, high = (_signed(end, _fine(change), lang) for end in change.limits)
        with_range = not math.isnan(change.limits[0])
        found = WITH_RANGE(lang, low=low, high=high, **words) if with_range else COMPARED(lang, **words)
    return punctuation.sentence(labelled(course.indicator.name(lang), found, lang), lang)


def heading(course: Course, lang: Lang) -> str:
    """The verdict with its numbers: "Payment is getting slower: 76%, a year ago 85%"."""
    return capitalised(labelled(verdict(course, lang), _numbers(course, lang), lang))


def in_short(course: Course, lang: Lang) -> str:
    """What is compared, in a few words: "Paid within 5 working days: 76%, a year ago 85% (mostly new counties)";
    "" where nothing is."""
    numbers = _numbers(course, lang)
    if not numbers:
        return ""
    said = labelled(course.indicator.name(lang), numbers, lang)
    return bracketed(said, NEWCOMERS(lang), lang) if _came_with_newcomers(course) else said


def _numbers(course: Course, lang: Lang) -> str:
    """The two values compared; "" where there are none."""
    if course.change is None:
        return ""
    pair = _pair(course.indicator, course.change, _fine(course.change), lang)
    then = THEN(lang, when=(A_YEAR_AGO if course.a_year else MONTHS_BEFORE)(lang), before=pair["before"])
    return clauses((pair["now"], then), lang)


def verdict(course: Course, lang: Lang) -> str:
    """What the change means, or why nothing can be said of it; "" where chance has no part in the indicator."""
    if course.now is None:
        return NOT_YET(lang)
    if course.change is None:
        return (NOTHING_BEFORE if course.now.is_told else TOO_FEW)(lang)
    if math.isnan(course.change.limits[0]):
        return ""
    return SAYS.get(course.indicator.id, GETTING)[course.verdict](lang)


def rests_on(course: Course, lang: Lang) -> str:
    """That the change looks different in the counties that had claims before too, so that it may come from those that
    began since; "" where it does not, or nothing is known of it."""
    change, alike = course.change, course.alike
    if not (change and alike) or alike.verdict == change.verdict:
        return ""
    words = _pair(course.indicator, alike, _fine(change), lang)
    if words["now"] == words["before"]:
        words = _pair(course.indicator, alike, True, lang)
    by_chance = MAY_BE(lang) if alike.verdict == UNCLEAR else ""
    found = punctuation.sentence(clauses((ALIKE(lang, n=course.counties, **words), by_chance), lang), lang)
    return prose((found, CAME_WITH(lang) if _came_with_newcomers(course) else ""), lang)


def _came_with_newcomers(course: Course) -> bool:
    """Whether the change is another, and less than half as large, in the counties that had claims before too."""
    change, alike = course.change, course.alike
    return bool(change and alike and alike.verdict != change.verdict and abs(alike.size) < abs(change.size) / 2)


def said(indicator: Indicator, span: Span, lang: Lang, fine: bool = True) -> str:
    """The value of a span; a percentage is whole where it need not be `fine`."""
    unit = indicator.unit
    return (unit if fine or unit is not units.PERCENT else replace(unit, decimals=0)).short(span.value, lang)


def _pair(indicator: Indicator, change: Change, fine: bool, lang: Lang) -> dict[str, str]:
    return {name: said(indicator, getattr(change, name), lang, fine) for name in ("now", "before")}


def _fine(change: Change) -> bool:
    """Whether whole per cent would say too little: of small shares, and where an end of the range lies near none."""
    ends = [abs(end) for end in change.limits if not math.isnan(end)]
    return not ends or min(change.now.value, change.before.value, 20 * min(ends)) < 10


def _signed(points: float, fine: bool, lang: Lang) -> str:
    """Percentage points with their sign."""
    if math.isnan(points):
        return ""
    shown = round(points, 1 if fine else 0) + 0.0
    unit = replace(units.PER_1000, decimals=1 if fine else 0)
    return f"{'+' if shown > 0 else ''}{unit.full(shown, lang)}"
