"""Comparisons against the raw records: places, two policy years, peers."""

import math
from functools import cache
from statistics import NormalDist

import pytest

from backbone import places
from backbone.compare import comparison, years
from backbone.compare.peers import SIMILAR, joining, peers
from backbone.indicators import INDICATORS
from backbone.measures import Ratio
from backbone.periods import months_between
from backbone.places import NATION
from backbone.statistics import chance
from backbone.view import View
from backbone.where import Where

IDS = ("claims_per_1000", "coverage", "average_claim", "rejection_rate", "within_5_days", "insured", "paid")


@cache
def true_value(oracle, i, place, period, as_of):
    measure = INDICATORS[i].measure
    sums = oracle.aggregate(list(measure.columns), None, place, None, period, as_of).iloc[0]
    if isinstance(measure, Ratio):
        bottom = float(sums[measure.bottom.column])
        return float(sums[measure.top.column]) / bottom * measure.per if bottom else math.nan
    return float(sums[measure.column])


@cache
def true_insured(oracle, level, period, as_of):
    return oracle.aggregate(["insured"], "place", NATION, level, period, as_of).set_index("place").insured


@pytest.mark.parametrize(
    ("codes", "period", "as_of"),
    [
        (("421122", "530627", "520627"), "all", "2019-08"),
        (("420000", "520000"), "2018", "2019-03"),
        (("421122", "420000"), "2018", "2019-08"),
    ],
)
def test_values_averages_gaps_and_ranks(store, oracle, codes, period, as_of):
    found = comparison.compare(store, codes, IDS, period, as_of)
    assert found.level == ("county" if any(not c.endswith("0000") for c in codes) else "province")
    for i in IDS:
        whole = true_value(oracle, i, NATION, period, as_of)
        for code in codes:
            value, level = true_value(oracle, i, code, period, as_of), places.get(code).level
            assert found.values.loc[code, i] == pytest.approx(value)
            reference = whole
            if not INDICATORS[i].unit.is_rate:
                reference = whole / (true_insured(oracle, level, period, as_of) > 0).sum()
            assert found.reference(code, i) == pytest.approx(reference)
            points = INDICATORS[i].unit.written.en == "{}%"
            apart = value - reference if points else (value / reference - 1) * 100
            assert found.gap(code, i) == pytest.approx(apart)
            if level == found.level:
                every = true_insured(oracle, level, period, as_of).index
                others = [true_value(oracle, i, c, period, as_of) for c in every if c != code]
                lower, higher, of = found.rank(code, i)
                assert (lower, higher) == (sum(o < value for o in others), sum(o > value for o in others))
                assert of == sum(not math.isnan(o) for o in others)


def test_two_years_at_the_same_age_of_cover(store, oracle):
    """Songtao: 2018 from February, 2019 from February; the older is counted to as many months after it began."""
    code = "520628"
    starts = oracle.enrolment[oracle.enrolment.adcode == code].groupby("policy_year").month.min()
    until = years.matched(store, code, "county", ("2018", "2019"), "2019-08")
    assert len(months_between(starts[2018], until["2018"])) == len(months_between(starts[2019], until["2019"]))
    assert until["2019"] == "2019-08"
    changed = years.changes(store, "claims_per_1000", "county", "2018", "2019", "2019-08").set_index("place").loc[code]
    before, after = (true_value(oracle, "claims_per_1000", code, y, until[str(y)]) for y in (2018, 2019))
    assert (changed["before"], changed["after"]) == pytest.approx((before, after))
    assert changed["change"] == pytest.approx((after / before - 1) * 100)


def test_a_county_with_one_year_only_cannot_be_compared(store):
    assert years.matched(store, "421122", "county", ("2018", "2019"), "2019-08") == {}
    alone = years.changes(store, "coverage", "county", "2018", "2019", "2019-08").set_index("place")
    assert math.isnan(alone.loc["421122", "change"]) and not math.isnan(alone.loc["421122", "before"])
    counts = years.changes(store, "insured", "county", "2018", "2019", "2019-08").set_index("place")
    whole = counts.dropna(subset=["change"])
    assert (whole["change"] == whole["after"] - whole["before"]).all() and len(whole) == 27


