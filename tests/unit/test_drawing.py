"""Drawing: what is said where there is no browser, and what of a drawing is its own."""

import re
from base64 import b64encode

import pytest

from backbone.charts import Canvas
from backbone.charts.figure import trace
from backbone.files import drawing
from backbone.files.drawing import CHINESE, NARROW, _settled, _whole, drawn, whole
from backbone.files.png import bare
from backbone.refusals import Unmade
from backbone.theme import FONT


def test_without_a_browser_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setattr(drawing, "browser", lambda: None)
    with pytest.raises(Unmade) as refused:
        drawn([Canvas().figure([], 300)], "svg")
    assert "chromium" in refused.value.text.en and "chromium" in refused.value.text.zh


def test_a_drawing_is_the_same_whatever_it_was_called():
    one, other = (
        b'<g id="topdefs-%s"/><path clip="%s" d="M1.23456,7L2.0001,3"/>3.14159' % (n, n) for n in (b"a1", b"b2")
    )
    assert _settled(one) == _settled(other)
    assert b'd="M1.23,7L2.00,3"' in _settled(one) and b"3.14159" in _settled(one)


def test_words_on_a_map_keep_their_halo_in_every_program():
    shadow = b", ".join([b"rgb(255, 255, 255) 0px 0px 2px"] * 4)  # as a browser writes that of a canvas
    made = _settled(b'<text style="fill: rgb(1, 2, 3); text-shadow: ' + shadow + b'; white-space: pre;">')
    assert b"paint-order: stroke" in made and b"stroke: rgb(255, 255, 255);" in made and b"shadow" not in made


def test_a_figure_holds_its_outlines_and_is_itself_not_changed(monkeypatch):
    monkeypatch.setattr(drawing.shapes, "geojson_at", lambda address: {"read": address})
    figure = Canvas().figure([trace("choropleth", geojson="/a.json"), trace("scattergeo")], 300).to_dict()
    whole = _whole(figure, {})
    assert whole["data"][0]["geojson"] == {"read": "/a.json"} and figure["data"][0]["geojson"] == "/a.json"


def test_a_bare_figure_has_letters_of_one_size_whatever_it_was_drawn_for():
    page, stage = (bare(Canvas().for_stage(size).figure([], 300), 800, 600).layout for size in (1, 2))
    assert (page.width, page.height) == (800, 600) and (stage.width, stage.height) == (1600, 1200)
    geo = bare(Canvas().figure([trace("scattergeo")], 300, geo={"visible": False}), 800, 600).layout
    assert geo.height == 300, "a map keeps its shape"


@pytest.mark.parametrize(("said", "narrow"), [("a family’s bill", True), ("家庭负担", False)])
@pytest.mark.parametrize("on_trace", [True, False])
def test_marks_are_narrow_where_nothing_is_chinese(said, narrow, on_trace):
    figure = {
        "data": [{"type": "scatter", "text": [said] if on_trace else []}],
        "layout": {"font": {"family": FONT, "size": 13}, "annotations": [] if on_trace else [{"text": said}]},
    }
    family = _whole(figure, {})["layout"]["font"]["family"]
    assert CHINESE in family and (NARROW in family) == narrow
    assert figure["layout"]["font"]["family"] == FONT  # a figure itself is never changed


def test_a_drawing_within_a_drawing_is_shapes_with_names_of_its_own():
    small = b64encode(b'<svg width="9" viewBox="0 0 9 9"><g id="clipfigurea"/><path clip="#clipfigurea"/></svg>')
    image = b'<image xlink:href="data:image/svg+xml;base64,%s" x="1" y="2" opacity="1"/>' % small
    made = whole(b'<svg><g id="clipfigurea"/>%s%s</svg>' % (image, image))
    assert b"image" not in made and made.count(b'<svg x="1" y="2"  viewBox="0 0 9 9">') == 2
    names = re.findall(rb'id="([^"]*)"', made)
    assert len({*names}) == 3 and all(made.count(name) >= 2 for name in names[1:])
