"""Breakdowns: the ways a total can be taken apart, each with its categories in reading order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backbone import words
from backbone.refusals import Unanswerable
from backbone.text import Text

# The code of what is not yet broken down: a row of every answer by a breakdown, and of no category's kind.
REMAINDER = "remainder"


@dataclass(frozen=True)
class Breakdown:
    """A question's `by`: its name, its categories, the breakdown of the facts it is read from and the part of
    that breakdown's category ("female/18-29") that it keeps (None keeps the whole); and the categories that a plain
    total tells together: who was paid within seven days was paid within five working days (and, where a claim was
    filed on a Saturday, hardly anybody else)."""

    id: str
    name: Text
    categories: Mapping[str, Text]
    stored_as: str
    part: int | None = None
    told: frozenset[str] = frozenset()

    @property
    def names(self) -> Mapping[str, Text]:
        """What each row of an answer is called: the categories in reading order and, last, the remainder."""
        return {**self.categories, REMAINDER: Text("Not yet broken down", "尚未细分")}


BREAKDOWNS: Mapping[str, Breakdown] = {
    b.id: b
    for b in (
        Breakdown("illness", Text("illness", "病种"), words.ILLNESS, "illness"),
        Breakdown("sex", Text("sex", "性别"), words.SEX, "person", 1),
        Breakdown("age_band", Text("age", "年龄段"), words.AGE_BAND, "person", 2),
        Breakdown("hospital_tier", Text("hospital tier", "医院级别"), words.HOSPITAL_TIER, "hospital"),
        Breakdown(
            "settlement", Text("days to settle", "结案时长"), words.SETTLEMENT, "settlement",
            told=frozenset({"0-3", "4-7"}),
        ),
        Breakdown("size", Text("size of payment", "赔付金额档"), words.SIZE, "size"),
        Breakdown("reason", Text("reason for rejection", "拒赔原因"), words.REASON, "reason"),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Crossing:
    """Two breakdowns whose combinations are kept: where in the facts, and the lowest level at which."""

    stored_as: str
    lowest: str = "county"


CROSSINGS: Mapping[tuple[str, str], Crossing] = {
    ("illness", "hospital_tier"): Crossing("illness_hospital", lowest="province"),
    ("sex", "age_band"): Crossing("person"),
}


@dataclass(frozen=True)
class Cut:
    """How a question takes totals apart: by no breakdown, by one, or by two that are crossed; and the lowest level
    at which it can."""

    of: tuple[Breakdown, ...] = ()
    stored_as: str = "all"
    lowest: str = "county"

    def part(self, breakdown: Breakdown) -> int | None:
        """Which part of the facts' category holds the codes of `breakdown`; None the whole of it."""
        return self.of.index(breakdown) + 1 if len(self.of) > 1 else breakdown.part


def cut(dimensions: Sequence[str]) -> Cut:
    """The cut by `dimensions` (ids of BREAKDOWNS, in any order). Raises Unanswerable where they are not kept
    together."""
    if len(dimensions) < 2:
        return Cut(tuple(BREAKDOWNS[d] for d in dimensions), *(BREAKDOWNS[d].stored_as for d in dimensions))
    for crossed, crossing in CROSSINGS.items():
        if set(dimensions) == set(crossed) and len(dimensions) == 2:
            return Cut(tuple(BREAKDOWNS[d] for d in crossed), crossing.stored_as, crossing.lowest)
    names = [BREAKDOWNS[d].name for d in dimensions]
    raise Unanswerable(
        Text(
            f"Claims are not kept by {' and '.join(n.en for n in names)} together: look at one of them.",
            f"没有同时按{'和'.join(n.zh for n in names)}交叉细分的记录，请只选其一。",
        )
    )
