"""The ranking of places: counts as bars from nothing on, rates as dots on a scale that tells them apart."""

import math
from dataclasses import dataclass

import pandas as pd

from backbone import places
from backbone.charts.bars import NARROWEST, ROW, room_beside
from backbone.charts.bars import Row as Line
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace, trace
from backbone.charts.words import Beside, hover, widest
from backbone.indicator import Indicator
from backbone.scales import Scale
from backbone.text import Text
from backbone.units import Unit

HEAD, DOT = 22, 10
# Fewer places than this leave room below them: one bar that fills a panel is no ranking.
FEWEST = 5
# How much of the scale lies beyond its outermost dots.
EDGE = 0.04
AGAINST = Text("{name} {value}", "{name} {value}")


def ranking(
    answer: pd.DataFrame,
    indicator: Indicator,
    scale: Scale,
    canvas: Canvas,
    most: int = 12,
    against: tuple[str, float] = ("", math.nan),
) -> Figure:
    """The `most` highest places of `answer` (columns place and the indicator), highest on top, painted in the map's
    classes. Of a rate the scale begins near the lowest, so marks are dots, each on a line from the value that they are
    held `against` (its name and value). A click anywhere in a row, its name too, carries the place's code."""
    lang, unit = canvas.lang, indicator.unit
    top = answer.dropna(subset=[indicator.id])
    top = top.sort_values(indicator.id, ascending=False, kind="stable")[:most]
    values = {code: float(v) for code, v in zip(top["place"], top[indicator.id], strict=True)}
    rows = [Line(code, places.get(code).short(lang), Beside(unit.short(v, lang))) for code, v in values.items()]
    held = Held(*against) if unit.is_rate else Held()
    low, high = held.ends(list(values.values())) if unit.is_rate else (0.0, max(values.values(), default=0.0))
    left = _begins(rows, low, high, room_beside(rows) if held.known and low < held.value else 0)
    marks = _dots(rows, values, held, canvas) if unit.is_rate else [_bars(rows, values, canvas)]
    marks[-1]["marker"]["color"] = [canvas.palette.step(scale.of(v).step, scale.steps) for v in values.values()]
    marks[-1]["hovertext"] = [hover(places.get(code).name(lang), unit.full(v, lang)) for code, v in values.items()]
    known = {"type": "category", "categoryarray": list(values), "range": [max(len(rows), FEWEST) - 0.5, -0.5]}
    return canvas.figure(
        [_touch(rows, left, high), _names(rows, left, canvas), *marks],
        ROW * max(FEWEST, len(rows)) + 8 + (HEAD if held.known else 0),
        bargap=0,
        barmode="overlay",
        hovermode="closest",
        xaxis=canvas.axis(showticklabels=False, range=[left, high or 1]),
        yaxis=canvas.axis(showticklabels=False, **known),
        margin=canvas.margin(t=HEAD if held.known else 0, r=room_beside(rows)),
        **held.layout(unit, canvas),
    )


@dataclass(frozen=True)
class Held:
    """What the places are held against: its name and its value, if any."""

    name: str = ""
    value: float = math.nan

    @property
    def known(self) -> bool:
        return not math.isnan(self.value)

    def ends(self, values: list[float]) -> tuple[float, float]:
        """The lowest and the highest of all, with a little beyond."""
        every = [*values, *([self.value] if self.known else [])] or [0.0]
        edge = EDGE * (max(every) - min(every))
        return min(every) - edge, max(every) + edge

    def layout(self, unit: Unit, canvas: Canvas) -> dict:
        """Its line from top to bottom, and its name above."""
        if not self.known:
            return {}
        said = AGAINST(canvas.lang, name=self.name, value=unit.full(self.value, canvas.lang))
        at = {"x": self.value, "y": 1, "yref": "paper", "yanchor": "bottom"}
        ends = (self.value, self.value), (0, 1)
        return {
            "shapes": [canvas.line(*ends, canvas.palette.warm, 1.4, yref="paper")],
            "annotations": [canvas.note(said, **at, font=canvas.font(13, canvas.palette.warm))],
        }


def _begins(rows: list[Line], low: float, high: float, more: float) -> float:
    """Where the scale begins, so that the names, and as many pixels `more`, have room before `low` in the narrowest
    panel: they stand inside the picture because only there a click is heard."""
    names = (widest([row.name for row in rows]) + 8 + more) / (NARROWEST - room_beside(rows))
    return low - ((high - low) or abs(high) or 1.0) * names / (1 - names)


def _touch(rows: list[Line], left: float, right: float) -> Trace:
    """What a pointer meets: each row from end to end."""
    codes = [row.code for row in rows]
    return trace(
        "bar",
        orientation="h",
        base=left,
        x=[right - left] * len(rows),
        y=codes,
        customdata=codes,
        marker={"color": "rgba(0,0,0,0)"},
        hoverinfo="none",
    )


def _names(rows: list[Line], left: float, canvas: Canvas) -> Trace:
    """The name of each row at its left. They are no text of the bars below: plotly hides that where a bar begins below
    zero."""
    return trace(
        "scatter",
        x=[left] * len(rows),
        y=[row.code for row in rows],
        mode="text",
        text=[row.name for row in rows],
        textposition="middle right",
        textfont={"color": canvas.palette.ink},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _bars(rows: list[Line], values: dict[str, float], canvas: Canvas) -> Trace:
    return trace(
        "bar",
        orientation="h",
        x=list(values.values()),
        y=list(values),
        width=0.72,
        customdata=list(values),
        marker={},
        text=[row.beside.markup(canvas) for row in rows],
        textposition="outside",
        constraintext="none",
        cliponaxis=False,
        hoverinfo="text",
    )


def _dots(rows: list[Line], values: dict[str, float], held: Held, canvas: Canvas) -> list[Trace]:
    """The lines from what the values are held against, and a dot at each with its number."""
    stems: list[Trace] = []
    if held.known:
        ends = {
            "x": [x for v in values.values() for x in (held.value, v, None)],
            "y": [y for c in values for y in (c, c, None)],
        }
        line = {"color": canvas.palette.rule, "width": canvas.stroke(2)}
        stems = [trace("scatter", **ends, mode="lines", line=line, hoverinfo="skip")]
    dots = trace(
        "scatter",
        x=list(values.values()),
        y=list(values),
        customdata=list(values),
        mode="markers+text",
        marker={"size": DOT * canvas.size, "line": {"color": canvas.palette.quiet, "width": canvas.stroke(0.8)}},
        text=[f" {row.beside.markup(canvas)} " for row in rows],
        # Outside, where neither its own line nor that of the programme crosses it.
        textposition=["middle left" if v < held.value else "middle right" for v in values.values()],
        cliponaxis=False,
        hoverinfo="text",
    )
    return [*stems, dots]
