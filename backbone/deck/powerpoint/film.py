"""How a map that plays was in a few of its months: small maps of native shapes side by side, each with its month and
its number."""

from collections.abc import Sequence

from backbone.deck.powerpoint import maps
from backbone.deck.powerpoint.elements import INCH, PAPER, Box, Look, Type
from backbone.deck.powerpoint.markup import Run
from backbone.deck.powerpoint.native import Ground
from backbone.deck.powerpoint.outlines import Outlines
from backbone.deck.steps import Step
from backbone.punctuation import labelled

# Between two of them, the height of the words above each, and their type in points.
GAP, HEAD, TYPE = 0.15 * INCH, 0.3 * INCH, 10


def draw(of: Sequence[Step], on: Ground, outlines: Outlines) -> None:
    """Draws the steps, each a group of its own that is named by its month and its number."""
    across = (on.box.wide - GAP * (len(of) - 1)) / len(of)
    for n, step in enumerate(of):
        box = Box(on.box.x + n * (across + GAP), on.box.y, across, on.box.high)
        month, lang = step.month, on.lang
        named = labelled(month.name, month.number, lang) if month.number else month.name
        words = [Run(f"{month.name}  ", colour=PAPER.quiet), Run(month.number, True)]
        rule = on.pen.path(named, [[(0, 0), (round(across), 0)]], 1, (box.x, box.y), Look("", 1.0, PAPER.accent, 0.75))
        said = on.pen.written(words, (box.x, box.y + HEAD / 2), Type(TYPE), named)
        small = Box(box.x, box.y + HEAD, across, box.high - HEAD)
        group = on.pen.group(named, maps.drawn(step.figure, small, on.pen, outlines), named)
        on.draw(one for one in (rule, said, group) if one)
