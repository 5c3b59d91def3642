"""Strips: one an indicator, with every place of the programme as a tick and what is compared as marks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from backbone.charts.canvas import Canvas
from backbone.charts.words import extent
from backbone.theme import SHAPES

# The same marks as signs of text.
GLYPHS = dict(zip(SHAPES, "●◆■▲✚★", strict=True))
HEAD, ROW, GAP = 25, 23, 13
# plotly draws a tick this much longer than its size says.
TICK = 1.4
# How much room the strip keeps beside its outermost mark, as a part of its width.
EDGE = 0.03
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
    """One indicator: its title, a note beside it, its rows, and the values and names of all places for context."""

    title: str
    note: str
    rows: tuple[Row, ...]
    ticks: tuple[float, ...]
    names: tuple[str, ...]


def strips(blocks: Sequence[Strip], canvas: Canvas) -> go.Figure:
    """One strip an indicator, all its rows on one scale, from the lowest of its places to the highest: a faint tick
    each place of the programme, a line where the reference is, a mark each row with its 95 % interval."""
    palette, size = canvas.palette, canvas.size
    height = sum(HEAD + ROW * len(b.rows) + GAP for b in blocks)
    top, ticks, lines, spread, said, titles = 0.0, _points(), _points(), _points(), [], []
    marks: dict[tuple[int, bool], dict] = {}
    for block in blocks:
        scaled = _scaler(block)
        titles.append(_title(block, top, height, canvas))
        first = top + HEAD
        middle = first + ROW * len(block.rows) / 2
        heights = {"size": round((ROW * len(block.rows) - 4) * size / TICK, 1)}
        for value, name in zip(block.ticks, block.names, strict=True):
            _add(ticks, scaled(value), middle, name, heights["size"])
        for n, row in enumerate(block.rows):
            y = first + ROW * (n + 0.5)
            said.append((y, row))
            if not math.isnan(row.reference):
                _add_line(lines, [scaled(row.reference)] * 2, [y - ROW / 2, y + ROW / 2])
            if not math.isnan(row.low):
                _add_line(spread, [scaled(row.low), scaled(row.high)], [y, y])
            if not math.isnan(row.value):
                own = marks.setdefault((row.mark, row.hollow), {"x": [], "y": [], "hovertext": [], "customdata": []})
                own["x"].append(scaled(row.value))
                own["y"].append(y)
                own["hovertext"].append(row.hover)
                own["customdata"].append(row.code)
        top = first + ROW * len(block.rows) + GAP
    quiet = {"color": palette.quiet, "width": 1.4 * size}
    traces = [
        go.Scatter(
            x=ticks["x"],
            y=ticks["y"],
            hovertext=ticks["text"],
            hoverinfo="text",
            mode="markers",
            marker={"symbol": "line-ns", "size": ticks["size"], "line": {"color": palette.rule, "width": 1.2 * size}},
        ),
        go.Scatter(x=lines["x"], y=lines["y"], mode="lines", line=quiet, hoverinfo="skip", yaxis="y2"),
        go.Scatter(
            x=spread["x"],
            y=spread["y"],
            mode="lines",
            line={"color": palette.quiet, "width": 3 * size},
            opacity=0.55,
            hoverinfo="skip",
        ),
        *(_mark(own, mark, hollow, canvas) for (mark, hollow), own in marks.items()),
    ]
    axis = {"range": [height, 0], "tickvals": [round(y, 1) for y, _ in said], "automargin": False}
    left = max((extent(row.name, size)[0] for _, row in said), default=0) + 34 * size
    right = max((extent(row.said, size)[0] for _, row in said), default=0) + 14 * size
    return canvas.figure(
        traces,
        round(height),
        annotations=titles,
        template={"layout": {"annotationdefaults": AT_LEFT | {"xshift": -round(left)}}},
        margin={"l": round(left), "r": round(right), "t": 0, "b": 0},
        hovermode="closest",
        xaxis=canvas.axis(range=[-EDGE, 1 + EDGE], showticklabels=False),
        yaxis=canvas.axis(
            **axis,
            ticktext=[f"{row.name} {glyph(row.mark, canvas)}  " for _, row in said],
            tickfont={"color": palette.ink},
        ),
        yaxis2=canvas.axis(
            **axis,
            ticktext=[f"  {row.said}" for _, row in said],
            tickfont={"color": palette.ink},
            overlaying="y",
            side="right",
        ),
    )


def _points() -> dict[str, list]:
    return {"x": [], "y": [], "text": [], "size": []}


def _add(to: dict[str, list], x: float, y: float, text: str, size: float) -> None:
    to["x"].append(x)
    to["y"].append(y)
    to["text"].append(text)
    to["size"].append(size)


def _add_line(to: dict[str, list], xs: list[float], ys: list[float]) -> None:
    to["x"] += [*xs, None]
    to["y"] += [*ys, None]


def _scaler(block: Strip):
    """Where a value of a strip lies between its outermost ones, 0 to 1."""
    inner = [r.value for r in block.rows] + [r.reference for r in block.rows]
    known = [v for v in (*block.ticks, *inner) if not math.isnan(v)]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    wide = (high - low) or 1.0

    def scaled(value: float) -> float:
        """Rounded to less than a pixel; an interval that reaches beyond the strip ends where it ends."""
        return round(min(max((value - low) / wide, -EDGE), 1 + EDGE), 3)

    return scaled


def _title(block: Strip, top: float, height: float, canvas: Canvas) -> dict:
    note = f'  <span style="color:{canvas.palette.quiet}">{block.note}</span>' if block.note else ""
    return {"text": f"<b>{block.title}</b>{note}", "y": round(1 - (top + HEAD - 4) / height, 4)}


def glyph(mark: int, canvas: Canvas) -> str:
    """A mark as a sign of text, in its colour."""
    return f'<span style="color:{canvas.palette.marks[mark]}">{GLYPHS[SHAPES[mark]]}</span>'


def _mark(own: dict, mark: int, hollow: bool, canvas: Canvas) -> go.Scatter:
    palette = canvas.palette
    colour = palette.marks[mark]
    return go.Scatter(
        **own,
        mode="markers",
        hoverinfo="text",
        cliponaxis=False,
        marker={
            "symbol": SHAPES[mark],
            "size": 12 * canvas.size,
            "color": palette.paper if hollow else colour,
            "line": {"color": colour if hollow else palette.paper, "width": (2 if hollow else 1) * canvas.size},
        },
    )
