"""Names on a map: where they stand when there is no free room, and who is named whatever the window."""

import itertools
import re

import pandas as pd
import pytest

from backbone import places, shapes
from backbone.charts import Canvas, boxes, ground, histogram, labelled_map, maps
from backbone.charts.named import STAGE
from backbone.charts.spots import TOWARD, arrange
from backbone.charts.words import extent
from backbone.indicators import INDICATORS
from backbone.places import NATION
from backbone.scales import scale

COUNTIES = shapes.codes_of(shapes.PROGRAMME)
PROVINCES = tuple(dict.fromkeys(map(places.province_of, COUNTIES)))
WINDOWS = range(320, 1921, 40)
# Where what lies beside a map leaves its inset too small for names, the style sheet hides them.
INSETLESS = (*range(320, 900, 40), *range(1200, 1280, 40))


def test_a_name_that_must_stand_lies_over_as_few_marks_as_it_can():
    others = [(15, 0), (25, 0), (-20, 0), (0, -14), (0, 14), (20, -14), (20, 14), (-20, -14), (-20, 14)]
    (spot,) = arrange([["Abcd"]], [6, *[4] * len(others)], {(300, 200): [(0, 0), *others]}, size=1, always=1)
    assert spot.side == "middle left", "two marks lie at its right, one on every other side"


def test_a_name_at_the_end_of_a_line_keeps_away_from_the_mark_of_another():
    ring = [(14, 0), (-14, 0), (0, -14), (0, 14), (12, -12), (12, 12), (-12, -12), (-12, 12)]

    def side(*others):
        seen = {(300, 200): [(0, 0), *ring, *others]}
        marks = [6, *[4] * (len(ring) + len(others))]
        (spot,) = arrange([["Abcd"]], marks, seen, size=1, always=1, scales={(300, 200): 1})
        return spot.side

    assert (side(), side((56, 0))) == ("middle right", "middle left"), "right of it a mark would seem to have that name"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_in_a_hall_each_county_of_a_province_has_its_name_where_there_is_room(lang):
    fig, _ = _drawn("insured", "420000", "421122", lang, stage=True)
    named = [text for trace in fig.data if "text" in trace.get("mode", "") for text in trace["text"]]
    assert len(named) == sum(places.is_inside(code, "420000") for code in COUNTIES), named


def _drawn(i, focus, worst, lang, stage=False):
    """The map of a place whose `worst` member has the largest count, or the lowest rate, and the values of all."""
    asked, members = INDICATORS[i], [code for code in COUNTIES if places.is_inside(code, focus)]
    values = {code: 60 + 7.3 * (n % 5) if asked.unit.is_rate else 900 * (n % 9 + 2) for n, code in enumerate(members)}
    values[worst] = 41.7 if asked.unit.is_rate else 123_400
    answer = pd.DataFrame({"place": members, i: [float(v) for v in values.values()]})
    classes = scale(answer[i], asked.unit, asked.good)
    level, canvas = "county", Canvas(lang, stage=stage)
    planned = maps.plan(answer, asked, classes, focus, level, members, canvas)
    return labelled_map(answer, asked, classes, focus, level, members, canvas), planned.key


def _pictured(window, focus):
    """How large a map is in a window, as the style sheet has it, and how high where the window is flat."""
    if window <= 640:
        return window - 32, (window * 0.66 + 204.8 if focus == NATION else window + 96)
    wide = window - (160 if window >= 736 else 32)
    part = 0.7 if focus == NATION else 0.6
    return (wide if window < 1200 else (wide - 64) * part), (416 if focus == NATION else 560)


