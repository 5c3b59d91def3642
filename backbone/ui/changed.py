"""What changed: what this version of the data adds to the one before, county by county, and what they say of
themselves."""

from collections.abc import Iterable

import streamlit as st

from backbone import places
from backbone.compare.comparison import POINTS
from backbone.indicators import INDICATORS
from backbone.periods import month_name
from backbone.punctuation import names
from backbone.text import Text
from backbone.trust.changes import FOLLOWED, Changes, Move, signed, told
from backbone.ui import panels
from backbone.ui.page import Page
from backbone.units import PERCENT

MOST = 12
COMPARED = Text("Data to {after}, compared with data to {before}.", "截至{after}的数据与截至{before}的数据相比。")
STAYS = Text(
    "Amounts once published stay as they are: those of late claims count in the month that adds them.",
    "已公布的金额不再改动，补录案件的金额计入公布当月。",
)
UNMOVED = Text("Unchanged: {names}.", "没有变化：{names}。")
BEFORE, AFTER, CHANGE, NEW, LATE = (
    Text("Before", "此前"),
    Text("Now", "现在"),
    Text("Change", "变化"),
    Text("New months", "新增月份"),
    Text("Earlier months", "以前月份补录"),
)
NUMBER = Text("Number", "指标")
NUMBERS, MOVERS, VERSIONS = (
    Text("The programme", "全项目"),
    Text("Largest changes, by amount paid", "变化最大的县（按赔付金额）"),
    Text("Data versions", "数据版本信息"),
)
COUNTY, WHAT = Text("County", "县"), Text("What", "项目")
JOINED, LEFT = Text("New counties: {names}", "新增县：{names}"), Text("No longer there: {names}", "不再出现：{names}")


def finding(page: Page) -> Changes | None:
    """What this version adds, in a sentence; None where there is none before it, or where that cannot be read."""
    found, said = told(page.store, page.lang)
    panels.finding(said)
    if found:
        before, after = (month_name(one.as_of, page.lang) for one in (found.before, found.after))
        st.caption(page.prose((page.say(COMPARED, before=before, after=after), page.say(STAYS))))
    return found


def details(page: Page, found: Changes) -> None:
    """The totals split into new months and earlier ones, the counties that moved most, and the two versions."""
    _totals(page, found)
    left, right = st.columns([7, 5], gap="large")
    with left:
        _movers(page, found)
    with right:
        _versions(page, found)


def _totals(page: Page, found: Changes) -> None:
    moves = (*found.totals, *found.rates)
    head = [page.say(t) for t in (NUMBER, BEFORE, AFTER, CHANGE, NEW, LATE)]
    st.markdown(f"##### {page.say(NUMBERS)}")
    panels.sheet("moved", head, [_move(page, m) for m in moves if m.moved], ":--|--:|--:|--:|--:|--:")
    still = [INDICATORS[m.indicator].name(page.lang) for m in moves if not m.moved]
    if still:
        st.caption(page.say(UNMOVED, names=names(still, page.lang)))


def _move(page: Page, move: Move) -> list[str]:
    unit = INDICATORS[move.indicator].unit
    values = [unit.full(v, page.lang) for v in (move.before, move.after)]
    by = signed(move.by, (POINTS if unit is PERCENT else unit).full, page.lang)
    parts = [signed(v, unit.full, page.lang) for v in (move.new, move.late)]
    return [INDICATORS[move.indicator].name(page.lang), *values, by, *parts]


def _movers(page: Page, found: Changes) -> None:
    head = [page.say(COUNTY), *(INDICATORS[i].name(page.lang) for i in FOLLOWED)]
    lines = [
        [
            panels.place_link(page, row["place"]),
            *(signed(row[i], INDICATORS[i].unit.full, page.lang) for i in FOLLOWED),
        ]
        for row in found.counties.head(MOST).to_dict("records")
    ]
    st.markdown(f"##### {page.say(MOVERS)}")
    panels.sheet("movers", head, lines, ":--|--:|--:|--:")
    _came_and_went(page, JOINED, found.added)
    _came_and_went(page, LEFT, found.removed)


def _came_and_went(page: Page, text: Text, codes: Iterable[str]) -> None:
    if said := names((places.get(code).name(page.lang) for code in codes), page.lang):
        st.caption(page.say(text, names=said))


def _versions(page: Page, found: Changes) -> None:
    if found.manifests:
        st.markdown(f"##### {page.say(VERSIONS)}")
        head = [page.say(t) for t in (WHAT, BEFORE, AFTER)]
        lines = [[page.say(one) for one in (d.name, d.before, d.after)] for d in found.manifests]
        panels.sheet("versions", head, lines, ":--|:--|:--")
