"""A map of the country as SVG, for paper: the provinces, the dash line, the South China Sea in its inset, a circle for
each county. It holds no words, so one serves all languages, and drawing it needs no browser."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from backbone import places, shapes
from backbone.places import NATION
from backbone.theme import PALETTES, Palette

Point = tuple[float, float]
# The XML namespace of SVG: an identifier that looks like an address, and is never fetched.
SVG = "/".join(("http:", "", "www.w3.org", "2000", "svg"))
# How large it is in its own units, and the grid that outlines lie on: finer is not seen on paper.
WIDE, HIGH, GRID = 560.0, 440.0, 0.8
# The inset, as part of it: from the left, from the top, wide, high. The radius of the largest circle, and of the least.
INSET = (0.855, 0.70, 0.14, 0.295)
LARGEST, LEAST = 20.0, 2.0


def sketch(sizes: Mapping[str, float], joined: Collection[str]) -> str:
    """The country with the provinces `joined` shaded, and a circle a county of `sizes`, of that area."""
    palette, most = PALETTES["light"], max(sizes.values(), default=1.0)
    frame, inset = shapes.frame(NATION), shapes.sea_frame()
    x, y, wide, high = (part * of for part, of in zip(INSET, (WIDE, HIGH, WIDE, HIGH), strict=True))
    circles = [
        _circle(point, LARGEST * math.sqrt(size / most), palette)
        for (code, size), point in zip(sizes.items(), _on(frame, map(_place, sizes), WIDE, HIGH), strict=True)
    ]
    sea = [*_land(shapes.SEA, inset, wide, high, (), palette), *_dashes(inset, wide, high, palette)]
    return "".join((
        f'<svg xmlns="{SVG}" viewBox="0 0 {WIDE:g} {HIGH:g}">',
        *_land(shapes.PROVINCES, frame, WIDE, HIGH, joined, palette),
        *_dashes(frame, WIDE, HIGH, palette),
        *circles,
        f'<svg x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" viewBox="0 0 {wide:g} {high:g}">',
        f'<rect width="{wide:g}" height="{high:g}" fill="{palette.paper}"/>',
        *sea,
        "</svg>",
        f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" fill="none" stroke="{palette.quiet}"/></svg>',
    ))  # fmt: skip


def _land(
    layer: str, frame: dict, wide: float, high: float, joined: Collection[str], palette: Palette
) -> Iterator[str]:
    for feature in shapes.geojson(layer)["features"]:
        fill = palette.land_in_programme if feature["id"] in joined else palette.land
        path = " ".join(_ring(_on(frame, ring, wide, high)) for ring in shapes.rings(feature["geometry"]))
        yield f'<path d="{path}" fill="{fill}" stroke="{palette.border}" stroke-width="0.8"/>'


def _dashes(frame: dict, wide: float, high: float, palette: Palette) -> Iterator[str]:
    for feature in shapes.geojson(shapes.DASHLINE)["features"]:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in _on(frame, feature["geometry"]["coordinates"], wide, high))
        yield f'<polyline points="{points}" fill="none" stroke="{palette.quiet}" stroke-width="1.2"/>'


def _on(frame: dict, points: Iterable[Point], wide: float, high: float) -> list[Point]:
    """The points on the picture, from its upper left corner."""
    plain = ((point[0], point[1]) for point in points)
    return [(x + wide / 2, y + high / 2) for x, y in shapes.on_screen(frame, plain, wide, high)]


def _ring(points: Sequence[Point]) -> str:
    """An outline without the points that lie on each other; an islet is a speck still."""
    kept: list[tuple[int, int]] = []
    for x, y in points:
        at = round(x / GRID), round(y / GRID)
        if not kept or kept[-1] != at:
            kept.append(at)
    if len(kept) < 3:
        (x, y), *_ = kept
        kept = [(x, y), (x + 1, y), (x, y + 1)]
    return f"M{' '.join(f'{x * GRID:.4g},{y * GRID:.4g}' for x, y in kept)}Z"


def _place(code: str) -> Point:
    place = places.get(code)
    return place.lon, place.lat


def _circle(at: Point, radius: float, palette: Palette) -> str:
    look = f'fill="{palette.accent}" fill-opacity="0.82" stroke="{palette.paper}" stroke-width="0.8"'
    return f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{max(radius, LEAST):.1f}" {look}/>'
