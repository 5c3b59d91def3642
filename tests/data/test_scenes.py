"""Scenes: every page has a picture and a sentence of its own for a hall."""

import json
import re
from pathlib import Path

import pytest

from backbone.charts import Canvas
from backbone.indicators import INDICATORS
from backbone.pictures.growth import growth
from backbone.pictures.scene import HEIGHT, LARGEST, SCENES, shown
from backbone.record import record as published
from backbone.site import PAGES
from backbone.text import LANGS
from backbone.view import View

RECORD = published.load(Path(__file__).parents[2] / "data" / "published")


def _scene(store, page, lang="en", **asked):
    view = View(lang=lang, **asked)
    return shown(page, store, RECORD, view, Canvas(lang, "dark"))


def _said(store, page, lang, **asked):
    seen = _scene(store, page, lang, **asked)
    return " | ".join(filter(None, (seen.place, seen.sentence.whole)))


def test_scenes_are_of_pages():
    assert SCENES.keys() <= PAGES.keys()


@pytest.mark.parametrize(
    ("page", "asked", "en", "zh"),
    [
        ("home", {}, "69 counties in 12 provinces | 5.36 million times a breadwinner was insured",
         "12 省（区）69 县 | 536万人次获得保障"),
        ("place", {"place": "530627"}, "Zhenxiong | 600,100 times a breadwinner was insured",
         "镇雄县 | 60.01万人次获得保障"),
        ("place", {"place": "530627", "indicator": "coverage"},
         "Zhenxiong | 79 of 100 eligible breadwinners are insured", "镇雄县 | 每 100 名符合条件者，79 人已参保"),
        ("home", {"indicator": "days_to_settle"},
         "69 counties in 12 provinces | A claim is paid in 10.6 days on average",
         "12 省（区）69 县 | 从申请到赔付平均 10.6天"),
        ("coverage", {},
         "69 counties in 12 provinces | 85 of 100 eligible breadwinners are insured; 975,540 person-times are not",
         "12 省（区）69 县 | 每 100 名符合条件者，85 人已参保；尚有 97.55万人次未参保"),
        ("claims", {"place": "530627"},
         "Zhenxiong | Of 5,417 claims filed, 4,972 were paid: ¥9.68 million to families",
         "镇雄县 | 收到 5,417 件申请，已赔付 4,972 件，赔付到户 967.8万元"),
        ("watch", {},
         "Of 69 counties, 12 need a call: 5 slow to settle, 2 with many rejections, 5 with very few claims",
         "69 个县中有 12 个建议联系：5 个结案偏慢、2 个拒赔偏高、5 个理赔偏少"),
        ("ranking", {"indicator": "coverage"},
         "69 counties in 12 provinces | Coverage: 72.7%–100.0%, lowest in Fugong, highest in 10 counties",
         "12 省（区）69 县 | 参保率：72.7%–100.0%，福贡最低，10 个县最高"),
        ("ranking", {},
         "69 counties in 12 provinces | Insured: 23,891–600,100, lowest in Yugan, highest in Zhenxiong",
         "12 省（区）69 县 | 参保人次：23,891–60.01万，余干最少，镇雄最多"),
        ("record", {}, "10 of 69 counties are confirmed by a published source", "69 个县中 10 个有公开资料载明"),
        ("trust", {}, "All 63 sums agree with the programme’s numbers", "核对 63 项合计，全部一致"),
        ("home", {"period": "2018", "as_of": "2017-10"}, "Cover for policy year 2018 begins in January 2018",
         "2018 保单年度保障自2018年1月开始"),
        ("home", {"indicator": "growth"},
         "69 counties in 12 provinces | Growth: Only for one policy year; a policy year that is not over is held "
         "against the cover that has ended so far.",
         "12 省（区）69 县 | 参保增长率：仅适用于单个保单年度；尚未结束的年度，只与截至当时已到期的保障相比。"),
    ],
)  # fmt: skip
def test_a_scene_says_the_place_and_then_a_sentence(store, page, asked, en, zh):
    assert (_said(store, page, "en", **asked), _said(store, page, "zh", **asked)) == (en, zh)


def test_no_two_pages_show_the_same_picture(store):
    drawn = [_scene(store, page, place="421122").picture for page in PAGES if page != "home"]
    assert len({picture.title for picture in drawn}) == len(drawn)
    assert len({json.dumps(picture.figure.to_dict()) for picture in drawn}) == len(drawn)


