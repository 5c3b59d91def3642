"""Chance: how far a rate of a few claims can lie from where it would settle, were there many."""

import math
from dataclasses import dataclass
from typing import Literal, Self

from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.measures import CLAIMED, Ratio

Kind = Literal["events", "share"]
Z = 1.959964  # 95 % of a normal distribution lie this many standard deviations around its mean


def kind(indicator: Indicator) -> Kind | None:
    """Whether an indicator counts events among many insured ("events", Poisson), the share of claims that are of one
    sort ("share", binomial), or neither: an enrolment is no sample, and an amount is no count."""
    measure = indicator.measure
    if not isinstance(measure, Ratio) or measure.top.column not in CLAIMED:
        return None
    return "events" if measure.bottom.column == "insured" else "share"


def events(indicator: Indicator) -> str:
    """The column that counts the events of a rate (its numerator); "" for an indicator in which chance has no part."""
    measure = indicator.measure
    return measure.top.column if kind(indicator) and isinstance(measure, Ratio) else ""


def trials(indicator: Indicator) -> str:
    """The column that counts what a rate or an average is taken over (its denominator): claims, or the insured to whom
    claims happen; "" for every other indicator. For an amount it is the claims that the average claim divides by."""
    measure = indicator.measure
    if not isinstance(measure, Ratio):
        return ""
    if measure.bottom.column in CLAIMED or kind(indicator):
        return measure.bottom.column
    return trials(INDICATORS["average_claim"]) if indicator.comes_late else ""


@dataclass(frozen=True)
class Rate:
    """A rate as it was counted.

    `kind` is that of its indicator.
    `events` are those that happened, `trials` those that could have."""

    kind: Kind
    events: float
    trials: float

    @property
    def value(self) -> float:
        """Events for each trial; NaN without trials."""
        return self.events / self.trials if self.trials > 0 else math.nan

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the rate: Byar's approximation to the Poisson limits (Breslow and Day 1987) for events,
        Wilson's score interval (1927) for a share. NaN without trials."""
        rate, trials = self.value, self.trials
        if math.isnan(rate):
            return math.nan, math.nan
        if self.kind == "events":
            low, high = _byar(self.events)
            return low / trials, high / trials
        spread = Z * Z / trials
        middle = (rate + spread / 2) / (1 + spread)
        half = Z * math.sqrt(rate * (1 - rate) / trials + spread / (4 * trials)) / (1 + spread)
        return max(0.0, middle - half), min(1.0, middle + half)

    def rise(self, before: Self) -> tuple[float, float]:
        """The 95 % interval of how much this share lies above one `before`: Newcombe's hybrid score interval
        (Statistics in Medicine 1998; 17: 873-890, method 10). NaN where either has no trials."""
        (low, high), (low_before, high_before) = self.interval(), before.interval()
        apart = self.value - before.value
        return (
            apart - math.hypot(self.value - low, high_before - before.value),
            apart + math.hypot(high - self.value, before.value - low_before),
        )

    def differs(self, other: Self) -> bool:
        """Whether two rates of one kind lie further apart than chance alone would explain 95 times in 100: the score
        test with the pooled rate. False where there is nothing to test."""
        if not (self.trials > 0 and other.trials > 0):
            return False
        pooled = (self.events + other.events) / (self.trials + other.trials)
        spread = pooled if self.kind == "events" else pooled * (1 - pooled)
        reach = Z * math.sqrt(max(spread, 0.0) * (1 / self.trials + 1 / other.trials))
        return reach > 0 and abs(self.value - other.value) > reach


def _byar(events: float) -> tuple[float, float]:
    low = events * (1 - 1 / (9 * events) - Z / (3 * math.sqrt(events))) ** 3 if events else 0.0
    more = events + 1
    return low, more * (1 - 1 / (9 * more) + Z / (3 * math.sqrt(more))) ** 3
