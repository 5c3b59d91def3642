"""How payments are spread: one column a size band, with the quartiles and the mean where they lie."""

import math

import pandas as pd
import plotly.graph_objects as go

from backbone.charts.bars import HIDDEN
from backbone.charts.canvas import Canvas
from backbone.files.tables import HIDDEN_SHORT
from backbone.snapshot import disclosure
from backbone.statistics.spread import Quartiles, position
from backbone.text import Text
from backbone.units import CLAIMS, MONEY
from backbone.words import SIZE

MEDIAN, MEAN = Text("median", "中位数"), Text("mean", "均值")
UNDER, FROM = Text("< {high}", "{high}以下"), Text("{low} +", "{low}起")
HALF = Text("middle half", "中间一半")


def distribution(
    answer: pd.DataFrame, quartiles: Quartiles, mean: float, canvas: Canvas, chosen: str = "", height: int = 250
) -> go.Figure:
    """One column a band of `answer` (size and claims_paid), side by side though they are not equally wide in money;
    hidden ones say so. The quartiles that can be estimated lie as a line over them, each where its amount lies
    within its band; so does the mean. A click carries the band's code, and `chosen` is outlined."""
    lang, palette = canvas.lang, canvas.palette
    codes, values = answer["size"].tolist(), answer["claims_paid"].tolist()
    states = answer.get("claims_paid:state", pd.Series(disclosure.SHOWN, answer.index)).tolist()
    full = [HIDDEN[s](lang) if s else CLAIMS.full(v, lang) for s, v in zip(states, values, strict=True)]
    said = [
        HIDDEN_SHORT[s](lang).replace("<", "&lt;") if s else CLAIMS.short(v, lang)
        for s, v in zip(states, values, strict=True)
    ]
    most = max((v for v in values if not pd.isna(v)), default=0) or 1
    columns = go.Bar(
        x=list(range(len(codes))),
        y=[0 if pd.isna(v) else v for v in values],
        customdata=codes,
        width=0.94,
        marker={
            "color": palette.steps[1],
            "line": {"color": palette.ink, "width": [2 if code == chosen else 0 for code in codes]},
        },
        text=said,
        textposition="outside",
        cliponaxis=False,
        hovertext=[f"<b>{SIZE[c](lang)}</b><br>{f}" for c, f in zip(codes, full, strict=True)],
        hoverinfo="text",
    )
    # From the columns up: their numbers, the mean, the middle half, the median.
    beside, over, marks, words = most * 1.24, most * 1.44, [], []
    first, median, third = (
        position(codes, q) if math.isfinite(q) else None for q in (quartiles.first, quartiles.median, quartiles.third)
    )
    ink = {"color": palette.ink, "width": 2 * canvas.size}
    if first is not None and third is not None:
        marks.append({"type": "line", "x0": first, "x1": third, "y0": over, "y1": over, "line": ink})
        words.append({"text": HALF(lang), "x": third, "y": over, "xanchor": "left", "yanchor": "middle", "xshift": 6})
    for at in (first, third):
        if at is not None:
            marks.append({"type": "line", "x0": at, "x1": at, "y0": over * 0.97, "y1": over * 1.03, "line": ink})
    if median is not None:
        strong = {"color": palette.accent, "width": 3 * canvas.size}
        marks.append({"type": "line", "x0": median, "x1": median, "y0": 0, "y1": over * 1.06, "line": strong})
        amount = f"<b>{MEDIAN(lang)} {MONEY.full(round(quartiles.median, -1), lang)}</b>"
        words.append(
            {"text": amount, "x": median, "y": over * 1.06, "yanchor": "bottom", "font": {"color": palette.accent}}
        )
    if not math.isnan(mean):
        at = position(codes, mean)
        late = at > len(codes) - 2
        dotted = {"color": palette.quiet, "width": 2 * canvas.size, "dash": "dot"}
        number = values[round(at)] if not pd.isna(values[round(at)]) else 0  # its number stands free of the line
        for foot, top in ((0, number), (number + most * 0.13, beside * 1.04)):
            marks.append({"type": "line", "x0": at, "x1": at, "y0": foot, "y1": top, "line": dotted})
        amount = f"{MEAN(lang)} {MONEY.full(mean, lang)}"
        words.append(
            {
                "text": amount,
                "x": at,
                "y": beside,
                "xanchor": "right" if late else "left",
                "yanchor": "middle",
                "xshift": -5 if late else 5,
                "font": {"color": palette.quiet},
            }
        )
    return canvas.figure(
        [columns],
        height,
        shapes=marks,
        annotations=words,
        template={"layout": {"annotationdefaults": {"showarrow": False, "borderpad": 0}}},
        xaxis=canvas.axis(
            range=[-0.5, len(codes) - 0.5],
            tickvals=list(range(len(codes))),
            ticktext=[_band(code, canvas) for code in codes],
            ticklabeloverflow="allow",  # on a phone the last one is as wide as its column
        ),
        yaxis=canvas.axis(visible=False, range=[0, over * 1.18]),
    )


def _band(code: str, canvas: Canvas) -> str:
    """A band as it stands under its column: from where on, for the next one says where it ends."""
    low, _, high = code.removesuffix("+").partition("-")
    if low == "0":
        return UNDER(canvas.lang, high=MONEY.short(int(high) + 1, canvas.lang))
    return FROM(canvas.lang, low=MONEY.short(int(low), canvas.lang))
