"""Spots: where texts can be written beside their marks without running into anything, in pixels, at every size of a
picture at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil, hypot, inf
from operator import itemgetter

from backbone.charts.words import extent

# From this width on a text that must stand keeps off the marks of others; on less it may lie over them.
ROOMY = 550
GAP = 3
# Where a text can stand, best first, and which way that is in x and y.
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
# A text within an outline goes below or above its mark first: sideways it would reach over the line sooner.
UPRIGHT: Mapping[str, tuple[int, int]] = {side: SIDES[side] for side in ("bottom center", "top center", *SIDES)}
INSIDE: Mapping[str, tuple[int, int]] = {"middle center": (0, 0), "top center": (0, -1), "bottom center": (0, 1)}
TOWARD = {**SIDES, **INSIDE}
# How far from its mark, in pixels, a text that must stand is moved where nothing nearer is free; and how far where a
# thin line leads from it to its mark, at the size `leading` says.
FARTHER, AWAY = 8, (14, 24, 38, 56, 80, 110, 150)
# A line is looked at step by step, and keeps so many pixels free on each side. A text at its end that stands as near as
# this to the mark of another would be read as the name of that.
STEP, BESIDE_LINE, APART = 4, 2, 6

XY = tuple[float, float]
Box = tuple[float, float, float, float]
# The width and height of a picture, in pixels at size 1, and where its marks lie then, in pixels from the middle.
Seen = Mapping[XY, Sequence[XY]]
# The boxes of a picture, by its size, in which no text may stand.
Kept = Mapping[XY, Sequence[Box]] | None


@dataclass(frozen=True)
class Spot:
    """Where a text is written: its number, the side, its wording, the diameter that it keeps free, and, where a line
    leads to its mark, how far away from that it stands, in x and y."""

    index: int
    side: str
    text: str
    mark: float
    away: XY | None = None


@dataclass(frozen=True)
class Way:
    """One way to look for a text's place: how far from its mark, from which picture width on it keeps off the marks of
    others, and whether a line leads to its own."""

    reach: float = 0
    least: float = 0
    leads: bool = False


def leading(sizes: Iterable[XY]) -> XY:
    """The picture size in whose pixels a text's distance from its mark is given: the first that is at least ROOMY wide,
    else the first."""
    every = list(sizes)
    return next((wh for wh in every if wh[0] >= ROOMY), every[0])


def arrange(
    texts: Sequence[Sequence[str]],
    marks: Sequence[float],
    seen: Seen,
    size: float,
    most: int | None = None,
    always: int = 0,
    kept: Kept = None,
    areas: Kept = None,
    scales: Mapping[XY, float] | None = None,
    bare: Collection[XY] = (),
    outlined: Collection[int] = (),
) -> list[Spot]:
    """Which of the first `most` texts, the most important first, can be written beside their marks (diameters; 0 has
    none), and where. A text is free at every size of the picture, and no mark is nearer to it than its own, or it is
    left out; of the first `always` it is enough that no two run into each other, that they keep off marks where there
    is room, and that a line leads from what stands nearer to another mark to its own, if `scales` (how much larger
    than at `leading` the picture is) allow for lines; where not all of them find a place, all but the very first
    find one in their shortest wording before, and in that the very first only where it has no room else. The boxes
    that are `kept` at a size are no text's, and of the `areas` of the places a text may stand in its own. At the
    sizes that are `bare` only the shortest wording is seen, whichever is written. The texts that are `outlined` stand
    in an area with an outline."""
    around = {
        wh: [[_around(xy, m * size)] if m else [] for xy, m in zip(at, marks, strict=True)] for wh, at in seen.items()
    }
    for wh, boxes in (areas or {}).items():
        around[wh] = [[*own, box] for own, box in zip(around[wh], boxes, strict=True)]
    first, leniently = min(always, len(texts)), tuple(_ways(seen, scales is not None))
    for full in (first, 1, 0):
        plan = _Plan(marks, seen, size, kept or {}, around, scales or {}, dict.fromkeys(bare, texts), outlined)
        for i in range(first):
            wordings = texts[i][-1:] if i >= full else texts[i] if i else texts[i][:-1] or texts[i]
            plan.put(i, wordings, leniently)
            if full and i not in plan.spots:
                break
        if len(plan.spots) == first:
            break
    for i in range(full, first):
        plan.put(i, texts[i][:-1], leniently)
    for i in range(always, len(texts[:most])):
        plan.put(i, texts[i], (Way(),))
    return list(plan.spots.values())


def _ways(seen: Seen, leads: bool) -> Iterator[Way]:
    """How a text that must stand is looked a place for, best first."""
    leasts = (0, ROOMY) if any(wh[0] >= ROOMY for wh in seen) else (0,)
    for least, reach in product(leasts, (0, FARTHER)):
        yield Way(reach, least)
    if leads:
        yield from (Way(0, least, True) for least in (leasts[-1], inf))
    else:
        yield from (Way(reach, inf) for reach in (0, FARTHER))


class _Plan:
    """Texts that have found their places, and the room that they leave, at every size of a picture."""

    def __init__(
        self,
        marks: Sequence[float],
        seen: Seen,
        size: float,
        kept: Mapping,
        around: Mapping,
        scales: Mapping,
        bare: Mapping,
        outlined: Collection[int],
    ) -> None:
        self.bare, self.outlined = bare, outlined
        self.marks, self.seen, self.size, self.kept, self.around = marks, seen, size, kept, around
        self.scales, self.roomy = scales, leading(seen)[0]
        self.spots: dict[int, Spot] = {}
        # The boxes that each text takes at each size: its own, and those along its line.
        self.boxes: dict[int, dict[XY, list[Box]]] = {}
        # The marks without an area, which a text may lie over, by their number.
        self.plain = {wh: [(i, own[0]) for i, own in enumerate(at) if len(own) == 1] for wh, at in around.items()}

    def put(self, i: int, wordings: Sequence[str], ways: Iterable[Way]) -> None:
        """The first wording that is free on some side on the first of these ways; of those that may lie over marks the
        one over the fewest. The text stays as it is where there is none."""
        for way in ways:
            found = []
            for near, text, side in self._tries(i, wordings, way):
                if boxes := near.free(text, side):
                    spot = Spot(i, side, text, 0.1 if way.leads else self.marks[i] + 2 * way.reach, near.away)
                    found.append((near.over(boxes) if way.least or way.leads else 0, spot, boxes))
                    if not found[-1][0]:
                        break
            if found:
                _, self.spots[i], self.boxes[i] = min(found, key=itemgetter(0))
                return

    def _tries(self, i: int, wordings: Sequence[str], way: Way) -> "Iterator[tuple[_Near, str, str]]":
        """What is tried on a way: wordings and sides, and how far away."""
        if not way.leads:
            near = _Near(self, i, wordings, way)
            sides = UPRIGHT if i in self.outlined else SIDES
            for text, side in product(wordings, sides if self.marks[i] else INSIDE):
                yield near, text, side
            return
        for far, (side, (x, y)) in product(AWAY, SIDES.items()):
            long = (self.marks[i] / 2 + far) * self.size / hypot(x, y)
            near = _Near(self, i, wordings, way, (x * long, y * long))
            for text in wordings:
                yield near, text, side


class _Near:
    """What the text `i` of a plan could run into where it stands on a way, so far `away`, on whichever side: looked for
    once at each size, and not before it is asked for."""

    def __init__(self, plan: _Plan, i: int, wordings: Sequence[str], way: Way, away: XY | None = None) -> None:
        self.plan, self.i, self.way, self.away = plan, i, way, away
        self.mark = 0.1 if away else (plan.marks[i] + 2 * way.reach) * plan.size
        self.extents = {text: extent(text, plan.size) for text in wordings}
        self.others: dict[XY, list[Box]] = {}

    def free(self, text: str, side: str) -> dict[XY, list[Box]] | None:
        """The box of a text on that side, and those of its line, at every size; None where it is not free, or nearer to
        the mark of another, at one of them."""
        boxes, size, toward = {}, self.plan.size, TOWARD[side]
        for wh in self.plan.seen:
            seen = self.plan.bare[wh][self.i][-1] if wh in self.plan.bare else text
            box = _beside(self._at(wh), self.mark, toward, *extent(seen, size))
            if not _free(box, self._others(wh), wh[0] * size, wh[1] * size):
                return None
            line = self._line(wh)
            if line and (self.way.least < inf or wh[0] >= self.plan.roomy) and not self._is_clear(line, wh):
                return None
            if not self.away and wh[0] >= self.way.least and not self._is_its_own(box, wh):
                return None
            boxes[wh] = [box, *line]
        return boxes

    def over(self, boxes: Mapping[XY, Sequence[Box]]) -> int:
        """How many marks of others these boxes lie over, at all the sizes together; areas may be written on. Where a
        line leads to the text, those count too that it stands near, and only those sizes at which it keeps off
        marks."""
        counted = [wh for wh in boxes if not self.away or wh[0] >= self.way.least or self.way.least == inf]
        found = 0
        for wh in counted:
            text, *line = boxes[wh]
            own = [_wider(text, APART * self.plan.size) if self.away else text, *line]
            near = _touched(_hull(own), [mark for i, mark in self.plan.plain[wh] if i != self.i])
            found += sum(bool(_touched(mark, own)) for mark in near)
        return found

    def _at(self, wh: XY) -> XY:
        """Where the text begins: at its mark, or away from it."""
        x, y = self.plan.seen[wh][self.i]
        if self.away is None:
            return x, y
        scale = self.plan.scales[wh]
        return x + self.away[0] * scale, y + self.away[1] * scale

    def _line(self, wh: XY) -> list[Box]:
        """The boxes along the line from the text to its mark."""
        if self.away is None:
            return []
        (x, y), (x0, y0) = self._at(wh), self.plan.seen[wh][self.i]
        long, own = hypot(x - x0, y - y0), self.plan.marks[self.i] * self.plan.size / 2
        steps = max(1, ceil(long / STEP))
        parts = [n / steps for n in range(steps + 1) if long * n / steps > own]
        return [_around((x0 + (x - x0) * part, y0 + (y - y0) * part), 2 * BESIDE_LINE) for part in parts]

    def _is_clear(self, line: Sequence[Box], wh: XY) -> bool:
        """Whether a line runs into nothing but marks, and perhaps out of what its own mark lies in."""
        own = _around(self.plan.seen[wh][self.i], 0)
        near = [box for box in _touched(_hull(line), self._taken(wh)) if not _touched(own, [box])]
        return not any(_touched(one, near) for one in line)

    def _is_its_own(self, box: Box, wh: XY) -> bool:
        """Whether no other mark is nearer to the text than its own."""
        marks, size = self.plan.marks, self.plan.size
        far = [_far(box, xy, m * size / 2) if m else inf for xy, m in zip(self.plan.seen[wh], marks, strict=True)]
        return marks[self.i] == 0 or far[self.i] <= min(far)

    def _taken(self, wh: XY) -> list[Box]:
        """What nothing may run into: what is kept free, and the other texts and their lines."""
        texts = [box for i, boxes in self.plan.boxes.items() if i != self.i for box in boxes[wh]]
        return [*self.plan.kept.get(wh, ()), *texts]

    def _others(self, wh: XY) -> list[Box]:
        """What the text may not run into."""
        if wh not in self.others:
            marks = [box for own in self._marks(wh) for box in own] if wh[0] >= self.way.least else []
            self.others[wh] = self._within(wh, [*self._taken(wh), *marks])
        return self.others[wh]

    def _marks(self, wh: XY) -> Sequence[Sequence[Box]]:
        """The marks and the areas of the other places; its own mark too, where it stands away from that."""
        return [*self._of_others(wh), self.plan.around[wh][self.i][:1]] if self.away else self._of_others(wh)

    def _of_others(self, wh: XY) -> Sequence[Sequence[Box]]:
        every = self.plan.around[wh]
        return [*every[: self.i], *every[self.i + 1 :]]

    def _within(self, wh: XY, boxes: Sequence[Box]) -> list[Box]:
        """Those of the boxes that the text could touch."""
        x, y = self._at(wh)
        wide, high = (self.mark / 2 + GAP + max(sides, default=0) for sides in zip(*self.extents.values(), strict=True))
        return _touched((x - wide, y - high, x + wide, y + high), boxes)


def _around(xy: XY, diameter: float) -> Box:
    (x, y), r = xy, diameter / 2
    return x - r, y - r, x + r, y + r


def _wider(box: Box, by: float) -> Box:
    left, top, right, bottom = box
    return left - by, top - by, right + by, bottom + by


def _hull(boxes: Sequence[Box]) -> Box:
    """The box around them all."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _far(box: Box, xy: XY, radius: float) -> float:
    """How far a box is from the edge of a round mark; 0 where they touch."""
    x = max(box[0] - xy[0], 0.0, xy[0] - box[2])
    y = max(box[1] - xy[1], 0.0, xy[1] - box[3])
    return max(0.0, hypot(x, y) - radius)


def _beside(xy: XY, mark: float, toward: tuple[int, int], wide: float, high: float) -> Box:
    reach = mark / 2 + GAP if mark else 0
    x = xy[0] + toward[0] * (reach + wide / 2)
    y = xy[1] + toward[1] * (reach + high / 2)
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _free(box: Box, others: Sequence[Box], width: float, height: float) -> bool:
    left, top, right, bottom = box
    if left < -width / 2 or right > width / 2 or top < -height / 2 or bottom > height / 2:
        return False
    return not _touched(box, others)


def _touched(box: Box, others: Sequence[Box]) -> list[Box]:
    """Those of the others that a box runs into. Most of the time of a map's names goes by here."""
    left, top, right, bottom = box
    return [one for one in others if one[0] < right and one[2] > left and one[1] < bottom and one[3] > top]
