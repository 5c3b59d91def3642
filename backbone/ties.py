"""Ties: published figures beside what the snapshot says to the same question."""

from collections.abc import Mapping
from dataclasses import dataclass

from backbone.periods import ALL
from backbone.places import NATION
from backbone.published import Figure
from backbone.record import Record
from backbone.store import Store, Where

# Which indicator answers for a published metric.
ANSWERED_BY: Mapping[str, str] = {
    "counties": "counties", "provinces": "provinces", "insured_persons": "insured", "insured_person_times": "insured",
    "premium_rmb": "premium", "claims_paid": "claims_paid", "paid_rmb": "paid", "raised_rmb": "raised",
    "spent_rmb": "spent",
}  # fmt: skip
# A figure of the first days after the snapshot's last month is held against that month.
GRACE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Tie:
    """A published figure, the indicator that answers for it, and the snapshot's value (NaN where it has none)."""

    figure: Figure
    indicator: str
    value: float

    @property
    def gap(self) -> float:
        """Snapshot minus published; 0 where they agree."""
        return self.value - float(self.figure.value)


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
            found.append(Tie(f, indicator, store.value(indicator, Where(f.adcode or NATION, period, month))))
    return tuple(found)


def _month(f: Figure, last: str) -> str:
    """The as-of month to ask for; "" where the figure is of a later time than the facts."""
    month = f.day.isoformat()[:7]
    if len(f.as_of) == 4 or month <= last:
        return month
    year, number = int(last[:4]), int(last[5:])
    following = f"{year + number // 12}-{number % 12 + 1:02d}"
    return last if month == following and f.day.day <= GRACE_DAYS else ""
