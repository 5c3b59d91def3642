"""What has changed since the data before: totals, counties, and what the two say of themselves."""

import math
from collections.abc import Callable, Iterable

import streamlit as st

from backbone import places
from backbone.compare.comparison import POINTS
from backbone.indicators import INDICATORS
from backbone.periods import month_name, months_later
from backbone.punctuation import clauses, names, prose, sentence, statements
from backbone.snapshot.manifest import SnapshotError
from backbone.text import Lang, Text
from backbone.trust.changes import FOLLOWED, Changes, Move, changes_since, predecessor
from backbone.ui import panels
from backbone.ui.page import Page
from backbone.units import ABSENT, PERCENT

CHANGED = Text("What has changed", "数据变化")
CHANGED_SINCE = Text("What has changed since {month}", "较{month}的变化")
MOST = 12
FIRST = Text(
    "This is the first version of the data: there is none before it to compare with.",
    "这是首版数据，没有更早的数据可供比较。",
)
UNREADABLE = Text("The data before this cannot be read: {why}", "上一版数据无法读取：{why}")
ADDED = Text("{months} added {n:paid claim|paid claims}", "{months}新增赔付 {n} 件")
CAME_IN = Text("{n} came in for earlier months", "以前月份补录 {n} 件")
TAKEN_OUT = Text("{n} were taken out of earlier months", "以前月份核减 {n} 件")
NONE_LATE = Text("earlier months have not changed", "以前月份没有变化")
IN_ALL = Text("in all {n:county|counties}", "涉及全部 {n} 个县")
IN_SOME = Text("in {n:county|counties}", "涉及 {n} 个县")
MONTHS = Text("{first} to {last}", "{first}至{last}")
STAYS = Text(
    "Amounts once published stay as they are: those of late claims count in the month that adds them.",
    "已公布的金额不再改动，补录案件的金额计入公布当月。",
)
UNMOVED = Text("unchanged: {names}", "没有变化：{names}")
BEFORE, AFTER, CHANGE, NEW, LATE = (
    Text("Before", "此前"),
    Text("Now", "现在"),
    Text("Change", "变化"),
    Text("New months", "新增月份"),
    Text("Earlier months", "以前月份补录"),
)
NUMBERS, MOVERS, VERSIONS = (
    Text("Numbers of the programme", "全项目数字"),
    Text("Largest changes, by amount paid", "变化最大的县（按赔付金额）"),
    Text("Data versions", "数据版本信息"),
)
COUNTY, WHAT = Text("County", "县"), Text("What", "项目")
JOINED, LEFT = Text("New counties: {names}", "新增县：{names}"), Text("No longer there: {names}", "不再出现：{names}")


def since_before(page: Page) -> None:
    """What moved since the snapshot before: totals split into new months and earlier ones, the counties that moved
    most, and what the two say of themselves."""
    folder = predecessor(page.store)
    try:
        found = changes_since(page.store, folder) if folder else None
        trouble = page.say(FIRST)
    except SnapshotError as error:
        found, trouble = None, page.say(UNREADABLE, why=error.text(page.lang))
    if found is None:
        st.markdown(f"##### {page.say(CHANGED)}")
        st.markdown(trouble)
        return
    st.markdown(f"##### {page.say(CHANGED_SINCE, month=month_name(found.before.as_of, page.lang))}")
    st.markdown(prose([_claims(page, found), page.say(STAYS)], page.lang))
    _totals(page, found)
    left, right = st.columns([7, 5], gap="large")
    with left:
        _movers(page, found)
    with right:
        _versions(page, found)


def _claims(page: Page, found: Changes) -> str:
    """How many paid claims the new months added, and how many came in for earlier ones."""
    lang, paid, full = page.lang, found.of("claims_paid"), INDICATORS["claims_paid"].unit.full
    counties = found.late_counties("claims_paid")
    added = ""
    if found.before.as_of < found.after.as_of:
        months = _months(months_later(found.before.as_of, 1), found.after.as_of, lang)
        added = page.say(ADDED, months=months, n=full(paid.new, lang))
    late = page.say(NONE_LATE)
    if paid.late:
        said = page.say(CAME_IN if paid.late > 0 else TAKEN_OUT, n=full(abs(paid.late), lang))
        where = page.say(IN_ALL if counties == len(page.store.counties) else IN_SOME, n=counties)
        late = clauses([said, where], lang)
    return sentence(statements([added, late], lang), lang)


def _months(first: str, last: str, lang: Lang) -> str:
    first, last = month_name(first, lang), month_name(last, lang)
    return last if first == last else MONTHS(lang, first=first, last=last)


def _totals(page: Page, found: Changes) -> None:
    moves = (*found.totals, *found.rates)
    head = [page.say(t) for t in (NUMBERS, BEFORE, AFTER, CHANGE, NEW, LATE)]
    panels.sheet("moved", head, [_move(page, m) for m in moves if m.moved], ":--|--:|--:|--:|--:|--:")
    still = [INDICATORS[m.indicator].name(page.lang) for m in moves if not m.moved]
    if still:
        st.caption(page.say(UNMOVED, names=names(still, page.lang)))


def _move(page: Page, move: Move) -> list[str]:
    unit = INDICATORS[move.indicator].unit
    values = [unit.full(v, page.lang) for v in (move.before, move.after)]
    by = _signed(move.by, (POINTS if unit is PERCENT else unit).full, page.lang)
    parts = [_signed(v, unit.full, page.lang) for v in (move.new, move.late)]
    return [INDICATORS[move.indicator].name(page.lang), *values, by, *parts]


def _movers(page: Page, found: Changes) -> None:
    head = [page.say(COUNTY), *(INDICATORS[i].name(page.lang) for i in FOLLOWED)]
    lines = [
        [
            panels.place_link(page, row["place"]),
            *(_signed(row[i], INDICATORS[i].unit.full, page.lang) for i in FOLLOWED),
        ]
        for row in found.counties.head(MOST).to_dict("records")
    ]
    st.markdown(f"**{page.say(MOVERS)}**")
    panels.sheet("movers", head, lines, ":--|--:|--:|--:")
    _came_and_went(page, JOINED, found.added)
    _came_and_went(page, LEFT, found.removed)


def _came_and_went(page: Page, text: Text, codes: Iterable[str]) -> None:
    if said := names((places.get(code).name(page.lang) for code in codes), page.lang):
        st.caption(page.say(text, names=said))


def _versions(page: Page, found: Changes) -> None:
    if found.manifests:
        st.markdown(f"**{page.say(VERSIONS)}**")
        head = [page.say(t) for t in (WHAT, BEFORE, AFTER)]
        lines = [[page.say(one) for one in (d.name, d.before, d.after)] for d in found.manifests]
        panels.sheet("versions", head, lines, ":--|:--|:--")


def _signed(value: float, full: Callable[[float, Lang], str], lang: Lang) -> str:
    """A difference with its sign; nothing moved is a dash."""
    if math.isnan(value) or value == 0:
        return ABSENT(lang)
    size = full(abs(value), lang)
    sign = "±" if size == full(0, lang) else "+" if value > 0 else "−"  # a move too small to be seen
    return f"{sign}{size}"
