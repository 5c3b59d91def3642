"""Spread: the median and the quartiles of amounts of which only the number in each band is known."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Quartiles:
    """Three amounts in the unit of the bands: a quarter, half and three quarters of all amounts lie below them.
    Infinite where the band that holds one has no upper end, NaN where there is no amount."""

    first: float
    median: float
    third: float

    @property
    def known(self) -> bool:
        """Whether all three can be written as amounts."""
        return all(map(math.isfinite, (self.first, self.median, self.third)))


def edges(codes: Sequence[str]) -> tuple[tuple[float, float], ...]:
    """The lower and the upper end of each band, in the order of `codes` ("0-499", "500-999", …, "10000+"): each ends
    where the next begins, the last one nowhere."""
    lows = [float(code.split("-")[0].removesuffix("+")) for code in codes]
    return tuple(zip(lows, [*lows[1:], math.inf], strict=True))


def quartiles(counts: Mapping[str, float]) -> Quartiles:
    """The quartiles of amounts of which `counts` says how many lie in each band, in rising order."""
    return Quartiles(*(quantile(counts, share) for share in QUARTERS))


def quantile(counts: Mapping[str, float], share: float) -> float:
    """The amount below which `share` (0 to 1) of the amounts lie, estimated from the counts of the bands:

        low + (share x total - below) / inside x (high - low)

    where the band from low to high holds the amount sought, `inside` amounts lie in it and `below` under it. It takes
    the amounts of a band to be spread evenly over it: the quantile of grouped data, as in Kenney and Keeping,
    Mathematics of Statistics, part 1, 3rd edition, section 3.3. Infinite in the band without an upper end, NaN where
    there is no amount at all."""
    sought, below = share * sum(counts.values()), 0.0
    for band, inside in zip(edges(tuple(counts)), counts.values(), strict=True):
        if inside > 0 and sought <= below + inside:
            return _inside(band, (sought - below) / inside)
        below += inside
    return math.nan


def variation(counts: Mapping[str, float], mean: float) -> float:
    """The squared coefficient of variation of amounts of which the number in each band and the mean of all are known,
    estimated: those of a band are spread evenly over it; those of the last lie above its lower end as an exponential
    distribution has them, with the mean that the others leave them. 1, that of an exponential, where there are none."""
    total = sum(counts.values())
    if not total or not mean > 0:
        return 1.0
    *bands, (low, _) = edges(tuple(counts))
    *inside, beyond = counts.values()
    middles = [(start + end) / 2 for start, end in bands]
    left = mean * total - sum(n * middle for n, middle in zip(inside, middles, strict=True))
    over = max(left / beyond - low, 0.0) if beyond else 0.0
    squares = sum(
        n * (middle**2 + (end - start) ** 2 / 12)
        for n, middle, (start, end) in zip(inside, middles, bands, strict=True)
    )
    squares += beyond * ((low + over) ** 2 + over**2)
    return max(squares / total / mean**2 - 1, 0.0)


def _inside(band: tuple[float, float], part: float) -> float:
    low, high = band
    return low + part * (high - low) if math.isfinite(high) else math.inf


def position(codes: Sequence[str], amount: float) -> float:
    """Where an amount lies among bands drawn side by side, each one wide: the n-th band runs from n - 0.5 to
    n + 0.5. An infinite amount lies in the middle of the last band."""
    bands = edges(codes)
    for n, (low, high) in enumerate(bands):
        if low <= amount < high and math.isfinite(high):
            return n - 0.5 + (amount - low) / (high - low)
    return float(len(bands) - 1)
