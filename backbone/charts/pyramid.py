"""The age and sex pyramid: insured inside eligible, women to the left, men to the right."""

import pandas as pd
import plotly.graph_objects as go

from backbone.charts.bars import HIDDEN
from backbone.charts.canvas import Canvas
from backbone.files.tables import HIDDEN_SHORT
from backbone.indicators import INDICATORS
from backbone.snapshot import disclosure
from backbone.words import AGE_BAND, SEX

PEOPLE = ("insured", "eligible", "coverage")
SIDES = {"female": -1, "male": 1}
# Parts of a half's width, in the narrowest panel: between the halves for the ages, and outside for the share.
GAP, BESIDE = 0.2, 0.3
ROW, HEAD = 46, 26


def pyramid(answer: pd.DataFrame, canvas: Canvas) -> go.Figure:
    """One pair of bars a sex and age band, the oldest on top: a pale outline of those eligible, solid inside it those
    insured, and the coverage beside them. `answer` has columns sex, age_band, eligible, insured, coverage and
    perhaps their states: a hidden cell has no bar and says that it is hidden, one where nobody is eligible a dash.
    A mark carries "female.18-29"."""
    palette = canvas.palette
    longest = float(answer["eligible"].max()) if answer["eligible"].notna().any() else 0.0
    longest = longest or 1.0
    gap = longest * GAP
    traces = []
    for sex, side in SIDES.items():
        rows = answer[answer["sex"] == sex].set_index("age_band").reindex(AGE_BAND)
        states = rows.get("coverage:state", pd.Series(disclosure.SHOWN, rows.index)).fillna(disclosure.SHOWN)
        common = {
            "orientation": "h",
            "y": list(AGE_BAND),
            "base": [side * gap] * len(AGE_BAND),
            "customdata": [f"{sex}.{band}" for band in AGE_BAND],
            "hovertext": [_said(sex, band, rows.loc[band], int(states[band]), canvas) for band in AGE_BAND],
            "hoverinfo": "text",
        }
        outer, inner = ((rows[i].fillna(0) * side).tolist() for i in ("eligible", "insured"))
        outline = {"color": palette.steps[0], "line": {"color": palette.steps[2], "width": canvas.size}}
        traces += [
            go.Bar(
                x=outer,
                marker=outline,
                text=[_beside(rows.loc[band], int(states[band]), canvas) for band in AGE_BAND],
                textposition="outside",
                textfont={"color": [palette.quiet if states[band] else palette.ink for band in AGE_BAND]},
                cliponaxis=False,
                **common,
            ),
            go.Bar(x=inner, marker={"color": palette.steps[3]}, width=0.44, **common),
        ]
    reach = (longest + gap) * (1 + BESIDE)
    return canvas.figure(
        traces,
        ROW * len(AGE_BAND) + HEAD,
        bargap=0.24,
        barmode="overlay",
        margin={"l": 0, "r": 0, "t": round(HEAD * canvas.size), "b": 0},
        xaxis=canvas.axis(showticklabels=False, range=[-reach, reach], automargin=False),
        yaxis=canvas.axis(type="category", showticklabels=False, automargin=False),
        annotations=[*_ages(canvas), *_heads(gap, canvas)],
    )


def _beside(row: pd.Series, state: int, canvas: Canvas) -> str:
    """The coverage of a cell; "<" is written so that plotly does not take it for markup."""
    if state:
        return HIDDEN_SHORT[state](canvas.lang).replace("<", "&lt;")
    return f"<b>{INDICATORS['coverage'].unit.full(row['coverage'], canvas.lang)}</b>"


def _said(sex: str, band: str, row: pd.Series, state: int, canvas: Canvas) -> str:
    """The tooltip of a cell."""
    lang = canvas.lang
    who = " · ".join((SEX[sex](lang), AGE_BAND[band](lang)))
    if state:
        return f"<b>{who}</b><br>{HIDDEN[state](lang)}"
    said = [f"{INDICATORS[i].name(lang)} {INDICATORS[i].unit.full(row[i], lang)}" for i in PEOPLE]
    return "<br>".join([f"<b>{who}</b>", *said])


def _ages(canvas: Canvas) -> list[dict]:
    """The age bands, in the gap between the halves."""
    common = {"x": 0, "showarrow": False, "font": {"color": canvas.palette.quiet, "size": round(12 * canvas.size)}}
    return [{"y": band, "text": name(canvas.lang), **common} for band, name in AGE_BAND.items()]


def _heads(gap: float, canvas: Canvas) -> list[dict]:
    """Which half is whose."""
    common = {"yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False}
    return [
        {
            "x": side * gap,
            "xanchor": "right" if side < 0 else "left",
            "text": f"<b>{SEX[sex](canvas.lang)}</b>",
            **common,
        }
        for sex, side in SIDES.items()
    ]
