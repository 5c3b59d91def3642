"""How an indicator goes, against the raw records: the months, the spans held against each other, the verdict."""

import math
from statistics import NormalDist

import pandas as pd
import pytest

from backbone import places
from backbone.course import findings
from backbone.course.course import BETTER, UNCLEAR, WORSE, course
from backbone.indicators import INDICATORS
from backbone.places import NATION

Z = NormalDist().inv_cdf(0.975)
SHARES = {"within_5_days": ("paid_within_5", "told_claims"), "rejection_rate": ("rejected", "decided")}


def by_month(oracle, columns, place, as_of):
    """The columns of every month that anything happened in, from the raw records."""
    return oracle.aggregate([*columns], "month", place, as_of=as_of).set_index("month").astype(float)


def over(months, first, last):
    """What the months from one to another add up to."""
    return months[(months.index >= first) & (months.index <= last)].sum()


def wilson(events, trials):
    """Wilson's interval of a share, from the equation that defines it."""
    p, z2 = events / trials, Z * Z
    root = math.sqrt(z2 * (z2 + 4 * trials * p * (1 - p)))
    return tuple((2 * trials * p + z2 + sign * root) / (2 * (trials + z2)) for sign in (-1, 1))


def newcombe(now, before):
    """How much higher one share is than another, in points: Newcombe's square-and-add of the two intervals."""
    (p, (low, high)), (q, (low_q, high_q)) = ((e / n, wilson(e, n)) for e, n in (now, before))
    down, up = math.sqrt((p - low) ** 2 + (high_q - q) ** 2), math.sqrt((high - p) ** 2 + (q - low_q) ** 2)
    return (p - q - down) * 100, (p - q + up) * 100


@pytest.mark.parametrize("i", SHARES)
@pytest.mark.parametrize(
    ("place", "as_of", "now", "then"),
    [
        (NATION, "", ("2019-04", "2019-06"), ("2018-04", "2018-06")),
        ("530000", "", ("2019-04", "2019-06"), ("2018-04", "2018-06")),
        # Claims began in April 2018: a year before only quick ones could be decided yet.
        ("530627", "", ("2019-04", "2019-06"), ("2019-01", "2019-03")),
        ("421122", "", ("2019-04", "2019-06"), ("2019-01", "2019-03")),
        (NATION, "2019-03", ("2019-01", "2019-03"), ("2018-01", "2018-03")),
        (NATION, "2018-10", ("2018-08", "2018-10"), ("2018-05", "2018-07")),
    ],
)
def test_shares_of_the_last_months_and_of_those_before(store, oracle, i, place, as_of, now, then):
    found, months = course(store, i, place, as_of), by_month(oracle, SHARES[i], place, as_of or "2019-08")
    counts = [tuple(over(months, *span)[[*SHARES[i]]]) for span in (now, then)]
    for span, ends, (events, trials) in zip((found.now, found.before), (now, then), counts, strict=True):
        assert (span.first, span.last) == ends and (span.rate.events, span.rate.trials) == (events, trials)
        assert span.value == pytest.approx(events / trials * 100)
    assert found.a_year == (then[0][5:] == now[0][5:])
    low, high = newcombe(*counts)
    assert found.change.limits == pytest.approx((low, high), abs=1e-4)
    up, down = (BETTER, WORSE) if INDICATORS[i].good == "high" else (WORSE, BETTER)
    assert found.verdict == (up if low > 0 else down if high < 0 else UNCLEAR)


@pytest.mark.parametrize("i", SHARES)
@pytest.mark.parametrize("place", [NATION, "530000", "421122"])
def test_every_month_with_its_interval(store, oracle, i, place):
    months, true = course(store, i, place).months, by_month(oracle, SHARES[i], place, "2019-08")
    filed = by_month(oracle, ["submitted"], place, "2019-08").query("submitted > 0").index
    assert list(months.index) == [m for m in store.horizon.months if m >= filed.min()]
    assert list(months.index[~months["complete"]]) == ["2019-07", "2019-08"]
    for month, row in months.iterrows():
        events, trials = true.loc[month] if month in true.index else (0, 0)
        if not trials:
            assert math.isnan(row["value"]) and math.isnan(row["low"]) and row["trials"] == 0
            continue
        assert (row["value"], row["trials"]) == (pytest.approx(events / trials * 100), trials)
        assert (row["low"] / 100, row["high"] / 100) == pytest.approx(wilson(events, trials), abs=1e-6)


