"""Horizontal bars: ranking of places, breakdowns, coverage."""

import re
from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from backbone import places
from backbone.charts.canvas import Canvas
from backbone.charts.labels import extent
from backbone.files.tables import HIDDEN_SHORT
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.scales import Scale
from backbone.snapshot import disclosure
from backbone.text import Text
from backbone.units import PERCENT, Unit

UNSAID = Text("hidden for privacy", "为保护隐私不显示")
HIDDEN = {
    disclosure.SMALL: Text("fewer than 8, hidden for privacy", "少于 8，为保护隐私不显示"),
    disclosure.PROTECTING: UNSAID,
    disclosure.VEILED: UNSAID,
}
ROW = 27
# A row of two bars, one inside the other.
PAIR = 40
# The width in pixels of a bar chart on a phone, or in a third of a page.
NARROWEST = 345
TAG = re.compile(r"<[^>]*>")
PEOPLE = ("insured", "eligible", "coverage")


def ranking_bars(
    answer: pd.DataFrame, indicator: Indicator, scale: Scale, canvas: Canvas, chosen: str = "", most: int = 12
) -> go.Figure:
    """The `most` highest places of `answer` (columns place and the indicator), highest on top, painted in the
    map's classes; places whose value is hidden say so below them. `chosen` is outlined. A click carries the place's
    code."""
    lang, palette = canvas.lang, canvas.palette
    states = pd.Series(_states(answer, indicator.id), answer.index)
    top = answer[answer[indicator.id].notna() | (states > 0)]
    top = top.sort_values(indicator.id, ascending=False, kind="stable")[:most][::-1]
    states, codes, values = states[top.index].tolist(), top["place"].tolist(), top[indicator.id].tolist()
    full = [HIDDEN[s](lang) if s else indicator.unit.full(v, lang) for s, v in zip(states, values, strict=True)]
    bars = go.Bar(
        orientation="h",
        x=[0 if s else v for s, v in zip(states, values, strict=True)],
        y=codes,
        customdata=codes,
        marker={
            "color": [
                palette.absent if s else palette.step(scale.of(v).step, len(scale.classes))
                for s, v in zip(states, values, strict=True)
            ],
            "line": {"color": palette.ink, "width": [2 if code == chosen else 0 for code in codes]},
        },
        text=[_short(indicator, v, s, canvas) for v, s in zip(values, states, strict=True)],
        textposition="outside",
        cliponaxis=False,
        hovertext=[f"<b>{places.get(c).name(lang)}</b><br>{f}" for c, f in zip(codes, full, strict=True)],
        hoverinfo="text",
    )
    return across([bars], codes, [places.get(c).short(lang) for c in codes], _most(values), canvas)


def breakdown_bars(
    answer: pd.DataFrame,
    dimension: str,
    names: Mapping[str, Text],
    indicator: Indicator,
    canvas: Canvas,
    chosen: str = "",
    total: float | None = None,
) -> go.Figure:
    """One bar per category in reading order, from the top down; hidden counts say so instead of a number. With a
    `total` the share of it stands before the number. `chosen` is outlined. A click carries the category's code."""
    lang, palette = canvas.lang, canvas.palette
    rows = answer[::-1]
    states = _states(rows, indicator.id)
    codes, values = rows[dimension].tolist(), rows[indicator.id].tolist()
    if total is None:
        short = [_short(indicator, v, s, canvas) for v, s in zip(values, states, strict=True)]
    else:
        short = [part_of(v, total, indicator.unit, s, canvas) for v, s in zip(values, states, strict=True)]
    full = [HIDDEN[s](lang) if s else indicator.unit.full(v, lang) for s, v in zip(states, values, strict=True)]
    bars = go.Bar(
        orientation="h",
        x=[0 if pd.isna(v) else v for v in values],
        y=codes,
        customdata=codes,
        marker={
            "color": palette.steps[3],
            "line": {"color": palette.ink, "width": [2 if code == chosen else 0 for code in codes]},
        },
        text=short,
        textposition="outside",
        textfont={"color": [palette.quiet if s else palette.ink for s in states]},
        cliponaxis=False,
        hovertext=[f"<b>{names[c](lang)}</b><br>{f}" for c, f in zip(codes, full, strict=True)],
        hoverinfo="text",
    )
    return across([bars], codes, [names[c](lang) for c in codes], _most(values), canvas)


