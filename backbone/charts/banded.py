"""Months in a band: a share month by month, within what chance alone could make of it."""

import pandas as pd

from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace, trace
from backbone.charts.trend import INCOMPLETE, half_years
from backbone.charts.words import hover
from backbone.course.course import Course, Span
from backbone.indicator import Indicator
from backbone.periods import month_short, months_between
from backbone.signals import FEWEST_CLAIMS
from backbone.text import Text

RANGE = Text("95% range {low}% to {high}%", "95% 区间 {low}% 至 {high}%")
CLAIMS = Text("{n} claims", "{n} 件")
HEIGHT, HEAD, FOOT = 176, 22, 24
STEPS = (1, 2, 5, 10, 20, 25)


def banded(course: Course, canvas: Canvas) -> Figure:
    """The months of a course as a line in its band; those of too few claims to say anything are left out, incomplete
    ones are dashed and hollow, and a heavy line with its value lies over the months that are held against each other.
    A click carries the month."""
    months = list(course.months.index)
    shown = course.months[course.months["trials"] >= FEWEST_CLAIMS]
    late = [month for month in shown.index if not shown.loc[month, "complete"]]
    floor, ceiling, marks = _scale(shown)
    spans = [span for span in (course.before, course.now) if span and course.change]
    runs = _runs(shown, months)
    traces = [_band(run, canvas) for run in runs if len(run) > 1]
    traces += [part for run in runs for part in _line(run, course.indicator, canvas)]
    heavy = [_level(span, months, canvas) for span in spans]
    said = [_said(span, shown, course.indicator, canvas) for span in spans]
    rule = [_over(months.index(late[0]), len(months), canvas)] if late else []
    words = {"x": 1, "xref": "paper", "xanchor": "right", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 6}
    return canvas.figure(
        traces,
        HEIGHT,
        hovermode="closest",
        margin=canvas.margin(t=HEAD, b=FOOT),
        shapes=[*heavy, *rule],
        annotations=[*said, *([canvas.note(INCOMPLETE(canvas.lang), font=canvas.font(), **words)] if late else [])],
        xaxis=canvas.axis(
            type="category",
            categoryarray=[month_short(m, canvas.lang) for m in months],
            range=[-0.5, len(months) - 0.5],
            tickvals=half_years(months, canvas),
            tickangle=0,
        ),
        yaxis=canvas.axis(
            range=[floor, ceiling], showgrid=True, tickvals=marks, ticktext=[f"{mark}%" for mark in marks]
        ),
    )


def _scale(shown: pd.DataFrame) -> tuple[float, float, list[int]]:
    """The foot, the head and the marks of the axis: from zero, unless every month lies far above it."""
    low, high = (float(shown["low"].min()), float(shown["high"].max())) if len(shown) else (0.0, 100.0)
    floor = 0.0 if low < high / 2 else low - (high - low) * 0.1
    ceiling = min(high + (high - floor) * 0.05, 101.0)
    step = next(step for step in STEPS if (ceiling - floor) / step <= 4.5)
    return floor, ceiling, [mark for mark in range(0, 101, step) if floor <= mark <= ceiling]


def _runs(shown: pd.DataFrame, months: list[str]) -> list[pd.DataFrame]:
    """The months in pieces without a gap."""
    at = pd.Series([months.index(month) for month in shown.index], shown.index, dtype=int)
    return [run for _, run in shown.groupby((at.diff() != 1).cumsum())]


def _band(run: pd.DataFrame, canvas: Canvas) -> Trace:
    """What chance alone could make of the months."""
    x = [month_short(month, canvas.lang) for month in run.index]
    return trace(
        "scatter",
        x=[*x, *reversed(x)],
        y=[*run["low"].round(1), *run["high"].round(1)[::-1]],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=canvas.palette.rule,
        hoverinfo="skip",
    )


def _line(run: pd.DataFrame, indicator: Indicator, canvas: Canvas) -> list[Trace]:
    """The complete months, and dashed from the last of them the months that are not."""
    lang, palette, size = canvas.lang, canvas.palette, canvas.size
    done = run["complete"]
    parts = [(run[done], "solid", palette.accent, palette.accent)]
    if not done.all():
        parts.append((run[~done | (run.index == run.index[done].max())], "dash", palette.steps[1], palette.paper))
    lines = []
    for part, dash, colour, fill in parts:
        said = (RANGE(lang, low="%{customdata[1]}", high="%{customdata[2]}"), CLAIMS(lang, n="%{customdata[3]:,.0f}"))
        own = [palette.accent if ready else fill for ready in part["complete"]]
        lines.append(
            trace(
                "scatter",
                x=[month_short(month, lang) for month in part.index],
                y=part["value"].round(1).tolist(),
                mode="lines+markers",
                cliponaxis=False,
                line={"color": colour, "width": canvas.stroke(1.5), "dash": dash},
                marker={"size": 6 * size, "color": own, "line": {"color": colour, "width": canvas.stroke(1.5)}},
                customdata=[
                    [month, *(round(row[end], 1) for end in ("low", "high")), int(row["trials"])]
                    for month, row in part.iterrows()
                ],
                hovertemplate=f"{hover('%{x}', indicator.name(lang) + ' %{y:.1f}%', *said)}<extra></extra>",
            )
        )
    return lines


def _level(span: Span, months: list[str], canvas: Canvas) -> dict:
    """The heavy line over the months of a span."""
    ends = (months.index(span.first) - 0.4, months.index(span.last) + 0.4)
    return canvas.line(ends, (round(span.value, 1), round(span.value, 1)), canvas.palette.ink, 3)


def _said(span: Span, shown: pd.DataFrame, indicator: Indicator, canvas: Canvas) -> dict:
    """The value of a span, above the band over its months."""
    own = shown[(shown.index >= span.first) & (shown.index <= span.last)]
    middle = months_between(span.first, span.last)[1]
    at = {"x": month_short(middle, canvas.lang), "y": float(own["high"].max()), "yanchor": "bottom"}
    return canvas.note(f"<b>{indicator.unit.full(span.value, canvas.lang)}</b>", **at)


def _over(first: int, months: int, canvas: Canvas) -> dict:
    """The line above the months that are not complete."""
    ends = (first - 0.4, months - 0.6)
    # In pixels above the picture, however high that is.
    return canvas.line(ends, (4, 4), canvas.palette.quiet, xref="x", yref="paper", ysizemode="pixel", yanchor=1)
