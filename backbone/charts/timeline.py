"""The published figures over time: one panel a subject, one stem a figure, nothing joined that no source joins."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backbone import units
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure as Drawn
from backbone.charts.figure import Trace, trace
from backbone.charts.words import hover
from backbone.punctuation import labelled
from backbone.record.published import KINDS, STATEMENTS, UNITS, Disagreement, Figure
from backbone.text import Text
from backbone.units import Unit


@dataclass(frozen=True)
class Panel:
    """One subject: the metrics that speak of it, how its numbers are written, and how `tall` it is beside the rest."""

    name: Text
    metrics: frozenset[str]
    unit: Unit
    tall: float = 1


HEADCOUNTS = (
    "insured_persons", "insured_person_times", "insured_households", "target_persons", "plan_person_times",
)  # fmt: skip
PANELS = (
    Panel(Text("Insured", "参保"), frozenset(HEADCOUNTS), units.PERSON_TIMES, tall=1.6),
    Panel(Text("Counties", "县数"), frozenset({"counties", "plan_counties"}), units.PLACES),
    Panel(Text("Money raised", "筹款"), frozenset({"raised_rmb"}), units.MONEY),
    Panel(Text("Money spent", "支出"), frozenset({"spent_rmb", "plan_rmb"}), units.MONEY),
    Panel(Text("Paid to families", "赔付金额"), frozenset({"paid_rmb"}), units.MONEY),
    Panel(Text("Claims and claimants paid", "赔付件数与人数"), frozenset({"claims_paid", "claimants"}), units.CLAIMS),
)
SYMBOLS: Mapping[str, str] = {"primary": "circle", "press": "diamond", "repost": "square"}
INTENDED = Text("Target or plan", "目标或计划")
ONE_YEAR = Text("That year alone", "仅该年度")
DISPUTED = Text("does not agree with others: {about}", "与其他来源不一致：{about}")
# A number is written beside a mark only where it has room: days for a narrow character and for the gap to the mark,
# and parts of the panel's height. Marks so close in time that they touch share one number.
CHARACTER, BESIDE, LINE, SAME_DAY = 36, 55, 0.17, 15
# Pixels: a panel with its title, the title alone, the legend above the panels, the years below them.
PANEL, TITLE, LEGEND, YEARS = 116, 30, 58, 24


def charted(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures that the timeline shows: those of the whole programme that speak of a panel's subject."""
    known = frozenset.union(*(p.metrics for p in PANELS))
    return tuple(f for f in figures if f.scope == "programme" and f.metric in known)


def timeline(figures: Sequence[Figure], disputed: Sequence[Disagreement], canvas: Canvas) -> Drawn:
    """Every figure of `charted(figures)` as a stem at its date: filled for a result, hollow for a target or plan,
    the symbol telling who said it. The tooltip names the source, and the disagreement a figure is part of. A click
    carries the figure's id."""
    shown = charted(figures)
    launch = min(f.period_start for f in shown if f.period_start)
    about = {f.figure_id: d.about(canvas.lang) for d in disputed for f in d.figures}
    height = sum(PANEL * panel.tall for panel in PANELS) + LEGEND
    above = height - LEGEND
    span = date(min(f.day for f in shown).year, 5, 1), date(max(f.day for f in shown).year + 1, 3, 1)
    traces, notes, rules, axes = [], [], [], {}
    for n, panel in enumerate(PANELS):
        own, number = [f for f in shown if f.metric in panel.metrics], "" if n == 0 else str(n + 1)
        above -= PANEL * panel.tall
        floor, ceiling = above / height, (above + PANEL * panel.tall - TITLE) / height
        reach = [0, max(amount(f) for f in own) * 1.15]
        axis = f"y{number}"
        axes[f"yaxis{number}"] = canvas.axis(domain=[floor, ceiling], range=reach, showticklabels=False)
        traces += [*_stems(own, launch, axis, canvas), *_marks(own, panel, about, axis, canvas)]
        notes += [_title(panel, ceiling, canvas), *_numbers(own, panel, launch, axis, span, canvas)]
        rules.append(canvas.line((0, 1), (floor, floor), canvas.palette.rule, xref="paper", yref="paper"))
    return canvas.figure(
        [*traces, *_legend(canvas)],
        round(height + YEARS),
        annotations=notes,
        shapes=rules,
        hovermode="closest",
        xaxis=_time(span, canvas),
        showlegend=True,
        legend=canvas.key(orientation="h"),
        **axes,
    )


def amount(figure: Figure) -> float:
    """The value of a charted figure: each is a number."""
    return float(figure.value)


def _title(panel: Panel, ceiling: float, canvas: Canvas) -> dict:
    """The subject of a panel, above it."""
    at = {"x": 0, "xref": "paper", "xanchor": "left", "y": ceiling, "yref": "paper", "yanchor": "bottom"}
    return canvas.note(f"<b>{panel.name(canvas.lang)}</b>", **at, font=canvas.font(13, canvas.palette.ink))


def _time(span: tuple[date, date], canvas: Canvas) -> dict:
    """The shared axis, marked at the turn of each year."""
    years = [f"{year}-01-01" for year in range(span[0].year + 1, span[1].year + 1)]
    return canvas.axis(
        type="date",
        range=[day.isoformat() for day in span],
        anchor=f"y{len(PANELS)}",
        tickvals=years,
        ticktext=[y[:4] for y in years],
        showgrid=True,
    )


