"""The coverage page says what the raw records say, and follows a click."""

import json
import math

import pytest

from backbone.cover import rollout
from backbone.cover.rollout import standings
from backbone.indicators import INDICATORS
from backbone.periods import cover_ends
from backbone.places import NATION
from backbone.where import Where
from backbone.words import AGE_BAND, SEX
from tests.app.app import cards, chart, click, shown_page, visit, words

QUESTIONS = {
    "nation": (NATION, "all", "2019-08"),
    "nation 2018": (NATION, "2018", "2019-08"),
    "province": ("420000", "2019", "2019-08"),
    "county": ("421122", "2018", "2019-08"),
    "earlier": (NATION, "2018", "2018-10"),
}


def spec(at, key):
    return json.loads(chart(at, key).proto.spec)


def said(i, value, lang="en"):
    return INDICATORS[i].unit.short(float(value), lang)


@pytest.mark.parametrize(("place", "period", "as_of"), QUESTIONS.values(), ids=QUESTIONS)
def test_insured_inside_eligible_growth_and_renewal_are_the_oracles(oracle, place, period, as_of):
    true = oracle.aggregate(["insured", "eligible", "due", "renewed"], None, place, None, period, as_of).iloc[0]
    at = visit("coverage", place=place, period=period, as_of=as_of)
    assert not at.exception
    everything = " ".join(words(at))
    assert f"{said('insured', true.insured)} of {said('eligible', true.eligible)} person-times" in everything
    values = cards(at).values()
    assert said("insured", true.insured) in values and said("eligible", true.eligible) in values
    assert said("coverage", true.insured / true.eligible * 100) in values
    if true.due:
        assert said("renewal", true.renewed / true.due * 100) in values
    if true.due and period != "all":
        assert said("growth", (true.insured / true.due - 1) * 100) in values
    assert "–" not in values, "what is not known has a sentence, and no card"
    if period == "all":
        assert "choose a year" in everything


@pytest.mark.parametrize(("place", "period"), [(NATION, 2018), ("421122", 2018), ("520000", "all")])
def test_the_pyramid_is_the_oracles(oracle, place, period):
    at = visit("coverage", place=place, period=str(period))
    drawn = json.dumps(spec(at, "pyramid"))
    for sex in SEX:
        for band in AGE_BAND:
            true = oracle.aggregate(["insured", "eligible"], None, place, None, period, sex=sex, age_band=band).iloc[0]
            assert INDICATORS["insured"].unit.full(true.insured, "en") in drawn
            assert INDICATORS["coverage"].unit.full(true.insured / true.eligible * 100, "en") in drawn


def test_the_years_and_the_places_are_the_oracles(oracle):
    at = visit("coverage", period="2018")
    years = oracle.aggregate(["insured", "eligible"], "period").set_index("period")
    drawn = spec(at, "years")["data"]
    assert [t["x"] for t in drawn] == [years.eligible.tolist(), years.insured.tolist()]
    places = oracle.aggregate(["insured", "eligible"], "place", level="province", period=2018)
    reach = json.dumps(spec(at, "reach"))
    for row in places.itertuples():
        assert INDICATORS["coverage"].unit.full(row.insured / row.eligible * 100, "en") in reach


@pytest.mark.parametrize("as_of", ["2019-08", "2018-10"])
def test_who_joined_stayed_and_left_is_recomputed(store, oracle, as_of):
    raw = oracle.enrolment[(oracle.enrolment.insured > 0) & (oracle.enrolment.month <= as_of)]
    cover = {y: set(raw.loc[raw.policy_year == y, "adcode"]) for y in (2017, 2018, 2019)}
    found = standings(store, Where(as_of=as_of))
    for year in (2017, 2018, 2019):
        own = found[found["period"] == str(year)].groupby("standing")["place"].apply(set).to_dict()
        before = cover.get(year - 1, set())
        ended = {
            c
            for c in before
            if max(raw.loc[(raw.adcode == c) & (raw.policy_year == year - 1), "month"].map(cover_ends)) <= as_of
        }
        assert own.get(rollout.STAYED, set()) == cover[year] & before
        assert own.get(rollout.LEFT, set()) == ended - cover[year]
        assert own.get(rollout.COVERED, set()) == before - cover[year] - ended
        assert own.get(rollout.JOINED, set()) | own.get(rollout.RETURNED, set()) == cover[year] - before


def test_the_maps_have_one_scale_and_every_county(store):
    at = visit("coverage")
    found = standings(store, Where())
    sizes = {}
    for year in store.horizon.years:
        own = found[found["period"] == year]
        codes = []
        for trace in spec(at, f"rollout-{year}")["data"]:
            if trace["type"] == "scattergeo" and "customdata" in trace:
                codes += trace["customdata"]
                drawn = trace["marker"]["size"]
                drawn = drawn if isinstance(drawn, list) else [drawn] * len(trace["customdata"])
                for code, size in zip(trace["customdata"], drawn, strict=True):
                    value = own.loc[own["place"] == code, "insured"].iloc[0]
                    if not math.isnan(value):
                        sizes.setdefault(store.scale("insured", "county").of(value).step, set()).add(size)
        assert sorted(codes) == sorted(own["place"])
    assert all(len(drawn) == 1 for drawn in sizes.values()), "one size a class, whatever the year"


