"""The claims page says what the raw records say, and follows a click."""

import json

import pytest

from backbone import gathering
from backbone.breakdowns import BREAKDOWNS
from backbone.indicators import INDICATORS
from backbone.places import NATION
from backbone.statistics.spread import edges, quartiles
from backbone.where import Only, Where
from backbone.words import HOSPITAL_TIER, ILLNESS, SIZE
from tests.app.app import chart, click, figures, visit, words

QUESTIONS = {
    "nation": (NATION, "all", "2019-08"),
    "province": ("520000", "2018", "2019-08"),
    "county": ("421122", "2018", "2019-08"),
    "earlier": (NATION, "2018", "2019-03"),
    "county earlier": ("530627", "all", "2018-12"),
}


def spec(at, key):
    return json.loads(chart(at, key).proto.spec)


def keys(at):
    """The names of the charts on the page."""
    return {e.proto.id.split("-", 2)[2].split(":")[0] for e in at.get("plotly_chart")}


def full(i, value, lang="en"):
    return INDICATORS[i].unit.full(float(value), lang)


def filed_and_paid(true):
    return f"Of {full('submitted', true.submitted)} claims filed, {full('claims_paid', true.paid_claims)} were paid"


@pytest.mark.parametrize(("place", "period", "as_of"), QUESTIONS.values(), ids=QUESTIONS)
def test_counts_are_the_oracles_and_amounts_are_those_told(oracle, store, place, period, as_of):
    columns = ["insured", "submitted", "decided", "paid_claims", "rejected"]
    true, where = oracle.aggregate(columns, None, place, None, period, as_of).iloc[0], Where(place, period, as_of)
    at = visit("claims", place=place, period=period, as_of=as_of)
    assert not at.exception
    said = " ".join(words(at))
    assert filed_and_paid(true) in said
    assert INDICATORS["paid"].unit.short(store.value("paid", where), "en") in said
    assert f"{full('waiting', true.submitted - true.decided)} waiting" in said
    assert f"{full('rejected', true.rejected)} rejected" in said
    rate = INDICATORS["rejection_rate"].unit.full(true.rejected / true.decided * 100, "en")
    assert f"{rate} of decided claims were rejected" in said
    within = full("within_5_days", store.value("within_5_days", where))
    assert f"{within} were settled within the 3–5 working days" in said
    # A county is not broken down two ways at once; all else is there as of every month.
    shown = {"promptness", "reasons", "sizes", "by-illness"} | ({"crossed"} if place.endswith("0000") else set())
    assert shown <= keys(at)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("place", "period", "as_of"), QUESTIONS.values(), ids=QUESTIONS)
def test_what_waits_and_what_is_not_yet_broken_down_is_said(store, place, period, as_of, lang):
    where = Where(place, period, as_of)
    at = visit("claims", place=place, period=period, as_of=as_of, lang=lang)
    said = " ".join(words(at))
    waits = gathering.waiting(store.told(where), lang)
    assert said.count(waits) == 1 if waits else "until eight have gathered" not in said
    rows = store.aggregate(("claims_paid",), "illness", where)
    assert said.count(gathering.GATHERING(lang)) == 1, "a rule stands once on a page"
    assert rows["claims_paid"].sum() == store.value("claims_paid", where)


def test_the_bill_is_what_is_told(store):
    where, columns = Where("520000", "2018"), ("hospital_cost", "public_paid", "out_of_pocket", "paid")
    told = [store.value(i, where) for i in (*columns, "still_left")]
    bars = spec(visit("claims", place="520000", period="2018"), "bill")["data"][0]
    assert bars["x"] == pytest.approx(told)


@pytest.mark.parametrize("period", ["all", "2018"])
def test_the_bands_of_promptness_are_the_standard_ones(store, period):
    rows = store.aggregate(("claims_paid",), "settlement", Where(NATION, period))
    told = dict(zip(rows["settlement"], rows["claims_paid"], strict=True))
    said = " ".join(words(visit("claims", period=period)))
    for count in (told["0-3"] + told["4-7"], told["8-30"], told["31-90"], told["91+"]):
        assert full("claims_paid", count) in said


