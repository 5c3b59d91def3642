"""Strips: one an indicator, with every place of the programme as a tick and what is compared as marks."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace, trace
from backbone.charts.words import quiet, widest
from backbone.theme import SHAPES

# The same marks as signs of text.
GLYPHS = dict(zip(SHAPES, "●◆■▲✚★", strict=True))
HEAD, ROW, GAP = 25, 23, 13
# plotly draws a tick this much longer than its size says.
TICK = 1.4
# How long a strip is in its own units, which are about a pixel and whole numbers: short on the wire. How many of them
# it keeps beside its outermost mark.
LONG, EDGE = 500, 15
# Type here is larger than what `extent` measures, and what is said in it strong.
WIDER = 1.15
TAG = re.compile("<[^>]*>")
# What titles share: they begin at the very left of the picture.
AT_LEFT = {"xref": "paper", "yref": "paper", "x": 0, "xanchor": "left", "yanchor": "bottom", "showarrow": False}
AT_LEFT |= {"align": "left", "borderpad": 0}


@dataclass(frozen=True)
class Row:
    """One thing compared in a strip: its name, which mark it has, its value and its 95 % interval (NaN where chance
    has no part), what it is measured against, what is said beside it and on hover, and the code a click carries."""

    code: str
    name: str
    mark: int
    value: float
    said: str
    hover: str
    low: float = math.nan
    high: float = math.nan
    reference: float = math.nan
    hollow: bool = False


@dataclass(frozen=True)
class Strip:
    """One indicator: its title, a note beside it, its rows, and the values of all places for context, with their
    names where they are told."""

    title: str
    note: str
    rows: tuple[Row, ...]
    ticks: tuple[float, ...]
    names: tuple[str, ...] = ()


@dataclass
class Points:
    """What one trace draws, gathered strip by strip; None in `x` and `y` ends a line."""

    x: list[float | None] = field(default_factory=list)
    y: list[float | None] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)

    def line(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Adds a line of its own."""
        self.x += [*x, None]
        self.y += [*y, None]


@dataclass
class Drawing:
    """Every strip in pixels from the top: the ticks, the references, the intervals, the marks of each kind (mark,
    hollow), the height of each row, the titles."""

    ticks: Points = field(default_factory=Points)
    references: Points = field(default_factory=Points)
    intervals: Points = field(default_factory=Points)
    marks: dict[tuple[int, bool], Points] = field(default_factory=dict)
    rows: list[tuple[float, Row]] = field(default_factory=list)
    titles: list[dict] = field(default_factory=list)


def strips(blocks: Sequence[Strip], canvas: Canvas) -> Figure:
    """One strip an indicator, all its rows on one scale, from the lowest of its places to the highest: a faint tick
    each place of the programme, a line where the reference is, a mark each row with its 95 % interval."""
    height = sum(HEAD + ROW * len(b.rows) + GAP for b in blocks)
    drawn, top = Drawing(), 0.0
    for block in blocks:
        drawn.titles.append(_title(block, top, height, canvas))
        _place(block, top + HEAD, drawn, canvas)
        top += HEAD + ROW * len(block.rows) + GAP
    names = [f"{row.name} {glyph(row.mark, canvas)}  " if row.name else "" for _, row in drawn.rows]
    said = [f"\u2003{row.said}" for _, row in drawn.rows]
    axis = {"range": [height, 0], "tickvals": [round(y, 1) for y, _ in drawn.rows], "automargin": False}
    axis["tickfont"] = {"color": canvas.palette.ink}
    left = round((widest([row.name for _, row in drawn.rows]) + 28) * canvas.size) if any(names) else 2
    right = round((widest([TAG.sub("", row.said) for _, row in drawn.rows]) * WIDER + 24) * canvas.size)
    return canvas.figure(
        _traces(drawn, canvas),
        round(height),
        annotations=drawn.titles,
        template={"layout": {"annotationdefaults": AT_LEFT | {"xshift": -left}}},
        margin={"l": left, "r": right, "t": 0, "b": 0},
        hovermode="closest",
        xaxis=canvas.axis(range=[-EDGE, LONG + EDGE], showticklabels=False),
        yaxis=canvas.axis(**axis, ticktext=names),
        yaxis2=canvas.axis(**axis, ticktext=said, overlaying="y", side="right"),
    )


