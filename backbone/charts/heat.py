"""Two breakdowns crossed: one cell a pair, its number written in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from backbone.breakdowns import BREAKDOWNS, REMAINDER
from backbone.charts import remainder
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace, trace
from backbone.charts.words import hover, lines_of, quiet
from backbone.indicator import Indicator
from backbone.text import Text
from backbone.theme import Palette, contrast
from backbone.units import PERCENT

OF_ROW = Text("{share} of {name}", "占“{name}”的 {share}")
ROW = 30
# The strip of the remainder is this much of a row high, so that it lies apart from the cells.
STRIP = 0.7
# Pixels above a column of the narrowest panel.
COLUMN = 70
# Pixels above the cells, for heads of two lines, and at their right, for the end of the last one.
HEADS, EDGE = 32, 6


@dataclass(frozen=True)
class Cell:
    """One pair of categories: where it lies, how it is painted, what is written in it and what its tooltip says."""

    row: str
    column: int
    fill: str
    ink: str
    text: str
    said: str


def heat(answer: pd.DataFrame, by: tuple[str, str], indicator: Indicator, canvas: Canvas, chosen: str = "") -> Figure:
    """One cell per pair of `by` (rows and columns, both in reading order): the darker or, on a dark page, the
    brighter, the more. `indicator` is a count, so that a tooltip can say the share of the row. What
    is not yet broken down lies as a grey strip below the cells. A click carries the row's code, and the row `chosen`
    is outlined."""
    told, rest = remainder.split(answer, by[0], indicator.id)
    rows, columns = (list(BREAKDOWNS[d].categories) for d in by)
    cells = [_grid(_cells(told, by, indicator, canvas), canvas)]
    notes, names = [], {code: BREAKDOWNS[by[0]].names[code](canvas.lang) for code in rows}
    if rest is not None:
        cells.append(remainder.bar([len(columns)], [REMAINDER], canvas, orientation="h", width=STRIP))
        notes.append(_in_strip(float(rest[indicator.id]), by[0], len(columns), indicator, canvas))
        names[REMAINDER] = quiet(remainder.name(by[0], canvas), canvas)
    outline = []
    if chosen in rows:
        ends = {"x": (0, len(columns)), "y": (rows.index(chosen) - 0.5, rows.index(chosen) + 0.5)}
        outline.append(canvas.line(**ends, colour=canvas.palette.ink, width=2) | {"type": "rect"})
    return canvas.figure(
        cells,
        ROW * len(names) + HEADS,
        barmode="overlay",
        shapes=outline,
        annotations=notes,
        margin=canvas.margin(t=HEADS, r=EDGE),
        xaxis=_heads(by[1], canvas),
        yaxis=canvas.names_at_left(names),
    )


def _cells(told: pd.DataFrame, by: tuple[str, str], indicator: Indicator, canvas: Canvas) -> list[Cell]:
    """Every pair of the answer, painted by its number among all of them."""
    lang, palette, unit = canvas.lang, canvas.palette, indicator.unit
    values = told.set_index(list(by))[indicator.id]
    columns = list(BREAKDOWNS[by[1]].categories)
    classes = indicator.scale(values.dropna(), canvas.classes)
    whole = values.groupby(level=by[0]).sum()
    found = []
    for pair, value in values.items():
        names = [BREAKDOWNS[d].categories[code](lang) for d, code in zip(by, pair, strict=True)]
        lines = [unit.full(value, lang)]
        if whole[pair[0]] > 0 and not pd.isna(value):
            lines.append(OF_ROW(lang, share=PERCENT.full(value / whole[pair[0]] * 100, lang), name=names[0]))
        step = classes.of(value).step if value > 0 else None
        fill = palette.land if step is None else palette.step(step, classes.steps)
        ink = palette.quiet if pd.isna(value) else readable(fill, palette)
        said = hover(" × ".join(names), *lines)
        found.append(Cell(pair[0], columns.index(pair[1]), fill, ink, unit.short(value, lang), said))
    return found


def _grid(cells: Sequence[Cell], canvas: Canvas) -> Trace:
    """The cells side by side, each one wide and one high."""
    return trace(
        "bar",
        orientation="h",
        base=[cell.column for cell in cells],
        x=[1] * len(cells),
        y=[cell.row for cell in cells],
        width=1,
        customdata=[cell.row for cell in cells],
        marker={"color": [cell.fill for cell in cells], "line": {"color": canvas.palette.paper, "width": 2}},
        text=[cell.text for cell in cells],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": [cell.ink for cell in cells]},
        hovertext=[cell.said for cell in cells],
        hoverinfo="text",
    )


def _in_strip(left: float, by: str, columns: int, indicator: Indicator, canvas: Canvas) -> dict:
    """The number of the remainder, in the middle of its strip."""
    unit, lang = indicator.unit, canvas.lang
    said = hover(remainder.name(by, canvas), unit.full(left, lang))
    note = remainder.number(unit.short(left, lang), said, canvas, x=columns / 2, y=REMAINDER)
    return note | {"font": {"color": readable(canvas.palette.absent, canvas.palette)}}


def _heads(by: str, canvas: Canvas) -> dict:
    """The axis that names the columns, above them."""
    names = ["<br>".join(lines_of(name(canvas.lang), COLUMN)) for name in BREAKDOWNS[by].categories.values()]
    middles = [n + 0.5 for n in range(len(names))]
    return canvas.axis(
        side="top",
        range=[0, len(names)],
        tickvals=middles,
        ticktext=names,
        tickangle=0,
        tickfont=canvas.font(),
        ticklabeloverflow="allow",  # on a phone a head is a little wider than its column
    )


def readable(fill: str, palette: Palette) -> str:
    """Ink or paper, whichever stands out more on `fill`, by the contrast ratio of WCAG 2.2."""
    return max((palette.ink, palette.paper), key=lambda ink: contrast(ink, fill))
