"""Figures on paper, and the parts that pictures share: fonts, margins, legends, words."""

import pytest

from backbone.charts import Canvas
from backbone.charts.legend import Entry, legend
from backbone.charts.words import Beside, extent, hover, lines_of
from backbone.files.png import FOOT, HEAD, LINE, MARGIN, framed

ENTRIES = (Entry("< 3", "#111111"), Entry("3 – 5", "#222222", 20), Entry("fewer", "#333333", 12, points=-1))


def test_a_framed_figure_keeps_its_own_margins_and_height():
    fig = Canvas().figure([], 300, margin={"l": 90, "r": 10, "t": 30, "b": 48})
    out = framed(fig, "A & B", ["x < 8"], "source", "light")
    assert out.layout.height == 300 + HEAD + FOOT
    assert out.layout.margin.to_plotly_json() == {"l": MARGIN + 90, "r": MARGIN + 10, "t": HEAD + 30, "b": FOOT + 48}
    title, subtitle, note = out.layout.annotations
    assert (title.text, subtitle.text, note.text) == ("<b>A &amp; B</b>", "x &lt; 8", "source")
    assert {words.xshift for words in out.layout.annotations} == {-90}, "at the left edge of the paper"
    assert title.yshift > subtitle.yshift > 30 and note.yshift < -48, "free of what the picture has in its margins"
    longer = framed(fig, "A & B", ["x < 8", "and more"], "source", "light").layout
    assert longer.annotations[1].text == "x &lt; 8<br>and more" and longer.height == out.layout.height + LINE
    assert longer.margin.t - longer.annotations[1].yshift == out.layout.margin.t - subtitle.yshift
    assert fig.layout.height == 300 and not fig.layout.annotations, "the figure itself is not touched"


def test_a_swatch_looks_like_what_it_stands_for():
    square, circle, triangle = legend(ENTRIES, "Title", Canvas())["shapes"]
    assert (square["type"], circle["type"], triangle["type"]) == ("rect", "circle", "path")
    assert circle["x1"] - circle["x0"] == 20
    _, foot, tip = (float(point.split(",")[1].rstrip("Z")) for point in triangle["path"].removeprefix("M").split("L"))
    assert tip < foot, "it points down"


@pytest.mark.parametrize("size", [1.0, 1.6])
def test_the_sheet_below_a_legend_covers_its_words(size):
    key = legend(ENTRIES, "A long title of the legend", Canvas(size=size), sheet=True)
    sheet, *swatches = key["shapes"]
    assert sheet["fillcolor"] == Canvas().palette.paper and len(swatches) == len(ENTRIES)
    assert sheet["x1"] >= extent("A long title of the legend", size)[0]
    assert sheet["y1"] >= max(word["yshift"] for word in key["annotations"]) + 13 * size


def test_words_beside_a_mark_are_as_wide_as_they_read():
    words = Beside("29.7%", "812")
    assert words.markup(Canvas()).startswith("<b>29.7%</b>") and words.width == extent("29.7%  812", 1)[0]
    assert Beside("812").markup(Canvas()) == "812"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Provincial and above", ["Provincial", "and above"]),
        ("省级及以上医院", ["省级及以上", "医院"]),
        ("County", ["County"]),
        ("¥500 – ¥999 each", ["¥500 –", "¥999 each"]),
    ],
)
def test_a_text_breaks_where_its_language_allows(text, lines):
    assert lines_of(text, 64) == lines


def test_a_tooltip_names_what_is_pointed_at_first():
    assert hover("Injury", "12", "5%") == "<b>Injury</b><br>12<br>5%"
