"""Two policy years of a place, at the same age of their cover: a year whose cover began eight months ago is set beside
the older year as that stood eight months after its own cover began."""

import math
from itertools import combinations

import pandas as pd

from backbone import places
from backbone.compare.comparison import change, change_unit
from backbone.indicators import INDICATORS
from backbone.periods import ALL, Horizon, months_between, months_later
from backbone.places import Level
from backbone.scales import Diverging, diverging
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.view import View
from backbone.where import Where

# Two policy years: the one that a number changed from, and the one that it changed to.
Pair = tuple[str, str]
CHANGES = ("place", "before", "after", "change", "before_as_of", "after_as_of")


def pair(view: View, horizon: Horizon) -> Pair | None:
    """The policy years that a view compares; None where there is only one. Where the view names none or twice the
    same, the latest other year stands in."""
    if len(horizon.years) < 2:
        return None
    before = view.against or horizon.years[-2]
    after = view.period
    if after in (ALL, before):
        after = next(year for year in reversed(horizon.years) if year != before)
        before, after = sorted((before, after))
    return before, after


@remembered(8)
def cover_began(store: Store, level: Level) -> dict[tuple[str, str], str]:
    """The month in which the cover of each place at `level` began, by place and policy year."""
    months = store.aggregate(("insured",), ("place", "period", "month"), level=level)
    covered = months[months["insured"] > 0].sort_values("month")
    return covered.groupby(["place", "period"])["month"].first().to_dict()


def months_of_cover(store: Store, where: Where) -> int:
    """How many months the cover of one policy year has lasted in a place; 0 where it has not begun."""
    start, until = _began(store, where.place, where.period), where.as_of or store.horizon.last
    return len(months_between(start, until)) if start and start <= until else 0


def matched(store: Store, years: Pair, where: Where) -> tuple[Where, Where] | None:
    """Two policy years of a place, each counted to the month at which both are equally old: the younger to the month
    of `where`, the older to as many months after its own cover began. None where either has not begun by then."""
    until = where.as_of or store.horizon.last
    ages = [months_of_cover(store, Where(where.place, year, until)) for year in years]
    if not all(ages):
        return None
    before, after = (
        Where(where.place, year, months_later(_began(store, where.place, year), min(ages) - 1)) for year in years
    )
    return before, after


def _began(store: Store, place: str, year: str) -> str:
    return cover_began(store, places.get(place).level).get((place, year), "")


@remembered(64)
def changes(store: Store, indicator: str, years: Pair, where: Where, level: Level = "county") -> pd.DataFrame:
    """One row a place at `level`, inside that of `where`, with cover in either policy year by its month: place,
    `before`, `after` and `change`, the two at the same age of cover, and the month that each is counted to. Where
    there is cover in one of them only, the other and the change are NaN; so is the change of a rate that was zero or
    had no denominator."""
    until, rows = where.as_of or store.horizon.last, []
    for code in dict.fromkeys(place for place, _ in cover_began(store, level)):
        if not places.is_inside(code, where.place):
            continue
        plain = tuple(Where(code, year, until) for year in years)
        pair = matched(store, years, Where(code, as_of=until))
        before, after = (_value(store, indicator, level, one) for one in pair or plain)
        if any(months_of_cover(store, one) for one in plain):
            known = change(INDICATORS[indicator], before, after) if pair else math.nan
            rows.append((code, before, after, known, *(one.as_of for one in pair or plain)))
    return pd.DataFrame(rows, columns=CHANGES).sort_values("place", ignore_index=True)


def in_both(store: Store, indicator: str, years: Pair, where: Where) -> pd.DataFrame:
    """The changes of the counties with cover in both policy years, where others have come or gone; else none."""
    inside = changes(store, indicator, years, where)
    both = inside.dropna(subset=["change"])
    return both if len(both) < len(inside) else both.head(0)


@remembered(64)
def change_scale(store: Store, indicator: str) -> Diverging:
    """The classes of an indicator's change in counties, from every pair of policy years as of the last month: another
    pair or month never repaints the map by itself."""
    every = [changes(store, indicator, pair, Where()) for pair in combinations(store.horizon.years, 2)]
    found = [value for one in every for value in one["change"]]
    return diverging(found, change_unit(INDICATORS[indicator]))


def _value(store: Store, indicator: str, level: Level, where: Where) -> float:
    return _values_at(store, indicator, level, where.as_of).get((where.place, where.period), math.nan)


@remembered(64)
def _values_at(store: Store, indicator: str, level: Level, as_of: str) -> dict[tuple[str, str], float]:
    """Every value counted to one month, by place and policy year."""
    answer = store.aggregate((indicator,), ("place", "period"), Where(as_of=as_of), level)
    return dict(zip(zip(answer["place"], answer["period"], strict=True), answer[indicator], strict=True))
