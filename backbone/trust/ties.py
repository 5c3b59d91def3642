"""Ties: published figures beside what the snapshot says to the same question."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from backbone.periods import ALL, months_later
from backbone.places import NATION
from backbone.record.published import Figure
from backbone.record.record import Record
from backbone.snapshot.store import Store
from backbone.where import Where

# Which indicator answers for a published metric.
ANSWERED_BY: Mapping[str, str] = {
    "counties": "counties", "provinces": "provinces", "insured_persons": "insured", "insured_person_times": "insured",
    "premium_rmb": "premium", "claims_paid": "claims_paid", "paid_rmb": "paid", "raised_rmb": "raised",
    "spent_rmb": "spent",
}  # fmt: skip
# A figure of the first days after the snapshot's last month is held against that month.
GRACE_DAYS = 7
# What a source says in front of a number that it rounds, as the notes of the record quote it.
BOUNDS: Mapping[str, "Bound"] = {"more than": "least", "over": "least", "nearly": "most", "almost": "most"}
BOUND = re.compile(rf"says “({'|'.join(BOUNDS)})\b")
# A source that rounds keeps within a twentieth of the number: "more than 15 million" is not 20 million.
ROUNDED_WITHIN = 0.05
Bound = Literal["exactly", "least", "most"]


@dataclass(frozen=True, slots=True)
class Tie:
    """A published figure, the indicator that answers for it, the question asked of the snapshot and its answer (NaN
    where it has none)."""

    figure: Figure
    indicator: str
    value: float
    where: Where

    @property
    def gap(self) -> float:
        """Snapshot minus published; 0 where they agree."""
        return self.value - float(self.figure.value)

    @property
    def bound(self) -> Bound:
        """Whether the source gives the number exactly, or says "more than" or "nearly"."""
        said = BOUND.search(self.figure.note.en) if self.figure.note else None
        return BOUNDS[said[1]] if said else "exactly"

    @property
    def closes(self) -> bool:
        """Whether the snapshot agrees with what the source says: with a rounded number, on the right side of it."""
        room = ROUNDED_WITHIN * float(self.figure.value)
        low, high = {"exactly": (0, 0), "least": (0, room), "most": (-room, 0)}[self.bound]
        return low <= self.gap <= high


def ties(record: Record, store: Store) -> tuple[Tie, ...]:
    """Every published result that the snapshot can be asked for, in the order of the record. A figure of a bare year
    is of that policy year; one that counts from the launch is of all policy years up to its month."""
    launch = min(f.period_start for f in record.figures if f.period_start)
    found = []
    for f in record.figures:
        month = _month(f, store.horizon.last)
        if f.metric in ANSWERED_BY and f.statement == "actual" and f.scope in ("programme", "county") and month:
            period = ALL
            if len(f.as_of) == 4:
                period, month = f.as_of, store.horizon.last
            elif f.period_start and (len(f.period_start) == 4 or f.period_start > launch):
                period = f.period_start[:4]
            indicator = ANSWERED_BY[f.metric]
            where = Where(f.adcode or NATION, period, month)
            found.append(Tie(f, indicator, store.value(indicator, where), where))
    return tuple(found)


def later(record: Record, indicator: str, last: str) -> Figure | None:
    """The first published result of the whole programme that is of a later time than the month `last`; None where
    there is none."""
    after = [
        f
        for f in record.figures
        if ANSWERED_BY.get(f.metric) == indicator
        and f.statement == "actual"
        and f.scope == "programme"
        and not _month(f, last)
    ]
    return min(after, key=lambda f: f.day, default=None)


def _month(f: Figure, last: str) -> str:
    """The as-of month to ask for; "" where the figure is of a later time than the facts."""
    month = f.day.isoformat()[:7]
    if len(f.as_of) == 4 or month <= last:
        return month
    return last if month == months_later(last, 1) and f.day.day <= GRACE_DAYS else ""
