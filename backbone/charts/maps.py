"""Maps: the country, a province, a county. Rates are colour, counts are symbols; the unit decides."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from backbone import places, shapes
from backbone.charts import ground, histogram
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace
from backbone.charts.ground import OUTSIDE
from backbone.charts.histogram import Bin
from backbone.charts.legend import Entry
from backbone.indicator import Indicator
from backbone.places import NATION
from backbone.punctuation import bracketed
from backbone.scales import Class, Scale
from backbone.text import Text

NO_DATA = Text("no data yet", "暂无数据")
ZERO = Text("zero", "零")
JOINED = Text("province in the programme", "项目覆盖省份")
ASSUMED = Text("assumed county", "推定的县")
# The height in pixels of a map without classes, and of the small one that says where a place lies.
HEIGHT, LOCATOR = 460, 200
# Diameters in pixels: no symbol is smaller, and the highest class has the largest.
SMALLEST, LARGEST = 6, 28
# A county is a few pixels wide on the national map: a dot of this size makes it findable and clickable.
DOT = 8


# The legend of a map: its classes, what is in none, and its title.
Key = tuple[Sequence[Bin], Sequence[Entry], str]
# Pixels below the nation: the legend begins there, and goes on beside the land.
FOOT = 50
# Pixels between a legend and the map above it.
OVER = 10


def unnamed(of: Figure, height: int) -> Figure:
    """A map made to be small, so many pixels high: without names, legend and the corner where counties crowd; the South
    China Sea keeps its inset."""
    corner = "geo3"
    layout = {key: part for key, part in of.layout.items() if key not in ("shapes", "annotations", corner)}
    layout["geo"] = {**layout["geo"], "domain": {"x": [0, 0.9 if "geo2" in layout else 1], "y": [0, 1]}}
    traces = [
        one
        for one in of.data
        if one.get("geo") != corner
        and "text" not in one.get("mode", "")
        and not (one.get("mode") == "lines" and one["lon"][0] == one["lon"][-1])  # the frame of the corner is closed
    ]
    return Figure(traces, {**layout, "height": height, "margin": dict.fromkeys("lrtb", 0)})


@dataclass(frozen=True)
class Group:
    """The places of one legend entry; `of` is its class, where it is one."""

    label: str
    codes: list[str]
    colour: str
    diameter: float
    symbol: bool = True
    hollow: bool = False
    of: Class | None = None


@dataclass(frozen=True)
class Plan:
    """What a map is drawn from: the value of each place (NaN where it has none), the groups that they fall into, and
    the legend of these."""

    values: pd.Series
    groups: list[Group]
    key: Key


def plan(
    answer: pd.DataFrame,
    indicator: Indicator,
    scale: Scale,
    focus: str,
    level: str,
    members: Sequence[str],
    canvas: Canvas,
) -> Plan:
    """The plan of a map of `focus` with the places `members`, all of `level`, by `answer` (columns place and the
    indicator)."""
    values = answer.set_index("place")[indicator.id].reindex(members)
    groups = groups_of(values, scale, indicator, canvas)
    return Plan(values, groups, key(groups, scale, indicator, focus, level, canvas))


def place_map(
    planned: Plan,
    names: Sequence[Trace],
    indicator: Indicator,
    focus: str,
    level: str,
    canvas: Canvas,
    height: int,
) -> Figure:
    """The map of `focus` (nation or province) with each place of the plan in its class, and `names` over it. Places
    without a value are drawn as "no data", zeros as zeros, everything else as not in the programme. A click carries the
    place's code."""
    values, members = planned.values, list(planned.values.index)
    is_rate, corner, palette = indicator.unit.is_rate, has_corner(focus, level), canvas.palette
    layer, border = _layer(focus, level), palette.border if level == "province" else palette.quiet
    hidden = level == "province" and is_rate
    traces = ground.land(focus, members, canvas)
    if focus != NATION and not is_rate:
        traces.append(ground.members_of(focus, members, canvas))
    if corner:
        traces += ground.corner(members, canvas)
    # The largest symbols first, so that small ones lie on top and can be clicked; all that names the same places
    # together, so that it is short once it is compressed.
    for group in reversed(planned.groups):
        if is_rate and group.codes:
            traces.append(_fill(layer, group, canvas, border))
        if corner:
            traces += _in_corner(group, values, indicator, canvas)
        traces.append(symbols(group, values, indicator, canvas, filled_below=is_rate, invisible=hidden))
    return _framed(traces, names, focus, canvas, height, planned.key, corner)


