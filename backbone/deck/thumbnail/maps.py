"""A map as a thumbnail: the same areas, lines and symbols as on the screen, with its insets, and no words."""

from collections.abc import Iterator, Mapping, Sequence

from backbone.charts import Figure
from backbone.charts.figure import Trace
from backbone.deck.powerpoint.outlines import on_map
from backbone.deck.thumbnail.outlines import GRID, areas, lines
from backbone.deck.thumbnail.sheet import HIGH, WIDE, circle, each
from backbone.theme import Palette

PARTS = ("geo", "geo2", "geo3")
EDGE = 3
# A pixel of the screen's map, of symbols: they are larger on a thumbnail, or they would not be seen.
PIXEL, LEAST = 0.26, 1.0


def drawn(figure: Figure, palette: Palette) -> Iterator[str]:
    """The land of every part of a map, with what stands on it."""
    for part in PARTS:
        own = [trace for trace in figure.data if trace.get("geo", "geo") == part]
        if part in figure.layout and own:
            yield from _part(figure.layout[part], own, palette)


def _part(geo: Mapping, traces: Sequence[Trace], palette: Palette) -> Iterator[str]:
    domain = {"x": [0, 1], "y": [0, 1], **geo.get("domain", {})}
    (left, right), (foot, top) = domain["x"], domain["y"]
    wide, high = (WIDE - 2 * EDGE) * (right - left), (HIGH - 2 * EDGE) * (top - foot)
    middle = EDGE + (WIDE - 2 * EDGE) * (left + right) / 2, EDGE + (HIGH - 2 * EDGE) * (1 - (top + foot) / 2)
    if geo.get("showframe"):
        look = f'x="{-wide / 2:.4g}" y="{-high / 2:.4g}" width="{wide:.4g}" height="{high:.4g}"'
        frame = f'<rect {look} fill="{palette.paper}" stroke="{geo["framecolor"]}" stroke-width=".5"/>'
    else:
        frame = ""
    land = [one for trace in traces for one in _land(trace, dict(geo), (wide, high))]
    marks = [one for trace in traces if trace["type"] == "scattergeo" for one in _marks(trace, dict(geo), wide, high)]
    yield f'<g transform="translate({middle[0]:.4g} {middle[1]:.4g})">{frame}<g transform="scale({GRID})">'
    yield f"{''.join(land)}</g>{''.join(marks)}</g>"


def _land(trace: Trace, geo: dict, size: tuple[float, float]) -> Iterator[str]:
    """The areas of a trace in one path, and its lines, in steps of the grid."""
    if trace["type"] == "choropleth" and (path := areas(trace, geo, *size)):
        line = f'stroke="{trace["marker"]["line"]["color"]}" stroke-width=".5"'
        yield f'<path d="{path}" fill="{trace["colorscale"][0][1]}" {line}/>'
    elif trace.get("mode") == "lines" and (path := lines(trace, geo, *size)):
        yield f'<path d="{path}" fill="none" stroke="{trace["line"]["color"]}" stroke-width=".8"/>'


def _marks(trace: Trace, geo: dict, wide: float, high: float) -> Iterator[str]:
    """The symbols of a trace that are seen, those of one colour together."""
    marker = trace.get("marker", {})
    if "markers" not in trace["mode"] or marker.get("opacity", 1) == 0:
        return
    count, line = len(trace["lon"]), marker.get("line", {})
    edge = f' stroke="{line["color"]}" stroke-width=".4"' if isinstance(line.get("color"), str) else ""
    found: dict[str, list[str]] = {}
    sizes, colours = each(marker.get("size", 6), count), each(marker.get("color", ""), count)
    for lon, lat, size, colour in zip(trace["lon"], trace["lat"], sizes, colours, strict=True):
        at = on_map(lon, lat, geo, wide, high) if lon is not None else None
        if at and colour:
            found.setdefault(colour, []).append(circle(*at, max(size * PIXEL / 2, LEAST)))
    for colour, circles in found.items():
        yield f'<g fill="{colour}" fill-opacity="{marker.get("opacity", 1)}"{edge}>{"".join(circles)}</g>'
