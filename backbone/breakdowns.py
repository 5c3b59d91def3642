"""Breakdowns: the ways a total can be taken apart, each with its categories in reading order."""

from collections.abc import Mapping
from dataclasses import dataclass

from backbone import words
from backbone.text import Text


@dataclass(frozen=True)
class Breakdown:
    """A question's `by`: its name, its categories, the breakdown of the facts it is read from and the part of
    that breakdown's category ("female/18-29") that it keeps; None keeps the whole."""

    id: str
    name: Text
    categories: Mapping[str, Text]
    stored_as: str
    part: int | None = None


BREAKDOWNS: Mapping[str, Breakdown] = {
    b.id: b
    for b in (
        Breakdown("illness", Text("illness", "病种"), words.ILLNESS, "illness"),
        Breakdown("sex", Text("sex", "性别"), words.SEX, "person", 1),
        Breakdown("age_band", Text("age", "年龄段"), words.AGE_BAND, "person", 2),
        Breakdown("hospital_tier", Text("hospital tier", "医院级别"), words.HOSPITAL_TIER, "hospital"),
        Breakdown("settlement", Text("days to settle", "结案时长"), words.SETTLEMENT, "settlement"),
        Breakdown("size", Text("size of payment", "赔付金额档"), words.SIZE, "size"),
        Breakdown("reason", Text("reason for rejection", "拒赔原因"), words.REASON, "reason"),
    )
}
