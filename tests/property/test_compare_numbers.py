"""Comparisons against the raw records: places, two policy years, peers."""

import math
from functools import cache
from statistics import NormalDist

import pytest

from backbone import places, units
from backbone.compare import comparison, years
from backbone.compare.peers import SIMILAR, joining, peers
from backbone.indicators import INDICATORS
from backbone.measures import Ratio
from backbone.periods import months_between
from backbone.places import NATION
from backbone.statistics.chance import Rate
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
    waits = INDICATORS[i].of_amounts and oracle.value("told_claims", place, period, as_of) == 0
    return math.nan if waits else float(sums[measure.column])


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
    found = comparison.compare(store, codes, IDS, Where(period=period, as_of=as_of))
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
            points = INDICATORS[i].unit is units.PERCENT
            apart = value - reference if points else (value / reference - 1) * 100
            assert found.gap(code, i) == pytest.approx(apart)
            if level == found.level:
                every = true_insured(oracle, level, period, as_of).index
                others = [true_value(oracle, i, c, period, as_of) for c in every if c != code]
                lower, higher, of = found.rank(code, i)
                assert (lower, higher) == (sum(o < value for o in others), sum(o > value for o in others))
                assert of == sum(not math.isnan(o) for o in others)


@pytest.mark.parametrize(
    ("i", "events", "trials"),
    [
        ("claims_per_1000", "paid_claims", "insured"),
        ("rejection_rate", "rejected", "decided"),
        ("within_5_days", "paid_within_5", "told_claims"),
        ("average_claim", None, None),
        ("bill_met", None, None),
        ("coverage", None, None),
        ("paid", None, None),
    ],
)
def test_a_rate_is_counted_from_the_facts(store, oracle, i, events, trials):
    """Its trials are its own denominator, its events its own numerator: whole numbers, worked back from no rate."""
    where, measure = Where("421122", "2018", "2019-03"), INDICATORS[i].measure
    value = comparison.values(store, (i,), where)[i]
    assert value.number == pytest.approx(true_value(oracle, i, "421122", "2018", "2019-03"))
    if events is None:
        rests = i in ("average_claim", "bill_met")
        assert value.rate is None and math.isnan(value.claims) != rests
        assert not rests or value.claims == oracle.value("told_claims", "421122", "2018", "2019-03")
        return
    true = oracle.aggregate([events, trials], None, "421122", None, "2018", "2019-03").iloc[0]
    assert (value.rate.events, value.rate.trials) == (true[events], true[trials])
    assert value.rate.value * measure.per == pytest.approx(value.number)
    assert value.claims == (true[events] if i == "claims_per_1000" else true[trials])


def test_two_years_at_the_same_age_of_cover(store, oracle):
    """Songtao: 2018 from February, 2019 from February; the older is counted to as many months after it began."""
    code = "520628"
    starts = oracle.enrolment[oracle.enrolment.adcode == code].groupby("policy_year").month.min()
    pair = years.matched(store, ("2018", "2019"), Where(code, as_of="2019-08"))
    until = {where.period: where.as_of for where in pair}
    assert len(months_between(starts[2018], until["2018"])) == len(months_between(starts[2019], until["2019"]))
    assert until["2019"] == "2019-08"
    changed = years.changes(store, "claims_per_1000", ("2018", "2019"), Where()).set_index("place").loc[code]
    before, after = (true_value(oracle, "claims_per_1000", code, y, until[str(y)]) for y in (2018, 2019))
    assert (changed["before"], changed["after"]) == pytest.approx((before, after))
    assert changed["change"] == pytest.approx((after / before - 1) * 100)


def test_a_county_with_one_year_only_cannot_be_compared(store):
    assert years.matched(store, ("2018", "2019"), Where("421122")) is None
    alone = years.changes(store, "coverage", ("2018", "2019"), Where()).set_index("place")
    assert math.isnan(alone.loc["421122", "change"]) and not math.isnan(alone.loc["421122", "before"])
    counts = years.changes(store, "insured", ("2018", "2019"), Where()).set_index("place")
    whole = counts.dropna(subset=["change"])
    assert (whole["change"] == whole["after"] - whole["before"]).all() and len(whole) == 27


