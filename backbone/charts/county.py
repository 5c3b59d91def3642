"""Maps with names on them: a province with its counties, a county among its neighbours."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from backbone import places, shapes
from backbone.charts import maps
from backbone.charts.canvas import Canvas
from backbone.charts.labels import Name, labels
from backbone.charts.legend import Entry, legend
from backbone.charts.words import extent
from backbone.indicator import Indicator
from backbone.places import NATION
from backbone.scales import Scale

HEIGHT = 420
# How many places the map of the nation names.
HIGHEST = 5
# How much of its own size a county's map shows on each side of it.
SURROUNDINGS = 0.45


def labelled_map(
    answer: pd.DataFrame,
    indicator: Indicator,
    scale: Scale,
    focus: str,
    level: str,
    members: Sequence[str],
    canvas: Canvas,
    height: int = HEIGHT,
) -> go.Figure:
    """`maps.place_map` of the nation or a province, with names as far as they fit: of the nation's highest places, of
    all of a province's counties in the programme."""
    fig = maps.place_map(answer, indicator, scale, focus, level, members, canvas, height)
    if focus != NATION and not indicator.unit.is_rate:
        layer = shapes.counties_of(focus)
        joined, rule = canvas.palette.land_in_programme, canvas.palette.rule
        fig.add_trace(maps.choropleth(layer, members, joined, rule, canvas, hoverinfo="skip"))
    sizes = _sizes(fig)
    if focus == NATION:
        ranked = answer.dropna(subset=[indicator.id]).sort_values(indicator.id, ascending=False)["place"].tolist()
        most = HIGHEST
    else:
        ranked = sorted(members, key=lambda code: -sizes.get(code, 0))
        most = len(ranked)
    geo = fig.layout.geo.to_plotly_json()
    names = [Name(c, sizes.get(c, maps.DOT) / canvas.size) for c in ranked]
    return fig.add_traces(labels(names, geo, canvas, height, most))


def around(code: str, height: int = HEIGHT) -> tuple[str, ...]:
    """The codes of every county that the map of a county shows, across provinces too; itself first."""
    geo = shapes.frame(code, maps.WIDTH / height, SURROUNDINGS)
    (west, east), (south, north) = geo["lonaxis"]["range"], geo["lataxis"]["range"]
    rest = (p for p in map(places.get, places.CODES) if p.level == "county" and p.code != code)
    seen = [p.code for p in rest if _meet(p.bounds, (west, south, east, north))]
    return (code, *seen)


def _meet(one: places.Bounds, other: places.Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def county_map(
    answer: pd.DataFrame,
    indicator: Indicator,
    scale: Scale,
    code: str,
    members: Sequence[str],
    canvas: Canvas,
    height: int = HEIGHT,
) -> go.Figure:
    """A county in outline among its neighbours. Those of `members` (the programme) are painted in their class of
    `answer` (columns place and the indicator) and carry their code for a click; the others say that they are not in
    the programme."""
    lang, palette = canvas.lang, canvas.palette
    near = around(code, height)
    inside = [c for c in near if c in members]
    values = answer.set_index("place")[indicator.id].reindex(inside)
    groups = [g for g in maps.groups_of(values, scale, indicator, canvas) if g.codes]
    geo = shapes.frame(code, maps.WIDTH / height, SURROUNDINGS)
    traces = [*_ground(near, inside, canvas)]
    for group in groups:
        colour = group.colour if indicator.unit.is_rate else palette.land_in_programme
        for layer, codes in _by_layer(group.codes).items():
            traces.append(maps.choropleth(layer, codes, colour, palette.paper, canvas, hoverinfo="skip"))
    traces.append(
        maps.choropleth(
            shapes.counties_of(places.province_of(code)),
            [code],
            "rgba(0,0,0,0)",
            palette.ink,
            canvas,
            hoverinfo="skip",
        ).update(marker_line_width=2 * canvas.size)
    )
    traces += [maps.symbols(g, values, indicator, canvas, filled_below=indicator.unit.is_rate) for g in groups]
    marks = {c: g.diameter for g in groups for c in g.codes}
    beside = dict.fromkeys((code, *inside, *shapes.neighbours(code)))
    ground = {c: g.colour for g in groups if indicator.unit.is_rate and not g.hollow for c in g.codes}
    names = [Name(c, marks.get(c, 0), c == code, ground.get(c, "")) for c in beside]
    traces += labels(names, geo, canvas, height)
    swatches = [Entry(g.label, g.colour, g.diameter if g.symbol else None, g.hollow) for g in groups]
    outside = [Entry(maps.OUTSIDE(lang), palette.land)] if len(inside) < len(near) else []
    key = legend([*swatches, *outside], indicator.name(lang), canvas)
    key["shapes"] = [_paper_below(key, canvas), *key["shapes"]]
    return canvas.figure(traces, height, geo=geo, **key)


def _paper_below(key: dict, canvas: Canvas) -> dict:
    """A sheet under the legend, which on this map lies on land."""
    wide = max(word.get("xshift", 0) + extent(word["text"], canvas.size)[0] for word in key["annotations"])
    high = max(word["yshift"] for word in key["annotations"]) + 20 * canvas.size
    return {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "yanchor": 0,
        "x0": -1,
        "x1": round(wide) + 8,
        "y0": -1,
        "y1": round(high) + 4,
        "fillcolor": canvas.palette.paper,
        "line": {"width": 0},
        "opacity": 0.92,
    }


def _sizes(fig: go.Figure) -> dict[str, float]:
    """The diameter of each place's symbol, in pixels."""
    return {
        code: trace.marker.size
        for trace in fig.data
        if trace.type == "scattergeo" and trace.customdata is not None
        for code in trace.customdata
    }


def _by_layer(codes: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(shapes.counties_of(places.province_of(code)), []).append(code)
    return found


def _ground(near: Sequence[str], inside: Sequence[str], canvas: Canvas) -> list[go.Choropleth]:
    """Every county in the picture that is not in the programme, saying so; one trace a province's layer."""
    palette, lang = canvas.palette, canvas.lang
    ground = []
    for layer, codes in _by_layer([c for c in near if c not in inside]).items():
        ground.append(
            maps.choropleth(
                layer,
                codes,
                palette.land,
                palette.rule,
                canvas,
                customdata=codes,
                text=[places.get(c).name(lang) for c in codes],
                hovertemplate=f"%{{text}}<br>{maps.OUTSIDE(lang)}<extra></extra>",
            )
        )
    return ground
