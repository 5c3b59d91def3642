"""The published figures over time: one panel a subject, one stem a figure, nothing joined that no source joins."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from backbone import units
from backbone.charts.canvas import Canvas
from backbone.published import KINDS, STATEMENTS, UNITS, Disagreement, Figure
from backbone.text import Text
from backbone.units import Unit


@dataclass(frozen=True)
class Panel:
    """One subject: the metrics that speak of it, and how its numbers are written."""

    name: Text
    metrics: frozenset[str]
    unit: Unit


HEADCOUNTS = (
    "insured_persons", "insured_person_times", "insured_households", "target_persons", "plan_person_times",
)  # fmt: skip
PANELS = (
    Panel(Text("Insured", "参保"), frozenset(HEADCOUNTS), units.PERSON_TIMES),
    Panel(Text("Counties", "县数"), frozenset({"counties", "plan_counties"}), units.PLACES),
    Panel(Text("Money raised", "筹款"), frozenset({"raised_rmb"}), units.MONEY),
    Panel(Text("Money spent", "支出"), frozenset({"spent_rmb", "plan_rmb"}), units.MONEY),
    Panel(Text("Paid to families", "赔付金额"), frozenset({"paid_rmb"}), units.MONEY),
    Panel(Text("Claims and claimants paid", "赔付件数与人数"), frozenset({"claims_paid", "claimants"}), units.CLAIMS),
)
SYMBOLS: Mapping[str, str] = {"primary": "circle", "press": "diamond", "repost": "square"}
INTENDED = Text("Hollow: a target or plan, not a result", "空心：目标或计划，并非实际")
ONE_YEAR = Text("Line: that year alone, not since the launch", "横线：仅该年度，非启动以来累计")
DISPUTED = Text("does not agree with others: {about}", "与其他来源不一致：{about}")
# A number is written beside a mark only where it has this much room, in days and in parts of the panel's height.
ROOM_DAYS, ROOM_HEIGHT = 330, 0.16
PANEL_HEIGHT, GAP = 118, 0.055


def charted(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures that the timeline shows: those of the whole programme that speak of a panel's subject."""
    known = frozenset.union(*(p.metrics for p in PANELS))
    return tuple(f for f in figures if f.scope == "programme" and f.metric in known)


def timeline(figures: Sequence[Figure], disputed: Sequence[Disagreement], canvas: Canvas) -> go.Figure:
    """Every figure of `charted(figures)` as a stem at its date: filled for a result, hollow for a target or plan,
    the symbol telling who said it. The tooltip names the source, and the disagreement a figure is part of. A click
    carries the figure's id."""
    shown, lang, palette = charted(figures), canvas.lang, canvas.palette
    launch = min(f.period_start for f in shown if f.period_start)
    about = {f.figure_id: d.about(lang) for d in disputed for f in d.figures}
    traces: list = []
    layout: dict = {"xaxis": _time(shown, canvas)}
    titles = []
    for n, panel in enumerate(PANELS):
        axis = "y" if n == 0 else f"y{n + 1}"
        own = [f for f in shown if f.metric in panel.metrics]
        top = max(f.value for f in own)
        bottom_edge = 1 - (n + 1) / len(PANELS)
        domain = [bottom_edge, bottom_edge + (1 / len(PANELS)) * (1 - 2.4 * GAP * 1.9)]
        layout[f"yaxis{'' if n == 0 else n + 1}"] = canvas.axis(
            domain=domain, range=[0, top * 1.22], showticklabels=False, showline=False,
        )
        traces += _stems(own, launch, axis, canvas)
        traces += _marks(own, panel, about, axis, canvas)
        titles.append(
            {
                "text": f"<b>{panel.name(lang)}</b>", "x": 0, "xref": "paper", "xanchor": "left", "yref": "paper",
                "y": domain[1], "yanchor": "bottom", "showarrow": False, "font": {"size": round(13 * canvas.size)},
            }
        )
        titles += _numbers(own, panel, top, axis, canvas)
        layout.setdefault("shapes", []).append(
            {
                "type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "paper", "y0": domain[0], "y1": domain[0],
                "line": {"color": palette.rule, "width": 1}, "layer": "below",
            }
        )
    return canvas.figure(
        [*traces, *_legend(canvas)],
        PANEL_HEIGHT * len(PANELS) + 70,
        annotations=titles,
        hovermode="closest",
        **layout,
    ).update_layout(
        showlegend=True,
        legend={
            "orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom", "itemclick": False,
            "itemdoubleclick": False, "bgcolor": "rgba(0,0,0,0)", "font": {"size": round(12 * canvas.size)},
        },
    )


