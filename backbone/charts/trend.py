"""Monthly trend: one bar a month, the incomplete last months visibly lighter."""

import pandas as pd
import plotly.graph_objects as go

from backbone.charts.canvas import Canvas
from backbone.indicators import Indicator
from backbone.periods import Horizon, month_short
from backbone.text import Text

INCOMPLETE = Text("incomplete", "尚不完整")


def trend(answer: pd.DataFrame, indicator: Indicator, horizon: Horizon, canvas: Canvas, height: int = 230) -> go.Figure:
    """One bar per month of `answer` (columns month and the indicator). Months after the last complete one are
    lighter and say so in their tooltip."""
    palette, lang = canvas.palette, canvas.lang
    months, values = answer["month"].tolist(), answer[indicator.id]
    late = [m > horizon.complete_through for m in months]
    bars = go.Bar(
        x=[month_short(m, lang) for m in months],
        y=[None if pd.isna(v) else round(v, indicator.unit.decimals + 2) for v in values],
        marker={"color": [palette.steps[1] if unfinished else palette.steps[3] for unfinished in late]},
        text=[INCOMPLETE(lang) if unfinished else "" for unfinished in late],
        textposition="none",
        hovertext=[indicator.unit.full(v, lang) for v in values],
        hovertemplate=f"<b>%{{x}}</b><br>{indicator.name(lang)} %{{hovertext}}<br>%{{text}}<extra></extra>",
        customdata=months,
    )
    ticks = [m for m in months if m[5:] in ("01", "07")]
    return canvas.figure(
        [bars],
        height,
        bargap=0.25,
        xaxis=canvas.axis(type="category", tickvals=[month_short(m, lang) for m in ticks], tickangle=0),
        yaxis=canvas.axis(
            showgrid=True,
            nticks=4,
            rangemode="tozero",
            **_ticks(values.max(), indicator, canvas),
        ),
    )


def _ticks(top: float, indicator: Indicator, canvas: Canvas) -> dict:
    """Two or three round tick marks up to about `top`, written in the reader's language; the foot of the bars is zero
    and needs no mark."""
    if pd.isna(top) or top <= 0:
        return {"showticklabels": False}
    rough = top / 2.2
    power = 10.0 ** len(str(int(rough))) / 10 if rough >= 1 else 0.1
    step = next(s * power for s in (10, 5, 2.5, 2, 1, 0.5) if s * power <= rough or s == 0.5)
    if not indicator.unit.is_rate:
        step = max(1, round(step))  # nobody is half a claim
    marks = [step * n for n in range(1, int(top / step) + 1)]
    return {"tickvals": marks, "ticktext": [indicator.unit.short(m, canvas.lang) for m in marks]}