def _place(block: Strip, first: float, drawn: Drawing, canvas: Canvas) -> None:
    """Adds a strip whose rows begin `first` pixels from the top."""
    scaled, long = _scaler(block), ROW * len(block.rows)
    ticks = drawn.ticks
    ticked = [scaled(value) for value in block.ticks]
    ticks.x += ticked if block.names else sorted(ticked)  # nobody asks which place a tick is of: sorted, fewer bytes
    ticks.y += [first + long / 2] * len(block.ticks)
    ticks.said += block.names
    ticks.sizes += [round((long - 4) * canvas.size / TICK, 1)] * len(block.ticks)
    for n, row in enumerate(block.rows):
        y = first + ROW * (n + 0.5)
        drawn.rows.append((y, row))
        if not math.isnan(row.reference):
            at = scaled(row.reference)
            drawn.references.line((at, at), (y - ROW / 2, y + ROW / 2))
        if not math.isnan(row.low):
            drawn.intervals.line((scaled(row.low), scaled(row.high)), (y, y))
        if not math.isnan(row.value):
            own = drawn.marks.setdefault((row.mark, row.hollow), Points())
            own.x.append(scaled(row.value))
            own.y.append(y)
            own.said.append(row.hover)
            own.codes.append(row.code)


def _traces(drawn: Drawing, canvas: Canvas) -> list[Trace]:
    """From the ground up: ticks, references, intervals, marks."""
    palette, ticks = canvas.palette, drawn.ticks
    sizes = ticks.sizes[0] if len(set(ticks.sizes)) == 1 else ticks.sizes  # one for all where all are alike
    tick = {"symbol": "line-ns", "size": sizes, "line": {"color": palette.rule, "width": canvas.stroke(1.2)}}
    lines = {"mode": "lines", "hoverinfo": "skip"}
    quiet, wide = ({"color": palette.quiet, "width": canvas.stroke(width)} for width in (1.4, 3))
    return [
        trace("scatter", x=ticks.x, y=ticks.y, mode="markers", marker=tick, **_told(ticks)),
        trace("scatter", x=drawn.references.x, y=drawn.references.y, line=quiet, yaxis="y2", **lines),
        trace("scatter", x=drawn.intervals.x, y=drawn.intervals.y, line=wide, opacity=0.55, **lines),
        *(_mark(own, mark, hollow, canvas) for (mark, hollow), own in drawn.marks.items()),
    ]


def _told(own: Points) -> dict:
    """What is said of points when they are pointed at: nothing where they have no words."""
    return {"hovertext": own.said, "hoverinfo": "text"} if own.said else {"hoverinfo": "skip"}


def _scaler(block: Strip) -> Callable[[float], float]:
    """Where a value of a strip lies between its outermost ones."""
    inner = [r.value for r in block.rows] + [r.reference for r in block.rows]
    known = [v for v in (*block.ticks, *inner) if not math.isnan(v)]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    wide = (high - low) or 1.0

    def scaled(value: float) -> float:
        """An interval that reaches beyond the strip ends where it ends."""
        return round(min(max(LONG * (value - low) / wide, -EDGE), LONG + EDGE))

    return scaled


def _title(block: Strip, top: float, height: float, canvas: Canvas) -> dict:
    note = f"  {quiet(block.note, canvas)}" if block.note else ""
    return {"text": f"<b>{block.title}</b>{note}", "y": round(1 - (top + HEAD - 4) / height, 4)}


def glyph(mark: int, canvas: Canvas) -> str:
    """A mark as a sign of text, in its colour."""
    return f'<span style="color:{canvas.palette.marks[mark]}">{GLYPHS[SHAPES[mark]]}</span>'


def _mark(own: Points, mark: int, hollow: bool, canvas: Canvas) -> Trace:
    palette = canvas.palette
    colour = palette.marks[mark]
    return trace(
        "scatter",
        x=own.x,
        y=own.y,
        hovertext=own.said,
        customdata=own.codes,
        mode="markers",
        hoverinfo="text",
        cliponaxis=False,
        marker={
            "symbol": SHAPES[mark],
            "size": 12 * canvas.size,
            "color": palette.paper if hollow else colour,
            "line": {"color": colour if hollow else palette.paper, "width": canvas.stroke(2 if hollow else 1)},
        },
    )
