"""The remainder in a chart by a breakdown: what is not yet broken down stands last, grey, out of reach of a click."""

from collections.abc import Sequence

import pandas as pd

from backbone.breakdowns import BREAKDOWNS, REMAINDER
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Trace, trace


def split(answer: pd.DataFrame, by: str, counted: str) -> tuple[pd.DataFrame, pd.Series | None]:
    """The rows of the categories of `by`, and the row of the remainder: None where `counted` of it is not above
    zero."""
    is_rest = answer[by] == REMAINDER
    rest = answer[is_rest & (answer[counted] > 0)]
    return answer[~is_rest], rest.iloc[0] if len(rest) else None


def name(by: str, canvas: Canvas) -> str:
    """What the remainder of the breakdown `by` is called."""
    return BREAKDOWNS[by].names[REMAINDER](canvas.lang)


def bar(x: Sequence[float], y: Sequence[float | str], canvas: Canvas, **more: object) -> Trace:
    """The bar of the remainder. The pointer passes through it, so that a click finds nothing; its number, written
    beside it with `number`, has the tooltip."""
    return trace(
        "bar", **{"x": list(x), "y": list(y), "marker": {"color": canvas.palette.absent}, "hoverinfo": "skip"} | more
    )


def number(text: str, said: str, canvas: Canvas, **at: object) -> dict:
    """The words of the remainder in a picture, with what they say on hover."""
    palette = canvas.palette
    label = {"bgcolor": palette.paper, "bordercolor": palette.rule}
    return canvas.note(text, font={"color": palette.quiet}, hovertext=said, hoverlabel=label, **at)


def below(text: str, said: str, canvas: Canvas, down: float) -> dict:
    """The remainder as a line of words `down` pixels below a picture that has no row for it."""
    mark = f'<span style="color:{canvas.palette.absent}">■</span>'
    at = {"xref": "paper", "x": 0.5, "yref": "paper", "y": 0, "yanchor": "top", "yshift": -round(down * canvas.size)}
    return number(f"{mark} {text}", said, canvas, **at)