@pytest.mark.parametrize(("lang", "said"), [("en", "¥1,160,000 · reported"), ("zh", "1,160,000元 · 公布")])
def test_a_number_that_was_published_says_so_on_the_map_of_a_hall_too(store, lang, said):
    seen = _scene(store, "place", lang, indicator="paid", place="420000", period="2018").picture
    assert said in json.dumps(seen.figure.to_dict(), ensure_ascii=False)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "asked", [{}, {"period": "2018", "as_of": "2017-08"}, {"place": "110101"}, {"against": "2018"}]
)
@pytest.mark.parametrize("page", PAGES)
def test_a_scene_never_counts_to_nothing_and_fits_its_stage(store, page, asked, lang):
    seen = _scene(store, page, lang, **asked)
    before, number, after = seen.sentence.lines
    assert before or after
    assert not seen.place.startswith("0 ") and "0 county" not in seen.place and number not in ("0", "–")
    figure = seen.picture.figure
    if figure is not None:
        size, height = figure.layout["font"]["size"], figure.layout["height"]
        assert 13 <= size <= round(13 * LARGEST)
        assert height <= HEIGHT * 1.01 or size == 13


@pytest.mark.parametrize(("lang", "said"), [("en", "bars: person-times not insured; "), ("zh", "条形：未参保人次；")])
def test_bars_of_those_not_reached_say_what_they_are(store, lang, said):
    seen = _scene(store, "coverage", lang, place="620000")
    assert seen.when.startswith(said) and seen.when.endswith(_scene(store, "place", lang, place="620000").when)
    assert not _scene(store, "coverage", lang, indicator="coverage").when.startswith(said), "these are of a rate"
    assert not _scene(store, "home", lang, indicator="not_insured").when.startswith(said), "this is a map"


def test_a_published_number_is_said_to_be_one_and_is_never_a_finding_among_modelled_ones(store):
    published = ("This number was published; the others are illustrative.",)
    assert _scene(store, "place", place="421122", period="2018").notes == published
    assert _scene(store, "place", place="530627", indicator="paid").notes != published
    assert _scene(store, "home").notes == published, "5.36 million was published"
    assert not _scene(store, "ranking").notes, "a range from one county to another was not"
    assert "stands out" not in _said(store, "compare", "en", place="421122")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("place", "indicator"), [("100000", "insured"), ("100000", "paid"), ("530000", "coverage")])
def test_while_the_months_go_by_the_legend_counts_the_places_of_each(store, lang, place, indicator):
    view = View(lang=lang, place=place, indicator=indicator)
    grown = growth(store, view, Canvas(lang, "dark"))
    for row, words in zip(grown.rows, zip(*grown.legend.values(), strict=True), strict=True):
        there = [one for code, one in zip(grown.places, row, strict=True) if one >= 0 and code in store.counties]
        assert sum(int(re.search(r"\d+", one)[0]) for one in words if one) <= len(there)
    page = "home" if place == "100000" else "place"
    layout = shown(page, store, RECORD, view, Canvas(lang, "dark")).picture.figure.layout
    written = {one["name"]: one["text"] for one in layout["annotations"] if one.get("name") in grown.legend}
    assert written == {name: rows[-1] for name, rows in grown.legend.items()}


def test_while_the_months_go_by_the_country_is_that_of_each(store):
    grown = growth(store, View(), Canvas())
    assert (grown.scopes[0], grown.scopes[-1]) == ("1 county in 1 province", "69 counties in 12 provinces")
    inside = Canvas().palette.land_in_programme
    for n, said in enumerate(grown.scopes):
        looks = dict(zip(grown.places, grown.rows[n], strict=True))
        provinces = [code for code in store.provinces if grown.looks[looks[code]][0] == inside]
        counties = [code for code in store.counties if looks[code] >= 0]
        assert [int(one) for one in re.findall(r"\d+", said)] == [len(counties), len(provinces)]


@pytest.mark.parametrize("i", INDICATORS)
def test_in_a_hall_three_classes_are_enough(store, i):
    hall = Canvas().for_stage(1.68)
    scale = store.scale(i, "county", hall.classes)
    colours = [hall.palette.step(one.step, scale.steps) for one in scale.classes]
    assert len(scale.classes) <= 3 and len(set(colours)) == len(colours)
    assert scale.threshold == store.scale(i, "county").threshold


def test_in_a_hall_lines_are_thicker():
    assert Canvas(size=1.68).stroke(1) < Canvas().for_stage(1.68).stroke(1) and Canvas().stroke(0.6) == 0.6
