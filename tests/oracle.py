"""The slow, obvious answer: every question recomputed from the raw records, never from the facts."""

import calendar
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd

COUNTS = (
    "eligible",
    "insured",
    "women",
    "due",
    "renewed",
    "submitted",
    "decided",
    "paid_claims",
    "rejected",
    "settle_days",
    "paid_within_5",
)
MONEY = ("premium", "hospital_cost", "public_paid", "out_of_pocket", "paid", "raised", "spent")
NATION = "100000"


def size_band(rmb: Decimal) -> str:
    """The band of a payment in RMB."""
    for limit, code in (
        (500, "0-499"),
        (1000, "500-999"),
        (2000, "1000-1999"),
        (5000, "2000-4999"),
        (10000, "5000-9999"),
    ):
        if rmb < limit:
            return code
    return "10000+"


def settlement_band(days: int) -> str:
    """The band of a settlement time in calendar days."""
    for limit, code in ((3, "0-3"), (7, "4-7"), (30, "8-30"), (90, "31-90")):
        if days <= limit:
            return code
    return "91+"


def age_band(age: int) -> str:
    """The band of an age in years."""
    return "18-29" if age < 30 else "30-39" if age < 40 else "40-49" if age < 50 else "50-60"


def fen(rmb: Decimal) -> int:
    """RMB in fen, which add up exactly and fast."""
    whole = int(rmb * 100)
    assert whole == rmb * 100, rmb
    return whole


def month_end(month: str) -> date:
    """The last day of 'YYYY-MM'."""
    year, number = map(int, month.split("-"))
    return date(year, number, calendar.monthrange(year, number)[1])


def month_of(day: date) -> str:
    """The 'YYYY-MM' of a day."""
    return f"{day.year}-{day.month:02d}"


