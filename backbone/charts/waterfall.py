"""The bill: what hospitals charged, who paid which part, and what stayed with the family."""

from collections.abc import Mapping

from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace, trace
from backbone.charts.words import hover, widest
from backbone.indicators import INDICATORS
from backbone.text import Lang, Text
from backbone.units import MONEY, PERCENT

PARTS = ("hospital_cost", "public_paid", "out_of_pocket", "paid")
# Every step in reading order; each but the first starts where the one before it ended.
STEPS: Mapping[str, Text] = {
    "hospital_cost": INDICATORS["hospital_cost"].name,
    "public_paid": INDICATORS["public_paid"].name,
    "out_of_pocket": INDICATORS["out_of_pocket"].name,
    "paid": Text("Backbone paid", "顶梁柱赔付"),
    "still_left": INDICATORS["still_left"].name,
}
OF_BILL = Text("{share} of the hospital bill", "占住院总费用的 {share}")
ROW = 46
# Pixels between a name and its bar.
GAP = 8


def bill(sums: Mapping[str, float]) -> dict[str, float]:
    """The five amounts of the bill in RMB, of paid claims: cost = public + out of pocket, and what is still left =
    out of pocket - paid."""
    amounts = {part: float(sums[part]) for part in PARTS}
    return amounts | {"still_left": amounts["out_of_pocket"] - amounts["paid"]}


def waterfall(amounts: Mapping[str, float], canvas: Canvas) -> Figure:
    """One bar a step, from the top down; the parts that somebody paid are cut off the right end of what was left
    before them, and thin lines carry the cut to the next step. `amounts` is a `bill`."""
    cost, left, still = (amounts[step] for step in ("hospital_cost", "out_of_pocket", "still_left"))
    # A short bar has its amount to the right of it; where that is near the bill's end there must be room.
    room = 1.01 if left <= cost / 2 else 1.5
    names = {step: name(canvas.lang) for step, name in STEPS.items()}
    return canvas.figure(
        [_steps(amounts, canvas)],
        ROW * len(STEPS),
        bargap=0.36,
        margin=canvas.margin(l=widest([*names.values()]) + GAP),
        shapes=[
            canvas.line((cut, cut), (row, row + 1), canvas.palette.quiet, dash="dot", layer="below")
            for row, cut in enumerate((cost, left, left, still))
        ],
        xaxis=canvas.axis(showticklabels=False, range=[0, (cost or 1) * room]),
        yaxis=canvas.names_at_left(names, tickfont=canvas.font(13, canvas.palette.ink)),
    )


def _steps(amounts: Mapping[str, float], canvas: Canvas) -> Trace:
    """The bars, each with its amount inside or, where it is short, beside it."""
    lang, palette, cost = canvas.lang, canvas.palette, amounts["hospital_cost"]
    starts = {"public_paid": amounts["out_of_pocket"], "paid": amounts["still_left"]}
    colours = {
        "hospital_cost": palette.absent,
        "public_paid": palette.steps[0],
        "out_of_pocket": palette.quiet,
        "paid": palette.accent,
        "still_left": palette.quiet,
    }
    return trace(
        "bar",
        orientation="h",
        y=list(STEPS),
        x=[amounts[step] for step in STEPS],
        base=[starts.get(step, 0.0) for step in STEPS],
        marker={"color": [colours[step] for step in STEPS]},
        text=[f"<b>{MONEY.short(amounts[step], lang)}</b>" for step in STEPS],
        textposition=["inside" if amounts[step] > cost / 2 else "outside" for step in STEPS],
        insidetextanchor="end",
        textfont=canvas.font(13, palette.ink),
        cliponaxis=False,
        hovertext=[hover(STEPS[step](lang), *_said(amounts[step], cost, lang)) for step in STEPS],
        hoverinfo="text",
    )


def _said(amount: float, cost: float, lang: Lang) -> list[str]:
    """An amount and, where there is a bill, its share of it."""
    share = [OF_BILL(lang, share=PERCENT.full(amount / cost * 100, lang))] if cost else []
    return [MONEY.full(amount, lang), *share]
