"""The age and sex pyramid: insured, or not insured, inside eligible, women to the left, men to the right."""

import pandas as pd

from backbone.charts import remainder
from backbone.charts.canvas import Canvas
from backbone.charts.coverage import people
from backbone.charts.figure import Figure, Trace, trace
from backbone.charts.words import hover
from backbone.indicators import INDICATORS
from backbone.punctuation import dotted
from backbone.text import Text
from backbone.words import AGE_BAND, SEX

SIDES = {"female": -1, "male": 1}
# Parts of a half's width, in the narrowest panel: between the halves for the ages, and outside for the share.
GAP, BESIDE = 0.3, 0.36
# Pixels: a row, the names of the halves above them, the line of what is not yet broken down below.
ROW, HEAD, FOOT = 46, 26, 26
REST = Text("{name}: {insured} of {eligible} insured", "{name}：{eligible}人次中 {insured}人次参保")


def pyramid(answer: pd.DataFrame, by: str, canvas: Canvas) -> Figure:
    """One pair of bars a sex and age band, the oldest on top: a pale outline of those eligible; `by` coverage, solid
    inside it those insured, and the coverage beside them; `by` not_insured, those not insured and their number. A line
    below says how many are not yet broken down. `answer` has columns sex, age_band, eligible, insured, not_insured,
    coverage; a cell where nobody is eligible has a dash. A mark carries "female.18-29"."""
    told, rest = remainder.split(answer, "sex", "eligible")
    longest = float(told["eligible"].max()) if told["eligible"].gt(0).any() else 1.0
    gap = longest * GAP
    traces = [bars for sex in SIDES for bars in _half(sex, by, told, gap, canvas)]
    foot = 0 if rest is None else FOOT
    reach = (longest + gap) * (1 + BESIDE)
    return canvas.figure(
        traces,
        ROW * len(AGE_BAND) + HEAD + foot,
        bargap=0.24,
        barmode="overlay",
        margin=canvas.margin(t=HEAD, b=foot),
        xaxis=canvas.axis(showticklabels=False, range=[-reach, reach], automargin=False),
        yaxis=canvas.axis(type="category", showticklabels=False, automargin=False),
        annotations=[*_ages(canvas), *_heads(gap, canvas), *([] if rest is None else [_below(rest, canvas)])],
    )


def _half(sex: str, by: str, told: pd.DataFrame, gap: float, canvas: Canvas) -> list[Trace]:
    """The two bars of each age band of one sex: those eligible, and inside them those insured or not insured."""
    palette, side, unit = canvas.palette, SIDES[sex], INDICATORS[by].unit
    solid, colour = ("insured", palette.steps[3]) if by == "coverage" else (by, palette.warm)
    rows = told[told["sex"] == sex].set_index("age_band").reindex(AGE_BAND)
    who = [dotted((SEX[sex](canvas.lang), name(canvas.lang))) for name in AGE_BAND.values()]
    common = {
        "orientation": "h",
        "y": list(AGE_BAND),
        "base": [side * gap] * len(AGE_BAND),
        "customdata": [f"{sex}.{band}" for band in AGE_BAND],
        "hovertext": [hover(name, *people(rows.loc[b], canvas.lang)) for name, b in zip(who, AGE_BAND, strict=True)],
        "hoverinfo": "text",
    }
    outer, inner = ((rows[i].fillna(0) * side).tolist() for i in ("eligible", solid))
    outline = {"color": palette.steps[0], "line": {"color": palette.steps[2], "width": canvas.stroke(1)}}
    said = [f"<b>{unit.short(value, canvas.lang)}</b>" for value in rows[by]]
    beside = {"text": said, "textposition": "outside", "textfont": {"color": palette.ink}, "cliponaxis": False}
    return [
        trace("bar", x=outer, marker=outline, **beside, **common),
        trace("bar", x=inner, marker={"color": colour}, width=0.44, **common),
    ]


def _ages(canvas: Canvas) -> list[dict]:
    """The age bands, in the gap between the halves."""
    return [canvas.note(name(canvas.lang), x=0, y=band, font=canvas.font()) for band, name in AGE_BAND.items()]


def _heads(gap: float, canvas: Canvas) -> list[dict]:
    """Which half is whose."""
    above = {"yref": "paper", "y": 1, "yanchor": "bottom"}
    return [
        canvas.note(f"<b>{SEX[sex](canvas.lang)}</b>", x=side * gap, xanchor="right" if side < 0 else "left", **above)
        for sex, side in SIDES.items()
    ]


def _below(rest: pd.Series, canvas: Canvas) -> dict:
    """The line below: how many are not yet broken down."""
    lang, name = canvas.lang, remainder.name("sex", canvas)
    counts = {i: INDICATORS[i].unit.short(rest[i], lang) for i in ("insured", "eligible")}
    return remainder.below(REST(lang, name=name, **counts), hover(name, *people(rest, lang)), canvas, FOOT - 20)
