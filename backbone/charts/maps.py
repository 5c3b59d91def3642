"""Maps: the country, a province, a county. Rates are colour, counts are symbols; the unit decides."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from backbone import places, shapes
from backbone.charts import ground
from backbone.charts.canvas import Canvas
from backbone.charts.ground import OUTSIDE, WIDTH
from backbone.charts.legend import Entry, legend
from backbone.indicator import Indicator
from backbone.places import NATION
from backbone.scales import Scale
from backbone.text import Text

NO_DATA = Text("no data yet", "暂无数据")
ZERO = Text("zero", "零")
JOINED = Text("province in the programme", "项目覆盖省份")
ASSUMED = Text("assumed county", "推定（公开资料未载明）")
# Diameters in pixels: no symbol is smaller, and the highest class has the largest.
SMALLEST, LARGEST = 6, 30
# A county is a few pixels wide on the national map: a dot of this size makes it findable and clickable.
DOT = 8


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
    traces = ground.land(focus, members, canvas)
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
    groups = [
        Group(f"{ASSUMED(lang)} ({len(others)})", list(others), palette.quiet, 7, hollow=True),
        Group(f"{label(lang)} ({len(codes)})", list(codes), palette.accent, 11),
    ]
    traces = ground.land(NATION, [*codes, *others], canvas) + [symbols(g, None, None, canvas) for g in groups]
    return _framed(traces, NATION, canvas, height, "", groups, inset=True)


def locator(code: str, canvas: Canvas, height: int = 170) -> go.Figure:
    """Where in China one place lies: the country with its province shaded and a dot on it."""
    province = places.province_of(code)
    traces = ground.land(NATION, [province], canvas)
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
                palette.step(c.step, scale.steps) if unit.is_rate else palette.accent,
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


def _fill(layer: str, group: Group, canvas: Canvas) -> go.Choropleth:
    palette = canvas.palette
    return ground.choropleth(layer, group.codes, palette.paper if group.hollow else group.colour, palette.quiet, canvas)


def symbols(
    group: Group,
    values: pd.Series | None,
    indicator: Indicator | None,
    canvas: Canvas,
    filled_below: bool = False,
    invisible: bool = False,
) -> go.Scattergeo:
    """One symbol a place; they carry the tooltips, the clicks and the legend."""
    palette = canvas.palette
    marker = {
        "size": group.diameter * canvas.size,
        "color": palette.paper if group.hollow else group.colour,
        "opacity": 0.0 if invisible else (1 if filled_below or group.hollow else 0.82),
        "line": {"color": group.colour if group.hollow else palette.paper, "width": 1.2 * canvas.size},
    }
    said, label = None, ""
    if indicator is not None and values is not None:
        said = [indicator.unit.full(values[code], canvas.lang) for code in group.codes]
        label = indicator.name(canvas.lang)
    return ground.marks(group.codes, marker, canvas, said, label, name=group.label)


# -- frame ---------------------------------------------------------------------------------------------------------


def entries(groups: Sequence[Group]) -> list[Entry]:
    """The lines of the legend that name `groups`."""
    return [Entry(g.label, g.colour, g.diameter if g.symbol else None, g.hollow) for g in groups if g.label]


def outside(focus: str, canvas: Canvas) -> list[Entry]:
    """The lines of the legend that name the ground."""
    inside = [Entry(JOINED(canvas.lang), canvas.palette.land_in_programme)] if focus == NATION else []
    return [Entry(OUTSIDE(canvas.lang), canvas.palette.land), *inside]


def geo_of(focus: str, height: int) -> dict:
    """How the map of `focus` is projected, and where it stands: the nation's leaves room for its inset."""
    geo = shapes.frame(focus, WIDTH / height)
    return geo | {"domain": {"x": [0, ground.INSET["x"][0] + 0.06], "y": [0, 1]}} if focus == NATION else geo


def _framed(
    traces: list, focus: str, canvas: Canvas, height: int, title: str, groups: Sequence[Group], inset: bool
) -> go.Figure:
    """The figure: projection, the South China Sea inset of the national map, and the legend of `groups` and ground."""
    layout: dict = {"geo": geo_of(focus, height) if inset else shapes.frame(focus, WIDTH / height)}
    if inset:
        layout["geo2"] = ground.sea_frame(canvas)
        traces = traces + ground.sea(canvas)
    if groups:
        layout |= legend([*entries(groups), *outside(focus, canvas)], title, canvas)
    return canvas.figure(traces, height, **layout)
