"""The legend of a map, drawn to scale: every swatch has the colour and the size of what it stands for."""

from collections.abc import Sequence
from dataclasses import dataclass

from backbone.charts.canvas import Canvas

ROW, GAP, SQUARE = 19, 8, 12


@dataclass(frozen=True)
class Entry:
    """One line of a legend: a filled square, or a symbol `diameter` pixels wide (hollow: only its outline)."""

    label: str
    colour: str
    diameter: float | None = None
    hollow: bool = False


def legend(entries: Sequence[Entry], title: str, canvas: Canvas) -> dict:
    """The `shapes` and `annotations` of a layout: a column at the lower left, first entry on top, all in pixels, so
    that no resizing distorts it."""
    size, palette = canvas.size, canvas.palette
    heights = [max(ROW, (e.diameter or 0) + 3) * size for e in entries]
    widest = max([SQUARE, *(e.diameter or 0 for e in entries)]) * size
    shapes, words, top = [], [], sum(heights)
    pixel = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 0}
    said = {"xref": "paper", "yref": "paper", "x": 0, "y": 0, "showarrow": False, "xanchor": "left", "borderpad": 0}
    if title:
        words.append(
            {**said, "text": f"<b>{title}</b>", "yanchor": "bottom", "yshift": round(top + 4 * size),
             "font": {"size": round(13 * size)}}
        )
    for entry, height in zip(entries, heights, strict=True):
        middle, half = top - height / 2, (entry.diameter or SQUARE) * size / 2
        centre = widest / 2 + 1
        outline = {"color": entry.colour, "width": 1.2 * size if entry.hollow else 0}
        shapes.append(
            {**pixel, "type": "circle" if entry.diameter else "rect", "line": outline,
             "fillcolor": palette.paper if entry.hollow else entry.colour,
             "x0": round(centre - half, 1), "x1": round(centre + half, 1),
             "y0": round(middle - half, 1), "y1": round(middle + half, 1)}
        )
        words.append(
            {**said, "text": entry.label.replace("<", "&lt;"), "yanchor": "middle", "yshift": round(middle),
             "xshift": round(widest + GAP * size), "font": {"size": round(12 * size)}}
        )
        top -= height
    return {"shapes": shapes, "annotations": words}
