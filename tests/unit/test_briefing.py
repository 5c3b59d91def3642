"""Which findings a briefing has, and what they say, for programmes that nobody has."""

import math
from datetime import date
from types import SimpleNamespace

import pytest

from backbone.briefing import findings
from backbone.briefing.findings import BETTERS, CALLS, WORSENS, Alike
from backbone.course.course import Course, Span
from backbone.indicators import INDICATORS
from backbone.periods import Horizon
from backbone.statistics.chance import Rate
from backbone.view import View
from backbone.watch.history import News


def news(*new):
    return News("2019-07", new, (), True)


@pytest.mark.parametrize(
    ("needing", "every", "told", "kind", "en", "zh"),
    [
        (12, 69, news(), CALLS, "12 of 69 counties need a call", "69 个县中有 12 个建议联系"),
        (1, 69, None, CALLS, "1 of 69 counties needs a call", "69 个县中有 1 个建议联系"),
        (
            3,
            9,
            news("421122", "421123"),
            CALLS,
            "3 of 9 counties need a call, 2 of them new since July",
            "9 个县中有 3 个建议联系，7 月以来新增 2 个",
        ),
        (0, 69, None, BETTERS, "None of 69 counties needs a call", "69 个县均无明显异常，暂无需要联系的县"),
    ],
)
def test_who_needs_a_call(needing, every, told, kind, en, zh):
    for lang, said in (("en", en), ("zh", zh)):
        found = findings.called(needing, every, told, lang)
        assert (found.kind, found.said, found.page, found.view) == (kind, said, "watch", View(lang))


def settled(now, before, of=1000):
    """How 5 working days were kept to: so many of so many claims, now and a year ago."""
    asked = INDICATORS["within_5_days"]
    spans = (
        Span(f"{year}-04", f"{year}-06", n / of * 100, Rate("share", n, of))
        for year, n in ((2019, now), (2018, before))
    )
    return Course(asked, None, *spans, True, None, 0)


@pytest.mark.parametrize(
    ("now", "before", "kind", "en"),
    [
        (760, 850, WORSENS, "Paid within 5 working days: 76%, a year ago 85%"),
        (850, 760, BETTERS, "Paid within 5 working days: 85%, a year ago 76%"),
    ],
)
def test_what_gets_better_and_worse(now, before, kind, en):
    found = findings.course(settled(now, before), "en")
    assert (found.kind, found.said, found.page) == (kind, en, "claims")
    assert found.view == View("en", "within_5_days")


def test_what_chance_explains_is_no_finding():
    assert findings.course(settled(8, 9, 10), "en") is None
    assert findings.course(settled(80, 80, 100), "zh") is None


@pytest.mark.parametrize(
    ("before", "after", "kind", "en", "zh"),
    [
        (
            1_000_000,
            1_100_000,
            BETTERS,
            "1.1 million insured in policy year 2019, up 10% in a year",
            "2019 保单年度参保 110万人次，比上年同期增长 10%",
        ),
        (
            200,
            150,
            WORSENS,
            "150 insured in policy year 2019, down 25% in a year",
            "2019 保单年度参保 150人次，比上年同期减少 25%",
        ),
    ],
)
def test_how_many_are_insured_against_the_year_before(before, after, kind, en, zh):
    for lang, said in (("en", en), ("zh", zh)):
        found = findings.reach(before, after, ("2018", "2019"), lang)
        assert (found.kind, found.said, found.page) == (kind, said, "compare")
        assert found.view == View(lang, period="2019", against="2018")


@pytest.mark.parametrize("pair", [(100_000, 100_400), (0, 100), (math.nan, 5), (5, math.nan)])
def test_as_many_as_before_or_not_known_is_no_finding(pair):
    assert findings.reach(*pair, ("2018", "2019"), "en") is None


@pytest.mark.parametrize(
    "alike, en, zh",
    [
        (Alike(27, 1_000, 944), " (down 6% in the same 27 counties)", "（可比的 27 个县减少 6%）"),
        (Alike(27, 1_000, 1_050), "", ""),
        (Alike(0, 0, 0), "", ""),
    ],
)
def test_growth_that_the_same_counties_do_not_share_is_told_with_theirs(alike, en, zh):
    for lang, more in (("en", en), ("zh", zh)):
        plain = findings.reach(100, 110, ("2018", "2019"), lang)
        assert findings.reach(100, 110, ("2018", "2019"), lang, alike).said == plain.said + more


def test_coverage_is_told_where_it_is_below_the_line():
    line = INDICATORS["coverage"].threshold
    assert findings.coverage(line, "en") is None and findings.coverage(math.nan, "en") is None
    found = findings.coverage(line - 4, "en")
    assert (found.kind, found.said) == (WORSENS, "71.0% of those eligible are insured, fewer than 75.0%")


@pytest.mark.parametrize(
    ("complete", "en", "zh"),
    [
        ("2019-06", "Data to August 2019, complete to June 2019", "数据截至2019年8月，2019年6月及以前完整"),
        ("2019-08", "Data to August 2019", "数据截至2019年8月"),
    ],
)
def test_the_age_of_the_data(complete, en, zh):
    horizon = Horizon("2017-07", "2019-08", complete, ("2019",))
    assert [findings.age(horizon, lang).said for lang in ("en", "zh")] == [en, zh]


def figure(metric, value, day, bound="exact", scope="programme", statement="actual", kind="press"):
    return SimpleNamespace(
        metric=metric,
        value=value,
        day=date.fromisoformat(day),
        bound=bound,
        scope=scope,
        statement=statement,
        source=SimpleNamespace(kind=kind),
    )


def test_published_totals_are_told_where_they_are_newer():
    every = [
        figure("insured_persons", 5_360_000, "2019-08-31"),
        figure("insured_persons", 11_380_000, "2020-12-31"),
        figure("insured_person_times", 14_300_000, "2022-12-31", "about"),
        figure("insured_persons", 14_350_000, "2022-12-31", "at_least", kind="primary"),
        figure("paid_rmb", 330_000_000, "2022-11-30", "about"),
        figure("paid_rmb", 999_000_000, "2023-11-30", scope="insurer:China Life P&C"),
        figure("insured_persons", 99_000_000, "2024-12-31", statement="target"),
    ]
    found = findings.published(every, "2019-08", "en")
    assert found.page == "record"
    assert found.said == (
        "Published since: more than 14.35 million insured by December 2022, about ¥330 million paid by November 2022"
    )
    assert findings.published(every, "2019-08", "zh").said == (
        "此后公布：截至2022年12月累计参保超过 1435万人（次），截至2022年11月累计赔付约 3.3亿元"
    )
    assert findings.published(every, "2022-11", "en").said == (
        "Published since: more than 14.35 million insured by December 2022"
    )
    assert findings.published(every, "2022-12", "en") is None
