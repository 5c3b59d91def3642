"""The ground of every map: land, borders, the dash line, the inset of the South China Sea, and marks at places."""

from collections.abc import Sequence

from backbone import places, shapes
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Trace, trace
from backbone.places import NATION, Place
from backbone.text import Text

OUTSIDE = Text("not in the programme", "未纳入项目")
# The width in pixels for which a map is framed.
WIDTH = 860
Part = dict[str, list[float]]
# The parts of the national map, in parts of its width and height: the country, which leaves the sea at its right to the
# insets; the corner where counties crowd; the South China Sea.
COUNTRY: Part = {"x": [0, 0.8], "y": [0, 1]}
CORNER: Part = {"x": [0.72, 0.996], "y": [0.295, 0.695]}
# In a hall the corner is seen from afar.
STAGE_COUNTRY: Part = {"x": [0, 0.72], "y": [0, 1]}
STAGE_CORNER: Part = {"x": [0.655, 0.998], "y": [0.295, 0.755]}
SEA: Part = {"x": [0.858, 0.996], "y": [0.005, 0.285]}
# The provinces that the corner shows.
MEETING = ("500000", "510000", "520000", "530000")
# Digits of a degree: 100 m, finer than any mark; on a map of the nation 1 km is finer than a pixel.
DIGITS, COARSE = 3, 2
# plotly leaves out a trace without points, and its line in the legend: one absent point keeps it.
NOWHERE = [None]


def choropleth(
    layer: str, codes: Sequence[str], colour: str, border: str, canvas: Canvas, width: float = 0.6, **more: object
) -> Trace:
    """One constant colour over `codes`, so that the swatch in a legend is the fill. It says nothing on hover unless
    `more` lets it."""
    return trace(
        "choropleth",
        geojson=shapes.url(layer, canvas.base),
        locations=list(codes),
        z=[1] * len(codes),
        colorscale=[[0, colour], [1, colour]],
        showscale=False,
        marker={"line": {"color": border, "width": canvas.stroke(width)}},
        **(more or {"hoverinfo": "skip"}),
    )


def land(focus: str, members: Sequence[str], canvas: Canvas) -> list[Trace]:
    """The land below a map. Of the nation: provinces in and out of the programme, and the dash line; of a province:
    its counties that are not in the programme."""
    palette, lang = canvas.palette, canvas.lang
    everywhere = places.children(NATION)
    if focus != NATION:
        rest = [p for p in places.children(focus) if p.code not in members]
        return [named(shapes.counties_of(focus), rest, palette.land, palette.rule, OUTSIDE(lang), canvas)]
    joined = {places.province_of(code) for code in members}
    outside, inside = ([p for p in everywhere if (p.code in joined) == is_in] for is_in in (False, True))
    return [
        named(shapes.PROVINCES, outside, palette.land, palette.rule, OUTSIDE(lang), canvas),
        named(shapes.PROVINCES, inside, palette.land_in_programme, palette.border, "", canvas),
        dashes(canvas),
    ]


def members_of(focus: str, members: Sequence[str], canvas: Canvas) -> Trace:
    """The counties of the province `focus` that are in the programme, shaded as such."""
    palette = canvas.palette
    return choropleth(shapes.counties_of(focus), members, palette.land_in_programme, palette.rule, canvas)


def named(layer: str, of: Sequence[Place], colour: str, border: str, remark: str, canvas: Canvas) -> Trace:
    """Ground that says its name on hover, and `remark` below it."""
    said = f"<br>{remark}" if remark else ""
    names = [p.name(canvas.lang) for p in of]
    template = f"%{{text}}{said}<extra></extra>"
    return choropleth(layer, [p.code for p in of], colour, border, canvas, text=names, hovertemplate=template)


def sea(canvas: Canvas) -> list[Trace]:
    """The inset of the national map: land and the dash line."""
    palette = canvas.palette
    islands = choropleth(shapes.SEA, shapes.codes_of(shapes.SEA), palette.land, palette.rule, canvas)
    return [islands | {"geo": "geo2"}, dashes(canvas) | {"geo": "geo2"}]


def sea_frame(canvas: Canvas) -> dict:
    """Where the inset stands in the layout of a national map."""
    return {**shapes.sea_frame(canvas.palette.quiet), "domain": SEA}


def country_part(canvas: Canvas, with_corner: bool) -> Part:
    """Where on a national map the country itself stands, as parts of width and height; smaller where a stage also has
    the corner's inset."""
    return STAGE_COUNTRY if with_corner and canvas.stage else COUNTRY


def corner_part(canvas: Canvas) -> Part:
    """Where on a national map the corner's inset stands, as parts of width and height."""
    return STAGE_CORNER if canvas.stage else CORNER


def corner_frame(canvas: Canvas) -> dict:
    """Where the corner's inset stands in the layout of a national map."""
    frame = shapes.corner_frame(canvas.palette.quiet)
    return {**frame, "domain": corner_part(canvas), "bgcolor": canvas.palette.paper}


def corner(members: Sequence[str], canvas: Canvas) -> list[Trace]:
    """The land of the corner's inset, and on the national map the line around what it shows."""
    palette, inside = canvas.palette, {places.province_of(code) for code in members}
    lon, lat = shapes.outline(shapes.corner_frame())
    line = {"color": palette.quiet, "width": canvas.stroke(1)}
    land = [
        choropleth(shapes.PROVINCES, codes, colour, palette.border, canvas) | {"geo": "geo3"}
        for codes, colour in (
            ([c for c in MEETING if c not in inside], palette.land),
            ([c for c in MEETING if c in inside], palette.land_in_programme),
        )
        if codes
    ]
    return [trace("scattergeo", lon=lon, lat=lat, mode="lines", line=line, hoverinfo="skip"), *land]


def coarse(one: Trace) -> Trace:
    """The trace with its coordinates in fewer digits, enough for a map of the nation."""
    at = {name: [None if v is None else round(v, COARSE) for v in one[name]] for name in ("lon", "lat") if name in one}
    return one | at


def dashes(canvas: Canvas) -> Trace:
    """The dash line of the South China Sea."""
    lon, lat = ([None if at is None else round(at, COARSE) for at in line] for line in shapes.dashline_lines())
    line = {"color": canvas.palette.quiet, "width": canvas.stroke(1.2)}
    return trace("scattergeo", lon=lon, lat=lat, mode="lines", line=line, hoverinfo="skip")


def marks(
    codes: Sequence[str],
    marker: dict,
    canvas: Canvas,
    said: Sequence[str] | None = None,
    label: str = "",
    **more: object,
) -> Trace:
    """One mark a place, with its name on hover and below it `label` and, of each, what is `said`. A click carries the
    place's code."""
    at = [places.get(code) for code in codes]
    line = " ".join(part for part in (label, "%{hovertext}" if said is not None else "") if part)
    return trace(
        "scattergeo",
        lon=[round(p.lon, DIGITS) for p in at] or NOWHERE,
        lat=[round(p.lat, DIGITS) for p in at] or NOWHERE,
        mode="markers",
        marker=marker,
        customdata=list(codes),
        text=[p.name(canvas.lang) for p in at],
        hovertext=said,
        hovertemplate="<br>".join(("<b>%{text}</b>", *([line] if line else []))) + "<extra></extra>",
        **more,
    )
