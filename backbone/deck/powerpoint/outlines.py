"""Outlines of places on a slide: projected as on the screen, cut at the edge of their map, no finer than is seen."""

from collections.abc import Callable, Sequence
from functools import partial

from backbone import shapes
from backbone.charts.figure import Trace

Point = tuple[float, float]
Ring = list[Point]
Bounds = tuple[float, float, float, float]
# The grid that outlines lie on, in pixels of the figure: neighbours that share a border share its points.
GRID = 0.7


class Outlines:
    """The outlines of every map of a deck: what several of them draw alike is worked out once."""

    def __init__(self) -> None:
        self._layers: dict[str, dict[str, list[Ring]]] = {}
        self._drawn: dict[tuple, dict[str, list[Ring]]] = {}

    def of(self, trace: Trace, geo: dict, wide: float, high: float) -> dict[str, list[Ring]]:
        """The rings of each place that a trace of areas paints, on a map `wide` x `high` pixels large, in steps of GRID
        from its middle; without the places that are not in it."""
        layer, frame = trace["geojson"], repr((geo["projection"], geo["lonaxis"], geo["lataxis"], wide, high))
        known = self._drawn.setdefault((layer, frame), {})
        for code in trace["locations"]:
            if code not in known:
                known[code] = _on_map(self._rings(layer)[code], geo, wide, high)
        return {code: known[code] for code in trace["locations"] if known[code]}

    def _rings(self, layer: str) -> dict[str, list[Ring]]:
        if layer not in self._layers:
            every = shapes.geojson_at(layer)["features"]
            self._layers[layer] = {one["id"]: [*shapes.rings(one["geometry"])] for one in every}
        return self._layers[layer]


def lines_on_map(trace: Trace, geo: dict, wide: float, high: float, grid: float = GRID) -> list[Ring]:
    """The lines of a trace on a map, in steps of a grid from its middle: each piece that lies in it."""
    pieces: list[Ring] = [[]]
    for lon, lat in zip(trace["lon"], trace["lat"], strict=True):
        if lon is None:
            pieces.append([])
        else:
            pieces[-1].append((lon, lat))
    edges = half(geo, wide, high)
    found = []
    for piece in filter(None, pieces):
        at = shapes.on_screen(geo, piece, wide, high)
        kept = [point for point in at if _within(point, edges)]
        if len(kept) > 1:
            found.append([_snapped(point, grid) for point in kept])
    return found


def on_map(lon: float, lat: float, geo: dict, wide: float, high: float) -> Point | None:
    """Where a point lies from the middle of a map, in pixels; None outside of it."""
    (at,) = shapes.on_screen(geo, [(lon, lat)], wide, high)
    return at if _within(at, half(geo, wide, high)) else None


def bounds(rings: Sequence[Ring]) -> Bounds:
    """The left, top, right and bottom of an area."""
    xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def holds(rings: Sequence[Ring], spot: Point) -> bool:
    """Whether an area covers a spot."""
    x, y = spot
    inside = False
    for ring in rings:
        for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                inside = not inside
    return inside


def _on_map(rings: Sequence[Ring], geo: dict, wide: float, high: float) -> list[Ring]:
    edges = half(geo, wide, high)
    found, islets = [], set()
    for ring in rings:
        inside = cut(shapes.on_screen(geo, ring, wide, high), edges)
        if not inside:
            continue
        thin = thinned([_snapped(point) for point in inside])
        if len(thin) > 2:
            found.append(thin)
        else:
            islets.add(_snapped(inside[0]))
    # An islet too small for an area is seen still.
    return found + [[(x - 1, y), (x, y - 1), (x + 1, y), (x, y + 1)] for x, y in sorted(islets)]


def half(geo: dict, wide: float, high: float) -> Point:
    """Half of how far a map reaches."""
    across, down = shapes.shown(geo, wide, high)
    return across / 2, down / 2


def _within(point: Point, edges: Point) -> bool:
    return abs(point[0]) <= edges[0] and abs(point[1]) <= edges[1]


def _snapped(point: Point, grid: float = GRID) -> Point:
    return round(point[0] / grid), round(point[1] / grid)


def thinned(ring: Ring) -> Ring:
    """The ring without points that lie on each other, or on the line between their neighbours."""
    kept: Ring = []
    for point in ring:
        if kept and point == kept[-1]:
            continue
        while len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept


def _straight(a: Point, b: Point, c: Point) -> bool:
    """Whether `b` lies on the way from `a` to `c`."""
    crossed = (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])
    return crossed and (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) > 0


def cut(ring: Sequence[Point], edges: Point) -> Sequence[Point]:
    """The part of a ring that lies within the edges of its map (Sutherland and Hodgman)."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    if max(xs) <= edges[0] and min(xs) >= -edges[0] and max(ys) <= edges[1] and min(ys) >= -edges[1]:
        return ring
    if min(xs) >= edges[0] or max(xs) <= -edges[0] or min(ys) >= edges[1] or max(ys) <= -edges[1]:
        return ()
    for axis, sign in ((0, 1), (0, -1), (1, 1), (1, -1)):
        ring = _cut_at(ring, partial(_beyond, axis, sign, edges[axis]))
        if not ring:
            break
    return ring


def _beyond(axis: int, sign: int, edge: float, point: Point) -> float:
    """How far a point lies beyond one edge; negative within."""
    return point[axis] * sign - edge


def _cut_at(ring: Sequence[Point], beyond: Callable[[Point], float]) -> list[Point]:
    kept: list[Point] = []
    before = ring[-1]
    out = beyond(before)
    for point in ring:
        now = beyond(point)
        if (now <= 0) != (out <= 0):
            share = out / (out - now)
            kept.append((before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share))
        if now <= 0:
            kept.append(point)
        before, out = point, now
    return kept
