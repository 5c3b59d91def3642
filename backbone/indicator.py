"""An indicator: a measure with a name, unit, definition, good direction and the source of its definition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backbone.breakdowns import cut, is_told
from backbone.measures import CLAIMS, COLUMNS, TOLD, Measure
from backbone.places import Level
from backbone.refusals import Unanswerable
from backbone.scales import CLASSES, Good, Scale, scale
from backbone.text import Text
from backbone.units import Unit


@dataclass(frozen=True)
class Indicator:
    """A measure with a name, unit, definition, good direction and the source of its definition.

    `threshold` is where trouble begins, for what has a good direction: the scale of a map has a break there.
    `caution` is said wherever the value is compared.
    `programme_only` marks numbers that exist for the whole programme and for no place in it, `one_year` those that
    exist for one policy year and not for all of them together."""

    id: str
    name: Text
    unit: Unit
    measure: Measure
    definition: Text
    source: Text
    good: Good | None = None
    threshold: float | None = None
    caution: Text | None = None
    programme_only: bool = False
    one_year: bool = False

    def scale(self, values: Iterable[float], classes: int = CLASSES) -> Scale:
        """About so many `classes` for such values of it."""
        return scale(values, self.unit, self.good, self.threshold, classes)

    def is_broken_down(self, dimensions: Sequence[str], level: Level = "nation") -> bool:
        """Whether a place at a level has it by these breakdowns together; by none, it always is."""
        try:
            stored = cut(dimensions).stored
        except Unanswerable:
            return False
        return stored is None or all(is_told(stored.kept, c, level) for c in self.measure.columns)

    @property
    def comes_late(self) -> bool:
        """Whether its last months are incomplete: claims are filed late, cover and donations are not."""
        return not {CLAIMS, TOLD}.isdisjoint(self._kinds)

    @property
    def of_amounts(self) -> bool:
        """Whether it stands for the claims whose amounts are told."""
        return TOLD in self._kinds

    @property
    def _kinds(self) -> set[str]:
        return {COLUMNS[c].kind for c in self.measure.columns if c in COLUMNS}

    @property
    def formula(self) -> Text:
        """The measure in words: "amount paid ÷ premium × 100%"."""
        return self.measure.formula
