"""Figures on paper, and the parts that pictures share: fonts, margins, legends, words."""

import json
import math

import pytest

from backbone.charts import Canvas, histogram
from backbone.charts.figure import alike
from backbone.charts.histogram import Bin
from backbone.charts.legend import Entry, legend
from backbone.charts.words import SIZE, Beside, extent, hover, lines_of
from backbone.files.png import MARGIN, SHAPES, Small, Words, framed
from backbone.theme import PALETTES

ENTRIES = (Entry("< 3", "#111111"), Entry("3–5", "#222222", 20), Entry("fewer", "#333333", 12, points=-1))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_figure_stands_on_a_sheet_of_its_shape_with_its_own_margins(shape):
    fig = Canvas(tone="dark").figure([], 300, margin={"l": 90, "r": 10, "t": 30, "b": 48})
    out = framed(fig, Words("A & B: 3", "x < 8", "note", "source"), shape)
    across, down = SHAPES[shape]
    assert out.layout.width / out.layout.height == pytest.approx(across / down, rel=0.002)
    finding, question, note, foot = out.layout.annotations
    said = [line.text for line in out.layout.annotations]
    assert said == ["<b>A &amp; B: 3</b>", "x &lt; 8", "note", "source"]
    assert {line.xshift for line in out.layout.annotations} == {-90}, "at the left edge of the paper"
    own = out.layout.margin
    assert (own.l, own.r) == (MARGIN + 90, MARGIN + 10) and own.t > question.yshift > 30 and own.autoexpand is False
    assert finding.yshift > question.yshift and -48 > note.yshift > foot.yshift > -own.b
    assert out.layout.paper_bgcolor == PALETTES["light"].paper
    assert fig.layout["height"] == 300 and "annotations" not in fig.layout, "the figure itself is not touched"


def test_a_figure_says_its_numbers_in_few_digits():
    figure = Canvas().figure([{"type": "bar", "x": (84.60210179400651, 3.0, math.nan)}], 300, bargap=1 / 3)
    assert figure.data == [{"type": "bar", "x": [84.6021, 3, None]}] and figure.layout["bargap"] == 0.3333333
    assert json.dumps(figure.data[0]["x"]) == "[84.6021, 3, null]", "a whole number has no point"


def test_what_all_marks_have_is_said_once():
    assert alike(["red", "red"]) == "red" and alike(["red", "blue"]) == ["red", "blue"]


def test_room_is_left_for_what_axes_write():
    canvas, names = Canvas(), {"a": "A county with a long name", "b": "B"}
    axes = {"yaxis": canvas.names_at_left(names), "xaxis": canvas.axis(title={"text": "Claims paid"})}
    bare, named = (framed(canvas.figure([], 300, **of), Words("1", "", "", "x"), "1:1") for of in ({}, axes))
    assert named.layout.margin.l - bare.layout.margin.l > extent(names["a"], 13 / SIZE)[0]
    assert named.layout.margin.b - bare.layout.margin.b > 30


def test_a_sheet_widens_before_it_grows_longer_and_a_long_list_moves_closer():
    tall = framed(Canvas().figure([], 1100), Words("1", "", "", "x"), "1:1").layout
    assert tall.width == tall.height > 1100
    names = {str(n): str(n) for n in range(69)}
    long = framed(
        Canvas().figure([], 1800, yaxis=Canvas().names_at_left(names)), Words("1", "", "", "x"), "16:9"
    ).layout
    assert long.width / long.height == pytest.approx(16 / 9, rel=0.002) and long.height > 69 * 14
    longest = framed(Canvas().figure([], 4000), Words("1", "", "", "x"), "16:9").layout
    assert longest.width <= 1.3 * 1600 and longest.height > 4000


@pytest.mark.parametrize("text", ["The finding of a picture with its value " * 3, "图的结论及其数值" * 9])
def test_words_of_a_sheet_break_before_its_edge(text):
    out = framed(Canvas().figure([], 300), Words(text, "", "", "x"), "1:1")
    lines = [line.text for line in out.layout.annotations[:-1]]
    assert len(lines) > 1 and all(extent(line, 24 / SIZE)[0] <= 900 for line in lines)
    assert "".join(lines).replace("<b>", "").replace("</b>", "").replace(" ", "") == text.replace(" ", "")


def test_a_swatch_looks_like_what_it_stands_for():
    square, circle, triangle = legend(ENTRIES, "Title", Canvas())["shapes"]
    assert (square["type"], circle["type"], triangle["type"]) == ("rect", "circle", "path")
    assert circle["x1"] - circle["x0"] == 20
    _, foot, tip = (float(point.split(",")[1].rstrip("Z")) for point in triangle["path"].removeprefix("M").split("L"))
    assert tip < foot, "it points down"


BINS = (Bin("< 50%", "#111111", None, 5, "50%", True), Bin("50–80%", "#222222", None, 0, "80%"),
        Bin("≥ 80%", "#333333", None, 20))  # fmt: skip


def test_a_histogram_tells_how_many_places_a_class_has():
    drawn = histogram.drawn(BINS, ENTRIES[2:], "Title", Canvas(), below=30)
    low, none, high, state = (next(s for s in drawn["shapes"] if s.get("name") == b.label) for b in (*BINS, ENTRIES[2]))
    heights = [s["y1"] - s["y0"] for s in (low, none, high)]
    assert heights[0] < heights[2] and heights[1] == histogram.STRIP, "an empty class keeps its colour"
    assert heights[2] - heights[1] == histogram.BAR and state["type"] == "path"
    words = [w["text"] for w in drawn["annotations"]]
    assert {"5", "0", "20", "<b>50%</b>", "80%", "fewer", "<b>Title</b>"} == set(words), "the threshold is strong"


@pytest.mark.parametrize("size", [1.0, 1.6])
def test_the_legend_is_whole(size):
    key = BINS, ENTRIES[:1] * 4, "Title"
    drawn = histogram.drawn(*key, Canvas(size=size), below=30)
    (wide, high), (line, lines) = histogram.extents(*key)
    assert min(s.get("y0", 0) for s in drawn["shapes"]) >= -30 * size
    top = max(w["yshift"] for w in drawn["annotations"])
    assert -30 * size < top <= (high - 30) * size and lines < high
    assert max(s.get("x1", 0) for s in drawn["shapes"]) <= max(wide, line) * size


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
    assert lines_of(text, 70) == lines


def test_a_tooltip_names_what_is_pointed_at_first():
    assert hover("Injury", "12", "5%") == "<b>Injury</b><br>12<br>5%"


@pytest.mark.parametrize("shape", SHAPES)
def test_a_film_of_small_pictures_stands_at_the_foot_of_a_sheet_of_the_same_shape(shape):
    film = [Small(b"<svg/>", "May <2018", "109"), Small(b"<svg/>", "June", "")]
    out = framed(Canvas().figure([], 300), Words("1", "", "note", "source"), shape, film)
    across, down = SHAPES[shape]
    assert out.layout.width / out.layout.height == pytest.approx(across / down, rel=0.002)
    own = out.layout.margin
    plot = out.layout.height - own.t - own.b
    note, first, second = out.layout.annotations[-3:]
    assert first.text == "May &lt;2018  <b>109</b>" and "June" in second.text and first.x < second.x
    for one in out.layout.images:
        foot = own.b + (one.y - one.sizey) * plot
        assert 0 <= foot < one.y * plot + own.b < own.b + first.y * plot < own.b + note.yshift - note.font.size
