"""Figures as plain data: what plotly.js is given, as it is. plotly's own checks cost more than all the rest of a
picture; the tests run every figure through them instead."""

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


def trace(kind: str, **properties: object) -> Trace:
    """One trace of that type; a property that is None is not said."""
    return {"type": kind, **{name: value for name, value in properties.items() if value is not None}}
