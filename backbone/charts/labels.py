"""Labels of a map: names beside their places that never run into each other, however large the picture is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf
from operator import itemgetter

from backbone import places, shapes
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Trace, alike, trace
from backbone.charts.words import SIZE, extent
from backbone.places import Place

# A map is as wide as its reader's window: a label must be free at each of these widths, from phone to projector.
WIDTHS = (340, 480, 640, 860, 1100, 1400)
# From this width on a name that must stand keeps off the marks of other places; on less it may lie over them.
ROOMY = 550
GAP = 3
# Where a name can stand, best first, and which way that is in x and y.
SIDES: Mapping[str, tuple[int, int]] = {
    "middle right": (1, 0),
    "middle left": (-1, 0),
    "top center": (0, -1),
    "bottom center": (0, 1),
    "top right": (1, -1),
    "bottom right": (1, 1),
    "top left": (-1, -1),
    "bottom left": (-1, 1),
}
INSIDE: Mapping[str, tuple[int, int]] = {"middle center": (0, 0), "top center": (0, -1), "bottom center": (0, 1)}
# How far from its mark, in pixels, a name that must stand is moved where nothing nearer is free.
FARTHER = 8
# So much of an area on each side may lie below the name of another.
EDGE = 0.2

Box = tuple[float, float, float, float]
# The width and height of a picture, in pixels at size 1, and where its marks lie then, in pixels from the middle.
Seen = Mapping[tuple[float, float], Sequence[tuple[float, float]]]
# The boxes of a picture, by its size, in which no name may stand.
Kept = Mapping[tuple[float, float], Sequence[Box]] | None


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
class Spot:
    """Where a text is written: its number, the side, its wording, and the diameter that it keeps free."""

    index: int
    side: str
    text: str
    mark: float


@dataclass(frozen=True)
class Label:
    """A name that has found its place; `valued` says whether its value has room too."""

    name: Name
    side: str
    mark: float
    valued: bool


def at_height(height: float) -> list[tuple[float, float]]:
    """The sizes of a picture that is always as high, from phone to projector."""
    return [(width, height) for width in WIDTHS]


def labels(
    names: Sequence[Name],
    geo: dict,
    canvas: Canvas,
    at: Iterable[tuple[float, float]],
    most: int | None = None,
    always: int = 0,
    subplot: str = "geo",
    kept: Kept = None,
    painted: bool = False,
) -> list[Trace]:
    """The trace that names the first `most` places (all, by default), in order of importance, free at each of the
    sizes `at`: a name that would touch another name or any place's mark is left out, and its place keeps its tooltip.
    The first `always` lie over the marks of others where nothing else is left. `subplot` is the map they are on,
    `kept` are the boxes that something else stands in, by size, and where areas are `painted` a name keeps off those of
    others."""
    found = place(names, geo, canvas, at, most, always, kept, painted)
    return [_trace(found, canvas) | {"geo": subplot}] if found else []


def place(
    names: Sequence[Name],
    geo: dict,
    canvas: Canvas,
    at: Iterable[tuple[float, float]],
    most: int | None = None,
    always: int = 0,
    kept: Kept = None,
    painted: bool = False,
) -> list[Label]:
    """Each of the first `most` names that fits, and how."""
    size, of = canvas.size, [places.get(name.code) for name in names]
    sizes = list(at)
    where = [(p.lon, p.lat) for p in of]
    seen = {wh: shapes.on_screen(geo, where, wh[0] * size, wh[1] * size) for wh in sizes}
    texts = [said(name, canvas) for name in names]
    marks = [name.mark for name in names]
    taken = {wh: [_scaled(box, size) for box in boxes] for wh, boxes in (kept or {}).items()}
    areas = {wh: [_area(p, geo, (wh[0] * size, wh[1] * size)) for p in of] for wh in sizes} if painted else None
    found = arrange(texts, marks, seen, size, most, always, taken, areas)
    return [Label(names[f.index], f.side, f.mark, f.text != texts[f.index][-1]) for f in found]


def _scaled(box: Box, size: float) -> Box:
    left, top, right, bottom = (end * size for end in box)
    return left, top, right, bottom


def _area(of: Place, geo: dict, on: tuple[float, float]) -> Box:
    """About the middle of a place's area, in a picture of that size."""
    west, south, east, north = of.bounds
    (left, bottom), (right, top) = shapes.on_screen(geo, [(west, south), (east, north)], *on)
    wide, high = (right - left) * EDGE, (bottom - top) * EDGE
    return left + wide, top + high, right - wide, bottom - high


