"""The change map: how much each place changed between two policy years, on a scale with two arms."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from backbone import places, shapes
from backbone.charts import ground, maps
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace, trace
from backbone.charts.legend import Entry, legend
from backbone.compare.comparison import change_unit
from backbone.indicator import Indicator
from backbone.places import NATION
from backbone.punctuation import bracketed
from backbone.scales import Diverging
from backbone.text import Text

ONE_ONLY = Text("no comparison", "无法比较")
CHANGE_IN = Text("Change in {unit}", "变化（{unit}）")
SMALLEST, LARGEST = 8, 26
FROM_TO = Text("{before} → {after}", "{before} → {after}")
# The plotly symbol of a change of a count, by which way it went.
SYMBOLS = {1: "triangle-up", 0: "circle", -1: "triangle-down"}


@dataclass(frozen=True)
class Group:
    """The places of one line of the legend: how they are marked, which way a triangle points, whether their area is
    painted too, and what is said of them that have no change."""

    label: str
    codes: list[str]
    colour: str
    diameter: float
    points: int = 0
    hollow: bool = False
    painted: bool = False
    remark: str = ""


def change_map(
    answer: pd.DataFrame,
    indicator: Indicator,
    scale: Diverging,
    focus: str,
    members: Sequence[str],
    chosen: str,
    canvas: Canvas,
    height: int = 560,
) -> Figure:
    """The map of `focus` (nation or province) with each county of `answer` (columns place, before, after, change) in
    the class of its change. A rate is colour; a count is a triangle, upward for more, downward for fewer, as large as
    the change. Colour says better or worse where the indicator has a good direction, else more or less. A place with
    cover in one of the two years only is "no comparison"; `members` that are not in the answer have no data yet;
    `chosen` is ringed. A click carries the place's code."""
    rows, is_rate = answer[answer["place"].isin(members)].set_index("place"), indicator.unit.is_rate
    groups = [*_classes(rows, indicator, scale, canvas), *_without(rows, indicator, members, canvas)]
    layer = shapes.PROGRAMME if focus == NATION else shapes.counties_of(focus)
    paint, border = [group for group in groups if group.painted and group.codes], canvas.palette.quiet
    traces = ground.land(focus, members, canvas) + (ground.sea(canvas) if focus == NATION else [])
    if not is_rate and focus != NATION:
        traces.append(ground.members_of(focus, members, canvas))
    traces += [ground.choropleth(layer, group.codes, group.colour, border, canvas) for group in paint]
    traces += [_marks(group, rows, indicator, canvas) for group in reversed(groups) if group.codes]
    traces += [_ring(chosen, canvas)] if chosen in members else []
    layout = legend(
        [*_entries(groups, is_rate), *maps.outside(focus, canvas)],
        CHANGE_IN(canvas.lang, unit=change_unit(indicator).name(canvas.lang)),
        canvas,
    )
    # The legend is too tall to lie beside the land: on a phone it has the foot to itself.
    beside = {"x": ground.COUNTRY["x"] if focus == NATION else [0, 1], "y": [0.3, 1]}
    layout["geo"] = shapes.frame(focus, ground.WIDTH / height) | {"domain": beside}
    if focus == NATION:
        layout["geo2"] = ground.sea_frame(canvas)
    return canvas.figure(traces, height, **layout)


def _classes(rows: pd.DataFrame, indicator: Indicator, scale: Diverging, canvas: Canvas) -> list[Group]:
    """The classes of change, from the largest rise to the largest fall."""
    known, found, is_rate = rows["change"].dropna(), [], indicator.unit.is_rate
    for step in reversed(scale.steps):
        codes = [code for code, value in known.items() if scale.of(value) == step]
        share = math.sqrt(scale.middle(step) / scale.middle(scale.arm)) if step else 0.0
        found.append(
            Group(
                bracketed(scale.label(step, canvas.lang), str(len(codes)), canvas.lang),
                codes,
                canvas.palette.change(-step if indicator.good == "low" else step, scale.arm),
                maps.DOT if is_rate else round(max(SMALLEST, LARGEST * share), 1),
                points=0 if is_rate else (step > 0) - (step < 0),
                painted=is_rate,
            )
        )
    return found


def _without(rows: pd.DataFrame, indicator: Indicator, members: Sequence[str], canvas: Canvas) -> list[Group]:
    """The places that have no change: those with cover in one of the years only, and those without data."""
    palette, lang = canvas.palette, canvas.lang
    alone = rows.index[rows["change"].isna()].tolist()
    absent = [code for code in members if code not in rows.index]
    found = []
    if alone:
        label = bracketed(ONE_ONLY(lang), str(len(alone)), lang)
        found.append(Group(label, alone, palette.quiet, maps.DOT, hollow=True, remark=ONE_ONLY(lang)))
    if absent:
        label, remark = bracketed(maps.NO_DATA(lang), str(len(absent)), lang), maps.NO_DATA(lang)
        is_rate = indicator.unit.is_rate
        found.append(Group(label, absent, palette.absent, maps.DOT - 1, painted=is_rate, remark=remark))
    return found


def _entries(groups: Sequence[Group], is_rate: bool) -> list[Entry]:
    """The lines of the legend: squares where areas are painted, else the symbols of the map."""
    return [
        Entry(g.label, g.colour, g.diameter if g.hollow or not is_rate else None, g.hollow, g.points) for g in groups
    ]


def _marks(group: Group, rows: pd.DataFrame, indicator: Indicator, canvas: Canvas) -> Trace:
    """One symbol a place; it carries the tooltip and the click."""
    palette, hollow = canvas.palette, group.hollow
    line = {"color": group.colour if hollow else palette.ink, "width": canvas.stroke(1.4 if hollow else 0.5)}
    marker = {
        "symbol": SYMBOLS[group.points],
        "size": group.diameter * canvas.size,
        "color": palette.paper if hollow else group.colour,
        "line": line,
    }
    said = [_said(rows.loc[c] if c in rows.index else None, indicator, canvas, group.remark) for c in group.codes]
    return ground.marks(group.codes, marker, canvas, said)


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


def _ring(code: str, canvas: Canvas) -> Trace:
    """A ring around the place that the page is about."""
    place, palette = places.get(code), canvas.palette
    return trace(
        "scattergeo",
        lon=[round(place.lon, 3)],
        lat=[round(place.lat, 3)],
        mode="markers+text",
        text=[f"<b>{place.short(canvas.lang)}</b>"],
        textposition="top center",
        textfont={"color": palette.ink, "shadow": canvas.halo()},
        marker={"symbol": "circle-open", "size": 20 * canvas.size, "line": {"color": palette.ink, "width": 2}},
        hoverinfo="skip",
    )
