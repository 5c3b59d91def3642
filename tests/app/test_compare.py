"""The compare page: what is chosen is in the address, and what is said is true."""

import json

import pytest

from backbone.compare import comparison
from backbone.indicators import INDICATORS
from backbone.periods import Horizon
from backbone.places import NATION
from backbone.punctuation import held
from backbone.ui.pickers import found_label, label_among
from backbone.view import View
from tests.app.app import chart, click, shown_page, visit, words

PAIR = {"place": "421122", "others": "421123", "indicator": "claims_per_1000"}


def spec(at, key):
    return json.loads(chart(at, key).proto.spec)


def test_the_strips_say_value_and_difference(oracle):
    at = visit("compare", **PAIR)
    assert not at.exception
    drawn = json.dumps(spec(at, "strips"), ensure_ascii=False)
    whole = oracle.aggregate(["paid_claims", "insured"], None).iloc[0]
    for code in ("421122", "421123"):
        true = oracle.aggregate(["paid_claims", "insured"], None, code).iloc[0]
        rate, all_of = (1000 * r.paid_claims / r.insured for r in (true, whole))
        assert f"<b>{INDICATORS['claims_per_1000'].unit.full(rate, 'en')}</b>" in drawn
        apart = (rate / all_of - 1) * 100
        assert f"{'+' if apart > 0 else '−'}{abs(apart):.0f}%" in drawn
    said = " ".join(words(at))
    assert "Claims per 1,000 insured: Hong'an 5.1, 20% below the programme (6.4); Luotian 4.1, 36% below" in said
    assert "do not rank" in said, "its caution stands beside it"


def test_the_months_are_the_oracles(oracle):
    at = visit("compare", place="421122", others="530627", indicator="submitted")
    traces = [t for t in spec(at, "trends")["data"] if t.get("customdata")]
    for code, trace in zip(("421122", "530627"), traces, strict=True):
        true = oracle.aggregate(["submitted"], "month", code).set_index("month").submitted.to_dict()
        drawn = {m: v for m, v in zip(trace["customdata"], trace["y"], strict=True) if v}
        assert drawn == {month: n for month, n in true.items() if n}


