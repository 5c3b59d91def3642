"""An indicator: a measure with a name, unit, definition, good direction and the source of its definition."""

from dataclasses import dataclass
from typing import Literal

from backbone.measures import CLAIMED, COLUMNS, Distinct, Measure
from backbone.text import Text
from backbone.units import Unit


@dataclass(frozen=True)
class Indicator:
    """A measure with a name, unit, definition, good direction and the source of its definition.

    `caution` is said wherever the value is compared.
    `spoken` finishes the sentence that a large number on a stage begins; without it the name does.
    `programme_only` marks numbers that exist for the whole programme and for no place in it, `one_year` those that
    exist for one policy year and not for all of them together."""

    id: str
    name: Text
    unit: Unit
    measure: Measure
    definition: Text
    source: Text
    good: Literal["high", "low"] | None = None
    caution: Text | None = None
    programme_only: bool = False
    one_year: bool = False
    spoken: Text | None = None

    @property
    def breakdowns(self) -> frozenset[str]:
        """The breakdowns of the facts in which every column of this indicator is kept."""
        if isinstance(self.measure, Distinct):
            return frozenset({"all"})
        return frozenset.intersection(*(COLUMNS[c].breakdowns for c in self.measure.columns))

    @property
    def comes_late(self) -> bool:
        """Whether its last months are incomplete: claims are filed late, cover and donations are not."""
        return any(COLUMNS[c].counted_by in CLAIMED for c in self.measure.columns if c in COLUMNS)

    @property
    def formula(self) -> Text:
        """The measure in words: "amount paid ÷ premium × 100%"."""
        return self.measure.formula
