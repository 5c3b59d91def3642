"""The legend of classes: a small histogram, so that what a colour or a size stands for also says how many have it."""

from collections.abc import Sequence
from dataclasses import dataclass

from backbone.charts.canvas import Canvas
from backbone.charts.legend import PIXELS, SQUARE, WORDS, Entry, swatch
from backbone.charts.words import extent
from backbone.files.png import literal

# Pixels, from the foot up: a line of states, the edges, the strip of colour, the longest bar, its number, the title.
ROW, EDGES, STRIP, BAR, NUMBER, TITLE = 19, 17, 9, 20, 15, 20
# A column is at least so wide, and lines of states at most.
COLUMN, LINE = 40, 335
# Between a symbol and its words, between two states, and above the states.
BESIDE, APART, ABOVE = 6, 14, 3


@dataclass(frozen=True)
class Bin:
    """A class: its name, its colour, the diameter of its symbol (None where areas are painted), how many places it
    has, and the edge at which it ends, as a reader says it ("" for the last)."""

    label: str
    colour: str
    diameter: float | None
    count: int
    edge: str = ""
    strong: bool = False


def height(bins: Sequence[Bin], states: Sequence[Entry]) -> float:
    """How high the legend is, in pixels at size 1."""
    classes = ABOVE + EDGES + _symbols(bins) + BAR + NUMBER + TITLE if bins else 0
    return len(_lines(states)) * ROW + classes


def extents(bins: Sequence[Bin], states: Sequence[Entry], title: str) -> list[tuple[float, float]]:
    """How wide and high the legend is from its lower left, in pixels at size 1: as a whole, and its lines of states."""
    lines = [sum(_width(one) + APART for one in line) for line in _lines(states)]
    classes = max(_column_width(bins) * len(bins), extent(title, 1)[0])
    return [(classes, height(bins, states)), (max([0, *lines]), len(lines) * ROW)]


def drawn(bins: Sequence[Bin], states: Sequence[Entry], title: str, canvas: Canvas, below: float = 0.0) -> dict:
    """The `shapes` and `annotations` of a layout, at the lower left and `below` pixels under the plot: the title, a bar
    for each class with its number over its colour or its symbol, the edges between them, and lines of what is in no
    class. All in pixels, so that no resizing distorts it."""
    shapes, words = _states(_lines(states), -below, canvas)
    base = len(_lines(states)) * ROW + ABOVE - below
    for n, one in enumerate(bins):
        own_shapes, own_words = _column(one, n, bins, base, canvas)
        if canvas.stage:  # named, so that a stage can move it from month to month
            own_words[0]["name"] = one.label
        shapes, words = shapes + own_shapes, words + own_words
    if title:
        top = height(bins, states) - below - TITLE / 2
        ink = {"color": canvas.palette.ink}
        words.append(_words(f"<b>{title}</b>", 0, top, canvas, xanchor="left", font=ink))
    quiet = {"yanchor": "middle", "xanchor": "center", "font": canvas.font()}
    shared = {"shapedefaults": PIXELS | {"line": {"width": 0}}, "annotationdefaults": WORDS | quiet}
    return {"shapes": shapes, "annotations": words, "template": {"layout": shared}}


def _states(lines: Sequence[Sequence[Entry]], base: float, canvas: Canvas) -> tuple[list[dict], list[dict]]:
    """What is in no class: lines from the top down, the last on `base`."""
    shapes, words = [], []
    for n, line in enumerate(reversed(lines)):
        x, middle = 0.0, base + (n + 0.5) * ROW
        for entry in line:
            half = (entry.diameter or SQUARE) / 2
            shapes.append(swatch(entry, (x + half + 1) * canvas.size, middle * canvas.size, canvas))
            shapes[-1]["name"] = entry.label
            own = {"name": entry.label} if canvas.stage else {}
            words.append(_words(literal(entry.label), x + 2 * half + BESIDE, middle, canvas, xanchor="left", **own))
            x += _width(entry) + APART
    return shapes, words


def _column(one: Bin, n: int, bins: Sequence[Bin], base: float, canvas: Canvas) -> tuple[list[dict], list[dict]]:
    """A class: its edge, its colour or its symbol, and over that its bar and its number."""
    wide = _column_width(bins)
    x, foot, top = n * wide, base + EDGES, base + EDGES + _symbols(bins)
    length = BAR * one.count / max(1, *(other.count for other in bins), 1)
    words = [_words(str(one.count), x + wide / 2, top + length + NUMBER / 2, canvas)]
    if one.edge:
        edge = f"<b>{one.edge}</b>" if one.strong else one.edge
        words.append(_words(edge, x + wide, base + EDGES / 2, canvas))
    if one.diameter is None:
        whole = _box((x + 0.5, x + wide - 0.5), (foot, top + length), one.colour, canvas)
        return [whole | {"name": one.label}], words
    symbol = Entry(one.label, one.colour, one.diameter)
    middle = (x + wide / 2) * canvas.size, (foot + top) / 2 * canvas.size
    bar = _box((x + wide / 4, x + wide * 3 / 4), (top, top + length), canvas.palette.absent, canvas)
    return [swatch(symbol, *middle, canvas) | {"name": one.label}, *([bar] if length else [])], words


def _column_width(bins: Sequence[Bin]) -> float:
    return max([COLUMN, *(extent(one.edge, 1)[0] + 5 for one in bins)])


def _symbols(bins: Sequence[Bin]) -> float:
    """How high the strip of colours is, or the row of symbols."""
    return max([STRIP, *((one.diameter or 0) + 3 for one in bins)])


def _width(entry: Entry) -> float:
    return (entry.diameter or SQUARE) + BESIDE + extent(entry.label, 1)[0]


def _lines(states: Sequence[Entry]) -> list[list[Entry]]:
    """The states in lines that fit a phone."""
    lines: list[list[Entry]] = []
    for one in states:
        if lines and sum(_width(e) + APART for e in (*lines[-1], one)) <= LINE + APART:
            lines[-1].append(one)
        else:
            lines.append([one])
    return lines


def _words(text: str, x: float, y: float, canvas: Canvas, **more: object) -> dict:
    return {"text": text, "xshift": round(x * canvas.size), "yshift": round(y * canvas.size), **more}


def _box(x: tuple[float, float], y: tuple[float, float], colour: str, canvas: Canvas) -> dict:
    ends = {name: round(v * canvas.size, 1) for name, v in zip(("x0", "x1", "y0", "y1"), (*x, *y), strict=True)}
    return {"type": "rect", **ends, "fillcolor": colour}
