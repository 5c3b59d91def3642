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


@pytest.mark.parametrize("signal", ["slow", "rejecting", "uncovered", "thin"])
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
