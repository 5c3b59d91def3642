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
    that no resizing distorts it. What they share travels once, as defaults of the layout's template."""
    size, palette = canvas.size, canvas.palette
    heights = [max(ROW, (e.diameter or 0) + 3) * size for e in entries]
    widest = max([SQUARE, *(e.diameter or 0 for e in entries)]) * size
    shapes, words, top = [], [], sum(heights)
    pixel = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": 0}
    pixel["line"] = {"width": 0}
    said = {"xref": "paper", "yref": "paper", "x": 0, "y": 0, "showarrow": False, "xanchor": "left", "borderpad": 0}
    said |= {"yanchor": "middle", "xshift": round(widest + GAP * size), "font": {"size": round(12 * size)}}
    if title:
        words.append(
            {
                "text": f"<b>{title}</b>",
                "yanchor": "bottom",
                "xshift": 0,
                "yshift": round(top + 4 * size),
                "font": {"size": round(13 * size)},
            }
        )
    for entry, height in zip(entries, heights, strict=True):
        middle, half = top - height / 2, (entry.diameter or SQUARE) * size / 2
        centre = widest / 2 + 1
        shape = {
            "type": "circle" if entry.diameter else "rect",
            "fillcolor": palette.paper if entry.hollow else entry.colour,
            "x0": round(centre - half, 1),
            "x1": round(centre + half, 1),
            "y0": round(middle - half, 1),
            "y1": round(middle + half, 1),
        }
        if entry.hollow:
            shape["line"] = {"color": entry.colour, "width": 1.2 * size}
        shapes.append(shape)
        words.append({"text": entry.label.replace("<", "&lt;"), "yshift": round(middle)})
        top -= height
    shared = {"layout": {"shapedefaults": pixel, "annotationdefaults": said}}
    return {"shapes": shapes, "annotations": words, "template": shared}
