"""Maps: the country, a province, a county. Rates are colour, counts are symbols; the unit decides."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from backbone import places, shapes
from backbone.charts.canvas import Canvas
from backbone.charts.legend import Entry, legend
from backbone.indicator import Indicator
from backbone.places import NATION, Place
from backbone.scales import Scale
from backbone.text import Text

NO_DATA = Text("no data yet", "暂无数据")
ZERO = Text("zero", "零")
OUTSIDE = Text("not in the programme", "未纳入项目")
JOINED = Text("province in the programme", "项目覆盖省份")
# Diameters in pixels: no symbol is smaller, and the highest class has the largest.
SMALLEST, LARGEST = 6, 30
# A county is a few pixels wide on the national map: a dot of this size makes it findable and clickable.
DOT = 8
# The width that a map is framed for, and where the national map keeps its inset.
WIDTH = 860
INSET = {"x": [0.86, 0.995], "y": [0.005, 0.28]}


@dataclass(frozen=True)
class Group:
    """The places of one legend entry."""

    label: str
    codes: list[str]
    colour: str
    diameter: float
    symbol: bool = True
    hollow: bool = False


def place_map(
    answer: pd.DataFrame,
    indicator: Indicator,
    scale: Scale,
    focus: str,
    level: str,
    members: Sequence[str],
    canvas: Canvas,
    height: int = 480,
) -> go.Figure:
    """The map of `focus` (nation or province) with each place of `answer` (columns place and the indicator) in its
    class. `members` are the programme's places at `level`: those without a value are drawn as "no data", zeros as
    zeros, everything else as not in the programme. A click carries the place's code."""
    values = answer.set_index("place")[indicator.id].reindex(members)
    groups = groups_of(values, scale, indicator, canvas)
    upward = groups[::-1]  # the largest symbols first, so that small ones lie on top and can be clicked
    layer = _layer(focus, level)
    traces = _land(focus, members, canvas)
    if indicator.unit.is_rate:
        traces += [_fill(layer, g, canvas) for g in groups if g.codes]
    if level == "county" or not indicator.unit.is_rate:
        traces += [symbols(g, values, indicator, canvas, filled_below=indicator.unit.is_rate) for g in upward]
    elif level == "province":
        traces += [symbols(g, values, indicator, canvas, invisible=True) for g in groups]
    return _framed(traces, focus, canvas, height, indicator.name(canvas.lang), groups, inset=focus == NATION)


def evidence_map(
    codes: Sequence[str], others: Sequence[str], label: Text, canvas: Canvas, height: int = 460
) -> go.Figure:
    """The country with `codes` as solid dots under the name `label`, and `others` as hollow ones (assumed)."""
    palette, lang = canvas.palette, canvas.lang
    assumed = Text("assumed county", "推定（公开资料未载明）")
    groups = [
        Group(f"{assumed(lang)} ({len(others)})", list(others), palette.quiet, 7, hollow=True),
        Group(f"{label(lang)} ({len(codes)})", list(codes), palette.accent, 11),
    ]
    traces = _land(NATION, [*codes, *others], canvas) + [symbols(g, None, None, canvas) for g in groups]
    return _framed(traces, NATION, canvas, height, "", groups, inset=True)


def locator(code: str, canvas: Canvas, height: int = 170) -> go.Figure:
    """Where in China one place lies: the country with its province shaded and a dot on it."""
    province = places.province_of(code)
    traces = _land(NATION, [province], canvas)
    traces.append(symbols(Group("", [code], canvas.palette.accent, 10), None, None, canvas))
    return _framed(traces, NATION, canvas, height, "", (), inset=False)


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
                f"{c.label(lang)}  ({len(codes)})",
                codes,
                palette.step(c.step, len(scale.classes)) if unit.is_rate else palette.accent,
                DOT if unit.is_rate else max(SMALLEST, LARGEST * share),
                symbol=not unit.is_rate,
            )
        )
    zero = [code for code, v in values.items() if v == 0]
    absent = [code for code, v in values.items() if pd.isna(v)]
    if zero:
        found.append(Group(f"{ZERO(lang)}  ({len(zero)})", zero, palette.ink, DOT, hollow=True))
    if absent:
        found.append(Group(f"{NO_DATA(lang)}  ({len(absent)})", absent, palette.absent, DOT - 1))
    return found


# -- traces --------------------------------------------------------------------------------------------------------


def _layer(focus: str, level: str) -> str:
    if level == "province":
        return shapes.PROVINCES
    return shapes.PROGRAMME if focus == NATION else shapes.counties_of(places.province_of(focus))


def choropleth(layer: str, codes: Sequence[str], colour: str, border: str, canvas: Canvas, **more) -> go.Choropleth:
    """One constant colour over `codes`, so that the swatch in a legend is the fill."""
    return go.Choropleth(
        geojson=shapes.url(layer, canvas.base),
        locations=list(codes),
        z=[1] * len(codes),
        colorscale=[[0, colour], [1, colour]],
        showscale=False,
        marker={"line": {"color": border, "width": 0.6 * canvas.size}},
        **more,
    )


