"""Masks: the state of every cell of every breakdown, worked out once for the life of a snapshot."""

from functools import cache, cached_property

import numpy as np
import pandas as pd

from backbone import disclosure, places
from backbone.breakdowns import Cut, cut
from backbone.facts import Facts, Where
from backbone.measures import COLUMNS
from backbone.periods import ALL


class Masks:
    """The states (see `disclosure`) of the counts of `facts`; counts below `smallest_shown` are small."""

    def __init__(self, facts: Facts, smallest_shown: int) -> None:
        self._facts, self._smallest_shown = facts, smallest_shown
        self.of = cache(self._find)

    def _find(self, column: str, dimensions: tuple[str, ...]) -> pd.Series:
        """The state of every cell of one count: index place (counties and provinces, or only provinces), category
        (one level for each of `dimensions`, ids of breakdowns in the order of their cut), period (years and all)."""
        taken = cut(dimensions)
        state = self._states(column, taken)
        axes = (self._rows(taken), *(tuple(b.categories) for b in taken.of), (*self._facts.horizon.years, ALL))
        return pd.Series(state.reshape(-1), index=pd.MultiIndex.from_product(axes))

    def _rows(self, taken: Cut) -> tuple[str, ...]:
        return self._provinces if taken.lowest == "province" else (*self._facts.counties, *self._provinces)

    @cached_property
    def _provinces(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(places.province_of, self._facts.counties)))

    def _states(self, column: str, taken: Cut) -> np.ndarray:
        whole = COLUMNS[column].part_of
        coarse = taken.lowest == "province"
        # What is kept by province hides province by province, all of them parts of the one nation.
        parents = [places.NATION if coarse else places.province_of(c) for c in self._units(taken)]
        state = disclosure.hide(
            self._counts(column, taken),
            np.array(parents),
            self._covered(taken),
            self._smallest_shown,
            self._counts(whole, taken) if whole else None,
            self._margins(column, taken) if len(taken.of) > 1 else None,
        )
        return state[: len(self._provinces)] if coarse else state

    def _margins(self, column: str, taken: Cut) -> np.ndarray:
        """The cells of a crossing that add up to a hidden cell of one of its two breakdowns: where all of them are
        hidden, the crossing tells no more about it than the breakdown does."""
        first, second = taken.of
        rows = list(self._rows(taken))
        shape = [len(rows), *(len(b.categories) for b in taken.of), len(self._facts.horizon.years) + 1]
        hidden = np.zeros(shape, dtype=bool)
        for breakdown, other in ((first, 2), (second, 1)):
            states = self.of(column, (breakdown.id,)).loc[rows].to_numpy() != disclosure.SHOWN
            hidden |= np.expand_dims(states.reshape(shape[0], len(breakdown.categories), shape[-1]), other)
        if taken.lowest == "province":
            hidden = np.concatenate([hidden, np.zeros_like(hidden[:1])])  # the nation's are never hidden
        return hidden

    def _units(self, taken: Cut) -> tuple[str, ...]:
        """The places whose cells add up to all others."""
        return self._provinces if taken.lowest == "province" else self._facts.counties

    def _counts(self, column: str, taken: Cut) -> np.ndarray:
        """Place × category (× category) × policy year, 0 where there is no fact."""
        by = ("place", *(b.id for b in taken.of), "period")
        axes = (self._units(taken), *(tuple(b.categories) for b in taken.of), self._facts.horizon.years)
        found = self._facts.select((column,), by, Where(), taken.lowest, taken)
        cells = found.set_index(list(by))[column].reindex(pd.MultiIndex.from_product(axes)).fillna(0.0)
        return cells.to_numpy().reshape([len(axis) for axis in axes])

    def _covered(self, taken: Cut) -> np.ndarray:
        """Place × policy year: whether anybody had cover."""
        found = self._facts.select(("first_month",), ("place", "period"), Where(), taken.lowest)
        months = found.pivot(index="place", columns="period", values="first_month")
        return months.reindex(index=self._units(taken), columns=self._facts.horizon.years).notna().to_numpy()