def test_the_counties_that_had_claims_a_year_before(store, oracle):
    """Slow counties that began since make the programme slower; those that were there before hardly changed."""
    claims = oracle.claims.assign(month=pd.to_datetime(oracle.claims.submitted_on).dt.strftime("%Y-%m"))
    first = claims.groupby("adcode").month.min()
    kept = first.index[first <= "2018-01"]
    for place, many in ((NATION, 14), ("530000", 3)):
        found, true = course(store, "within_5_days", place), [0.0] * 4
        here = [c for c in kept if places.is_inside(c, place)]
        for county in here:
            months = by_month(oracle, SHARES["within_5_days"], county, "2019-08")
            spans = [*over(months, "2019-04", "2019-06"), *over(months, "2018-04", "2018-06")]
            true = [a + b for a, b in zip(true, spans, strict=True)]
        assert found.counties == len(here) == many
        rates = (found.alike.now.rate, found.alike.before.rate)
        assert [n for rate in rates for n in (rate.events, rate.trials)] == true
        assert (found.verdict, found.alike.verdict) == (WORSE, UNCLEAR)
        assert "which may be chance" in findings.rests_on(found, "en")
        assert findings.in_short(found, "en").endswith(" (mostly new counties)")
        assert findings.in_short(found, "zh").endswith("（主要因新加入的县）")
    assert course(store, "within_5_days", "530627").alike is None
    same = course(store, "rejection_rate", NATION)
    assert not findings.rests_on(same, "en"), "the same verdict is no news"
    assert not findings.in_short(same, "en").endswith(")")


def test_counts_and_amounts_have_no_range_and_no_verdict(store, oracle):
    for i, columns in (("average_claim", ("paid", "told_claims")), ("claims_paid", ("paid_claims",))):
        found, months = course(store, i, NATION), by_month(oracle, columns, NATION, "2019-08")
        for span, first, last in ((found.now, "2019-04", "2019-06"), (found.before, "2018-04", "2018-06")):
            sums = over(months, first, last)
            assert span.value == pytest.approx(sums["paid"] / sums["told_claims"] if len(sums) > 1 else sums.iloc[0])
        assert found.verdict == UNCLEAR and "range" not in findings.sentence(found, "en")


@pytest.mark.parametrize(
    ("i", "place", "as_of", "en", "zh"),
    [
        (
            "within_5_days", NATION, "",
            "76% in April–June 2019, a year ago 85% (95% range of the change: −10 to −7 points). "
            "Payment is getting slower.",
            "2019年4月至6月 76%，上年同期 85%（变化的 95% 区间：−10 至 −7 个百分点）。结案在变慢。",
        ),
        (
            "rejection_rate", NATION, "",
            "6.2% in April–June 2019, a year ago 6.2% (95% range of the change: −1.0 to +1.0 points). "
            "No clear change in rejections.",
            "2019年4月至6月 6.2%，上年同期 6.2%（变化的 95% 区间：−1.0 至 +1.0 个百分点）。拒赔率无明显变化。",
        ),
        (
            "average_claim", NATION, "",
            "¥1,830 in April–June 2019, a year ago ¥1,783.", "2019年4月至6月 1,830元，上年同期 1,783元。",
        ),
        (
            "within_5_days", "520627", "",
            "fewer than 20 claims in April–June 2019. Too few claims to tell.",
            "2019年4月至6月不足 20 件。件数太少，无法判断。",
        ),
        (
            "within_5_days", NATION, "2018-01",
            "87.5% in November 2017–January 2018. Too few claims before to compare with.",
            "2017年11月至2018年1月 87.5%。此前案件太少，暂无可比数据。",
        ),
    ],
)  # fmt: skip
def test_the_sentence(store, i, place, as_of, en, zh):
    found, name = course(store, i, place, as_of), INDICATORS[i].name
    assert findings.sentence(found, "en") == f"{name('en')}: {en}"
    assert findings.sentence(found, "zh") == f"{name('zh')}：{zh}"


def test_before_anybody_filed_a_claim_there_is_only_that_to_say(store):
    found = course(store, "within_5_days", NATION, "2017-08")
    assert (found.now, found.change, found.verdict, len(found.months)) == (None, None, UNCLEAR, 0)
    assert findings.sentence(found, "en") == "No month is complete yet."


def test_the_first_three_months_of_claims_are_held_against_nothing(store):
    """Claims began in September 2017: a year before November 2018 to January 2019 they are still in these months."""
    assert [course(store, "rejection_rate", NATION, month).a_year for month in ("2019-01", "2019-02")] == [False, True]
