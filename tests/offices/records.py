"""The records of a small programme in seven counties, as they stand at the end of a month: what its offices then put
into files of their own making."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pandas as pd

from backbone.periods import months_between
from backbone.publish.raw import TABLES
from backbone.words import AGE_BAND, HOSPITAL_TIER, ILLNESS, REASON, SEX


@dataclass(frozen=True)
class County:
    """A county of the programme: `insured` in each sex and age band, `claims` a month and the start of its cover."""

    adcode: str
    name_zh: str
    name_en: str
    province: str
    joined: date
    insured: int
    claims: int
    starts: tuple[str, ...]


COUNTIES = (
    County("421122", "红安县", "Hong'an", "湖北省", date(2017, 7, 1), 820, 6, ("2018-04",)),
    County("421181", "麻城市", "Macheng", "湖北省", date(2017, 12, 1), 640, 5, ("2018-04", "2018-06")),
    County("530627", "镇雄县", "Zhenxiong", "云南省", date(2017, 7, 1), 1460, 7, ("2018-03",)),
    County("530621", "鲁甸县", "Ludian", "云南省", date(2017, 7, 1), 760, 5, ("2018-03",)),
    County("411327", "社旗县", "Sheqi", "河南省", date(2018, 3, 1), 390, 4, ("2018-05",)),
    County("610925", "岚皋县", "Langao", "陕西省", date(2018, 3, 1), 410, 4, ("2018-05",)),
    County("520625", "印江土家族苗族自治县", "Yinjiang", "贵州省", date(2018, 5, 1), 520, 4, ("2018-06",)),
)
QUARTERS = ("2018-12", "2019-03")


def records(month: str) -> dict[str, pd.DataFrame]:
    """Every raw table (see `raw.TABLES`) as of the end of `month`; those of a later month only add to them."""
    tables = {"enrolment": _enrolment(), "claims": _claims(month), "funds": _funds(month), "counties": _counties()}
    return {name: pd.DataFrame(rows, columns=list(TABLES[name])) for name, rows in tables.items()}


def _counties() -> list[dict]:
    return [
        {"adcode": c.adcode, "name_zh": c.name_zh, "name_en": c.name_en, "joined_on": c.joined, "left_on": None}
        for c in COUNTIES
    ]


def _enrolment() -> list[dict]:
    rows = []
    for c in COUNTIES:
        for month in c.starts:
            for s, sex in enumerate(SEX):
                for b, band in enumerate(AGE_BAND):
                    insured = (c.insured * (3 + b) // (9 + s)) // len(c.starts)
                    rows.append(
                        {"adcode": c.adcode, "policy_year": 2018, "month": month, "sex": sex, "age_band": band}
                        | {"eligible": insured * 5 // 4, "insured": insured, "premium_rmb": Decimal(insured * 28)}
                    )
    return rows


def _claims(until: str) -> list[dict]:
    rows = []
    for c in COUNTIES:
        chance = Random(c.adcode)
        for month in months_between(c.starts[-1], QUARTERS[-1]):
            for _ in range(c.claims):
                rows.append(_claim(c, month, chance))
    # What has not come in by then is not in the files; what is not decided yet is pending.
    known = [row for row in rows if f"{row['submitted_on']:%Y-%m}" <= until]
    return [
        {"claim_id": f"PICC-{row['adcode'][:4]}-{n:05d}"} | _as_of(row, until)
        for n, row in enumerate(sorted(known, key=lambda row: row["submitted_on"]), 1)
    ]


def _claim(county: County, month: str, chance: Random) -> dict:
    admitted = date.fromisoformat(f"{month}-01") + timedelta(chance.randrange(27))
    submitted = admitted + timedelta(chance.randrange(3, 25))
    refused = chance.random() < 0.08
    own = Decimal(chance.randrange(40_000, 900_000)) / 100
    public = own * chance.randrange(2, 6)
    return {
        "adcode": county.adcode,
        "policy_year": 2018,
        "age": chance.randrange(20, 61),
        "sex": chance.choice([*SEX]),
        "illness": chance.choice([*ILLNESS]),
        "hospital_tier": chance.choice([*HOSPITAL_TIER]),
        "admitted_on": admitted,
        "submitted_on": submitted,
        "decided_on": submitted + timedelta(chance.choice((2, 3, 4, 5, 9, 40))),
        "outcome": "rejected" if refused else "paid",
        "reject_reason": chance.choice([*REASON]) if refused else None,
        "hospital_cost_rmb": own + public,
        "public_paid_rmb": public,
        "out_of_pocket_rmb": own,
        "paid_rmb": Decimal(0) if refused else (own * chance.randrange(30, 80) / 100).quantize(Decimal("0.01")),
    }


def _as_of(row: dict, month: str) -> dict:
    if f"{row['decided_on']:%Y-%m}" <= month:
        return row
    return row | {"decided_on": None, "outcome": "pending", "reject_reason": None, "paid_rmb": Decimal(0)}


def _funds(until: str) -> list[dict]:
    return [
        {"month": month, "raised_rmb": Decimal(120_000 + 3_500 * n), "spent_rmb": Decimal(90_000 + 4_200 * n)}
        for n, month in enumerate(months_between("2018-01", until))
    ]
