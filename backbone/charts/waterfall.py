"""The bill: what hospitals charged, who paid which part, and what stayed with the family."""

import pandas as pd
import plotly.graph_objects as go

from backbone.charts.canvas import Canvas
from backbone.indicators import INDICATORS
from backbone.text import Text
from backbone.units import MONEY

PARTS = ("hospital_cost", "public_paid", "out_of_pocket", "paid")
NAMES = {part: INDICATORS[part].name for part in PARTS} | {"still_left": Text("Still with the family", "最终自付")}


def bill(sums: pd.Series) -> dict[str, float]:
    """The five amounts of the bill in RMB, of paid claims: cost = public + out of pocket, and what is still left =
    out of pocket - paid."""
    amounts = {part: float(sums[part]) for part in PARTS}
    return amounts | {"still_left": amounts["out_of_pocket"] - amounts["paid"]}


def waterfall(amounts: dict[str, float], canvas: Canvas, height: int = 300) -> go.Figure:
    """One bar a step; the two parts that somebody paid hang from the amount before them."""
    lang, palette = canvas.lang, canvas.palette
    base = {"public_paid": amounts["out_of_pocket"], "paid": amounts["still_left"]}
    colour = {"paid": palette.accent, "public_paid": palette.steps[1]}
    steps = list(NAMES)
    bars = go.Bar(
        x=steps,
        y=[amounts[s] for s in steps],
        base=[base.get(s, 0) for s in steps],
        marker={"color": [colour.get(s, palette.absent) for s in steps]},
        text=[f"<b>{MONEY.short(amounts[s], lang)}</b>" for s in steps],
        textposition="outside",
        cliponaxis=False,
        hovertext=[f"<b>{NAMES[s](lang)}</b><br>{MONEY.full(amounts[s], lang)}" for s in steps],
        hoverinfo="text",
    )
    return canvas.figure(
        [bars],
        height,
        bargap=0.35,
        xaxis=canvas.axis(
            type="category", tickvals=steps, ticktext=[NAMES[s](lang) for s in steps],
            tickfont={"color": palette.ink}, tickangle=0,
        ),
        yaxis=canvas.axis(showticklabels=False, range=[0, max(amounts["hospital_cost"], 1) * 1.12]),
    )
