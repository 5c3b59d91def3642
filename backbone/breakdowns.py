"""Breakdowns: the ways a total can be broken down. One entry each: its words, where the raw records say it, and how
the facts keep it. Reader, rollup, checks, telling and tests read this registry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from backbone import words
from backbone.measures import CLAIMS, COLUMNS, COVER, TOLD
from backbone.places import LEVELS, Level
from backbone.punctuation import listed_texts
from backbone.refusals import NOT_TOGETHER, Unanswerable
from backbone.text import Text

# The code of what is not yet broken down: a row of every answer by a breakdown, and of no category's kind.
REMAINDER = "remainder"
NOT_YET = Text("Not yet broken down", "尚未细分")
# Between the codes of two categories that are crossed.
CROSSED = "/"


@dataclass(frozen=True)
class Band:
    """Bands of a number of the raw claim (a column, as "age", or the "days" from filing to decision): a category
    "8-30" or "91+" begins at its first number, and ends where the next begins."""

    of: str


@dataclass(frozen=True)
class Kept:
    """How the facts keep a breakdown.

    `counts`: the claims that are broken down, "paid_claims" or "rejected".
    `lowest`: the lowest level at which they are.
    `amounts`: the lowest level at which amounts and days stand beside the count; None where they never do.
    `cover`: whether the insured are broken down too (enrolment then has a column for each breakdown)."""

    counts: str = "paid_claims"
    lowest: Level = "county"
    amounts: Level | None = "province"
    cover: bool = False

    def has(self, column: str) -> bool:
        """Whether an additive column is broken down at all."""
        return self.lowest_of(column) is not None

    def lowest_of(self, column: str) -> Level | None:
        """The lowest level at which an additive column is broken down; None where it is not."""
        kind = COLUMNS[column].kind if column in COLUMNS else ""
        if kind == COVER:
            return "county" if self.cover else None
        if kind == TOLD:
            return self.amounts
        return self.lowest if kind == CLAIMS and column == self.counts else None


@dataclass(frozen=True)
class Breakdown:
    """A way to break down.

    `categories`: code -> words, in reading order.
    `reads`: the column of the raw claims that holds the code, or the number whose bands the categories are.
    `kept`: how the facts keep it by itself; None where only crossed with another."""

    id: str
    name: Text
    categories: Mapping[str, Text]
    reads: str | Band
    kept: Kept | None = Kept()

    @property
    def names(self) -> Mapping[str, Text]:
        """What each row of an answer is called: the categories in reading order and, last, the remainder."""
        return {**self.categories, REMAINDER: NOT_YET}


# Bands of days and of payments tell of themselves which claims are in two groups, so amounts beside both could be
# subtracted to a single claim: they are counted only.
COUNTED = Kept(amounts=None)

BREAKDOWNS: Mapping[str, Breakdown] = {
    b.id: b
    for b in (
        Breakdown("illness", Text("illness", "病种"), words.ILLNESS, "illness"),
        Breakdown("sex", Text("sex", "性别"), words.SEX, "sex", kept=None),
        Breakdown("age_band", Text("age", "年龄段"), words.AGE_BAND, Band("age"), kept=None),
        Breakdown("hospital_tier", Text("hospital tier", "医院级别"), words.HOSPITAL_TIER, "hospital_tier"),
        Breakdown("settlement", Text("days to settle", "结案时长"), words.SETTLEMENT, Band("days"), COUNTED),
        Breakdown("size", Text("size of payment", "赔付金额档"), words.SIZE, Band("paid_rmb"), COUNTED),
        Breakdown("reason", Text("reason for rejection", "拒赔原因"), words.REASON, "reject_reason",
                  Kept(counts="rejected", amounts=None)),
    )
}  # fmt: skip
# Breakdowns whose combinations are kept, and how.
CROSSINGS: Mapping[tuple[str, ...], Kept] = {
    ("sex", "age_band"): Kept(cover=True),
    ("illness", "hospital_tier"): Kept(lowest="province", amounts=None),
}


@dataclass(frozen=True)
class Stored:
    """What the facts keep under one name: one breakdown, or two that are crossed."""

    of: tuple[Breakdown, ...]
    kept: Kept

    @property
    def id(self) -> str:
        """Its name in the facts: "illness", "sex/age_band"."""
        return CROSSED.join(b.id for b in self.of)

    @property
    def name(self) -> Text:
        """What a reader calls it: "sex and age"."""
        return listed_texts(b.name for b in self.of)

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """The codes of its categories in the facts: "cancer", "female/18-29"."""
        return tuple(CROSSED.join(codes) for codes in product(*(b.categories for b in self.of)))


STORED: Mapping[str, Stored] = {
    stored.id: stored
    for stored in (
        *(Stored((b,), b.kept) for b in BREAKDOWNS.values() if b.kept),
        *(Stored(tuple(BREAKDOWNS[b] for b in of), kept) for of, kept in CROSSINGS.items()),
    )
}


@dataclass(frozen=True)
class Cut:
    """How a question breaks totals down: by which breakdowns, and what of the facts answers it (None the totals)."""

    of: tuple[Breakdown, ...] = ()
    stored: Stored | None = None


def cut(dimensions: Sequence[str]) -> Cut:
    """The cut by `dimensions` (ids of BREAKDOWNS, in any order). Raises Unanswerable where they are not kept
    together."""
    if not dimensions:
        return Cut()
    answering = [s for s in STORED.values() if set(dimensions) <= {b.id for b in s.of}]
    if not answering:
        raise Unanswerable(NOT_TOGETHER.filled(by=listed_texts(BREAKDOWNS[d].name for d in dimensions)))
    stored = min(answering, key=lambda s: len(s.of))
    return Cut(tuple(b for b in stored.of if b.id in dimensions), stored)


def is_told(kept: Kept, column: str, level: Level) -> bool:
    """Whether a breakdown that is kept so has a column at a level."""
    lowest = kept.lowest_of(column)
    return lowest is not None and LEVELS.index(level) <= LEVELS.index(lowest)
