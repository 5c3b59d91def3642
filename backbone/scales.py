"""Scales: the classes that paint a map, of values or of changes. The same list is the legend."""

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from backbone.punctuation import spanned
from backbone.text import Lang, Text
from backbone.units import PEOPLE, Unit

CLASSES = 5
Good = Literal["high", "low"]
# A change this far up the list of all changes, by size, begins a class: the first is where "no change" ends.
CHANGE_CUTS = (0.2, 0.5, 0.8)
NO_CHANGE = Text("about the same (± {edge})", "基本持平（± {edge}）")
UNCHANGED = Text("no change", "持平")
AND_MORE = Text("{sign} {edge} or more", "{sign} {edge}及以上")


@dataclass(frozen=True)
class Class:
    """One interval of a scale: low ≤ value < high; the first is open below, the last open above.
    `step` counts the classes from 0, weakest first, and picks the colour or the symbol size."""

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
    """The classes of one indicator at one level, low to high; they cover every number once. At `threshold` trouble
    begins: a class ends there, and what lies beyond it is the strongest."""

    classes: tuple[Class, ...]
    threshold: float | None = None

    @property
    def steps(self) -> int:
        """How many steps of a ramp of colours its classes are spread over."""
        return max(c.step for c in self.classes) + 1

    def of(self, value: float) -> Class:
        """The one class that holds `value`; an absent value raises ValueError, for it has no class."""
        if math.isnan(value):
            raise ValueError("an absent value is in no class")
        return self.classes[bisect_right([c.low for c in self.classes], value) - 1]


def scale(
    values: Iterable[float],
    unit: Unit,
    good: Good | None = None,
    threshold: float | None = None,
    classes: int = CLASSES,
) -> Scale:
    """About so many rounded `classes` for `values` (absent ones and zeros are left out: zero is drawn as a state of its
    own); fewer when the values are few or alike. Rates get classes of similar membership, so that colour tells
    places apart; counts get classes that grow by one factor, so that the size of a symbol tells magnitude. Where
    trouble begins at a `threshold`, all that lies beyond it, seen from what is `good`, is one class, and the strongest;
    what is well has the others."""
    known = np.array([v for v in values if not math.isnan(v) and v > 0])
    inner = _breaks(known, unit, classes) if known.size else []
    if known.size and threshold is not None:
        well = known[known >= threshold] if good == "high" else known[known < threshold]
        edges = _breaks(well, unit, max(2, classes - 2)) if well.size else []
        inner = sorted({threshold, *(e for e in edges if (e > threshold) == (good == "high"))})
    pairs = list(pairwise([-math.inf, *inner, math.inf]))
    steps = list(range(len(pairs)))
    if known.size and threshold is not None:
        steps[-1] += classes > 3  # a step is left out, so that trouble stands alone; each of three does
        steps = steps[::-1] if good == "high" else steps
    return Scale(tuple(Class(step, *ends, unit) for step, ends in zip(steps, pairs, strict=True)), threshold)


def _breaks(known: np.ndarray, unit: Unit, classes: int) -> list[float]:
    """The inner edges of about so many `classes`, rounded so that a reader can say them, each once, ascending."""
    if unit.is_rate:
        cuts = np.quantile(known, np.arange(1, classes) / classes)
        low, high = (cuts[0], cuts[-1]) if classes > 2 else np.quantile(known, (0.1, 0.9))
        gap = max((high - low) / classes, 10.0**-unit.decimals)
        power = 10.0 ** math.floor(math.log10(gap))
        step = max(s * power for s in (1, 2, 5, 10) if s * power <= gap * 1.001)
        rounded = [round(round(c / step) * step, 10) for c in cuts]
    else:
        low, high = np.quantile(known, (0.1, 0.99))
        cuts = np.geomspace(max(low, 1.0), max(high, 1.0), classes + 1)[1:-1]
        rounded = [_round(c) for c in cuts]
    return sorted({c for c in rounded if c > 0})


def _round(value: float) -> float:
    """The nearest number, by ratio, that people say when they mean "about": 1, 1.5, 2, 3, 5, 7 and their tens."""
    power = 10.0 ** math.floor(math.log10(value))
    near = min((lead * power for lead in (1, 1.5, 2, 3, 5, 7, 10)), key=lambda said: abs(math.log(said / value)))
    return float(round(near)) if value < 10 else near


@dataclass(frozen=True)
class Diverging:
    """Classes of a change, the same on both sides of none: `edges` are sizes, ascending. A change smaller than the
    first is none; no edges, no classes but that one."""

    edges: tuple[float, ...]
    unit: Unit

    @property
    def arm(self) -> int:
        """How many classes lie on each side of "no change"."""
        return len(self.edges)

    @property
    def steps(self) -> tuple[int, ...]:
        """Every class, from the largest fall to the largest rise; 0 is "no change"."""
        return tuple(range(-self.arm, self.arm + 1))

    def of(self, change: float) -> int:
        """The class of a change: its size picks how far from 0, its sign which side. Absent raises ValueError."""
        if math.isnan(change):
            raise ValueError("an absent change is in no class")
        size = bisect_right(self.edges, abs(change))
        return size if change > 0 else -size

    def middle(self, step: int) -> float:
        """A size that stands for a class, as `Class.middle` does."""
        low, high = self._ends(step)
        return high / 2 if low == 0 else low * 1.5 if math.isinf(high) else math.sqrt(low * high)

    def label(self, step: int, lang: Lang) -> str:
        """The class as the legend says it ("+ 3–10", "− 10 or more"); the unit is named above it."""
        low, high = self._ends(step)
        low_said, high_said = (self._edge(edge, lang) for edge in (low, high))
        if step == 0:
            return NO_CHANGE(lang, edge=high_said) if self.edges else UNCHANGED(lang)
        sign = "+" if step > 0 else "−"
        if math.isinf(high):
            return AND_MORE(lang, sign=sign, edge=low_said)
        return f"{sign} {spanned(low_said, high_said)}"

    @staticmethod
    def _edge(edge: float, lang: Lang) -> str:
        """An edge as a plain number: its unit stands above the legend."""
        return "" if math.isinf(edge) else PEOPLE.interval(edge, math.inf, lang).removeprefix("≥ ")

    def _ends(self, step: int) -> tuple[float, float]:
        edges = (0.0, *self.edges, math.inf)
        return edges[abs(step)], edges[abs(step) + 1]


def diverging(changes: Iterable[float], unit: Unit) -> Diverging:
    """Up to three rounded classes on each side of "no change", from the sizes of `changes` (absent ones and zeros are
    left out); fewer when they are few or alike. Symmetric whatever the signs, so that as much more is as dark as as
    much less."""
    sizes = np.array([abs(c) for c in changes if not math.isnan(c) and not math.isinf(c) and c != 0])
    cuts = np.quantile(sizes, CHANGE_CUTS) if sizes.size else ()
    finest = 10.0**-unit.decimals
    rounded = (_round(cut / finest) * finest for cut in cuts if cut >= finest)
    return Diverging(tuple(sorted({round(edge, 10) for edge in rounded})), unit)
