"""Which facts a question is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from backbone.periods import ALL
from backbone.places import NATION

MONTH = "month"


@dataclass(frozen=True)
class Only:
    """What a question keeps to: one category of each breakdown it names, as (("illness", "cancer"),), and one month,
    as "2018-05". Without either it keeps everything."""

    categories: tuple[tuple[str, str], ...] = ()
    month: str = ""

    @classmethod
    def of(cls, pairs: Mapping[str, str]) -> Self:
        """What is kept to, from {"illness": "cancer", "month": "2018-05"}."""
        return cls(tuple((d, code) for d, code in pairs.items() if d != MONTH), pairs.get(MONTH, ""))

    @property
    def category(self) -> tuple[str, str]:
        """The one category of a view, ("illness", "cancer"), or ("", "") where it keeps every category."""
        return self.categories[0] if self.categories else ("", "")

    @property
    def pairs(self) -> dict[str, str]:
        """{"illness": "cancer", "month": "2018-05"}: the columns of an answer, and what each of them must be."""
        return dict(self.categories) | ({MONTH: self.month} if self.month else {})

    @property
    def written(self) -> str:
        """The same in an address: "illness.cancer.month.2018-05"."""
        return ".".join(word for pair in self.pairs.items() for word in pair)

    def __bool__(self) -> bool:
        return bool(self.categories or self.month)


EVERYTHING = Only()


@dataclass(frozen=True)
class Where:
    """Which facts: those of `place`, of one policy year or all, up to the month `as_of` ("" for the last), and of
    them only what `only` keeps to."""

    place: str = NATION
    period: str = ALL
    as_of: str = ""
    only: Only = EVERYTHING
