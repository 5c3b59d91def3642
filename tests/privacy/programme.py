"""Made-up programmes, claim by claim, and what a snapshot of them tells of each claim."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from backbone.breakdowns import CROSSED, STORED
from backbone.periods import months_later
from backbone.publish.cells import AMOUNTS, place_at
from backbone.publish.rollup import EXACT
from backbone.snapshot.manifest import TOTAL
from tests.oracle import categories, later

LEVELS = ("nation", "province", "county")


@dataclass(frozen=True)
class Claim:
    """One decided claim. `known` is the month from which the records hold it; a rejected one has no amounts."""

    county: str
    year: int
    month: str
    known: str
    outcome: str
    categories: dict[str, str]
    amounts: tuple[int, ...] = field(default=(0,) * len(AMOUNTS))

    def category(self, stored: str) -> str:
        """Its category in a stored breakdown."""
        return CROSSED.join(self.categories[b.id] for b in STORED[stored].of)

    def place(self, level: str) -> str:
        """The place at a level in which it lies."""
        return place_at(level, self.county)


def recorded(raw_folder: Path, before: Path) -> list[Claim]:
    """The decided claims of the raw records, known since their decision or, where the records before lack them, since
    the month after those."""
    claims = pd.read_parquet(raw_folder / "claims.parquet")
    was = pd.read_parquet(before / "claims.parquet")
    then, last = set(was.claim_id[was.outcome != "pending"]), max(was.submitted_on).strftime("%Y-%m")
    following = months_later(last, 1)
    found = []
    for row in claims[claims.outcome != "pending"].itertuples():
        month = f"{row.decided_on:%Y-%m}"
        known = month if row.claim_id in then else max(month, following)
        days, paid = (row.decided_on - row.submitted_on).days, row.outcome == "paid"
        money = (row.hospital_cost_rmb, row.public_paid_rmb, row.out_of_pocket_rmb, row.paid_rmb)
        amounts = (*(int(rmb * 100) for rmb in money), days, 0) if paid else (0,) * len(AMOUNTS)
        found.append(Claim(row.adcode, row.policy_year, month, known, row.outcome, categories(row), amounts))
    return found


def exact(claims: Sequence[Claim], as_of: str) -> pd.DataFrame:
    """The exact totals of the claims known by a month, since when they are: counted one by one."""
    rows = []
    for claim in claims:
        if claim.known > as_of:
            continue
        values = dict.fromkeys(EXACT, 0) | {"submitted": 1, "decided": 1}
        counts = "paid_claims" if claim.outcome == "paid" else "rejected"
        values |= {counts: 1} | dict(zip(AMOUNTS, claim.amounts, strict=True))
        where = {"place": claim.county, "policy_year": claim.year, "month": claim.month, "known": claim.known}
        rows.append({"breakdown": TOTAL, "category": TOTAL, **where, **values})
        for stored in STORED.values():
            if stored.kept.counts == counts:
                rows.append({"breakdown": stored.id, "category": claim.category(stored.id), **where, **values})
    keys = ["breakdown", "category", "place", "policy_year", "month", "known"]
    return pd.DataFrame(rows, columns=[*keys, *EXACT]).groupby(keys, as_index=False).sum()


def told(claims: Sequence[Claim], facts: pd.DataFrame) -> pd.DataFrame:
    """One row per claim: the month in which its amounts are told plainly ("plain"), and for each stored breakdown and
    level its category and the month in which it is told there ("illness:county"); "" where it waits."""
    months = months_of_telling(facts)
    rows = []
    for claim in claims:
        key = (TOTAL, "county", claim.county, claim.year, TOTAL)
        paid = claim.outcome == "paid"
        ready = later(months.get(key, []), claim.known) if paid else claim.known
        row = {"plain": ready if paid else ""}
        for stored in STORED.values():
            if (stored.kept.counts == "paid_claims") != paid:
                continue
            category = claim.category(stored.id)
            for level in LEVELS[: LEVELS.index(stored.kept.lowest) + 1]:
                of_cell = months.get((stored.id, level, claim.place(level), claim.year, category), [])
                row[f"{stored.id}:{level}"] = later(of_cell, ready) if ready else ""
        rows.append(row)
    return pd.DataFrame(rows).fillna("")


def months_of_telling(facts: pd.DataFrame) -> dict[tuple, list[str]]:
    """(breakdown, level, place, policy year, category) -> the months in which claims are told of it."""
    counts = facts["paid_claims"] + facts["rejected"]
    some = facts[
        facts["told_claims"].gt(0) & facts["breakdown"].eq(TOTAL) | counts.gt(0) & facts["breakdown"].ne(TOTAL)
    ]
    keys = ["breakdown", "level", "place", "policy_year", "category"]
    return {key: sorted(rows["month"]) for key, rows in some.groupby(keys)}
