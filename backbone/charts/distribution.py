"""How payments are spread: one column a size band, with the quartiles and the mean where they lie."""

import math
from collections.abc import Sequence

import pandas as pd

from backbone.charts import remainder
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace, trace
from backbone.charts.words import hover
from backbone.statistics.spread import Quartiles, edges, position
from backbone.text import Text
from backbone.units import CLAIMS, MONEY
from backbone.words import SIZE

MEDIAN, MEAN = Text("half below", "半数低于"), Text("average", "平均")
UNDER, FROM = Text("< {high}", "{high}以下"), Text("{low} +", "{low}起")
REST = Text("{name}: {n}", "{name}：{n} 件")
HALF = Text("middle half", "中间 50%")
# Parts of the tallest column's height, from the columns up: the mean, the middle half, the top of the picture.
NUMBER, BESIDE, OVER, TOP = 0.13, 1.24, 1.44, 1.7
# Pixels below the columns: their bands, and the line of what is not yet broken down.
BANDS, FOOT = 26, 22
HEIGHT = 250


def distribution(answer: pd.DataFrame, quartiles: Quartiles, mean: float, canvas: Canvas, chosen: str = "") -> Figure:
    """One column a band of `answer` (size and claims_paid), side by side though they are not equally wide in money;
    a line below them says how many claims are not yet broken down. The quartiles that can be estimated lie as a line
    over the bands, each where its amount lies within its band; so does the mean. A click carries the band's code, and
    `chosen` is outlined."""
    told, rest = remainder.split(answer, "size", "claims_paid")
    counts = told.set_index("size")["claims_paid"].fillna(0.0)
    codes, most = list(counts.index), float(counts.max()) or 1.0
    lines, words = _middle_half(codes, quartiles, most, canvas)
    more_lines, more_words = _mean(codes, mean, counts, most, canvas)
    foot = 0 if rest is None else FOOT
    return canvas.figure(
        [_columns(told, canvas, chosen)],
        HEIGHT + foot,
        shapes=[*lines, *more_lines],
        annotations=[*words, *more_words, *([] if rest is None else [_below(rest, canvas)])],
        margin=canvas.margin(b=BANDS + foot if foot else 0),
        xaxis=canvas.axis(
            range=[-0.5, len(codes) - 0.5],
            tickvals=list(range(len(codes))),
            ticktext=[_band(*ends, canvas) for ends in edges(codes)],
            tickangle=0,
            tickfont=canvas.font(),
            ticklabeloverflow="allow",  # on a phone the last one is as wide as its column
        ),
        yaxis=canvas.axis(visible=False, range=[0, most * TOP]),
    )


def _columns(told: pd.DataFrame, canvas: Canvas, chosen: str) -> Trace:
    lang, codes, values = canvas.lang, told["size"].tolist(), told["claims_paid"].tolist()
    return trace(
        "bar",
        x=list(range(len(codes))),
        y=[0 if pd.isna(v) else v for v in values],
        customdata=codes,
        width=0.94,
        marker={"color": canvas.palette.steps[1], "line": canvas.outline([code == chosen for code in codes])},
        text=[CLAIMS.short(v, lang) for v in values],
        textposition="outside",
        cliponaxis=False,
        hovertext=[hover(SIZE[code](lang), CLAIMS.full(v, lang)) for code, v in zip(codes, values, strict=True)],
        hoverinfo="text",
    )


def _below(rest: pd.Series, canvas: Canvas) -> dict:
    """The line below the bands: how many claims are not yet broken down."""
    lang, name = canvas.lang, remainder.name("size", canvas)
    said = hover(name, CLAIMS.full(rest["claims_paid"], lang))
    return remainder.below(REST(lang, name=name, n=CLAIMS.short(rest["claims_paid"], lang)), said, canvas, BANDS)


def _middle_half(
    codes: Sequence[str], quartiles: Quartiles, most: float, canvas: Canvas
) -> tuple[list[dict], list[dict]]:
    """The lines and the words of the middle half and the median, as far as they are known."""
    palette, over = canvas.palette, most * OVER
    first, median, third = (
        position(codes, q) if math.isfinite(q) else None for q in (quartiles.first, quartiles.median, quartiles.third)
    )
    lines, words = [], []
    if first is not None and third is not None:
        lines.append(canvas.line((first, third), (over, over), palette.ink, 2))
        at = {"x": third, "y": over, "xanchor": "left", "yanchor": "middle", "xshift": 6}
        words.append(canvas.note(HALF(canvas.lang), **at))
    for end in (first, third):
        if end is not None:
            lines.append(canvas.line((end, end), (over * 0.97, over * 1.03), palette.ink, 2))
    if median is not None:
        top = over * 1.06
        lines.append(canvas.line((median, median), (0, top), palette.accent, 3))
        amount = f"<b>{MEDIAN(canvas.lang)} {MONEY.full(round(quartiles.median, -1), canvas.lang)}</b>"
        words.append(canvas.note(amount, x=median, y=top, yanchor="bottom", font={"color": palette.accent}))
    return lines, words


def _mean(
    codes: Sequence[str], mean: float, counts: pd.Series, most: float, canvas: Canvas
) -> tuple[list[dict], list[dict]]:
    """The line of the mean, which leaves the number of its column free, and its words."""
    if math.isnan(mean):
        return [], []
    colour, at, beside = canvas.palette.quiet, position(codes, mean), most * BESIDE
    number, late = float(counts.iloc[round(at)]), at > len(codes) - 2
    spans = ((0, number), (number + most * NUMBER, beside * 1.04))
    lines = [canvas.line((at, at), span, colour, 2, dash="dot") for span in spans]
    side = {"xanchor": "right" if late else "left", "xshift": -5 if late else 5}
    amount = f"{MEAN(canvas.lang)} {MONEY.full(mean, canvas.lang)}"
    return lines, [canvas.note(amount, x=at, y=beside, yanchor="middle", font={"color": colour}, **side)]


def _band(low: float, high: float, canvas: Canvas) -> str:
    """A band as it stands under its column: from where on, for the next one says where it ends."""
    if not low:
        return UNDER(canvas.lang, high=MONEY.short(high, canvas.lang))
    return FROM(canvas.lang, low=MONEY.short(low, canvas.lang))
