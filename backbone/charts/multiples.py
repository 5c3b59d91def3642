"""Small multiples: the months of several places, one panel each, on one scale."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from backbone.charts.canvas import Canvas
from backbone.charts.strips import AT_LEFT, glyph
from backbone.indicator import Indicator
from backbone.periods import Horizon, month_short
from backbone.text import Text

INCOMPLETE = Text("incomplete", "尚不完整")
PANEL, PANEL_HEAD, MONTHS = 96, 22, 22


@dataclass(frozen=True)
class Panel:
    """One place's months: its code, name, mark, its values by month (index), and those it is measured against."""

    code: str
    name: str
    mark: int
    values: pd.Series
    reference: pd.Series


def panels(shown: Sequence[Panel], indicator: Indicator, horizon: Horizon, against: str, canvas: Canvas) -> go.Figure:
    """One panel a place, one below the other on the same scale: its months as a line in its own colour, `against`
    (the name of the reference) faint behind; months after the last complete one lie in a shade that says so. A click
    carries the month."""
    palette, lang, size = canvas.palette, canvas.lang, canvas.size
    months = list(shown[0].values.index)
    at = [month_short(m, lang) for m in months]
    everything = pd.concat([s for p in shown for s in (p.values, p.reference)]).dropna()
    low, high = (everything.min(), everything.max()) if len(everything) else (0.0, 1.0)
    floor = 0.0 if low < high / 2 or low == high else low - (high - low) * 0.15
    ceiling = high + (high - floor) * 0.1 or 1.0
    ticks = _ticks(floor, high)
    height = PANEL * len(shown) + MONTHS
    traces, titles, axes = [], [], {}
    for n, panel in enumerate(shown):
        axis = "y" if n == 0 else f"y{n + 1}"
        above = 1 - PANEL * n / height
        axes[f"yaxis{axis[1:]}"] = canvas.axis(
            domain=[round(above - PANEL / height * 0.97, 4), round(above - PANEL_HEAD / height, 4)],
            range=[floor, ceiling],
            tickvals=ticks,
            ticktext=[indicator.unit.short(v, lang) for v in ticks],
            showgrid=True,
        )
        titles.append(
            {"text": f"{glyph(panel.mark, canvas)} <b>{panel.name}</b>", "y": round(above, 4), "yanchor": "top"}
        )
        common = {"x": at, "yaxis": axis, "mode": "lines", "hovertemplate": f"<b>%{{x}}</b><br>{panel.name} %{{text}}"}
        common["hovertemplate"] += "<extra></extra>"
        traces += [
            go.Scatter(
                x=at,
                yaxis=axis,
                y=_round(panel.reference, indicator),
                mode="lines",
                line={"color": palette.absent, "width": 1.6 * size},
                hoverinfo="skip",
            ),
            go.Scatter(
                **{**common, "mode": "lines+markers"},
                y=_round(panel.values, indicator),
                text=[indicator.unit.full(v, lang) for v in panel.values],
                customdata=months,
                line={"color": palette.marks[panel.mark], "width": 2 * size},
                marker={"size": 4 * size},
            ),
        ]
    late = [m for m in months if indicator.comes_late and m > horizon.complete_through]
    shade = []
    if late:
        shade.append(
            {
                "type": "rect",
                "xref": "x",
                "x0": months.index(late[0]) - 0.5,
                "x1": len(months) - 0.5,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "layer": "below",
                "line": {"width": 0},
                "fillcolor": palette.land,
            }
        )
        titles.append(
            {"text": INCOMPLETE(lang), "x": 1, "xanchor": "right", "y": 1, "yanchor": "top"}
            | {"font": {"color": palette.quiet, "size": round(11 * size)}}
        )
    halves = [month_short(m, lang) for m in months if m[5:] in ("01", "07")]
    titles += _named_once(shown[0], against, canvas)
    return canvas.figure(
        traces,
        height,
        annotations=titles,
        shapes=shade,
        template={"layout": {"annotationdefaults": AT_LEFT}},
        hovermode="closest",
        xaxis=canvas.axis(type="category", tickvals=halves, tickangle=0, anchor=f"y{len(shown)}" if shown[1:] else "y"),
        **axes,
    )


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
    return [
        {
            "text": against,
            "xref": "x",
            "yref": "y",
            "x": month_short(middle, canvas.lang),
            "y": float(known[middle]),
            "xanchor": "center",
            "yanchor": "bottom",
            "font": {"color": canvas.palette.quiet, "size": round(11 * canvas.size)},
        }
    ]
