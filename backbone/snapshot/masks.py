"""Masks: the state of every cell of every breakdown, worked out once for the life of a snapshot."""

from functools import cache, cached_property

import numpy as np
import pandas as pd

from backbone import places
from backbone.breakdowns import Cut, cut
from backbone.measures import COLUMNS
from backbone.periods import ALL
from backbone.places import NATION
from backbone.snapshot import disclosure
from backbone.snapshot.facts import Facts
from backbone.where import Where


class Masks:
    """The states (see `disclosure`) of the counts of `facts`; counts below `smallest_shown` are small.

    Rows that match no place are one more county, in a province of its own: else the programme less its provinces
    would tell what they hold. A policy year in which a single county had cover is that county's even for the whole
    programme: its breakdowns are veiled at every level, and those of all years, from which it could be found."""

    def __init__(self, facts: Facts, smallest_shown: int) -> None:
        self._facts, self._smallest_shown = facts, smallest_shown
        self.of = cache(self._find)

    @cached_property
    def alone(self) -> tuple[str, ...]:
        """The policy years in which somebody had cover, but in one county only."""
        counties = self._covered(Cut()).sum(axis=0)
        return tuple(year for year, n in zip(self._facts.horizon.years, counties, strict=True) if n == 1)

    def _find(self, column: str, dimensions: tuple[str, ...]) -> pd.Series:
        """The state of every cell of one count: index place (counties, provinces and the nation, or without the
        counties), category (one level for each of `dimensions`, ids of breakdowns in the order of their cut), period
        (years and all)."""
        taken = cut(dimensions)
        axes = (self._rows(taken), *(tuple(b.categories) for b in taken.of), (*self._facts.horizon.years, ALL))
        return pd.Series(self._states(column, taken).reshape(-1), index=pd.MultiIndex.from_product(axes))

    def _rows(self, taken: Cut) -> tuple[str, ...]:
        return (*(() if taken.lowest == "province" else self._facts.counties), *self._provinces, NATION)

    @cached_property
    def _provinces(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(places.province_of, self._facts.counties)))

    def _states(self, column: str, taken: Cut) -> np.ndarray:
        """Row (of `_rows`) × category (× category) × policy year and all."""
        years, coarse = self._facts.horizon.years, taken.lowest == "province"
        counts, whole, covered = self._table(column, taken)
        units, unmatched = len(self._units(taken)), len(counts) > len(self._units(taken))
        # What is kept by province hides province by province, all of them parts of the one nation.
        parents = [NATION if coarse else places.province_of(c) for c in self._units(taken)]
        kept = [n for n, year in enumerate(years) if year not in self.alone]
        state = np.full((units + len(dict.fromkeys(parents)), *counts.shape[1:-1], len(years) + 1), disclosure.VEILED)
        if kept and not self._too_thin(counts, taken):
            margins = self._margins(column, taken) if len(taken.of) > 1 else None
            found = disclosure.hide(
                counts[..., kept],
                np.array([*parents, *([NATION if coarse else ""] if unmatched else [])]),
                covered[:, kept],
                self._smallest_shown,
                None if whole is None else whole[..., kept],
                None if margins is None else self._with_unmatched(margins[..., [*kept, -1]], unmatched, coarse),
                [code in taken.of[0].told for code in taken.of[0].categories] if len(taken.of) == 1 else None,
            )
            # Behind the units stand, where there are any, the rows that match no place, and behind all their province.
            rows = [*range(units), *range(units + unmatched, units + unmatched + len(dict.fromkeys(parents)))]
            state[..., kept] = found[rows][..., :-1]
            if not self.alone:
                state[..., -1] = found[rows][..., -1]
        nation = np.full((1, *state.shape[1:]), disclosure.SHOWN)
        if self.alone:
            nation[..., [*(years.index(year) for year in self.alone), -1]] = disclosure.VEILED
        return np.concatenate([state[: len(self._provinces)] if coarse else state, nation])

    def _too_thin(self, counts: np.ndarray, taken: Cut) -> bool:
        """Whether a crossing has so few claims that most of its cells would be small: it is withheld below the nation,
        for the few that are left to show would tell on its breakdowns."""
        return len(taken.of) > 1 and counts.sum() < self._smallest_shown * counts[..., 0].size

    def _margins(self, column: str, taken: Cut) -> np.ndarray:
        """The cells of a crossing that add up to a hidden cell of one of its two breakdowns: where all of them are
        hidden, the crossing tells no more about it than the breakdown does."""
        first, second = taken.of
        rows = [*self._rows(taken)[:-1], *([NATION] if taken.lowest == "province" else [])]
        shape = [len(rows), *(len(b.categories) for b in taken.of), len(self._facts.horizon.years) + 1]
        hidden = np.zeros(shape, dtype=bool)
        for breakdown, other in ((first, 2), (second, 1)):
            states = self.of(column, (breakdown.id,)).loc[rows].to_numpy() != disclosure.SHOWN
            hidden |= np.expand_dims(states.reshape(shape[0], len(breakdown.categories), shape[-1]), other)
        return hidden

    def _with_unmatched(self, margins: np.ndarray, unmatched: bool, coarse: bool) -> np.ndarray:
        """`margins` with rows for what matches no place (and its province), of which nothing is hidden anyhow."""
        if not unmatched:
            return margins
        none = np.zeros_like(margins[:1])
        if coarse:
            return np.concatenate([margins[:-1], none, margins[-1:]])
        counties = len(self._facts.counties)
        return np.concatenate([margins[:counties], none, margins[counties:], none])

    def _units(self, taken: Cut) -> tuple[str, ...]:
        """The places whose cells add up to all others."""
        return self._provinces if taken.lowest == "province" else self._facts.counties

    def _table(self, column: str, taken: Cut) -> tuple[np.ndarray, np.ndarray | None, np.ndarray]:
        """The counts of every unit, those of which they are a part, and where there was cover; as a last unit what
        matches no place, where there is any."""
        parts = [self._counts(c, taken) for c in (column, COLUMNS[column].part_of) if c]
        covered, lost = self._covered(taken), [part[-1:] for part in parts]
        if any(one.any() for one in lost):
            there = np.any([one.any(axis=tuple(range(1, one.ndim - 1))) for one in lost], axis=0)
            covered = np.concatenate([covered, there])
        else:
            parts = [part[:-1] for part in parts]
        return parts[0], parts[1] if len(parts) > 1 else None, covered

    def _counts(self, column: str, taken: Cut) -> np.ndarray:
        """Unit × category (× category) × policy year, 0 where there is no fact; last what matches no place."""
        by = (*(b.id for b in taken.of), "period")
        axes = (*(tuple(b.categories) for b in taken.of), self._facts.horizon.years)

        def cells(by: tuple[str, ...], axes: tuple) -> np.ndarray:
            found = self._facts.select((column,), by, Where(), taken.lowest, taken).set_index(list(by))[column]
            index = pd.MultiIndex.from_product(axes)
            return found.reindex(index).fillna(0.0).to_numpy().reshape([len(axis) for axis in axes])

        units = cells(("place", *by), (self._units(taken), *axes))
        return np.concatenate([units, cells(by, axes)[None] - units.sum(axis=0, keepdims=True)])

    def _covered(self, taken: Cut) -> np.ndarray:
        """Unit × policy year: whether anybody had cover."""
        found = self._facts.select(("first_month",), ("place", "period"), Where(), taken.lowest)
        months = found.pivot(index="place", columns="period", values="first_month")
        return months.reindex(index=self._units(taken), columns=self._facts.horizon.years).notna().to_numpy()
