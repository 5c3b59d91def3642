"""The generator: the same every time, in proportion to its scale, with something in it to find."""

import json

import pandas as pd
import pytest

from backbone.illustrative.generate import generate
from backbone.illustrative.illustrate import illustrative
from backbone.illustrative.model import ASSUMPTIONS
from backbone.illustrative.plan import share_out
from backbone.snapshot.manifest import FACTS, current, open_snapshot
from tests.publish.conftest import COMMITTED


def test_the_committed_snapshots_are_what_the_generator_makes(tmp_path):
    """Both in one test, for making them is slow: the month before, and the current one after it."""
    before = illustrative(tmp_path, month="2019-07")
    for made in (before, illustrative(tmp_path, after=before.name)):
        committed = open_snapshot(COMMITTED / made.name)
        assert open_snapshot(made).digest == committed.digest
        assert (made / FACTS).read_bytes() == committed.facts.read_bytes()
    assert made.name == current(COMMITTED).name


def test_the_committed_snapshot_is_small_enough_to_carry():
    assert open_snapshot(current(COMMITTED)).manifest.facts.bytes < 600_000


def test_another_seed_makes_other_records(raw_folder, tmp_path):
    other = generate(tmp_path, seed=1)
    assert (other / "claims.parquet").read_bytes() != (raw_folder / "claims.parquet").read_bytes()


def test_twice_the_scale_is_twice_of_everything(raw_folder, tmp_path):
    twice = generate(tmp_path, scale=2)
    for table, columns in {
        "enrolment": ["eligible", "insured", "premium_rmb"],
        "funds": ["raised_rmb", "spent_rmb"],
        "claims": ["paid_rmb"],
    }.items():
        one, two = (pd.read_parquet(folder / f"{table}.parquet") for folder in (raw_folder, twice))
        for column in columns:
            assert two[column].sum() == 2 * one[column].sum(), column
    assert len(two) == pytest.approx(2 * len(one), rel=0.02)
    hongan = two[(two.adcode == "421122") & (two.outcome == "paid")]
    assert len(hongan) == 2 * 336


def test_share_out_is_exact_and_fair():
    parts = share_out(100, pd.Series([1, 1, 1]).to_numpy())
    assert parts.sum() == 100
    assert sorted(parts) == [33, 33, 34]


def test_nobody_is_insured_who_is_not_eligible(raw_folder):
    frame = pd.read_parquet(raw_folder / "enrolment.parquet")
    cells = frame.groupby(["adcode", "policy_year", "sex", "age_band"])[["eligible", "insured"]].sum()
    assert (cells.eligible >= cells.insured).all()
    counties = frame.groupby(["adcode", "policy_year"])[["eligible", "insured"]].sum()
    assert (counties.insured / counties.eligible).between(0.69, 1).all()


def test_quiet_slow_and_strict_counties_can_be_found(raw_folder):
    enrolment = pd.read_parquet(raw_folder / "enrolment.parquet")
    enrolment = enrolment.groupby("adcode")[["eligible", "insured"]].sum()
    claims = pd.read_parquet(raw_folder / "claims.parquet")
    decided = claims[claims.outcome != "pending"]
    days = (pd.to_datetime(decided.decided_on) - pd.to_datetime(decided.submitted_on)).dt.days
    per_thousand = 1000 * decided.groupby("adcode").size() / enrolment.insured
    full = enrolment.eligible == enrolment.insured
    assert (full & (per_thousand < per_thousand.median() / 3)).sum() >= 4
    assert (days.groupby(decided.adcode).mean() > 20).sum() >= 4
    assert ((decided.outcome == "rejected").groupby(decided.adcode).mean() > 0.12).sum() in (1, 2)
    assert 0.05 <= (decided.outcome == "rejected").mean() <= 0.08
    assert 200 <= (claims.outcome == "pending").sum() <= 1000


def test_recent_months_are_incomplete(raw_folder):
    claims = pd.read_parquet(raw_folder / "claims.parquet")
    by_month = pd.to_datetime(claims.submitted_on).dt.strftime("%Y-%m").value_counts()
    assert by_month["2019-08"] < by_month["2019-07"] < by_month["2019-06"]


def test_every_assumption_is_declared_in_the_manifest(committed):
    said = json.loads((committed / "manifest.json").read_text(encoding="utf-8"))["modelled"]
    assert said == [{"en": each.text.en, "zh": each.text.zh, "of": [*each.of]} for each in ASSUMPTIONS]
    assert len({each.name for each in ASSUMPTIONS}) == len(ASSUMPTIONS)
