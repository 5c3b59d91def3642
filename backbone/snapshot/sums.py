"""The facts in memory, added up: what every question of the show side is answered from."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Self

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from backbone import places
from backbone.breakdowns import STORED, Cut
from backbone.measures import COLUMNS, COUNTED, Distinct
from backbone.periods import ALL
from backbone.places import NATION, Level
from backbone.snapshot.facts import BEGINS, Facts
from backbone.snapshot.manifest import TOTAL
from backbone.where import MONTH, Where

PLACE, PERIOD = "place", "period"
# The dimensions that are no breakdown.
PLAIN = (PLACE, PERIOD, MONTH)
# Amounts are added up in fen: whole numbers add up to the same in any order.
FEN = {name: 100.0 if column.is_money else 1.0 for name, column in COLUMNS.items()}
# The columns that are counted, not added up: their name, and what is counted.
DISTINCT: Mapping[str, Level] = {Distinct(level).columns[0]: level for level in COUNTED}


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

    def are(self, name: str, rows: np.ndarray) -> np.ndarray:
        """A mask of those of the `rows` that are of this name."""
        return self.of[rows] == self._numbers.get(name, -1)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: n for n, name in enumerate(self.names)}


@dataclass(frozen=True)
class Grid:
    """The rows of an answer: one for each combination of a group (a place, a policy year, or both) with the names of
    the `inner` dimensions, in order. `groups` are the numbers of those that there are, within the `outer` ones."""

    outer: dict[str, Dimension]
    inner: dict[str, Dimension]
    groups: np.ndarray

    @property
    def shape(self) -> tuple[int, ...]:
        return (len(self.groups), *_shape(self.inner))

    def group(self, rows: np.ndarray) -> np.ndarray:
        """The number of the group of each of the `rows`, counted from 0; -1 where it is none of them."""
        if not len(self.groups):
            return np.full(len(rows), -1)
        key = _key(self.outer, rows)
        at = np.searchsorted(self.groups, key)
        return np.where(self.groups.take(at, mode="clip") == key, at, -1)

    def cell(self, rows: np.ndarray) -> np.ndarray:
        """The number of the row of the answer that each of the `rows`, all of some group, belongs to."""
        found = self.group(rows)
        for dimension in self.inner.values():
            found = found * len(dimension.names) + dimension.of[rows]
        return found

    def labels(self, by: Sequence[str]) -> dict[str, ExtensionArray]:
        """What the rows of the answer are called, by dimension."""
        group, *inner = np.unravel_index(np.arange(prod(self.shape)), self.shape)
        of = dict(zip(self.inner, inner, strict=True))
        if self.outer:
            outer = np.unravel_index(self.groups[group], _shape(self.outer))
            of |= dict(zip(self.outer, outer, strict=True))
        return {name: (self.outer | self.inner)[name].names.take(of[name]) for name in by}


class Sums:
    """The facts whose groups were found to be in order, in arrays. Safe to share between sessions: they are only
    read."""

    def __init__(self, facts: Facts) -> None:
        columns = ", ".join(f"{name}::DOUBLE" for name in COLUMNS)
        keys = "breakdown, level, category, coalesce(place, ''), policy_year::VARCHAR, month"
        rows = facts.rows(f"SELECT {keys}, {BEGINS}, {columns} FROM facts")
        breakdown, level, category, place, period, month = (rows.iloc[:, n].to_numpy(str) for n in range(6))
        counties = ["" if code == NATION else code for code in place.tolist()]
        self._places: dict[Level, Dimension] = {
            "nation": Dimension.read([NATION] * len(counties)),
            "province": Dimension.read([code and places.province_of(code) for code in counties]),
            "county": Dimension.read(counties),
        }
        self._period, self._months = Dimension.read(period.tolist()), facts.horizon.months
        self._month = Dimension(_written(self._months), np.searchsorted(self._months, month))
        self._totals = np.flatnonzero(breakdown == TOTAL)
        self._parts: dict[tuple[str, Level], np.ndarray] = {}
        self._categories: dict[tuple[str, str], Dimension] = {}
        for stored in STORED.values():
            mine = np.flatnonzero(breakdown == stored.id)
            self._parts |= {(stored.id, at): mine[level[mine] == at] for at in places.LEVELS}
            number = {code: n for n, code in enumerate(stored.categories)}
            every = np.array([number[code] for code in category[mine].tolist()], dtype=int)
            split = np.unravel_index(every, [len(b.categories) for b in stored.of])
            for b, of in zip(stored.of, split, strict=True):
                whole = np.full(len(rows), -1)
                whole[mine] = of
                self._categories[stored.id, b.id] = Dimension(_written(list(b.categories)), whole)
        self._begins = rows.iloc[:, 6].to_numpy(bool)
        self._values = {name: (rows.iloc[:, 7 + n].to_numpy() * FEN[name]).round() for n, name in enumerate(COLUMNS)}

    def sums(
        self, columns: Sequence[str], by: Sequence[str], where: Where, level: Level, cut: Cut = Cut()
    ) -> pd.DataFrame:
        """One row per combination of `by` (place at `level`, period, month, and the breakdowns of the `cut`), one
        column of sums per additive column, and of counts per DISTINCT one, which no cut has. Where a place had cover at
        all what is missing is 0, elsewhere NaN."""
        until = bisect_right(self._months, where.as_of or self._months[-1])
        totals = self._asked(self._totals, by, where, level, until)
        part = self._parts[cut.stored.id, level] if cut.stored else None
        rows = totals if part is None else self._asked(part, by, where, level, until)
        grid = self._grid(by, level, totals, until, cut)
        rows = rows[grid.group(rows) >= 0]
        cell, cells = grid.cell(rows), prod(grid.shape)
        covered = self._covered(grid, totals)
        found: dict[str, ExtensionArray | np.ndarray] = {**grid.labels(by)}
        for name in columns:
            if name in DISTINCT:
                found[name] = self._counted(DISTINCT[name], grid, rows, cell)
                continue
            found[name] = _summed(self._values[name][rows], cell, cells) / FEN[name]
            found[name][np.isnan(found[name]) & covered] = 0.0
        return pd.DataFrame(found)

    def _grid(self, by: Sequence[str], level: Level, totals: np.ndarray, until: int, cut: Cut) -> Grid:
        """The rows of an answer: the groups are those that have `totals`."""
        known = {PLACE: self._places[level], PERIOD: self._period}
        outer = {name: known[name] for name in by if name in known}
        inner = {MONTH: Dimension(self._month.names[:until], self._month.of)} if MONTH in by else {}
        inner |= {b.id: self._categories[cut.stored.id, b.id] for b in cut.of if cut.stored}
        return Grid(outer, inner, np.unique(_key(outer, totals)) if outer else np.zeros(1, dtype=int))

    def _asked(self, rows: np.ndarray, by: Sequence[str], where: Where, level: Level, until: int) -> np.ndarray:
        """Those of the `rows` that a question is about, of the first `until` months."""
        asked = self._month.of[rows] < until
        if where.period != ALL:
            asked &= self._period.are(where.period, rows)
        if where.place != NATION:
            asked &= self._places[places.get(where.place).level].are(where.place, rows)
        if PLACE in by:
            asked &= ~self._places[level].are("", rows)
        return rows[asked]

    def _covered(self, grid: Grid, totals: np.ndarray) -> np.ndarray:
        """A mask of the rows of the answer: whether the cover of their group had begun, by their month if any."""
        firsts, rows = np.full(len(grid.groups), len(self._months)), totals[self._begins[totals]]
        np.minimum.at(firsts, grid.group(rows), self._month.of[rows])
        by = np.arange(len(grid.inner[MONTH].names)) if MONTH in grid.inner else np.array([len(self._months) - 1])
        begun = firsts[:, None] <= by
        return np.repeat(begun, prod(grid.shape) // max(1, begun.size))

    def _counted(self, level: Level, grid: Grid, rows: np.ndarray, cell: np.ndarray) -> np.ndarray:
        """How many different places of a level with somebody insured each row of the answer has; by month a place
        counts where it is new."""
        of = self._places[level]
        has = np.flatnonzero((self._values["insured"][rows] > 0) & ~of.are("", rows))
        has = has[np.argsort(self._month.of[rows[has]], kind="stable")]
        there = grid.group(rows[has]) * len(of.names) + of.of[rows[has]]
        first = has[np.unique(there, return_index=True)[1]]
        return np.bincount(cell[first], minlength=prod(grid.shape)).astype(float)


def _shape(dimensions: dict[str, Dimension]) -> tuple[int, ...]:
    return tuple(len(dimension.names) for dimension in dimensions.values())


def _key(dimensions: dict[str, Dimension], rows: np.ndarray) -> np.ndarray:
    """The number of the combination of names that each of the `rows` is of."""
    found = np.zeros(len(rows), dtype=int)
    for dimension in dimensions.values():
        found = found * len(dimension.names) + dimension.of[rows]
    return found


def _summed(values: np.ndarray, cell: np.ndarray, cells: int) -> np.ndarray:
    """The sum of the values of each cell, by its number; NaN where a cell has none."""
    found = np.bincount(cell, values, cells).astype(float)  # of nothing it makes whole numbers
    found[np.bincount(cell, minlength=cells) == 0] = np.nan
    return found


def _written(names: Sequence[str]) -> ExtensionArray:
    """The names as DuckDB's answers have them."""
    return pd.array(list(names), dtype=pd.StringDtype("python", na_value=np.nan))
