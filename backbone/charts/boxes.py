"""Boxes around texts and marks, as left, top, right and bottom in pixels: where they lie, and what runs into them."""

from collections.abc import Sequence
from math import hypot

GAP = 3  # between a text and its mark

XY = tuple[float, float]
Box = tuple[float, float, float, float]


def around(xy: XY, diameter: float) -> Box:
    """The box of a round mark."""
    (x, y), r = xy, diameter / 2
    return x - r, y - r, x + r, y + r


def wider(box: Box, by: float) -> Box:
    """The box with so much more on each side."""
    left, top, right, bottom = box
    return left - by, top - by, right + by, bottom + by


def hull(boxes: Sequence[Box]) -> Box:
    """The box around them all."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def far(box: Box, mark: Box) -> float:
    """How far a box is from the edge of a round mark, whose box is given; 0 where they touch."""
    left, top, right, bottom = mark
    x = max(box[0] - (left + right) / 2, 0.0, (left + right) / 2 - box[2])
    y = max(box[1] - (top + bottom) / 2, 0.0, (top + bottom) / 2 - box[3])
    return max(0.0, hypot(x, y) - (right - left) / 2)


def beside(xy: XY, mark: float, toward: tuple[int, int], wide: float, high: float) -> Box:
    """The box of a text of that size, on the side `toward` (in x and y) of a mark of that diameter."""
    reach = mark / 2 + GAP if mark else 0
    x = xy[0] + toward[0] * (reach + wide / 2)
    y = xy[1] + toward[1] * (reach + high / 2)
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def within(box: Box, width: float, height: float) -> bool:
    """Whether a box lies within a picture of that size, whose middle is at 0."""
    left, top, right, bottom = box
    return left >= -width / 2 and right <= width / 2 and top >= -height / 2 and bottom <= height / 2


def touched(box: Box, others: Sequence[Box]) -> list[Box]:
    """Those of the others that a box runs into. Most of the time of a map's names goes by here, and in `touches`."""
    left, top, right, bottom = box
    return [one for one in others if one[0] < right and one[2] > left and one[1] < bottom and one[3] > top]


def touches(box: Box, others: Sequence[Box]) -> bool:
    """Whether a box runs into any of the others; `any` would take twice as long."""
    left, top, right, bottom = box
    found = False
    for one in others:
        if one[0] < right and one[2] > left and one[1] < bottom and one[3] > top:
            found = True
            break
    return found
