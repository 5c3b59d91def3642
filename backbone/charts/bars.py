"""Horizontal bars: the categories of a breakdown, and what other charts of rows share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from backbone.breakdowns import REMAINDER
from backbone.charts import remainder
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace, trace
from backbone.charts.words import Beside, hover, quiet, widest
from backbone.gathering import NOT_YET
from backbone.indicator import Indicator
from backbone.text import Lang, Text
from backbone.units import PERCENT, Unit

ROW = 27
# The width in pixels of a bar chart on a phone, or in a third of a page.
NARROWEST = 345
# No more of what the names leave of that width goes to the words after the longest bar.
MOST_WORDS = 0.7
# Pixels between a bar and its words.
GAP = 8
# Where words stand at the right of a bar.
RIGHT = {"xanchor": "left", "xshift": 3}


@dataclass(frozen=True)
class Row:
    """One row of a bar chart: its code, its name at the left, and what stands beside its bar."""

    code: str
    name: str
    beside: Beside


def breakdown_bars(
    answer: pd.DataFrame,
    dimension: str,
    names: Mapping[str, Text],
    indicator: Indicator,
    canvas: Canvas,
    chosen: str = "",
    total: float | None = None,
) -> Figure:
    """One bar a category in reading order, from the top down, and below them what is not yet broken down. With a
    `total` the share of it stands before the number. `chosen` is outlined. A click carries the category's code."""
    lang, unit = canvas.lang, indicator.unit
    told, rest = remainder.split(answer, dimension, indicator.id)
    values = dict(zip(told[dimension], told[indicator.id], strict=True))
    rows = [Row(code, names[code](lang), part_of(v, total, unit, lang, rest)) for code, v in values.items()]
    said = [hover(names[code](lang), unit.full(v, lang)) for code, v in values.items()]
    bars = bar(rows, list(values.values()), said, canvas, canvas.palette.steps[3], chosen)
    return above_rest(rows, bars, longest(values.values()), rest, dimension, indicator, total, canvas)


def bar(
    rows: Sequence[Row],
    lengths: Iterable[float],
    said: Sequence[str],
    canvas: Canvas,
    colour: str | Sequence[str],
    chosen: str = "",
    **more: object,
) -> Trace:
    """One bar a row, with its words beside it and a tooltip of `said`; an absent value has no length. A click carries
    the row's code, and the row `chosen` is outlined."""
    codes = [row.code for row in rows]
    looks: dict = {
        "orientation": "h",
        "x": [0 if pd.isna(length) else length for length in lengths],
        "y": codes,
        "customdata": codes,
        "marker": {"color": colour, "line": canvas.outline([code == chosen for code in codes])},
        "text": [row.beside.markup(canvas) for row in rows],
        "textposition": "outside",
        "constraintext": "none",
        "cliponaxis": False,
        "hovertext": list(said),
        "hoverinfo": "text",
    }
    return trace("bar", **looks | more)


def across(
    rows: Sequence[Row],
    traces: Sequence[Trace],
    most: float,
    canvas: Canvas,
    row: int = ROW,
    head: int = 0,
    foot: int = 0,
    **layout: object,
) -> Figure:
    """Horizontal bars in `rows` from the top down, the longest as long as `most`, with `head` and `foot` pixels above
    and below. The words beside the bars keep their room at the right, however wide the panel is."""
    names = {row.code: quiet(row.name, canvas) if row.code == REMAINDER else row.name for row in rows}
    return canvas.figure(
        list(traces),
        row * max(1, len(rows)) + (head + foot or 8),
        **{
            "bargap": 0.28,
            "barmode": "overlay",
            "margin": canvas.margin(t=head, b=foot, l=widest([row.name for row in rows]) + GAP, r=room_beside(rows)),
            "xaxis": canvas.axis(showticklabels=False, range=[0, most or 1], automargin=False),
            "yaxis": canvas.names_at_left(names),
            **layout,
        },
    )


def above_rest(
    rows: Sequence[Row],
    bars: Trace,
    most: float,
    rest: pd.Series | None,
    by: str,
    indicator: Indicator,
    total: float | None,
    canvas: Canvas,
) -> Figure:
    """The rows of the breakdown `by`, the longest as long as `most`, and below them its remainder, where there is
    one (`rest`, its row of the answer)."""
    if rest is None:
        return across(rows, [bars], most, canvas)
    left, unit = float(rest[indicator.id]), indicator.unit
    last = Row(REMAINDER, remainder.name(by, canvas), part_of(left, total, unit, canvas.lang))
    said = hover(last.name, unit.full(left, canvas.lang))
    return across(
        [*rows, last],
        [bars, remainder.bar([left], [REMAINDER], canvas, orientation="h")],
        max(most, left),
        canvas,
        annotations=[remainder.number(last.beside.markup(canvas), said, canvas, x=left, y=REMAINDER, **RIGHT)],
    )


def room_beside(rows: Sequence[Row]) -> float:
    """How many pixels the words after the bars take, and no more than the narrowest panel has to spare."""
    words = max((row.beside.width for row in rows), default=0.0) + GAP
    return min(words, MOST_WORDS * (NARROWEST - widest([row.name for row in rows])))


def part_of(value: float, total: float | None, unit: Unit, lang: Lang, rest: pd.Series | None = None) -> Beside:
    """What stands beside a bar that is a part of `total`: its share and, quieter, its amount; its amount alone where
    there is no total. What has no number while there is a remainder (`rest`) is not told yet."""
    said = unit.short(value, lang)
    if pd.isna(value):
        return Beside(said, NOT_YET(lang) if rest is not None else "")
    return Beside(PERCENT.full(value / total * 100, lang), said) if total else Beside(said)


def longest(values: Iterable[float]) -> float:
    """The largest of `values`; 0 where there is none."""
    return max((float(v) for v in values if not pd.isna(v)), default=0.0)
