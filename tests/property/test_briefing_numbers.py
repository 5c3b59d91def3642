"""Every number of the briefing against the raw records: each sentence is worked out the slow way, and there is no
other."""

import pytest

from backbone.briefing.briefing import briefing, lines
from backbone.places import NATION
from backbone.view import View
from tests.property.test_watch_numbers import QUIET, SLOW, STRICT


def test_the_briefing_says_what_the_records_say(store, oracle):
    def insured(year, as_of):
        return oracle.aggregate(["insured"], None, period=year, as_of=as_of)["insured"].iloc[0]

    def within_5(year):
        months = oracle.aggregate(["paid_within_5", "told_claims"], "month", NATION).set_index("month")
        sums = months.loc[f"{year}-04" : f"{year}-06"].sum()
        return sums["paid_within_5"] / sums["told_claims"] * 100

    def alike():
        """The counties with cover in both years, and their change in per cent, each year to the same month of cover."""
        every = oracle.happenings[oracle.happenings.insured > 0]
        number = every.month.str[:4].astype(int) * 12 + every.month.str[5:].astype(int)
        began = number.groupby([every.county, every.policy_year]).min().unstack()[[2018, 2019]].dropna()
        age = (2019 * 12 + 8 - began).min(axis="columns")
        sums = [
            sum(
                every.insured[
                    (every.county == county) & (every.policy_year == year) & (number - began.at[county, year] <= of)
                ].sum()
                for county, of in age.items()
            )
            for year in (2018, 2019)
        ]
        return len(age), (sums[1] / sums[0] - 1) * 100

    now, then = insured("2019", "2019-08"), insured("2018", "2018-08")
    needing = len(QUIET | SLOW | STRICT)
    same, change = alike()
    assert within_5("2019") < within_5("2018") and now > then and change < 0
    said = [one.said for one in briefing(store, (), "en")]
    changed = next(one for one in said if one.startswith("August added"))
    assert said == [
        f"{needing} of {len(store.counties)} counties need a call",
        f"Paid within 5 working days: {within_5('2019'):.0f}%, a year ago {within_5('2018'):.0f}%"
        " (mostly new counties)",
        f"{now / 1e6:.2f} million insured in policy year 2019, up {(now / then - 1) * 100:.0f}% in a year"
        f" (down {-change:.0f}% in the same {same} counties)",
        changed,  # see test_trust_checks
        "Data to August 2019, complete to June 2019",
    ]


def test_both_languages_tell_the_same_findings_and_it_is_kept(store):
    en, zh = (briefing(store, (), lang) for lang in ("en", "zh"))
    assert [(one.kind, one.page, one.view.with_(lang="en")) for one in zh] == [
        (one.kind, one.page, one.view) for one in en
    ]
    assert briefing(store, (), "en") is en


@pytest.mark.parametrize(("lang", "month"), [("en", "August 2019: "), ("zh", "2019年8月：")])
def test_beside_the_numbers_of_an_earlier_month_each_line_says_of_which_it_is(store, lang, month):
    plain, dated = (lines(store, (), View(lang, as_of=as_of)) for as_of in ("", "2018-10"))
    assert [one for line in plain for one in line] == [*briefing(store, (), lang)]
    for line, said in zip(plain, dated, strict=True):
        assert [one.view for one in said] == [one.view for one in line], "what proves it is of that month too"
        assert [one.said for one in said[1:]] == [one.said for one in line[1:]]
    firsts = [(line[0].said, said[0].said) for line, said in zip(plain, dated, strict=True)]
    assert [said.removeprefix(month) for _, said in firsts] == [said for said, _ in firsts]
    assert all(month.rstrip(" :：") in said for _, said in firsts)