def evidence_map(codes: Sequence[str], others: Sequence[str], label: Text, canvas: Canvas) -> Figure:
    """The country with `codes` as solid dots under the name `label`, and `others` as hollow ones (assumed)."""
    palette, lang = canvas.palette, canvas.lang
    groups = [
        Group(bracketed(ASSUMED(lang), str(len(others)), lang), list(others), palette.quiet, 7, hollow=True),
        Group(bracketed(label(lang), str(len(codes)), lang), list(codes), palette.accent, 11),
    ]
    traces = ground.land(NATION, [*codes, *others], canvas) + [symbols(g, None, None, canvas) for g in groups]
    return _framed(traces, (), NATION, canvas, HEIGHT, ([], _states(groups, NATION, canvas), ""))


def locator(code: str, canvas: Canvas) -> Figure:
    """Where in China one place lies: the country, its sea with it, the province shaded and a dot on it. It names no
    other place."""
    land = ground.land(NATION, [places.province_of(code)], canvas)
    said = ("text", "hovertemplate")
    traces = [{name: v for name, v in one.items() if name not in said} | {"hoverinfo": "skip"} for one in land]
    traces.append(symbols(Group("", [code], canvas.palette.accent, 10), None, None, canvas))
    return canvas.figure(traces, LOCATOR, geo=shapes.whole_frame())


def setting(code: str, canvas: Canvas) -> Figure:
    """Where in its province a county lies: the province in one quiet colour, the county in another. It names none."""
    province, palette = places.province_of(code), canvas.palette
    layer, rest = shapes.counties_of(province), [p.code for p in places.children(province) if p.code != code]
    land = ground.choropleth(layer, rest, palette.land_in_programme, palette.rule, canvas)
    county = ground.choropleth(layer, [code], palette.accent, palette.border, canvas)
    return canvas.figure([land, county], HEIGHT, geo=shapes.frame(province, 0.0))


# -- groups: the legend and the paint are the same list ----------------------------------------------------------


def groups_of(values: pd.Series, scale: Scale, indicator: Indicator, canvas: Canvas) -> list[Group]:
    """The legend of `values` (index place), low to high: each class with its places, then zeros and places without
    data where there are any."""
    lang, palette, unit = canvas.lang, canvas.palette, indicator.unit
    classed = {code: scale.of(v) for code, v in values.items() if not pd.isna(v) and v != 0}
    found = []
    for c in scale.classes:
        codes = [code for code, own in classed.items() if own == c]
        share = math.sqrt(c.middle / scale.classes[-1].middle)  # the area of a symbol tells the magnitude
        found.append(
            Group(
                bracketed(c.label(lang), str(len(codes)), lang),
                codes,
                palette.step(c.step, scale.steps) if unit.is_rate else palette.accent,
                DOT if unit.is_rate else round(max(SMALLEST, LARGEST * share), 1),
                symbol=not unit.is_rate,
                of=c,
            )
        )
    zero = [code for code, v in values.items() if v == 0]
    absent = [code for code, v in values.items() if pd.isna(v)]
    if zero:
        found.append(Group(bracketed(ZERO(lang), str(len(zero)), lang), zero, palette.ink, DOT, hollow=True))
    if absent:
        found.append(Group(bracketed(NO_DATA(lang), str(len(absent)), lang), absent, palette.absent, DOT - 1))
    return found


# -- traces --------------------------------------------------------------------------------------------------------


def _layer(focus: str, level: str) -> str:
    if level == "province":
        return shapes.PROVINCES
    return shapes.PROGRAMME if focus == NATION else shapes.counties_of(places.province_of(focus))


def _fill(layer: str, group: Group, canvas: Canvas, border: str) -> Trace:
    return ground.choropleth(layer, group.codes, fill(group, canvas), border, canvas)


def symbols(
    group: Group,
    values: pd.Series | None,
    indicator: Indicator | None,
    canvas: Canvas,
    filled_below: bool = False,
    invisible: bool = False,
) -> Trace:
    """One symbol a place; they carry the tooltips, the clicks and the legend."""
    marker = symbol(group, canvas, filled_below, invisible)
    said, label = None, ""
    if indicator is not None and values is not None:
        said = [indicator.unit.full(values[code], canvas.lang) for code in group.codes]
        label = indicator.name(canvas.lang)
    return ground.marks(group.codes, marker, canvas, said, label, name=group.label)


def symbol(group: Group, canvas: Canvas, filled_below: bool, invisible: bool) -> dict:
    """How the symbols of a group look."""
    palette = canvas.palette
    return {
        "size": group.diameter * canvas.size,
        "color": palette.paper if group.hollow else group.colour,
        "opacity": 0.0 if invisible else (1 if filled_below or group.hollow else 0.82),
        "line": {"color": group.colour if group.hollow else palette.paper, "width": canvas.stroke(1.2)},
    }


