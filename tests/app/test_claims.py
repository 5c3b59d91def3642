"""The claims page says what the raw records say, and follows a click."""

import json
from decimal import Decimal

import pytest

from backbone.breakdowns import BREAKDOWNS
from backbone.indicators import INDICATORS
from backbone.places import NATION
from backbone.statistics.spread import edges, quartiles
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
def test_the_course_of_the_claims_is_the_oracles(oracle, place, period, as_of):
    columns = ["insured", "submitted", "decided", "paid_claims", "rejected", "paid", "paid_within_5"]
    true = oracle.aggregate(columns, None, place, None, period, as_of).iloc[0]
    at = visit("claims", place=place, period=period, as_of=as_of)
    assert not at.exception
    said = " ".join(words(at))
    short = INDICATORS["paid"].unit.short(float(true.paid), "en")
    assert filed_and_paid(true) in said
    assert short in said
    assert f"{full('waiting', true.submitted - true.decided)} waiting" in said
    assert f"{full('rejected', true.rejected)} rejected" in said
    rate = INDICATORS["rejection_rate"].unit.full(true.rejected / true.decided * 100, "en")
    assert f"{rate} of decided claims were rejected" in said
    within = INDICATORS["within_5_days"].unit.full(true.paid_within_5 / true.paid_claims * 100, "en")
    assert f"{within} were settled within the 3–5 working days" in said
    # What may only be shown as of the last month is not there as of an earlier one, which it would contradict.
    for key in ("promptness", "reasons", "sizes", "by-illness", "crossed"):
        assert (key in keys(at)) == (as_of == "2019-08"), key
    assert ("as of August 2019 only" in said) == (as_of != "2019-08")


def test_the_bill_is_the_oracles(oracle):
    columns = ["hospital_cost", "public_paid", "out_of_pocket", "paid"]
    true = oracle.aggregate(columns, None, "520000", None, 2018, "2019-08").iloc[0]
    bars = spec(visit("claims", place="520000", period="2018"), "bill")["data"][0]
    assert bars["x"] == pytest.approx([float(v) for v in [*true[columns], true.out_of_pocket - true.paid]])


@pytest.mark.parametrize("period", ["all", "2018"])
def test_the_bands_of_promptness_are_the_standard_ones(oracle, period):
    raw = oracle.aggregate(["paid_claims"], "settlement", NATION, None, period).set_index("settlement").paid_claims
    seven = raw.get("0-3", 0) + raw.get("4-7", 0)
    said = " ".join(words(visit("claims", period=period)))
    for count in (seven, raw["8-30"], raw["31-90"], raw["91+"]):
        assert full("claims_paid", count) in said


def test_median_and_quartiles_lie_in_the_bands_of_the_true_ones(oracle):
    """An estimate from bands can be wrong inside the band, not about it; and it equals the formula done by hand."""
    paid = sorted(oracle.claims.loc[oracle.claims.outcome == "paid", "paid_rmb"])
    codes = tuple(SIZE)
    counts = {
        code: float(
            sum(Decimal(int(low)) <= v < (Decimal(int(high)) if high != float("inf") else Decimal(10**9)) for v in paid)
        )
        for code, (low, high) in zip(codes, edges(codes), strict=True)
    }
    found = quartiles(counts, len(paid))
    said = " ".join(words(visit("claims")))
    for share, estimate in zip((0.25, 0.5, 0.75), (found.first, found.median, found.third), strict=True):
        true = float(paid[int(share * len(paid))])
        band = next(ends for ends in edges(codes) if ends[0] <= true < ends[1])
        assert band[0] <= estimate <= band[1]
        assert f"¥{round(estimate, -1):,.0f}" in said


def test_illness_by_hospital_tier_is_the_oracles(oracle):
    cells = spec(visit("claims", period="2018"), "crossed")["data"][0]["text"]
    true = [
        oracle.aggregate(["paid_claims"], None, NATION, None, 2018, illness=i, hospital_tier=t).paid_claims.iloc[0]
        for i in ILLNESS
        for t in HOSPITAL_TIER
    ]
    assert cells == [full("claims_paid", v) for v in true]


def test_a_county_shows_its_provinces_cells_and_says_so():
    county, province = (visit("claims", place=code) for code in ("421122", "420000"))
    assert spec(county, "crossed")["data"][0]["text"] == spec(province, "crossed")["data"][0]["text"]
    said = [" ".join(words(at)) for at in (county, province)]
    assert "A county is too small" in said[0] and "too small" not in said[1]


# -- clicks ----------------------------------------------------------------------------------------------------------


def test_from_the_nation_to_a_county_without_leaving_the_page(oracle):
    at = click(visit("claims", period="2018"), "by-place", "420000")
    assert at.query_params == {"period": "2018", "place": "420000"}
    at = click(at, "by-place", "421122")
    assert at.query_params == {"period": "2018", "place": "421122"}
    assert any("366 claims filed, 336 were paid" in w for w in words(at))


def test_a_click_on_an_illness_keeps_the_page_to_it_and_another_lets_go(oracle):
    at = click(visit("claims"), "by-illness", "cancer")
    assert at.query_params == {"only": "illness.cancer"}
    true = oracle.aggregate(["submitted", "paid_claims", "paid", "rejected"], None, illness="cancer").iloc[0]
    said = " ".join(words(at))
    assert filed_and_paid(true) in said
    assert "Only illness: Cancer" in said
    by_place = oracle.aggregate(["paid_claims"], "place", level="province", illness="cancer")
    bars = spec(at, "by-place")["data"][0]
    assert dict(zip(bars["customdata"], bars["x"], strict=True)) == pytest.approx(
        {row.place: row.paid_claims for row in by_place.itertuples() if row.place in bars["customdata"]}
    )
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
    assert any("as of August 2019 only" in w for w in words(at))
    at = visit("claims", only="illness.cancer", as_of="2018-12")
    assert at.select_slider(key="as-of").value == "2019-08", "the month that is shown is the one that is said"
    assert "by-illness" in keys(at)


def test_what_is_still_coming_in_is_said_only_where_it_is():
    def coming(**params):
        return any("claims of the last months are still being filed" in w for w in words(visit("claims", **params)))

    assert coming() and not coming(as_of="2018-03") and not coming(period="2017")


def test_the_line_under_the_title_is_of_the_question(oracle):
    """In policy year 2017 there were 15 counties in 4 provinces, in Yunnan 4 of today's 10."""
    for place, said in ((NATION, "15 counties in 4 provinces"), ("530000", "4 of its 129 counties insured")):
        inside = oracle.enrolment[(oracle.enrolment.policy_year == 2017) & (oracle.enrolment.insured > 0)]
        here = {c for c in inside.adcode if place == NATION or c[:2] == place[:2]}
        assert said.startswith(f"{len(here)} ") and said in words(visit("claims", place=place, period="2017"))


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
