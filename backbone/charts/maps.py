"""Maps: the country, a province, a county. Rates are colour, counts are symbols; the unit decides."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from backbone import places, shapes
from backbone.charts.canvas import Canvas
from backbone.indicators import Indicator
from backbone.places import NATION
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


@dataclass(frozen=True)
class _Group:
    """The places of one legend entry."""

    label: str
    codes: list[str]
    colour: str
    diameter: float
    hollow: bool = False


def place_map(
    answer: pd.DataFrame,
    indicator: Indicator,
    scale: Scale,
    focus: str,
    level: str,
    members: Sequence[str],
    canvas: Canvas,
    height: int = 520,
) -> go.Figure:
    """The map of `focus` (nation or province) with each place of `answer` (columns place and the indicator) in its
    class. `members` are the programme's places at `level`: those without a value are drawn as "no data", zeros as
    zeros, everything else as not in the programme. A click carries the place's code."""
    values = answer.set_index("place")[indicator.id].reindex(members)
    groups = _groups(values, scale, indicator, canvas)
    layer = _layer(focus, level)
    traces = _land(focus, members, canvas)
    if indicator.unit.is_rate:
        traces += [_fill(layer, g, canvas) for g in groups if g.codes]
    if level == "county" or not indicator.unit.is_rate:
        traces += [_symbols(g, values, indicator, canvas, filled_below=indicator.unit.is_rate) for g in groups]
    elif level == "province":
        traces += [_symbols(g, values, indicator, canvas, invisible=True) for g in groups]
    return _framed(traces, focus, canvas, height, indicator.name(canvas.lang), inset=focus == NATION)


def evidence_map(codes: Sequence[str], others: Sequence[str], label: Text, canvas: Canvas, height: int = 460) -> go.Figure:
    """The country with `codes` as solid dots under the name `label`, and `others` as hollow ones (assumed)."""
    palette, lang = canvas.palette, canvas.lang
    assumed = Text("assumed, not named by a source", "推定，无来源点名")
    groups = [
        _Group(f"{assumed(lang)} ({len(others)})", list(others), palette.quiet, 7, hollow=True),
        _Group(f"{label(lang)} ({len(codes)})", list(codes), palette.accent, 11),
    ]
    traces = _land(NATION, [*codes, *others], canvas) + [_symbols(g, None, None, canvas) for g in groups]
    return _framed(traces, NATION, canvas, height, "", inset=True)


def locator(code: str, canvas: Canvas, height: int = 170) -> go.Figure:
    """Where in China one place lies: the country with its province shaded and a dot on it."""
    province = places.province_of(code)
    traces = _land(NATION, [province], canvas)
    traces.append(_symbols(_Group("", [code], canvas.palette.accent, 10), None, None, canvas))
    return _framed(traces, NATION, canvas, height, "", inset=False, legend=False)


# -- groups: the legend and the paint are the same list ----------------------------------------------------------


def _groups(values: pd.Series, scale: Scale, indicator: Indicator, canvas: Canvas) -> list[_Group]:
    lang, palette, unit = canvas.lang, canvas.palette, indicator.unit
    classed = {code: scale.of(v) for code, v in values.items() if not pd.isna(v) and v != 0}
    found = []
    for c in scale.classes:
        codes = [code for code, own in classed.items() if own == c]
        share = math.sqrt(c.middle / scale.classes[-1].middle)  # the area of a symbol tells the magnitude
        found.append(
            _Group(
                f"{c.label(lang)}  ({len(codes)})",
                codes,
                palette.step(c.step, len(scale.classes)) if unit.is_rate else palette.accent,
                DOT if unit.is_rate else max(SMALLEST, LARGEST * share),
            )
        )
    zero = [code for code, v in values.items() if v == 0]
    absent = [code for code, v in values.items() if pd.isna(v)]
    if zero:
        found.append(_Group(f"{ZERO(lang)}  ({len(zero)})", zero, palette.ink, DOT, hollow=True))
    if absent:
        found.append(_Group(f"{NO_DATA(lang)}  ({len(absent)})", absent, palette.absent, DOT - 1))
    return found


# -- traces --------------------------------------------------------------------------------------------------------


def _layer(focus: str, level: str) -> str:
    if level == "province":
        return shapes.PROVINCES
    return shapes.PROGRAMME if focus == NATION else shapes.counties_of(places.province_of(focus))