def _boxes(trace, geo, shown, is_phone):
    """The names of a trace, and the boxes they take; on a phone the style sheet hides their values."""
    at = shapes.on_screen(geo, zip(trace["lon"], trace["lat"], strict=True), *shown)
    marks = trace["marker"]["size"]
    for n, (xy, text, side) in enumerate(zip(at, trace["text"], trace["textposition"], strict=True)):
        said = re.sub(" <b>.*</b>", "", text) if is_phone else re.sub("</?b>", "", text.replace("<br>", "\n"))
        mark = marks[n] if isinstance(marks, list) else marks
        yield said, boxes.beside(xy, mark, TOWARD[side], *extent(said, 1))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_in_the_inset_of_a_hall_no_name_but_the_largest_lies_over_the_circle_of_another(lang):
    for largest in (code for code in COUNTIES if maps.in_corner(code)):
        fig, _ = _drawn("insured", NATION, largest, lang, stage=True)
        geo, (wide, high) = fig.layout["geo3"], STAGE[0]
        (x0, x1), (y0, y1) = ground.STAGE_CORNER.values()
        shown = shapes.shown(geo, wide * (x1 - x0), (high - maps.FOOT) * (y1 - y0))
        own = [trace for trace in fig.data if trace.get("geo") == "geo3" and trace["type"] == "scattergeo"]
        circles = {}
        for trace in (one for one in own if one["mode"] == "markers" and one["customdata"]):
            at = shapes.on_screen(geo, zip(trace["lon"], trace["lat"], strict=True), *shown)
            edges = (boxes.around(xy, trace["marker"]["size"]) for xy in at)
            circles |= dict(zip((places.get(code).short(lang) for code in trace["customdata"]), edges, strict=True))
        found = [pair for trace in own if "text" in trace["mode"] for pair in _boxes(trace, geo, shown, False)]
        for said, box in found:
            name = said.split()[0]
            over = [of for of, taken in circles.items() if boxes.touched(box, [taken])]
            assert name == places.get(largest).short(lang) or set(over) <= {name}, (largest, said, over)


def _named(fig, key, window, focus):
    """What is named on a map in a window, with the boxes, and those that nothing may lie in: part by part."""
    width, height = _pictured(window, focus)
    for trace in (one for one in fig.data if one["type"] == "scattergeo" and "text" in one["mode"]):
        geo, kept = fig.layout[trace.get("geo") or "geo"], []
        high = maps.room(focus, height, key)[0]
        if geo == ground.corner_frame(Canvas()):
            if window in INSETLESS:
                continue
            (x0, x1), (y0, y1) = ground.CORNER.values()
            shown = shapes.shown(geo, width * (x1 - x0), high * (y1 - y0))
        else:
            across = width * max(geo["domain"]["x"]) if "domain" in geo else width
            shown = shapes.shown(geo, across, high)
            if focus == NATION:
                foot = high / 2 + maps.FOOT
                kept = [(-across / 2, foot - h, w - across / 2, foot) for w, h in histogram.extents(*key)]
        yield dict(_boxes(trace, geo, shown, window <= 640)), kept, shown


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("i", ["insured", "coverage"])
@pytest.mark.parametrize("focus", [NATION, *PROVINCES])
def test_the_largest_and_the_worst_are_named_in_every_window_and_no_name_meets_another(focus, i, lang):
    inside = [code for code in COUNTIES if places.is_inside(code, focus)]
    for worst in inside[:: max(1, len(inside) // 4)]:
        fig, key = _drawn(i, focus, worst, lang)
        for window in WINDOWS:
            parts = list(_named(fig, key, window, focus))
            name, where = places.get(worst).short(lang), (focus, worst, i, window)
            said = [text.split() for named, *_ in parts for text in named]
            assert any(first == name for first, *_ in said), where
            assert window <= 640 or any(first == name and value for first, *value in said), where
            for named, kept, (wide, high) in parts:
                for (one, a), (other, b) in itertools.combinations(named.items(), 2):
                    assert not boxes.touched(a, [b]), (one, other, *where)
                for one, box in named.items():
                    assert not boxes.touched(box, kept), (one, *where)
                    assert box[2] - box[0] > wide or max(-box[0], box[2]) <= wide / 2 + 1, (one, *where)
                    assert max(-box[1], box[3]) <= high / 2 + 1, (one, *where)
