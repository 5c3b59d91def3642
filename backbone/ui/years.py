"""Two policy years of one place, at the same age of cover; and where on the map they differ."""

from dataclasses import replace

import streamlit as st

from backbone import places
from backbone.compare import comparison, findings
from backbone.compare import years as yearly
from backbone.compare.years import Pair
from backbone.measures import Sum
from backbone.periods import month_name, period_name
from backbone.pictures import years as pictures
from backbone.places import NATION
from backbone.text import Text
from backbone.ui import compare, panels, pickers
from backbone.ui.page import Page
from backbone.ui.pickers import pick
from backbone.ui.picture import show

OF = Text("Place", "地区")
FROM, TO = Text("From", "由"), Text("To", "至")
ONE_YEAR = Text(
    "There is one policy year only, so there is nothing to compare it with.", "目前仅有一个保单年度，无法比较。"
)
NOT_BOTH = Text(
    "Of these two years, {place} had cover in {has} only, so they cannot be compared.",
    "{place}在这两个年度中只有 {has}有保障，无法比较。",
)
NEITHER = Text("{place} had no cover in either policy year by {month}.", "截至{month}，{place}在两个年度均无保障。")
SAME_AGE = Text(
    "Both years are counted for {months} months from their first cover: {before} up to {before_month}, {after} up to "
    "{after_month}. An unfinished policy year would look low beside a full one.",
    "两个年度均计首次起保后 {months} 个月：{before}计至{before_month}，{after}计至{after_month}。"
    "尚未结束的年度若直接与完整年度相比，会显得偏低。",
)
IN_BOTH = Text(
    "In the {n:county|counties} with cover in both: {before} → {after} ({by}).",
    "两个年度均有保障的 {n} 个县：{before} → {after}（{by}）。",
)


def choose(page: Page) -> Pair | None:
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
        panels.finding(page.say(ONE_YEAR))
    return years


def _place_picker(page: Page) -> None:
    known = [NATION, *page.store.provinces, *page.store.counties]
    options = known if page.view.place in known else [*known, page.view.place]
    named, now = pickers.label_among((page.view.place,), page.lang), page.view.place

    def picked(code: str) -> None:
        page.go(page.view.into(code))

    pick(page, "list", "years-place", page.say(OF), options, named, now, picked, width=220)


def _year_picker(page: Page, key: str, label: Text, year: str, field: str) -> None:
    def picked(chosen: str) -> None:
        page.go(page.view.with_(**{field: chosen}))

    pick(page, "buttons", key, page.say(label), page.store.horizon.years, str, year, picked)


def finding(page: Page, years: Pair) -> bool:
    """What changed, in sentences; whether the years can be compared at the same age of cover."""
    store, code, lang = page.store, page.view.place, page.lang
    month = page.view.month(store.horizon)
    pair = yearly.matched(store, years, page.where)
    name = places.get(code).name(lang)
    if not pair:
        has = [y for y in years if yearly.months_of_cover(store, replace(page.where, period=y))]
        words = {"place": name, "month": month_name(month, lang), "has": period_name(has[0], lang) if has else ""}
        panels.finding(page.say(NOT_BOTH if has else NEITHER, **words))
        return False
    ids = comparison.compared(page.view)
    before, after = (comparison.values(store, ids, one)[page.view.indicator] for one in pair)
    panels.finding(findings.changed(code, years, (before, after), lang))
    words = {"before": period_name(years[0], lang), "after": period_name(years[1], lang)}
    words |= {"before_month": month_name(pair[0].as_of, lang), "after_month": month_name(pair[1].as_of, lang)}
    words["months"] = str(yearly.months_of_cover(store, pair[1]))
    said = findings.change_likelihood((before, after), lang)
    st.caption(page.prose((said, _in_both(page, years), page.say(SAME_AGE, **words))))
    return True


def _in_both(page: Page, years: Pair) -> str:
    """How a count changed in the counties with cover in both years, where others have come or gone."""
    one, place = page.view.asks, page.view.place
    if one.unit.is_rate or places.get(place).level == "county" or not isinstance(one.measure, Sum):
        return ""
    both = yearly.in_both(page.store, one.id, years, page.where)
    if both.empty:
        return ""
    before, after = both["before"].sum(), both["after"].sum()
    by = findings.signed(one, comparison.gap(one, after, before), page.lang)
    values = {"before": one.unit.full(before, page.lang), "after": one.unit.full(after, page.lang)}
    return page.say(IN_BOTH, n=len(both), by=by, **values)


def side_by_side(page: Page, years: Pair) -> None:
    """One strip an indicator: the two policy years as a hollow and a solid mark."""
    show(page, page.picture(pictures.side_by_side, years))


def where(page: Page, years: Pair) -> None:
    """The change map. A click goes to the county."""
    show(page, page.picture(pictures.change_map, years), page.drill)
