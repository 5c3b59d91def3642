"""Geometry by level: where the browser fetches it, what lies beside what, and how a map frames a place."""

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from backbone import places
from backbone.places import NATION, Bounds

_ROOT = Path(__file__).parents[1]
_STATIC = _ROOT / "static" / "geo"
_INDEX: dict[str, str] = json.loads((_STATIC / "index.json").read_text("utf-8"))

PROVINCES = "provinces"
PROGRAMME = "programme"
DASHLINE = "dashline"
SEA = "south-china-sea"


def counties_of(province: str) -> str:
    """The layer of one province's counties, by the province's code."""
    return f"counties-{province[:2]}"


def url(layer: str, base: str = "") -> str:
    """Where the browser finds a layer, under the app's base path. Raises KeyError for no such layer."""
    return f"{_base(base)}/app/static/geo/{_INDEX[layer]}"


def geojson(layer: str) -> dict:
    """A layer's FeatureCollection, features' `id` being place codes. Raises KeyError for no such layer."""
    return json.loads((_STATIC / _INDEX[layer]).read_text("utf-8"))


def geojson_at(address: str) -> dict:
    """The FeatureCollection behind a `url`, for pictures made on the server; else KeyError."""
    return geojson(layer_at(address))


def layer_at(address: str) -> str:
    """The layer behind a `url`; else KeyError."""
    return {file: layer for layer, file in _INDEX.items()}[address.rsplit("/", 1)[-1]]


def topojson_url(base: str = "") -> str:
    """The folder with the empty world that plotly.js asks for, for its `topojsonURL`."""
    return f"{_base(base)}/app/static/topojson/"


def topojson_folder() -> str:
    """The same folder as an address on this machine, for pictures made on the server."""
    return (_ROOT / "static" / "topojson").as_uri() + "/"


def neighbours(code: str) -> tuple[str, ...]:
    """The codes of the same level that share a border with the place, across provinces; none for islands."""
    return _neighbours().get(places.get(code).code, ())


def rings(geometry: Mapping) -> Iterator[list[tuple[float, float]]]:
    """Every ring of a GeoJSON Polygon or MultiPolygon, holes too, as points of longitude and latitude."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return (ring for polygon in polygons for ring in polygon)


def meet(one: Bounds, other: Bounds) -> bool:
    """Whether two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@cache
def codes_of(layer: str) -> tuple[str, ...]:
    """The place codes that a layer draws. Raises KeyError for no such layer."""
    return tuple(feature["id"] for feature in geojson(layer)["features"])


@cache
def dashline_lines() -> tuple[list[float | None], list[float | None]]:
    """Longitudes and latitudes of the dash line for one line trace, a None after each dash."""
    dashes = [feature["geometry"]["coordinates"] for feature in geojson(DASHLINE)["features"]]
    lon, lat = zip(*(point for dash in dashes for point in (*dash, (None, None))), strict=True)
    return list(lon), list(lat)


# -- frames ----------------------------------------------------------------------------------------
# Albers equal-area. plotly fits the box of lonaxis.range and lataxis.range into the picture and puts
# `center` in the middle of it, so a frame is the box whose projected outline has the picture's
# proportions, and its middle; `fitbounds` would shrink a conic map to a stamp.

_PARALLELS, _MERIDIAN = (25.0, 47.0), 105.0
_N = (math.sin(math.radians(_PARALLELS[0])) + math.sin(math.radians(_PARALLELS[1]))) / 2
_C = math.cos(math.radians(_PARALLELS[0])) ** 2 + 2 * _N * math.sin(math.radians(_PARALLELS[0]))
# Where the country touches its frame; the box around them would be a fifth wider.
_CORNERS = ((73.5, 39.4), (109.5, 18.1), (121.0, 21.8), (134.8, 48.4), (123.4, 53.6))
_SEA: Bounds = (106.5, 2.8, 123.3, 23.8)
# Where Yunnan, Guizhou and Sichuan meet lies a quarter of the programme's counties.
CORNER: Bounds = (102.2, 26.15, 106.6, 28.85)
# Of the width and height, on each side; the nation's ends just north of the islands that the inset shows.
_MARGIN, _NATION_MARGIN = 0.04, 0.02


