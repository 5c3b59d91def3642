"""The funnel plot: every county against what was expected of it, and its normal range."""

import math
from collections.abc import Mapping

import pandas as pd

from backbone import places
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace, trace
from backbone.charts.spots import Seen, arrange
from backbone.charts.words import hover
from backbone.signals import Signal
from backbone.statistics.funnel import LIMITS
from backbone.units import CLAIMS
from backbone.watch.reasons import centres
from backbone.watch.watchlist import BELOW, FAR, LOOK, THIN, VERDICTS

# The two ends of an axis.
Ends = tuple[float, float]

# A funnel stands in part of a page: its names must be free in each of these widths, from phone to projector.
WIDTHS = (300, 420, 560, 760)
# Mark and border of each verdict: size and shape say it too, never colour alone.
DIAMETER: Mapping[str, float] = {FAR: 12, LOOK: 10, BELOW: 10, THIN: 8}
PLAIN_DIAMETER = 7
ROOM = 0.08
# Pixels below: the sizes, and the name of their axis.
FOOT = 48


def funnel(
    rows: pd.DataFrame, curves: pd.DataFrame, signal: Signal, said: Mapping[str, str], canvas: Canvas, height: int = 430
) -> Figure:
    """One mark a county of `rows` (place, size, ratio, verdict, the 95 % limits) at its size, with a sentence of
    `said` by place on hover; the limits of `curves` as lines named at their end, those of chance alone faint behind.
    The larger marks with names are those that are listed, hollow ones are too small to tell. A click carries the
    place's code."""
    palette, lang, size = canvas.palette, canvas.lang, canvas.size
    rows = rows[(rows["size"] > 0) & rows["ratio"].notna()]
    low, high = _ends([*rows["ratio"], *_drawn(curves)[list(LIMITS)].to_numpy().ravel()], signal)
    traces = _limits(curves, canvas) if len(curves) else []
    centre = centres(rows)[signal.id]
    for verdict in (None, THIN, BELOW, LOOK, FAR):
        own = rows[rows["verdict"] == verdict] if verdict else rows[~rows["verdict"].isin(DIAMETER)]
        if len(own):
            traces.append(_marks(own, verdict, said, canvas))
    across = [math.log10(v) for v in rows["size"]]
    left, right = (min(across) - ROOM, max(across) + ROOM) if across else (0.0, 1.0)
    ticks = _round_sizes(10**left, 10**right)
    return canvas.figure(
        [*traces, *_names(rows, (left, right), (low, high), canvas, height)],
        height,
        hovermode="closest",
        margin=canvas.margin(r=46, t=24, b=FOOT),
        shapes=[canvas.line((0, 1), (centre, centre), palette.quiet, 1.2, xref="paper", layer="below")],
        xaxis=canvas.axis(
            type="log",
            range=[left, right],
            tickvals=ticks,
            ticktext=[CLAIMS.short(v, lang) for v in ticks],
            title={"text": signal.size_name(lang), "standoff": round(8 * size), "font": canvas.font()},
        ),
        yaxis=canvas.axis(
            range=[low, high],
            showgrid=True,
            nticks=6,
            ticksuffix="%" if signal.is_share else "",
        ),
        annotations=[*_ends_named(curves, (low, high), canvas), _down(signal, canvas)],
    )


def _down(signal: Signal, canvas: Canvas) -> dict:
    """The name of the axis that runs upward, written above it."""
    at = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4}
    return canvas.note(signal.ratio_name(canvas.lang), **at, font=canvas.font())


