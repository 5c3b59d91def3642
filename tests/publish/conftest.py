"""Raw records to publish: the illustrative ones, and a handful small enough to break one at a time."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from backbone.publish.write import Publication, publish
from backbone.snapshot.manifest import current, open_snapshot
from tests.conftest import ROOT
from tests.oracle import Oracle
from tests.small import JUNE

COMMITTED = ROOT / "data" / "snapshots"


@pytest.fixture(scope="session")
def committed() -> Path:
    """The folder of the committed snapshot: `test_generator` sees to it that publishing makes the same."""
    return current(COMMITTED)


@pytest.fixture(scope="session")
def oracle_before(before: Path) -> Oracle:
    """The slow, obvious answers as of July 2019, as the snapshot before the committed one tells them."""
    return Oracle(before, pd.read_parquet(open_snapshot(COMMITTED / "2019-07-illustrative").facts))


@pytest.fixture
def records() -> dict[str, pd.DataFrame]:
    """Two counties, three claims: every table as a faultless steward brings it."""
    claim = {
        "claim_id": "C1",
        "adcode": "421122",
        "policy_year": 2018,
        "age": 45,
        "sex": "female",
        "illness": "cancer",
        "hospital_tier": "city",
        "admitted_on": date(2018, 10, 1),
        "submitted_on": date(2018, 11, 2),
        "decided_on": date(2018, 11, 9),
        "outcome": "paid",
        "reject_reason": None,
        "hospital_cost_rmb": Decimal("9000.50"),
        "public_paid_rmb": Decimal("6000.50"),
        "out_of_pocket_rmb": Decimal("3000.00"),
        "paid_rmb": Decimal("1500.25"),
    }
    rejected = claim | {
        "claim_id": "C2",
        "sex": "male",
        "age": 18,
        "outcome": "rejected",
        "reject_reason": "papers_missing",
        "paid_rmb": Decimal("0.00"),
        "decided_on": date(2019, 1, 3),
    }
    pending = claim | {
        "claim_id": "C3",
        "outcome": "pending",
        "decided_on": None,
        "paid_rmb": Decimal("0.00"),
    }
    enrolled = {
        "adcode": "421122",
        "policy_year": 2018,
        "month": "2018-09",
        "sex": "female",
        "age_band": "40-49",
        "eligible": 100,
        "insured": 90,
        "premium_rmb": Decimal("2430.00"),
    }
    county = {
        "adcode": "421122",
        "name_zh": "红安县",
        "name_en": "Hong'an",
        "joined_on": date(2018, 9, 1),
        "left_on": None,
    }
    return {
        "enrolment": pd.DataFrame(
            [
                enrolled,
                enrolled | {"sex": "male", "age_band": "18-29"},
                enrolled | {"adcode": "520330"},
            ]
        ),
        "claims": pd.DataFrame([claim, rejected, pending]),
        "funds": pd.DataFrame(
            [
                {"month": "2018-08", "raised_rmb": Decimal("5000.00"), "spent_rmb": Decimal("0.00")},
                {"month": "2018-09", "raised_rmb": Decimal("7000.00"), "spent_rmb": Decimal("7290.00")},
            ]
        ),
        "counties": pd.DataFrame(
            [
                county,
                county | {"adcode": "520330", "name_zh": "习水县", "name_en": "Xishui"},
            ]
        ),
    }


@pytest.fixture
def bring_records(tmp_path: Path):
    """A function that writes `records` as a steward brings them: their folder."""

    def write(records: dict[str, pd.DataFrame]) -> Path:
        raw = tmp_path / "raw"
        raw.mkdir(exist_ok=True)
        for table, frame in records.items():
            frame.to_parquet(raw / f"{table}.parquet")
        return raw

    return write


@pytest.fixture
def publish_records(bring_records, tmp_path: Path):
    """A function that publishes `records` as of 2019-06 under `name`, after the snapshot `after`."""

    def run(records: dict[str, pd.DataFrame], name: str = "small", after: str = "") -> Publication:
        return publish(bring_records(records), tmp_path / "snapshots", name, JUNE, after)

    return run
