"""Figures as plain data: what plotly.js is given, as it is. plotly's own checks cost more than all the rest of a
picture; the tests run every figure through them instead."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from plotly.basedatatypes import BaseFigure

Trace = dict[str, Any]


class Figure(BaseFigure):
    """A finished figure: its traces and its layout. It is one of plotly's figures only in that what takes those takes
    it, without a copy and without a look at what it holds."""

    def __init__(self, data: list[Trace], layout: dict[str, Any]) -> None:
        self._plain: dict[str, Any] = {"data": data, "layout": layout}

    @property
    def data(self) -> list[Trace]:
        return self._plain["data"]

    @property
    def layout(self) -> dict[str, Any]:
        return self._plain["layout"]

    def to_dict(self) -> dict[str, Any]:
        """The figure itself, not a copy: nobody may change it."""
        return self._plain


def short(value: Any) -> Any:
    """A part of a figure as few bytes say it: a number in seven digits, which is finer than a pixel, a whole one
    without a point, and None for what is no number."""
    if isinstance(value, float):
        if not isfinite(value):
            return None
        return int(value) if value.is_integer() else float(f"{value:.7g}")
    if isinstance(value, dict):
        return {name: short(own) for name, own in value.items()}
    return [short(own) for own in value] if isinstance(value, (list, tuple)) else value


def alike(values: Sequence[Any]) -> Any:
    """What each of these marks has of its own, or once what all of them have."""
    return values[0] if len({*values}) == 1 else list(values)


def trace(kind: str, **properties: object) -> Trace:
    """One trace of that type; a property that is None is not said."""
    return {"type": kind, **{name: value for name, value in properties.items() if value is not None}}
