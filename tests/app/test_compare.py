"""The compare page: what is chosen is in the address, and what is said is true."""

import json

import pytest

from backbone import compare
from backbone.indicators import INDICATORS
from backbone.periods import Horizon
from backbone.places import NATION
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


def test_choosing_places_and_indicators_is_written_to_the_address():
    at = visit("compare")
    assert any("Nobody chosen yet" in w for w in words(at))
    at.multiselect(key="compare-places").set_value(["421122", "530627", "520000"]).run()
    assert at.query_params == {"place": "421122", "others": "530627.520000"}
    at.multiselect(key="beside").set_value(["paid"]).run()
    assert at.query_params["beside"] == "paid"
    assert set(compare.compared(_view(at))) == {"insured", "paid"}
    at.multiselect(key="beside").set_value([]).run()
    assert compare.compared(_view(at)) == ("insured",)
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
    assert any("Six are compared" in w for w in words(at))


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
    "outside": {"place": "110101"}, "outside and inside": {"place": "110101", "others": "421122"},
    "no cover in the period": {"place": "421122", "others": "530627", "period": "2017"},
    "before all": {"as_of": "2017-07"}, "years outside": {"place": "110101", "against": "2018"},
    "years of a county with one": {"place": "421122", "against": "2018", "period": "2019"},
    "years before all": {"against": "2018", "as_of": "2017-07"},
    "years of a province": {"place": "420000", "against": "2018", "period": "2019", "indicator": "coverage"},
    "growth": {"place": "421122", "indicator": "growth", "others": "420000"}, "nation itself": {"place": NATION},
    "one year growth": {"place": "520000", "indicator": "growth", "against": "2018", "period": "2019"},
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("params", EMPTY.values(), ids=EMPTY)
def test_where_there_is_nothing_to_compare_a_sentence_says_so(params, lang):
    at = visit("compare", lang=lang, **params)
    assert not at.exception
    assert not any("nan" in w.lower().replace("<", " ").split() for w in words(at))
