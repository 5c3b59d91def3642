"""The watch list on screen: said in words, linked, clicked."""

import json

import pytest

from backbone import places
from backbone.charts import Canvas
from backbone.pictures.watch import funnel
from backbone.view import View
from backbone.watch import watchlist
from tests.app.app import chart, click, shown_page, visit, words


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Of 69 counties, 12 need a call: 5 slow to settle, 2 with many rejections, 5 with very few claims"),
        ("zh", "69 个县中有 12 个建议联系：5 个结案偏慢、2 个拒赔偏高、5 个理赔偏少"),
    ],
)
def test_the_finding_is_a_sentence_with_numbers(lang, said):
    assert any(w.startswith(said) for w in words(visit("watch", lang=lang)))


def test_every_county_of_the_list_says_why_and_leads_to_its_page(store):
    at = visit("watch")
    said = "\n".join(words(at))
    links = {link.proto.query_string: link.proto.label for link in at.get("page_link")}
    for called in watchlist.ranked(watchlist.listed(store)):
        if called.verdict in watchlist.CALLED:
            name, reason = places.get(called.place).name.en, called.reasons[0]
            assert name in links[f"place={called.place}"]
            assert f"{reason['observed']:,.0f} " in said
    assert "39 claims; 351 expected for its size (11%)" in said


def test_a_click_on_a_point_opens_the_county():
    at = click(visit("watch", period="2018"), "funnel", "520627")
    assert shown_page(at) == "place" and at.query_params == {"period": "2018", "place": "520627"}


@pytest.mark.parametrize("signal", ["silent", "rejecting", "uncovered", "thin"])
def test_picking_a_signal_is_in_the_address_and_draws_its_funnel(store, signal):
    at = visit("watch")
    at.button_group(key="signal").set_value(signal).run()
    assert at.query_params == {"signal": signal} and not at.exception
    traces = json.loads(chart(at, "funnel").proto.spec)["data"]
    drawn = {code for t in traces for code in t.get("customdata", [])}
    rows = watchlist.listed(store)
    assert drawn == set(rows.loc[(rows["signal"] == signal) & (rows["size"] > 0), "place"])


def test_the_table_has_the_rows_of_the_picture(store):
    at = visit("watch")
    drawn = {c for t in json.loads(chart(at, "funnel").proto.spec)["data"] for c in t.get("customdata", [])}
    file = funnel(store, View(), Canvas()).rows
    assert set(file["place"]) == drawn and {"observed", "expected", "lower_998", "verdict"} <= set(file.columns)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "params",
    [
        {"as_of": "2017-07"},
        {"as_of": "2017-09"},
        {"period": "2019", "as_of": "2019-01"},
        {"as_of": "2017-09", "signal": "slow"},
    ],
)
def test_early_months_have_something_sensible_to_say(params, lang):
    at = visit("watch", lang=lang, **params)
    assert not at.exception and not any("nan" in w.lower().split() for w in words(at))


@pytest.mark.parametrize(
    ("params", "said"),
    [({}, "Slow to settle: each county"), ({"signal": "uncovered"}, "Low coverage: each county")],
)
def test_the_chart_is_of_what_the_first_county_is_listed_for_or_of_what_the_address_names(params, said):
    assert any(w.startswith(f"##### {said}") for w in words(visit("watch", **params)))


@pytest.mark.parametrize(
    ("params", "en", "zh"),
    [
        ({}, "The same counties as in July.", "名单与 7 月相同。"),
        (
            {"as_of": "2018-12"},
            "2 new since November: Jiashi, Yanhe.",
            "11 月以来新增 2 个：伽师县、沿河土家族自治县。",
        ),
        (
            {"as_of": "2018-04"},
            "None new since March; 1 no longer listed: Zhenxiong.",
            "3 月以来无新增；1 个移出名单：镇雄县。",
        ),
    ],
)
def test_the_list_says_what_is_new(params, en, zh):
    assert en in words(visit("watch", **params)) and zh in words(visit("watch", lang="zh", **params))


@pytest.mark.parametrize(
    ("lang", "said", "since"),
    [
        (
            "en",
            "**On the watch list: 31.3% of claims paid within 5 working days (215 of 686), programme 79.7%.**",
            "Listed since November 2018.",
        ),
        (
            "zh",
            "**列入关注名单：31.3% 的赔付在 5 个工作日内结案（686 件中 215 件），全项目 79.7%。**",
            "自2018年11月起列入。",
        ),
    ],
)
def test_a_listed_county_begins_with_the_reason_and_leads_back(lang, said, since):
    at = visit("place", place="530828", lang=lang)
    assert {said, since} <= {*words(at)}
    back = {"en": "Back to the watch list", "zh": "返回关注名单"}[lang]
    assert any(link.proto.label == back for link in at.get("page_link"))


def test_the_way_back_is_to_the_chart_of_the_countys_own_reason():
    def back(code):
        links = visit("place", place=code).get("page_link")
        return next(link.proto.query_string for link in links if link.proto.label == "Back to the watch list")

    assert back("530828") == "place=530828", "it is the first on the list"
    assert back("522326") == "place=522326&signal=rejecting"


def test_a_county_that_is_not_listed_says_nothing_of_the_list():
    assert not any("watch list:" in w for w in words(visit("place", place="421122")))
