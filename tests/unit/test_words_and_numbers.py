"""Text, units, periods: what a reader reads."""

import math

import pytest
from babel.numbers import format_decimal

from backbone import boundaries, units
from backbone.periods import ALL, Horizon, date_name, month_name, month_short, months_between, period_name, period_short
from backbone.text import Text


@pytest.mark.parametrize(("en", "zh"), [("", "字"), ("word", ""), ("  ", "字"), ("word", "\n")])
def test_a_text_that_lacks_a_language_is_refused(en, zh):
    with pytest.raises(ValueError):
        Text(en, zh)


def test_a_text_fills_its_names_and_knows_two_languages():
    both = Text("as of {month}", "截至{month}")
    assert (both("en", month="May"), both("zh", month="5月")) == ("as of May", "截至5月")
    with pytest.raises(KeyError):
        both("en", other="x")
    with pytest.raises(KeyError):
        both("fr")


@pytest.mark.parametrize(
    ("unit", "value", "en", "zh"),
    [
        (units.PERSON_TIMES, 600_100, "600k", "60万"),
        (units.PERSON_TIMES, 65_940, "65.9k", "6.6万"),
        (units.PERSON_TIMES, 1_310_000, "1.3M", "131万"),
        (units.MONEY, 1_500_000, "¥1.5M", "150万"),
        (units.PERSON_TIMES, 999_900, "1M", "100万"),
        (units.MONEY, 99_999_000, "¥100M", "1亿"),
        (units.CLAIMS, 812, "812", "812"),
        (units.PERCENT, 75, "75%", "75%"),
        (units.DAYS, 14, "14", "14"),
    ],
)
def test_where_there_is_hardly_room_a_number_is_brief(unit, value, en, zh):
    assert (unit.brief(value, "en"), unit.brief(value, "zh")) == (en, zh)


@pytest.mark.parametrize("value", [0, 0.25, 0.35, 2.5, -0.04, 99.95, 1234.565, 65_940.0, 1e15, 61_729_497.285])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_number_is_written_as_babel_writes_it(value, lang):
    for unit, pattern in ((units.CLAIMS, "#,##0"), (units.PER_1000, "#,##0.0")):
        assert unit.full(value, lang) == format_decimal(value, pattern, units.LOCALE[lang]).replace("-", "−")


def test_a_review_number_stands_below_maps_only_where_there_is_one():
    without, with_one = boundaries.note(""), boundaries.note("GS(2020)1234")
    assert (without.en, without.zh) == ("Boundaries: AMap, 2021", "底图：高德地图（2021）")
    assert with_one.en.endswith(" · Map review number: GS(2020)1234")
    assert with_one.zh.endswith(" · 审图号：GS(2020)1234")
    assert (
        boundaries.review("").zh.startswith("本图没有审图号") and "GS(2020)1234" in boundaries.review("GS(2020)1234").en
    )


@pytest.mark.parametrize(
    ("unit", "value", "en", "zh"),
    [
        (units.PERSON_TIMES, 5_360_000, "5.36 million", "536万"),
        (units.PERSON_TIMES, 813_200, "813,200", "81.32万"),
        (units.PERSON_TIMES, 65_940, "65,940", "65,940"),
        (units.MONEY, 1_160_000, "¥1.16 million", "116万元"),
        (units.MONEY, 62_000_000, "¥62 million", "6200万元"),
        (units.MONEY, 139_637_200, "¥139.6 million", "1.4亿元"),
        (units.MONEY, 1_500_000_000, "¥1.5 billion", "15亿元"),
        (units.MONEY, 999_960_000, "¥1 billion", "10亿元"),
        (units.MONEY, 99_999_000, "¥100 million", "1亿元"),
        (units.MONEY, -999_999_999_999, "¥-1 trillion", "-1万亿元"),
        (units.PERCENT, 5.13, "5.1%", "5.1%"),
        (units.DAYS, 10.66, "10.7 days", "10.7天"),
        (units.PER_1000, 6.4, "6.4", "6.4"),
        (units.CLAIMS, 0, "0", "0"),
        (units.CLAIMS, math.nan, "–", "–"),
        (units.CLAIMS, None, "–", "–"),
    ],
)
def test_short_forms(unit, value, en, zh):
    assert (unit.short(value, "en"), unit.short(value, "zh")) == (en, zh)


def test_full_forms_keep_every_digit():
    assert units.MONEY.full(1_160_000, "en") == "¥1,160,000"
    assert units.MONEY.full(1_160_000, "zh") == "1,160,000元"
    assert units.PERCENT.full(44.4, "en") == "44.4%"
    assert units.MONEY_A_HEAD.full(27, "en") == "¥27.0"


def test_intervals_as_a_legend_says_them():
    assert units.PERCENT.interval(-math.inf, 3, "en") == "< 3%"
    assert units.PERCENT.interval(3, 5.5, "en") == "3–5.5%"
    assert units.PERCENT.interval(9, math.inf, "zh") == "≥ 9%"
    assert units.PERSON_TIMES.interval(100_000, 1_500_000, "en") == "100,000–1.5 million"
    assert units.PERSON_TIMES.interval(100_000, 1_500_000, "zh") == "10万–150万"
    assert units.MONEY.interval(2_000_000, math.inf, "zh") == "≥ 200万元"


def test_months():
    assert months_between("2017-11", "2018-02") == ("2017-11", "2017-12", "2018-01", "2018-02")
    assert months_between("2018-02", "2018-02") == ("2018-02",)
    assert months_between("2018-02", "2018-01") == ()
    assert (month_name("2019-08", "en"), month_name("2019-08", "zh")) == ("August 2019", "2019年8月")
    assert [date_name(date, "en") for date in ("", "2018", "2018-09", "2018-09-04")] == [
        "", "2018", "September 2018", "4 September 2018",
    ]  # fmt: skip
    assert [date_name(date, "zh") for date in ("2018-09", "2018-09-04")] == ["2018年9月", "2018年9月4日"]
    assert (month_short("2019-08", "en"), month_short("2019-08", "zh")) == ("Aug 19", "19年8月")


def test_periods():
    assert Horizon("2017-07", "2017-09", "2017-08", ("2017",)).periods == (ALL, "2017")
    assert (period_name(ALL, "en"), period_name("2018", "zh")) == ("all policy years", "2018 保单年度")
    assert (period_short(ALL, "zh"), period_short("2018", "en")) == ("全部", "2018")