@pytest.mark.parametrize(
    ("i", "counted"),
    [
        ("rejection_rate", "decided"),
        ("average_claim", "paid_claims"),
        ("bill_met", "paid_claims"),
        ("within_5_days", "paid_claims"),
        ("submitted", ""),
        ("coverage", ""),
    ],
)
@pytest.mark.parametrize("place", [NATION, "530000", "421122"])
def test_months_of_few_trials_are_left_out(store, oracle, i, counted, place):
    found = comparison.months(store, INDICATORS[i], Where(place))
    all_of = store.aggregate((i,), "month", Where(place)).set_index("month")[i]
    if not counted:
        assert found.values.equals(all_of) and not found.left_out
        return
    trials = oracle.aggregate([counted], "month", place).set_index("month")[counted].reindex(all_of.index).fillna(0)
    few = trials < comparison.FEWEST
    assert found.values.equals(all_of.mask(few)) and found.left_out == bool((few & (trials > 0)).any())


@pytest.mark.parametrize(
    ("codes", "period"),
    [
        (("530000", "520000"), "all"),
        (("421122",), "all"),
        (("421122",), "2017"),
        ((NATION,), "2019"),
    ],
)
def test_where_cover_first_began(store, oracle, codes, period):
    rows = oracle.enrolment[oracle.enrolment.insured > 0]
    rows = rows[[period in ("all", str(year)) for year in rows.policy_year]]
    rows = rows[[any(places.is_inside(county, code) for code in codes) for county in rows.adcode]]
    month, code = comparison.first_cover(store, codes, period)
    assert month == (rows.month.min() if len(rows) else "")
    within = rows[rows.month == month]
    assert (not code and not len(rows)) or any(places.is_inside(county, code) for county in within.adcode)


def test_which_years_are_compared(store):
    horizon = store.horizon
    assert years.pair(View(), horizon) == ("2018", "2019")
    assert years.pair(View(against="2017", period="2018"), horizon) == ("2017", "2018")
    assert years.pair(View(against="2018", period="2017"), horizon) == ("2018", "2017"), "as the reader asks"
    assert years.pair(View(against="2019", period="2019"), horizon) == ("2018", "2019"), "the other, in order"


def test_peers_are_alike_and_say_how(store, oracle):
    found = peers(store, "421122", Where(), taken=("421181",), most=50)
    assert found and "421181" not in {p.code for p in found} and "421122" not in {p.code for p in found}
    insured = oracle.aggregate(["insured"], "place", level="county").set_index("place").insured
    first = oracle.enrolment[oracle.enrolment.insured > 0].groupby("adcode").policy_year.min()
    for peer in found:
        sizes = sorted((insured[peer.code], insured["421122"]))
        assert peer.similar == (sizes[1] <= SIMILAR * sizes[0])
        assert peer.same_province == peer.code.startswith("42")
        assert bool(peer.joined) == (first[peer.code] == first["421122"])
        assert peer.reasons >= 1 and peer.why("en") and peer.why("zh")
    assert [p.reasons for p in found] == sorted((p.reasons for p in found), reverse=True)
    assert joining(store, "county")["421122"] == "2018"
    assert peers(store, "421122", Where(period="2017")) == (), "nobody there had cover"


def test_intervals_by_the_book():
    """Wilson's score interval from its definition; Byar's limits beside the exact Poisson ones."""
    from scipy import stats

    z = NormalDist().inv_cdf(0.975)
    low, high = chance.interval("share", 0.2, 50)
    for edge in (low, high):
        assert abs(0.2 - edge) == pytest.approx(z * math.sqrt(edge * (1 - edge) / 50), rel=1e-4)
    low, high = chance.interval("events", 30 / 1000, 1000)
    exact = stats.chi2.ppf(0.025, 60) / 2, stats.chi2.ppf(0.975, 62) / 2
    assert (low * 1000, high * 1000) == pytest.approx(exact, rel=0.005)
    assert all(map(math.isnan, chance.interval("share", 0.5, 0)))
    assert chance.differ("share", (0.5, 100), (0.3, 100)) and not chance.differ("share", (0.5, 10), (0.3, 10))
