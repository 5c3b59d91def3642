"""Rates: what offices work out of their own numbers and write beside them. We work them out anew, so theirs are held
against ours, and never read in place of a number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from backbone.publish.naming.folding import tidied
from backbone.text import Text


@dataclass(frozen=True)
class Rate:
    """One rate: a column of a raw table in a hundred of another (`is_share`), or for each of it; and the words above
    such a column, parted by |."""

    table: str
    part: str
    whole: str
    is_share: bool
    name: Text
    words: str


RATES: Mapping[str, Rate] = {
    "coverage": Rate(
        "enrolment", "insured", "eligible", True, Text("Coverage", "参保率"),
        "参保率|覆盖率|投保率|承保率|参保比例|参保占比|参保覆盖率|参保人数占比|coverage|coverage rate|coverage ratio"
        "|participation rate|enrolment rate|enrollment rate|share insured|insured %|% insured|insured share",
    ),
    "premium_per_person": Rate(
        "enrolment", "premium_rmb", "insured", False, Text("Premium per person", "人均保费"),
        "人均保费|人均保险费|保费标准|每人保费|单价|premium per person|premium per head|premium a head"
        "|average premium|rate per person",
    ),
    "public_share": Rate(
        "claims", "public_paid_rmb", "hospital_cost_rmb", True, Text("Share paid by public insurance", "医保报销比例"),
        "报销比例|医保报销比例|医保报销率|报销率|reimbursement rate|public share %|reimbursed %",
    ),
    "paid_share": Rate(
        "claims", "paid_rmb", "out_of_pocket_rmb", True, Text("Share of the family's bill paid", "自付费用补偿比例"),
        "赔付比例|自付补偿比例|补偿比例|自付费用补偿比例|payout ratio|payment rate|paid %",
    ),
}  # fmt: skip
_NUMBER = re.compile(r"[¥￥]?(\d{1,6}(?:\.(\d+))?) ?(%|元|元/人)?")
# A share above this is written in hundredths.
_MOST = Decimal("1.5")
# What two programs may make differently of one rate.
_LEAST = Decimal("0.0006")
_LEAST_AMOUNT = Decimal("0.011")


@dataclass(frozen=True)
class Said:
    """A rate as it was written: the value, and how far from it the true one may lie."""

    value: Decimal
    room: Decimal


def said(text: str, rate: Rate, in_hundredths: bool) -> Said | None:
    """What a cell says of a rate, or None: "87.3%", 87.3 where the column is `in_hundredths`, else 0.873."""
    found = _NUMBER.fullmatch(tidied(text))
    if not found or (found[3] == "%") > rate.is_share:
        return None
    value, step = Decimal(found[1]), Decimal(1).scaleb(-len(found[2] or ""))
    if rate.is_share and (found[3] or in_hundredths):
        value, step = value / 100, step / 100
    return Said(value, step / 2 + (_LEAST if rate.is_share else _LEAST_AMOUNT))


def in_hundredths(texts: list[str]) -> bool:
    """Whether the shares of a column are written as 87.3: one of them is too large for a fraction."""
    numbers = (_NUMBER.fullmatch(tidied(text)) for text in texts)
    return any(found and not found[3] and Decimal(found[1]) > _MOST for found in numbers)
