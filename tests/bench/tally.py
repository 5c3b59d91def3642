"""What was measured: every repetition, by who did what."""

import statistics
from dataclasses import dataclass, field
from typing import NamedTuple

NAN = float("nan")


class Measured(NamedTuple):
    """One repetition: milliseconds to the first repaint and to the whole, bytes on the wire, bytes unpacked."""

    first: float
    whole: float
    wire: float
    payload: float


@dataclass
class Tally:
    """What one contestant took. `cpu` is seconds of the server for one of a kind."""

    all: dict[str, list[Measured]] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)

    def add(self, what: str, measured: Measured | None) -> None:
        """Notes one repetition; one that did not finish is left out."""
        if measured:
            self.all.setdefault(what, []).append(measured)

    def median(self, what: str) -> Measured:
        """The medians of all repetitions, each of its own; NaN where none finished."""
        nothing = [Measured(*[NAN] * 4)]
        return Measured(*(statistics.median(values) for values in zip(*(self.all.get(what) or nothing), strict=True)))
