"""The course of claims: from the insured to the families paid and what fell away on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace, trace
from backbone.text import Text
from backbone.units import CLAIMS, PERCENT, PERSON_TIMES

COUNTED = ("submitted", "claims_paid", "rejected")
# Each row of the picture, from the top down.
ROWS: Mapping[str, Text] = {
    "insured": Text("<b>{n}</b> insured", "参保 <b>{n}</b>人次"),
    "submitted": Text("<b>{n}</b> claims submitted", "申请 <b>{n}</b> 件"),
    "decided": Text("<b>{n}</b> decided", "结案 <b>{n}</b> 件"),
    "claims_paid": Text("<b>{n}</b> paid", "赔付 <b>{n}</b> 件"),
}
ONE_IN = Text("<b>1 in {n}</b> filed a claim", "每 <b>{n}</b> 人次有 1 件申请")
WAITING = Text("{n} waiting · {share} of submitted", "{n} 件待结案 · 占申请 {share}")
REJECTED = Text("{n} rejected · {share} of decided", "{n} 件拒赔 · 占结案 {share}")
NOBODY = Text("nobody filed a claim", "尚无申请")
ROW, BAR = 62, 0.3


def outcomes(sums: Mapping[str, float]) -> dict[str, float]:
    """What became of the claims, as counts: `decided` = paid + rejected, `waiting` = submitted - decided. Insured is
    there where `sums` has it."""
    counts = {name: float(sums[name]) for name in ("insured", *COUNTED) if name in sums}
    decided = counts["claims_paid"] + counts["rejected"]
    return counts | {"decided": decided, "waiting": counts["submitted"] - decided}


@dataclass(frozen=True)
class Segment:
    """A part of a row: where it starts and how wide it is, as parts of the row; its colour, and what it says."""

    row: str
    start: float
    width: float
    colour: str
    said: str


def process(counts: Mapping[str, float], canvas: Canvas) -> Figure:
    """One row a step. Submitted, decided and paid share one scale, and what fell away keeps its own segment at the
    end of the row. The insured are far more than the claims: their row has a scale of its own, on which those who
    filed are a sliver, and two lines open that sliver to the full width of the row below. `counts` is of
    `outcomes`."""
    rows = [row for row in ROWS if row in counts]
    at = {row: len(rows) - 1 - n for n, row in enumerate(rows)}
    units = {row: PERSON_TIMES if row == "insured" else CLAIMS for row in rows}
    said = {row: ROWS[row](canvas.lang, n=units[row].short(counts[row], canvas.lang)) for row in rows}
    lost = _lost(counts, canvas)
    segments, traces = _claims(counts, said, lost, canvas), []
    if "insured" in counts:
        share = counts["submitted"] / counts["insured"] if counts["insured"] else 0.0
        lost["insured"] = _one_in(share, canvas)
        segments = [*_insured(share, said["insured"], lost["insured"], canvas), *segments]
        traces.append(_opening(share, at["insured"] - BAR / 2, at["submitted"] + BAR / 2, canvas))
    traces.append(_bars([segment for segment in segments if segment.width > 0], at))
    above = {"xref": "paper", "yref": "y", "yanchor": "bottom", "showarrow": False, "borderpad": 0, "yshift": 2}
    words = [{"text": said[row], "x": 0, "xanchor": "left", "y": at[row] + BAR / 2} for row in rows]
    words += [
        {"text": text, "x": 1, "xanchor": "right", "y": at[row] + BAR / 2, "font": canvas.font()}
        for row, text in lost.items()
    ]
    return canvas.figure(
        traces,
        ROW * len(rows),
        barmode="overlay",
        annotations=words,
        template={"layout": {"annotationdefaults": above | {"font": {"size": round(13 * canvas.size)}}}},
        xaxis=canvas.axis(visible=False, range=[0, 1]),
        yaxis=canvas.axis(visible=False, range=[-BAR / 2 - 0.05, len(rows) - 1 + 0.65]),
    )


def _lost(counts: Mapping[str, float], canvas: Canvas) -> dict[str, str]:
    """What fell away, by the row at whose end it lies."""
    found = {}
    for row, text, count, of in (
        ("decided", WAITING, "waiting", "submitted"),
        ("claims_paid", REJECTED, "rejected", "decided"),
    ):
        if counts[count] > 0:
            share = PERCENT.full(counts[count] / counts[of] * 100, canvas.lang)
            found[row] = text(canvas.lang, n=CLAIMS.full(counts[count], canvas.lang), share=share)
    return found


def _claims(
    counts: Mapping[str, float], said: Mapping[str, str], lost: Mapping[str, str], canvas: Canvas
) -> list[Segment]:
    """The rows of the claims, as parts of those submitted."""
    palette, whole = canvas.palette, counts["submitted"] or 1.0
    paid, decided, waiting, rejected = (counts[n] / whole for n in ("claims_paid", "decided", "waiting", "rejected"))
    return [
        Segment("submitted", 0.0, min(1.0, counts["submitted"]), palette.steps[2], said["submitted"]),
        Segment("decided", 0.0, decided, palette.steps[3], said["decided"]),
        Segment("claims_paid", 0.0, paid, palette.accent, said["claims_paid"]),
        Segment("decided", decided, waiting, palette.absent, lost.get("decided", "")),
        Segment("claims_paid", paid, rejected, palette.warm, lost.get("claims_paid", "")),
    ]


def _insured(share: float, everyone: str, one_in: str, canvas: Canvas) -> list[Segment]:
    """The row of the insured, and the sliver of it that filed a claim."""
    pale, filed = canvas.palette.steps[0], canvas.palette.steps[2]
    return [Segment("insured", 0.0, 1.0, pale, everyone), Segment("insured", 0.0, share, filed, one_in)]


def _one_in(share: float, canvas: Canvas) -> str:
    """How many of the insured there are for each claim filed, in words."""
    return ONE_IN(canvas.lang, n=PERSON_TIMES.full(round(1 / share), canvas.lang)) if share else NOBODY(canvas.lang)


def _opening(share: float, foot: float, head: float, canvas: Canvas) -> Trace:
    """The ground that opens the sliver to the width of the row below."""
    return trace(
        "scatter",
        x=[0, round(share, 5), 1, 0],
        y=[foot, foot, head, head],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=canvas.palette.land,
        hoverinfo="skip",
    )


def _bars(segments: Sequence[Segment], at: Mapping[str, int]) -> Trace:
    return trace(
        "bar",
        orientation="h",
        y=[at[segment.row] for segment in segments],
        base=[round(segment.start, 5) for segment in segments],
        x=[round(segment.width, 5) for segment in segments],
        width=BAR,
        marker={"color": [segment.colour for segment in segments]},
        hovertext=[segment.said for segment in segments],
        hoverinfo="text",
    )