def coverage_bars(answer: pd.DataFrame, dimension: str, names: Mapping[str, Text], canvas: Canvas) -> go.Figure:
    """Insured inside eligible, one pair a category: a pale bar of those eligible, a dark one of those insured, and
    the share and the counts said beside them. `answer` holds eligible, insured and coverage; a category where
    nobody was eligible is left out, one that is hidden says so."""
    lang, palette = canvas.lang, canvas.palette
    hidden = pd.Series(_states(answer, "coverage"), answer.index) > 0
    rows = answer[answer["eligible"].gt(0) | hidden][::-1]
    codes, states = rows[dimension].tolist(), _states(rows, "coverage")
    said, beside = [], []
    for row, state in zip(rows.to_dict("records"), states, strict=True):
        insured, eligible, coverage = (
            HIDDEN_SHORT[state](lang) if state else INDICATORS[i].unit.short(row[i], lang) for i in PEOPLE
        )
        lines = [f"<b>{names[row[dimension]](lang)}</b>"]
        lines += (
            [HIDDEN[state](lang)]
            if state
            else [f"{INDICATORS[i].name(lang)} {INDICATORS[i].unit.full(row[i], lang)}" for i in PEOPLE]
        )
        said.append("<br>".join(lines))
        counts = "" if state else f"{insured} / {eligible}"
        beside.append(f'<b>{coverage.replace("<", "&lt;")}</b>  <span style="color:{palette.quiet}">{counts}</span>')
    common = {"orientation": "h", "y": codes, "hovertext": said, "hoverinfo": "text", "customdata": codes}
    outer, inner = rows["eligible"].fillna(0), rows["insured"].fillna(0)
    traces = [
        go.Bar(
            x=outer.tolist(),
            marker={"color": palette.steps[0]},
            text=beside,
            textposition="outside",
            cliponaxis=False,
            **common,
        ),
        go.Bar(x=inner.tolist(), marker={"color": palette.steps[3]}, width=0.36, **common),
    ]
    most = float(outer.max()) if len(outer) else 0.0
    return across(traces, codes, [names[c](lang) for c in codes], most, canvas, row=PAIR)


def _states(answer: pd.DataFrame, i: str) -> list[int]:
    """The disclosure state of every row; all shown where the answer has none."""
    return answer.get(f"{i}:state", pd.Series(disclosure.SHOWN, answer.index)).tolist()


def _short(indicator: Indicator, value: float, state: int, canvas: Canvas) -> str:
    """What stands beside a bar; "<" is written so that plotly does not take it for markup."""
    said = HIDDEN_SHORT[state](canvas.lang) if state else indicator.unit.short(value, canvas.lang)
    return said.replace("<", "&lt;")


def _most(values: list[float]) -> float:
    return max((v for v in values if not pd.isna(v)), default=0)


def part_of(value: float, total: float, unit: Unit, state: int, canvas: Canvas) -> str:
    """What stands beside a bar that is a part of `total`: its share and, quieter, its amount; or that it is
    hidden."""
    if state or not total > 0:
        return (HIDDEN_SHORT[state](canvas.lang) if state else unit.short(value, canvas.lang)).replace("<", "&lt;")
    share, said = PERCENT.full(value / total * 100, canvas.lang), unit.short(value, canvas.lang)
    return f'<b>{share}</b>  <span style="color:{canvas.palette.quiet}">{said}</span>'


def across(
    traces: list[go.Bar], codes: list[str], labels: list[str], most: float, canvas: Canvas, row: int = ROW
) -> go.Figure:
    """Horizontal bars (`codes` from the foot up) with their labels. The words after the longest bar keep their room in
    the narrowest panel."""
    label = max((extent(text, 1)[0] for text in labels), default=0)
    words = max((extent(TAG.sub("", text), 1)[0] for text in traces[0].text), default=0)
    taken = min(0.7, (words + 8) / (NARROWEST - label))
    return canvas.figure(
        traces,
        row * max(1, len(codes)) + 8,
        bargap=0.28,
        barmode="overlay",
        xaxis=canvas.axis(showticklabels=False, range=[0, (most or 1) / (1 - taken)]),
        yaxis=canvas.axis(
            type="category",
            tickvals=codes,
            ticktext=[f"{label}  " for label in labels],
            tickfont={"color": canvas.palette.ink},
        ),
    )
