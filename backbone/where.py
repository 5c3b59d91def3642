"""Which facts a question is about."""

from dataclasses import dataclass

from backbone.periods import ALL
from backbone.places import NATION


@dataclass(frozen=True)
class Where:
    """Which facts: those of `place`, of one policy year or all, up to the month `as_of` ("" for the last), and of
    them only one category or month (`only`, as (("illness", "cancer"),) or (("month", "2018-05"),)) or all."""

    place: str = NATION
    period: str = ALL
    as_of: str = ""
    only: tuple[tuple[str, str], ...] = ()
