"""Maps that name their places: of the nation the worst and the largest, of a province all of its counties."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from backbone import shapes
from backbone.charts import ground, histogram, maps
from backbone.charts.boxes import XY, Box
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace
from backbone.charts.labels import PHONE, Name, Room, labels, sizes
from backbone.charts.maps import Group, Key, Plan
from backbone.indicator import Indicator
from backbone.places import NATION
from backbone.scales import Scale

# The height in pixels of a map of the nation or a province, where nothing else is said.
HEIGHT = 560
# How large a map is on a page, as the style sheet has it: on a small phone, and in the smallest and the largest window
# of anything else.
LEAST, DESK, LARGEST = (PHONE, 416), (576, 560), (1250, 832)
# The nation on a phone is as wide as the screen, and high enough for the legend below it: windows, and what they leave.
PHONES, AT_SIDES, HIGH, FLAT = (320, 360, 400, 440, 480, 520, 560, 640), 32, 204.8, 0.66
# The least it is beside a legend at its foot, and the least at which its inset has room for names (`page.css`).
BESIDE, ROOMY = (576, 416), (738, 416)
# The same on a stage, from an old projector's to a wide one's.
STAGE = (470, 560), (710, 578)
# How many places of the nation are named however crowded it is: the largest, those beyond a threshold, or without one
# the worst, and the best.
MOST, BEYOND, BAD, BEST = 6, 5, 4, 2
# How many of them the inset names however crowded it is; the others where there is room.
CROWDED = 3


def labelled_map(
    answer: pd.DataFrame,
    indicator: Indicator,
    scale: Scale,
    focus: str,
    level: str,
    members: Sequence[str],
    canvas: Canvas,
) -> Figure:
    """The map of `focus`, the nation or a province, with each place of `answer` (columns place and the indicator) in
    its class, and with names and values as far as they fit. `members` are the programme's places at `level`."""
    planned = maps.plan(answer, indicator, scale, focus, level, members, canvas)
    names = _names(planned, indicator, level, canvas)
    if focus == NATION:
        first = told(planned.values, indicator, scale)
        written = _of_nation(names, first, planned.key, level, indicator.unit.is_rate, canvas)
    else:
        must = ends(planned.values, indicator)
        written = _of_province(names, must, planned.key, focus, indicator.unit.is_rate, canvas)
    return maps.place_map(planned, written, indicator, focus, level, canvas, HEIGHT)


def _of_province(
    names: Sequence[Name], first: Sequence[str], key: Key, focus: str, is_rate: bool, canvas: Canvas
) -> list[Trace]:
    """The names on the map of a province, those of the places `first` whatever they lie over."""
    geo, ordered = maps.geo_of(focus, canvas), sorted(names, key=lambda name: name.code not in first)
    phones, rooms = _windows(geo, focus, key, canvas)
    room = Room([*phones, *rooms], always=len(first), painted=is_rate, bare=phones)
    return labels(ordered, geo, canvas, room)


def _windows(geo: dict, focus: str, key: Key, canvas: Canvas) -> tuple[list[XY], list[XY]]:
    """How large a province is on phones, and in every other window. A stage is never as small as a phone's page."""
    ends = STAGE if canvas.stage else (LEAST, DESK, LARGEST)
    *phone, desk, largest = ((wide, maps.room(focus, high, key)[0]) for wide, high in ends)
    rooms = sizes(geo, desk, largest)
    return [size for least in phone for size in sizes(geo, least, desk) if size < rooms[0]], rooms


def _of_nation(
    names: Sequence[Name], first: Sequence[str], key: Key, level: str, is_rate: bool, canvas: Canvas
) -> list[Trace]:
    """The names on the map of the nation, those of the places `first` whatever they lie over, and those in its inset,
    where it has one."""
    corner = maps.has_corner(NATION, level)
    geo = maps.geo_of(NATION, canvas, corner)
    phones, rooms = _rooms(geo, key, corner, canvas)
    must, rest = ([n for n in names if (n.code in first) == is_told] for is_told in (True, False))
    if not corner:
        return labels([*must, *rest], geo, canvas, Room([*rooms], None, len(must), rooms, bare=phones))
    far, near = ([n for n in must if maps.in_corner(n.code) == inside] for inside in (False, True))
    if first and not canvas.stage:  # the inset of a small window has no names
        far = [*(n for n in near if n.code == first[0]), *far]
    crowd = [*near, *(replace(n, value="") for n in rest if maps.in_corner(n.code))]
    others = [n for n in near if n not in far]
    most = len(near) if canvas.stage else None  # in a hall only these are named
    # Of circles in a hall the largest is named for sure: at the others nobody there could tell whose name it is.
    sure = min(len(near), (len(near) if is_rate else 1) if canvas.stage else CROWDED)
    frame, insets = ground.corner_frame(canvas), _insets(canvas)
    return [
        *labels([*far, *others, *rest], geo, canvas, Room([*rooms], len(far), len(far), rooms, bare=phones)),
        *labels(crowd, frame, canvas, Room(insets, most, sure, painted=is_rate, folds=not canvas.stage), "geo3"),
    ]


