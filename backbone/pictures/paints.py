"""How the map looks under every question that is one press away: the tables for `static/paint.js`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from backbone import places
from backbone.charts import Canvas, Look, paint
from backbone.indicators import INDICATORS
from backbone.pictures.area import members
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.view import Level, View, local

# As many tables are remembered of a snapshot.
KEPT = 64
# A row has a letter a place: this one and those after it count the looks; the other says that it is not there yet.
FIRST, NONE = "0", "."


@dataclass(frozen=True)
class Paints:
    """How `places` look under each question: a row has one letter a place, and is named by the indicator and the period
    ("coverage.2018"), or by the month."""

    places: tuple[str, ...]
    looks: tuple[Look, ...]
    rows: Mapping[str, str]

    @cached_property
    def told(self) -> dict[str, object]:
        """As the browser is told (`static/paint.js`). A row that resembles the one before says what changes: pairs of
        a letter that counts the places and the letter that is there now."""
        told, before = {}, NONE * len(self.places)
        for name, row in self.rows.items():
            pairs = [_letter(n) + now for n, (was, now) in enumerate(zip(before, row, strict=True)) if now != was]
            told[name] = "".join(pairs) if 2 * len(pairs) < len(row) else row
            before = row
        return {"places": "".join(self.places), "looks": self.looks, "rows": told, "first": FIRST, "none": NONE}


@remembered(KEPT)
def of_questions(store: Store, view: View, level: Level, canvas: Canvas) -> Paints:
    """Every indicator in every period, of the view's place up to its month: a row each."""
    return _of(store, view, local(), store.horizon.periods, level, canvas)


@remembered(KEPT)
def of_indicators(store: Store, view: View, level: Level, canvas: Canvas) -> Paints:
    """Every indicator in the view's period, of its place up to its month: a row each."""
    return _of(store, view, local(), (view.period,), level, canvas)


@remembered(KEPT)
def of_periods(store: Store, view: View, level: Level, canvas: Canvas) -> Paints:
    """The view's indicator in every period, of its place up to its month: a row each."""
    return _of(store, view, (view.indicator,), store.horizon.periods, level, canvas)


@remembered(KEPT)
def of_months(store: Store, view: View, level: Level, canvas: Canvas) -> Paints:
    """The view's indicator up to each month: a row each."""
    asked = [view.with_(as_of=month) for month in store.horizon.months]
    return _paints(store, [(one, {view.indicator: one.as_of}) for one in asked], level, canvas)


def _of(
    store: Store, view: View, indicators: Sequence[str], periods: Sequence[str], level: Level, canvas: Canvas
) -> Paints:
    asked = [(view.with_(period=period), {i: f"{i}.{period}" for i in indicators}) for period in periods]
    return _paints(store, asked, level, canvas)


def _letter(number: int) -> str:
    return chr(ord(FIRST) + number)


def _paints(store: Store, asked: Iterable[tuple[View, Mapping[str, str]]], level: Level, canvas: Canvas) -> Paints:
    """The rows of these questions; each has the names of its rows by their indicator."""
    painted: dict[str, Mapping[str, Look]] = {}
    for view, rows in asked:
        answer = answered(store, view, tuple(rows), level)
        for i, row in rows.items():
            values: pd.Series[float] = answer[i]
            scale = store.scale(i, level, canvas.classes)
            painted[row] = paint(values, INDICATORS[i], scale, view.place, level, canvas)
    codes = sorted({code for row in painted.values() for code in row})
    looks = list(dict.fromkeys(look for row in painted.values() for look in row.values()))
    letter = {look: _letter(n) for n, look in enumerate(looks)}
    rows = {
        name: "".join(letter[row[code]] if code in row else NONE for code in codes) for name, row in painted.items()
    }
    return Paints(tuple(codes), tuple(looks), rows)


def answered(store: Store, view: View, ids: tuple[str, ...], level: Level) -> pd.DataFrame:
    """The numbers of every place at `level` inside the view's that is in the programme by its month."""
    inside = [code for code in members(store, view, level) if places.is_inside(code, view.place)]
    return store.aggregate(ids, "place", view.where, level).set_index("place").reindex(inside)
