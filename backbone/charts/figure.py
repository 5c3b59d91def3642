"""Figures as the plain data that plotly.js takes. plotly's own classes check every value, which cost more than drawing
all the rest; the tests run every figure through these checks instead."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from plotly.basedatatypes import BaseFigure

Trace = dict[str, Any]


class Figure(BaseFigure):
    """A finished figure: traces and layout as plain data. It derives from plotly's figure only to be taken where one is
    wanted, without a copy or a check."""

    def __init__(self, data: list[Trace], layout: dict[str, Any]) -> None:
        self._plain: dict[str, Any] = {"data": data, "layout": layout}

    @property
    def data(self) -> list[Trace]:
        return self._plain["data"]

    @property
    def layout(self) -> dict[str, Any]:
        return self._plain["layout"]

    @property
    def is_map(self) -> bool:
        """Whether it shows places on the ground."""
        return any(trace["type"] in ("choropleth", "scattergeo") for trace in self.data)

    def to_dict(self) -> dict[str, Any]:
        """The figure itself, not a copy: nobody may change it."""
        return self._plain


def short(value: Any) -> Any:
    """A value as JSON writes it in few bytes: a number to seven digits, which is finer than a pixel, a whole one
    without a point, None for NaN."""
    if isinstance(value, float):
        if not isfinite(value):
            return None
        return int(value) if value.is_integer() else float(f"{value:.7g}")
    if isinstance(value, dict):
        return {name: short(own) for name, own in value.items()}
    return [short(own) for own in value] if isinstance(value, (list, tuple)) else value


def alike(values: Sequence[Any]) -> Any:
    """One value where all of these are equal, which plotly takes for every mark; else the list of them."""
    return values[0] if len({*values}) == 1 else list(values)


def trace(kind: str, **properties: object) -> Trace:
    """A plotly trace of that type, without the properties that are None."""
    return {"type": kind, **{name: value for name, value in properties.items() if value is not None}}