def frame(code: str, aspect: float = 1.6, margin: float = _MARGIN) -> dict:
    """plotly's `layout.geo` for the map of a place in a picture `aspect` times as wide as high.

    The nation has the customary meridian 105°E and, with nothing drawn beside it that could be cut, its own
    proportions; a province or county has its own meridian, so that it stands upright, and `margin` (of its width
    and height, on each side) around it.
    """
    place = places.get(code)
    west, south, east, north = place.bounds
    if code == NATION:
        return _geo(_CORNERS, _MERIDIAN, 0.0, _NATION_MARGIN)
    steps = [west + (east - west) * i / 8 for i in range(9)]
    return _geo([(lon, lat) for lon in steps for lat in (south, north)], (west + east) / 2, aspect, margin)


def whole_frame() -> dict:
    """The frame of the nation with the sea in its south, for a map so small that it has no inset."""
    west, south, east, _ = _SEA
    return _geo((*_CORNERS, (west, south), (east, south)), _MERIDIAN, 0.0, _NATION_MARGIN)


def on_screen(
    geo: dict, points: Iterable[tuple[float, float]], width: float, height: float
) -> list[tuple[float, float]]:
    """Where a frame shows points (lon, lat) in a picture of `width` x `height` pixels: x to the right and y down
    from its middle."""
    meridian, scale = geo["projection"]["rotation"]["lon"], enlarged(geo, width, height)
    x0, y0 = _project(geo["center"]["lon"] - meridian, geo["center"]["lat"])
    plane = (_project(lon - meridian, lat) for lon, lat in points)
    return [((x - x0) * scale, (y0 - y) * scale) for x, y in plane]


def on_ground(geo: dict, xy: tuple[float, float], width: float, height: float) -> tuple[float, float]:
    """The point (lon, lat) that a frame shows there in a picture of `width` x `height` pixels, the way back of
    `on_screen`."""
    meridian, scale = geo["projection"]["rotation"]["lon"], enlarged(geo, width, height)
    x0, y0 = _project(geo["center"]["lon"] - meridian, geo["center"]["lat"])
    lon, lat = _unproject(x0 + xy[0] / scale, y0 - xy[1] / scale)
    return meridian + lon, lat


def enlarged(geo: dict, width: float, height: float) -> float:
    """How many pixels a frame gives the earth's radius in a picture of `width` x `height` pixels."""
    meridian = geo["projection"]["rotation"]["lon"]
    (west, east), (south, north) = geo["lonaxis"]["range"], geo["lataxis"]["range"]
    low = _project(0.0, south)[1]
    high = _project(max(abs(west - meridian), abs(east - meridian)), north)[1]
    left, right = (_project(side - meridian, south)[0] for side in (west, east))
    return min(width / (right - left), height / (high - low))


def shown(geo: dict, width: float, height: float) -> tuple[float, float]:
    """How much of a picture of `width` x `height` pixels the box of a frame fills."""
    (west, east), (south, north) = geo["lonaxis"]["range"], geo["lataxis"]["range"]
    corners = [(lon, lat) for lon in (west, east) for lat in (south, north)]
    middle = (geo["projection"]["rotation"]["lon"], south)
    xs, ys = zip(*on_screen(geo, [*corners, middle], width, height), strict=True)
    return min(width, max(xs) - min(xs)), min(height, max(ys) - min(ys))


def sea_frame(line: str = "#8c8c8c") -> dict:
    """The South China Sea, for the inset of the national map; `line` colours its frame."""
    return _inset(_SEA, line)


