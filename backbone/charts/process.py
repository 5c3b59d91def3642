"""The course of claims: from the insured to the families paid and what fell away on the way."""

from collections.abc import Mapping

import plotly.graph_objects as go

from backbone.charts.canvas import Canvas
from backbone.text import Text
from backbone.units import CLAIMS, PERCENT, PERSON_TIMES

COUNTED = ("submitted", "claims_paid", "rejected")
# Each row of the picture, from the top down.
ROWS: Mapping[str, Text] = {
    "insured": Text("<b>{n}</b> insured", "参保 <b>{n}</b> 人次"),
    "submitted": Text("<b>{n}</b> claims submitted", "申请 <b>{n}</b> 件"),
    "decided": Text("<b>{n}</b> decided", "结案 <b>{n}</b> 件"),
    "claims_paid": Text("<b>{n}</b> paid", "赔付 <b>{n}</b> 件"),
}
ONE_IN = Text("<b>1 in {n}</b> filed a claim", "每 <b>{n}</b> 人次有 1 件申请")
WAITING = Text("{n} waiting · {share} of submitted", "{n} 件待结案 · 占申请 {share}")
REJECTED = Text("{n} rejected · {share} of decided", "{n} 件拒赔 · 占结案 {share}")
NOBODY = Text("nobody filed a claim", "尚无申请")
ROW, BAR = 62, 0.3


def course(sums: Mapping[str, float]) -> dict[str, float]:
    """What became of the claims, as counts: `decided` = paid + rejected, `waiting` = submitted - decided. Insured is
    there where `sums` has it."""
    counts = {name: float(sums[name]) for name in ("insured", *COUNTED) if name in sums}
    decided = counts["claims_paid"] + counts["rejected"]
    return counts | {"decided": decided, "waiting": counts["submitted"] - decided}


def process(counts: Mapping[str, float], canvas: Canvas) -> go.Figure:
    """One row a step. Submitted, decided and paid share one scale, and what fell away keeps its own segment at the
    end of the row. The insured are far more than the claims: their row has a scale of its own, on which those who
    filed are a sliver, and two lines open that sliver to the full width of the row below. `counts` is a `course`."""
    lang, palette = canvas.lang, canvas.palette
    rows = [row for row in ROWS if row in counts]
    at = {row: len(rows) - 1 - n for n, row in enumerate(rows)}
    whole = counts["submitted"] or 1.0
    said = {
        row: ROWS[row](lang, n=(PERSON_TIMES if row == "insured" else CLAIMS).short(counts[row], lang)) for row in rows
    }
    lost = {}
    if counts["waiting"] > 0:
        lost["waiting"] = _lost(WAITING, counts["waiting"], counts["submitted"], canvas)
    if counts["rejected"] > 0:
        lost["rejected"] = _lost(REJECTED, counts["rejected"], counts["decided"], canvas)
    paid, decided, waiting, rejected = (counts[n] / whole for n in ("claims_paid", "decided", "waiting", "rejected"))
    # row, from, width, colour, what its tooltip says
    segments = [
        ("submitted", 0.0, min(1.0, counts["submitted"]), palette.steps[2], said["submitted"]),
        ("decided", 0.0, decided, palette.steps[3], said["decided"]),
        ("claims_paid", 0.0, paid, palette.accent, said["claims_paid"]),
        ("decided", decided, waiting, palette.absent, lost.get("waiting", "")),
        ("claims_paid", paid, rejected, palette.warm, lost.get("rejected", "")),
    ]
    beside = {"decided": lost.get("waiting"), "claims_paid": lost.get("rejected")}
    traces = []
    if "insured" in rows:
        share = counts["submitted"] / counts["insured"] if counts["insured"] else 0.0
        one_in = ONE_IN(lang, n=PERSON_TIMES.full(round(1 / share), lang)) if share else NOBODY(lang)
        segments = [
            ("insured", 0.0, 1.0, palette.steps[0], said["insured"]),
            ("insured", 0.0, share, palette.steps[2], one_in),
            *segments,
        ]
        beside["insured"] = one_in
        foot, head = at["insured"] - BAR / 2, at["submitted"] + BAR / 2
        traces.append(
            go.Scatter(
                x=[0, round(share, 5), 1, 0],
                y=[foot, foot, head, head],
                mode="lines",
                line={"width": 0},
                fill="toself",
                fillcolor=palette.land,
                hoverinfo="skip",
            )
        )
    drawn = [segment for segment in segments if segment[2] > 0]
    traces.append(
        go.Bar(
            orientation="h",
            y=[at[row] for row, *_ in drawn],
            base=[round(start, 5) for _, start, *_ in drawn],
            x=[round(width, 5) for _, _, width, *_ in drawn],
            width=BAR,
            marker={"color": [colour for *_, colour, _ in drawn]},
            hovertext=[words for *_, words in drawn],
            hoverinfo="text",
        )
    )
    words = [{"text": said[row], "x": 0, "xanchor": "left", "y": at[row] + BAR / 2} for row in rows]
    words += [
        {"text": text, "x": 1, "xanchor": "right", "y": at[row] + BAR / 2, "font": canvas.font(13)}
        for row, text in beside.items()
        if text and row in at
    ]
    shared = {"xref": "paper", "yref": "y", "yanchor": "bottom", "showarrow": False, "borderpad": 0, "yshift": 2}
    return canvas.figure(
        traces,
        ROW * len(rows),
        barmode="overlay",
        annotations=words,
        template={"layout": {"annotationdefaults": shared | {"font": {"size": round(14 * canvas.size)}}}},
        xaxis=canvas.axis(visible=False, range=[0, 1]),
        yaxis=canvas.axis(visible=False, range=[-BAR / 2 - 0.05, len(rows) - 1 + 0.65]),
    )


def _lost(text: Text, count: float, of: float, canvas: Canvas) -> str:
    share = PERCENT.full(count / of * 100, canvas.lang)
    return text(canvas.lang, n=CLAIMS.full(count, canvas.lang), share=share)
