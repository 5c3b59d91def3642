"""Chance: how far a rate of a few claims can lie from where it would settle, were there many."""

import math
from collections.abc import Mapping
from typing import Literal

from backbone.indicator import Indicator
from backbone.measures import CLAIMED, Ratio, Sum

Kind = Literal["events", "share"]
Z = 1.959964  # 95 % of a normal distribution lie this many standard deviations around its mean
# The indicators whose values add up to each denominator of a rate of claims.
AMONG: Mapping[str, tuple[str, ...]] = {
    "insured": ("insured",),
    "submitted": ("submitted",),
    "decided": ("claims_paid", "rejected"),
    "paid_claims": ("claims_paid",),
}


def kind(indicator: Indicator) -> Kind | None:
    """Whether an indicator counts events among many insured ("events", Poisson), the share of claims that are of one
    sort ("share", binomial), or neither: an enrolment is no sample, and an amount is no count."""
    measure = indicator.measure
    if not isinstance(measure, Ratio) or not isinstance(measure.top, Sum) or measure.top.column not in CLAIMED:
        return None
    if measure.bottom.column not in AMONG:
        return None
    return "events" if measure.bottom.column == "insured" else "share"


def interval(of: Kind, rate: float, trials: float) -> tuple[float, float]:
    """The 95 % interval of a rate (events for each trial) seen in `trials`: Byar's approximation to the Poisson limits
    (Breslow and Day 1987) for events, Wilson's score interval (1927) for a share. NaN without trials."""
    if not trials > 0 or math.isnan(rate):
        return math.nan, math.nan
    if of == "events":
        low, high = _byar(round(rate * trials))
        return low / trials, high / trials
    spread = Z * Z / trials
    middle = (rate + spread / 2) / (1 + spread)
    half = Z * math.sqrt(rate * (1 - rate) / trials + spread / (4 * trials)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def differ(of: Kind, one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two rates, each with its trials, lie further apart than chance alone would explain 95 times in 100: the
    score test with the pooled rate. False where there is nothing to test."""
    (rate, trials), (rate2, trials2) = one, other
    if not (trials > 0 and trials2 > 0):
        return False
    pooled = (rate * trials + rate2 * trials2) / (trials + trials2)
    spread = pooled if of == "events" else pooled * (1 - pooled)
    return abs(rate - rate2) > Z * math.sqrt(spread * (1 / trials + 1 / trials2)) if spread > 0 else False


def _byar(events: int) -> tuple[float, float]:
    low = events * (1 - 1 / (9 * events) - Z / (3 * math.sqrt(events))) ** 3 if events else 0.0
    more = events + 1
    return low, more * (1 - 1 / (9 * more) + Z / (3 * math.sqrt(more))) ** 3
