"""Two policy years of a place, at the same age of their cover: a year whose cover began eight months ago is set beside
the older year as that stood eight months after its own cover began."""

import math

import pandas as pd

from backbone.compare.comparison import change, change_unit
from backbone.indicators import INDICATORS
from backbone.periods import ALL, Horizon, months_between
from backbone.places import NATION
from backbone.scales import Diverging, diverging
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.view import View
from backbone.where import Where

CHANGES = ("place", "before", "after", "change", "before_as_of", "after_as_of")


def pair(view: View, horizon: Horizon) -> tuple[str, str] | None:
    """The policy years compared, the one that changed from and the one that it changed to; None where there is only
    one. Where the view names none or twice the same, the latest other year stands in."""
    if len(horizon.years) < 2:
        return None
    before = view.against or horizon.years[-2]
    after = view.period
    if after in (ALL, before):
        after = next(year for year in reversed(horizon.years) if year != before)
        before, after = sorted((before, after))
    return before, after


@remembered(8)
def begun(store: Store, level: str) -> dict[tuple[str, str], str]:
    """The month in which the cover of each place at `level` began, by place and policy year."""
    by = ("place", "period", "month")
    months = store.aggregate(("insured",), by, level=level)
    covered = months[months["insured"] > 0].sort_values("month")
    return covered.groupby(["place", "period"])["month"].first().to_dict()


def matched(store: Store, code: str, level: str, years: tuple[str, str], as_of: str) -> dict[str, str]:
    """The month that each of two policy years is counted to, so that both are equally old: the younger to `as_of`, the
    older to as many months after its own cover began. Empty where either had not begun by `as_of`."""
    starts = {year: begun(store, level).get((code, year), "") for year in years}
    if any(not start or start > as_of for start in starts.values()):
        return {}
    age = min(len(months_between(start, as_of)) for start in starts.values())
    return {year: months_between(start, as_of)[age - 1] for year, start in starts.items()}


def months_of_cover(store: Store, code: str, level: str, year: str, until: str) -> int:
    """How many months a policy year's cover has run in a place by the end of `until`; 0 where it has not begun."""
    start = begun(store, level).get((code, year), "")
    return len(months_between(start, until)) if start and start <= until else 0


@remembered(64)
def changes(store: Store, indicator: str, level: str, before: str, after: str, as_of: str) -> pd.DataFrame:
    """One row a place with cover in either policy year by `as_of`: place, `before`, `after` and `change`, the two at
    the same age of cover, and the month that each is counted to. Where there is cover in one of them only, the other
    and the change are NaN; so is the change of a rate that was zero or had no denominator."""
    rows = []
    for code in dict.fromkeys(place for place, _ in begun(store, level)):
        until = matched(store, code, level, (before, after), as_of)
        months = {year: until.get(year, as_of) for year in (before, after)}
        values = {year: _value(store, indicator, level, code, year, month) for year, month in months.items()}
        started = [y for y in (before, after) if months_of_cover(store, code, level, y, as_of)]
        if started:
            known = change(INDICATORS[indicator], values[before], values[after]) if until else math.nan
            rows.append((code, values[before], values[after], known, months[before], months[after]))
    return pd.DataFrame(rows, columns=CHANGES).sort_values("place", ignore_index=True)


@remembered(64)
def change_scale(store: Store, indicator: str, level: str) -> Diverging:
    """The classes of an indicator's change at a level, from every pair of policy years as of the last month: another
    pair or month never repaints the map by itself."""
    years, last = store.horizon.years, store.horizon.last
    pairs = [(a, b) for n, a in enumerate(years) for b in years[n + 1 :]]
    found = [v for a, b in pairs for v in changes(store, indicator, level, a, b, last)["change"]]
    return diverging(found, change_unit(INDICATORS[indicator]))


def _value(store: Store, indicator: str, level: str, code: str, year: str, until: str) -> float:
    return _at(store, indicator, level, until).get((code, year), math.nan)


@remembered(256)
def _at(store: Store, indicator: str, level: str, until: str) -> dict[tuple[str, str], float]:
    """Every value counted to one month, by place and policy year."""
    answer = store.aggregate((indicator,), ("place", "period"), Where(NATION, ALL, until), level)
    return dict(zip(zip(answer["place"], answer["period"], strict=True), answer[indicator], strict=True))
