"""Two policy years of one place, at the same age of cover; and where on the map they differ."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from backbone import charts, places
from backbone.charts import Canvas, Row, Strip
from backbone.compare import comparison, findings
from backbone.compare import years as yearly
from backbone.compare.comparison import Value
from backbone.compare.years import Pair
from backbone.files.tables import AS_OF, PERIOD, PLACE
from backbone.number import Number
from backbone.periods import period_name
from backbone.pictures.compare import SIDE_BY_SIDE, and_more
from backbone.pictures.notes import beside
from backbone.pictures.picture import WHAT, Picture, Twin, drawn, number
from backbone.places import NATION
from backbone.punctuation import FULL_STOP, after_a_name, capitalised, in_mid_sentence, labelled
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.view import Level, View
from backbone.where import Where

TABLE = Text("Hollow: {before}; solid: {after}.", "空心：{before}；实心：{after}。")
MAP = Text("{what}: change from {before} to {after}, county by county", "各县{what}：由 {before}到 {after}的变化")
# The same where they leave the page, with the years that they are of.
NAMED, NAMED_MAP = (
    Text("{what}, year against year", "{what}对比"),
    Text("Change in {what}, county by county", "各县{what}的变化"),
)
BOTH = Text("policy years {before} and {after}", "{before} 与 {after} 保单年度")
MAP_NOTE = Text(
    "Each county is compared after the same months of cover in both years, so it needs cover in both.",
    "各县均按两个年度同样长短的保障期比较；只在其中一个年度有保障的县无法比较。",
)
BETTER = Text(
    "Here less is better: blue is better than before, brown is worse.",
    "此项以低为好：蓝色表示改善，棕色表示变差。",
)
NO_MAP = Text(
    "No county can be compared in both policy years, so there is no change to map.",
    "没有县可在两个年度间比较，无法绘制变化图。",
)
CHANGE = Text("Change", "变化")
HOVER = "<b>{year}</b><br>{what} {value}"


@drawn("indicator", "place", "as_of", "beside")
def side_by_side(store: Store, view: View, canvas: Canvas, years: Pair) -> Picture:
    """One strip an indicator: the two policy years, both at the same age of cover, as a hollow and a solid mark."""
    lang, ids, pair = view.lang, comparison.compared(view), yearly.matched(store, years, view.where)
    if pair is None:
        return Picture("strips", view)
    values = [comparison.values(store, ids, one) for one in pair]
    level: Level = "county" if places.get(view.place).level == "county" else "province"
    # The places of that level in the later year, so that a small difference does not look like a large one.
    others = store.aggregate(ids, "place", Where(period=years[1], as_of=view.as_of), level).set_index("place")
    strips = [_strip(years, tuple(v[i] for v in values), others[i].dropna(), lang) for i in ids]
    answer = pd.DataFrame(
        [
            {"place": view.place, "period": one.period, **{i: v[i].number for i in ids}, "as_of": one.as_of}
            for one, v in zip(pair, values, strict=True)
        ]
    )
    reading = (TABLE(lang, before=period_name(years[0], lang), after=period_name(years[1], lang)),)
    named = _named(view, store, NAMED(lang, what=and_more(ids, lang)), years)
    before, after = (one[view.indicator] for one in values)
    found = findings.changed(view.place, years, (before, after), lang).removesuffix(FULL_STOP[lang])
    notes = _left_out(store, pair, ids, answer, lang)
    fig = charts.strips(strips, canvas)
    return Picture("strips", view, fig, named, answer, ids, SIDE_BY_SIDE(lang), "", reading, notes, found=found)


def _named(view: View, store: Store, what: str, years: Pair) -> str:
    """The title of a picture of two policy years."""
    return view.title(what, store.horizon, during=BOTH(view.lang, before=years[0], after=years[1]))


def _left_out(
    store: Store, pair: Iterable[Where], ids: Sequence[str], answer: pd.DataFrame, lang: Lang
) -> tuple[str, ...]:
    """What the numbers of each of two policy years leave out."""
    every = [(period_name(one.period, lang), beside(store, one, ids, answer, lang)) for one in pair]
    return tuple(labelled(capitalised(year), said, lang) for year, sentences in every for said in sentences)


def _strip(years: Pair, values: tuple[Value, ...], others: pd.Series, lang: Lang) -> Strip:
    one, marks = values[0].indicator, []
    change = comparison.gap(one, values[1].number, values[0].number)
    for n, (year, value) in enumerate(zip(years, values, strict=True)):
        said = f"<b>{one.unit.short(value.number, lang)}</b>"
        said += f"  {findings.signed(one, change, lang)}" if n else ""
        full = one.unit.full(value.number, lang)
        hover = HOVER.format(year=period_name(year, lang), what=one.name(lang), value=full)
        marks.append(Row(year, year, 0, value.number, said, hover, *value.limits(), hollow=not n))
    # A count is drawn from nothing on; a rate among those of all places at its level.
    if not one.unit.is_rate or others.empty:
        return Strip(one.name(lang), "", tuple(marks), (0.0,), ("0",))
    names = tuple(f"{places.get(c).short(lang)} {one.unit.short(v, lang)}" for c, v in others.items())
    return Strip(one.name(lang), "", tuple(marks), tuple(others), names)


@drawn("indicator", "place", "as_of")
def change_map(store: Store, view: View, canvas: Canvas, years: Pair) -> Picture:
    """The change in every county of the province, or of the nation where the province has none to compare."""
    lang, month, i = view.lang, view.month(store.horizon), view.indicator
    heading = MAP(
        lang,
        what=after_a_name(view.asks.name(lang), lang),
        before=period_name(years[0], lang),
        after=period_name(years[1], lang),
    )
    inside = NATION if view.place == NATION else places.province_of(view.place)
    changes = yearly.changes(store, i, years, Where(inside, as_of=view.as_of))
    if changes["change"].isna().all():  # nothing to see in the province: the nation instead
        inside, changes = NATION, yearly.changes(store, i, years, Where(as_of=view.as_of))
    if changes["change"].isna().all():
        return Picture("map", view, heading=heading, lead=NO_MAP(lang))
    members = [code for code in store.counties if places.is_inside(code, inside) and store.joined[code] <= month]
    scale = yearly.change_scale(store, i)
    fig = charts.change_map(changes, view.asks, scale, inside, members, view.place, canvas)
    reading = (BETTER(lang),) if view.asks.good == "low" else ()
    view = view.into(inside)
    named = _named(view, store, NAMED_MAP(lang, what=in_mid_sentence(view.asks.name(lang))), years)
    notes = (MAP_NOTE(lang), *_left_out(store, yearly.matched(store, years, view.where) or (), (i,), changes, lang))
    twin = _twin(store, view, changes, years)
    return Picture("map", view, fig, named, changes, (i,), heading, "", reading, notes, twin)


def _twin(store: Store, view: View, changes: pd.DataFrame, years: Pair) -> Twin:
    """The changes as a table on screen, the largest first."""
    lang, horizon = view.lang, store.horizon
    rows = changes.sort_values("change", ascending=False, na_position="last", ignore_index=True)
    columns = {period_name(year, lang): (year, end) for year, end in zip(years, ("before", "after"), strict=True)}

    def at(row: int, column: str) -> Number | None:
        if column not in columns:
            return None
        year, end = columns[column]
        return number(view, horizon, view.indicator, rows["place"][row], year, rows[f"{end}_as_of"][row])

    table = pd.DataFrame(
        {
            PLACE(lang): [places.get(code).name(lang) for code in rows["place"]],
            **{name: rows[end].astype(float) for name, (_, end) in columns.items()},
            CHANGE(lang): rows["change"].astype(float),
        }
    )
    change = replace(comparison.change_unit(view.asks), signed=True)
    until = {labelled(AS_OF(lang), name, lang): rows[f"{end}_as_of"] for name, (_, end) in columns.items()}
    more = pd.DataFrame({WHAT(lang): view.asks.name(lang), PERIOD(lang): "-".join(years), **until})
    units = {**dict.fromkeys(columns, view.asks.unit), CHANGE(lang): change}
    return Twin(table, at, units=units, places=tuple(rows["place"]), more=more)
