"""A sheet: a few rows of words and numbers, as a picture where a table would be too small to read."""

from collections.abc import Sequence

from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, trace
from backbone.charts.words import widest

ROW = 34


def sheet(head: Sequence[str], rows: Sequence[Sequence[str]], canvas: Canvas) -> Figure:
    """The rows below their headings, with a line between: the first column reads from its left, the others, which are
    numbers, end at their right. Each column is as wide as its longest words."""
    every = [head, *rows]
    widths = [widest([row[n] for row in every]) + 26 for n in range(len(head))]
    ends = [sum(widths[: n + 1]) for n in range(len(widths))]
    columns = []
    for n, end in enumerate(ends):
        x, side = (0.0, "middle right") if n == 0 else (end, "middle left")
        texts = [f"<b>{row[n]}</b>" if row is not head and n == 0 else row[n] for row in every]
        columns.append(
            trace(
                "scatter",
                x=[x] * len(every),
                y=list(range(len(every))),
                mode="text",
                text=texts,
                textposition=side,
                textfont={"color": [canvas.palette.quiet, *[canvas.palette.ink] * len(rows)]},
                hoverinfo="skip",
                cliponaxis=False,
            )
        )
    lines = [canvas.line((0, 1), (n - 0.5, n - 0.5), canvas.palette.rule, xref="paper") for n in range(1, len(every))]
    return canvas.figure(
        columns,
        ROW * len(every),
        shapes=lines,
        xaxis=canvas.axis(range=[0, ends[-1]], showticklabels=False),
        yaxis=canvas.axis(range=[len(every) - 0.5, -0.5], showticklabels=False),
    )
