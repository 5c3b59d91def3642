"""Measures: how a number is added up from the additive columns of the facts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from backbone.text import LANGS, Lang, Text

# What a column counts: cover (exact), claims (exact counts), amounts and days of claims (told in groups), or
# something that is kept for whole counties or the whole programme only.
Kind = Literal["cover", "claims", "told", "whole"]
COVER: Kind = "cover"
CLAIMS: Kind = "claims"
TOLD: Kind = "told"
WHOLE: Kind = "whole"
# Places that are counted, each of them once.
Counted = Literal["county", "province"]


@dataclass(frozen=True)
class Column:
    """An additive column of the facts.

    `name`: what a formula calls it.
    `kind`: what it counts.
    `is_money`: whether it holds RMB, to the fen; the others hold whole numbers.
    `lasts`: whether what it counts goes on after its month, as cover does: a ratio over it counts up to a month."""

    name: Text
    kind: Kind
    is_money: bool = False
    lasts: bool = False


COLUMNS: Mapping[str, Column] = {
    "eligible": Column(Text("person-times eligible", "应保人次"), COVER, lasts=True),
    "insured": Column(Text("person-times insured", "参保人次"), COVER, lasts=True),
    "premium": Column(Text("premium", "保费"), COVER, is_money=True, lasts=True),
    "women": Column(Text("person-times of women insured", "女性参保人次"), WHOLE, lasts=True),
    "insured_by_sex": Column(Text("person-times insured, by sex", "按性别统计的参保人次"), WHOLE, lasts=True),
    "due": Column(Text("person-times whose cover had ended", "保障到期人次"), WHOLE, lasts=True),
    "renewed": Column(Text("person-times that can have renewed", "可视为续保的人次"), WHOLE, lasts=True),
    "submitted": Column(Text("claims submitted", "申请件数"), CLAIMS),
    "decided": Column(Text("claims decided", "已结案件数"), CLAIMS),
    "rejected": Column(Text("claims rejected", "拒赔件数"), CLAIMS),
    "paid_claims": Column(Text("claims paid", "赔付件数"), CLAIMS),
    "told_claims": Column(Text("paid claims told", "已计入金额的赔付件数"), TOLD),
    "hospital_cost": Column(Text("hospital bills of paid claims", "赔付案件住院总费用"), TOLD, is_money=True),
    "public_paid": Column(Text("what public schemes paid", "医保等公共保障报销金额"), TOLD, is_money=True),
    "out_of_pocket": Column(Text("what was left to the family", "家庭需承担金额"), TOLD, is_money=True),
    "paid": Column(Text("amount paid", "赔付金额"), TOLD, is_money=True),
    "settle_days": Column(Text("days from filing to decision", "提交至结案天数"), TOLD),
    "paid_within_5": Column(Text("claims paid within 5 working days of filing", "5 个工作日内结案的赔付件数"), TOLD),
    "raised": Column(Text("donations received", "收到的捐款"), WHOLE, is_money=True),
    "spent": Column(Text("money put in", "投入金额"), WHOLE, is_money=True),
}
# Counts of claims: they are filed and decided later than they happen, so their last months are incomplete.
CLAIMED = frozenset(name for name, c in COLUMNS.items() if c.kind in (CLAIMS, TOLD) and not c.is_money) - {
    "settle_days"
}
COUNTED: Mapping[Counted, Text] = {
    "county": Text("number of different counties with somebody insured", "已有人参保的不同县（市、区）个数"),
    "province": Text("number of different provinces with somebody insured", "已有人参保的不同省份个数"),
}
ADDED_UP = Text("{total}, added up", "{total}合计")
GREW = Text("({now} ÷ {before} − 1) × 100%", "（{now} ÷ {before} − 1）× 100%")

# How a formula writes the total of a column: by its name, or by its value.
Operand = Callable[[str], str]


class Formula:
    """A measure that can write out its formula, with the names of its columns or with their values."""

    def written(self, operand: Operand, lang: Lang) -> str:
        """The formula, each column in it written by `operand`."""
        raise NotImplementedError

    @property
    def formula(self) -> Text:
        """The measure in words: "amount paid ÷ premium × 100%"."""
        return Text(*(self.written(_name_in(lang), lang) for lang in LANGS))


def _name_in(lang: Lang) -> Operand:
    return lambda column: COLUMNS[column].name(lang)


@dataclass(frozen=True)
class Sum(Formula):
    """The plain total of one additive column."""

    column: str

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.column,)

    @property
    def cumulative(self) -> bool:
        """True when a month's value counts everything up to that month, False when it counts that month alone."""
        return False

    def value(self, sums: pd.DataFrame) -> np.ndarray:
        """One value a row of `sums`; absent where nothing was recorded."""
        return np.array(sums[self.column], float)

    def written(self, operand: Operand, lang: Lang) -> str:
        return ADDED_UP(lang, total=operand(self.column))