@pytest.mark.parametrize(
    ("key", "code", "then"),
    [
        ("reach", "420000", {"place": "420000"}),
        ("rollout-2018", "421122", {"place": "421122"}),
        ("years", "2018", {"period": "2018"}),
    ],
)
def test_a_click_stays_on_the_page_and_asks_of_what_was_clicked(key, code, then):
    at = click(visit("coverage"), key, code)
    assert shown_page(at) == "coverage" and at.query_params == then


EMPTY = {
    "outside": {"place": "110101"},
    "no cover in the period": {"place": "421122", "period": "2017"},
    "first year": {"period": "2017"},
    "before all": {"as_of": "2017-07"},
    "none due": {"period": "2018", "as_of": "2018-02"},
    "one year only": {"place": "360734", "period": "2019"},
    "earlier": {"place": "420000", "as_of": "2018-12"},
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("params", EMPTY.values(), ids=EMPTY)
def test_where_there_is_nothing_a_sentence_says_so(params, lang):
    at = visit("coverage", lang=lang, **params)
    assert not at.exception
    assert not any("nan" in w.lower().split() for w in words(at))
    why = {"first year": ("first policy year", "首个保单年度"), "none due": ("had ended by", "均未到期")}
    for name, sides in why.items():
        if params == EMPTY[name]:
            assert any(sides[lang == "zh"] in w for w in words(at))


# -- who is not reached --------------------------------------------------------------------------------------------


def test_who_is_not_reached_in_yunnan(oracle):
    """The sentence, the bars by number and the pyramid say what the raw records say."""
    true = oracle.aggregate(["eligible", "insured"], "place", level="county")
    true = true[true.place.str.startswith("53")].set_index("place")
    missed = (true.eligible - true.insured).sort_values(ascending=False)
    at = visit("coverage", place="530000")
    found = " ".join(words(at))
    total, eligible = missed.sum(), said("eligible", true.eligible.sum())
    assert f"In Yunnan, {total:,} of {eligible} eligible person-times were not insured" in found
    assert missed.index[0] == "530627" and f"most of them in Zhenxiong ({missed.iloc[0]:,})" in found
    assert spec(at, "reach")["data"][0]["x"] == missed[missed.index].tolist()
    assert spec(at, "reach")["data"][0]["customdata"] == list(missed.index)
    for sex in SEX:
        for band in AGE_BAND:
            group = oracle.aggregate(["insured", "eligible"], None, "530000", None, sex=sex, age_band=band).iloc[0]
            assert f"<b>{group.eligible - group.insured:,}</b>" in json.dumps(spec(at, "pyramid"))


def test_by_number_or_by_rate_is_kept_in_the_address(oracle):
    at = visit("coverage", place="530000")
    at.button_group(key="order").set_value("coverage").run()
    assert at.query_params["indicator"] == "coverage"
    rows = oracle.aggregate(["eligible", "insured"], "place", level="county")
    rows = rows[rows.place.str.startswith("53")]
    lowest = rows.assign(rate=rows.insured / rows.eligible).sort_values("rate", kind="stable").place.tolist()
    assert spec(at, "reach")["data"][0]["customdata"] == lowest
    assert "not insured by county" not in " ".join(words(at)).lower()


@pytest.mark.parametrize(
    ("params", "en", "zh"),
    [
        ({"place": "530627"}, "53.0% of all those not insured in Yunnan", "占云南省未参保人次的 53.0%"),
        ({"place": "530521"}, "In Shidian, everybody eligible was insured.", "施甸县应保对象全部参保。"),
        ({"place": "530000", "period": "2018"}, "most of them in Zhenxiong (87,978) and Ludian (32,364)",
         "多数在镇雄县（87,978）和鲁甸县（32,364）"),
        ({"place": "130000", "period": "2019"}, "all of them in Laiyuan.", "全部在涞源县。"),
    ],
)  # fmt: skip
def test_who_is_not_reached_in_a_county_and_where_nobody_is_left_out(params, en, zh):
    assert en in " ".join(words(visit("coverage", **params)))
    assert zh in "".join(words(visit("coverage", lang="zh", **params)))


def test_the_county_with_the_most_not_reached_is_named_for_the_programme():
    assert "the county with the most is Zhenxiong (159,982)" in " ".join(words(visit("coverage")))
    assert "the county with the most" not in " ".join(words(visit("coverage", place="530000")))
    assert "all 69,261 insured" in " ".join(words(visit("coverage", place="530000")))