@pytest.mark.parametrize(
    ("i", "counted"),
    [
        ("rejection_rate", "decided"),
        ("average_claim", "told_claims"),
        ("bill_met", "told_claims"),
        ("within_5_days", "told_claims"),
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


@pytest.mark.parametrize("place", ["530000", "421122"])
@pytest.mark.parametrize("i", ["insured", "eligible", "premium"])
def test_cover_begins_in_few_months_so_its_months_count_up(store, oracle, i, place):
    found = comparison.months(store, INDICATORS[i], Where(place)).values
    for month in ("2018-09", "2019-08"):
        assert found[month] == pytest.approx(true_value(oracle, i, place, "all", month))
    # Before anybody was insured there is no number, and not nothing.
    assert [*found] == [pytest.approx(store.value(i, Where(place, as_of=m)), nan_ok=True) for m in found.index]
    assert (found.diff().dropna() >= 0).all() and not comparison.counts_up(INDICATORS["claims_paid"])


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
    month, code = comparison.first_cover(store, codes, Where(period=period))
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
    found = peers(store, Where("421122"), taken=("421181",), most=50)
    assert found and "421181" not in {p.code for p in found} and "421122" not in {p.code for p in found}
    insured = oracle.aggregate(["insured"], "place", level="county").set_index("place").insured
    first = oracle.enrolment[oracle.enrolment.insured > 0].groupby("adcode").policy_year.min()
    for peer in found:
        sizes = sorted((insured[peer.code], insured["421122"]))
        assert peer.similar == (sizes[1] <= SIMILAR * sizes[0])
        assert peer.same_province == peer.code.startswith("42")
        assert bool(peer.joined) == (first[peer.code] == first["421122"])
        assert peer.reasons >= 1 and peer.why("en") and peer.why("zh")
    order = [(-p.reasons, abs(math.log(insured[p.code] / insured["421122"]))) for p in found]
    assert order == sorted(order), "alike in most ways, then the nearest in size"
    assert joining(store, "county")["421122"] == "2018"
    assert peers(store, Where("421122", "2017")) == (), "nobody there had cover"


def test_intervals_by_the_book():
    """Wilson's score interval from its definition; Byar's limits beside the exact Poisson ones."""
    from scipy import stats

    z = NormalDist().inv_cdf(0.975)
    low, high = Rate("share", 10, 50).interval()
    for edge in (low, high):
        assert abs(0.2 - edge) == pytest.approx(z * math.sqrt(edge * (1 - edge) / 50), rel=1e-4)
    low, high = Rate("events", 30, 1000).interval()
    exact = stats.chi2.ppf(0.025, 60) / 2, stats.chi2.ppf(0.975, 62) / 2
    assert (low * 1000, high * 1000) == pytest.approx(exact, rel=0.005)
    assert all(map(math.isnan, Rate("share", 0, 0).interval()))
    assert Rate("share", 50, 100).differs(Rate("share", 30, 100))
    assert not Rate("share", 5, 10).differs(Rate("share", 3, 10))
    assert not Rate("events", 0, 10).differs(Rate("events", 0, 20)), "nothing happened in either"


def test_how_much_higher_a_share_is_by_the_book():
    """Newcombe 1998, table II: 56 of 70 against 48 of 80, method 10."""
    assert Rate("share", 56, 70).rise(Rate("share", 48, 80)) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert all(map(math.isnan, Rate("share", 1, 2).rise(Rate("share", 0, 0))))


def test_nothing_against_nothing_is_no_gap_and_something_against_nothing_none_that_can_be_said():
    average = INDICATORS["average_claim"]
    assert comparison.gap(average, 0.0, 0.0) == 0.0 and math.isnan(comparison.gap(average, 5.0, 0.0))
