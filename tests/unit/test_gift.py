"""A gift by hand: what it buys, how it is shared, what may be expected of it, and how often that comes true."""

import math
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from backbone.gift.experience import Averages, County, Experience
from backbone.gift.gift import expected, interval, needs, paid_of, shared
from backbone.gift.money import MOST, PUBLISHED, read
from backbone.refusals import Unanswerable
from backbone.statistics import funnel
from backbone.statistics.funnel import Counts

TODAY = date(2019, 9, 1)


def county(observed: float = 0.0, expected: float = 0.0, missed: float = 0.0) -> County:
    return County("421122", 27.0, "2018", missed, 65_940.0, observed, expected, 3_452.0)


# -- money -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "rmb"),
    [
        ("1000000", 1_000_000), ("1,000,000", 1_000_000), ("１００万", 1_000_000), ("1.5 million", 1_500_000),
        ("¥2m", 2_000_000), ("3 千万", 30_000_000), ("0.5亿元", 50_000_000), ("88.88", "88.88"), ("1e6", 1_000_000),
        ("10亿", MOST),
    ],
)  # fmt: skip
def test_an_amount_as_people_write_it(written, rmb):
    assert read({"amount": written}, TODAY).rmb == Decimal(rmb)


def test_nothing_asked_is_a_million_rmb():
    money = read({}, TODAY)
    assert (money.rmb, money.short("en"), money.short("zh"), money.at("en")) == (10**6, "¥1 million", "100万元", "")


def test_another_currency_is_taken_at_a_stated_rate_and_day():
    money = read({"amount": "200000", "currency": "EUR", "rate": "7.8", "on": "2019-08-30"}, TODAY)
    assert money.rmb == 1_560_000
    assert (money.in_rmb("en"), money.in_rmb("zh")) == ("EUR 200,000 (¥1.56 million)", "20万欧元（156万元）")
    assert money.at("en") == "at 7.8 RMB for 1 EUR, the rate of 2019-08-30, as stated by the reader"
    assert money.at("zh") == "按 1欧元合 7.8 元人民币，2019-08-30 的汇率，由读者填写"


def test_a_published_rate_is_named_with_its_source():
    money = read({"amount": "1000", "currency": "usd"}, TODAY)
    assert money.rmb == Decimal("6898.50") and money.rate == PUBLISHED["USD"]
    assert "Statistical Communiqué" in money.at("en") and "统计公报" in money.at("zh")


EUR = {"currency": "EUR", "rate": "7.8", "on": "2019-08-30"}


@pytest.mark.parametrize(
    ("asked", "en"),
    [
        ({"amount": "-5"}, "above 0"), ({"amount": "0"}, "above 0"), ({"amount": "0.001"}, "above 0"),
        ({"amount": "1e30"}, "¥1 billion"), ({"amount": "9e999"}, "¥1 billion"),
        ({"amount": str(MOST + 1)}, "¥1 billion"), ({"amount": "NaN"}, "“NaN” is not an amount"),
        ({"amount": "inf"}, "“inf” is not an amount"), ({"amount": "<b>lots</b>"}, "is not an amount"),
        ({"amount": ""}, "is not an amount"), ({"amount": "1\u202e0"}, "is not an amount"),
        ({"currency": "XYZ"}, "“XYZ” is not in the list"), ({"currency": "EUR"}, "State the rate"),
        (EUR | {"rate": ""}, "State the rate"), (EUR | {"rate": "-7"}, "“-7” is not a rate"),
        (EUR | {"rate": "0"}, "“0” is not a rate"), (EUR | {"rate": "nan"}, "“nan” is not a rate"),
        (EUR | {"rate": "1e30"}, "is not a rate"), (EUR | {"on": ""}, "State the day"),
        (EUR | {"on": "30.8.2019"}, "is not a day"), (EUR | {"on": "2019-09-02"}, "has not come yet"),
        (EUR | {"currency": "USD", "rate": ""}, "State the rate"),
    ],
)  # fmt: skip
def test_what_is_no_gift_is_said_in_a_sentence(asked, en):
    with pytest.raises(Unanswerable) as refused:
        read(asked, TODAY)
    said = refused.value.text
    assert en in said.en and said.en.endswith(".") and said.zh.endswith("。") and "\u202e" not in said.en


# -- sharing -----------------------------------------------------------------------------------------------------------


def test_sharing_by_hand():
    """Needs 3 : 1 at ¥30 and ¥26: a unit of 3 + 1 costs ¥116, so ¥1,000 is 25.86 and 8.62; whole 25 and 8 leave ¥42,
    of which one more goes to the first, cut by most."""
    assert shared(1000, [30.0, 26.0], [3.0, 1.0]).tolist() == [26, 8]
    assert shared(54, [27.0], [0.5]).tolist() == [2]
    assert shared(20, [30.0, 26.0], [3.0, 1.0]).tolist() == [0, 0]