def _land(focus: str, members: Sequence[str], canvas: Canvas) -> list:
    """The ground of a map. Of the nation: provinces in and out of the programme, and the dash line; of a province:
    its counties that are not in the programme, and the outlines of the provinces around it."""
    palette, lang = canvas.palette, canvas.lang
    everywhere = places.children(NATION)
    if focus != NATION:
        around = [p for p in everywhere if p.code != focus]
        rest = [p for p in places.children(focus) if p.code not in members]
        return [
            _named(shapes.PROVINCES, around, palette.paper, palette.rule, "", canvas),
            _named(shapes.counties_of(focus), rest, palette.land, palette.rule, OUTSIDE(lang), canvas),
        ]
    joined = {places.province_of(code) for code in members}
    outside, inside = ([p for p in everywhere if (p.code in joined) == is_in] for is_in in (False, True))
    ground = [
        _named(shapes.PROVINCES, outside, palette.land, palette.border, OUTSIDE(lang), canvas),
        _named(shapes.PROVINCES, inside, palette.land_in_programme, palette.border, "", canvas),
    ]
    return [*ground, _dashes(canvas)]


def _named(layer: str, of: Sequence[Place], colour: str, border: str, remark: str, canvas: Canvas) -> go.Choropleth:
    """Ground that says its name, and `remark` below it."""
    said = f"<br>{remark}" if remark else ""
    return choropleth(
        layer,
        [p.code for p in of],
        colour,
        border,
        canvas,
        text=[p.name(canvas.lang) for p in of],
        hovertemplate=f"%{{text}}{said}<extra></extra>",
    )


def _fill(layer: str, group: Group, canvas: Canvas) -> go.Choropleth:
    return choropleth(
        layer,
        group.codes,
        canvas.palette.paper if group.hollow else group.colour,
        canvas.palette.quiet,
        canvas,
        hoverinfo="skip",
    )


def symbols(
    group: Group,
    values: pd.Series | None,
    indicator: Indicator | None,
    canvas: Canvas,
    filled_below: bool = False,
    invisible: bool = False,
) -> go.Scattergeo:
    """One symbol a place; they carry the tooltips, the clicks and the legend."""
    lang, palette = canvas.lang, canvas.palette
    shown = [places.get(c) for c in group.codes]
    return go.Scattergeo(
        lon=[round(p.lon, 3) for p in shown] or [None],  # 100 m: finer than any symbol
        lat=[round(p.lat, 3) for p in shown] or [None],
        mode="markers",
        marker={
            "size": group.diameter * canvas.size,
            "color": palette.paper if group.hollow else group.colour,
            "opacity": 0.0 if invisible else (1 if filled_below or group.hollow else 0.82),
            "line": {"color": group.colour if group.hollow else palette.paper, "width": 1.2 * canvas.size},
        },
        customdata=group.codes,
        text=[p.name(lang) for p in shown],
        hovertext=[indicator.unit.full(values[c], lang) for c in group.codes] if indicator else None,
        hovertemplate="<b>%{text}</b>"
        + (f"<br>{indicator.name(lang)} %{{hovertext}}" if indicator else "")
        + "<extra></extra>",
        name=group.label,
    )


# -- frame ---------------------------------------------------------------------------------------------------------


def _framed(
    traces: list, focus: str, canvas: Canvas, height: int, title: str, groups: Sequence[Group], inset: bool
) -> go.Figure:
    """The figure: projection, the South China Sea inset of the national map, and the legend of `groups` and ground."""
    aspect = WIDTH / height
    layout: dict = {"geo": shapes.frame(focus, aspect)}
    if inset:
        layout["geo"]["domain"] = {"x": [0, INSET["x"][0] + 0.06], "y": [0, 1]}
        layout["geo2"] = {**shapes.sea_frame(canvas.palette.quiet), "domain": INSET}
        traces = traces + _sea(canvas)
    if groups:
        ground = [Entry(OUTSIDE(canvas.lang), canvas.palette.land)]
        if focus == NATION:
            ground.append(Entry(JOINED(canvas.lang), canvas.palette.land_in_programme))
        swatches = [Entry(g.label, g.colour, g.diameter if g.symbol else None, g.hollow) for g in groups if g.label]
        layout |= legend([*swatches, *ground], title, canvas)
    return canvas.figure(traces, height, **layout)


def _sea(canvas: Canvas) -> list:
    """The traces of the inset: land and the dash line."""
    palette = canvas.palette
    land = choropleth(shapes.SEA, shapes.codes_of(shapes.SEA), palette.land, palette.border, canvas, hoverinfo="skip")
    return [land.update(geo="geo2"), _dashes(canvas).update(geo="geo2")]


def _dashes(canvas: Canvas) -> go.Scattergeo:
    lon, lat = shapes.dashline_lines()
    return go.Scattergeo(
        lon=lon,
        lat=lat,
        mode="lines",
        line={"color": canvas.palette.quiet, "width": 1.2 * canvas.size},
        hoverinfo="skip",
    )
