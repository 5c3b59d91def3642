"""Maps with names on them: a province with its counties, a county among its neighbours."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from backbone import places, shapes
from backbone.charts import ground, maps
from backbone.charts.canvas import Canvas
from backbone.charts.labels import Name, labels
from backbone.charts.legend import Entry, legend
from backbone.charts.maps import Group
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
        fig.add_trace(ground.members_of(focus, members, canvas))
    values = answer.set_index("place")[indicator.id]
    sizes = _sizes(maps.groups_of(values.reindex(members), scale, indicator, canvas))
    if focus == NATION:
        ranked, most = values.dropna().sort_values(ascending=False).index.tolist(), HIGHEST
    else:
        ranked, most = sorted(members, key=lambda code: -sizes[code]), len(members)
    names = [Name(code, sizes[code]) for code in ranked]
    return fig.add_traces(labels(names, maps.geo_of(focus, height), canvas, height, most))


def around(code: str, height: int = HEIGHT) -> tuple[str, ...]:
    """The codes of every county that the map of a county shows, across provinces too; itself first."""
    geo = shapes.frame(code, ground.WIDTH / height, SURROUNDINGS)
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
    palette, is_rate = canvas.palette, indicator.unit.is_rate
    near = around(code, height)
    inside = [c for c in near if c in members]
    values = answer.set_index("place")[indicator.id].reindex(inside)
    groups = [g for g in maps.groups_of(values, scale, indicator, canvas) if g.codes]
    geo = shapes.frame(code, ground.WIDTH / height, SURROUNDINGS)
    traces: list = _outside(near, inside, canvas)
    for group in groups:
        colour = group.colour if is_rate else palette.land_in_programme
        for layer, codes in _by_layer(group.codes).items():
            traces.append(ground.choropleth(layer, codes, colour, palette.paper, canvas))
    home = shapes.counties_of(places.province_of(code))
    traces.append(ground.choropleth(home, [code], "rgba(0,0,0,0)", palette.ink, canvas, width=2))
    traces += [maps.symbols(g, values, indicator, canvas, filled_below=is_rate) for g in groups]
    beside = dict.fromkeys((code, *inside, *shapes.neighbours(code)))
    sizes = _sizes(groups)
    below = {c: g.colour for g in groups if is_rate and not g.hollow for c in g.codes}
    traces += labels([Name(c, sizes.get(c, 0), c == code, below.get(c, "")) for c in beside], geo, canvas, height)
    outside = [Entry(ground.OUTSIDE(canvas.lang), palette.land)] if len(inside) < len(near) else []
    key = legend([*maps.entries(groups), *outside], indicator.name(canvas.lang), canvas, sheet=True)
    return canvas.figure(traces, height, geo=geo, **key)


def _sizes(groups: Sequence[Group]) -> dict[str, float]:
    """The diameter of each place's symbol, in pixels at size 1."""
    return {code: group.diameter for group in groups for code in group.codes}


def _by_layer(codes: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(shapes.counties_of(places.province_of(code)), []).append(code)
    return found


def _outside(near: Sequence[str], inside: Sequence[str], canvas: Canvas) -> list[go.Choropleth]:
    """Every county in the picture that is not in the programme, saying so; one trace a province's layer."""
    palette, remark = canvas.palette, ground.OUTSIDE(canvas.lang)
    return [
        ground.named(layer, [places.get(c) for c in codes], palette.land, palette.rule, remark, canvas).update(
            customdata=codes
        )
        for layer, codes in _by_layer([c for c in near if c not in inside]).items()
    ]
