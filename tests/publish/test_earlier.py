"""The snapshot of a month earlier: the same records, as far as they were known then."""

import pandas as pd

from backbone.snapshot.manifest import Named, current, open_snapshot
from tests.oracle import month_of
from tests.publish.conftest import COMMITTED

MONTH = "2019-07"


def test_the_current_snapshot_adds_to_it():
    committed = open_snapshot(COMMITTED / f"{MONTH}-illustrative")
    assert (committed.manifest.as_of, committed.manifest.complete_through) == (MONTH, "2019-05")
    assert committed.manifest.predecessor is None
    following = open_snapshot(current(COMMITTED)).manifest
    assert following.as_of > MONTH
    assert following.predecessor == Named(committed.folder.name, committed.digest)


def test_nothing_is_in_it_that_came_later(before):
    claims, funds, counties, enrolment = (
        pd.read_parquet(before / f"{table}.parquet") for table in ("claims", "funds", "counties", "enrolment")
    )
    assert claims.submitted_on.map(month_of).max() == funds.month.max() == enrolment.month.max() == MONTH
    decided = claims[claims.outcome != "pending"]
    assert decided.decided_on.map(month_of).max() == MONTH
    waiting = claims[claims.outcome == "pending"]
    assert waiting.decided_on.isna().all() and waiting.reject_reason.isna().all() and (waiting.paid_rmb == 0).all()
    assert set(enrolment.adcode) <= set(counties.adcode)


def test_earlier_months_are_the_same_and_the_last_two_are_thinner(oracle_before, oracle):
    """What was filed by May is all there; of June and July part was reported late. What was told stays told."""
    then = oracle_before
    filed, filed_then = (o.aggregate(["submitted"], "month").set_index("month").submitted for o in (oracle, then))
    months = sorted(oracle.claims.submitted_on.map(month_of).unique())
    assert all(filed_then.get(m, 0) == filed.get(m, 0) for m in months if m <= "2019-05")
    assert 0.8 < filed_then["2019-06"] / filed["2019-06"] < 0.9
    assert 0.6 < filed_then["2019-07"] / filed["2019-07"] < 0.7
    assert then.value("insured", "100000", "all", MONTH) == oracle.value("insured", "100000", "all", MONTH)
    assert then.value("paid_claims", "100000", "all", MONTH) < oracle.value("paid_claims", "100000", "all", MONTH)
    assert then.value("paid", "100000", "all", MONTH) == oracle.value("paid", "100000", "all", MONTH)
