"""Ties: each published result beside what the snapshot answers to the same question."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from backbone.indicators import INDICATORS
from backbone.measures import Sum
from backbone.periods import ALL, months_later
from backbone.places import NATION
from backbone.record.published import Figure
from backbone.record.record import Record
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.trust.totals import monthly, totals
from backbone.where import Where

# Which indicator answers for a published metric.
ANSWERED_BY: Mapping[str, str] = {
    "counties": "counties", "provinces": "provinces", "insured_persons": "insured", "insured_person_times": "insured",
    "premium_rmb": "premium", "claims_paid": "claims_paid", "paid_rmb": "paid", "raised_rmb": "raised",
    "spent_rmb": "spent",
}  # fmt: skip
# A figure of the first days after the snapshot's last month is held against that month.
GRACE_DAYS = 7
# A source that rounds keeps within a twentieth of the number: "more than 15 million" is not 20 million.
ROUNDED_WITHIN = 0.05
# How far the snapshot may lie from a number that is given so, in parts of ROUNDED_WITHIN: at least and at most.
ROOM: Mapping[str, tuple[int, int]] = {"exact": (0, 0), "at_least": (0, 1), "about": (-1, 1), "nearly": (-1, 0)}
Question = tuple[str, Where]


@dataclass(frozen=True, slots=True)
class Tie:
    """A published result beside the snapshot's answer to the same question.

    `indicator` answers for it, asked `where`.
    `value` is the answer; NaN where there is none.
    `waiting` are the paid claims that an amount does not stand for yet, `waiting_paid` is their amount (NaN where it is
    not stated)."""

    figure: Figure
    indicator: str
    where: Where
    value: float
    waiting: float = 0.0
    waiting_paid: float = 0.0

    @property
    def gap(self) -> float:
        """The snapshot, with what waits, minus the published number: 0 where they are the same, NaN where it is not
        stated how much waits."""
        return self.value + self.waiting_paid - float(self.figure.value)

    @property
    def agrees(self) -> bool:
        """Whether the snapshot agrees with what the source says: with a rounded number, on the right side of it; where
        it is not stated how much waits, by not being more."""
        low, high = (parts * ROUNDED_WITHIN * float(self.figure.value) for parts in ROOM[self.figure.bound])
        if math.isnan(self.waiting_paid):
            return self.value - float(self.figure.value) <= high
        return low <= self.gap <= high


@remembered(1)
def ties(store: Store, record: Record) -> tuple[Tie, ...]:
    """Every published result that the snapshot can be asked for, in the order of the record."""
    launch = min(f.period_start for f in record.figures if f.period_start)
    asked = [(f, asks) for f in record.figures if (asks := question(f, launch, store.horizon.last))]
    answers = _answers(store, [question for _, question in asked])
    return tuple(Tie(f, *question, answers[question], *_waiting(store, *question)) for f, question in asked)


def _waiting(store: Store, indicator: str, where: Where) -> tuple[float, float]:
    """How many paid claims an amount does not include yet, and their amount, which is stated only for the whole
    programme as of the last month: else NaN."""
    waiting = store.told(where).waiting if INDICATORS[indicator].of_amounts else 0.0
    if not waiting:
        return 0.0, 0.0
    return waiting, store.waiting[1] if where == Where(as_of=store.horizon.last) else float("nan")


def of_parts(record: Record, indicator: str, place: str) -> tuple[Figure, ...]:
    """The published results of the counties that a place was made of, which are held against none of its numbers."""
    return tuple(f for f in record.figures_of(place) if f.part and _is_result(f) and ANSWERED_BY[f.metric] == indicator)


def later(record: Record, indicator: str, last: str) -> Figure | None:
    """The first published result of the whole programme that is of a later time than the month `last`; None where
    there is none."""
    after = [
        f
        for f in record.figures
        if _is_result(f) and ANSWERED_BY[f.metric] == indicator and f.scope == "programme" and not _month(f, last)
    ]
    return min(after, key=lambda f: f.day, default=None)


def question(f: Figure, launch: str, last: str) -> Question | None:
    """What a published result answers; None where the snapshot cannot be asked for it, as for a county that went into
    another. A figure of a bare year is of that policy year; one that counts from the launch is of all policy years up
    to its month."""
    month = _month(f, last)
    if f.part or not _is_result(f) or f.scope not in ("programme", "county") or not month:
        return None
    period = ALL
    if len(f.as_of) == 4:
        period, month = f.as_of, last
    elif f.period_start and (len(f.period_start) == 4 or f.period_start > launch):
        period = f.period_start[:4]
    return ANSWERED_BY[f.metric], Where(f.adcode or NATION, period, month)


def _is_result(f: Figure) -> bool:
    return f.metric in ANSWERED_BY and f.statement == "actual"


def _month(f: Figure, last: str) -> str:
    """The as-of month to ask for; "" where the figure is of a later time than the facts."""
    month = f.day.isoformat()[:7]
    if len(f.as_of) == 4 or month <= last:
        return month
    return last if month == months_later(last, 1) and f.day.day <= GRACE_DAYS else ""


def _answers(store: Store, questions: Iterable[Question]) -> dict[Question, float]:
    """The answer to each question: a total is added up to its month, a number of places is counted up to it."""
    months, counted = monthly(store), totals(store, "month").set_index("month")

    def answer(indicator: str, where: Where) -> float:
        measure = INDICATORS[indicator].measure
        if isinstance(measure, Sum):
            return _added_up(months, measure.column, where)
        if where == Where(as_of=where.as_of) and where.as_of in counted.index:
            return float(counted.loc[where.as_of, indicator])
        return store.value(indicator, where)

    return {question: answer(*question) for question in questions}


def _added_up(months: pd.DataFrame, column: str, where: Where) -> float:
    """The total of the months of `where`, to the fen; NaN where nothing was recorded."""
    mine = months[(months["place"] == where.place) & (months["month"] <= where.as_of)]
    if where.period != ALL:
        mine = mine[mine["period"] == where.period]
    return round(float(mine[column].sum(min_count=1)), 2)
