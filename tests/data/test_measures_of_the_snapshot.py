"""The traps of the measures, in the snapshot."""

import math

import pytest

from backbone import places
from backbone.refusals import Unanswerable
from backbone.where import Where


def test_a_provinces_ratio_is_not_the_mean_of_its_counties(store):
    counties = store.aggregate(("insured", "eligible", "coverage"), "place", Where("520000"))
    province = store.value("coverage", Where("520000"))
    assert province == pytest.approx(100 * counties["insured"].sum() / counties["eligible"].sum())
    assert abs(province - counties["coverage"].mean()) > 0.01


def test_person_times_count_a_person_once_a_year(store):
    """Zhenxiong insured 270,000 people in 2017 and 330,100 in 2018: 600,100 person-times, never called people."""
    years = [store.value("insured", Where("530627", period)) for period in ("2017", "2018", "all")]
    assert years == [270_000, 330_100, 600_100]


def test_absent_is_not_zero(store):
    """Hong'an joined in 2018: 2017 is absent. A covered county that has no claim yet has none, which is a number."""
    assert math.isnan(store.value("insured", Where("421122", "2017")))
    assert math.isnan(store.value("claims_paid", Where("421122", "2017")))
    quiet = [
        Where(code, as_of=month)
        for code, month in store.joined.items()
        if not store.value("claims_paid", Where(code, as_of=month)) > 0
    ]
    assert quiet
    for where in quiet:
        assert store.value("claims_paid", where) == 0 and store.value("claims_per_1000", where) == 0
        assert math.isnan(store.value("average_claim", where))
    years = store.aggregate(("insured",), "period", Where("421122"))
    assert "2017" not in set(years.dropna()["period"]) and not (years["insured"] == 0).any()
    first = store.joined["421122"]
    months = store.aggregate(("insured",), "month", Where("421122")).set_index("month")["insured"]
    assert months[:first].iloc[:-1].isna().all() and months[first:].notna().all()


def test_as_of_counts_decisions_not_policy_years(store, oracle):
    """A claim of policy year 2018 that is decided in August 2019 is in view from August 2019 on, not before."""
    decided = oracle.claims[(oracle.claims.outcome == "paid") & (oracle.claims.policy_year == 2018)]
    in_august = sum(day.strftime("%Y-%m") == "2019-08" for day in decided.decided_on)
    july, august = (store.value("claims_paid", Where(period="2018", as_of=f"2019-0{n}")) for n in (7, 8))
    assert in_august > 0 and august - july == in_august


def test_the_last_months_are_known_to_be_incomplete(store):
    horizon = store.horizon
    assert horizon.complete_through == "2019-06" and horizon.last == "2019-08"
    submitted = store.aggregate(("submitted",), "month").set_index("month")["submitted"]
    assert submitted["2019-08"] < submitted["2019-07"] < submitted["2019-06"]


def test_money_of_the_programme_belongs_to_no_place(store):
    assert store.value("raised") > 0
    assert store.aggregate(("raised", "spent"), "place").drop(columns="place").isna().all(axis=None)
    assert math.isnan(store.value("raised", Where("420000")))


def test_counties_are_counted_once(store):
    assert store.value("counties") == 69
    running = store.aggregate(("counties",), "month")["counties"]
    assert running.is_monotonic_increasing and running.iloc[-1] == 69


def test_one_breakdown_at_a_time(store):
    with pytest.raises(Unanswerable):
        store.aggregate(("claims_paid",), ("illness", "sex"))
    with pytest.raises(Unanswerable):
        store.aggregate(("insured",), ("illness",))


@pytest.mark.parametrize("junk", ["'; DROP TABLE facts; --", "421122' OR '1'='1", "../../etc/passwd", ""])
def test_what_is_typed_never_reaches_sql(store, junk):
    with pytest.raises(places.UnknownPlace):
        store.value("insured", Where(junk))
    assert math.isnan(store.value("insured", Where(as_of="0'; DROP TABLE facts")))
    with pytest.raises(KeyError):
        store.value(junk)
    assert store.value("insured") == 5_360_000
