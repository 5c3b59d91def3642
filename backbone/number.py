"""A number on screen has a name: which indicator, over which facts. Under that name in an address its passport
opens."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from backbone import places
from backbone.breakdowns import BREAKDOWNS
from backbone.indicators import INDICATORS
from backbone.periods import Horizon
from backbone.where import MONTH, Only

UNTIL, WHOLE = "to", "whole"


@dataclass(frozen=True)
class Number:
    """An indicator and where it holds. What is "" (for `only`: None) is the view's own."""

    indicator: str
    place: str = ""
    period: str = ""
    as_of: str = ""
    only: Only | None = None

    @classmethod
    def read(cls, name: str, horizon: Horizon) -> Self | None:
        """The number of that name, "paid.421122.2018.illness.cancer"; None where there is no such number."""
        parts = iter(name.split("."))
        if (indicator := next(parts)) not in INDICATORS:
            return None
        said: dict[str, Any] = {}
        kept: dict[str, str] = {}
        for part in parts:
            found = _field(part, parts, horizon)
            if found is None:
                return None
            field, value = found
            if field == "only":
                kept |= value
                value = Only.of(kept)
            said[field] = value
        return cls(indicator, **said)

    @property
    def name(self) -> str:
        """The number's name in an address: "paid", "paid.421122", "paid.2018.to.2019-03", "paid.month.2018-05"."""
        parts = [self.indicator, self.place, self.period, *((UNTIL, self.as_of) if self.as_of else ())]
        if self.only is not None:
            parts.append(self.only.written or WHOLE)
        return ".".join(p for p in parts if p)

    def beside(self, other: Self) -> Self:
        """This number, its fields empty where `other` has the same: a view that has those says them already."""
        return type(self)(
            self.indicator,
            "" if self.place == other.place else self.place,
            "" if self.period == other.period else self.period,
            "" if self.as_of == other.as_of else self.as_of,
            None if self.only == other.only else self.only,
        )


def _field(part: str, rest: Iterator[str], horizon: Horizon) -> tuple[str, Any] | None:
    """The field of a Number that one part of its name sets, with its value; the name of a breakdown or of a month takes
    the next part too. None for a part that means nothing."""
    if (place := places.SUCCESSORS.get(part, part)) in places.CODES:
        return "place", place
    if part in horizon.periods:
        return "period", part
    if part == WHOLE:
        return "only", {}
    code = next(rest, "")
    if part == UNTIL and code in horizon.months:
        return "as_of", code
    if code in (horizon.months if part == MONTH else getattr(BREAKDOWNS.get(part), "categories", ())):
        return "only", {part: code}
    return None
