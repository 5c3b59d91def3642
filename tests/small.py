"""Programmes of a handful of counties and claims, as raw records: what a page or a rule must also stand."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd

from backbone.publish import raw, rollup
from backbone.publish.draft import Candidate
from backbone.publish.ledger.switch import switch
from backbone.publish.ledger.verify import verify
from backbone.publish.write import Publication, Said, candidate, publish
from backbone.snapshot.manifest import current, open_snapshot
from backbone.snapshot.store import Store
from backbone.words import AGE_BAND, HOSPITAL_TIER, ILLNESS, REASON, SEX

HONGAN, MACHENG, XISHUI, JINZHAI, UNKNOWN = "421122", "421123", "520330", "341524", "429999"


def said(as_of: str = "2019-06", basis: str = "reported") -> Said:
    """What is said of a snapshot as of a month: complete two months earlier, made on the first day after."""
    complete_through, following = (str(pd.Period(as_of, "M") + n) for n in (-2, 1))
    return Said(basis, as_of, complete_through, f"{following}-01")


JUNE = said()


def cover(county: str, year: int, insured: int = 200, women: int | None = None) -> list[dict]:
    """Enrolment of one county and policy year: `insured` in each group of sex and age, `women` in each of women's."""
    each = {"female": insured if women is None else women, "male": insured}
    return [
        {
            "adcode": county,
            "policy_year": year,
            "month": f"{year}-09",
            "sex": sex,
            "age_band": age,
            "eligible": each[sex] + 60,
            "insured": each[sex],
            "premium_rmb": 29 * each[sex],
        }
        for sex in SEX
        for age in AGE_BAND
    ]


def claims(county: str, year: int, many: int, rejected: float = 0.2, pending: float = 0.0) -> list[dict]:
    """Claims of one county and policy year, the same every time, of every kind that is many enough."""
    random = np.random.default_rng(int(county) + year)
    rows = []
    for n in range(many):
        filed = pd.Timestamp(f"{year}-11-01") + pd.Timedelta(days=int(random.integers(0, 150)))
        outcome = "pending" if random.random() < pending else "rejected" if random.random() < rejected else "paid"
        paid = int(random.choice([120, 700, 1500, 3000, 8000, 20000])) if outcome == "paid" else 0
        rows.append(
            {
                "claim_id": f"{county}-{year}-{n}",
                "adcode": county,
                "policy_year": year,
                "age": int(random.integers(18, 61)),
                "sex": str(random.choice(list(SEX))),
                "illness": str(random.choice(list(ILLNESS))),
                "hospital_tier": str(random.choice(list(HOSPITAL_TIER))),
                "admitted_on": filed.date(),
                "submitted_on": filed.date(),
                "decided_on": None
                if outcome == "pending"
                else (filed + pd.Timedelta(days=int(random.choice([1, 5, 20, 45])))).date(),
                "outcome": outcome,
                "reject_reason": str(random.choice(list(REASON))) if outcome == "rejected" else None,
                "hospital_cost_rmb": paid + 900,
                "public_paid_rmb": 400,
                "out_of_pocket_rmb": paid + 500,
                "paid_rmb": paid,
            }
        )
    return rows


def paid(county: str, month: str, many: int, start: int = 0, year: int = 2018, **changes: object) -> list[dict]:
    """Paid claims of one county, decided on the first days of a month, numbered from `start` on: of cancer, RMB 100
    and what the number says, unless `changes` says otherwise."""
    filed = date.fromisoformat(f"{pd.Period(month, 'M') - 1}-20")
    return [
        {
            "claim_id": f"{county}-{year}-paid-{n}",
            "adcode": county,
            "policy_year": year,
            "age": 45,
            "sex": "female",
            "illness": "cancer",
            "hospital_tier": "city",
            "admitted_on": filed,
            "submitted_on": filed,
            "decided_on": date.fromisoformat(f"{month}-{1 + n % 27:02d}"),
            "outcome": "paid",
            "reject_reason": None,
            "hospital_cost_rmb": 1000 + n,
            "public_paid_rmb": 400,
            "out_of_pocket_rmb": 600 + n,
            "paid_rmb": 100 + n,
        }
        | changes
        for n in range(start, start + many)
    ]