@pytest.mark.parametrize("rmb", [100, 12_345.67, 1_000_000, 1e9])
def test_less_than_one_premium_is_left_and_the_shares_are_those_of_need(rmb):
    random = np.random.default_rng(5)
    price, need = random.uniform(17, 31, 69), random.integers(0, 9000, 69).astype(float)
    whole = shared(rmb, price, need)
    cost = sum(int(n) * p for n, p in zip(whole, price, strict=True))
    assert 0 <= rmb - cost < price.max() and not whole[need == 0].any()
    ideal = rmb * need / sum(n * p for n, p in zip(need, price, strict=True))
    assert np.abs(whole - ideal).max() <= 1


def test_where_nobody_is_missed_the_size_counts():
    assert needs([county(missed=5.0), county()]) == [5.0, 0.0]
    assert needs([county(), county()]) == [65_940.0, 65_940.0]


# -- what may be expected ----------------------------------------------------------------------------------------------


def test_expectation_by_hand():
    """τ² = 0.25: 4 + O seen of 4 + E expected. 6 of 16: half of the programme's rate."""
    known = Experience({}, 0.01, 0.25)
    assert expected(10_000, county(6, 16), known) == pytest.approx((50.0, 0.1))
    assert expected(10_000, county(), known) == (100.0, 0.25), "without a record: the programme's, as uncertain"
    assert expected(10_000, county(6, 16), Experience({}, 0.01, 0.0)) == (100.0, 0.0), "no county differs"
    assert math.isnan(expected(10_000, county(), Experience({}, math.nan, 0.0))[0])


def test_of_fewer_than_twenty_claims_the_average_is_the_provinces():
    few, many = {"told_claims": 19.0, "paid": 1_900.0}, {"told_claims": 20.0, "paid": 8_000.0}
    assert Averages({"421122": few, "420000": many})("421122") == 400.0
    assert Averages({"421122": many})("421122") == 400.0 and math.isnan(Averages({"421122": few})("421122"))


def test_an_interval_is_that_of_the_negative_binomial():
    from scipy import stats

    found, r = interval(300.0, 0.02), 1 / 0.02
    law = stats.nbinom(r, r / (r + 300.0))
    assert (found.mean, found.low, found.high) == (300.0, law.ppf(0.025), law.ppf(0.975))
    assert interval(0.0, 0.5) == interval(0.0, 0.0)
    assert (interval(200.0, 0.0).low, interval(200.0, 0.0).high) == tuple(stats.poisson(200).ppf([0.025, 0.975]))


def test_claims_over_a_year_by_hand():
    """Two counties of 100 insured: at age 0 there are 3 claims of 200, at age 1 there is 1 of the 100 that came so
    far: 0.015 + 0.01."""
    rows = [("A", "2018", "2018-01", 2, 100), ("A", "2018", "2018-02", 1, 0), ("B", "2018", "2018-02", 1, 100)]
    months = pd.DataFrame(rows, columns=["place", "period", "month", "submitted", "insured"])
    assert funnel.over_a_year(months) == pytest.approx(0.025)


@pytest.mark.parametrize("between", [0.0, 0.08, 0.3])
def test_the_interval_holds_what_it_promises(between):
    """Counties of very unequal size and record, their true ratios drawn anew each round: of the claims of a further
    year 95 in 100 lie in the interval, of each county and of all together, the spread being estimated each time."""
    random = np.random.default_rng(20190831)
    inside, within, alone, rounds, rate = 0, 0, [], 120, 0.0098
    broad = 1.1  # single payments: log-normal, their squared coefficient of variation e^(σ²) − 1
    varied = np.exp(broad**2) - 1
    for _ in range(rounds):
        size = np.exp(random.uniform(np.log(20), np.log(2500), 69))
        size[:5] = 0.0  # no record as yet
        ratio = random.gamma(1 / between, between, 69) if between else np.ones(69)
        observed = random.poisson(size * ratio).astype(float)
        known = Experience({}, rate, Counts.fit(observed, size).between, varied)
        people = random.integers(50, 2000, 69)
        came = random.poisson(people * rate * ratio)
        each = [expected(n, county(o, e), known) for n, o, e in zip(people, observed, size, strict=True)]
        mean = sum(own for own, _ in each)
        beyond = sum(own**2 * more for own, more in each)
        every = interval(mean, beyond / mean**2)
        inside += every.low <= came.sum() <= every.high
        payments = 3_452.0 * np.exp(random.normal(-(broad**2) / 2, broad, came.sum()))
        paid = paid_of([(n, county(o, e)) for n, o, e in zip(people, observed, size, strict=True)], known)
        within += paid.low <= payments.sum() <= paid.high
        for n in range(0, 69, 8):
            one = interval(*each[n])
            alone.append(one.low <= came[n] <= one.high)
    assert 0.90 <= inside / rounds <= 1.0 and 0.90 <= within / rounds <= 1.0
    assert 0.93 <= np.mean(alone) <= 0.985
