"""Spread: the median and the quartiles of amounts of which only the number in each band is known."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Quartiles:
    """Three amounts in the unit of the bands: a quarter, half and three quarters of all amounts lie below them. NaN
    where the band that holds one is hidden, infinite where that band has no upper end."""

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


def quartiles(counts: Mapping[str, float], total: float) -> Quartiles:
    """The quartiles of `total` amounts; `counts` says how many lie in each band, in rising order, NaN where that is
    hidden."""
    return Quartiles(*(quantile(counts, total, share) for share in QUARTERS))


def quantile(counts: Mapping[str, float], total: float, share: float) -> float:
    """The amount below which `share` (0 to 1) of `total` amounts lie, estimated from the counts of the bands:

        low + (share x total - below) / within x (high - low)

    where the band from low to high holds the amount sought, `within` amounts lie in it and `below` under it. It takes
    the amounts of a band to be spread evenly over it: the quantile of grouped data, as in Kenney and Keeping,
    Mathematics of Statistics, part 1, 3rd edition, section 3.3.

    A hidden band ends the counting from below; it is then counted from the top down, so that only a hidden band
    which is needed stands in the way. NaN there and where there is no amount at all; infinite in the band without an
    upper end."""
    if not total > 0:
        return math.nan
    sought = share * total
    bands = list(zip(edges(tuple(counts)), counts.values(), strict=True))
    below = 0.0
    for band, within in bands:
        if math.isnan(within):
            break
        if within > 0 and sought <= below + within:
            return _inside(band, (sought - below) / within)
        below += within
    upto = float(total)
    for band, within in reversed(bands):
        if math.isnan(within):
            break
        below = upto - within
        if within > 0 and below <= sought <= upto:
            return _inside(band, (sought - below) / within)
        upto = below
    return math.nan


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