class Oracle:
    """Answers from the raw records in a folder.

    What happened is a list of happenings, one row each: where, when, of whom, and what it adds to which
    column (money in fen). An answer is the sum over those that match (money in RMB).
    """

    def __init__(self, raw_folder: Path) -> None:
        self.enrolment = pd.read_parquet(raw_folder / "enrolment.parquet")
        self.claims = pd.read_parquet(raw_folder / "claims.parquet")
        self.funds = pd.read_parquet(raw_folder / "funds.parquet")
        rows = [*self._enrolled(), *self._ended(), *self._submitted(), *self._decided(), *self._funded()]
        self.happenings = pd.DataFrame(rows)
        for name in COUNTS:
            self.happenings[name] = self.happenings[name].fillna(0).astype("int64")
        for name in MONEY:
            self.happenings[name] = [0 if pd.isna(v) else fen(v) for v in self.happenings[name]]
        self.happenings["province"] = self.happenings.county.str[:2] + "0000"
        self.happenings["nation"] = NATION

    def _enrolled(self) -> list[dict]:
        return [
            {
                "county": row.adcode,
                "policy_year": row.policy_year,
                "month": row.month,
                "sex": row.sex,
                "age_band": row.age_band,
                "eligible": row.eligible,
                "insured": row.insured,
                "women": row.insured if row.sex == "female" else 0,
                "premium": row.premium_rmb,
            }
            for row in self.enrolment.itertuples()
        ]

    def _ended(self) -> list[dict]:
        """Cover ends twelve months after it began; in the policy year after, the county renews at most as many as it
        insures again, each group that ended in proportion, as soon as the county has cover again."""
        groups = self.enrolment.groupby(["adcode", "policy_year", "month"]).insured.sum()
        last = self.claims.submitted_on.map(month_of).max()
        rows = []
        for (county, year, month), insured in groups[groups > 0].items():
            ends = f"{int(month[:4]) + 1}{month[4:]}"
            if ends > last or year + 1 not in groups.index.get_level_values("policy_year"):
                continue
            row = {"county": county, "policy_year": year + 1}
            rows.append(row | {"month": ends, "due": insured})
            if (county, year + 1) in groups.index.droplevel("month"):
                before, again = groups[county, year], groups[county, year + 1]
                renewed = insured * min(before.sum(), again.sum()) // before.sum()
                rows.append(row | {"month": max(ends, again.index.min()), "renewed": renewed})
        return rows

    def _who(self, claim: tuple) -> dict:
        return {
            "county": claim.adcode,
            "policy_year": claim.policy_year,
            "sex": claim.sex,
            "age_band": age_band(claim.age),
            "illness": claim.illness,
            "hospital_tier": claim.hospital_tier,
        }

    def _submitted(self) -> list[dict]:
        return [
            self._who(claim) | {"month": month_of(claim.submitted_on), "submitted": 1}
            for claim in self.claims.itertuples()
        ]

    def _decided(self) -> list[dict]:
        rows = []
        for claim in self.claims[self.claims.outcome != "pending"].itertuples():
            row = self._who(claim) | {"month": month_of(claim.decided_on), "decided": 1}
            if claim.outcome == "rejected":
                row |= {"rejected": 1, "reason": claim.reject_reason}
            else:
                # busday_count takes the first day and leaves the last; we want it the other way round.
                day = np.timedelta64(1, "D")
                submitted, decided = np.datetime64(claim.submitted_on), np.datetime64(claim.decided_on)
                working = np.busday_count(submitted + day, decided + day)
                days = (claim.decided_on - claim.submitted_on).days
                row |= {
                    "paid_claims": 1,
                    "settle_days": days,
                    "paid_within_5": int(working <= 5),
                    "hospital_cost": claim.hospital_cost_rmb,
                    "public_paid": claim.public_paid_rmb,
                    "out_of_pocket": claim.out_of_pocket_rmb,
                    "paid": claim.paid_rmb,
                    "settlement": settlement_band(days),
                    "size": size_band(claim.paid_rmb),
                }
            rows.append(row)
        return rows

    def _funded(self) -> list[dict]:
        return [
            {
                "county": NATION,
                "policy_year": int(row.month[:4]),
                "month": row.month,
                "raised": row.raised_rmb,
                "spent": row.spent_rmb,
            }
            for row in self.funds.itertuples()
        ]

    def value(self, column: str, place: str, period: str | int, as_of: str) -> int | Decimal:
        """One additive column for one place: a count, days or RMB."""
        return self.aggregate([column], None, place, None, period, as_of)[column].iloc[0]

    def aggregate(
        self,
        columns: list[str],
        by: str | None,
        place: str = NATION,
        level: str | None = None,
        period: str | int = "all",
        as_of: str = "2019-08",
        **categories: str,
    ) -> pd.DataFrame:
        """One row per value of `by` that anything happened to, sorted, or one row in all without `by`.

        `by` is place (then `level` says nation, province or county), period, month, sex, age_band, illness,
        hospital_tier, settlement, size or reason; `categories` keep only happenings of that category, so
        a happening that has no such category (an enrolment has no illness) is out.
        """
        every = self.happenings
        matches = every.month <= as_of
        if place != NATION:
            matches &= every["province" if place.endswith("0000") else "county"] == place
        if str(period) != "all":
            matches &= every.policy_year == int(period)
        for category, code in categories.items():
            matches &= every[category] == code
        if by is None:
            found = every.loc[matches, columns]
            return _in_rmb(pd.DataFrame([{name: found[name].sum() for name in columns}]))
        key = {"place": level, "period": "policy_year"}.get(by, by)
        if key in ("county", "province"):
            matches &= every.county != NATION
        sums = every.loc[matches, [key, *columns]].groupby(key, sort=True)[columns].sum()
        return _in_rmb(sums.reset_index(names=by))


def _in_rmb(sums: pd.DataFrame) -> pd.DataFrame:
    for name in sums.columns.intersection(MONEY):
        sums[name] = [Decimal(int(total)) / 100 for total in sums[name]]
    return sums
