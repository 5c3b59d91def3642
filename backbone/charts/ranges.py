"""Ranges: rows with a mark where a number is expected, and a line as far as it may come out otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

from backbone.charts.bars import GAP, ROW, Row, room_beside
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace, trace
from backbone.charts.words import widest

DOT, LINE = 11, 7
# How much of the scale lies beyond the farthest end.
EDGE = 1.03


@dataclass(frozen=True)
class Ranged:
    """One row: what it is and what stands beside it (`row`), what is expected, the ends of its range, its tooltip, and
    of how many that is."""

    row: Row
    mean: float
    low: float
    high: float
    hover: str
    of: int


def ranges(rows: Sequence[Ranged], canvas: Canvas, chosen: str = "") -> Figure:
    """The rows from the top down on one scale from nothing on: a line from end to end of each range, a mark where it is
    expected, words at the right. A click carries the row's code; the others are quieter than the row `chosen`."""
    lines = [one.row for one in rows]
    most = max((one.high for one in rows), default=0.0) or 1.0
    return canvas.figure(
        [_reach(rows, canvas), _marks(rows, canvas, chosen), _words(rows, canvas)],
        ROW * max(1, len(rows)) + 8,
        hovermode="closest",
        margin=canvas.margin(l=widest([row.name for row in lines]) + GAP, r=room_beside(lines) + GAP),
        xaxis=canvas.axis(showticklabels=False, range=[0, most * EDGE], automargin=False),
        yaxis=canvas.names_at_left({row.code: row.name for row in lines}),
    )


def _reach(rows: Sequence[Ranged], canvas: Canvas) -> Trace:
    """The lines from end to end."""
    return trace(
        "scatter",
        x=[end for one in rows for end in (one.low, one.high, None)],
        y=[code for one in rows for code in (one.row.code, one.row.code, None)],
        mode="lines",
        line={"color": canvas.palette.steps[0], "width": canvas.stroke(LINE)},
        hoverinfo="skip",
    )


def _marks(rows: Sequence[Ranged], canvas: Canvas, chosen: str) -> Trace:
    palette, codes = canvas.palette, [one.row.code for one in rows]
    colours = [palette.accent if chosen in ("", code) else palette.quiet for code in codes]
    outline = {"color": palette.paper, "width": canvas.stroke(1.5)}
    return trace(
        "scatter",
        x=[one.mean for one in rows],
        y=codes,
        mode="markers",
        marker={"size": DOT * canvas.size, "color": colours, "line": outline},
        hovertext=[one.hover for one in rows],
        hoverinfo="text",
        customdata=codes,
        cliponaxis=False,
    )


def _words(rows: Sequence[Ranged], canvas: Canvas) -> Trace:
    return trace(
        "scatter",
        x=[one.high for one in rows],
        y=[one.row.code for one in rows],
        mode="text",
        text=[f"\u2002{one.row.beside.markup(canvas)}" for one in rows],
        textposition="middle right",
        textfont={"color": canvas.palette.ink},
        hoverinfo="skip",
        cliponaxis=False,
    )
