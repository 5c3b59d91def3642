"""The course of an indicator: its months, and the last complete ones against the same months a year before."""

import math
from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.measures import Ratio
from backbone.periods import months_between, months_later
from backbone.places import get
from backbone.signals import FEWEST_CLAIMS
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.statistics import chance
from backbone.statistics.chance import Rate
from backbone.where import Where

BETTER, WORSE, UNCLEAR = "better", "worse", "unclear"
# So many months are held together: one alone says little of a county, and a year hides what has just changed.
TOGETHER = 3
# In the first months of claims only the quick ones can be decided yet, so these months look faster than they are.
SETTLING_IN = 3
YEAR = 12


@dataclass(frozen=True)
class Span:
    """Months in a row, added up.

    `value` is the indicator over them, in its unit, NaN where nothing is known.
    `rate` is that as it was counted, None where chance has no part in it."""

    first: str
    last: str
    value: float
    rate: Rate | None = None

    @property
    def is_told(self) -> bool:
        """Whether it is known, and of enough claims to say something."""
        return not math.isnan(self.value) and (self.rate is None or self.rate.trials >= FEWEST_CLAIMS)


@dataclass(frozen=True)
class Change:
    """One span against another before it. `good` is which way the indicator should go."""

    now: Span
    before: Span
    good: str | None

    @property
    def size(self) -> float:
        """How much higher the value is now."""
        return self.now.value - self.before.value

    @property
    def limits(self) -> tuple[float, float]:
        """The 95 % interval of that, in per cent; NaN where chance has no part in it."""
        if self.now.rate is None or self.before.rate is None:
            return math.nan, math.nan
        low, high = self.now.rate.rise(self.before.rate)
        return low * 100, high * 100

    @property
    def verdict(self) -> str:
        """BETTER or WORSE where it is more than chance alone would explain, else UNCLEAR."""
        low, high = self.limits
        if self.good is None or not (low > 0 or high < 0):
            return UNCLEAR
        return BETTER if (low > 0) == (self.good == "high") else WORSE


@dataclass(frozen=True, eq=False)
class Course:
    """How an indicator goes in a place.

    `months` has a row per month since the first claim: value, the ends of its 95 % interval (low, high), on how many
    claims it rests (trials), and whether no more claims are to come (complete).
    `now` is the last complete months, None where there are none.
    `before` is what they are held against, None where there is nothing; a year earlier where `a_year`.
    `alike` is the same change in the `counties` alone that had claims before too, None where these are all."""

    indicator: Indicator
    months: pd.DataFrame
    now: Span | None
    before: Span | None
    a_year: bool
    alike: Change | None
    counties: int

    @property
    def change(self) -> Change | None:
        """The last complete months against those before; None where there is nothing to tell from."""
        return Change(self.now, self.before, self.indicator.good) if self.now and self.before else None

    @property
    def verdict(self) -> str:
        """BETTER, WORSE or UNCLEAR."""
        return self.change.verdict if self.change else UNCLEAR


@remembered(128)
def course(store: Store, indicator: str, place: str, as_of: str = "") -> Course:
    """How an indicator of claims, one that each month has for itself, goes in a place up to a month.

    It is of all policy years together: within one, the later months hold the slower claims. Counts are of the month
    of the decision (claims filed: of filing); amounts and days of the month in which they became known."""
    asked, where = INDICATORS[indicator], Where(place, as_of=as_of)
    columns = tuple(dict.fromkeys((*asked.measure.columns, "submitted", "paid_claims", "told_claims")))
    sums = store.table(columns, "month", where).set_index("month")
    filed = sums.index[sums["submitted"] > 0]
    last = min(as_of or store.horizon.last, store.horizon.complete_through)
    months = _months(asked, sums.loc[filed[0] :] if len(filed) else sums.head(0), store.horizon.complete_through)
    if not len(filed) or filed[0] > last:
        return Course(asked, months, None, None, False, None, 0)
    told_from = months_later(filed[0], SETTLING_IN)
    now = _span(asked, sums, max(months_later(last, 1 - TOGETHER), filed[0]), last)
    before, a_year = None, False
    for back in (YEAR, TOGETHER):
        first, end = months_later(now.first, -back), months_later(last, -back)
        if now.is_told and first >= told_from and (earlier := _span(asked, sums, first, end)).is_told:
            before, a_year = earlier, back == YEAR
            break
    alike, counties = (None, 0) if before is None else _alike(store, asked, columns, where, now, before)
    return Course(asked, months, now, before, a_year, alike, counties)


def _months(indicator: Indicator, sums: pd.DataFrame, complete_through: str) -> pd.DataFrame:
    """The rows of `Course.months`."""
    rates = [_rate(indicator, total) for _, total in sums.iterrows()]
    ends = [(math.nan, math.nan) if rate is None else rate.interval() for rate in rates]
    return pd.DataFrame(
        {
            "value": _values(indicator, sums),
            "low": [low * 100 for low, _ in ends],
            "high": [high * 100 for _, high in ends],
            "trials": [math.nan if rate is None else rate.trials for rate in rates],
            "complete": sums.index <= complete_through,
        },
        index=sums.index,
    )


def _span(indicator: Indicator, sums: pd.DataFrame, first: str, last: str) -> Span:
    """The indicator over the months from `first` to `last`; `sums` has a row a month."""
    total = sums.reindex(months_between(first, last)).sum(min_count=1)
    value = float(_values(indicator, total.to_frame().T).iloc[0])
    return Span(first, last, value, _rate(indicator, total))


def _values(indicator: Indicator, sums: pd.DataFrame) -> pd.Series:
    """The indicator over each row of `sums`; NaN where it is of amounts and every claim waits."""
    found = pd.Series(indicator.measure.value(sums), sums.index)
    waits = (sums["paid_claims"] > 0) & ~(sums["told_claims"] > 0)
    return found.mask(waits) if indicator.of_amounts else found


def _rate(indicator: Indicator, total: pd.Series) -> Rate | None:
    """What chance makes of an indicator that is a share, from its sums; None for any other."""
    measure = indicator.measure
    if not isinstance(measure, Ratio) or chance.kind(indicator) != "share":
        return None
    return Rate("share", *(float(total.fillna(0.0)[column]) for column in measure.columns))


def _alike(
    store: Store, indicator: Indicator, columns: Collection[str], where: Where, now: Span, before: Span
) -> tuple[Change | None, int]:
    """The change among the counties that were past their first months of claims before, with their number; None where
    those are all counties that have claims now, or where there is too little to tell."""
    if get(where.place).level == "county":
        return None, 0
    months = store.table(tuple(columns), ("place", "month"), where)
    began = months[months["submitted"] > 0].groupby("place")["month"].min()
    began = began[began <= now.last]
    kept = began.index[began <= months_later(before.first, -SETTLING_IN)]
    sums = months[months["place"].isin(kept)].groupby("month")[list(columns)].sum(min_count=1)
    here, there = (_span(indicator, sums, span.first, span.last) for span in (now, before))
    if len(kept) in (0, len(began)) or not (here.is_told and there.is_told):
        return None, 0
    return Change(here, there, indicator.good), len(kept)
