"""The watch list against the raw records, and against what the generator planted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbone.periods import ALL, months_between
from backbone.signals import SIGNALS
from backbone.thresholds import COVERAGE
from backbone.watch import history, watchlist
from backbone.where import Where

QUIET = {"520627", "433124", "422823", "430822", "361025"}
SLOW = {"530828", "513434", "621226", "653129", "411326"}
STRICT = {"522326", "610728"}
MONTHS = months_between("2017-07", "2019-08")


def far(store, signal):
    rows = watchlist.listed(store)
    return set(rows.loc[(rows["signal"] == signal) & (rows["verdict"] == watchlist.FAR), "place"])


def test_the_counties_that_were_planted_are_found_and_no_other(store):
    assert far(store, "silent") == QUIET
    assert far(store, "slow") == SLOW
    assert far(store, "rejecting") == STRICT
    order = [called.place for called in watchlist.ranked(watchlist.listed(store)) if called.verdict in watchlist.CALLED]
    assert set(order) == QUIET | SLOW | STRICT and len(order) == 12
    assert watchlist.judged(watchlist.listed(store)) == 3 * len(store.counties)


@settings(max_examples=25)
@given(period=st.sampled_from([ALL, "2017", "2018", "2019"]), as_of=st.sampled_from(["", *MONTHS]))
def test_observed_is_what_was_recorded_and_expected_adds_up_to_it(store, oracle, period, as_of):
    rows = watchlist.listed(store, Where(period=period, as_of=as_of))
    true = oracle.aggregate(
        ["insured", "eligible", "submitted", "told_claims", "paid_within_5", "rejected", "decided"],
        "place",
        level="county",
        period=period,
        as_of=as_of or "2019-08",
    ).set_index("place")
    true = true[true.insured > 0]
    own = {signal: rows[rows["signal"] == signal].set_index("place") for signal in SIGNALS}
    assert set(own["silent"].index) == set(true.index)
    if true.empty:
        return
    pairs = {
        "silent": ("submitted", None),
        "slow": ("paid_within_5", "told_claims"),
        "rejecting": ("rejected", "decided"),
        "uncovered": ("insured", "eligible"),
    }
    for signal, (observed, size) in pairs.items():
        assert own[signal]["observed"].to_dict() == true[observed].astype(float).to_dict(), signal
        if size:
            assert own[signal]["size"].to_dict() == true[size].astype(float).to_dict(), signal
    assert own["silent"]["expected"].sum() == pytest.approx(own["silent"]["observed"].sum())


def test_expected_claims_recomputed_slowly(store, oracle):
    """Age by age, county by county, from the raw records."""
    insured, claims = {}, {}
    for row in oracle.happenings.itertuples():
        if row.county != "100000":
            key, month = (row.county, row.policy_year), MONTHS.index(row.month)
            insured[key, month] = insured.get((key, month), 0) + row.insured
            claims[key, month] = claims.get((key, month), 0) + row.submitted
    keys = {key for (key, _), n in insured.items() if n}
    start = {key: min(m for (k, m), n in insured.items() if k == key and n) for key in keys}
    exposed, at_age = {}, {}
    for key in keys:
        for age, month in enumerate(range(start[key], len(MONTHS))):
            exposed[key, age] = sum(insured.get((key, m), 0) for m in range(month + 1))
            at_age[key, age] = claims.get((key, month), 0)

    def all_of(what, age):
        return sum(v for (_, a), v in what.items() if a == age)

    rate = [all_of(at_age, age) / (all_of(exposed, age) or 1) for age in range(len(MONTHS))]
    expected = {}
    for (key, age), n in exposed.items():
        expected[key[0]] = expected.get(key[0], 0) + n * rate[age]
    rows = watchlist.listed(store)
    found = rows[rows["signal"] == "silent"].set_index("place")["expected"]
    assert found.to_dict() == pytest.approx(expected)


def test_the_verdict_and_the_drawn_curve_agree(store):
    """At the size of every county the curve runs through that county's own limits."""
    rows = watchlist.listed(store)
    for signal in watchlist.CHANCE:
        own = rows[(rows["signal"] == signal) & (rows["size"] > 0)]
        curve = watchlist.curves(store, Where(), signal).set_index("size")
        for row in own.to_dict("records"):
            for limit in watchlist.LIMITS:
                assert curve.loc[row["size"], limit] == pytest.approx(row[limit])
        low = SIGNALS[signal].concern == "low"
        outside = own["ratio"] < own["lower_998"] if low else own["ratio"] > own["upper_998"]
        assert set(own.loc[outside, "place"]) == set(own.loc[own["verdict"] == watchlist.FAR, "place"])


def test_coverage_is_held_against_its_line(store):
    own = watchlist.listed(store)
    own = own[own["signal"] == "uncovered"]
    assert set(own.loc[own["verdict"] == watchlist.BELOW, "place"]) == set(own.loc[own["ratio"] < COVERAGE, "place"])


@settings(max_examples=15)
@given(period=st.sampled_from([ALL, "2018"]), as_of=st.sampled_from(MONTHS[4:]))
def test_who_needed_a_call_in_an_earlier_month_is_who_was_on_its_list(store, period, as_of):
    called = set(history.called(store, Where(period=period, as_of=as_of)))
    for place in QUIET | SLOW | STRICT | {"421122", "530627"}:
        assert watchlist.needs_a_call(store, place, Where(period=period))(as_of) == (place in called)


def test_in_the_first_month_nobody_is_accused(store):
    rows = watchlist.listed(store, Where(as_of="2017-09"))
    assert watchlist.ranked(rows) == () and watchlist.thin(rows) == ("520330",) and not watchlist.judged(rows)
    assert watchlist.listed(store, Where(as_of="2017-07")).empty
