"""The sheet of a picture that leaves the page: light, with what it finds, its number, and where it comes from."""

import pytest

from backbone import shapes
from backbone.charts import Canvas
from backbone.files.png import SHAPES, _lines
from backbone.pictures import area, breakdown, claims, compare, coverage, record, watch, years
from backbone.pictures.sheet import finding, foot, sheet
from backbone.record.record import load
from backbone.theme import PALETTES
from backbone.view import View
from tests.figures import checked

# The west, the east and the north of the country, and the Altay, over which a title can run.
ENDS = ((73.5, 39.4), (134.8, 48.4), (123.4, 53.5), (87.3, 49.1))
DARK = {lang: Canvas(lang, "dark") for lang in ("en", "zh")}
MAKERS = {
    "map": lambda store, view, canvas: area.map_here(store, view, canvas, "county"),
    "ranking": lambda store, view, canvas: area.ranking(store, view, canvas, "county"),
    "trend": area.trend,
    "process": claims.process,
    "promptness": claims.promptness,
    "bill": claims.bill,
    "crossed": breakdown.crossed,
    "pyramid": coverage.pyramid,
    "strips": lambda store, view, canvas: compare.side_by_side(store, view, canvas, ("421122", "530627")),
    "years": lambda store, view, canvas: years.change_map(store, view, canvas, ("2017", "2018")),
    "funnel": watch.funnel,
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_picture_of_a_dark_screen_leaves_it_on_light_paper_with_its_words(store, make, lang):
    picture = make(store, View(lang=lang, indicator="paid"), DARK[lang])
    for shape in SHAPES:
        made = sheet(picture, store, shape)
        assert made.layout.font.color == PALETTES["light"].ink and made.layout.paper_bgcolor == PALETTES["light"].paper
        words = "".join(a.text for a in made.layout.annotations if a.text)
        assert foot(picture, store).replace(" ", "") in words.replace(" ", "")
        assert picture.title.replace(" ", "") in words.replace(" ", "") and "审图" not in words
    assert picture.figure.layout["font"]["color"] == PALETTES["dark"].ink


@pytest.mark.parametrize(
    ("view", "make", "said"),
    [
        (View(indicator="paid"), "map", "Amount paid ¥61.73 million; most: Zhenxiong ¥9.68 million"),
        (View(lang="zh", indicator="paid"), "map", "赔付金额 6173万元；镇雄县最多（967.8万元）"),
        (View(indicator="coverage"), "ranking", "Coverage 84.6%; lowest: Fugong 72.7%"),
        (View(indicator="paid"), "trend", "Amount paid ¥61.73 million; most: May 2019 ¥5.39 million"),
        (View(), "crossed", "Claims paid 34,162; most: Heart and blood vessels · County 3,444"),
        (
            View(indicator="paid", place="421122"),
            "strips",
            "Amount paid: Hong'an ¥1.16 million; Zhenxiong ¥9.68 million",
        ),
        (View(lang="zh", place="421122"), "strips", "参保人次：红安 65,940；镇雄 60.01万"),
        (View(), "promptness", "79.7% were settled within the 3–5 working days that were promised"),
    ],
)
def test_a_picture_is_headed_by_its_finding_and_the_value(store, view, make, said):
    assert finding(MAKERS[make](store, view, DARK[view.lang]), store) == said


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_nothing_on_a_sheet_asks_for_a_click(store, make):
    words = sheet(make(store, View(), DARK["en"]), store, "16:9").layout.annotations
    assert not any("click" in (a.text or "").lower() for a in words)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_strips_of_four_places_keep_the_room_of_their_rows(store, shape):
    """Their names and numbers stand in rows of their own, which is no list that may be squeezed."""
    codes = ("421122", "530627", "513430", "433124")
    picture = compare.side_by_side(store, View(indicator="paid", place=codes[0]), DARK["en"], codes)
    made = sheet(picture, store, shape).layout
    assert made.height - made.margin.t - made.margin.b >= picture.figure.layout["height"]
    assert made.width / made.height == pytest.approx(SHAPES[shape][0] / SHAPES[shape][1], rel=0.01)


def test_numbers_of_a_ranking_stand_outside_clear_of_the_line_of_the_programme(store):
    dots = checked(area.ranking(store, View(indicator="coverage"), DARK["en"], "province").figure).data[-1]
    whole = store.value("coverage")
    assert {side for v, side in zip(dots.x, dots.textposition, strict=True) if v < whole} == {"middle left"}
    assert {side for v, side in zip(dots.x, dots.textposition, strict=True) if v > whole} == {"middle right"}


def test_the_foot_says_basis_month_and_source_and_of_maps_alone_the_boundaries(store):
    trend, chart = (MAKERS[name](store, View(), DARK["en"]) for name in ("trend", "map"))
    assert foot(trend, store) == "Illustrative data · as of August 2019 · Source: Backbone Project"
    assert foot(chart, store) == f"{foot(trend, store)} · Boundaries: AMap, 2021"
    timeline = record.timeline(load(), View(), DARK["en"])
    assert foot(timeline, store) == "Backbone Project · Published figures, each with its source"


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("make", "indicator"), [("map", "coverage"), ("map", "within_5_days"), ("years", "insured")])
def test_the_country_is_two_thirds_as_wide_as_its_picture_and_clear_of_the_words(store, make, indicator, shape, lang):
    made = sheet(MAKERS[make](store, View(lang=lang, indicator=indicator), DARK[lang]), store, shape)
    layout, geo = made.layout, made.layout.geo
    wide = layout.width - layout.margin.l - layout.margin.r
    high = layout.height - layout.margin.t - layout.margin.b
    across, up = ((domain[1] - domain[0]) * of for domain, of in ((geo.domain.x, wide), (geo.domain.y, high)))
    enlarged = geo.projection.scale or 1
    west, east, north, altay = (
        (x * enlarged, y * enlarged) for x, y in shapes.on_screen(geo.to_plotly_json(), ENDS, across, up)
    )
    assert east[0] - west[0] >= 0.65 * layout.width
    assert -up / 2 <= north[1], "the north is not cut"
    words = [a for a in layout.annotations if a.yanchor == "top" and a.y == 1]
    lowest = max(a.font.size * 1.2 - a.yshift for a in words)
    assert lowest < altay[1] + up / 2, "words lie on land"


