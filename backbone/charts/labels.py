"""Labels of a map: names beside their places that never run into each other, however large the picture is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil, log

from backbone import places, shapes
from backbone.charts.boxes import XY, Box
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Trace, alike, trace
from backbone.charts.spots import Kept, Spot, arrange, leading
from backbone.charts.words import SIZE
from backbone.places import Place

# A map is as large as its reader's window: a label must be free at every size from a small phone's to a projector's.
# From one that is looked at to the next the map grows so little that no two labels meet between them.
GROWS = 1.2
# The width of a map on a small phone.
PHONE = 288
# So much of an area on each side may lie below the name of another.
EDGE = 0.2


@dataclass(frozen=True)
class Name:
    """A place to be named: the diameter of its mark in pixels (0 where it has none), whether its name is strong, the
    colour it stands on where that is not the paper, and the value that is said beside the name where it has room."""

    code: str
    mark: float = 0.0
    strong: bool = False
    ground: str = ""
    value: str = ""


@dataclass(frozen=True)
class Label:
    """A name that has found its place; `valued` says whether its value has room too, `folded` whether below the name,
    `at` where it stands (lon, lat) if a line leads from there to its mark."""

    name: Name
    side: str
    mark: float
    valued: bool
    at: XY | None = None
    folded: bool = False


@dataclass(frozen=True)
class Room:
    """The room that names have on a map.

    `at`: the sizes of the map at which each must be free.
    `most`: how many of them are named, in order of importance; None for all.
    `always`: how many of these are named for sure: farther away, with a line to their mark, and over the marks of
    others, where nothing else is left.
    `kept`: the boxes that something else stands in, by size.
    `painted`: whether areas are, so that a name keeps off those of others.
    `bare`: the sizes, of a phone, at which values are not shown (`page.css`) and need no room.
    `folds`: whether the value of a name may stand below it."""

    at: Sequence[XY]
    most: int | None = None
    always: int = 0
    kept: Kept = None
    painted: bool = False
    bare: Collection[XY] = ()
    folds: bool = False


def sizes(geo: dict, least: XY, largest: XY) -> list[XY]:
    """What a map shows in pictures from the `least` to the `largest`: in one that is wider or higher than that it has
    room beside it, and names where they are in another."""
    (wide, high), end = shapes.shown(geo, *least), shapes.shown(geo, *largest)[0]
    steps = max(1, ceil(log(end / wide) / log(GROWS)))
    grown = ((end / wide) ** (n / steps) for n in range(steps + 1))
    return [(wide * by, high * by) for by in grown]


def labels(names: Sequence[Name], geo: dict, canvas: Canvas, room: Room, subplot: str = "geo") -> list[Trace]:
    """The traces that name places, the most important first, on the map `subplot`: a name that would touch another name
    or any place's mark, or stand nearer to another's mark than to its own, is left out, and its place keeps its
    tooltip."""
    found = place(names, geo, canvas, room)
    drawn = [*leaders(found, canvas), _trace(found, canvas)]
    return [one | {"geo": subplot} for one in drawn] if found else []


def place(names: Sequence[Name], geo: dict, canvas: Canvas, room: Room) -> list[Label]:
    """Each name that fits, and how."""
    size, of = canvas.size, [places.get(name.code) for name in names]
    where = [(p.lon, p.lat) for p in of]
    seen = {wh: shapes.on_screen(geo, where, wh[0] * size, wh[1] * size) for wh in room.at}
    texts = [said(name, canvas, room.folds) for name in names]
    marks = [name.mark for name in names]
    taken = {wh: [_scaled(box, size) for box in boxes] for wh, boxes in (room.kept or {}).items()}
    areas = {wh: [_area(p, geo, (wh[0] * size, wh[1] * size)) for p in of] for wh in room.at} if room.painted else None
    first = leading(seen)
    scales = {wh: shapes.enlarged(geo, *wh) / shapes.enlarged(geo, *first) for wh in room.at}
    outlined = [n for n, name in enumerate(names) if name.strong]
    found = arrange(texts, marks, seen, size, room.most, room.always, taken, areas, scales, room.bare, outlined)

    def stands(spot: Spot) -> XY | None:
        if spot.away is None:
            return None
        (x, y), (right, down) = seen[first][spot.index], spot.away
        return shapes.on_ground(geo, (x + right, y + down), first[0] * size, first[1] * size)

    return [
        Label(names[f.index], f.side, f.mark, f.text != texts[f.index][-1], stands(f), "\n" in f.text) for f in found
    ]


def _scaled(box: Box, size: float) -> Box:
    left, top, right, bottom = (end * size for end in box)
    return left, top, right, bottom


def _area(of: Place, geo: dict, on: tuple[float, float]) -> Box:
    """About the middle of a place's area, in a picture of that size."""
    west, south, east, north = of.bounds
    (left, bottom), (right, top) = shapes.on_screen(geo, [(west, south), (east, north)], *on)
    wide, high = (right - left) * EDGE, (bottom - top) * EDGE
    return left + wide, top + high, right - wide, bottom - high