def told(values: pd.Series, indicator: Indicator, scale: Scale) -> list[str]:
    """The places of the nation that are named however crowded it is. Of a rate with a good direction: those beyond its
    threshold, or else some of the worst, and the best; of everything else the largest."""
    known = values.dropna().sort_values(kind="stable", ascending=indicator.good == "high")
    if not (indicator.unit.is_rate and indicator.good):
        return known.sort_values(ascending=False, kind="stable").index[:MOST].tolist()
    beyond = [c for c, v in known.items() if scale.threshold and scale.of(v).step == scale.steps - 1][:BEYOND]
    (worst, *bad), best = beyond or [*known.index[:BAD], ""], known.index[::-1][:BEST]
    return [code for code in dict.fromkeys([worst, *best[:1], *bad, *best]) if code]


def ends(values: pd.Series, indicator: Indicator) -> list[str]:
    """The places of a province that are named however crowded it is: the worst and the best by a rate with a good
    direction, the largest by everything else."""
    known = values.dropna().sort_values(kind="stable", ascending=indicator.good == "high").index
    if indicator.unit.is_rate and indicator.good:
        return list(dict.fromkeys([*known[:1], *known[-1:]]))
    return values.dropna().sort_values(kind="stable").index[-1:].tolist()


def diameters(groups: Sequence[Group]) -> dict[str, float]:
    """The diameter of each place's symbol, in pixels at size 1."""
    return {code: group.diameter for group in groups for code in group.codes}


def _names(planned: Plan, indicator: Indicator, level: str, canvas: Canvas) -> list[Name]:
    """The places with their values, the worst first where one end of the indicator is good, else the largest."""
    values, groups = planned.values, planned.groups
    unit, marks, lang = indicator.unit, diameters(groups), canvas.lang
    painted = unit.is_rate and level == "province"
    below = {c: g.colour for g in groups if painted and not g.hollow for c in g.codes}
    ranked = values.sort_values(ascending=unit.is_rate and indicator.good == "high", na_position="last", kind="stable")
    say = unit.full if unit.is_rate else unit.brief
    said = {code: "" if pd.isna(v) else say(v, lang) for code, v in ranked.items()}
    return [Name(c, 0 if painted else marks[c], ground=below.get(c, ""), value=v) for c, v in said.items()]


def _rooms(geo: dict, key: Key, corner: bool, canvas: Canvas) -> tuple[list[XY], dict[XY, list[Box]]]:
    """How large the country is on phones (a stage is never as small), and at each size of the picture, with where the
    legend and the corner lie then, from its middle: no name stands there, or outside what the map shows."""
    parts, found, part = histogram.extents(*key), {}, max(geo["domain"]["x"])
    edge = list(zip(*shapes.outline(shapes.corner_frame()), strict=True))
    pages = () if canvas.stage else PHONES
    phones = [((w - AT_SIDES) * part, w * FLAT + HIGH - maps.FOOT) for w in pages]
    # In a larger window the legend is nowhere nearer than where the country fills the picture.
    rest = sizes(
        geo, *((wide * part, high - maps.FOOT) for wide, high in (STAGE if canvas.stage else (BESIDE, LARGEST)))
    )
    for across, down in (*phones, *rest):
        left, foot = -across / 2, down / 2 + maps.FOOT
        size = shapes.shown(geo, across, down)
        found[size] = [(left, foot - high, left + wide, foot) for wide, high in parts]
        if corner:
            xs, ys = zip(*shapes.on_screen(geo, edge, *size), strict=True)
            found[size].append((min(xs), min(ys), max(xs), max(ys)))
    return list(found)[: len(phones)], found


def _insets(canvas: Canvas) -> list[XY]:
    """How large the inset of the corner is where names have room in it."""
    (x0, x1), (y0, y1) = ground.corner_part(canvas).values()
    rooms = STAGE if canvas.stage else (ROOMY, LARGEST)
    return sizes(shapes.corner_frame(), *((w * (x1 - x0), (h - maps.FOOT) * (y1 - y0)) for w, h in rooms))