@dataclass(frozen=True)
class Distinct(Formula):
    """The number of different places ("county" or "province") with somebody insured."""

    level: Counted

    @property
    def columns(self) -> tuple[str, ...]:
        return (f"distinct_{self.level}",)

    @property
    def cumulative(self) -> bool:
        """Always: a county that joined stays counted."""
        return True

    def value(self, sums: pd.DataFrame) -> np.ndarray:
        """One count a row of `sums`; where nothing was recorded there are none, which is a count too."""
        return np.nan_to_num(np.array(sums[self.columns[0]], float))

    def written(self, operand: Operand, lang: Lang) -> str:
        return COUNTED[self.level](lang)


@dataclass(frozen=True)
class Ratio(Formula):
    """One sum over another, times `per`: a ratio of sums, never a mean of ratios."""

    top: Sum
    bottom: Sum
    per: int = 1

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.top.column, self.bottom.column)

    @property
    def cumulative(self) -> bool:
        """When the denominator is cover."""
        return COLUMNS[self.bottom.column].lasts

    def value(self, sums: pd.DataFrame) -> np.ndarray:
        """One ratio a row of `sums`; absent where the denominator is zero or absent."""
        return self.top.value(sums) / _above_zero(self.bottom.value(sums)) * self.per

    def written(self, operand: Operand, lang: Lang) -> str:
        times = {1: "", 100: " × 100%"}.get(self.per, f" × {self.per:,}")
        return f"{operand(self.top.column)} ÷ {operand(self.bottom.column)}{times}"


@dataclass(frozen=True)
class Rest(Formula):
    """What is left of one sum when another, a part of it, is taken away."""

    whole: Sum
    part: Sum

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.whole.column, self.part.column)

    @property
    def cumulative(self) -> bool:
        """Always: what is filed in one month is decided in another."""
        return True

    def value(self, sums: pd.DataFrame) -> np.ndarray:
        """One difference a row of `sums`."""
        return self.whole.value(sums) - self.part.value(sums)

    def written(self, operand: Operand, lang: Lang) -> str:
        return f"{operand(self.whole.column)} − {operand(self.part.column)}"


@dataclass(frozen=True)
class Growth(Formula):
    """How much larger one sum is than another, in per cent of the other."""

    now: Sum
    before: Sum

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.now.column, self.before.column)

    @property
    def cumulative(self) -> bool:
        """Always: it compares cover."""
        return True

    def value(self, sums: pd.DataFrame) -> np.ndarray:
        """Per cent a row of `sums`; absent where there was nothing before."""
        return (self.now.value(sums) / _above_zero(self.before.value(sums)) - 1) * 100

    def written(self, operand: Operand, lang: Lang) -> str:
        return GREW(lang, now=operand(self.now.column), before=operand(self.before.column))


def _above_zero(values: np.ndarray) -> np.ndarray:
    """The values, NaN instead of those that nothing can be divided by."""
    return np.where(values > 0, values, np.nan)


Measure = Sum | Distinct | Ratio | Rest | Growth
