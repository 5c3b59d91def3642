"""A gift: how many person-times of cover it would buy, county by county, and what may be expected of them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from backbone import places, units
from backbone.gift.experience import County, Experience, experience
from backbone.refusals import Unanswerable
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.statistics.funnel import LIMITS, TAILS, Counts
from backbone.text import Text

# The 95 % limits among those of a model, and how far a price may lie beyond what is left and still be paid.
LOW, HIGH = LIMITS.index("lower_95"), LIMITS.index("upper_95")
ROUNDING = 1e-6
NO_PREMIUM = Text(
    "No cover was ever bought in {place}, so there is no price for it. Choose a place of the programme.",
    "{place}未纳入项目，没有保费价格。请选择项目覆盖的地区。",
)
NOTHING_BOUGHT = Text("No cover has been bought yet, so there is no price for it.", "尚未购买保障，没有保费价格。")
TOO_LITTLE = Text(
    "{amount} buys no full year of cover here: one costs {price} a person. Write a larger amount.",
    "{amount} 不足以购买一人一年的保障（每人次 {price}）。请填写较大的金额。",
)


@dataclass(frozen=True)
class Range:
    """What is expected, and the ends of its 95 % predictive interval; NaN where nothing can be said."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Part:
    """What one county would have of the gift: person-times of cover, each for one year; claims, and what they pay."""

    county: County
    person_times: int
    claims: Range
    paid: Range

    @property
    def premium(self) -> float:
        """What the cover costs."""
        return self.person_times * self.county.price


@dataclass(frozen=True)
class Gift:
    """What a gift of so many RMB would buy in a place, county by county, most first; `claims` and `paid` are of all of
    them together. `missed` person-times there are eligible and not insured."""

    rmb: float
    place: str
    parts: tuple[Part, ...]
    claims: Range
    paid: Range
    missed: float

    @property
    def person_times(self) -> int:
        """Person-times of cover, each for one year."""
        return sum(part.person_times for part in self.parts)

    @property
    def premium(self) -> float:
        """What the cover costs: the gift, less than one premium apart."""
        return sum(part.premium for part in self.parts)

    @property
    def price(self) -> float:
        """What a year of cover costs a person, on average over those it would buy."""
        return self.premium / self.person_times

    @property
    def average(self) -> float:
        """What a claim pays, on average over those to be expected."""
        return self.paid.mean / self.claims.mean if self.claims.mean else math.nan

    @property
    def of_100(self) -> float:
        """RMB to be expected back for families of every RMB 100 of the gift's premium."""
        return self.paid.mean / self.premium * 100


@remembered(64)
def given(store: Store, rmb: float, place: str) -> Gift:
    """What `rmb` would buy in a place: in several counties shared by how many are eligible there and not insured.
    Unanswerable where no cover was ever bought, or the gift does not buy a year of it."""
    known = experience(store)
    here = [one for code, one in known.counties.items() if places.is_inside(code, place)]
    if not known.counties:
        raise Unanswerable(NOTHING_BOUGHT)
    if not here:
        raise Unanswerable(NO_PREMIUM.filled(place=places.get(place).name))
    counts = shared(rmb, [one.price for one in here], needs(here))
    bought = sorted(
        ((one, int(n)) for one, n in zip(here, counts, strict=True) if n), key=lambda part: (-part[1], part[0].code)
    )
    if not bought:
        said = {name: _money(value, unit) for name, value, unit in (
            ("amount", rmb, units.MONEY), ("price", min(one.price for one in here), units.MONEY_A_HEAD)
        )}  # fmt: skip
        raise Unanswerable(TOO_LITTLE.filled(**said))
    parts = tuple(Part(one, n, interval(*expected(n, one, known)), paid_of([(n, one)], known)) for one, n in bought)
    every, paid = together(known, parts), paid_of([(n, one) for one, n in bought], known)
    return Gift(rmb, place, parts, every, paid, sum(one.missed for one in here))


def needs(counties: Sequence[County]) -> list[float]:
    """By what a gift is shared: the person-times eligible and not insured; where there are none, those insured."""
    missed = [one.missed for one in counties]
    return missed if any(missed) else [one.insured for one in counties]


def shared(rmb: float, prices: Sequence[float], needs: Sequence[float]) -> np.ndarray:
    """Whole person-times for each county, in proportion to its need, that cost no more than `rmb`: what whole numbers
    leave over goes, one by one, to those that were cut by most. Less than one premium is left."""
    price, need = np.array(prices), np.array(needs)
    each = rmb / float(need @ price) * need
    whole = np.floor(each + ROUNDING)
    left = rmb - float(whole @ price)
    for n in np.argsort(whole - each, kind="stable"):
        if need[n] > 0 and price[n] <= left + ROUNDING:
            whole[n] += 1
            left -= price[n]
    return whole


def expected(person_times: float, county: County, known: Experience) -> tuple[float, float]:
    """The mean and the relative variance beyond chance of the claims that come of so many person-times.

    A county's ratio to the programme has a gamma distribution with mean 1 and variance τ². Once O claims were seen
    where E were expected, it is gamma with shape 1/τ² + O and rate 1/τ² + E; so the claims to come are negative
    binomial: Poisson with a rate that is known only so far."""
    if math.isnan(known.rate):
        return math.nan, 0.0
    if known.between == 0:
        return person_times * known.rate, 0.0
    alike = 1 / known.between
    ratio = (alike + county.observed) / (alike + county.expected)
    return person_times * known.rate * ratio, 1 / (alike + county.observed)


def together(known: Experience, parts: Sequence[Part]) -> Range:
    """The claims of several counties: the negative binomial with the mean and the variance of their sum."""
    each = [expected(part.person_times, part.county, known) for part in parts]
    mean = sum(own for own, _ in each)
    beyond = sum(own**2 * between for own, between in each)
    return interval(mean, beyond / mean**2 if mean else 0.0)


def paid_of(bought: Sequence[tuple[float, County]], known: Experience) -> Range:
    """What the claims of so many person-times in each county pay: the gamma distribution with the mean and the variance
    of a sum of as many payments as there are claims, each of them as large as payments vary."""
    each = [(one.average, *expected(n, one, known)) for n, one in bought]
    mean = sum(average * claims for average, claims, _ in each)
    if math.isnan(mean) or not mean > 0:
        return Range(mean, mean, mean)
    alone = sum(average**2 * claims * (1 + known.varied) for average, claims, _ in each)
    wide = alone + sum((average * claims) ** 2 * between for average, claims, between in each)
    low, high = (float(special.gammaincinv(mean**2 / wide, tail)) * wide / mean for tail in (TAILS[LOW], TAILS[HIGH]))
    return Range(mean, low, high)


def interval(mean: float, between: float) -> Range:
    """A count of that mean with its 95 % predictive interval: variance mean + between × mean²."""
    if math.isnan(mean) or not mean > 0:
        return Range(mean, mean, mean)
    counts = Counts(between).quantiles(np.array([mean]))[:, 0, 0]
    return Range(mean, float(counts[LOW]), float(counts[HIGH]))


def _money(value: float, unit: units.Unit) -> Text:
    return Text(unit.full(value, "en"), unit.full(value, "zh"))
