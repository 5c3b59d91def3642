"""The sheet of a picture that leaves the page: light, with what it finds, its number, and where it comes from."""

import pytest

from backbone.charts import Canvas
from backbone.files.png import SHAPES
from backbone.pictures import area, breakdown, claims, compare, coverage, record, watch, years
from backbone.pictures.sheet import finding, foot, sheet
from backbone.record.record import load
from backbone.theme import PALETTES
from backbone.view import View

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
    assert picture.figure.layout.font.color == PALETTES["dark"].ink


@pytest.mark.parametrize(
    ("view", "make", "said"),
    [
        (View(indicator="paid"), "map", "Amount paid ¥61.73 million; highest: Zhenxiong ¥9.68 million"),
        (View(lang="zh", indicator="paid"), "map", "赔付金额 6173万元；最高：镇雄县 967.8万元"),
        (View(indicator="coverage"), "ranking", "Coverage 84.6%; lowest: Fugong 72.7%"),
        (View(indicator="paid"), "trend", "Amount paid ¥61.73 million; highest: May 2019 ¥5.39 million"),
        (View(), "crossed", "Claims paid 34,162; highest: Heart and blood vessels · County 3,444"),
        (View(), "promptness", "79.7% were settled within the 3–5 working days that were promised"),
    ],
)
def test_a_picture_is_headed_by_its_finding_and_the_value(store, view, make, said):
    assert finding(MAKERS[make](store, view, DARK[view.lang]), store) == said


def test_the_foot_says_basis_month_and_source_and_of_maps_alone_the_boundaries(store):
    trend, chart = (MAKERS[name](store, View(), DARK["en"]) for name in ("trend", "map"))
    assert foot(trend, store) == "Illustrative data · as of August 2019 · Source: Backbone Project"
    assert foot(chart, store) == f"{foot(trend, store)} · Boundaries: AMap, 2021"
    timeline = record.timeline(load(), View(), DARK["en"])
    assert foot(timeline, store) == "Backbone Project · Published figures, each with its source"
