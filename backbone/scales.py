"""Scales: the classes that paint a map. The same list is the legend."""

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from backbone.text import Lang
from backbone.units import Unit

CLASSES = 5


@dataclass(frozen=True)
class Class:
    """One interval of a scale: low ≤ value < high; the first is open below, the last open above.
    `step` counts the classes from 0, lowest first, and picks the colour or the symbol size."""

    step: int
    low: float
    high: float
    unit: Unit

    @property
    def middle(self) -> float:
        """A value that stands for the class: its geometric middle, or what lies half a class beyond an open end."""
        if math.isinf(self.low):
            return self.high / 2 if not math.isinf(self.high) else 1.0
        return self.low * 1.5 if math.isinf(self.high) else math.sqrt(self.low * self.high)

    def label(self, lang: Lang) -> str:
        """The interval as the legend says it."""
        return self.unit.interval(self.low, self.high, lang)


@dataclass(frozen=True)
class Scale:
    """The classes of one indicator at one level, low to high; they cover every number once."""

    classes: tuple[Class, ...]

    def of(self, value: float) -> Class:
        """The one class that holds `value`; an absent value raises ValueError, for it has no class."""
        if math.isnan(value):
            raise ValueError("an absent value is in no class")
        return self.classes[bisect_right([c.low for c in self.classes], value) - 1]


def scale(values: Iterable[float], unit: Unit) -> Scale:
    """About five rounded classes for `values` (absent ones and zeros are left out: zero is drawn as a state of its
    own); fewer when the values are few or alike. Rates get classes of similar membership, so that colour tells
    places apart; counts get classes that grow by one factor, so that the size of a symbol tells magnitude."""
    known = np.array([v for v in values if not math.isnan(v) and v > 0])
    edges = [-math.inf, *(_breaks(known, unit) if known.size else ()), math.inf]
    return Scale(tuple(Class(i, low, high, unit) for i, (low, high) in enumerate(pairwise(edges))))


def _breaks(known: np.ndarray, unit: Unit) -> list[float]:
    """The inner edges, rounded so that a reader can say them, each once, ascending."""
    if unit.is_rate:
        cuts = np.quantile(known, np.arange(1, CLASSES) / CLASSES)
        gap = max((cuts[-1] - cuts[0]) / CLASSES, 10.0**-unit.decimals)
        power = 10.0 ** math.floor(math.log10(gap))
        step = max(s * power for s in (1, 2, 5, 10) if s * power <= gap * 1.001)
        rounded = [round(round(c / step) * step, 10) for c in cuts]
    else:
        low, high = np.quantile(known, (0.1, 0.99))
        cuts = np.geomspace(max(low, 1.0), max(high, 1.0), CLASSES + 1)[1:-1]
        rounded = [_round(c) for c in cuts]
    return sorted({c for c in rounded if c > 0})


def _round(value: float) -> float:
    """The nearest number, by ratio, that people say when they mean "about": 1, 1.5, 2, 3, 5, 7 and their tens."""
    power = 10.0 ** math.floor(math.log10(value))
    near = min((lead * power for lead in (1, 1.5, 2, 3, 5, 7, 10)), key=lambda said: abs(math.log(said / value)))
    return float(round(near)) if value < 10 else near
