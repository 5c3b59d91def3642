"""The roll-out as small maps: one a policy year, all on one scale, and the key that they share."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from backbone import places, shapes
from backbone.charts import ground
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace, trace
from backbone.charts.labels import PHONE, Name, Room, labels, sizes
from backbone.cover.rollout import COVERED, JOINED, LEFT, RETURNED, STANDINGS, STAYED
from backbone.files.png import literal
from backbone.indicators import INDICATORS
from backbone.places import NATION
from backbone.scales import Class, Scale
from backbone.text import Text

HEIGHT, KEY = 290, 280
# Diameters in pixels: of the highest class and of the lowest, and of a county where nobody is insured that year.
LARGEST, SMALLEST, NOBODY, RESTING = 21, 6, 10, 5
SIZES, WHAT = Text("Insured", "参保人次"), Text("Counties", "各县状态")
# The part of a map of the nation that leaves room for the inset of the sea.
ALONE: ground.Part = {"x": [0, 0.9], "y": [0, 1]}
# Largest first, so that small symbols lie on top and can be clicked; who joined lies over who stayed.
DRAWN = (COVERED, STAYED, LEFT, RETURNED, JOINED)


@dataclass(frozen=True)
class Mark:
    """How a standing looks: symbol, fill and outline differ, so that nobody depends on colour alone."""

    symbol: str
    fill: str
    line: str
    width: float


def year_map(rows: pd.DataFrame, scale: Scale, focus: str, members: Sequence[str], canvas: Canvas) -> Figure:
    """One policy year on the map of `focus` (nation or province): a symbol for each county of `rows` (columns place,
    standing, insured), its area by its class of `scale`, its form by its standing; those where nobody is insured
    have one size. `members` are the counties of the programme. A click carries the county's code."""
    geo = shapes.frame(focus, ground.WIDTH / 2 / HEIGHT)
    layout: dict = {"geo": geo}
    traces = _land(focus, members, canvas)
    if focus == NATION:
        layout["geo"] = {**geo, "domain": ALONE}
        layout["geo2"] = ground.sea_frame(canvas)
        traces += ground.sea(canvas)
    across = {row.place: _diameter(row, scale) for row in rows.itertuples()}
    for standing in DRAWN:
        own = rows[rows["standing"] == standing].sort_values("insured", ascending=False, kind="stable")
        if len(own):
            traces.append(_symbols(own, standing, across, canvas))
    if focus != NATION:
        ranked = sorted(across, key=lambda code: -across[code])
        at = sizes(geo, (PHONE, HEIGHT), (ground.WIDTH, HEIGHT))
        traces += labels([Name(code, across[code]) for code in ranked], geo, canvas, Room(at))
    return canvas.figure(traces, HEIGHT, **layout)


def rollout_key(scale: Scale, standings: Sequence[str], canvas: Canvas) -> Figure:
    """The key of all the maps, once: each class of `scale` as a ring of its size, and each of `standings` as it is
    drawn."""
    lang, palette = canvas.lang, canvas.palette
    ring = Mark("circle", palette.paper, palette.quiet, 1.2)
    entries = [(SIZES, c.label(lang), ring, _across(c, scale)) for c in scale.classes]
    looks = _looks(canvas)
    for code in (code for code in STANDINGS if code in standings):
        entries.append((WHAT, STANDINGS[code](lang), looks[code], RESTING if code == COVERED else NOBODY + 2))
    traces = [
        trace(
            "scatter",
            x=[None],
            y=[None],
            mode="markers",
            marker=_marker(mark, size, canvas),
            name=literal(label),
            showlegend=True,
            legendgroup=title.en,
            legendgrouptitle={"text": f"<b>{title(lang)}</b>", "font": {"size": round(13 * canvas.size)}},
        )
        for title, label, mark, size in entries
    ]
    none = {"visible": False, "fixedrange": True}
    key = canvas.key(itemsizing="trace", tracegroupgap=12)
    return canvas.figure(traces, KEY, xaxis=none, yaxis=none, showlegend=True, legend=key)


def _looks(canvas: Canvas) -> dict[str, Mark]:
    palette = canvas.palette
    return {
        JOINED: Mark("circle", palette.accent, palette.paper, 1),
        STAYED: Mark("circle", palette.steps[0], palette.accent, 1.3),
        RETURNED: Mark("diamond", palette.accent, palette.paper, 1),
        LEFT: Mark("circle-x-open", palette.warm, palette.warm, 1.6),
        COVERED: Mark("circle", palette.quiet, palette.paper, 0.5),
    }


def _marker(mark: Mark, size: float | list[float], canvas: Canvas) -> dict:
    sized = [round(s * canvas.size, 1) for s in size] if isinstance(size, list) else round(size * canvas.size, 1)
    line = {"color": mark.line, "width": canvas.stroke(mark.width)}
    return {"symbol": mark.symbol, "size": sized, "color": mark.fill, "line": line, "opacity": 1}


def _across(of: Class, scale: Scale) -> float:
    """The diameter of a class: the area of a symbol tells the magnitude."""
    return round(max(SMALLEST, LARGEST * math.sqrt(of.middle / scale.classes[-1].middle)), 1)


def _diameter(row: Any, scale: Scale) -> float:
    if pd.isna(row.insured):
        return RESTING if row.standing == COVERED else NOBODY
    return _across(scale.of(row.insured), scale)


def _symbols(own: pd.DataFrame, standing: str, sizes: dict[str, float], canvas: Canvas) -> Trace:
    """The counties of one standing, the largest below."""
    lang, asked, codes = canvas.lang, INDICATORS["insured"], own["place"].tolist()
    marker = _marker(_looks(canvas)[standing], [sizes[code] for code in codes], canvas)
    label, said = STANDINGS[standing](lang), None
    if own["insured"].notna().all():
        label, said = f"{label}<br>{asked.name(lang)}", [asked.unit.full(v, lang) for v in own["insured"]]
    return ground.marks(codes, marker, canvas, said, label)


# -- ground --------------------------------------------------------------------------------------------------------


def _land(focus: str, members: Sequence[str], canvas: Canvas) -> list[Trace]:
    """The land below the symbols: of the nation its provinces, of a province its counties; what is in the programme
    at any time is shaded, on every map alike."""
    palette = canvas.palette
    if focus == NATION:
        layer, border = shapes.PROVINCES, palette.border
        inside, around = {places.province_of(code) for code in members}, []
    else:
        layer, border, inside = shapes.counties_of(focus), palette.rule, set(members)
        others = [p.code for p in places.children(NATION) if p.code != focus]
        around = [ground.choropleth(shapes.PROVINCES, others, palette.paper, border, canvas)]
    every = [p.code for p in places.children(focus)]
    shades = ((palette.land, False), (palette.land_in_programme, True))
    land = [
        ground.choropleth(layer, [c for c in every if (c in inside) == is_in], shade, border, canvas)
        for shade, is_in in shades
    ]
    return [*around, *land, *([ground.dashes(canvas)] if focus == NATION else [])]
