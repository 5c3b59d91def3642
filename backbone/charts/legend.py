"""The legend of a map, drawn to scale: every swatch has the colour and the size of what it stands for."""

from collections.abc import Sequence
from dataclasses import dataclass

from backbone.charts.canvas import Canvas
from backbone.files.png import literal

# Pixels: a line, from swatch to words, a square, from the uppermost line to the title.
ROW, GAP, SQUARE, ABOVE = 20, 8, 12, 4
PIXELS = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 0}
WORDS = {"xref": "paper", "yref": "paper", "x": 0, "y": 0, "showarrow": False, "xanchor": "left", "borderpad": 0}


@dataclass(frozen=True)
class Entry:
    """One line of a legend: a filled square, or a symbol `diameter` pixels wide (hollow: only its outline). The
    symbol is a circle, or a triangle that points up (1) or down (-1)."""

    label: str
    colour: str
    diameter: float | None = None
    hollow: bool = False
    points: int = 0


def legend(entries: Sequence[Entry], title: str, canvas: Canvas) -> dict:
    """The `shapes` and `annotations` of a layout: a column at the lower left, first entry on top, all in pixels, so
    that no resizing distorts it. What they share travels once, as defaults of the layout's template."""
    size = canvas.size
    heights = [max(ROW, (e.diameter or 0) + 3) * size for e in entries]
    widest = max([SQUARE, *(e.diameter or 0 for e in entries)]) * size
    shapes: list[dict] = []
    words: list[dict] = []
    top = sum(heights)
    if title:
        at = {"yanchor": "bottom", "xshift": 0, "yshift": round(top + ABOVE * size), "font": {"size": round(13 * size)}}
        words.append({"text": f"<b>{title}</b>", **at})
    for entry, height in zip(entries, heights, strict=True):
        middle = top - height / 2
        shapes.append(swatch(entry, widest / 2 + 1, middle, canvas))
        words.append({"text": literal(entry.label), "yshift": round(middle)})
        top -= height
    said = {"yanchor": "middle", "xshift": round(widest + GAP * size), "font": {"size": round(13 * size)}}
    shared = {"shapedefaults": PIXELS | {"line": {"width": 0}}, "annotationdefaults": WORDS | said}
    return {"shapes": shapes, "annotations": words, "template": {"layout": shared}}


def swatch(entry: Entry, centre: float, middle: float, canvas: Canvas) -> dict:
    """The square or the symbol of an entry, its middle at these pixels."""
    half = (entry.diameter or SQUARE) * canvas.size / 2
    x0, x1, y0, y1 = (round(at, 1) for at in (centre - half, centre + half, middle - half, middle + half))
    shape: dict = {"fillcolor": canvas.palette.paper if entry.hollow else entry.colour}
    if entry.hollow:
        shape["line"] = {"color": entry.colour, "width": canvas.stroke(1.2)}
    elif not entry.diameter:  # the palest ground is seen on paper only by its edge
        shape["line"] = {"color": canvas.palette.quiet, "width": canvas.stroke(0.5)}
    if entry.points:
        foot, tip = (y0, y1) if entry.points > 0 else (y1, y0)
        return shape | {"type": "path", "path": f"M{x0},{foot}L{x1},{foot}L{round(centre, 1)},{tip}Z"}
    return shape | {"type": "circle" if entry.diameter else "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1}