def test_median_and_quartiles_lie_in_the_bands_of_the_true_ones(oracle, store):
    """An estimate from bands can be wrong inside the band, not about it; and it equals the formula done by hand."""
    paid = sorted(oracle.claims.loc[oracle.claims.outcome == "paid", "paid_rmb"])
    rows = store.aggregate(("claims_paid",), "size")
    counts = {code: n for code, n in zip(rows["size"], rows["claims_paid"], strict=True) if code in SIZE}
    found = quartiles(counts)
    said = " ".join(words(visit("claims")))
    for share, estimate in zip((0.25, 0.5, 0.75), (found.first, found.median, found.third), strict=True):
        true = float(paid[int(share * len(paid))])
        band = next(ends for ends in edges(tuple(SIZE)) if ends[0] <= true < ends[1])
        assert band[0] <= estimate <= band[1]
        assert f"¥{round(estimate, -1):,.0f}" in said


def test_illness_by_hospital_tier_is_what_is_told(store):
    cells = spec(visit("claims", period="2018"), "crossed")["data"][0]["text"]
    rows = store.aggregate(("claims_paid",), ("illness", "hospital_tier"), Where(NATION, "2018"))
    told = rows.set_index(["illness", "hospital_tier"])["claims_paid"]
    assert cells == [full("claims_paid", told[i, t]) for i in ILLNESS for t in HOSPITAL_TIER]


def test_a_county_is_not_broken_down_two_ways_and_says_so():
    county, province = (visit("claims", place=code) for code in ("421122", "420000"))
    assert "crossed" in keys(province) and "crossed" not in keys(county)
    said = [" ".join(words(at)) for at in (county, province)]
    refusal = "by illness and hospital tier is shown for provinces and the programme"
    assert refusal in said[0] and refusal not in said[1]


# -- clicks ----------------------------------------------------------------------------------------------------------


def test_from_the_nation_to_a_county_without_leaving_the_page(oracle):
    at = click(visit("claims", period="2018"), "by-place", "420000")
    assert at.query_params == {"period": "2018", "place": "420000"}
    at = click(at, "by-place", "421122")
    assert at.query_params == {"period": "2018", "place": "421122"}
    assert any("366 claims filed, 336 were paid" in w for w in words(at))


def test_a_click_on_an_illness_keeps_the_page_to_it_and_another_lets_go(store):
    at = click(visit("claims"), "by-illness", "cancer")
    assert at.query_params == {"only": "illness.cancer"}
    only = Where(only=Only((("illness", "cancer"),)))
    said = " ".join(words(at))
    assert f"{full('claims_paid', store.value('claims_paid', only))} claims paid" in said
    assert INDICATORS["paid"].unit.short(store.value("paid", only), "en") in said
    assert "Only illness: Cancer" in said
    told = store.aggregate(("claims_paid",), "place", only, "province").set_index("place")["claims_paid"]
    bars = spec(at, "by-place")["data"][-1]
    assert dict(zip(bars["customdata"], bars["x"], strict=True)) == told[bars["customdata"]].to_dict()
    at.button(key="only").click().run()
    assert at.query_params == {}


@pytest.mark.parametrize(
    ("by", "code"),
    [
        ("sex", "female"),
        ("age_band", "50-60"),
        ("hospital_tier", "county"),
        ("size", "500-999"),
        ("reason", "duplicate"),
        ("settlement", "8-30"),
    ],
)
def test_every_breakdown_can_be_kept_to(by, code):
    at = click(visit("claims", by=by, place="520000"), f"by-{by}", code)
    assert not at.exception
    assert at.query_params == {"by": by, "place": "520000", "only": f"{by}.{code}"}
    assert any(BREAKDOWNS[by].categories[code].en in w for w in words(at))


def test_a_click_in_the_heat_map_keeps_to_the_illness():
    assert click(visit("claims"), "crossed", "injury").query_params == {"only": "illness.injury"}


def test_a_click_on_a_month_and_a_category_as_of_the_last():
    at = click(visit("claims"), "months", "2018-12")
    assert at.query_params == {"as_of": "2018-12"}
    at = click(at, "by-illness", "cancer")
    assert at.query_params == {"as_of": "2018-12", "only": "illness.cancer"} and not at.exception
    at.select_slider(key="as-of").set_value("2019-03").run()
    assert at.query_params == {"as_of": "2019-03", "only": "illness.cancer"}


def test_what_is_still_coming_in_is_said_only_where_it_is():
    def coming(**params):
        return any("claims of the last months are still being filed" in w for w in words(visit("claims", **params)))

    assert coming() and not coming(as_of="2018-03") and not coming(period="2017")


