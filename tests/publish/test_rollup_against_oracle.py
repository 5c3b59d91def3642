"""The facts give the oracle's answer to any question."""

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backbone.publish.rollup import band, working_days
from backbone.snapshot.manifest import ADDITIVE
from backbone.words import AGE_BAND, SETTLEMENT, SIZE
from tests.oracle import NATION, settlement_band, size_band
from tests.oracle import age_band as oracle_age_band

MONTHS = pd.period_range("2017-07", "2019-08", freq="M").strftime("%Y-%m").tolist()
PLACES = [NATION, "520000", "420000", "650000", "421122", "530627", "520627", "360734", "513434"]
# by -> the breakdown that answers it
BREAKDOWN = {
    None: "all",
    "place": "all",
    "period": "all",
    "month": "all",
    "illness": "illness",
    "hospital_tier": "hospital",
    "settlement": "settlement",
    "size": "size",
    "reason": "reason",
}


@pytest.fixture(scope="module")
def facts(published) -> pd.DataFrame:
    return pd.read_parquet(published / "facts.parquet")


def ask(facts, columns, by, place, period, as_of) -> pd.DataFrame:
    """The oracle's question, asked of the facts."""
    rows = facts[(facts.breakdown == BREAKDOWN[by]) & (facts.month <= as_of)]
    if place != NATION:
        rows = rows[rows.place.str.startswith(place.removesuffix("0000"))]
    if period != "all":
        rows = rows[rows.policy_year == period]
    if by is None:
        return pd.DataFrame([rows[columns].sum()])
    if by == "place":
        rows = rows[rows.place != NATION]
    key = {"place": "place", "period": "policy_year", "month": "month"}.get(by, "category")
    return rows.groupby(key)[columns].sum().rename_axis(by).reset_index()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    columns=st.lists(st.sampled_from(ADDITIVE), min_size=1, max_size=4, unique=True),
    by=st.sampled_from(list(BREAKDOWN)),
    place=st.sampled_from(PLACES),
    period=st.sampled_from(["all", 2017, 2018, 2019]),
    as_of=st.sampled_from(MONTHS),
)
def test_facts_answer_as_the_oracle_does(oracle, facts, columns, by, place, period, as_of):
    expected = oracle.aggregate(columns, by, place, "county", period, as_of)
    found = ask(facts, columns, by, place, period, as_of)
    assert found.to_dict("records") == expected.to_dict("records")


@pytest.mark.parametrize("person", ["female/18-29", "male/50-60"])
def test_people_by_sex_and_age_together(oracle, facts, person):
    sex, age = person.split("/")
    rows = facts[(facts.breakdown == "person") & (facts.category == person)]
    columns = ["eligible", "insured", "women", "premium", "submitted", "rejected", "paid", "paid_within_5"]
    expected = oracle.aggregate(columns, None, sex=sex, age_band=age).iloc[0]
    assert rows[columns].sum().to_dict() == expected.to_dict()


def test_a_value_of_the_oracle(oracle):
    assert oracle.value("paid_claims", "421122", 2018, "2019-08") == 336
    assert oracle.value("paid_claims", "421122", 2018, "2018-08") == 0


def test_working_days_are_numpys_for_every_weekday_and_span():
    days = pd.date_range("2018-12-20", "2019-01-20").to_numpy("datetime64[D]")
    con = duckdb.connect()
    for start in days:
        for end in days[days >= start]:
            expected = np.busday_count(start + 1, end + 1)
            sql = working_days(f"DATE '{start}'", f"DATE '{end}'")
            assert con.execute(f"SELECT {sql}").fetchone()[0] == expected, (start, end)


@pytest.mark.parametrize(
    ("codes", "oracle_band", "values"),
    [
        (SETTLEMENT, settlement_band, [0, 3, 4, 7, 8, 30, 31, 90, 91, 400]),
        (SIZE, size_band, [0.01, 499.99, 500, 999.99, 1000, 1999.99, 2000, 4999.99, 5000, 9999.99, 10000]),
        (AGE_BAND, oracle_age_band, [18, 29, 30, 39, 40, 49, 50, 60]),
    ],
)
def test_bands_meet_at_their_edges(codes, oracle_band, values):
    con = duckdb.connect()
    for value in values:
        assert con.execute(f"SELECT {band(str(value), codes)}").fetchone()[0] == oracle_band(value)
