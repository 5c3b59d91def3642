"""A place and those in it: the map, the ranking, the months, and where a county lies."""

from functools import partial

import pandas as pd

from backbone import charts, places
from backbone.charts import Canvas
from backbone.pictures.notes import beside
from backbone.pictures.picture import MONTHLY, RUNNING, Picture, drawn
from backbone.places import NATION
from backbone.punctuation import prose
from backbone.record.record import Record
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.trust.basis import WORDS, by_row
from backbone.view import LEVELS, Level, View

AROUND = Text("{name} and its surroundings", "{name}及周边")
BY_LEVEL = Text("{what} by {level}", "各{level}{what}")
PROGRAMME = Text("Programme", "全项目")
LOCATED = Text("Where {name} lies", "{name}的位置")
FIELDS = ("indicator", "place", "period", "as_of", "only")


def map_here(
    store: Store, view: View, canvas: Canvas, level: Level = "province", record: Record | None = None
) -> Picture:
    """The map of the view's place, the nation's at `level`; a province outside the programme has the nation's. With a
    `record` its tooltips tell numbers that were published from the others."""
    place = places.get(view.place)
    if place.level == "county":
        return surroundings(store, view, canvas, record)
    if place.code in store.provinces:
        return place_map(store, view, canvas, "county", record)
    return place_map(store, view.into(NATION), canvas, level, record)


@drawn(*FIELDS)
def place_map(store: Store, view: View, canvas: Canvas, level: Level, record: Record | None = None) -> Picture:
    """The nation or a province with its places at `level`. With a `record` its tooltips say which numbers were
    published."""
    inside = [member for member in members(store, view, level) if places.is_inside(member, view.place)]
    answer = _each(inside, store.aggregate((view.indicator,), "place", view.where, level))
    scale = store.scale(view.indicator, level, canvas.classes)
    fig = charts.labelled_map(answer, view.asks, scale, view.place, level, inside, canvas)
    fig = charts.noted(fig, _bases(store, view, answer, record))
    named, ids = view.sentence(store.horizon, by=LEVELS[level]), (view.indicator,)
    return Picture("map", view, fig, named, answer, ids, notes=beside(store, view.where, ids, answer, view.lang))


@drawn(*FIELDS)
def surroundings(store: Store, view: View, canvas: Canvas, record: Record | None = None) -> Picture:
    """A county among its neighbours."""
    everywhere = members(store, view, "county")
    answer = store.aggregate((view.indicator,), "place", view.into(NATION).where, "county")
    answer = _each([code for code in charts.around(view.place, store.counties, canvas) if code in everywhere], answer)
    scale = store.scale(view.indicator, "county", canvas.classes)
    fig = charts.county_map(answer, view.asks, scale, view.place, everywhere, store.counties, canvas)
    fig = charts.noted(fig, _bases(store, view, answer, record))
    around = AROUND(view.lang, name=places.get(view.place).name(view.lang))
    named, ids = view.title(view.asks.name(view.lang), store.horizon, around), (view.indicator,)
    return Picture("map", view, fig, named, answer, ids, notes=beside(store, view.where, ids, answer, view.lang))


@drawn(*FIELDS)
def ranking(store: Store, view: View, canvas: Canvas, level: Level, most: int = 12) -> Picture:
    """The `most` highest places at `level` inside the view's place."""
    answer = store.aggregate((view.indicator,), "place", view.where, level)
    here = PROGRAMME(view.lang) if view.place == NATION else places.get(view.place).short(view.lang)
    against, scale = (here, store.value(view.indicator, view.where)), store.scale(view.indicator, level, canvas.classes)
    fig = charts.ranking(answer, view.asks, scale, canvas, most, against)
    heading = BY_LEVEL(view.lang, what=view.asks.name(view.lang), level=LEVELS[level](view.lang))
    named, ids = view.sentence(store.horizon, by=LEVELS[level]), (view.indicator,)
    notes = beside(store, view.where, ids, answer, view.lang)
    return Picture("ranking", view, fig, named, answer, ids, heading, notes=notes)


@drawn(*FIELDS)
def trend(store: Store, view: View, canvas: Canvas) -> Picture:
    """The months of the view's place."""
    ids = (view.indicator,)
    answer = store.aggregate(ids, "month", view.where)
    fig = charts.trend(answer, view.asks, store.horizon, canvas)
    heading = (RUNNING if view.asks.measure.cumulative else MONTHLY)(view.lang, what=view.asks.name(view.lang))
    named, notes = view.title(heading, store.horizon), beside(store, view.where, ids, answer, view.lang)
    if notes and not (answer[view.indicator] > 0).any():
        return Picture("trend", view, heading=heading, lead=prose(notes, view.lang))
    return Picture("trend", view, fig, named, answer, ids, heading, notes=notes)


@drawn("place")
def locator(store: Store, view: View, canvas: Canvas) -> Picture:
    """Where a place lies in its province and the country."""
    fig = charts.locator(view.place, canvas)
    return Picture("locator", view, fig, LOCATED(view.lang, name=places.get(view.place).name(view.lang)))


def setting(view: View, canvas: Canvas) -> Picture:
    """The county of a view in its province, and nothing else; it shows no number."""
    named = LOCATED(view.lang, name=places.in_province(view.place)(view.lang))
    return Picture("setting", view, charts.setting(view.place, canvas), named, again=partial(setting, view))


def _bases(store: Store, view: View, answer: pd.DataFrame, record: Record | None) -> dict[str, str]:
    """A word for each place whose number has another basis than the snapshot."""
    own = by_row(store, record, answer, (view.indicator,), view.where) if record else []
    usual = store.snapshot.manifest.basis
    return {code: WORDS[basis](view.lang) for code, basis in zip(answer["place"], own, strict=False) if basis != usual}


def members(store: Store, view: View, level: Level) -> list[str]:
    """The places of the programme at `level` by the month asked for: who joins later is outside as yet."""
    month = view.month(store.horizon)
    counties = [code for code in store.counties if store.joined[code] <= month]
    return list(dict.fromkeys(map(places.province_of, counties))) if level == "province" else counties


def _each(codes: list[str], answer: pd.DataFrame) -> pd.DataFrame:
    """The answer with a row for each of `codes`, highest first, those without data last: the rows of a table are the
    places of its picture."""
    value = next(column for column in answer.columns if column != "place")
    rows = answer.set_index("place").reindex(pd.Index(codes, name="place", dtype=object)).reset_index()
    return rows.sort_values(value, ascending=False, kind="stable", ignore_index=True)
