"""The slow, obvious answer: every question recomputed from the raw records, never from a number of the facts."""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd

from backbone.breakdowns import BREAKDOWNS, STORED, Band, Breakdown, cut

MONEY = ("premium", "hospital_cost", "public_paid", "out_of_pocket", "paid", "raised", "spent")
TOLD = ("told_claims", "hospital_cost", "public_paid", "out_of_pocket", "paid", "settle_days", "paid_within_5")
COUNTS = (
    "eligible",
    "insured",
    "women",
    "insured_by_sex",
    "due",
    "renewed",
    "submitted",
    "decided",
    "paid_claims",
    "rejected",
    "told_claims",
    "settle_days",
    "paid_within_5",
)
COLUMNS = COUNTS + MONEY
NATION = "100000"


def band(value: float, codes: Collection[str]) -> str:
    """The one of `codes`, in rising order like "8-30" and "91+", in which a value lies: each ends where the next
    begins."""
    return [code for code in codes if value >= int(re.match(r"\d+", code)[0])][-1]


def category(claim: tuple, breakdown: Breakdown) -> str:
    """The category of a decided claim in a breakdown."""
    reads = breakdown.reads
    if not isinstance(reads, Band):
        return getattr(claim, reads)
    days = (claim.decided_on - claim.submitted_on).days
    return band(days if reads.of == "days" else getattr(claim, reads.of), breakdown.categories)


def categories(claim: tuple) -> dict[str, str]:
    """The category of a decided claim in every breakdown."""
    return {b.id: category(claim, b) for b in BREAKDOWNS.values()}


def fen(rmb: Decimal) -> int:
    """RMB in fen, which add up exactly and fast."""
    whole = int(rmb * 100)
    assert whole == rmb * 100, rmb
    return whole


def month_of(day: date) -> str:
    """The 'YYYY-MM' of a day."""
    return f"{day.year}-{day.month:02d}"


def later(months: list[str], month: str) -> str:
    """The first of `months`, in order, that is not before `month`; "" where there is none."""
    return next((m for m in months if m >= month), "")