def _drawn(curves: pd.DataFrame) -> pd.DataFrame:
    """The curves without their steep beginning, which must not set the height of the picture."""
    return curves.iloc[len(curves) // 8 :]


def _ends(values: list[float], signal: Signal) -> tuple[float, float]:
    known = [v for v in values if not math.isnan(v)] or [0.0, 100.0]
    low, high = min(known), max(known)
    wide = (high - low) or 1.0
    most = 100.0 if signal.is_share else math.inf
    return max(low - wide * 0.06, 0.0 - wide * 0.03), min(high + wide * 0.06, most + wide * 0.03)


def _limits(curves: pd.DataFrame, canvas: Canvas) -> list[Trace]:
    palette, traces = canvas.palette, []
    x = curves["size"].round(1).tolist()
    for limit in LIMITS:
        for plain in (True, False):
            far = limit.endswith("998")
            if plain and far:
                continue
            traces.append(
                trace(
                    "scatter",
                    x=x,
                    y=curves[f"plain_{limit}" if plain else limit].round(1).tolist(),
                    mode="lines",
                    hoverinfo="skip",
                    line={
                        "color": palette.rule if plain else palette.quiet,
                        "width": canvas.stroke(1.0 if plain else 1.4 if far else 1.0),
                        "dash": "dot" if plain else "solid" if far else "dash",
                    },
                )
            )
    return traces


def _marks(own: pd.DataFrame, verdict: str | None, said: Mapping[str, str], canvas: Canvas) -> Trace:
    palette, lang, size = canvas.palette, canvas.lang, canvas.size
    filled = {FAR: palette.accent, LOOK: palette.steps[2], BELOW: palette.accent}.get(verdict or "", palette.steps[1])
    hollow = verdict == THIN
    words = [
        hover(places.get(row["place"]).name(lang), said.get(row["place"], ""), VERDICTS[row["verdict"]](lang))
        for row in own.to_dict("records")
    ]
    return trace(
        "scatter",
        x=own["size"].round(1).tolist(),
        y=own["ratio"].round(1).tolist(),
        mode="markers",
        customdata=own["place"].tolist(),
        hovertext=words,
        hoverinfo="text",
        marker={
            "symbol": "diamond" if verdict in (LOOK, BELOW) else "circle",
            "size": DIAMETER.get(verdict or "", PLAIN_DIAMETER) * size,
            "color": palette.paper if hollow else filled,
            "line": {
                "color": palette.quiet if hollow else palette.paper,
                "width": canvas.stroke(1.2 if hollow else 0.6),
            },
        },
    )


def _names(rows: pd.DataFrame, across: Ends, down: Ends, canvas: Canvas, height: int) -> list[Trace]:
    """The names of the counties that are listed, where each has room; the farthest outside first."""
    listed = rows["verdict"].isin((FAR, LOOK, BELOW))
    order = pd.concat([rows[listed].sort_values("z", key=lambda z: -z.abs().fillna(0)), rows[~listed]])
    codes = order["place"].tolist()
    xs = [(math.log10(v) - across[0]) / (across[1] - across[0]) - 0.5 for v in order["size"]]
    ys = [0.5 - (v - down[0]) / (down[1] - down[0]) for v in order["ratio"]]
    marks = [DIAMETER.get(v, PLAIN_DIAMETER) for v in order["verdict"]]
    plot = height - 46
    size = canvas.size
    seen: Seen = {(w, plot): [(x * w * size, y * plot * size) for x, y in zip(xs, ys, strict=True)] for w in WIDTHS}
    texts = [places.get(code).short(canvas.lang) for code in codes]
    found: dict[str, list[int]] = {}
    for spot in arrange([[text] for text in texts], marks, seen, size, int(listed.sum())):
        found.setdefault(spot.side, []).append(spot.index)
    values = order[["size", "ratio"]].round(1).to_numpy().tolist()
    return [
        trace(
            "scatter",
            x=[values[i][0] for i in at],
            y=[values[i][1] for i in at],
            mode="markers+text",
            text=[texts[i] for i in at],
            textposition=side,
            textfont={"size": round(13 * canvas.size), "color": canvas.palette.ink},
            marker={"size": 12 * canvas.size, "opacity": 0},
            hoverinfo="skip",
        )
        for side, at in found.items()
    ]


def _ends_named(curves: pd.DataFrame, down: Ends, canvas: Canvas) -> list[dict]:
    """The limits' names where the lines end; one that would fall outside the picture, or on another, is left out."""
    if curves.empty:
        return []
    last, out = curves.iloc[-1], []
    taken: list[float] = []
    least = (down[1] - down[0]) * 0.045
    for limit, name in (("lower_998", "99.8%"), ("lower_95", "95%"), ("upper_95", "95%"), ("upper_998", "99.8%")):
        y = float(last[limit])
        if down[0] <= y <= down[1] and all(abs(y - other) >= least for other in taken):
            taken.append(y)
            at = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 4, "y": round(y, 1)}
            out.append(canvas.note(name, **at, font=canvas.font()))
    return out


def _round_sizes(low: float, high: float) -> list[float]:
    """Round sizes between the ends of the axis: 50, 100, 200, 500 …"""
    powers = range(math.floor(math.log10(max(low, 1))), math.ceil(math.log10(max(high, 1))) + 1)
    return [lead * 10.0**p for p in powers for lead in (1, 2, 5) if low <= lead * 10.0**p <= high]
