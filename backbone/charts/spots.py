"""Spots: where texts can be written beside their marks without running into anything, in pixels, at every size of a
picture at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil, hypot, inf

from backbone.charts.boxes import GAP, XY, Box, around, beside, far, hull, touched, touches, wider, within
from backbone.charts.words import extent

# From this width on a text that must stand keeps off the marks of others; on less it may lie over them.
ROOMY = 550
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
    held = {
        wh: [[around(xy, m * size)] if m else [] for xy, m in zip(at, marks, strict=True)] for wh, at in seen.items()
    }
    for wh, boxes in (areas or {}).items():
        held[wh] = [[*own, box] for own, box in zip(held[wh], boxes, strict=True)]
    first, leniently = min(always, len(texts)), tuple(_ways(seen, scales is not None))
    for full in (first, 1, 0):
        plan = _Plan(marks, seen, size, kept or {}, held, scales or {}, dict.fromkeys(bare, texts), outlined)
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
        crowd, fewest = _Crowd(self, i, wordings), inf
        for way in ways:
            for near, text, side in self._tries(crowd, wordings, way):
                if boxes := near.free(text, side):
                    over = near.over(boxes, fewest) if way.least or way.leads else 0
                    if over < fewest:
                        mark = 0.1 if way.leads else self.marks[i] + 2 * way.reach
                        fewest, self.spots[i], self.boxes[i] = over, Spot(i, side, text, mark, near.away), boxes
                    if not over:
                        return
            if fewest < inf:
                return

    def _tries(self, crowd: "_Crowd", wordings: Sequence[str], way: Way) -> "Iterator[tuple[_Near, str, str]]":
        """What is tried on a way: wordings and sides, and how far away."""
        i = crowd.i
        if not way.leads:
            near = _Near(crowd, way)
            sides = UPRIGHT if i in self.outlined else SIDES
            for text, side in product(wordings, sides if self.marks[i] else INSIDE):
                yield near, text, side
            return
        for away, (side, (x, y)) in product(AWAY, SIDES.items()):
            long = (self.marks[i] / 2 + away) * self.size / hypot(x, y)
            near = _Near(crowd, way, (x * long, y * long))
            for text in wordings:
                yield near, text, side


class _Crowd:
    """What stands in a plan beside its text `i`, at each size: looked for once, for all the places that are tried. The
    size at which the last place was not free comes first among the `sizes`: there the next is not free either, mostly,
    and nothing has to be looked at in the others."""

    def __init__(self, plan: _Plan, i: int, wordings: Sequence[str]) -> None:
        self.plan, self.i, self.sizes = plan, i, [*plan.seen]
        seen = {*wordings, *(every[i][-1] for every in plan.bare.values())}
        self.extents = {text: extent(text, plan.size) for text in seen}
        self.largest = [max(sides) for sides in zip(*self.extents.values(), strict=True)]
        self._taken: dict[XY, list[Box]] = {}
        self._marks: dict[XY, list[Box]] = {}
        self._round: dict[XY, list[Box]] = {}
        self._far: dict[tuple[XY, bool], list[Box]] = {}

    def fails(self, wh: XY) -> None:
        """Notes the size at which a place was not free."""
        self.sizes.remove(wh)
        self.sizes.insert(0, wh)

    def taken(self, wh: XY) -> list[Box]:
        """What nothing may run into: what is kept free, and the other texts and their lines."""
        if wh not in self._taken:
            texts = [box for i, boxes in self.plan.boxes.items() if i != self.i for box in boxes[wh]]
            self._taken[wh] = [*self.plan.kept.get(wh, ()), *texts]
        return self._taken[wh]

    def marks(self, wh: XY) -> list[Box]:
        """The marks and the areas of the other places."""
        if wh not in self._marks:
            self._marks[wh] = [box for i, own in enumerate(self.plan.around[wh]) if i != self.i for box in own]
        return self._marks[wh]

    def far(self, wh: XY, clear: bool) -> list[Box]:
        """What a text at the end of a line may not run into, all marks too where it keeps `clear` of them."""
        if (wh, clear) not in self._far:
            marks = [*self.marks(wh), *self.plan.around[wh][self.i][:1]] if clear else ()
            self._far[wh, clear] = [*self.taken(wh), *marks]
        return self._far[wh, clear]

    def round(self, wh: XY) -> list[Box]:
        """The round marks of the other places."""
        if wh not in self._round:
            at = zip(self.plan.marks, self.plan.around[wh], strict=True)
            self._round[wh] = [own[0] for i, (mark, own) in enumerate(at) if mark and i != self.i]
        return self._round[wh]


class _Near:
    """What a text could run into where it stands on a way, so far `away`, on whichever side: looked for once at each
    size, and not before it is asked for."""

    def __init__(self, crowd: _Crowd, way: Way, away: XY | None = None) -> None:
        self.crowd, self.plan, self.i, self.way, self.away = crowd, crowd.plan, crowd.i, way, away
        self.mark = 0.1 if away else (self.plan.marks[self.i] + 2 * way.reach) * self.plan.size
        self.others: dict[XY, list[Box]] = {}
        self.lines: dict[XY, list[Box] | None] = {}

    def free(self, text: str, side: str) -> dict[XY, list[Box]] | None:
        """The box of a text on that side, and those of its line, at every size; None where it is not free, or nearer to
        the mark of another, at one of them."""
        boxes, toward = {}, TOWARD[side]
        for wh in self.crowd.sizes:
            box = self._text(wh, text, toward)
            if box is None:
                self.crowd.fails(wh)
                return None
            boxes[wh] = [box]
        for wh in self.crowd.sizes if self.away else ():  # of what has no place no line is looked at
            line = self._line(wh)
            if line is None:
                self.crowd.fails(wh)
                return None
            boxes[wh] += line
        return boxes

    def _text(self, wh: XY, text: str, toward: tuple[int, int]) -> Box | None:
        """The box of the text at one size, where that is free."""
        size = self.plan.size
        seen = self.plan.bare[wh][self.i][-1] if wh in self.plan.bare else text
        box = beside(self._at(wh), self.mark, toward, *self.crowd.extents[seen])
        if not within(box, wh[0] * size, wh[1] * size) or touches(box, self._others(wh)):
            return None
        if not self.away and wh[0] >= self.way.least and not self._is_its_own(box, wh):
            return None
        return box

    def over(self, boxes: Mapping[XY, Sequence[Box]], most: float) -> int:
        """How many marks of others these boxes lie over, at all the sizes together, counted up to `most`; areas may be
        written on. Where a line leads to the text, those count too that it stands near, and only those sizes at which
        it keeps off marks."""
        counted = [wh for wh in boxes if not self.away or wh[0] >= self.way.least or self.way.least == inf]
        found = 0
        for wh in counted:
            text, *line = boxes[wh]
            own = [wider(text, APART * self.plan.size) if self.away else text, *line]
            near = touched(hull(own), [mark for i, mark in self.plan.plain[wh] if i != self.i])
            found += sum(touches(mark, own) for mark in near)
            if found >= most:
                break
        return found

    def _at(self, wh: XY) -> XY:
        """Where the text begins: at its mark, or away from it."""
        x, y = self.plan.seen[wh][self.i]
        if self.away is None:
            return x, y
        scale = self.plan.scales[wh]
        return x + self.away[0] * scale, y + self.away[1] * scale

    def _line(self, wh: XY) -> list[Box] | None:
        """The boxes along the line from the text to its mark; None where the line runs into something."""
        if wh not in self.lines:
            line = self._boxes_along(wh)
            must_be_clear = line and (self.way.least < inf or wh[0] >= self.plan.roomy)
            self.lines[wh] = line if not must_be_clear or self._is_clear(line, wh) else None
        return self.lines[wh]

    def _boxes_along(self, wh: XY) -> list[Box]:
        """The boxes along the line, whatever it runs into."""
        (x, y), (x0, y0) = self._at(wh), self.plan.seen[wh][self.i]
        long, own = hypot(x - x0, y - y0), self.plan.marks[self.i] * self.plan.size / 2
        steps = max(1, ceil(long / STEP))
        parts = [n / steps for n in range(steps + 1) if long * n / steps > own]
        middles = [(x0 + (x - x0) * part, y0 + (y - y0) * part) for part in parts]
        return [(x - BESIDE_LINE, y - BESIDE_LINE, x + BESIDE_LINE, y + BESIDE_LINE) for x, y in middles]

    def _is_clear(self, line: Sequence[Box], wh: XY) -> bool:
        """Whether a line runs into nothing but marks, and perhaps out of what its own mark lies in."""
        own = around(self.plan.seen[wh][self.i], 0)
        along = hull((line[0], line[-1]))  # it is straight
        near = [box for box in touched(along, self.crowd.taken(wh)) if not touches(own, [box])]
        return not near or not any(touches(one, near) for one in line)

    def _is_its_own(self, box: Box, wh: XY) -> bool:
        """Whether no other mark is nearer to the text than its own."""
        if not self.plan.marks[self.i]:
            return True
        own = far(box, self.plan.around[wh][self.i][0])
        return all(far(box, mark) >= own for mark in touched(wider(box, own), self.crowd.round(wh)))

    def _others(self, wh: XY) -> Sequence[Box]:
        """What the text may not run into: its own mark too, where it stands away from that."""
        clear = wh[0] >= self.way.least
        if self.away:
            return self.crowd.far(wh, clear)
        if wh not in self.others:
            found = self._within(wh, self.crowd.taken(wh))
            if clear:
                found += self._within(wh, self.crowd.marks(wh))
            self.others[wh] = found
        return self.others[wh]

    def _within(self, wh: XY, boxes: Sequence[Box]) -> list[Box]:
        """Those of the boxes that the text could touch."""
        (x, y), (wide, high) = self._at(wh), (self.mark / 2 + GAP + long for long in self.crowd.largest)
        return touched((x - wide, y - high, x + wide, y + high), boxes)
