"""Funnel limits: how far a place may lie from what was expected before chance no longer explains it.

Small places scatter more than large ones, and places differ a little even where nothing is wrong. So the limits
widen as a place gets smaller, and by as much as the places truly differ. Pure statistics: nothing here knows a
county, a store or a page.

References: Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 2005;
24:1185-1202 (limits, interpolation, winsorised overdispersion). Breslow & Day, "Statistical Methods in Cancer
Research II", IARC 1987, chapter 2 (indirect standardisation). Paule & Mandel, "Consensus values and weighting
factors", Journal of Research of the National Bureau of Standards 1982; 87:377-385 (the moment estimate of τ²).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Self

import numpy as np
import pandas as pd
from scipy import special  # not scipy.stats: that is 60 MB and half a second of every start

# The tails outside the limits, in the order of every array of limits: 99.8 % and 95 % below, 95 % and 99.8 % above.
TAILS = (0.001, 0.025, 0.975, 0.999)
LIMITS = ("lower_998", "lower_95", "upper_95", "upper_998")
# The share of places at each end whose z-score is pulled in before the spread is estimated: those that the funnel
# is to find must not widen it. Spiegelhalter's choice, and that of hospital mortality statistics in England.
WINSORISED = 0.10
# How exactly τ² is known; where it is large, the part of it.
FINE = 1e-10
# Of more trials than this a share is as good as continuous: counting them one by one would take memory without end.
MANY = 100_000


def by_age_of_cover(months: pd.DataFrame) -> pd.DataFrame:
    """Claims observed and claims expected from the age of the cover: one row per place, by code.

    `months` has one row per place, period and month without gaps: `submitted` (claims of that month) and `insured`
    (person-times whose cover began in it); months before the cover are absent. Indirect standardisation with the
    whole programme as the standard (Breslow & Day 1987): the age a of a place's cover of one policy year is the
    number of months since it first began there; r(a) = Σ claims at age a ÷ Σ insured exposed at age a; expected
    E = Σ insured so far × r(a). So Σ expected = Σ observed. Claims of a policy year without cover are left out."""
    cover = _aged(months)
    cover = cover.assign(expected=cover["exposed"] * cover["age"].map(_rates(cover)), observed=cover["submitted"])
    found = cover.groupby("place")[["observed", "expected"]].sum()
    return found.reindex(sorted(set(months["place"])), fill_value=0.0).rename_axis("place").reset_index()


def over_a_year(months: pd.DataFrame) -> float:
    """The claims expected of one person-time over the whole life of its cover: Σ r(a) over the ages that were lived
    through anywhere, those after the cover has ended too, in which its last claims come. `months` as above."""
    return float(_rates(_aged(months)).sum())


def _aged(months: pd.DataFrame) -> pd.DataFrame:
    """The months of the policy years with cover, with the person-times exposed so far and the age of the cover."""
    cover = months.sort_values(["place", "period", "month"], kind="stable").fillna({"submitted": 0.0, "insured": 0.0})
    each = cover.groupby(["place", "period"], sort=False)
    cover["exposed"] = each["insured"].cumsum()
    # Before the cover the age is 0; a claim that is dated there stays in view, at the age at which cover begins.
    cover["age"] = cover["exposed"].gt(0).groupby([cover["place"], cover["period"]], sort=False).cumsum() - 1
    cover["age"] = cover["age"].clip(lower=0)
    return cover[each["insured"].transform("sum") > 0]


def _rates(cover: pd.DataFrame) -> pd.Series:
    """r(a) of every age."""
    sums = cover.groupby("age")[["submitted", "exposed"]].sum()
    return (sums["submitted"] / sums["exposed"].where(sums["exposed"] > 0)).fillna(0.0)


def spread(z: np.ndarray, weights: np.ndarray) -> float:
    """τ², the variance of the true ratios among places; 0 where chance alone explains the scatter, or for one place.

    The moment estimate of Paule & Mandel (1982): the τ² at which the z-scores, chance and true differences together,
    z(τ²) = z ÷ √(1 + wτ²) with w = 1 ÷ the sampling variance of each ratio, have the variance that they should:
    Σz(τ²)² ÷ c = n − 1. They are winsorised (Spiegelhalter 2005, A.3), which takes from the scatter of chance as well,
    so the sum is divided by c, what winsorising leaves of a standard normal variance (0.68 for 10 % at each end):
    without it the limits would be too narrow and accuse twice as many as they say. (The closed form of DerSimonian &
    Laird weighs the largest places most, which are just those that winsorising pulls in, and comes out a third too
    low where sizes differ as much as those of counties.)"""
    n = len(z)
    if n < 2 or not weights.sum() > 0:
        return 0.0
    cut = special.ndtri(1 - WINSORISED)
    density = np.exp(-(cut**2) / 2) / np.sqrt(2 * np.pi)
    left = 1 - 2 * WINSORISED - 2 * cut * density + 2 * WINSORISED * cut**2

    def excess(between: float) -> float:
        scaled = z / np.sqrt(1 + between * weights)
        pulled = np.clip(scaled, *np.quantile(scaled, (WINSORISED, 1 - WINSORISED)))
        return float((pulled**2).sum() / left - (n - 1))

    if excess(0.0) <= 0:
        return 0.0
    least, most = 0.0, 1.0 / weights.max()
    while excess(most) > 0:
        least, most = most, 4 * most
    while most - least > FINE * max(1.0, most):  # a number that large is not known more finely
        middle = (least + most) / 2
        least, most = (middle, most) if excess(middle) > 0 else (least, middle)
    return (least + most) / 2


def smallest(upto: Callable[[np.ndarray], np.ndarray], tail: np.ndarray, guess: np.ndarray) -> np.ndarray:
    """Tail × size: the smallest whole count with at least that probability up to it, where `upto` gives the probability
    of at most so many. Searched from `guess` upwards, then by halving."""
    low, high = np.broadcast_arrays(np.full_like(guess, -1.0), np.maximum(guess, 1.0) + 0 * tail)
    low = low.copy()
    while (short := upto(high) < tail).any():
        low, high = np.where(short, high, low), np.where(short, 2 * high, high)
    while (high - low > 1).any():
        middle = np.where(high - low > 1, np.floor((low + high) / 2), high)
        enough = upto(middle) >= tail
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return high


@dataclass(frozen=True)
class Counts:
    """Events against the number expected (`size`); the ratio observed ÷ expected is 1 where all is as expected.

    Events are Poisson with mean E; where places truly differ (τ² > 0), negative binomial with mean E and variance
    E + τ²E² (additive random effects)."""

    between: float = 0.0
    centre: float = 1.0

    @classmethod
    def fit(cls, observed: np.ndarray, expected: np.ndarray) -> Self:
        """The model of these places, τ² estimated from those with anything expected."""
        known = expected > 0
        o, e = observed[known], expected[known]
        return cls(spread((o - e) / np.sqrt(e), e))

    def error(self, size: np.ndarray) -> np.ndarray:
        """The standard deviation of the ratio, chance and true differences together: √(1/E + τ²)."""
        return np.sqrt(1 / size + self.between)

    def quantiles(self, size: np.ndarray) -> np.ndarray:
        """Tail × size × three: the smallest count with at least that much probability up to it, that probability,
        and the probability of the count itself."""
        counts = smallest(partial(self._upto, size), np.array(TAILS)[:, None], np.ceil(size))
        return np.stack([counts, self._upto(size, counts), self._mass(size, counts)], axis=-1)

    def _upto(self, size: np.ndarray, counts: np.ndarray) -> np.ndarray:
        """The probability of at most so many events."""
        if self.between == 0:
            return special.pdtr(counts, size)
        return special.betainc(1 / self.between, counts + 1, 1 / (1 + self.between * size))

    def _mass(self, size: np.ndarray, counts: np.ndarray) -> np.ndarray:
        """The probability of just so many events."""
        if self.between == 0:
            return np.exp(special.xlogy(counts, size) - size - special.gammaln(counts + 1))
        r, p = 1 / self.between, 1 / (1 + self.between * size)
        ways = special.gammaln(counts + r) - special.gammaln(counts + 1) - special.gammaln(r)
        return np.exp(ways + r * np.log(p) + special.xlog1py(counts, -p))


@dataclass(frozen=True)
class Shares:
    """Events among `size` trials; the ratio is their share, `centre` the share of all places together.

    Events are binomial; where places truly differ, beta-binomial with intra-class correlation ρ = τ² ÷ p(1 − p), so
    that the variance of a share is p(1 − p)/n × (1 + (n − 1)ρ)."""

    between: float = 0.0
    centre: float = 0.5

    @classmethod
    def fit(cls, observed: np.ndarray, trials: np.ndarray) -> Self:
        """The model of these places: their share together, and τ² from those with any trial."""
        known = trials > 0
        o, n = observed[known], trials[known]
        centre = float(o.sum() / n.sum()) if n.sum() > 0 else 0.0
        if not 0 < centre < 1:
            return cls(0.0, centre)  # all or nothing everywhere: places do not differ
        alone = centre * (1 - centre)
        return cls(min(spread((o / n - centre) / np.sqrt(alone / n), n / alone), 0.99 * alone), centre)

    def error(self, size: np.ndarray) -> np.ndarray:
        """The standard deviation of the share, chance and true differences together."""
        alone = self.centre * (1 - self.centre)
        return np.sqrt(alone / size + self.between * (1 - 1 / size))

    def quantiles(self, size: np.ndarray) -> np.ndarray:
        """As `Counts.quantiles`. The masses are added up here, once a size, for all tails."""
        found, alone = np.empty((len(TAILS), len(size), 3)), self.centre * (1 - self.centre)
        many = size > MANY
        found[:, many] = self._of_many(size[many])
        for at, n in ((at, int(size[at])) for at in np.flatnonzero(~many)):
            every = np.arange(n + 1)
            ways = -np.log(n + 1) - special.betaln(n - every + 1, every + 1)
            if self.between == 0 or alone == 0:
                mass = np.exp(ways + special.xlogy(every, self.centre) + special.xlog1py(n - every, -self.centre))
            else:
                rest = alone / self.between - 1  # 1/ρ − 1
                a, b = self.centre * rest, (1 - self.centre) * rest
                mass = np.exp(ways + special.betaln(every + a, n - every + b) - special.betaln(a, b))
            upto = np.cumsum(mass)
            counts = np.minimum(np.searchsorted(upto, TAILS), n)
            found[:, at] = np.stack([counts, upto[counts], mass[counts]], axis=-1)
        return found

    def _of_many(self, size: np.ndarray) -> np.ndarray:
        """The same of so many trials that no single one matters: the share has the beta distribution of the same mean
        and variance, and just the tail lies below each quantile."""
        tail, wide = np.broadcast_arrays(np.array(TAILS)[:, None], self.error(size))
        if not 0 < self.centre < 1:
            return np.stack([size * self.centre + 0 * tail, tail, 0 * tail + 1], axis=-1)
        both = self.centre * (1 - self.centre) / wide**2 - 1  # the sum of its two parameters
        shares = special.betaincinv(self.centre * both, (1 - self.centre) * both, tail)
        return np.stack([size * shares, tail, 0 * tail + 1], axis=-1)


Model = Counts | Shares


def limits(model: Model, size: np.ndarray) -> np.ndarray:
    """Size × the four limits (as `LIMITS`), in events; sizes are above 0.

    Exact quantiles, interpolated between whole counts as in Spiegelhalter 2005, A.1.1, so that a curve through them
    is smooth; a count lies beyond the interpolated limit just when it lies beyond the exact quantile. A lower limit
    of 0 or less means that not even nothing would stand out."""
    counts, upto, mass = np.moveaxis(model.quantiles(size), -1, 0)
    tail = np.array(TAILS)[:, None]
    # How much of the count's own probability lies beyond the tail: 0 just before the quantile moves on, 1 just after.
    step = np.clip((upto - tail) / np.where(mass > 0, mass, 1.0), 1e-9, 1 - 1e-9)
    return np.where(tail < 0.5, counts - step, counts + 1 - step).T


def judged(model: Model, observed: np.ndarray, size: np.ndarray) -> pd.DataFrame:
    """One row per place, in order: observed, size, expected, ratio, z (with overdispersion; negative is low) and
    the four limits in events. What needs a size is absent where there is none."""
    out = pd.DataFrame({"observed": observed, "size": size, "expected": size * model.centre})
    known = size > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        out["ratio"] = np.where(known, observed / np.where(known, size, np.nan), np.nan)
        wide = model.error(np.where(known, size, np.nan))
        out["z"] = np.where(wide > 0, (out["ratio"] - model.centre) / wide, np.where(known, 0.0, np.nan))
    ends = np.full((len(size), len(LIMITS)), np.nan)
    if known.any():
        ends[known] = limits(model, size[known])
    return out.assign(**dict(zip(LIMITS, ends.T, strict=True)))
