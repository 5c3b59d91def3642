"""Two policy years of one place, at the same age of cover; and where on the map they differ."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from backbone import charts, places
from backbone.charts import Canvas, Row, Strip
from backbone.compare import comparison, findings
from backbone.compare import years as yearly
from backbone.compare.comparison import Value
from backbone.indicators import INDICATORS
from backbone.measures import Sum
from backbone.number import Number
from backbone.periods import month_name, period_name
from backbone.places import NATION
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.ui import compare, passport, pickers
from backbone.ui.figures import KEPT
from backbone.ui.page import Page
from backbone.ui.panels import Twin, picture
from backbone.where import Where

OF = Text("Place", "地区")
FROM, TO = Text("From", "由"), Text("To", "至")
ONE_YEAR = Text(
    "The snapshot holds one policy year only: there is none to compare it with.", "快照仅含一个保单年度，无从比较。"
)
NOT_BOTH = Text(
    "{place} had cover in {has} only, of these two: there is nothing to set beside it.",
    "{place}在这两个年度中只有 {has}有保障，无从比较。",
)
NEITHER = Text("{place} had no cover in either policy year by {month}.", "截至{month}，{place}在两个年度均无保障。")
SAME_AGE = Text(
    "Both at the same age: {before} up to {before_month}, {after} up to {after_month}, each {months} months from its "
    "first cover. A policy year that is not over would look poor beside one that is.",
    "按同样长短的时间比较：{before}计至{before_month}，{after}计至{after_month}，均为首次起保后 {months} 个月。"
    "尚未结束的年度若直接与已结束的年度相比，会显得偏低。",
)
IN_BOTH = Text(
    "In the {n:county|counties} with cover in both: {before} → {after} ({by}).",
    "两个年度均有保障的 {n} 个县：{before} → {after}（{by}）。",
)
TABLE = Text("Hollow: {before}; solid: {after}", "空心：{before}；实心：{after}")
MAP = Text("{what}: change from {before} to {after}, county by county", "各县{what}：由 {before}到 {after}的变化")
MAP_NOTE = Text(
    "Each county at the same age of cover in both years; a county with cover in one of them only cannot be compared.",
    "各县均按两个年度同样长短的保障期比较；只在其中一个年度有保障的县无法比较。",
)
BETTER = Text(
    "Less is better here: blue is a change for the better, brown for the worse.",
    "此项以低为好：蓝色表示改善，棕色表示变差。",
)
TITLED = Text("{what}, {place}, as of {month}", "{place}{what}，截至{month}")
NO_MAP = Text(
    "No county has a value in both policy years at the same age of cover: there is no change to map.",
    "没有任何县在两个年度、同样长短的保障期都有数值，无法绘制变化图。",
)
PLACE, CHANGE = Text("Place", "地区"), Text("Change", "变化")
HOVER = "<b>{year}</b><br>{what} {value}"


def choose(page: Page) -> tuple[str, str] | None:
    """The pickers; the two policy years compared, None where there is only one."""
    years = yearly.pair(page.view, page.store.horizon)
    with st.container(key="pickers", horizontal=True, vertical_alignment="bottom", gap="small"):
        compare.mode(page)
        _place_picker(page)
        pickers.indicator_picker(page)
        if years:
            for key, label, year, field in (
                ("against", FROM, years[0], "against"),
                ("period-to", TO, years[1], "period"),
            ):
                _year_picker(page, key, label, year, field)
        pickers.as_of_picker(page)
    if not years:
        st.subheader(page.say(ONE_YEAR), anchor=False)
    return years


def _place_picker(page: Page) -> None:
    st.session_state["years-place"] = page.view.place
    st.selectbox(
        page.say(OF),
        [NATION, *page.store.provinces, *page.store.counties]
        + ([] if page.view.place in (NATION, *page.store.provinces, *page.store.counties) else [page.view.place]),
        key="years-place",
        format_func=lambda code: pickers.search_label(code, page.lang),
        on_change=lambda: page.go(page.view.into(st.session_state["years-place"])),
        width=220,
    )


def _year_picker(page: Page, key: str, label: Text, year: str, field: str) -> None:
    st.session_state[key] = year
    st.segmented_control(
        page.say(label),
        page.store.horizon.years,
        key=key,
        required=True,
        on_change=lambda: page.go(page.view.with_(**{field: st.session_state[key]})),
    )


@dataclass(frozen=True)
class Stand:
    """How a place stood in a policy year: where that was counted, and the value of each indicator."""

    where: Where
    values: Mapping[str, Value]


def finding(page: Page, years: tuple[str, str]) -> dict[str, Stand]:
    """What changed, in sentences; how the place stood in each year at the same age of cover, nothing where the years
    cannot be compared."""
    store, code, lang = page.store, page.view.place, page.lang
    month = page.view.month(store.horizon)
    pair = yearly.matched(store, years, page.where)
    name = places.get(code).name(lang)
    if not pair:
        has = [y for y in years if yearly.months_of_cover(store, replace(page.where, period=y))]
        words = {"place": name, "month": month_name(month, lang), "has": period_name(has[0], lang) if has else ""}
        st.subheader(page.say(NOT_BOTH if has else NEITHER, **words), anchor=False)
        return {}
    ids = comparison.compared(page.view)
    stood = {one.period: Stand(one, comparison.values(store, ids, one)) for one in pair}
    asked = tuple(stood[y].values[page.view.indicator] for y in years)
    st.subheader(findings.changed(code, years, asked, lang), anchor=False)
    before, after = years
    words = {"before": period_name(before, lang), "after": period_name(after, lang)}
    words |= {"before_month": month_name(pair[0].as_of, lang), "after_month": month_name(pair[1].as_of, lang)}
    words["months"] = yearly.months_of_cover(store, pair[1])
    said = findings.change_likelihood(asked, lang)
    st.caption(page.prose((said, _in_both(page, years), page.say(SAME_AGE, **words))))
    return stood


def _in_both(page: Page, years: tuple[str, str]) -> str:
    """How a count changed in the counties with cover in both years, where others have come or gone."""
    asked, place = page.view.asks, page.view.place
    if asked.unit.is_rate or places.get(place).level == "county" or not isinstance(asked.measure, Sum):
        return ""
    inside = yearly.changes(page.store, asked.id, years, page.where)
    both = inside.dropna(subset=["change"])
    if both.empty or len(both) == len(inside):
        return ""
    before, after = both["before"].sum(), both["after"].sum()
    by = findings.signed(asked, comparison.gap(asked, after, before), page.lang)
    values = {"before": asked.unit.full(before, page.lang), "after": asked.unit.full(after, page.lang)}
    return page.say(IN_BOTH, n=len(both), by=by, **values)


def side_by_side(page: Page, years: tuple[str, str], stood: dict[str, Stand]) -> None:
    """One strip an indicator: the two policy years as a hollow and a solid mark."""
    lang, code = page.lang, page.view.place
    ids = comparison.compared(page.view)
    context = _context(page, years, ids)
    blocks = []
    for i in ids:
        asked = INDICATORS[i]
        everyone = context[i].dropna() if asked.unit.is_rate else context[i].iloc[:0]
        before, after = (stood[year].values[i].number for year in years)
        change = comparison.gap(asked, after, before)
        marks = []
        for n, year in enumerate(years):
            number = stood[year].values[i].number
            value = asked.unit.full(number, lang)
            hover = HOVER.format(year=period_name(year, lang), what=asked.name(lang), value=value)
            gap = f"  {findings.signed(asked, change, lang)}" if n else ""
            low, high = stood[year].values[i].limits()
            said = f"<b>{asked.unit.short(number, lang)}</b>{gap}"
            marks.append(Row(year, year, 0, number, said, hover, low, high, hollow=not n))
        names = tuple(f"{places.get(c).short(lang)} {asked.unit.short(v, lang)}" for c, v in everyone.items())
        # A count is drawn from nothing on; a rate among those of all places at its level.
        ticks = (tuple(everyone), names) if len(everyone) else ((0.0,), ("0",))
        blocks.append(Strip(asked.name(lang), "", tuple(marks), *ticks))
    words = {"before": period_name(years[0], lang), "after": period_name(years[1], lang)}
    answer = pd.DataFrame(
        [
            {"place": code, "period": y, **{i: stood[y].values[i].number for i in ids}, "as_of": stood[y].where.as_of}
            for y in years
        ]
    )
    heading = page.say(TABLE, **words)
    picture(page, "strips", charts.strips(blocks, page.canvas), _titled(page, heading), answer, ids, heading=heading)


def _context(page: Page, years: tuple[str, str], ids: tuple[str, ...]) -> pd.DataFrame:
    """The places of the page's level (provinces for the nation) in the later year, so that a small difference does not
    look like a large one."""
    level = "county" if places.get(page.view.place).level == "county" else "province"
    answer = page.store.aggregate(ids, "place", Where(NATION, years[1], page.view.as_of), level)
    return answer.set_index("place")


def where(page: Page, years: tuple[str, str]) -> None:
    """The change map: every county of the province, or of the nation where the province has none to compare. A click
    goes to the county."""
    store, lang, view = page.store, page.lang, page.view
    words = {"before": period_name(years[0], lang), "after": period_name(years[1], lang)}
    heading = page.say(MAP, what=view.asks.name(lang), **words)
    st.markdown(f"##### {heading}")
    inside = NATION if view.place == NATION else places.province_of(view.place)
    if inside not in (NATION, *store.provinces):
        inside = NATION
    changes = yearly.changes(store, view.indicator, years, replace(page.where, place=inside))
    if changes["change"].isna().all():  # nothing to see in the province: the nation instead
        inside = NATION
        changes = yearly.changes(store, view.indicator, years, replace(page.where, place=inside))
    if changes["change"].isna().all():
        st.caption(page.say(NO_MAP))
        return
    st.caption(page.prose((page.say(MAP_NOTE), page.say(BETTER) if view.asks.good == "low" else "")))
    fig = _map(store, view.indicator, years, replace(page.where, place=inside), view.place, page.canvas)
    picture(
        page, "map", fig, _titled(page, heading), _file(changes, years, view.indicator), (view.indicator,), page.drill,
        twin=_twin(page, changes, years),
    )  # fmt: skip


@remembered(KEPT)
def _map(store: Store, i: str, years: tuple[str, str], where: Where, place: str, canvas: Canvas):
    changes, month = yearly.changes(store, i, years, where), where.as_of or store.horizon.last
    members = [c for c in store.counties if places.is_inside(c, where.place) and store.joined[c] <= month]
    scale = yearly.change_scale(store, i)
    return charts.change_map(changes, INDICATORS[i], scale, where.place, members, place, canvas)


def _file(changes: pd.DataFrame, years: tuple[str, str], i: str) -> pd.DataFrame:
    """The changes as a file: codes, both names, the value of each year, the change."""
    at = [places.get(code) for code in changes["place"]]
    return pd.DataFrame(
        {
            "place": changes["place"], "name_en": [p.name.en for p in at], "name_zh": [p.name.zh for p in at],
            f"{i}_{years[0]}": changes["before"].round(4), f"{i}_{years[1]}": changes["after"].round(4),
            "change": changes["change"].round(4), "period": "-".join(years),
            f"as_of_{years[0]}": changes["before_as_of"], f"as_of_{years[1]}": changes["after_as_of"],
        }
    )  # fmt: skip


def _twin(page: Page, changes: pd.DataFrame, years: tuple[str, str]) -> Twin:
    """The changes as a table on screen."""
    lang, unit = page.lang, page.view.asks.unit
    apart = comparison.change_unit(page.view.asks)
    rows = changes.sort_values("change", ascending=False, na_position="last", ignore_index=True)
    columns = {period_name(year, lang): (year, end) for year, end in zip(years, ("before", "after"), strict=True)}

    def number(row: int, column: str) -> Number | None:
        if column not in columns:
            return None
        year, end = columns[column]
        return passport.number(page, page.view.indicator, rows["place"][row], year, rows[f"{end}_as_of"][row])

    table = pd.DataFrame(
        {
            page.say(PLACE): [places.get(code).name(lang) for code in rows["place"]],
            period_name(years[0], lang): [unit.full(v, lang) for v in rows["before"]],
            period_name(years[1], lang): [unit.full(v, lang) for v in rows["after"]],
            page.say(CHANGE): [("+" if v > 0 else "") + apart.full(v, lang) for v in rows["change"]],
        }
    )
    return Twin(table, number)


def _titled(page: Page, what: str) -> str:
    month = month_name(page.view.month(page.store.horizon), page.lang)
    return page.say(TITLED, what=what, place=places.get(page.view.place).name(page.lang), month=month)
