"""The figures of a page, each with its title and its answer. They are made once a question: a reader who comes back
to it, and every other reader, gets the same figure again."""

from functools import lru_cache

import pandas as pd

from backbone import charts, places
from backbone.charts import Canvas, Figure
from backbone.periods import month_name, period_name
from backbone.places import NATION
from backbone.snapshot.store import Store
from backbone.text import Text
from backbone.ui.page import Page
from backbone.view import LEVELS, Level, View
from backbone.where import Where

AROUND = Text("{asked}: {name} and its surroundings", "{asked}：{name}及周边")
KEPT = 128

Shown = tuple[Figure, str, pd.DataFrame]


def map_of(page: Page, code: str, level: Level, canvas: Canvas | None = None) -> Shown:
    """The nation or a province with its places at `level`, or a county among its neighbours."""
    return _map(page.store, _asked(page.view.into(code)), level, canvas or page.canvas)


def map_here(page: Page, canvas: Canvas | None = None, level: Level = "province") -> Shown:
    """The map of the page's place, the nation's at `level`; a province outside the programme has the nation's."""
    place = places.get(page.view.place)
    if place.level == "county" or place.code in page.store.provinces:
        return map_of(page, place.code, "county", canvas)
    return map_of(page, NATION, level, canvas)


def ranking_of(page: Page, level: Level, canvas: Canvas | None = None, most: int = 12) -> Shown:
    """The `most` highest places at `level` inside the page's place."""
    return _ranking(page.store, _asked(page.view), level, canvas or page.canvas, most)


def trend_of(page: Page) -> Shown:
    """The months of the page's place."""
    return _trend(page.store, _asked(page.view), page.canvas)


def _asked(view: View) -> View:
    """The view without what changes none of these figures, so that they are made once."""
    return View(view.lang, view.indicator, view.place, view.period, view.as_of, view.level, only=view.only)


@lru_cache(maxsize=KEPT)
def _map(store: Store, view: View, level: Level, canvas: Canvas) -> Shown:
    here, asked, lang = places.get(view.place), view.asks, view.lang
    month = view.month(store.horizon)
    counties = [code for code in store.counties if store.joined[code] <= month]  # who joins later is outside as yet
    members = list(dict.fromkeys(map(places.province_of, counties))) if level == "province" else counties
    scale = store.scale(view.indicator, level)
    if here.level == "county":
        answer = store.aggregate((view.indicator,), "place", Where(NATION, view.period, view.as_of), level)
        answer = _every([code for code in charts.around(here.code) if code in members], answer)
        title = AROUND(
            lang,
            name=here.name(lang),
            asked=asked.name(lang),
            period=period_name(view.period, lang),
            month=month_name(view.month(store.horizon), lang),
        )
        return charts.county_map(answer, asked, scale, here.code, members, canvas), title, answer
    inside = [member for member in members if places.is_inside(member, here.code)]
    answer = _every(inside, store.aggregate((view.indicator,), "place", view.where, level))
    title = view.sentence(store.horizon, by=LEVELS[level])
    return charts.labelled_map(answer, asked, scale, here.code, level, inside, canvas), title, answer


@lru_cache(maxsize=KEPT)
def _ranking(store: Store, view: View, level: Level, canvas: Canvas, most: int) -> Shown:
    answer = store.aggregate((view.indicator,), "place", view.where, level)
    fig = charts.ranking_bars(answer, view.asks, store.scale(view.indicator, level), canvas, most=most)
    return fig, view.sentence(store.horizon, by=LEVELS[level]), answer


@lru_cache(maxsize=KEPT)
def _trend(store: Store, view: View, canvas: Canvas) -> Shown:
    answer = store.aggregate((view.indicator,), "month", view.where)
    return charts.trend(answer, view.asks, store.horizon, canvas), view.sentence(store.horizon), answer


def _every(codes: list[str], answer: pd.DataFrame) -> pd.DataFrame:
    """The answer with a row for each of `codes`, highest first, those without data last: the rows of a table twin
    are the places of its picture."""
    asked = next(column for column in answer.columns if column != "place")
    rows = answer.set_index("place").reindex(pd.Index(codes, name="place", dtype=object)).reset_index()
    return rows.sort_values(asked, ascending=False, kind="stable", ignore_index=True)
