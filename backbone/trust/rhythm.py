"""The rhythm of the months: where claims break off, and where they jump."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from backbone.periods import MONTHS_OF_COVER, Horizon
from backbone.places import NATION
from backbone.snapshot.store import Store
from backbone.trust.totals import monthly

# What is followed from month to month.
FOLLOWED = ("insured", "submitted", "told_claims", "paid")
# A month without claims is a gap where seven are usual: by chance (Poisson) it would happen once in 1,100 months.
# A county with fewer is too small for an empty month to mean anything.
USUAL_CLAIMS = 7
# The first months of cover bring few claims and then many: they are a start, not a jump.
STARTING_MONTHS = 2
# Fewer months than this have no usual change to be measured against.
FEWEST_MONTHS = 6
# Among the 1,500 or so changes of a programme this size, chance alone gives one beyond 4.5 in a hundred snapshots.
JUMP = 4.5
# The standard deviation of a normal distribution is 1.4826 times its median absolute deviation.
MAD_TO_SD = 1.4826
# How far a month's total strays by chance (in logs, squared) is this over its claims: a count as Poisson; an amount
# twice that, since payments differ among themselves about as much as their mean.
BY_CHANCE = {"submitted": 1.0, "paid": 2.0}
COUNTED_BY = {"submitted": "submitted", "paid": "told_claims"}


@dataclass(frozen=True)
class Jump:
    """A change from one month to the next far beyond the place's usual: the totals of both months, and how far
    beyond (in robust standard deviations of the log change of the rate a person-time in cover)."""

    place: str
    month: str
    indicator: str
    before: float
    after: float
    z: float


@dataclass(frozen=True)
class Gap:
    """Months in a row without a claim, where `usual` a month are filed; `usual` is NaN for the whole programme."""

    place: str
    months: tuple[str, ...]
    usual: float


class Rhythm:
    """The months of every county and of the programme, asked once."""

    def __init__(self, store: Store) -> None:
        self.horizon: Horizon = store.horizon
        months = monthly(store).groupby(["place", "month"])[list(FOLLOWED)].sum()
        self.places = {str(code): rows.droplevel("place") for code, rows in months.groupby("place")}
        self._active = {code: self._from_claims(rows) for code, rows in self.places.items()}

    @cached_property
    def looked_at(self) -> int:
        """How many months were checked for gaps, over all counties that are large enough."""
        return sum(len(months) for _, months, _ in self._regular)

    @cached_property
    def too_small(self) -> int:
        """How many counties have too few claims, or months, for an empty month to mean anything."""
        return len(self.places) - 1 - len(self._regular)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Months without a claim between a county's first and the end of its cover (at most the last month counted),
        in counties that usually have claims every month."""
        found = []
        for code, months, usual in self._regular:
            empty = [m for m in months if self.places[code]["submitted"][m] <= 0]
            found += [Gap(code, run, usual) for run in _runs(empty, self.horizon.months)]
        return tuple(found)

    @cached_property
    def silent(self) -> tuple[Gap, ...]:
        """Months of the whole programme, between its first cover or claim and the last month, with no fact at all."""
        rows = self.places[NATION]
        busy = rows.index[(rows.abs() > 0).any(axis=1)]
        first = busy.min() if len(busy) else self.horizon.first
        empty = [m for m in rows.index if m >= first and m not in busy]
        return tuple(Gap(NATION, run, float("nan")) for run in _runs(empty, self.horizon.months))

    @cached_property
    def changes_looked_at(self) -> int:
        """How many changes from one month to the next were held against their usual size."""
        return sum(len(z) for *_, z in self._changes)

    @cached_property
    def jumps(self) -> tuple[Jump, ...]:
        """The changes beyond JUMP, the farthest first."""
        months = self.horizon.months
        found = [
            Jump(code, m, i, self.places[code][i][months[months.index(m) - 1]], self.places[code][i][m], value)
            for code, i, z in self._changes
            for m, value in z[z.abs() > JUMP].items()
        ]
        return tuple(sorted(found, key=lambda jump: -abs(jump.z)))

    @cached_property
    def _regular(self) -> tuple[tuple[str, list[str], float], ...]:
        """(county, months to check, usual claims a month) of every county with USUAL_CLAIMS a month or more."""
        found = []
        for code, months in self._active.items():
            complete = [m for m in months if m <= self.horizon.complete_through]
            if code != NATION and len(complete) >= FEWEST_MONTHS:
                usual = float(self.places[code]["submitted"][complete].median())
                found += [(code, months, usual)] if usual >= USUAL_CLAIMS else []
        return tuple(found)

    def _from_claims(self, rows: pd.DataFrame) -> list[str]:
        """The months from the first claim to the end of cover."""
        claimed, insured = rows.index[rows["submitted"] > 0], rows.index[rows["insured"] > 0]
        if claimed.empty or insured.empty:
            return []
        every = self.horizon.months
        end = every.index(insured.max()) + MONTHS_OF_COVER
        return [m for m in every[: end + 1] if m >= claimed.min()]

    @cached_property
    def _changes(self) -> tuple[tuple[str, str, pd.Series], ...]:
        """Place, indicator and how unusual each change from the month before is, over the place's complete months."""
        found = []
        for code, rows in self.places.items():
            months = [m for m in self._active[code] if m <= self.horizon.complete_through]
            if len(months) >= FEWEST_MONTHS:
                in_cover = rows["insured"].rolling(MONTHS_OF_COVER, min_periods=1).sum()
                of_months = rows.assign(in_cover=in_cover).loc[months]
                found += [(code, i, _unusual(of_months, i)) for i in BY_CHANCE if of_months[i].any()]
        return tuple(found)


def _unusual(months: pd.DataFrame, i: str) -> pd.Series:
    """How unusual the change from the month before is, without the first months.

    z = (d - median d) / s, where d is the log change of the total a person-time in cover, and s the larger of 1.4826 ×
    the median absolute deviation of d and what chance alone does to the two months."""
    total, claims, in_cover = months[i], months[COUNTED_BY[i]], months["in_cover"]
    half = 0.5 * total.sum() / max(claims.sum(), 1.0)  # half a claim, so that an empty month has a log
    d = np.log((total + half) / in_cover.where(in_cover > 0)).diff()
    off = d - d.median()
    usual = MAD_TO_SD * off.abs().median()
    by_chance = np.sqrt(BY_CHANCE[i] / (claims + 0.5) + BY_CHANCE[i] / (claims.shift() + 0.5))
    z = off / by_chance.clip(lower=usual)
    return z.iloc[STARTING_MONTHS:].dropna()


def _runs(months: list[str], every: tuple[str, ...]) -> list[tuple[str, ...]]:
    """`months` cut where one does not follow the other."""
    runs: list[list[str]] = []
    for month in months:
        if runs and every.index(month) == every.index(runs[-1][-1]) + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return [tuple(run) for run in runs]
