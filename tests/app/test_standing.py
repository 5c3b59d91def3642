"""A county's own page: where it stands among all others, and the way to its comparison with similar ones."""

import json

import pytest

from backbone.compare import comparison
from backbone.compare.peers import peers
from backbone.indicators import INDICATORS
from backbone.where import Where
from tests.app.app import chart, links, visit, words


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_county_shows_six_strips_among_all_69_and_its_rank_in_them(oracle, lang):
    at = visit("place", place="530828", lang=lang)
    assert any({"en": "Among 69 counties", "zh": "在 69 个县中的位置"}[lang] in w for w in words(at))
    figure = json.loads(chart(at, "standing").proto.spec)
    titles = [said["text"] for said in figure["layout"]["annotations"]]
    assert len(titles) == 6
    assert all(INDICATORS[i].name(lang) in said for i, said in zip(comparison.STANDING, titles, strict=True))
    rates = oracle.aggregate(["rejected", "decided"], "place", level="county").set_index("place")
    rates = rates["rejected"] / rates["decided"]
    rank = int((rates > rates["530828"]).sum()) + 1
    beside = figure["layout"]["yaxis2"]["ticktext"][comparison.STANDING.index("rejection_rate")]
    assert beside.endswith({"en": f"No. {rank}", "zh": f"第 {rank} 位"}[lang])


def test_what_is_not_to_be_ranked_and_what_was_published_has_no_rank():
    figure = json.loads(chart(visit("place", place="421122"), "standing").proto.spec)
    beside = dict(zip(comparison.STANDING, figure["layout"]["yaxis2"]["ticktext"], strict=True))
    assert beside["average_claim"].endswith("published") and "No." in beside["rejection_rate"]
    figure = json.loads(chart(visit("place", place="530828"), "standing").proto.spec)
    beside = dict(zip(comparison.STANDING, figure["layout"]["yaxis2"]["ticktext"], strict=True))
    assert beside["claims_per_1000"].endswith("+33%")


def test_it_leads_to_its_comparison_with_similar_counties(store):
    alike = ".".join(peer.code for peer in peers(store, Where("530828", "2018"), most=3))
    ways = {link.said: link for link in links(visit("place", place="530828", period="2018"))}
    to = ways["Lancang beside similar counties"]
    assert to.page == "compare" and to.question == {"place": "530828", "period": "2018", "others": alike}


def test_a_province_has_none_of_it():
    assert not any("Among" in w and "counties" in w for w in words(visit("place", place="530000")))
