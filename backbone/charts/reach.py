"""Coverage of places side by side: how many of every hundred eligible are insured, and how many are not."""

import pandas as pd
import plotly.graph_objects as go

from backbone import places
from backbone.charts.bars import NARROWEST, TAG
from backbone.charts.canvas import Canvas
from backbone.charts.labels import extent
from backbone.indicators import INDICATORS
from backbone.text import Text

ROW, HEAD = 27, 24
LINE = Text("{name} {value}", "{name} {value}")
PEOPLE = ("insured", "eligible", "coverage")


def reach_bars(answer: pd.DataFrame, lines: dict[str, float], canvas: Canvas, chosen: str = "") -> go.Figure:
    """One bar a place, the lowest coverage on top: pale up to a hundred, solid as far as it is insured. `answer` has
    columns place, eligible, insured, coverage; a place where nobody is eligible is left out. `lines` (at most two:
    name, coverage) are drawn across, the first named above and the second below; `chosen` is outlined. A click
    carries the place's code."""
    lang, palette = canvas.lang, canvas.palette
    rows = answer.dropna(subset=["coverage"]).sort_values("coverage", ascending=False, kind="stable")
    codes, units = rows["place"].tolist(), {i: INDICATORS[i].unit for i in PEOPLE}
    labels = [places.get(code).short(lang) for code in codes]
    beside, said = [], []
    for row in rows.to_dict("records"):
        short = {i: units[i].short(row[i], lang) for i in PEOPLE}
        counts = f"{short['insured']} / {short['eligible']}"
        beside.append(f'<b>{short["coverage"]}</b>  <span style="color:{palette.quiet}">{counts}</span>')
        full = [f"{INDICATORS[i].name(lang)} {units[i].full(row[i], lang)}" for i in PEOPLE]
        said.append("<br>".join([f"<b>{places.get(row['place']).name(lang)}</b>", *full]))
    common = {"orientation": "h", "y": codes, "customdata": codes, "hovertext": said, "hoverinfo": "text"}
    track = {"color": palette.steps[0], "opacity": 0.55}
    outline = {"color": palette.ink, "width": [2 * canvas.size if code == chosen else 0 for code in codes]}
    traces = [
        go.Bar(x=[100] * len(codes), marker=track, text=beside, textposition="outside", cliponaxis=False, **common),
        go.Bar(x=rows["coverage"].round(2).tolist(), marker={"color": palette.steps[3], "line": outline}, **common),
    ]
    label = max((extent(text, 1)[0] for text in labels), default=0)
    words = max((extent(TAG.sub("", text), 1)[0] for text in beside), default=0)
    taken = min(0.6, (words + 8) / (NARROWEST - label))
    foot = HEAD if len(lines) > 1 else 0
    height = ROW * max(1, len(codes)) + HEAD + foot
    return canvas.figure(
        traces,
        height,
        bargap=0.28,
        barmode="overlay",
        margin={"l": 0, "r": 0, "t": round(HEAD * canvas.size), "b": round(foot * canvas.size)},
        xaxis=canvas.axis(showticklabels=False, range=[0, 100 / (1 - taken)]),
        yaxis=canvas.axis(
            type="category",
            tickvals=codes,
            ticktext=[f"{label}  " for label in labels],
            tickfont={"color": palette.ink},
        ),
        shapes=[_line(value, n, canvas) for n, value in enumerate(lines.values())],
        annotations=[_name(name, value, n, canvas) for n, (name, value) in enumerate(lines.items())],
    )


def _line(value: float, n: int, canvas: Canvas) -> dict:
    dash = ("solid", "dot")[n]
    line = {"color": canvas.palette.warm, "width": 1.6 * canvas.size, "dash": dash}
    return {"type": "line", "x0": value, "x1": value, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _name(name: str, value: float, n: int, canvas: Canvas) -> dict:
    said = INDICATORS["coverage"].unit.full(value, canvas.lang)
    return {
        "text": LINE(canvas.lang, name=name, value=said),
        "x": value,
        "yref": "paper",
        "y": 1 - n,
        "yanchor": ("bottom", "top")[n],
        "showarrow": False,
        "font": {"color": canvas.palette.warm, "size": round(12 * canvas.size)},
    }
