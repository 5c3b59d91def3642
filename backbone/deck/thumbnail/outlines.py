"""Outlines of places on a thumbnail, as the path of an SVG: each is worked out once, and no finer than is seen."""

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from backbone import shapes
from backbone.charts.figure import Trace
from backbone.deck.powerpoint.outlines import Point, Ring, cut, half, lines_on_map, thinned

# The grid that outlines lie on, in units of the thumbnail; smaller than so many steps an islet is not seen.
GRID, LEAST = 1.2, 1.5
# What is kept in memory: the paths of some ten maps of counties and of the nation, in some megabytes.
KEPT = 4_000
FRAME = ("projection", "lonaxis", "lataxis", "center")


def areas(trace: Trace, geo: Mapping, wide: float, high: float) -> str:
    """The path of all areas of a trace that lie on a map, in steps of the grid from its middle."""
    frame = json.dumps({name: geo[name] for name in FRAME})
    return "".join(_area(trace["geojson"], code, frame, wide, high) for code in trace["locations"])


def lines(trace: Trace, geo: dict, wide: float, high: float) -> str:
    """The path of the lines of a trace on a map, in the same steps."""
    return "".join(_path(line) for line in lines_on_map(trace, geo, wide, high, GRID))


@lru_cache(KEPT)
def _area(layer: str, code: str, frame: str, wide: float, high: float) -> str:
    """The rings of a place; of islands in the inset of the sea also those that are no more than a speck."""
    geo, at_sea = json.loads(frame), shapes.layer_at(layer) == shapes.SEA
    edges = half(geo, wide, high)
    found: list[Ring] = []
    specks: set[Point] = set()
    for ring in sorted(_rings(layer)[code], key=len, reverse=True):
        if not at_sea and found and _extent(_corners(ring, geo, wide, high)) < LEAST * GRID:
            continue
        inside: Ring = [
            (round(x / GRID), round(y / GRID)) for x, y in cut(shapes.on_screen(geo, ring, wide, high), edges)
        ]
        if len(thin := thinned(inside)) > 2:
            found.append(thin)
        elif inside:
            specks.add(inside[0])
    specks = specks if at_sea else set()
    return "".join(f"{_path(ring)}z" for ring in found) + "".join(f"M{x:g} {y:g}h1v1h-1z" for x, y in sorted(specks))


def _corners(ring: Ring, geo: dict, wide: float, high: float) -> Sequence[Point]:
    xs, ys = [lon for lon, _ in ring], [lat for _, lat in ring]
    return shapes.on_screen(geo, [(x, y) for x in (min(xs), max(xs)) for y in (min(ys), max(ys))], wide, high)


def _extent(points: Sequence[Point]) -> float:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))


@cache
def _rings(layer: str) -> dict[str, list[Ring]]:
    return {one["id"]: [*shapes.rings(one["geometry"])] for one in shapes.geojson_at(layer)["features"]}


def _path(ring: Ring) -> str:
    """A ring by its steps."""
    (x, y), *rest = ring
    said = [f"M{x:g} {y:g}l"]
    for to in rest:
        said.append(f"{to[0] - x:g} {to[1] - y:g} ".replace(" -", "-"))
        x, y = to
    return "".join(said).rstrip()