def _time(shown: Sequence[Figure], canvas: Canvas) -> dict:
    """The shared axis: whole years, with room for the number beside the last mark."""
    first, last = min(f.day for f in shown), max(f.day for f in shown)
    years = [f"{year}-01-01" for year in range(first.year + 1, last.year + 2)]
    return canvas.axis(
        type="date", range=[f"{first.year}-04-01", f"{last.year + 1}-07-01"], anchor=f"y{len(PANELS)}",
        tickvals=years, ticktext=[year[:4] for year in years], showgrid=True,
    )


def _stems(own: Sequence[Figure], launch: str, axis: str, canvas: Canvas) -> Iterator[go.Scatter]:
    """A thin line from each mark to zero, and one from the start of a year to the mark of that year alone."""
    palette = canvas.palette
    x, y = [], []
    for f in own:
        x += [f.day, f.day, None]
        y += [0, f.value, None]
    common = {"mode": "lines", "hoverinfo": "skip", "showlegend": False, "yaxis": axis}
    yield go.Scatter(x=x, y=y, line={"color": palette.rule, "width": 1.5 * canvas.size}, **common)
    x, y = [], []
    for f in own:
        if f.statement == "actual" and f.period_start > launch:
            x += [date.fromisoformat(f.period_start), f.day, None]
            y += [f.value, f.value, None]
    if x:
        yield go.Scatter(x=x, y=y, line={"color": palette.accent, "width": 2 * canvas.size}, **common)


def _marks(own, panel: Panel, about: Mapping[str, str], axis: str, canvas: Canvas) -> Iterator[go.Scatter]:
    for kind, symbol in SYMBOLS.items():
        for actual in (True, False):
            some = [f for f in own if f.source.kind == kind and (f.statement == "actual") == actual]
            if some:
                yield go.Scatter(
                    x=[f.day for f in some],
                    y=[f.value for f in some],
                    yaxis=axis,
                    mode="markers",
                    marker=_mark(symbol, actual, canvas),
                    customdata=[f.figure_id for f in some],
                    hovertext=[_said(f, about, canvas) for f in some],
                    hoverinfo="text",
                    name=panel.name(canvas.lang),
                    showlegend=False,
                )


def _mark(symbol: str, actual: bool, canvas: Canvas) -> dict:
    palette = canvas.palette
    return {
        "symbol": symbol,
        "size": (10 if actual else 9) * canvas.size,
        "color": palette.accent if actual else palette.paper,
        "line": {"color": palette.paper if actual else palette.warm, "width": (1 if actual else 2) * canvas.size},
    }


def _said(f: Figure, about: Mapping[str, str], canvas: Canvas) -> str:
    """The tooltip: what, how much, when, who says so, and whether others disagree."""
    lang = canvas.lang
    lines = [
        f"<b>{f.shown} {UNITS[f.unit](lang)}</b>",
        f"{f.name(lang)} · {STATEMENTS[f.statement](lang)} · {f.when(lang)}",
        f"{KINDS[f.source.kind](lang)}: {f.source.publisher(lang)}"
        if lang == "en" else f"{KINDS[f.source.kind](lang)}：{f.source.publisher(lang)}",
    ]
    if f.figure_id in about:
        lines.append(f"<i>{DISPUTED(lang, about=about[f.figure_id])}</i>")
    return "<br>".join(lines)


def _numbers(own: Sequence[Figure], panel: Panel, top: float, axis: str, canvas: Canvas) -> list[dict]:
    """The value beside each mark that has room for it: results before plans, later before earlier."""
    written: list[Figure] = []
    for f in sorted(own, key=lambda f: (f.statement != "actual", f.day.toordinal() * -1, -f.value)):
        clear = all(
            abs((f.day - other.day).days) > ROOM_DAYS or abs(f.value - other.value) > ROOM_HEIGHT * top
            for other in written
        )
        if clear:
            written.append(f)
    return [
        {
            "text": panel.unit.short(f.value, canvas.lang), "x": f.day, "y": f.value, "xref": "x", "yref": axis,
            "xanchor": "left", "xshift": 8, "showarrow": False,
            "font": {
                "size": round(12 * canvas.size),
                "color": canvas.palette.ink if f.statement == "actual" else canvas.palette.warm,
            },
        }
        for f in written
    ]


def _legend(canvas: Canvas) -> Iterator[go.Scatter]:
    """One entry a symbol, one for the hollow marks, one for the lines; they carry no data."""
    nothing = {"x": [None], "y": [None], "showlegend": True}
    for kind, symbol in SYMBOLS.items():
        yield go.Scatter(mode="markers", marker=_mark(symbol, True, canvas), name=KINDS[kind](canvas.lang), **nothing)
    yield go.Scatter(mode="markers", marker=_mark("diamond", False, canvas), name=INTENDED(canvas.lang), **nothing)
    line = {"color": canvas.palette.accent, "width": 2 * canvas.size}
    yield go.Scatter(mode="lines", line=line, name=ONE_YEAR(canvas.lang), **nothing)
