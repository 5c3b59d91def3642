"""The change map: how much each place changed between two policy years, on a scale with two arms."""

import math
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from backbone import places, shapes
from backbone.charts import maps
from backbone.charts.canvas import Canvas
from backbone.charts.legend import Entry, legend
from backbone.compare.comparison import change_unit
from backbone.indicator import Indicator
from backbone.places import NATION
from backbone.scales import Diverging
from backbone.text import Text

ONE_ONLY = Text("no comparison", "无法比较")
CHANGE_IN = Text("Change in {unit}", "变化（{unit}）")
SMALLEST, LARGEST = 8, 26
FROM_TO = Text("{before} → {after}", "{before} → {after}")
UP, DOWN = "triangle-up", "triangle-down"


def change_map(
    answer: pd.DataFrame,
    indicator: Indicator,
    scale: Diverging,
    focus: str,
    members: Sequence[str],
    chosen: str,
    canvas: Canvas,
    height: int = 560,
) -> go.Figure:
    """The map of `focus` (nation or province) with each county of `answer` (columns place, before, after, change) in
    the class of its change. A rate is colour; a count is a triangle, upward for more, downward for fewer, as large as
    the change. Colour says better or worse where the indicator has a good direction, else more or less. A place with
    cover in one of the two years only is "no comparison"; `members` that are not in the answer have no data yet;
    `chosen` is ringed. A click carries the place's code."""
    palette, lang, is_rate = canvas.palette, canvas.lang, indicator.unit.is_rate
    rows = answer[answer["place"].isin(members)].set_index("place")
    known = rows["change"].dropna()
    layer = shapes.PROGRAMME if focus == NATION else shapes.counties_of(focus)
    groups = []
    for step in reversed(scale.steps):
        codes = [code for code, value in known.items() if scale.of(value) == step]
        groups.append(_Group(step, f"{scale.label(step, lang)}  ({len(codes)})", codes, scale, indicator, canvas))
    alone = [code for code in rows.index if code not in known.index]
    absent = [code for code in members if code not in rows.index]
    fills, dots, entries = [], [], []
    for group in groups:
        diameter = maps.DOT if is_rate else group.diameter
        symbol = "circle" if is_rate or not group.step else (UP if group.step > 0 else DOWN)
        entries.append(Entry(group.label, group.colour, None if is_rate else diameter))
        if group.codes:
            if is_rate:
                fills.append(_fill(layer, group.codes, group.colour, canvas))
            dots.append(_dots(group.codes, rows, indicator, group.colour, symbol, diameter, canvas))
    for codes, words, colour, hollow in (
        (alone, ONE_ONLY, palette.quiet, True),
        (absent, maps.NO_DATA, palette.absent, False),
    ):
        if codes:
            diameter = maps.DOT - (0 if hollow else 1)
            entries.append(
                Entry(f"{words(lang)}  ({len(codes)})", colour, diameter if hollow or not is_rate else None, hollow)
            )
            fills += [_fill(layer, codes, palette.absent, canvas)] if is_rate and not hollow else []
            dots.append(_dots(codes, rows, indicator, colour, "circle", diameter, canvas, hollow, words(lang)))
    ring = [_ring(chosen, canvas)] if chosen in members else []
    title = CHANGE_IN(lang, unit=change_unit(indicator).name(lang))
    return _framed([*fills, *dots[::-1], *ring], entries, groups, title, focus, members, is_rate, canvas, height)


class _Group:
    """The places of one class of change, with its colour and, for a count, its size."""

    def __init__(self, step, label, codes: list[str], scale: Diverging, indicator: Indicator, canvas: Canvas) -> None:
        self.step, self.label, self.codes = step, label, codes
        self.colour = canvas.palette.change(-step if indicator.good == "low" else step, scale.arm)
        share = math.sqrt(scale.middle(step) / scale.middle(scale.arm)) if step else 0.0
        self.diameter = round(max(SMALLEST, LARGEST * share), 1)


def _fill(layer: str, codes: Sequence[str], colour: str, canvas: Canvas) -> go.Choropleth:
    return maps.choropleth(layer, codes, colour, canvas.palette.quiet, canvas, hoverinfo="skip")


