"""Small multiples: the months of several places, one panel each, on one scale."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace, trace
from backbone.charts.strips import AT_LEFT, glyph
from backbone.charts.trend import INCOMPLETE, half_years
from backbone.charts.words import hover
from backbone.indicator import Indicator
from backbone.periods import Horizon, month_short

# Pixels: a panel at least, its title, the months below the last, and what few panels share.
PANEL, PANEL_HEAD, MONTHS, SHARED = 96, 22, 22, 220


@dataclass(frozen=True)
class Panel:
    """One place's months: its code, name, mark, its values by month (index), and those it is measured against."""

    code: str
    name: str
    mark: int
    values: pd.Series
    reference: pd.Series


def panels(shown: Sequence[Panel], indicator: Indicator, horizon: Horizon, against: str, canvas: Canvas) -> Figure:
    """One panel a place, one below the other on the same scale: its months as a line in its own colour, `against`
    (the name of the reference) faint behind; months after the last complete one lie in a shade that says so. A click
    carries the month."""
    months = list(shown[0].values.index)
    floor, ceiling, ticks = _scale(shown)
    tall = max(PANEL, SHARED // len(shown))
    height = tall * len(shown) + MONTHS
    traces, titles, axes = [], [], {}
    for n, panel in enumerate(shown):
        above, own = 1 - tall * n / height, "" if n == 0 else str(n + 1)
        axes[f"yaxis{own}"] = canvas.axis(
            domain=[round(above - tall / height * 0.97, 4), round(above - PANEL_HEAD / height, 4)],
            range=[floor, ceiling],
            tickvals=ticks,
            ticktext=[indicator.unit.short(v, canvas.lang) for v in ticks],
            showgrid=True,
        )
        name = f"{glyph(panel.mark, canvas)} <b>{panel.name}</b>"
        titles.append({"text": name, "y": round(above, 4), "yanchor": "top"})
        traces += _lines(panel, months, f"y{own}", indicator, canvas)
    late = [m for m in months if indicator.comes_late and m > horizon.complete_through]
    if late:
        titles.append(
            {"text": INCOMPLETE(canvas.lang), "x": 1, "xanchor": "right", "y": 1, "yanchor": "top"}
            | {"font": canvas.font()}
        )
    return canvas.figure(
        traces,
        height,
        annotations=[*titles, *_named_once(shown[0], against, canvas)],
        shapes=[_shade(months.index(late[0]), len(months), canvas)] if late else [],
        template={"layout": {"annotationdefaults": AT_LEFT}},
        hovermode="closest",
        xaxis=canvas.axis(
            type="category",
            tickvals=half_years(months, canvas),
            tickangle=0,
            anchor=f"y{len(shown)}" if shown[1:] else "y",
        ),
        **axes,
    )


def _scale(shown: Sequence[Panel]) -> tuple[float, float, list[float]]:
    """The foot and the head of every panel, and the values marked: from zero, unless all lie far above it."""
    everything = pd.concat([s for p in shown for s in (p.values, p.reference)]).dropna()
    low, high = (everything.min(), everything.max()) if len(everything) else (0.0, 1.0)
    floor = 0.0 if low < high / 2 or low == high else low - (high - low) * 0.15
    return floor, high + (high - floor) * 0.1 or 1.0, _ticks(floor, high)


def _lines(panel: Panel, months: Sequence[str], axis: str, indicator: Indicator, canvas: Canvas) -> list[Trace]:
    """The line of the reference, and over it that of the place."""
    lang, palette, size = canvas.lang, canvas.palette, canvas.size
    at = [month_short(m, lang) for m in months]
    return [
        trace(
            "scatter",
            x=at,
            y=_round(panel.reference, indicator),
            yaxis=axis,
            mode="lines",
            line={"color": palette.absent, "width": canvas.stroke(1.6)},
            hoverinfo="skip",
        ),
        trace(
            "scatter",
            x=at,
            y=_round(panel.values, indicator),
            yaxis=axis,
            mode="lines+markers",
            text=[indicator.unit.full(v, lang) for v in panel.values],
            hovertemplate=f"{hover('%{x}', panel.name)} %{{text}}<extra></extra>",
            customdata=list(months),
            line={"color": palette.marks[panel.mark], "width": canvas.stroke(2)},
            marker={"size": 4 * size},
        ),
    ]


def _shade(first: int, months: int, canvas: Canvas) -> dict:
    """The shade of the months from the `first` that is not complete to the end."""
    ends = {"xref": "x", "x0": first - 0.5, "x1": months - 0.5, "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "rect", **ends, "layer": "below", "line": {"width": 0}, "fillcolor": canvas.palette.land}


def _ticks(floor: float, high: float) -> list[float]:
    """The lowest and the highest round number (a multiple of a power of ten) from `floor` to `high`."""
    if not high > floor:
        return [float(floor)]
    step = 10.0 ** math.floor(math.log10(high - floor))
    return sorted({math.ceil(floor / step) * step, math.floor(high / step) * step})


def _round(values: pd.Series, indicator: Indicator) -> list[float | None]:
    return [None if pd.isna(v) else round(v, indicator.unit.decimals + 1) for v in values]


def _named_once(first: Panel, against: str, canvas: Canvas) -> list[dict]:
    """What the faint line is, beside it in the first panel."""
    known = first.reference.dropna()
    if known.empty:
        return []
    middle = known.index[len(known) // 2]
    at = {"xref": "x", "yref": "y", "x": month_short(middle, canvas.lang), "y": float(known[middle])}
    return [{"text": against, **at, "xanchor": "center", "yanchor": "bottom", "font": canvas.font()}]