def _choropleth(layer: str, codes: Sequence[str], colour: str, border: str, canvas: Canvas, **more) -> go.Choropleth:
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
    """The ground of a map: provinces in and out of the programme; in a province's map, all its counties too."""
    palette, lang = canvas.palette, canvas.lang
    inside = {places.province_of(code) for code in members}
    ground = []
    for joined in (False, True):
        codes = [p.code for p in places.children(NATION) if (p.code in inside) == joined]
        colour = palette.land_in_programme if joined else palette.land
        names = [places.get(c).name(lang) for c in codes]
        ground.append(
            _choropleth(
                shapes.PROVINCES, codes, colour, palette.border, canvas,
                customdata=codes, text=names,
                hovertemplate="%{text}<extra></extra>" if joined else f"%{{text}}<br>{OUTSIDE(lang)}<extra></extra>",
                name=(JOINED if joined else OUTSIDE)(lang), showlegend=focus == NATION,
            )
        )
    if focus != NATION:
        rest = [p for p in places.children(places.province_of(focus)) if p.code not in members]
        ground.append(
            _choropleth(
                shapes.counties_of(places.province_of(focus)), [p.code for p in rest], palette.land, palette.rule, canvas,
                text=[p.name(lang) for p in rest], hovertemplate=f"%{{text}}<br>{OUTSIDE(lang)}<extra></extra>",
                customdata=[p.code for p in rest], name=OUTSIDE(lang), showlegend=True,
            )
        )
    lon, lat = shapes.dashline_lines()
    ground.append(
        go.Scattergeo(
            lon=lon, lat=lat, mode="lines", line={"color": palette.quiet, "width": 1.2 * canvas.size},
            hoverinfo="skip", showlegend=False,
        )
    )
    return ground


def _fill(layer: str, group: _Group, canvas: Canvas) -> go.Choropleth:
    return _choropleth(
        layer, group.codes, canvas.palette.paper if group.hollow else group.colour, canvas.palette.paper, canvas,
        hoverinfo="skip", showlegend=False,
    )


def _symbols(
    group: _Group,
    values: pd.Series | None,
    indicator: Indicator | None,
    canvas: Canvas,
    filled_below: bool = False,
    invisible: bool = False,
) -> go.Scattergeo:
    """One symbol a place; they carry the tooltips, the clicks and the legend."""
    lang, palette = canvas.lang, canvas.palette
    said = [
        f"<b>{places.get(c).name(lang)}</b>"
        + (f"<br>{indicator.name(lang)} {indicator.unit.full(values[c], lang)}" if indicator else "")
        for c in group.codes
    ]
    shown = [places.get(c) for c in group.codes]
    return go.Scattergeo(
        lon=[p.lon for p in shown] or [None],
        lat=[p.lat for p in shown] or [None],
        mode="markers",
        marker={
            "size": group.diameter * canvas.size,
            "color": palette.paper if group.hollow else group.colour,
            "opacity": 0.0 if invisible else (1 if filled_below or group.hollow else 0.82),
            "line": {"color": group.colour if group.hollow else palette.paper, "width": 1.2 * canvas.size},
        },
        customdata=group.codes,
        hovertext=said,
        hoverinfo="text",
        name=group.label,
        showlegend=bool(group.label),
    )


# -- frame ---------------------------------------------------------------------------------------------------------


def _framed(traces: list, focus: str, canvas: Canvas, height: int, title: str, inset: bool, legend: bool = True):
    """The figure: projection, the South China Sea inset of the national map, and the legend at the lower left."""
    layout = {"geo": {**shapes.frame(focus), "domain": {"x": [0, 1], "y": [0, 1]}}}
    if inset:
        sea = []
        for trace in traces:
            if trace.type == "choropleth" and trace.geojson == shapes.url(shapes.PROVINCES, canvas.base):
                sea.append(go.Choropleth(trace, geo="geo2", showlegend=False, hoverinfo="skip", hovertemplate=None))
            elif trace.type == "scattergeo" and trace.mode == "lines":
                sea.append(go.Scattergeo(trace, geo="geo2"))
        traces = traces + sea
        layout["geo2"] = shapes.sea_frame()
    fig = canvas.figure(traces, height, **layout)
    if legend:
        fig.update_layout(
            showlegend=True,
            legend={
                "title": {"text": title, "font": {"size": round(13 * canvas.size)}},
                "x": 0, "y": 0, "xanchor": "left", "yanchor": "bottom",
                "bgcolor": "rgba(0,0,0,0)", "itemclick": False, "itemdoubleclick": False,
                "itemsizing": "trace", "font": {"size": round(12 * canvas.size)},
            },
        )
    return fig
