"""Monthly trend: one bar a month, the incomplete last months visibly lighter."""

from collections.abc import Sequence

import pandas as pd

from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, alike, trace
from backbone.indicator import Indicator
from backbone.periods import Horizon, month_short
from backbone.text import Lang, Text

INCOMPLETE = Text("incomplete", "尚不完整")


def trend(
    answer: pd.DataFrame,
    indicator: Indicator,
    horizon: Horizon,
    canvas: Canvas,
    height: int = 230,
    beside: Indicator | None = None,
) -> Figure:
    """One bar per month of `answer` (columns month and the indicator). Months after the last complete one are
    lighter and say so in their tooltip. An indicator `beside`, a column of `answer` too, is a line over the bars; then
    the picture says which is which, and that the last months are incomplete. A click carries the month."""
    palette, lang = canvas.palette, canvas.lang
    months, values = answer["month"].tolist(), answer[indicator.id]
    comes = indicator.comes_late
    late = [comes and m > horizon.complete_through and v > 0 for m, v in zip(months, values, strict=True)]
    bars = trace(
        "bar",
        x=[month_short(m, lang) for m in months],
        **_values(values, indicator, lang, "<br>%{text}" if any(late) else ""),
        marker={"color": alike([palette.steps[1] if unfinished else palette.steps[3] for unfinished in late])},
        text=[INCOMPLETE(lang) if unfinished else "" for unfinished in late] if any(late) else None,
        textposition="none",
        customdata=months,
    )
    more = _beside(answer, indicator, beside, late, canvas) if beside else {"traces": []}
    most = answer[[indicator.id, *([beside.id] if beside else [])]].max(axis=None)
    return canvas.figure(
        [bars, *more.pop("traces")],
        height,
        **more,
        bargap=0.25,
        xaxis=canvas.axis(type="category", tickvals=half_years(months, canvas), tickangle=0),
        yaxis=canvas.axis(
            showgrid=True,
            nticks=4,
            rangemode="tozero",
            **_ticks(most, indicator, canvas),
        ),
    )


def _values(values: pd.Series, indicator: Indicator, lang: Lang, more_said: str = "") -> dict:
    """The marks of the months and their tooltips, which end with `more_said`; a plain count is not sent twice, the
    browser writes it."""
    unit, said = indicator.unit, "%{hovertext}"
    marks = [None if pd.isna(v) else round(v, unit.decimals + 2) for v in values]
    more: dict = {"y": marks, "hovertext": [unit.full(v, lang) for v in values]}
    if unit.written(lang) == "{}" and not unit.is_rate:
        more, said = {"y": [v if v is None else int(v) for v in marks]}, "%{y:,}"
    return more | {"hovertemplate": f"<b>%{{x}}</b><br>{indicator.name(lang)} {said}{more_said}<extra></extra>"}


def half_years(months: Sequence[str], canvas: Canvas) -> list[str]:
    """The months that an axis of months names: each January and July."""
    return [month_short(m, canvas.lang) for m in months if m[5:] in ("01", "07")]


def _beside(answer: pd.DataFrame, bars: Indicator, line: Indicator, late: list[bool], canvas: Canvas) -> dict:
    """The line over the bars, and the words that tell them apart."""
    palette, lang = canvas.palette, canvas.lang
    months, values = answer["month"].tolist(), answer[line.id]
    drawn = trace(
        "scatter",
        x=[month_short(m, lang) for m in months],
        **_values(values, line, lang),
        mode="lines+markers",
        line={"color": palette.warm, "width": canvas.stroke(2)},
        marker={"size": 5 * canvas.size},
        customdata=months,
    )
    names = f'<span style="color:{palette.steps[3]}">■</span> {bars.name(lang)}   '
    names += f'<span style="color:{palette.warm}">●</span> {line.name(lang)}'
    words = [{"text": names, "x": 0, "xref": "paper", "xanchor": "left"}]
    if any(late):
        words.append({"text": INCOMPLETE(lang), "x": 1, "xref": "paper", "xanchor": "right"})
    at = {"y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False, "borderpad": 0, "yshift": 4}
    at["font"] = {"color": palette.quiet}
    span = {"type": "line", "xref": "x", "x0": late.index(True) - 0.4, "x1": len(late) - 0.6} if any(late) else None
    rule = {"yref": "paper", "y0": 1.01, "y1": 1.01, "line": {"color": palette.quiet, "width": canvas.stroke(1)}}
    return {
        "traces": [drawn],
        "annotations": words,
        "shapes": [span | rule] if span else [],
        "template": {"layout": {"annotationdefaults": at}},
        "margin": canvas.margin(t=24),
    }


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
