"""Tie-out: counties, provinces, programme and the published total say the same; so do months and breakdowns."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from backbone import places
from backbone.breakdowns import STORED, is_told
from backbone.indicators import INDICATORS
from backbone.measures import Distinct, Sum
from backbone.places import NATION
from backbone.record.published import Figure
from backbone.record.record import Record
from backbone.snapshot.facts import ONE_FEN
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.trust.ties import Tie, later, ties
from backbone.trust.totals import REPEATED, TOTALS, totals


@dataclass(frozen=True)
class AddedUp:
    """A total added up `over` counties, provinces, months or the categories of a breakdown (its id)."""

    over: str
    value: float


@dataclass(frozen=True)
class Total:
    """A number of the whole programme beside everything that should come to it.

    `sums` are the same number added up in every way it is kept.
    `unmatched` is the part of it that matches no place.
    `published` is the latest published result up to the snapshot's last month, `later` the first after it."""

    indicator: str
    programme: float
    sums: tuple[AddedUp, ...]
    unmatched: float
    published: Tie | None
    later: Figure | None

    def over(self, what: str) -> float:
        """The sum over counties, provinces, months or a breakdown; NaN where the number is not kept so."""
        return next((one.value for one in self.sums if one.over == what), float("nan"))

    @property
    def differing(self) -> tuple[AddedUp, ...]:
        """The sums that do not come to the programme's number; what matches no place is missing in counties and
        provinces."""
        return tuple(one for one in self.sums if abs(self.programme - one.value - self._missing(one)) > ONE_FEN)

    @property
    def agrees(self) -> bool:
        """Whether every sum comes to the programme's number, and that to the published one where there is one."""
        return not self.differing and (self.published is None or self.published.agrees)

    def _missing(self, one: AddedUp) -> float:
        return self.unmatched if one.over in ("county", "province") else 0.0


@dataclass(frozen=True)
class TieOut:
    """Every total, those that leadership repeats first, and every published result beside the snapshot's answer."""

    totals: tuple[Total, ...]
    published: tuple[Tie, ...]

    @property
    def repeated(self) -> tuple[Total, ...]:
        """The totals that leadership repeats."""
        return tuple(total for total in self.totals if total.indicator in REPEATED)

    @property
    def differing(self) -> tuple[Total, ...]:
        """The totals that do not add up, whatever was published."""
        return tuple(total for total in self.totals if total.differing)

    @property
    def sums(self) -> int:
        """How many sums were held against the programme's numbers."""
        return sum(len(total.sums) for total in self.totals)

    @property
    def agrees(self) -> bool:
        """Whether every total and every published result agrees."""
        return all(total.agrees for total in self.totals) and all(tie.agrees for tie in self.published)


@remembered(1)
def tie_out(store: Store, record: Record) -> TieOut:
    """Every total, added up in every way it is kept; ratios follow from their parts."""
    published = ties(store, record)
    programme = totals(store).iloc[0]
    sums = [*_over_places(store), _over_months(store), *_over_breakdowns(store)]
    return TieOut(
        tuple(
            Total(
                i,
                float(programme[i]),
                tuple(AddedUp(str(over.name), float(over[i])) for over in sums if i in over.index),
                _unmatched(store, i),
                _latest(published, i),
                later(record, i, store.horizon.last),
            )
            for i in TOTALS
        ),
        published,
    )


def _over_places(store: Store) -> Iterable[pd.Series]:
    """Each total over counties and over provinces. A number of different places is counted, not added up: the counties
    that have one, or the provinces that these lie in."""
    counties, provinces = totals(store, "place"), totals(store, "place", "province")
    placed = [i for i in TOTALS if not INDICATORS[i].programme_only]
    over = {"county": counties[placed].sum(), "province": provinces[placed].sum()}
    for i in placed:
        measure = INDICATORS[i].measure
        if isinstance(measure, Distinct):
            here = counties.loc[counties[i] > 0, "place"]
            over["county"][i] = here.nunique() if measure.level == "county" else here.map(places.province_of).nunique()
    return [sums.rename(name) for name, sums in over.items()]


def _over_months(store: Store) -> pd.Series:
    """Each total over the months; what counts up to a month is the last month's."""
    months = totals(store, "month")[list(TOTALS)]
    runs = [i for i in TOTALS if INDICATORS[i].measure.cumulative]
    over = months.sum()
    over[runs] = months[runs].iloc[-1]
    return over.rename("month")


def _over_breakdowns(store: Store) -> Iterable[pd.Series]:
    """Each total over the categories of every breakdown that it has, with what is not yet broken down added. The latter
    counts as 0 where the categories are more than all, so that such a fault shows."""
    programme, told = totals(store).iloc[0], store.broken_down
    for stored in STORED.values():
        columns = {i: measure.column for i in TOTALS if isinstance(measure := INDICATORS[i].measure, Sum)}
        kept = [i for i, column in columns.items() if is_told(stored.kept, column, "nation")]
        if kept and stored.id in told.index:
            categories = told.loc[stored.id, [columns[i] for i in kept]].set_axis(kept)
            yield (categories + (programme[kept] - categories).clip(lower=0.0)).rename(stored.id)


def _unmatched(store: Store, i: str) -> float:
    """What rows that match no place hold of a total."""
    measure, rows = INDICATORS[i].measure, store.unmatched
    column = measure.column if isinstance(measure, Sum) else ""
    return float(rows[column].sum()) if column in rows else 0.0


def _latest(published: Iterable[Tie], i: str) -> Tie | None:
    """The last published result of the whole programme, since its launch."""
    mine = [t for t in published if t.indicator == i and (t.where.place, t.where.period) == (NATION, "all")]
    return max(mine, key=lambda tie: tie.figure.day, default=None)