def test_the_line_under_the_title_is_of_the_question(oracle):
    """In policy year 2017 there were 15 counties in 4 provinces, in Yunnan 4 of today's 10."""
    for place, said in ((NATION, "15 counties in 4 provinces"), ("530000", "Cover in 4 of its 129 counties")):
        inside = oracle.enrolment[(oracle.enrolment.policy_year == 2017) & (oracle.enrolment.insured > 0)]
        here = {c for c in inside.adcode if place == NATION or c[:2] == place[:2]}
        assert f"{len(here)} " in said and said in words(visit("claims", place=place, period="2017"))


def test_before_the_first_cover_the_sentence_is_true():
    said = words(visit("claims", as_of="2017-07"))
    assert any(w.startswith("By July 2017, nobody in the programme was insured yet. Cover began in") for w in said)
    at = visit("claims", place="530000", period="2019", as_of="2019-02")
    assert any(
        w.startswith(
            "By February 2019, nobody in Yunnan was insured for policy year 2019. The first cover, "
            "of policy year 2017, began in October 2017."
        )
        for w in words(at)
    )
    at.button(key="instead-Show policy year 2018").click().run()
    assert at.query_params == {"place": "530000", "period": "2018", "as_of": "2019-02"}


def test_the_incomplete_months_are_marked():
    assert any("incomplete" in w for f in figures(visit("claims")) for w in [str(f)])


# -- nothing to show -------------------------------------------------------------------------------------------------

EMPTY = {
    "outside": {"place": "110101"},
    "no cover in the period": {"place": "421122", "period": "2017"},
    "before all": {"as_of": "2017-07"},
    "covered, no claim yet": {"place": "530627", "as_of": "2018-01"},
    "one category before": {"only": "illness.cancer", "as_of": "2017-10"},
    "category of a county": {"place": "520627", "only": "size.10000+", "by": "size"},
    "category not kept together": {"place": "421122", "only": "sex.female", "by": "illness"},
    "reason in a small county": {"place": "520627", "only": "reason.duplicate"},
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("params", EMPTY.values(), ids=EMPTY)
def test_where_there_is_nothing_a_sentence_says_so(params, lang):
    at = visit("claims", lang=lang, **params)
    assert not at.exception
    said = words(at)
    assert not any("nan" in w.lower().split() for w in said)
    assert any(w.endswith((".", "。", "）", ")")) and len(w) > 12 for w in said)


# -- is it getting worse? ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "en", "zh"),
    [
        ({}, ("Payment is getting slower", "a year ago 85%", "The months after June 2019 are incomplete."),
         ("结案在变慢", "上年同期 85%", "2019年6月以后的月份尚不完整。")),
        ({"place": "530000"}, ("Payment is getting slower", "In the 3 counties that had claims then too"),
         ("结案在变慢", "当时已有理赔的 3 个县")),
        ({"place": "530627"}, ("No clear change in rejections", "the three months before"), ("拒赔率无明显变化",)),
        ({"place": "520627"}, ("Too few claims to tell", "fewer than 20 claims in April–June 2019"),
         ("件数太少，无法判断", "不足 20 件")),
        ({"period": "2018"}, ("All policy years together",), ("全部保单年度合计",)),
    ],
)  # fmt: skip
def test_whether_it_is_getting_worse(params, en, zh):
    for lang, expected in (("en", en), ("zh", zh)):
        said = " ".join(words(visit("claims", lang=lang, **params)))
        assert not [text for text in expected if text not in said]


def test_incomplete_months_are_named_only_where_there_are_some():
    at = visit("claims", as_of="2019-03")
    assert "are incomplete" not in " ".join(words(at))
    drawn = [trace for trace in spec(at, "course-within-5-days")["data"] if trace["mode"] == "lines+markers"]
    assert [trace["line"]["dash"] for trace in drawn] == ["solid"]
    drawn = spec(visit("claims"), "course-within-5-days")["data"]
    late = next(trace for trace in drawn if trace["line"].get("dash") == "dash")
    assert [months[0] for months in late["customdata"]] == ["2019-06", "2019-07", "2019-08"]


def test_a_month_of_the_course_is_a_month_to_look_from():
    at = click(visit("claims"), "course-within-5-days", "2019-03")
    assert at.query_params["as_of"] == "2019-03"