def test_the_legend_of_a_wide_map_stands_above_the_words_at_its_foot(store):
    made = sheet(MAKERS["map"](store, View(indicator="coverage"), DARK["en"]), store, "16:9")
    high = made.layout.height - made.layout.margin.t - made.layout.margin.b
    below = max(a.yshift for a in made.layout.annotations if a.yanchor == "top" and a.y == 0)
    base = made.layout.template.layout.shapedefaults.yanchor * high
    assert base + min(s.y0 for s in made.layout.shapes if s.y0 is not None) > below


def test_words_and_legend_of_a_wide_map_keep_off_the_names_at_the_coast(store):
    """Those of Lancang and Fugong, which stand at the left of Yunnan, 0.28 of the sheet from its edge."""
    made = sheet(MAKERS["map"](store, View(indicator="coverage", period="2018"), DARK["en"]), store, "16:9")
    layout, high = made.layout, made.layout.height - made.layout.margin.t - made.layout.margin.b
    beside = [a for a in layout.annotations if a.yanchor == "top" and a.y == 0 and a.yshift > 45]
    assert max(len(a.text) * a.font.size * 0.5 for a in beside) + layout.margin.l < 0.28 * layout.width
    base = layout.template.layout.shapedefaults.yanchor * high
    assert base + min(s.y0 for s in layout.shapes if s.y0 is not None) > 0.26 * high


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("参保人次变化情况表", ["参保人次变化情", "况表"]),
        ("参保人次变化情况：一览", ["参保人次变化情", "况：一览"]),
        ("whole parts and not", ["whole parts", "and not"]),
        ("word", ["word"]),
        ("whole parts x · next", ["whole parts", "x · next"]),
        ("参保人次变化情 · 地图", ["参保人次变化", "情 · 地图"]),
    ],
)
def test_a_last_line_is_not_one_word_and_none_begins_with_a_mark(text, lines):
    width = 90 if text.isascii() else 80
    assert [line.text for line in _lines(text, 10, "", width)] == lines