def _stems(own: Sequence[Figure], launch: str, axis: str, canvas: Canvas) -> Iterator[Trace]:
    """A thin line from each mark to zero, and one from the start of a year to the mark of that year alone."""
    palette = canvas.palette
    x, y = [], []
    for f in own:
        x += [f.day.isoformat(), f.day.isoformat(), None]
        y += [0, amount(f), None]
    common = {"mode": "lines", "hoverinfo": "skip", "showlegend": False, "yaxis": axis}
    yield trace("scatter", x=x, y=y, line={"color": palette.rule, "width": canvas.stroke(1.5)}, **common)
    x, y = [], []
    for f in own:
        if _of_one_year(f, launch):
            x += [f.period_start, f.day.isoformat(), None]
            y += [amount(f), amount(f), None]
    if x:
        yield trace("scatter", x=x, y=y, line={"color": palette.accent, "width": canvas.stroke(2)}, **common)


def _marks(own: Sequence[Figure], panel: Panel, about: Mapping[str, str], axis: str, canvas: Canvas) -> Iterator[Trace]:
    for kind, symbol in SYMBOLS.items():
        for actual in (True, False):
            some = [f for f in own if f.source.kind == kind and (f.statement == "actual") == actual]
            if some:
                yield trace(
                    "scatter",
                    x=[f.day.isoformat() for f in some],
                    y=[amount(f) for f in some],
                    yaxis=axis,
                    mode="markers",
                    cliponaxis=False,
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
        "line": {"color": palette.paper if actual else palette.warm, "width": canvas.stroke(1 if actual else 2)},
    }


def _said(f: Figure, about: Mapping[str, str], canvas: Canvas) -> str:
    """The tooltip: what, how much, when, who says so, and whether others disagree."""
    lang = canvas.lang
    lines = [
        f"{f.name(lang)} · {STATEMENTS[f.statement](lang)} · {f.when(lang)}",
        labelled(KINDS[f.source.kind](lang), f.source.publisher(lang), lang),
    ]
    if f.figure_id in about:
        lines.append(f"<i>{DISPUTED(lang, about=about[f.figure_id])}</i>")
    return hover(f"{f.shown(lang)} {UNITS[f.unit](lang)}", *lines)


def _of_one_year(f: Figure, launch: str) -> bool:
    """Whether a result counts from a later day than the launch, so that it is no running total."""
    return f.statement == "actual" and f.period_start > launch


def _numbers(
    own: Sequence[Figure], panel: Panel, launch: str, axis: str, span: tuple[date, date], canvas: Canvas
) -> list[dict]:
    """The value right or left of each mark that has room for it: results before plans, later before earlier;
    above its line where it is of one year alone."""
    lang, top = canvas.lang, max(amount(f) for f in own)
    first, last = (day.toordinal() for day in span)
    marks = [(f.day.toordinal(), amount(f) / top) for f in own]
    line = LINE / panel.tall
    boxes: list[tuple[float, float, float]] = [
        (date.fromisoformat(f.period_start).toordinal(), f.day.toordinal(), amount(f) / top)
        for f in own
        if _of_one_year(f, launch)
    ]
    notes = []
    for f in sorted(own, key=lambda f: (f.statement != "actual", -f.day.toordinal(), f.source.kind != "primary")):
        said, day, alone = panel.unit.short(amount(f), lang), f.day.toordinal(), _of_one_year(f, launch)
        height = amount(f) / top + (line * 1.01 if alone else 0)
        width = BESIDE + CHARACTER * sum(1 if c.isascii() else 1.8 for c in said)
        for left in (day - width,) if alone else (day, day - width):
            right = left + width
            clear = first <= left and right <= last
            clear &= all(
                not left < at < right or abs(at - day) <= SAME_DAY or abs(height - level) > line for at, level in marks
            )
            clear &= all(end <= left or start >= right or abs(height - level) > line for start, end, level in boxes)
            if clear:
                boxes.append((left, right, height))
                notes.append(_number(said, f, axis, left == day, 10 if alone else 0, canvas))
                break
    return notes


def _number(said: str, f: Figure, axis: str, after: bool, lift: int, canvas: Canvas) -> dict:
    """The value of a figure, after its mark or before it."""
    palette = canvas.palette
    at = {"x": f.day.isoformat(), "y": amount(f), "xref": "x", "yref": axis, "yshift": lift * canvas.size}
    side = {"xanchor": "left", "xshift": 9} if after else {"xanchor": "right", "xshift": -10}
    colour = palette.ink if f.statement == "actual" else palette.warm
    return canvas.note(said, **at, **side, font=canvas.font(13, colour))


def _legend(canvas: Canvas) -> Iterator[Trace]:
    """One entry a symbol, one for the hollow marks, one for the lines; they carry no data."""
    nothing = {"x": [None], "y": [None], "showlegend": True}
    for kind, symbol in SYMBOLS.items():
        yield trace(
            "scatter", mode="markers", marker=_mark(symbol, True, canvas), name=KINDS[kind](canvas.lang), **nothing
        )
    yield trace(
        "scatter", mode="markers", marker=_mark("diamond", False, canvas), name=INTENDED(canvas.lang), **nothing
    )
    line = {"color": canvas.palette.accent, "width": canvas.stroke(2)}
    yield trace("scatter", mode="lines", line=line, name=ONE_YEAR(canvas.lang), **nothing)
