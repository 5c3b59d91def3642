"""Measures: how a number is added up from the additive columns of the facts."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

ENROLMENT_IN = frozenset({"all", "person"})
CLAIMS_IN = frozenset({"all", "illness", "person", "hospital"})
PAID_IN = CLAIMS_IN | {"settlement", "size"}
DECIDED_IN = CLAIMS_IN | {"reason"}
PROGRAMME_IN = frozenset({"all"})


@dataclass(frozen=True)
class Column:
    """An additive column: the count of people or claims behind it, the breakdowns in which it is kept, and the
    larger count of which it is a part (whose rest must not come to light either)."""

    counted_by: str
    breakdowns: frozenset[str]
    part_of: str | None = None


COLUMNS: Mapping[str, Column] = {
    "eligible": Column("eligible", ENROLMENT_IN),
    "insured": Column("insured", ENROLMENT_IN),
    "women": Column("women", ENROLMENT_IN, part_of="insured"),
    "premium": Column("insured", ENROLMENT_IN),
    "submitted": Column("submitted", CLAIMS_IN),
    "decided": Column("decided", DECIDED_IN),
    "rejected": Column("rejected", DECIDED_IN),
    "paid_claims": Column("paid_claims", PAID_IN),
    "hospital_cost": Column("paid_claims", PAID_IN),
    "public_paid": Column("paid_claims", PAID_IN),
    "out_of_pocket": Column("paid_claims", PAID_IN),
    "paid": Column("paid_claims", PAID_IN),
    "settle_days": Column("paid_claims", PAID_IN),
    "paid_within_5": Column("paid_within_5", PAID_IN, part_of="paid_claims"),
    "raised": Column("raised", PROGRAMME_IN),
    "spent": Column("spent", PROGRAMME_IN),
}


@dataclass(frozen=True)
class Sum:
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


@dataclass(frozen=True)
class Distinct:
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


@dataclass(frozen=True)
class Ratio:
    """One sum over another, times `per`: a ratio of sums, never a mean of ratios."""

    top: Sum
    bottom: Sum
    per: int = 1

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.top.column, self.bottom.column)

    @property
    def runs(self) -> bool:
        """When the denominator is cover: cover starts in one month and carries claims for many."""
        return COLUMNS[self.bottom.column].breakdowns == ENROLMENT_IN

    def value(self, sums: pd.DataFrame) -> pd.Series:
        """One ratio a row of `sums`; absent where the denominator is zero or absent."""
        bottom = self.bottom.value(sums)
        return self.top.value(sums).div(bottom.where(bottom > 0)) * self.per


Measure = Sum | Distinct | Ratio