class Oracle:
    """Answers from the raw records in a folder, as a snapshot of them may say.

    What happened is a list of happenings, one row each: where, when, of whom, and what it adds to which column (money
    in fen). An answer is the sum over those that match (money in RMB). What is told in groups happens in the month in
    which the snapshot tells it: `facts` are that snapshot's, of which only the months of telling are read, never a
    number. A claim that the records `before` did not hold, of the snapshot before, is known from the month after it.
    """

    def __init__(self, raw_folder: Path, facts: pd.DataFrame, before: Path | None = None) -> None:
        self.enrolment = pd.read_parquet(raw_folder / "enrolment.parquet")
        self.claims = pd.read_parquet(raw_folder / "claims.parquet")
        self.funds = pd.read_parquet(raw_folder / "funds.parquet")
        self.months = self._months_of_telling(facts)
        self.known_before = self._decided(before)
        # Each claim with what is known of it, worked out once.
        self.by_outcome = {outcome: list(rows.itertuples()) for outcome, rows in self.claims.groupby("outcome")}
        decided = self.claims[self.claims.outcome != "pending"]
        self.categories = {claim.claim_id: categories(claim) for claim in decided.itertuples()}
        self.who = {claim.claim_id: self._who(claim) for claim in self.claims.itertuples()}
        self.of_paid = {claim.claim_id: self._of_paid(claim) for claim in self._with("paid")}
        rows = [*self._enrolled(), *self._ended(), *self._submitted(), *self._claimed(), *self._funded()]
        self.happenings = self._finished(pd.DataFrame(rows))
        self._broken: dict[tuple[str, str], pd.DataFrame] = {}

    @staticmethod
    def _months_of_telling(facts: pd.DataFrame) -> dict[tuple, list[str]]:
        """(breakdown, level, place, policy year, category) -> the months in which something is told of it."""
        some = facts[(facts.told_claims > 0) | ((facts.breakdown != "all") & (facts.paid_claims + facts.rejected > 0))]
        some = some[~((some.level == "nation") & (some.breakdown != "all") & (some.paid_claims + some.rejected == 0))]
        keys = ["breakdown", "level", "place", "policy_year", "category"]
        return {key: sorted(rows.month) for key, rows in some.groupby(keys)}

    @staticmethod
    def _decided(before: Path | None) -> tuple[set[str], str] | None:
        """The claims that were decided in the records before, and the last month of those."""
        if before is None:
            return None
        claims = pd.read_parquet(before / "claims.parquet")
        return set(claims.claim_id[claims.outcome != "pending"]), claims.submitted_on.map(month_of).max()

    def known(self, claim: tuple) -> str:
        """The month from which a decided claim is known."""
        month = month_of(claim.decided_on)
        if self.known_before and claim.claim_id not in self.known_before[0]:
            last = self.known_before[1]
            following = f"{int(last[:4]) + (last[5:] == '12')}-{int(last[5:]) % 12 + 1:02d}"
            return max(month, following)
        return month

    def told(self, claim: tuple) -> str:
        """The month in which a paid claim's amounts are told plainly; "" while it waits."""
        key = ("all", "county", claim.adcode, claim.policy_year, "all")
        return later(self.months.get(key, []), self.known(claim))

    def _with(self, outcome: str) -> list[tuple]:
        return self.by_outcome.get(outcome, [])

    def _finished(self, happenings: pd.DataFrame) -> pd.DataFrame:
        """Whole numbers in every column, money in fen, and the places above each county."""
        out = happenings.reindex(columns=[*dict.fromkeys([*happenings.columns, *COLUMNS])])
        for name in COLUMNS:
            out[name] = out[name].fillna(0).astype("int64")
        out["province"] = out.county.str[:2] + "0000"
        out["nation"] = NATION
        return out

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
                "insured_by_sex": row.insured,
                "premium": fen(row.premium_rmb),
            }
            for row in self.enrolment.itertuples()
        ]

    def _ended(self) -> list[dict]:
        """Cover ends twelve months after it began. By any month, a county can have renewed as many as had ended by
        then, or as many as it had insured again by then, whichever is fewer."""
        groups = self.enrolment.groupby(["adcode", "policy_year", "month"]).insured.sum()
        groups = groups[groups > 0]
        last = self.claims.submitted_on.map(month_of).max()
        years, rows = set(self.enrolment.policy_year), []
        for county, year in sorted({(c, y) for c, y, _ in groups.index}):
            if year + 1 not in years:
                continue
            ended = {f"{int(m[:4]) + 1}{m[4:]}": n for m, n in groups[county, year].items()}
            ended = {m: n for m, n in ended.items() if m <= last}
            again = groups[county, year + 1].to_dict() if (county, year + 1) in groups.index.droplevel("month") else {}
            so_far = 0
            for month in sorted({*ended, *again}):
                due = sum(n for m, n in ended.items() if m <= month)
                renewed = min(due, sum(n for m, n in again.items() if m <= month))
                row = {"county": county, "policy_year": year + 1, "month": month}
                rows.append(row | {"due": ended.get(month, 0), "renewed": renewed - so_far})
                so_far = renewed
        return rows

    def _who(self, claim: tuple) -> dict:
        return {
            "claim_id": claim.claim_id,
            "county": claim.adcode,
            "policy_year": claim.policy_year,
        }

    def _submitted(self) -> list[dict]:
        return [
            self.who[c.claim_id] | {"month": month_of(c.submitted_on), "submitted": 1} for c in self.claims.itertuples()
        ]

    def _claimed(self) -> list[dict]:
        """Claims decided, in the month of the decision, and the amounts of paid ones, in the month they are told."""
        rows = []
        for claim in self._with("rejected"):
            rows.append(self.who[claim.claim_id] | {"month": month_of(claim.decided_on), "decided": 1, "rejected": 1})
        for claim in self._with("paid"):
            who = self.who[claim.claim_id]
            rows.append(who | {"month": month_of(claim.decided_on), "decided": 1, "paid_claims": 1})
            if told := self.told(claim):
                rows.append(who | self.of_paid[claim.claim_id] | {"month": told})
        return rows

    def _of_paid(self, claim: tuple) -> dict:
        """Amounts and days of a paid claim."""
        # busday_count takes the first day and leaves the last; we want it the other way round.
        day = np.timedelta64(1, "D")
        submitted, decided = np.datetime64(claim.submitted_on), np.datetime64(claim.decided_on)
        working = np.busday_count(submitted + day, decided + day)
        days = (claim.decided_on - claim.submitted_on).days
        return {
            "told_claims": 1,
            "settle_days": days,
            "paid_within_5": int(working <= 5),
            "hospital_cost": fen(claim.hospital_cost_rmb),
            "public_paid": fen(claim.public_paid_rmb),
            "out_of_pocket": fen(claim.out_of_pocket_rmb),
            "paid": fen(claim.paid_rmb),
        }

    def _funded(self) -> list[dict]:
        return [
            {
                "county": NATION,
                "policy_year": int(row.month[:4]),
                "month": row.month,
                "raised": fen(row.raised_rmb),
                "spent": fen(row.spent_rmb),
            }
            for row in self.funds.itertuples()
        ]

    def broken_down(self, dimensions: tuple[str, ...], level: str) -> pd.DataFrame:
        """The happenings by category, as a level tells them: enrolments when they happen, claims when told."""
        stored = cut(dimensions).stored.id
        if (stored, level) not in self._broken:
            kept = STORED[stored].kept
            rows = self._enrolled() if kept.cover else []
            for claim in self._with("paid" if kept.counts == "paid_claims" else "rejected"):
                rows += self._told_by(claim, stored, level)
            self._broken[stored, level] = self._finished(pd.DataFrame(rows)) if rows else self.happenings.head(0)
        return self._broken[stored, level]

    def _told_by(self, claim: tuple, stored: str, level: str) -> list[dict]:
        """What a level tells of one claim in a breakdown: its count, and its amounts when the province tells them."""
        counts, amounts = STORED[stored].kept.counts, STORED[stored].kept.amounts
        paid = counts == "paid_claims"
        who = self.who[claim.claim_id] | self.categories[claim.claim_id]
        known = self.told(claim) if paid else self.known(claim)
        category, rows = "/".join(who[b] for b in stored.split("/")), []

        def told(at: str) -> str:
            place = {"nation": NATION, "province": f"{claim.adcode[:2]}0000", "county": claim.adcode}[at]
            return later(self.months.get((stored, at, place, claim.policy_year, category), []), known) if known else ""

        if month := told(level):
            rows.append(who | {"month": month, counts: 1})
        if amounts and level in ("nation", amounts) and (month := told(amounts)):
            rows.append(who | self.of_paid[claim.claim_id] | {"month": month})
        return rows

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

        `by` is place (then `level` says nation, province or county), period, month, or a breakdown; `categories`
        keep only happenings of that category. What is by category is what the level in question tells."""
        dimensions = tuple({*categories} | ({by} - {None, "place", "period", "month"}))
        depth = level if by == "place" else "nation" if place == NATION else "county"
        depth = "province" if by != "place" and place.endswith("0000") and place != NATION else depth
        every = self.broken_down(dimensions, depth) if dimensions else self.happenings
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