def fill(group: Group, canvas: Canvas) -> str:
    """The colour of the areas of a group."""
    return canvas.palette.paper if group.hollow else group.colour


def _in_corner(group: Group, values: pd.Series, indicator: Indicator, canvas: Canvas) -> list[Trace]:
    """The places of a group that lie in the corner where counties crowd, in its inset, as on the map beside it."""
    inside, is_rate = replace(group, codes=[code for code in group.codes if in_corner(code)]), indicator.unit.is_rate
    if not inside.codes:
        return []
    painted = [_fill(shapes.PROGRAMME, inside, canvas, canvas.palette.border)] if is_rate else []
    marked = symbols(inside, values, indicator, canvas, filled_below=is_rate, invisible=is_rate)
    return [one | {"geo": "geo3"} for one in (*painted, marked)]


def in_corner(code: str) -> bool:
    """Whether a place lies in the corner that has an inset on the national map."""
    place, (west, south, east, north) = places.get(code), shapes.CORNER
    return west < place.lon < east and south < place.lat < north


def has_corner(focus: str, level: str) -> bool:
    """Whether a map has the corner's inset: that of the nation with its counties."""
    return focus == NATION and level == "county"


# -- frame ---------------------------------------------------------------------------------------------------------


def key(groups: Sequence[Group], scale: Scale, indicator: Indicator, focus: str, level: str, canvas: Canvas) -> Key:
    """The legend of a map of `focus` with its places at `level`."""
    states = _states(groups, focus, canvas)
    if indicator.unit.is_rate and level == "province":
        states = [one for one in states if one.label != JOINED(canvas.lang)]  # each of them is in a class
    return _bins(groups, scale, indicator, canvas), states, indicator.name(canvas.lang)


def _bins(groups: Sequence[Group], scale: Scale, indicator: Indicator, canvas: Canvas) -> list[Bin]:
    """The columns of the legend: the classes among `groups`, low to high."""
    lang, unit = canvas.lang, indicator.unit
    return [
        Bin(
            g.label,
            g.colour,
            g.diameter if g.symbol else None,
            len(g.codes),
            "" if math.isinf(g.of.high) else unit.brief(g.of.high, lang),
            g.of.high == scale.threshold,
        )
        for g in groups
        if g.of
    ]


def _states(groups: Sequence[Group], focus: str, canvas: Canvas) -> list[Entry]:
    """The lines of the legend that name what is in no class: states of places, and the ground."""
    named = [Entry(g.label, g.colour, g.diameter, g.hollow) for g in groups if not g.of]
    return [*named, *outside(focus, canvas)]


def outside(focus: str, canvas: Canvas) -> list[Entry]:
    """The lines of the legend that name the ground."""
    inside = [Entry(JOINED(canvas.lang), canvas.palette.land_in_programme)] if focus == NATION else []
    return [Entry(OUTSIDE(canvas.lang), canvas.palette.land), *inside]


def room(focus: str, height: float, said: Key) -> tuple[float, float]:
    """How high the map of `focus` is in a picture, above its legend, and how much of the legend lies below it."""
    below = FOOT if focus == NATION else histogram.height(*said[:2]) + OVER
    return height - below, below


def geo_of(focus: str, canvas: Canvas, corner: bool = False) -> dict:
    """How the map of `focus` is projected, and where it stands: beside the inset of the corner, or without."""
    geo = shapes.frame(focus, 0.0)  # in its own proportions it fills the room of a phone and of a wide window
    return geo | {"domain": ground.country_part(canvas, corner)} if focus == NATION else geo


def _framed(
    traces: list[Trace],
    names: Sequence[Trace],
    focus: str,
    canvas: Canvas,
    height: int,
    said: Key,
    corner: bool = False,
) -> Figure:
    """The figure: projection, the insets of the national map, the names over all, and the legend."""
    below = room(focus, height, said)[1]
    layout: dict = {"geo": geo_of(focus, canvas, corner), "margin": canvas.margin(b=below)}
    # The lines that lead to names lie below the marks that they begin at.
    lines, texts = ([one for one in names if (one["mode"] == "lines") == led] for led in (True, False))
    traces = [*lines, *traces, *texts]
    if focus == NATION:
        layout["geo2"] = ground.sea_frame(canvas)
        traces = [ground.coarse(one) for one in (*ground.sea(canvas), *traces)]
    if corner:
        layout["geo3"] = ground.corner_frame(canvas)
    return canvas.figure(traces, height, **layout, **histogram.drawn(*said, canvas, below))
