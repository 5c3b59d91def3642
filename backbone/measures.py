"""Measures: how a number is added up from the additive columns of the facts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from backbone.text import LANGS, Lang, Text

COVER_IN = frozenset({"all", "person"})
CLAIMS_IN = frozenset({"all", "illness", "person", "hospital"})
PAID_IN = CLAIMS_IN | {"illness_hospital", "settlement", "size"}
DECIDED_IN = CLAIMS_IN | {"reason"}
WHOLE_IN = frozenset({"all"})


@dataclass(frozen=True)
class Column:
    """An additive column: its name in a formula, the count of people or claims behind it, the breakdowns in which it
    is kept, the larger count of which it is a part (whose rest must not come to light either), and the cell of a
    breakdown (a count, the breakdown, the category) that it tells under another name and must be hidden with."""

    name: Text
    counted_by: str
    breakdowns: frozenset[str]
    part_of: str | None = None
    tells: tuple[str, str, str] | None = None


COLUMNS: Mapping[str, Column] = {
    "eligible": Column(Text("person-times eligible", "符合条件人次"), "eligible", COVER_IN),
    "insured": Column(Text("person-times insured", "参保人次"), "insured", COVER_IN, part_of="eligible"),
    "women": Column(
        Text("person-times of women insured", "女性参保人次"), "women", WHOLE_IN, tells=("insured", "sex", "female"),
    ),
    "due": Column(Text("person-times whose cover had ended", "保障到期人次"), "due", WHOLE_IN),
    "renewed": Column(Text("person-times that can have renewed", "可视为续保的人次"), "renewed", WHOLE_IN),
    "premium": Column(Text("premium", "保费"), "insured", COVER_IN),
    "submitted": Column(Text("claims submitted", "申请件数"), "submitted", CLAIMS_IN),
    "decided": Column(Text("claims decided", "已结案件数"), "decided", CLAIMS_IN),
    "rejected": Column(Text("claims rejected", "拒赔件数"), "rejected", DECIDED_IN),
    "paid_claims": Column(Text("claims paid", "赔付件数"), "paid_claims", PAID_IN),
    "hospital_cost": Column(Text("hospital bills of paid claims", "赔付案件住院总费用"), "paid_claims", PAID_IN),
    "public_paid": Column(Text("what public schemes paid", "公共保障报销金额"), "paid_claims", PAID_IN),
    "out_of_pocket": Column(Text("what was left to the family", "家庭需承担金额"), "paid_claims", PAID_IN),
    "paid": Column(Text("amount paid", "赔付金额"), "paid_claims", PAID_IN),
    "settle_days": Column(Text("days from filing to decision", "提交至结案天数"), "paid_claims", PAID_IN),
    "paid_within_5": Column(
        Text("claims paid within 5 working days of filing", "5 个工作日内结案的赔付件数"),
        "paid_within_5", PAID_IN, part_of="paid_claims",
    ),
    "raised": Column(Text("donations received", "收到的捐款"), "raised", WHOLE_IN),
    "spent": Column(Text("money put in", "投入金额"), "spent", WHOLE_IN),
}  # fmt: skip
COUNTED: Mapping[str, Text] = {
    "county": Text("number of different counties with somebody insured", "已有人参保的不同县（市、区）个数"),
    "province": Text("number of different provinces with somebody insured", "已有人参保的不同省份个数"),
}
ADDED_UP = Text("{total}, added up", "{total}合计")
GREW = Text("({now} ÷ {before} − 1) × 100%", "（{now} ÷ {before} − 1）× 100%")
# Counts of cover: it starts in one month and carries claims for many, so what is divided by it counts up to a month.
COVER = frozenset({"eligible", "insured", "due"})
# Counts of claims: they are filed and decided later than they happen, so their last months are incomplete.
CLAIMED = frozenset({"submitted", "decided", "rejected", "paid_claims", "paid_within_5"})


# How a formula writes the total of a column: by its name, or by its value.
Operand = Callable[[str], str]


class Formula:
    """What writes itself down: the formula in words and the formula in numbers are the same writing."""

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
    def runs(self) -> bool:
        """True when a month's value counts everything up to that month, False when it counts that month alone."""
        return False

    def value(self, sums: pd.DataFrame) -> pd.Series:
        """One value a row of `sums`; absent where nothing was recorded."""
        return sums[self.column].astype(float)

    def written(self, operand: Operand, lang: Lang) -> str:
        return ADDED_UP(lang, total=operand(self.column))


@dataclass(frozen=True)
class Distinct(Formula):
    """The number of different places ("county" or "province") with somebody insured."""

    level: str

    @property
    def columns(self) -> tuple[str, ...]:
        return (f"distinct_{self.level}",)

    @property
    def runs(self) -> bool:
        """Always: a county that joined stays counted."""
        return True

    def value(self, sums: pd.DataFrame) -> pd.Series:
        """One count a row of `sums`; where nothing was recorded there are none, which is a count too."""
        return sums[self.columns[0]].astype(float).fillna(0.0)

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
    def runs(self) -> bool:
        """When the denominator is cover."""
        return COLUMNS[self.bottom.column].counted_by in COVER

    def value(self, sums: pd.DataFrame) -> pd.Series:
        """One ratio a row of `sums`; absent where the denominator is zero or absent."""
        bottom = self.bottom.value(sums)
        return self.top.value(sums).div(bottom.where(bottom > 0)) * self.per

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
    def runs(self) -> bool:
        """Always: what is filed in one month is decided in another."""
        return True

    def value(self, sums: pd.DataFrame) -> pd.Series:
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
    def runs(self) -> bool:
        """Always: it compares cover."""
        return True

    def value(self, sums: pd.DataFrame) -> pd.Series:
        """Per cent a row of `sums`; absent where there was nothing before."""
        before = self.before.value(sums)
        return (self.now.value(sums) / before.where(before > 0) - 1) * 100

    def written(self, operand: Operand, lang: Lang) -> str:
        return GREW(lang, now=operand(self.now.column), before=operand(self.before.column))


Measure = Sum | Distinct | Ratio | Rest | Growth