def corner_frame(line: str = "#8c8c8c") -> dict:
    """The corner of Yunnan, Guizhou and Sichuan, for its inset; `line` colours its frame."""
    return _inset(CORNER, line)


def outline(geo: dict) -> tuple[list[float], list[float]]:
    """Longitudes and latitudes of the box that a frame shows, for a line around it on another map."""
    (west, east), (south, north) = geo["lonaxis"]["range"], geo["lataxis"]["range"]
    return [west, east, east, west, west], [south, south, north, north, south]


def _inset(bounds: Bounds, line: str) -> dict:
    west, south, east, north = bounds
    corners = [(lon, lat) for lon in (west, (west + east) / 2, east) for lat in (south, north)]
    border = {"showframe": True, "framecolor": line, "framewidth": 1}
    return {**_geo(corners, (west + east) / 2, 0.0, 0.0), **border}


def _geo(points: Iterable[tuple[float, float]], meridian: float, aspect: float, margin: float) -> dict:
    """The frame around points on its own meridian; an aspect of 0 keeps the proportions that they have."""
    xs, ys = zip(*(_project(lon - meridian, lat) for lon, lat in points), strict=True)
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    wide, high = (max(xs) - min(xs)) * (0.5 + margin), (max(ys) - min(ys)) * (0.5 + margin)
    if aspect:
        wide, high = max(wide, high * aspect), max(high, wide / aspect)
    (west, south), (east, north) = _box(x - wide, y - high, x + wide, y + high)
    lon, lat = _unproject(x, y)
    return {
        "projection": {
            "type": "conic equal area",
            "parallels": list(_PARALLELS),
            "rotation": {"lon": round(meridian, 4)},
        },
        "lonaxis": {"range": [round(meridian + west, 4), round(meridian + east, 4)]},
        "lataxis": {"range": [round(south, 4), round(north, 4)]},
        "center": {"lon": round(meridian + lon, 4), "lat": round(lat, 4)},
        # Said, because plotly halves the default between two maps in one figure.
        "domain": {"x": [0, 1], "y": [0, 1]},
        "visible": False,
        "bgcolor": "rgba(0,0,0,0)",
    }


def _radius(lat: float) -> float:
    return math.sqrt(_C - 2 * _N * math.sin(math.radians(lat))) / _N


@lru_cache(8192)
def _project(lon: float, lat: float) -> tuple[float, float]:
    """Plane coordinates (earth radii, y up from the pole) of a point, `lon` counted from the meridian."""
    turn = _N * math.radians(lon)
    return _radius(lat) * math.sin(turn), -_radius(lat) * math.cos(turn)


def _unproject(x: float, y: float) -> tuple[float, float]:
    """The point at plane coordinates: lon from the meridian, and lat."""
    return math.degrees(math.atan2(x, -y)) / _N, _latitude(math.hypot(x, y))


def _latitude(radius: float) -> float:
    return math.degrees(math.asin((_C - (radius * _N) ** 2) / (2 * _N)))


def _box(x0: float, y0: float, x1: float, y1: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """South-west and north-east of the lon/lat box whose projected outline has just these plane bounds.

    A parallel is lowest at the meridian and highest at the box's sides: the south edge is the widest and
    touches the bottom in the middle, the north edge touches the top at the side farther from the meridian.
    """
    west, east = math.asin(x0 / -y0), math.asin(x1 / -y0)
    top = -y1 / math.cos(max(abs(west), abs(east)))
    return (math.degrees(west) / _N, _latitude(-y0)), (math.degrees(east) / _N, _latitude(top))


def _base(base: str) -> str:
    return f"/{base.strip('/')}" if base.strip("/") else ""


@cache
def _neighbours() -> dict[str, tuple[str, ...]]:
    found = defaultdict(list)
    with (_ROOT / "geo" / "neighbours.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["code"]].append(row["neighbour"])
    return {code: tuple(near) for code, near in found.items()}
