"""The totals of the facts in memory: what is asked of them without a breakdown needs no query."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from backbone import places
from backbone.measures import COLUMNS
from backbone.periods import ALL
from backbone.places import NATION, Level
from backbone.snapshot.facts import BEGINS, TOTALS, Facts
from backbone.where import Where

# Amounts are added up in fen: whole numbers add up to the same in any order.
UNITS = np.array([100.0 if column.is_money else 1.0 for column in COLUMNS.values()])


@dataclass(frozen=True)
class Dimension:
    """What rows are of: the `names` in order, where "" stands for none, and the number of its name for each row."""

    names: ExtensionArray
    of: np.ndarray

    @classmethod
    def read(cls, values: Sequence[str]) -> Self:
        """The dimension with these values, one a row."""
        names, of = np.unique(np.array(values, dtype=str), return_inverse=True)
        return cls(_written(names.tolist()), of)

    def are(self, name: str) -> np.ndarray:
        """A mask of the rows of this name."""
        return np.asarray(self.names == name, dtype=bool)[self.of]


class Totals:
    """The totals of every place, policy year and month. Safe to share between sessions: they are only read."""

    def __init__(self, facts: Facts) -> None:
        columns = ", ".join(f"{name}::DOUBLE" for name in COLUMNS)
        keys = "coalesce(place, ''), policy_year::VARCHAR, month"
        rows = facts.rows(f"SELECT {keys}, {BEGINS}, {columns} FROM facts WHERE {TOTALS}")
        written, period, month, begins = (rows.iloc[:, n].tolist() for n in range(4))
        counties = ["" if code == NATION else code for code in written]
        self._places: dict[Level, Dimension] = {
            "nation": Dimension.read([NATION] * len(written)),
            "province": Dimension.read([code and places.province_of(code) for code in counties]),
            "county": Dimension.read(counties),
        }
        self._period = Dimension.read(period)
        self._months, self._names = facts.horizon.months, _written(facts.horizon.months)
        number = {name: n for n, name in enumerate(self._months)}
        self._month = np.array([number[one] for one in month], dtype=int)
        self._begins = np.array(begins, dtype=bool)
        self._values = (rows.iloc[:, 4:].to_numpy(float) * UNITS).round()

    def sums(self, by: Sequence[str], where: Where, level: Level) -> pd.DataFrame:
        """One row per combination of `by` (place at `level`, period, month), one column of sums per additive column, as
        `Facts.sums` has them without a breakdown."""
        until = bisect_right(self._months, where.as_of or self._months[-1])
        rows = self._asked("place" in by, where, level, until)
        plain = {d: self._period if d == "period" else self._places[level] for d in by if d != "month"}
        shape = tuple(len(dimension.names) for dimension in plain.values())
        if plain:
            key = np.ravel_multi_index(tuple(dimension.of[rows] for dimension in plain.values()), shape)
            groups, group = np.unique(key, return_inverse=True)
        else:
            groups, group = np.zeros(1, dtype=int), np.zeros(len(rows), dtype=int)
        months = until if "month" in by else 1
        month = self._month[rows] if "month" in by else 0
        values = _summed(self._values[rows], group * months + month, len(groups) * months)
        if "month" in by:
            covered = np.arange(until) >= self._firsts(rows, group, len(groups))[:, None]
            values[np.isnan(values) & covered.reshape(-1, 1)] = 0.0
        found = pd.DataFrame(values / UNITS, columns=[*COLUMNS])
        labels = dict(zip(plain, np.unravel_index(groups, shape) if plain else (), strict=True))
        for n, name in enumerate(by):
            of = np.tile(np.arange(until), len(groups)) if name == "month" else np.repeat(labels[name], months)
            found.insert(n, name, (self._names if name == "month" else plain[name].names).take(of))
        return found

    def _asked(self, by_place: bool, where: Where, level: Level, until: int) -> np.ndarray:
        """The numbers of the rows that a question is about, of the first `until` months."""
        asked = self._month < until
        if where.period != ALL:
            asked &= self._period.are(where.period)
        if where.place != NATION:
            asked &= self._places[places.get(where.place).level].are(where.place)
        if by_place:
            asked &= ~self._places[level].are("")
        return np.flatnonzero(asked)

    def _firsts(self, rows: np.ndarray, group: np.ndarray, groups: int) -> np.ndarray:
        """The number of the month in which the cover of each group began; after all months where it never did."""
        firsts, begins = np.full(groups, len(self._months)), self._begins[rows]
        np.minimum.at(firsts, group[begins], self._month[rows][begins])
        return firsts


def _summed(values: np.ndarray, cell: np.ndarray, cells: int) -> np.ndarray:
    """The sum of the rows of each cell, by its number; NaN where a cell has none."""
    found = np.full((cells, values.shape[1]), np.nan)
    if len(cell):
        order = np.argsort(cell, kind="stable")
        first = np.flatnonzero(np.diff(cell[order], prepend=-1))
        found[cell[order][first]] = np.add.reduceat(values[order], first)
    return found


def _written(names: Sequence[str]) -> ExtensionArray:
    """The names as DuckDB's answers have them."""
    return pd.array(list(names), dtype=pd.StringDtype("python", na_value=np.nan))