def said(name: Name, canvas: Canvas) -> tuple[str, ...]:
    """What can stand beside a place, best first: its name and value, or its name alone."""
    short = places.get(name.code).short(canvas.lang)
    return (f"{short} {name.value}", short) if name.value else (short,)


def arrange(
    texts: Sequence[Sequence[str]],
    marks: Sequence[float],
    seen: Seen,
    size: float,
    most: int | None = None,
    always: int = 0,
    kept: Kept = None,
    areas: Kept = None,
) -> list[Spot]:
    """Which of the first `most` texts, the most important first, can be written beside their marks (diameters; 0 has
    none), and where. A text is free at every size of the picture or left out; of the first `always` it is enough that
    no two run into each other, and that they keep off marks where there is room; where not all of them find a place,
    all but the very first find one in their shortest wording before. The boxes that are `kept` at a size are no
    text's, and of the `areas` of the places a text may stand in its own."""
    around = {
        wh: [[_around(xy, m * size)] if m else [] for xy, m in zip(at, marks, strict=True)] for wh, at in seen.items()
    }
    for wh, boxes in (areas or {}).items():
        around[wh] = [[*own, box] for own, box in zip(around[wh], boxes, strict=True)]
    first, leniently = min(always, len(texts)), tuple(product((0, FARTHER), (0, ROOMY, inf)))
    for full in (first, 2, 1, 0):
        plan = _Plan(marks, seen, size, kept or {}, around)
        for i in range(first):
            plan.put(i, texts[i] if i < full else texts[i][-1:], leniently)
        if len(plan.spots) == first:
            break
    for i in range(full, first):
        plan.put(i, texts[i][:-1], leniently)
    for i in range(always, len(texts[:most])):
        plan.put(i, texts[i], ((0, 0),))
    return list(plan.spots.values())


class _Plan:
    """Texts that have found their places, and the room that they leave, at every size of a picture."""

    def __init__(self, marks: Sequence[float], seen: Seen, size: float, kept: Mapping, around: Mapping):
        self.marks, self.seen, self.size, self.kept, self.around = marks, seen, size, kept, around
        self.spots: dict[int, Spot] = {}
        self.boxes: dict[int, dict] = {}

    def put(self, i: int, wordings: Sequence[str], ways: Iterable[tuple[float, float]]) -> None:
        """The first wording that is free on some side, so far from its mark and of other marks from such a width on;
        of those that may lie over marks the one over the fewest. The text stays as it is where there is none."""
        for reach, least in ways:
            near, found = _Near(self, i, wordings, reach, least), []
            for text, (side, toward) in product(wordings, (SIDES if self.marks[i] else INSIDE).items()):
                if boxes := near.free(text, toward):
                    spot = Spot(i, side, text, self.marks[i] + 2 * reach)
                    found.append((near.over(boxes) if least else 0, spot, boxes))
                    if not found[-1][0]:
                        break
            if found:
                _, self.spots[i], self.boxes[i] = min(found, key=itemgetter(0))
                return