def _dots(codes, rows, indicator, colour, symbol, diameter, canvas, hollow=False, remark="") -> go.Scattergeo:
    """One symbol a place; it carries the tooltip and the click."""
    lang, palette = canvas.lang, canvas.palette
    at = [places.get(code) for code in codes]
    return go.Scattergeo(
        lon=[round(p.lon, 3) for p in at],
        lat=[round(p.lat, 3) for p in at],
        mode="markers",
        marker={
            "symbol": symbol,
            "size": diameter * canvas.size,
            "color": palette.paper if hollow else colour,
            "line": {"color": colour if hollow else palette.ink, "width": (1.4 if hollow else 0.5) * canvas.size},
        },
        customdata=list(codes),
        text=[p.name(lang) for p in at],
        hovertext=[_said(rows.loc[c] if c in rows.index else None, indicator, canvas, remark) for c in codes],
        hovertemplate="<b>%{text}</b><br>%{hovertext}<extra></extra>",
    )


def _said(row: pd.Series | None, indicator: Indicator, canvas: Canvas, remark: str) -> str:
    """From what to what, and by how much."""
    lang, unit = canvas.lang, indicator.unit
    if row is None:
        return remark
    said = FROM_TO(lang, before=unit.full(row["before"], lang), after=unit.full(row["after"], lang))
    if math.isnan(row["change"]):
        return f"{said}<br>{remark}"
    sign = "+" if row["change"] > 0 else ("−" if row["change"] < 0 else "")
    return f"{said}<br>{sign}{change_unit(indicator).full(abs(row['change']), lang)}"


def _ring(code: str, canvas: Canvas) -> go.Scattergeo:
    """A ring around the place that the page is about."""
    place, palette = places.get(code), canvas.palette
    return go.Scattergeo(
        lon=[round(place.lon, 3)],
        lat=[round(place.lat, 3)],
        mode="markers+text",
        text=[f"<b>{place.short(canvas.lang)}</b>"],
        textposition="top center",
        textfont={"color": palette.ink, "shadow": ", ".join([f"0 0 2px {palette.paper}"] * 4)},
        marker={"symbol": "circle-open", "size": 20 * canvas.size, "line": {"color": palette.ink, "width": 2}},
        hoverinfo="skip",
    )


def _framed(traces, entries, groups, title, focus, members, is_rate, canvas: Canvas, height: int) -> go.Figure:
    """The figure with its ground, projection, inset and a legend whose symbols are those of the map."""
    ground = maps._land(focus, members, canvas)
    if not is_rate and focus != NATION:
        joined, rule = canvas.palette.land_in_programme, canvas.palette.rule
        ground.append(maps.choropleth(shapes.counties_of(focus), members, joined, rule, canvas, hoverinfo="skip"))
    outside = [Entry(maps.OUTSIDE(canvas.lang), canvas.palette.land)]
    if focus == NATION:
        outside.append(Entry(maps.JOINED(canvas.lang), canvas.palette.land_in_programme))
    key = legend([*entries, *outside], title, canvas)
    if not is_rate:
        for shape, group in zip(key["shapes"], groups, strict=False):
            if group.step:
                _triangle(shape, group.step > 0)
    layout = {"geo": shapes.frame(focus, maps.WIDTH / height), **key}
    # The legend is too tall to lie beside the land: on a phone it has the foot to itself.
    layout["geo"]["domain"] = {"x": [0, maps.INSET["x"][0] + 0.06 if focus == NATION else 1], "y": [0.3, 1]}
    if focus == NATION:
        layout["geo2"] = {**shapes.sea_frame(canvas.palette.quiet), "domain": maps.INSET}
        traces = [*traces, *maps._sea(canvas)]
    return canvas.figure([*ground, *traces], height, **layout)


def _triangle(shape: dict, upward: bool) -> None:
    """Turns a circle of the legend into a triangle of the same box."""
    x0, x1, y0, y1 = (shape.pop(edge) for edge in ("x0", "x1", "y0", "y1"))
    foot, tip = (y0, y1) if upward else (y1, y0)
    shape |= {"type": "path", "path": f"M{x0},{foot}L{x1},{foot}L{round((x0 + x1) / 2, 1)},{tip}Z"}
