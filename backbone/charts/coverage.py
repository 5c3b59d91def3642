"""Insured inside eligible: year by year, and of places side by side."""

from collections.abc import Mapping

import pandas as pd

from backbone import places
from backbone.charts.bars import Row, across, bar, longest
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure
from backbone.charts.words import Beside, hover
from backbone.indicators import INDICATORS
from backbone.text import Lang, Text
from backbone.units import PERCENT

PEOPLE = ("insured", "eligible", "coverage")
# The height of a row of two bars, one inside the other, and the width of the inner bar as a part of it.
PAIR, INNER = 40, 0.36
# The room above and below for the names of lines.
HEAD = 24
LINE = Text("{name} {value}", "{name} {value}")
OF = Text("{share} of {n}", "{share}（共 {n}）")
ALL_OF = Text("all {n} insured", "全部参保（共 {n}）")
DASHES = ("solid", "dot")


def coverage_bars(answer: pd.DataFrame, dimension: str, names: Mapping[str, Text], canvas: Canvas) -> Figure:
    """Insured inside eligible, one pair a row of `answer`: a pale bar of those eligible, a dark one of those insured,
    and the share and the counts beside them. `answer` has columns `dimension`, eligible, insured and coverage; where
    nobody was eligible there is no pair. A click carries the code of `dimension`."""
    lang, steps = canvas.lang, canvas.palette.steps
    shown = answer[answer["eligible"] > 0]
    pairs = shown.to_dict("records")
    rows = [Row(pair[dimension], names[pair[dimension]](lang), covered(pair, lang)) for pair in pairs]
    said = [hover(row.name, *people(pair, lang)) for row, pair in zip(rows, pairs, strict=True)]
    eligible = bar(rows, shown["eligible"], said, canvas, steps[0])
    insured = bar(rows, shown["insured"], said, canvas, steps[3], text=None, width=INNER)
    return across(rows, [eligible, insured], longest(shown["eligible"]), canvas, PAIR)


def reach_bars(answer: pd.DataFrame, lines: dict[str, float], canvas: Canvas, chosen: str = "") -> Figure:
    """One bar a place, the lowest coverage on top: pale up to a hundred, solid as far as it is insured. `answer` has
    columns place, eligible, insured, coverage; a place where nobody is eligible is left out. `lines` (at most two:
    name, coverage) are drawn across, the first named above and the second below; `chosen` is outlined. A click
    carries the place's code."""
    lang, steps, warm = canvas.lang, canvas.palette.steps, canvas.palette.warm
    shown = answer.dropna(subset=["coverage"]).sort_values("coverage", kind="stable").to_dict("records")
    rows = [Row(row["place"], places.get(row["place"]).short(lang), covered(row, lang)) for row in shown]
    said = [hover(places.get(row["place"]).name(lang), *people(row, lang)) for row in shown]
    pale = bar(rows, [100] * len(rows), said, canvas, steps[0], marker={"color": steps[0], "opacity": 0.55})
    solid = bar(rows, [round(row["coverage"], 2) for row in shown], said, canvas, steps[3], chosen, text=None)
    foot = HEAD if len(lines) > 1 else 0
    return across(
        rows,
        [pale, solid],
        100,
        canvas,
        head=HEAD,
        foot=foot,
        shapes=[
            canvas.line((v, v), (0, 1), warm, 1.6, yref="paper", dash=DASHES[n]) for n, v in enumerate(lines.values())
        ],
        annotations=[_name(name, v, n, canvas) for n, (name, v) in enumerate(lines.items())],
    )


def missed_bars(answer: pd.DataFrame, canvas: Canvas, chosen: str = "") -> Figure:
    """One bar a place, as long as the eligible there who are not insured, the most on top; beside it their number and
    their part of the eligible. `answer` has columns place, eligible, insured, not_insured, coverage; a place where
    nobody is eligible is left out, `chosen` is outlined. A click carries the place's code."""
    lang = canvas.lang
    shown = answer.dropna(subset=["coverage"]).sort_values("not_insured", ascending=False, kind="stable")
    records = shown.to_dict("records")
    rows = [Row(row["place"], places.get(row["place"]).short(lang), missed(row, lang)) for row in records]
    said = [hover(places.get(row["place"]).name(lang), *people(row, lang)) for row in records]
    bars = bar(rows, shown["not_insured"], said, canvas, canvas.palette.warm, chosen)
    return across(rows, [bars], longest(shown["not_insured"]), canvas)


def _name(name: str, value: float, n: int, canvas: Canvas) -> dict:
    """The name of the `n`-th line: the first stands above it, the second below."""
    said = LINE(canvas.lang, name=name, value=INDICATORS["coverage"].unit.full(value, canvas.lang))
    at = {"x": value, "yref": "paper", "y": 1 - n, "yanchor": ("bottom", "top")[n]}
    return canvas.note(said, **at, font=canvas.font(13, canvas.palette.warm))


def people(row: Mapping | pd.Series, lang: Lang) -> list[str]:
    """How many are insured, how many eligible, and the share of them, each with its name."""
    return [f"{INDICATORS[i].name(lang)} {INDICATORS[i].unit.full(row[i], lang)}" for i in PEOPLE]


def missed(row: Mapping | pd.Series, lang: Lang) -> Beside:
    """How many are not insured, and which part of the eligible they are."""
    unit, share = INDICATORS["not_insured"].unit, PERCENT.full(100 - row["coverage"], lang)
    words = OF if row["not_insured"] > 0 else ALL_OF
    return Beside(unit.short(row["not_insured"], lang), words(lang, share=share, n=unit.short(row["eligible"], lang)))


def covered(row: Mapping | pd.Series, lang: Lang) -> Beside:
    """The coverage, and the two counts behind it."""
    insured, eligible, coverage = (INDICATORS[i].unit.short(row[i], lang) for i in PEOPLE)
    return Beside(coverage, f"{insured} / {eligible}")
