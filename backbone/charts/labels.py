"""Labels of a map: names beside their places that never run into each other, however wide the picture is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from backbone import places, shapes
from backbone.charts.canvas import Canvas
from backbone.charts.words import SIZE, extent

# A map is as wide as its reader's window: a label must be free at each of these widths, from phone to projector.
WIDTHS = (340, 480, 640, 860, 1100, 1400)
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
INSIDE: Mapping[str, tuple[int, int]] = {"middle center": (0, 0)}

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Name:
    """A place to be named: the diameter of its mark in pixels (0 where it has none), whether its name is strong, and
    the colour it stands on where that is not the paper."""

    code: str
    mark: float = 0.0
    strong: bool = False
    ground: str = ""


def labels(
    names: Sequence[Name], geo: dict, canvas: Canvas, height: int, most: int | None = None
) -> list[go.Scattergeo]:
    """The traces that name the first `most` places (all, by default), in order of importance: a name that would
    touch another name or any place's mark is left out, and its place keeps its tooltip."""
    kinds: dict[tuple, list[Name]] = {}
    for name, side in place(names, geo, canvas, height, most):
        kinds.setdefault((side, bool(name.mark), name.strong, name.ground), []).append(name)
    return [_trace(alike, side, canvas) for (side, *_), alike in kinds.items()]


def place(
    names: Sequence[Name], geo: dict, canvas: Canvas, height: int, most: int | None = None
) -> list[tuple[Name, str]]:
    """Each of the first `most` names that fits, and its side."""
    size = canvas.size
    where = [(p.lon, p.lat) for p in (places.get(name.code) for name in names)]
    seen = {w: shapes.on_screen(geo, where, w * size, height * size) for w in WIDTHS}
    texts = [places.get(name.code).short(canvas.lang) for name in names]
    marks = [name.mark for name in names]
    return [(names[i], side) for i, side in arrange(texts, marks, seen, height, size, most)]


def arrange(
    texts: Sequence[str],
    marks: Sequence[float],
    seen: Mapping[int, Sequence[tuple[float, float]]],
    height: int,
    size: float,
    most: int | None = None,
) -> list[tuple[int, str]]:
    """Which of the first `most` texts, the most important first, can be written beside their marks (diameters; 0 has
    none), and on which side. `seen` says where the marks are, in pixels from the middle, at each width of the picture;
    a text is free at every one of them or left out."""
    around = {w: [_around(xy, m * size) for xy, m in zip(at, marks, strict=True) if m] for w, at in seen.items()}
    taken: dict[int, list[Box]] = {w: [] for w in seen}
    chosen = []
    for i, text in enumerate(texts[:most]):
        wide, high = extent(text, size)
        for side, toward in (SIDES if marks[i] else INSIDE).items():
            boxes = {w: _beside(at[i], marks[i] * size, toward, wide, high) for w, at in seen.items()}
            if all(_free(boxes[w], taken[w] + around[w], w * size, height * size) for w in seen):
                for w in seen:
                    taken[w].append(boxes[w])
                chosen.append((i, side))
                break
    return chosen


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
    return all(right <= o[0] or left >= o[2] or bottom <= o[1] or top >= o[3] for o in others)


def _trace(names: Sequence[Name], side: str, canvas: Canvas) -> go.Scattergeo:
    """Names of one kind on one side. The marks below them are invisible: they keep the names off the real ones."""
    at, palette, kind = [places.get(name.code) for name in names], canvas.palette, names[0]
    ink, paper = palette.ink if kind.mark or kind.strong else palette.quiet, palette.paper
    if kind.ground and _apart(kind.ground, palette.ink) < _apart(kind.ground, palette.paper):
        ink, paper = paper, palette.ink
    said = [p.short(canvas.lang) for p in at]
    return go.Scattergeo(
        lon=[round(p.lon, 3) for p in at],
        lat=[round(p.lat, 3) for p in at],
        mode="markers+text",
        text=[f"<b>{name}</b>" if kind.strong else name for name in said],
        textposition=side,
        textfont={"size": round(SIZE * canvas.size), "color": ink, "shadow": canvas.halo(paper)},
        marker={"size": [round(name.mark * canvas.size, 1) for name in names], "opacity": 0},
        hoverinfo="skip",
    )


def _apart(one: str, other: str) -> float:
    """How far two colours (#rrggbb) lie apart in lightness, 0 to 255."""
    first, second = (0.3 * int(c[1:3], 16) + 0.59 * int(c[3:5], 16) + 0.11 * int(c[5:7], 16) for c in (one, other))
    return abs(first - second)
