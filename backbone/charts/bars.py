"""Horizontal bars: ranking of places, breakdowns, coverage."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from backbone import disclosure, places
from backbone.charts.canvas import Canvas
from backbone.indicators import Indicator
from backbone.scales import Scale
from backbone.text import Text

HIDDEN = {
    disclosure.SMALL: Text("<8, hidden for privacy", "少于 8，为保护隐私不显示"),
    disclosure.PROTECTING: Text("hidden for privacy", "为保护隐私不显示"),
}
from backbone.tables import HIDDEN_SHORT  # one wording of a hidden cell
ROW = 27


def ranking_bars(
    answer: pd.DataFrame, indicator: Indicator, scale: Scale, canvas: Canvas, chosen: str = "", most: int = 12
) -> go.Figure:
    """The `most` highest places of `answer` (columns place and the indicator), highest on top, painted in the
    map's classes; `chosen` is outlined. A click carries the place's code."""
    lang, palette = canvas.lang, canvas.palette
    top = answer.dropna(subset=[indicator.id]).nlargest(most, indicator.id, keep="first")[::-1]
    codes, values = top["place"].tolist(), top[indicator.id].tolist()
    full = [indicator.unit.full(v, lang) for v in values]
    bars = go.Bar(
        orientation="h",
        x=values,
        y=codes,
        customdata=codes,
        marker={
            "color": [palette.step(scale.of(v).step, len(scale.classes)) for v in values],
            "line": {"color": palette.ink, "width": [2 if code == chosen else 0 for code in codes]},
        },
        text=[indicator.unit.short(v, lang) for v in values],
        textposition="outside",
        cliponaxis=False,
        hovertext=[f"<b>{places.get(c).name(lang)}</b><br>{f}" for c, f in zip(codes, full, strict=True)],
        hoverinfo="text",
    )
    return _across([bars], codes, [places.get(c).short(lang) for c in codes], max(values, default=0), canvas)


def breakdown_bars(
    answer: pd.DataFrame, dimension: str, names: Mapping[str, Text], indicator: Indicator, canvas: Canvas
) -> go.Figure:
    """One bar per category in reading order, from the top down; hidden counts say so instead of a number."""
    lang, palette = canvas.lang, canvas.palette
    rows = answer[::-1]
    states = rows.get(f"{indicator.id}:state", pd.Series(disclosure.SHOWN, rows.index)).tolist()
    codes, values = rows[dimension].tolist(), rows[indicator.id].tolist()
    short = [
        HIDDEN_SHORT[s](lang) if s else indicator.unit.short(v, lang) for s, v in zip(states, values, strict=True)
    ]
    full = [HIDDEN[s](lang) if s else indicator.unit.full(v, lang) for s, v in zip(states, values, strict=True)]
    bars = go.Bar(
        orientation="h",
        x=[0 if pd.isna(v) else v for v in values],
        y=codes,
        customdata=codes,
        marker={"color": palette.steps[3]},
        text=short,
        textposition="outside",
        cliponaxis=False,
        hovertext=[f"<b>{names[c](lang)}</b><br>{f}" for c, f in zip(codes, full, strict=True)],
        hoverinfo="text",
    )
    most = max((v for v in values if not pd.isna(v)), default=0)
    return _across([bars], codes, [names[c](lang) for c in codes], most, canvas)


def coverage_bars(answer: pd.DataFrame, dimension: str, names: Mapping[str, Text], canvas: Canvas) -> go.Figure:
    """Insured inside eligible, one pair a category: a pale bar of those eligible, a dark one of those insured, and
    the share said beside it. `answer` holds eligible, insured and coverage."""
    from backbone.indicators import INDICATORS

    lang, palette = canvas.lang, canvas.palette
    rows = answer.dropna(subset=["eligible"])[::-1]
    codes = rows[dimension].tolist()
    people, share = INDICATORS["insured"].unit, INDICATORS["coverage"].unit
    said = [
        f"<b>{names[r[dimension]](lang)}</b><br>"
        + "<br>".join(
            f"{INDICATORS[i].name(lang)} {INDICATORS[i].unit.full(r[i], lang)}"
            for i in ("insured", "eligible", "coverage")
        )
        for r in rows.to_dict("records")
    ]
    common = {"orientation": "h", "y": codes, "hovertext": said, "hoverinfo": "text", "customdata": codes}
    traces = [
        go.Bar(
            x=rows["eligible"].tolist(),
            marker={"color": palette.steps[0]},
            text=[
                f"{people.short(i, lang)} / {people.short(e, lang)}  <b>{share.full(c, lang)}</b>"
                for i, e, c in zip(rows["insured"], rows["eligible"], rows["coverage"], strict=True)
            ],
            textposition="outside",
            cliponaxis=False,
            **common,
        ),
        go.Bar(x=rows["insured"].tolist(), marker={"color": palette.steps[3]}, width=0.42, **common),
    ]
    return _across(
        traces, codes, [names[c](lang) for c in codes], float(rows["eligible"].max()), canvas, room=1.9, row=34
    )


def _across(traces, codes, labels, most: float, canvas: Canvas, room: float = 1.28, row: int = ROW) -> go.Figure:
    """Horizontal bars with their labels; `room` leaves space for the number after the longest bar."""
    return canvas.figure(
        traces,
        row * max(1, len(codes)) + 8,
        bargap=0.28,
        barmode="overlay",
        xaxis=canvas.axis(showticklabels=False, range=[0, (most or 1) * room]),
        yaxis=canvas.axis(
            type="category", tickvals=codes, ticktext=[f"{label}  " for label in labels],
            tickfont={"color": canvas.palette.ink},
        ),
    )
