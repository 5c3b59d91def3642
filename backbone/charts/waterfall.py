"""The bill: what hospitals charged, who paid which part, and what stayed with the family."""

from collections.abc import Mapping

import plotly.graph_objects as go

from backbone.charts.canvas import Canvas
from backbone.indicators import INDICATORS
from backbone.text import Text
from backbone.units import MONEY, PERCENT

PARTS = ("hospital_cost", "public_paid", "out_of_pocket", "paid")
# Every step in reading order; each but the first starts where the one before it ended.
STEPS: Mapping[str, Text] = {
    "hospital_cost": INDICATORS["hospital_cost"].name,
    "public_paid": INDICATORS["public_paid"].name,
    "out_of_pocket": INDICATORS["out_of_pocket"].name,
    "paid": Text("Backbone paid", "顶梁柱赔付"),
    "still_left": Text("Still with the family", "家庭最终自付"),
}
OF_BILL = Text("{share} of the hospital bill", "占住院总费用的 {share}")
ROW = 46


def bill(sums: Mapping[str, float]) -> dict[str, float]:
    """The five amounts of the bill in RMB, of paid claims: cost = public + out of pocket, and what is still left =
    out of pocket - paid."""
    amounts = {part: float(sums[part]) for part in PARTS}
    return amounts | {"still_left": amounts["out_of_pocket"] - amounts["paid"]}


def waterfall(amounts: Mapping[str, float], canvas: Canvas) -> go.Figure:
    """One bar a step, from the top down; the parts that somebody paid are cut off the right end of what was left
    before them, and thin lines carry the cut to the next step. `amounts` is a `bill`."""
    lang, palette = canvas.lang, canvas.palette
    cost = amounts["hospital_cost"]
    starts = {"public_paid": amounts["out_of_pocket"], "paid": amounts["still_left"]}
    colours = {
        "hospital_cost": palette.absent,
        "public_paid": palette.steps[0],
        "out_of_pocket": palette.quiet,
        "paid": palette.accent,
        "still_left": palette.quiet,
    }
    # A short bar has its amount to the right of it; where that is near the bill's end there must be room.
    room = 1.01 if amounts["out_of_pocket"] <= cost / 2 else 1.5
    said = [
        f"<b>{name(lang)}</b><br>{MONEY.full(amounts[step], lang)}"
        + (f"<br>{OF_BILL(lang, share=PERCENT.full(amounts[step] / cost * 100, lang))}" if cost else "")
        for step, name in STEPS.items()
    ]
    bars = go.Bar(
        orientation="h",
        y=list(STEPS),
        x=[amounts[step] for step in STEPS],
        base=[starts.get(step, 0.0) for step in STEPS],
        marker={"color": [colours[step] for step in STEPS]},
        text=[f"<b>{MONEY.short(amounts[step], lang)}</b>" for step in STEPS],
        textposition=["inside" if amounts[step] > cost / 2 else "outside" for step in STEPS],
        insidetextanchor="end",
        textfont={"size": round(14 * canvas.size), "color": palette.ink},
        cliponaxis=False,
        hovertext=said,
        hoverinfo="text",
    )
    cuts = (cost, amounts["out_of_pocket"], amounts["out_of_pocket"], amounts["still_left"])
    carried = [
        {
            "type": "line",
            "x0": cut,
            "x1": cut,
            "y0": row,
            "y1": row + 1,
            "layer": "below",
            "line": {"color": palette.quiet, "width": canvas.size, "dash": "dot"},
        }
        for row, cut in enumerate(cuts)
    ]
    return canvas.figure(
        [bars],
        ROW * len(STEPS),
        bargap=0.36,
        shapes=carried,
        xaxis=canvas.axis(showticklabels=False, range=[0, (cost or 1) * room]),
        yaxis=canvas.axis(
            type="category",
            range=[len(STEPS) - 0.5, -0.5],
            tickvals=list(STEPS),
            ticktext=[f"{name(lang)}  " for name in STEPS.values()],
            tickfont={"color": palette.ink, "size": round(14 * canvas.size)},
        ),
    )
