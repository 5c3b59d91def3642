"""The way of claims as a stacked chart: what was counted at each step, and what fell away there."""

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from backbone import charts
from backbone.charts.process import BAR as DRAWN
from backbone.charts.process import ROWS
from backbone.deck.powerpoint import native
from backbone.deck.powerpoint.elements import INCH, PAPER, Box, Look, Shape, Type
from backbone.deck.powerpoint.markup import plain, runs
from backbone.deck.powerpoint.native import Ground
from backbone.indicators import INDICATORS
from backbone.pictures.picture import Picture

# The steps of the claims, and what falls away at each.
STEPS = ("submitted", "decided", "claims_paid")
LOST = {"decided": "waiting", "claims_paid": "rejected"}
PAINTS = {"submitted": PAPER.steps[2], "decided": PAPER.steps[3], "claims_paid": PAPER.accent}
LOST_PAINTS = {"waiting": PAPER.absent, "rejected": PAPER.warm}
# A row with its words above the bar, and the bar as a part of it.
ROW, BAR = 1.15 * INCH, 0.42
WORDS = 15


def flow(picture: Picture, on: Ground) -> None:
    """The insured as a bar of their own scale, drawn as shapes, with the sliver that filed a claim opened to the width
    of the chart below: submitted, decided and paid on one scale, and what fell away beside them."""
    assert picture.figure is not None and picture.rows is not None, "a chart has a figure and its rows"
    counts = charts.outcomes(picture.rows.iloc[0])
    steps = [row for row in ROWS if row in counts]
    box = Box(on.box.x, on.box.y + (on.box.high - ROW * len(steps)) / 2, on.box.wide, ROW * len(steps))
    first = len(steps) - len(STEPS)
    chart_box = Box(box.x, box.y + ROW * first, box.wide, ROW * len(STEPS))
    lang = on.lang
    data = CategoryChartData()
    data.categories = [INDICATORS[step].name(lang) for step in STEPS]
    data.add_series(INDICATORS["submitted"].name(lang), [counts[step] for step in STEPS])
    for step, lost in LOST.items():
        own = [counts[lost] if one == step else None for one in STEPS]
        data.add_series(INDICATORS[lost].name(lang), own)
    made = native.chart(on.shapes, chart_box, XL_CHART_TYPE.BAR_STACKED, data, picture.title)
    # The bars lie low in their rows: their words stand above them.
    down = ROW * (1 - BAR) / 2
    native.within(made, chart_box, Box(chart_box.x, chart_box.y + down, chart_box.wide, chart_box.high - down))
    native.quiet(made.value_axis, labels=False)
    native.ends(made.value_axis, 0, max(counts["submitted"], 1.0))
    native.quiet(made.category_axis, labels=False)
    made.category_axis.reverse_order = True
    plot = made.plots[0]
    plot.overlap = 100
    plot.gap_width = round(((chart_box.high - down) / len(STEPS) / (ROW * BAR) - 1) * 100)
    for n, step in enumerate(STEPS):
        native.painted(plot.series[0].points[n].format, fill=PAINTS[step])
    for n, lost in enumerate(LOST.values(), 1):
        native.painted(plot.series[n].format, fill=LOST_PAINTS[lost])
    tops = {step: _top(chart_box, down, n) for n, step in enumerate(STEPS)}
    shapes = []
    if first:
        tops["insured"] = box.y + ROW * (1 - BAR) - down / 2
        shapes = _insured(counts, Box(box.x, tops["insured"], box.wide, ROW * BAR), tops["submitted"], on)
    on.draw([*shapes, *_said(picture, steps, tops, box, on)])


def _top(box: Box, down: float, n: int) -> float:
    """Where the bar of row `n` of the chart begins."""
    row = (box.high - down) / len(STEPS)
    return box.y + down + row * n + (row - ROW * BAR) / 2


def _insured(counts: dict[str, float], bar: Box, below: float, on: Ground) -> list[Shape]:
    """The bar of the insured, those who filed a claim as its sliver, and the ground that opens it."""
    share = counts["submitted"] / counts["insured"] if counts["insured"] else 0.0
    name, filed = INDICATORS["insured"].name(on.lang), INDICATORS["submitted"].name(on.lang)
    foot = bar.y + bar.high
    corners = [(bar.x, foot), (bar.x + bar.wide * share, foot), (bar.x + bar.wide, below), (bar.x, below)]
    shapes = [
        on.pen.area(filed, filed, [corners], 1, (0, 0), Look(PAPER.land)),
        on.pen.rectangle(name, bar, Look(PAPER.steps[0]), name),
    ]
    if share:
        sliver = Box(bar.x, bar.y, max(bar.wide * share, 1), bar.high)
        shapes.append(on.pen.rectangle(filed, sliver, Look(PAPER.steps[2]), filed))
    return shapes


def _said(picture: Picture, steps: list[str], tops: dict[str, float], box: Box, on: Ground) -> list[Shape]:
    """The words of the figure over each bar: what was counted at its left, what fell away at its right."""
    assert picture.figure is not None
    found = []
    for note in picture.figure.layout["annotations"]:
        step = steps[len(steps) - 1 - round(note["y"] - DRAWN / 2)]
        kind = Type(WORDS - 2, PAPER.quiet, "r", "b") if note["x"] == 1 else Type(WORDS, PAPER.ink, "l", "b")
        at = box.x + box.wide * note["x"], tops[step] - 0.05 * INCH
        found.append(on.pen.written(runs(note["text"]), at, kind, plain(note["text"])))
    return found