RATE = {"place": "530000", "others": "653129.110101", "indicator": "rejection_rate"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_months_of_few_claims_are_left_out_of_line_and_table(oracle, lang):
    """In October 2017 one claim was decided in Yunnan, against the family: 100 per cent of one."""
    at = visit("compare", lang=lang, **RATE)
    traces = [t for t in spec(at, "trends")["data"] if t.get("customdata")]
    drawn, true = {}, {}
    for code, trace in zip(("530000", "653129"), traces, strict=True):
        months = oracle.aggregate(["rejected", "decided"], "month", code).set_index("month")
        many = months[months.decided >= comparison.FEWEST]
        assert 0 < len(many) < (months.decided > 0).sum(), "there is something to leave out"
        true |= {(code, m): row.rejected / row.decided * 100 for m, row in many.iterrows()}
        drawn |= {(code, m): v for m, v in zip(trace["customdata"], trace["y"], strict=True) if v is not None}
    assert drawn == pytest.approx(true, abs=0.01)
    said = {
        "en": f"Months with fewer than {comparison.FEWEST} claims decided are left out: too few to tell.",
        "zh": f"已结案件数不足 {comparison.FEWEST} 件的月份未列出：件数太少，不足以说明问题。",
    }
    assert any(said[lang] in one for one in words(at))
    at.session_state["trends-take-away"] = True
    table = next(e.value for e in at.run().dataframe if len(e.value) > len(drawn))
    assert table[INDICATORS["rejection_rate"].name(lang)].notna().sum() == len(drawn)


def test_what_counts_up_or_is_counted_leaves_no_month_out():
    for i in ("claims_per_1000", "submitted", "coverage"):
        assert not any("are left out" in w for w in words(visit("compare", **{**RATE, "indicator": i})))


NOBODY = {
    "en": "By July 2017, nobody in Yunnan and Guizhou was insured yet. "
    "Cover began first in Guizhou, in September 2017.",
    "zh": "截至2017年7月，云南和贵州尚无人参保。贵州最早开始保障，始于2017年9月。",
}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_before_the_first_cover_a_sentence_and_a_way_to_the_latest_month(oracle, lang):
    insured = oracle.enrolment[oracle.enrolment.insured > 0]
    assert insured[insured.adcode.str[:2].isin(["52", "53"])].month.min() == "2017-09"
    params = {"place": "530000", "others": "520000"} | ({"lang": lang} if lang != "en" else {})
    at = visit("compare", as_of="2017-07", **params)
    assert [s.value for s in at.subheader] == [held(NOBODY[lang])] and not at.get("plotly_chart")
    next(b for b in at.button if b.key.startswith("instead-")).click().run()
    assert at.query_params == params and len(at.get("plotly_chart")) == 2


def test_without_cover_in_a_policy_year_the_way_is_to_all_of_them():
    at = visit("compare", place="421122", period="2017", as_of="2018-12")
    said = "By December 2018, nobody in Hong'an was insured for policy year 2017."
    assert [s.value for s in at.subheader] == [held(said)]
    next(b for b in at.button if b.key.startswith("instead-")).click().run()
    assert at.query_params == {"place": "421122"} and at.get("plotly_chart")


def test_a_place_without_cover_has_no_panel_and_is_named():
    at = visit("compare", place="421122", others="520000", as_of="2018-02", indicator="submitted")
    (line,) = (t for t in spec(at, "trends")["data"] if t.get("customdata"))
    assert "Guizhou" in line["hovertemplate"]
    assert any("By February 2018, nobody in Hong'an was insured yet." in w for w in words(at))


def test_each_thing_is_said_once():
    at = visit("compare", place="530828", others="653129.530000.520000", indicator="rejection_rate")
    said = " ".join(words(at))
    assert "What stands out most in Lancang: paid within 5 working days 31.3%," in said, "no capital inside a sentence"
    assert "Rejection rate in 4 places: Lancang 5.1%, 1.1 points below the programme (6.2%); " in said
    assert said.count("highest") == said.count("lowest") == 1
    assert any("Yunnan and Guizhou are shown" in w for w in words(visit("compare")))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_published_figure_among_modelled_ones_is_no_finding(lang):
    """Hong'an's average claim is worked out from what was published of it: no county of a model lies near."""
    at = visit("compare", place="421122", others="421123.341524.530627", indicator="average_claim", lang=lang)
    said = " ".join(words(at))
    assert "68" not in at.subheader[0].value and "3,452" in said
    for claim in {"en": ("What stands out", "highest"), "zh": ("突出", "最高")}[lang]:
        assert claim not in said
    note = {
        "en": "Published figures: Hong'an; those of other places are modelled",
        "zh": "公布数字：红安；其余地区为模型推算",
    }
    assert note[lang] in said


def test_where_two_are_compared_of_which_one_is_published_their_difference_is_not_told_from_chance():
    said = " ".join(words(visit("compare", **PAIR)))
    assert "Published figures: Hong'an" in said and "The difference between them" not in said
    assert "Differs from the programme by more than chance: Luotian (205 claims)." in said


def test_a_total_and_what_became_of_it_are_written_alike():
    at = visit("compare", against="2017", period="2018")
    (said,) = (c.value for c in at.caption if "with cover in both" in c.value)
    counts = said.split("with cover in both: ")[1].split(" (")[0].split(" → ")
    assert all(n.replace(",", "").isdigit() for n in counts), counts


def test_the_map_says_what_its_colours_mean_where_less_is_better():
    for i, says in (("rejection_rate", True), ("within_5_days", False), ("claims_per_1000", False)):
        at = visit("compare", against="2018", indicator=i)
        assert any("Here less is better" in w for w in words(at)) == says


def test_choosing_places_and_indicators_is_written_to_the_address():
    at = visit("compare")
    assert any("No place is chosen yet" in w for w in words(at))
    at.multiselect(key="compare-places").set_value(["421122", "530627", "520000"]).run()
    assert at.query_params == {"place": "421122", "others": "530627.520000"}
    at.multiselect(key="beside").set_value(["paid"]).run()
    assert at.query_params["beside"] == "paid"
    assert set(comparison.compared(_view(at))) == {"insured", "paid"}
    at.multiselect(key="beside").set_value([]).run()
    assert comparison.compared(_view(at)) == ("insured",)
    at.multiselect(key="compare-places").set_value([]).run()
    assert "place" not in at.query_params and not at.exception


def _view(at):
    horizon = Horizon("2017-07", "2019-08", "2019-06", ("2017", "2018", "2019"))
    return View.from_params({k: v if isinstance(v, str) else v[0] for k, v in at.query_params.items()}, horizon)


def test_a_peer_is_one_press_away():
    at = visit("compare", place="421122")
    peer = next(b for b in at.button if b.key and b.key.startswith("peer-"))
    code = peer.key.removeprefix("peer-")
    peer.click().run()
    assert at.query_params == {"place": "421122", "others": code}


def test_seven_are_six():
    others = "421123.530627.520627.433124.422823.430822"
    at = visit("compare", place="421122", others=others)
    assert not at.exception and len(at.multiselect(key="compare-places").value) == 6
    assert any("Six places are the most" in w for w in words(at))


def test_clicks_lead_on():
    at = click(visit("compare", **PAIR), "strips", "421123")
    assert shown_page(at) == "place" and at.query_params["place"] == "421123"
    at = click(visit("compare", **PAIR), "trends", "2019-02")
    assert shown_page(at) == "compare" and at.query_params == {**PAIR, "as_of": "2019-02"}


def test_two_policy_years_and_the_map_of_change(store):
    at = visit("compare")
    at.button_group(key="compare-mode").set_value("periods").run()
    assert at.query_params == {"against": "2018"} and not at.exception
    at.button_group(key="against").set_value("2017").run()
    assert at.query_params == {"against": "2017"}
    drawn = {c for t in spec(at, "map")["data"] if t["type"] == "scattergeo" for c in t.get("customdata", [])}
    assert drawn == set(store.counties), "every county is in one class, or says that it has none"
    at = click(at, "map", "530627")
    assert shown_page(at) == "place" and at.query_params["place"] == "530627"


EMPTY = {
    "outside": {"place": "110101"},
    "outside and inside": {"place": "110101", "others": "421122"},
    "no cover in the period": {"place": "421122", "others": "530627", "period": "2017"},
    "before all": {"as_of": "2017-07"},
    "years outside": {"place": "110101", "against": "2018"},
    "years of a county with one": {"place": "421122", "against": "2018", "period": "2019"},
    "years before all": {"against": "2018", "as_of": "2017-07"},
    "years of a province": {"place": "420000", "against": "2018", "period": "2019", "indicator": "coverage"},
    "growth": {"place": "421122", "indicator": "growth", "others": "420000"},
    "nation itself": {"place": NATION},
    "one year growth": {"place": "520000", "indicator": "growth", "against": "2018", "period": "2019"},
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("params", EMPTY.values(), ids=EMPTY)
def test_where_there_is_nothing_to_compare_a_sentence_says_so(params, lang):
    at = visit("compare", lang=lang, **params)
    assert not at.exception
    assert not any("nan" in w.lower().replace("<", " ").split() for w in words(at))


def test_the_picker_names_what_is_chosen_and_finds_the_rest_by_initials_and_code():
    named = label_among(["621226", "430723", "421122"], "en")
    assert [named(code) for code in ("421122", "621226", "430723")] == ["Hong'an", "Lixian Gansu", "Lixian Hunan"]
    assert named("530627").startswith("Zhenxiong 镇雄县") and named("530627").endswith("zx 530627")


def test_a_place_that_was_found_reads_as_its_names_and_its_province():
    assert [found_label("421122", lang) for lang in ("en", "zh")] == ["Hong'an 红安县 · Hubei", "红安县 Hong'an · 湖北"]
    assert found_label("420000", "en") == "Hubei 湖北省"
