"""The map of a county among its neighbours."""

from collections.abc import Collection, Sequence
from functools import lru_cache

import pandas as pd

from backbone import places, shapes
from backbone.charts import ground, histogram, maps, named
from backbone.charts.boxes import XY, Box
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace
from backbone.charts.labels import PHONE, Name, Room, labels, sizes
from backbone.charts.maps import Group
from backbone.indicator import Indicator
from backbone.scales import Scale

# Pixels of the map of a county, without its legend; on a stage, where words stand beside it, it is not as wide.
HEIGHT = 440
STAGE_WIDTH = 590
# It is as wide as its column: on a small phone, and in a large window.
LEAST, LARGEST = (PHONE, HEIGHT), (1100, 560)
ON_PAGE = Canvas()
# How much of its own size it shows on each side of it, best first: the frame is to cut no symbol.
SURROUNDINGS = (0.45, *(round(0.45 + step * side, 2) for step in (n / 100 for n in range(1, 21)) for side in (1, -1)))
# Pixels on each side of the frame in which no symbol has its middle, and between the frame and a name.
CLEARANCE, EDGE = 17, 5
CLEAR = "rgba(0,0,0,0)"


def around(code: str, marked: Sequence[str], canvas: Canvas = ON_PAGE) -> tuple[str, ...]:
    """The codes of every county that the map of a county shows, across provinces too; itself first. Those that are
    `marked` may have a symbol on it."""
    geo = _frame(code, tuple(marked), canvas.stage)
    (west, east), (south, north) = geo["lonaxis"]["range"], geo["lataxis"]["range"]
    rest = (p for p in map(places.get, places.CODES) if p.level == "county" and p.code != code)
    seen = [p.code for p in rest if shapes.meet(p.bounds, (west, south, east, north))]
    return (code, *seen)


@lru_cache(256)
def _frame(code: str, marked: tuple[str, ...], stage: bool) -> dict:
    """How the map of a county is projected, in the proportions of its room: with as much around it as is best, so that
    its frame cuts no symbol of what is `marked` where that can be."""
    wide = STAGE_WIDTH if stage else ground.WIDTH
    at = [(place.lon, place.lat) for place in map(places.get, marked)]
    frames = [shapes.frame(code, wide / HEIGHT, SURROUNDINGS[0])]
    for more in SURROUNDINGS[1:]:
        if not _cut(frames[-1], at, wide):
            break
        frames.append(shapes.frame(code, wide / HEIGHT, more))
    return min(reversed(frames), key=lambda geo: _cut(geo, at, wide))


def _cut(geo: dict, at: Sequence[XY], wide: float) -> int:
    """How many symbols at these points the frame would cut."""
    across, down = (part / 2 for part in shapes.shown(geo, wide, HEIGHT))
    inside = (min(across - abs(x), down - abs(y)) for x, y in shapes.on_screen(geo, at, wide, HEIGHT))
    return sum(abs(far) < CLEARANCE for far in inside)


def county_map(
    answer: pd.DataFrame,
    indicator: Indicator,
    scale: Scale,
    code: str,
    members: Sequence[str],
    marked: Sequence[str],
    canvas: Canvas,
) -> Figure:
    """A county in outline among its neighbours. Those of `members` (the programme) are painted in their class of
    `answer` (columns place and the indicator) and carry their code for a click; the others say that they are not in
    the programme. `marked` are the members of any month: the map shows the same in each."""
    near = around(code, marked, canvas)
    inside = [c for c in near if c in members]
    planned = maps.plan(answer, indicator, scale, code, "county", inside, canvas)
    values, groups, key = planned.values, planned.groups, planned.key
    geo = _frame(code, tuple(marked), canvas.stage)
    frame = {"showframe": True, "framecolor": canvas.palette.quiet, "framewidth": canvas.stroke(1)}
    painted = [g for g in groups if g.codes]
    traces = _plate(code, near, painted, indicator, canvas)
    traces += [maps.symbols(g, values, indicator, canvas, filled_below=indicator.unit.is_rate) for g in painted]
    rooms = sizes(geo, LEAST, LARGEST)
    kept = {room: _edges(*room) for room in rooms}
    traces += labels(_names(code, near, inside, groups, indicator), geo, canvas, Room(rooms, always=1, kept=kept))
    foot = round(histogram.height(*key[:2])) + maps.OVER
    framed = {"geo": geo | frame, "margin": canvas.margin(b=foot), **histogram.drawn(*key, canvas, foot)}
    return canvas.figure(traces, HEIGHT + foot, **framed)


def _edges(wide: float, high: float) -> list[Box]:
    """The strips along the frame of a picture, from its middle, in which no name stands."""
    x, y = wide / 2, high / 2
    return [(-x, -y, x, EDGE - y), (-x, y - EDGE, x, y), (-x, -y, EDGE - x, y), (x - EDGE, -y, x, y)]


def _plate(code: str, near: Sequence[str], groups: Sequence[Group], indicator: Indicator, canvas: Canvas) -> list:
    """The land as an atlas shows it: every county, those of the programme in their class or shaded, the borders of
    provinces over those of counties, and the county itself in outline."""
    palette, inside = canvas.palette, {c for g in groups for c in g.codes}
    traces: list = _outside(near, inside, canvas)
    for group in groups:
        colour = group.colour if indicator.unit.is_rate else palette.land_in_programme
        for layer, codes in _by_layer(group.codes).items():
            traces.append(ground.choropleth(layer, codes, colour, palette.paper, canvas))
    provinces = list(dict.fromkeys(map(places.province_of, near)))
    traces.append(ground.choropleth(shapes.PROVINCES, provinces, CLEAR, palette.quiet, canvas, width=1))
    home = shapes.counties_of(places.province_of(code))
    outline = ((palette.paper, 5), (palette.ink, 2))
    return traces + [ground.choropleth(home, [code], CLEAR, colour, canvas, width) for colour, width in outline]


def _names(
    code: str, near: Sequence[str], inside: Sequence[str], groups: Sequence[Group], indicator: Indicator
) -> list[Name]:
    """The county first, then those of the programme, its neighbours and all others in the picture."""
    marks, is_rate = named.diameters(groups), indicator.unit.is_rate
    below = {c: g.colour for g in groups if is_rate and not g.hollow for c in g.codes}
    order = dict.fromkeys((code, *inside, *shapes.neighbours(code), *near))
    return [Name(c, marks.get(c, 0), c == code, below.get(c, "")) for c in order]


def _by_layer(codes: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(shapes.counties_of(places.province_of(code)), []).append(code)
    return found


def _outside(near: Sequence[str], inside: Collection[str], canvas: Canvas) -> list[Trace]:
    """Every county in the picture that is not in the programme, saying so; one trace a province's layer."""
    palette, remark = canvas.palette, ground.OUTSIDE(canvas.lang)
    return [
        ground.named(layer, [places.get(c) for c in codes], palette.land, palette.rule, remark, canvas)
        | {"customdata": codes}
        for layer, codes in _by_layer([c for c in near if c not in inside]).items()
    ]