def said(name: Name, canvas: Canvas, folds: bool = False) -> tuple[str, ...]:
    """What can stand beside a place, best first: its name and value, in two lines where it `folds`, or its name."""
    short = places.get(name.code).short(canvas.lang)
    folded = [f"{short}\n{name.value}"] if folds else []
    return (f"{short} {name.value}", *folded, short) if name.value else (short,)


def _trace(found: Sequence[Label], canvas: Canvas) -> Trace:
    """The names of a map. The marks below them are invisible: they keep the names off the real ones."""
    at, looks = [one.at or _own(one) for one in found], [_look(one.name, canvas) for one in found]
    return trace(
        "scattergeo",
        lon=[round(lon, 3) for lon, _ in at],
        lat=[round(lat, 3) for _, lat in at],
        mode="markers+text",
        text=[_written(one, canvas) for one in found],
        textposition=[one.side for one in found],
        textfont={
            "size": round(SIZE * canvas.size),
            "color": alike([ink for ink, _ in looks]),
            "shadow": alike([canvas.halo(paper) for _, paper in looks]),
        },
        marker={"size": alike([round(one.mark * canvas.size, 1) for one in found]), "opacity": 0},
        hoverinfo="skip",
    )


def leaders(found: Sequence[Label], canvas: Canvas) -> list[Trace]:
    """The lines from the marks to the names that stand farther away; in a hall, where they cross classes of every
    colour, each lies on a wider one of paper."""
    ends = [(_own(one), one.at) for one in found if one.at]
    if not ends:
        return []
    lon, lat = ([end for own, at in ends for end in (round(own[n], 3), round(at[n], 3), None)][:-1] for n in (0, 1))
    ink, paper = {"color": canvas.palette.ink, "width": canvas.stroke(1)}, canvas.palette.paper
    lines = [{"color": paper, "width": canvas.stroke(3)}, ink] if canvas.stage else [ink]
    return [trace("scattergeo", lon=lon, lat=lat, mode="lines", line=line, hoverinfo="skip") for line in lines]


def _own(one: Label) -> XY:
    place = places.get(one.name.code)
    return place.lon, place.lat


def _look(name: Name, canvas: Canvas) -> tuple[str, str]:
    """The colour of a name and that of its shadow."""
    palette = canvas.palette
    ink = palette.ink if name.mark or name.strong or name.ground else palette.quiet
    if name.ground and apart(name.ground, palette.ink) < apart(name.ground, palette.paper):
        return palette.paper, palette.ink
    return ink, palette.paper


def _written(one: Label, canvas: Canvas) -> str:
    """The name, strong where it is, and its value, strong where the name is not."""
    short, value = places.get(one.name.code).short(canvas.lang), one.name.value
    if one.folded:
        return f"{short}<br><b>{value}</b>"
    if one.name.strong:
        return f"<b>{short}</b> {value}" if one.valued else f"<b>{short}</b>"
    return f"{short} <b>{value}</b>" if one.valued else short


def apart(one: str, other: str) -> float:
    """How far two colours (#rrggbb) lie apart in lightness, 0 to 255."""
    first, second = (0.3 * int(c[1:3], 16) + 0.59 * int(c[3:5], 16) + 0.11 * int(c[5:7], 16) for c in (one, other))
    return abs(first - second)