class _Near:
    """What the text `i` of a plan could run into where it stands so far from its mark, on whichever side: looked for
    once at each size, and not before it is asked for."""

    def __init__(self, plan: _Plan, i: int, wordings: Sequence[str], reach: float, least: float):
        self.plan, self.i, self.least = plan, i, least
        self.mark = (plan.marks[i] + 2 * reach) * plan.size
        self.extents = {text: extent(text, plan.size) for text in wordings}
        self.others: dict[tuple[float, float], list[Box]] = {}
        self.crossed: dict[tuple[float, float], list[Box]] = {}

    def free(self, text: str, toward: tuple[int, int]) -> dict[tuple[float, float], Box] | None:
        """The box of a text on that side at every size; None where it is not free at one of them."""
        boxes, size = {}, self.plan.size
        for wh, at in self.plan.seen.items():
            box = _beside(at[self.i], self.mark, toward, *self.extents[text])
            if not _free(box, self._others(wh), wh[0] * size, wh[1] * size):
                return None
            boxes[wh] = box
        return boxes

    def over(self, boxes: Mapping[tuple[float, float], Box]) -> int:
        """How many marks of others these boxes lie over, at all the sizes together; areas may be written on."""
        return sum(not _apart_from(box, mark) for wh, box in boxes.items() for mark in self._crossed(wh))

    def _others(self, wh: tuple[float, float]) -> list[Box]:
        """What the text may not run into."""
        if wh not in self.others:
            plan = self.plan
            marks = [box for own in self._marks(wh) for box in own] if wh[0] >= self.least else []
            texts = [boxes[wh] for i, boxes in plan.boxes.items() if i != self.i]
            self.others[wh] = self._within(wh, [*plan.kept.get(wh, ()), *texts, *marks])
        return self.others[wh]

    def _crossed(self, wh: tuple[float, float]) -> list[Box]:
        """The marks that it may lie over."""
        if wh not in self.crossed:
            self.crossed[wh] = self._within(wh, [own[0] for own in self._marks(wh) if len(own) == 1])
        return self.crossed[wh]

    def _marks(self, wh: tuple[float, float]) -> Sequence[Sequence[Box]]:
        """The marks and the areas of the other places."""
        every = self.plan.around[wh]
        return [*every[: self.i], *every[self.i + 1 :]]

    def _within(self, wh: tuple[float, float], boxes: Sequence[Box]) -> list[Box]:
        """Those of the boxes that the text could touch."""
        x, y = self.plan.seen[wh][self.i]
        wide, high = (self.mark / 2 + GAP + max(sides, default=0) for sides in zip(*self.extents.values(), strict=True))
        left, top, right, bottom = x - wide, y - high, x + wide, y + high
        return [box for box in boxes if box[0] < right and box[2] > left and box[1] < bottom and box[3] > top]


def _around(xy: tuple[float, float], diameter: float) -> Box:
    (x, y), r = xy, diameter / 2
    return x - r, y - r, x + r, y + r


def _beside(xy: tuple[float, float], mark: float, toward: tuple[int, int], wide: float, high: float) -> Box:
    reach = mark / 2 + GAP if mark else 0
    x = xy[0] + toward[0] * (reach + wide / 2)
    y = xy[1] + toward[1] * (reach + high / 2)
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _free(box: Box, others: Sequence[Box], width: float, height: float) -> bool:
    left, top, right, bottom = box
    if left < -width / 2 or right > width / 2 or top < -height / 2 or bottom > height / 2:
        return False
    return all(_apart_from(box, other) for other in others)


def _apart_from(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or one[0] >= other[2] or one[3] <= other[1] or one[1] >= other[3]


def _trace(found: Sequence[Label], canvas: Canvas) -> Trace:
    """The names of a map. The marks below them are invisible: they keep the names off the real ones."""
    at, looks = [places.get(one.name.code) for one in found], [_look(one.name, canvas) for one in found]
    return trace(
        "scattergeo",
        lon=[round(p.lon, 3) for p in at],
        lat=[round(p.lat, 3) for p in at],
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


def _look(name: Name, canvas: Canvas) -> tuple[str, str]:
    """The colour of a name and that of its shadow."""
    palette = canvas.palette
    ink = palette.ink if name.mark or name.strong or name.ground else palette.quiet
    if name.ground and _apart(name.ground, palette.ink) < _apart(name.ground, palette.paper):
        return palette.paper, palette.ink
    return ink, palette.paper


def _written(one: Label, canvas: Canvas) -> str:
    """The name, strong where it is, and its value, strong where the name is not."""
    short, value = places.get(one.name.code).short(canvas.lang), one.name.value
    if one.name.strong:
        return f"<b>{short}</b> {value}" if one.valued else f"<b>{short}</b>"
    return f"{short} <b>{value}</b>" if one.valued else short


def _apart(one: str, other: str) -> float:
    """How far two colours (#rrggbb) lie apart in lightness, 0 to 255."""
    first, second = (0.3 * int(c[1:3], 16) + 0.59 * int(c[3:5], 16) + 0.11 * int(c[5:7], 16) for c in (one, other))
    return abs(first - second)
