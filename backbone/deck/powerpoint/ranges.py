"""What is expected, row by row, as a chart of points: each on the line of its 95 % range, all on one scale."""

from backbone.deck.powerpoint.elements import INCH, Box, Type, extents
from backbone.deck.powerpoint.markup import plain, runs
from backbone.deck.powerpoint.native import TYPE, Ground
from backbone.deck.powerpoint.strips import BESIDE, Mark, Strip, points
from backbone.pictures.picture import Picture

# A row is no higher than this, however few they are.
ROW = 1.1 * INCH


def ranges(picture: Picture, on: Ground) -> None:
    """The rows of the figure from the top down: its name at the left, what stands beside it at the right."""
    assert picture.figure is not None, "a chart has a figure"
    lines, means, words = picture.figure.data
    names = [text.strip() for text in picture.figure.layout["yaxis"]["ticktext"]][: len(means["x"])]
    said = [text.strip() for text in words["text"]]
    ends = list(zip(lines["x"][::3], lines["x"][1::3], strict=True))
    marks = [Mark(plain(name), *row) for name, *row in zip(names, means["x"], ends, strict=True)]
    high = min(on.box.high, ROW * len(marks))
    box = Box(on.box.x, on.box.y + (on.box.high - high) / 2, on.box.wide, high)
    left, right = (max(extents(runs(text), TYPE)[0] for text in texts) + BESIDE for texts in (names, said))
    inner = Box(box.x + left, box.y, box.wide - left - right, box.high)
    points(picture.title, Strip(tuple(marks), (0.0,)), box, inner, on)
    for n, (name, words_) in enumerate(zip(names, said, strict=True)):
        y = box.y + high / len(marks) * (n + 0.5)
        at = (inner.x - BESIDE, y), (inner.x + inner.wide + BESIDE, y)
        on.draw(
            [on.pen.written(runs(name), at[0], Type(TYPE, side="r")), on.pen.written(runs(words_), at[1], Type(TYPE))]
        )