def bring(folder: Path, enrolment: list[dict], filed: list[dict]) -> Path:
    """The folder in which these records lie as a steward brings them."""
    folder.mkdir(parents=True)
    pd.DataFrame(enrolment).to_parquet(folder / "enrolment.parquet")
    pd.DataFrame(filed).to_parquet(folder / "claims.parquet")
    known = sorted({row["adcode"] for row in enrolment})
    joined = {"name_zh": "县", "name_en": "County", "joined_on": date(2017, 9, 1), "left_on": None}
    pd.DataFrame([{"adcode": code, **joined} for code in known]).to_parquet(folder / "counties.parquet")
    funds = pd.DataFrame({"month": ["2018-09"], "raised_rmb": [1000], "spent_rmb": [500]})
    funds.to_parquet(folder / "funds.parquet")
    return folder


def published(
    folder: Path,
    enrolment: list[dict],
    filed: list[dict],
    name: str = "small",
    about: Said = JUNE,
    after: str = "",
    private: Path | None = None,
) -> Publication:
    """The snapshot of these records, by default as of June 2019, in `folder` and made current."""
    return publish(bring(folder / f"raw-{name}", enrolment, filed), folder, name, about, after, private)


def exact_totals(raw_folder: Path, as_of: str) -> pd.DataFrame:
    """The exact totals of records that a steward brought."""
    con = raw.connect(raw_folder)
    raw.type_tables(con)
    found = rollup.exact(con, as_of)
    con.close()
    return found


def drafted(
    folder: Path,
    enrolment: list[dict],
    filed: list[dict],
    name: str = "small",
    about: Said = JUNE,
    after: str = "",
    private: Path | None = None,
) -> Candidate:
    """The draft of a snapshot of these records in `folder`, not yet published."""
    with TemporaryDirectory() as brought:
        exact = exact_totals(bring(Path(brought) / "raw", enrolment, filed), about.as_of)
    return candidate(exact, folder, name, about, after, private)


def added(*drawn_up: Any, **more: Any) -> Publication:
    """What `published` makes, of records that are known to have no fault: they are not held against the rules again."""
    return switch(drafted(*drawn_up, **more))


def shown(root: Path) -> str:
    """The name of the snapshot that a reader sees, which is whole, as is all else."""
    found = verify(root)
    assert found.is_whole, [finding.said.en for finding in found.findings]
    return current(root).name


def opened(folder: Path, enrolment: list[dict], filed: list[dict]) -> Store:
    """The same, opened."""
    return Store(open_snapshot(published(folder, enrolment, filed).folder))


def programmes() -> dict[str, tuple[list[dict], list[dict]]]:
    """Programmes at the edges, by what is odd about them: enrolment and claims."""
    three = (HONGAN, MACHENG, XISHUI)

    def all_of(*lists):
        return [row for rows in lists for row in rows]

    whole = all_of(*(cover(c, 2018) for c in three))
    return {
        "one county": (cover(HONGAN, 2018), claims(HONGAN, 2018, 40)),
        "one policy year": (whole, all_of(*(claims(c, 2018, 30) for c in three))),
        "a county without cover": (
            all_of(cover(HONGAN, 2018), cover(XISHUI, 2018), cover(MACHENG, 2018, 0)),
            all_of(claims(HONGAN, 2018, 30), claims(XISHUI, 2018, 30)),
        ),
        "nobody insured": (all_of(cover(HONGAN, 2018, 0), cover(XISHUI, 2018, 0)), claims(HONGAN, 2018, 1)),
        "a county that left": (
            all_of(*(cover(c, 2017) for c in three), *(cover(c, 2018) for c in (HONGAN, XISHUI))),
            all_of(*(claims(c, 2017, 25) for c in three), *(claims(c, 2018, 20) for c in (HONGAN, XISHUI))),
        ),
        "all rejected": (whole, all_of(*(claims(c, 2018, 30, rejected=1.0) for c in three))),
        "all pending": (whole, all_of(*(claims(c, 2018, 30, pending=1.0) for c in three))),
        "two claims": (whole, all_of(claims(HONGAN, 2018, 1, rejected=0.0), claims(XISHUI, 2018, 1, rejected=0.0))),
        "a place that is none": (
            all_of(whole, cover(UNKNOWN, 2018)),
            all_of(*(claims(c, 2018, 40) for c in three), claims(UNKNOWN, 2018, 9)),
        ),
    }
