"""What has changed since the snapshot before: totals, counties, and what the two say of themselves."""

import math
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import streamlit as st

from backbone import places
from backbone.compare.comparison import POINTS
from backbone.files.tables import UNSAID
from backbone.indicators import INDICATORS
from backbone.periods import month_name
from backbone.snapshot.manifest import SMALLEST_SHOWN, SnapshotError, open_snapshot
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.trust import changes as changelog
from backbone.trust.changes import Changes, Move
from backbone.ui import panels
from backbone.ui.page import Page
from backbone.units import ABSENT, PERCENT

CHANGED = Text("What has changed since the snapshot before", "与上一快照相比的变化")
MOST = 12
FIRST = Text(
    "This is the first snapshot: there is none before it to compare with.", "这是首个快照，没有更早的快照可供比较。"
)
UNREADABLE = Text("The snapshot before cannot be read: {why}", "上一快照无法读取：{why}")
MOVED = Text(
    "From {before} to {after}: {new} claims paid in new months, {revised} in months that both hold; "
    "{counties:county has|counties have} other figures for those.",
    "由{before}到{after}：新增月份赔付 {new} 件，两个快照共有的月份调整 {revised} 件；"
    "{counties} 个县的这些月份数字有调整。",
)
OTHER_BASIS = Text(
    "The two snapshots are of another basis ({before} and {after}): what follows is no change of the programme.",
    "两个快照口径不同（{before}与{after}），以下差异不代表项目本身的变化。",
)
UNMOVED = Text("unchanged: {names}", "没有变化：{names}")
BEFORE, AFTER, CHANGE, NEW, REVISED = (
    Text("Before", "此前"),
    Text("Now", "现在"),
    Text("Change", "变化"),
    Text("New months", "新增月份"),
    Text("Earlier months revised", "此前月份调整"),
)
TOTALS, MOVERS, SAID = (
    Text("Numbers of the programme", "全项目数字"),
    Text("The counties that moved most, by amount paid", "变动最大的县（按赔付金额）"),
    Text("What the snapshots say of themselves", "快照说明的差异"),
)
COUNTY, WHAT = Text("County", "县"), Text("What", "项目")
ADDED, REMOVED = Text("New places: {names}", "新增地区：{names}"), Text("No longer there: {names}", "不再出现：{names}")
LISTED = Text(", ", "、")


def since_before(page: Page) -> None:
    """What moved since the snapshot before: totals split into new months and revised ones, the counties that moved
    most, and what the two say of themselves."""
    st.markdown(f"##### {page.say(CHANGED)}")
    folder = changelog.predecessor(page.store.snapshot.folder, page.store.snapshot.manifest)
    if folder is None:
        st.markdown(page.say(FIRST))
        return
    try:
        found = _changes(folder, page.store)
    except SnapshotError as error:
        st.markdown(page.say(UNREADABLE, why=error.text(page.lang)))
        return
    bases = [changelog.BASES[m.basis] for m in (found.before, found.after)]
    if bases[0] != bases[1]:
        st.markdown(page.say(OTHER_BASIS, before=page.say(bases[0]), after=page.say(bases[1])))
    paid = found.of("claims_paid")
    unit = INDICATORS["claims_paid"].unit
    st.markdown(
        page.say(
            MOVED,
            before=month_name(found.before.as_of, page.lang),
            after=month_name(found.after.as_of, page.lang),
            new=_signed(paid.new, unit.full, page),
            revised=_signed(paid.revised, unit.full, page),
            counties=found.revised_counties,
        )
    )
    _totals(page, found)
    left, right = st.columns([7, 5], gap="large")
    with left:
        _movers(page, found)
    with right:
        _said(page, found)


def _totals(page: Page, found: Changes) -> None:
    moved = [m for m in (*found.totals, *found.rates) if m.moved]
    still = [INDICATORS[m.indicator].name(page.lang) for m in (*found.totals, *found.rates) if not m.moved]
    head = [page.say(t) for t in (TOTALS, BEFORE, AFTER, CHANGE, NEW, REVISED)]
    panels.sheet("moved", head, [_move(page, m) for m in moved], ":--|--:|--:|--:|--:|--:")
    if still:
        st.caption(page.say(UNMOVED, names=page.say(LISTED).join(still)))


def _move(page: Page, move: Move) -> list[str]:
    unit = INDICATORS[move.indicator].unit
    values = [unit.full(v, page.lang) for v in (move.before, move.after)]
    by = _signed(move.by, (POINTS if unit is PERCENT else unit).full, page)
    parts = [_signed(v, unit.full, page) for v in (move.new, move.revised)]
    return [INDICATORS[move.indicator].name(page.lang), *values, by, *parts]


def _movers(page: Page, found: Changes) -> None:
    rows = found.counties.head(MOST)
    ids = changelog.FOLLOWED
    head = [page.say(COUNTY), *(INDICATORS[i].name(page.lang) for i in ids)]
    lines = []
    for row in rows.to_dict("records"):
        # What moved by a few claims would be their bills: how few, and how much, stays here.
        few = 0 < abs(row["claims_paid"]) < SMALLEST_SHOWN
        said = {i: _signed(row[i], INDICATORS[i].unit.full, page) for i in ids}
        if few:
            said |= {"claims_paid": f"±<{SMALLEST_SHOWN}", "paid": page.say(UNSAID)}
        lines.append([panels.place_link(page, row["place"]), *(said[i] for i in ids)])
    st.markdown(f"**{page.say(MOVERS)}**")
    panels.sheet("movers", head, lines, ":--|--:|--:|--:")
    for text, codes in ((ADDED, found.added), (REMOVED, found.removed)):
        if codes:
            names = page.say(LISTED).join(places.get(code).name(page.lang) for code in codes)
            st.caption(page.say(text, names=names))


def _said(page: Page, found: Changes) -> None:
    if found.said:
        st.markdown(f"**{page.say(SAID)}**")
        head = [page.say(t) for t in (WHAT, BEFORE, AFTER)]
        panels.sheet("said", head, [[page.say(one) for one in line] for line in found.said], ":--|:--|:--")


def _signed(value: float, full: Callable[[float, str], str], page: Page) -> str:
    """A difference with its sign; nothing moved is a dash."""
    if math.isnan(value) or value == 0:
        return page.say(ABSENT)
    size = full(abs(value), page.lang)
    sign = "±" if size == full(0, page.lang) else "+" if value > 0 else "−"  # a move too small to be seen
    return f"{sign}{size}"


@lru_cache(maxsize=2)
def _changes(folder: Path, after: Store) -> Changes:
    """What has changed since the snapshot in `folder`; that is opened for this one question and not kept in memory."""
    return changelog.changes(Store(open_snapshot(folder)), after)
