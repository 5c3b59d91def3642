"""A chart as a thumbnail: its bars, lines and symbols where they stand on the screen; words are strokes."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from backbone.charts import Figure
from backbone.charts.figure import Trace
from backbone.charts.words import extent
from backbone.deck.thumbnail.sheet import HIGH, WIDE, circle, each, rectangle
from backbone.theme import Palette

XY = tuple[float, float]
EDGE = 8
# A pixel of the screen's chart, of symbols and of words.
PIXEL, LEAST, WORDS = 0.34, 1.0, 0.16
STROKE = 2.5


def drawn(figure: Figure, palette: Palette) -> Iterator[str]:
    """What a chart draws on its axes."""
    across, down = _Axis(figure, "x", EDGE, WIDE - EDGE), _Axis(figure, "y", HIGH - EDGE, EDGE)
    gap = figure.layout.get("bargap", 0.2)
    for shape in figure.layout.get("shapes", ()):
        if shape["type"] == "line" and "xsizemode" not in shape and "ysizemode" not in shape:
            yield from _line_between(shape, across, down)
    for trace in figure.data:
        if trace["type"] == "bar":
            yield from _bars(trace, across, down, 1 - gap)
        elif trace["type"] == "scatter":
            yield from _scattered(trace, across, down, palette)


class _Axis:
    """An axis of a figure: where its values stand on the sheet, between two ends."""

    def __init__(self, figure: Figure, name: str, first: float, last: float) -> None:
        own = figure.layout.get(f"{name}axis", {})
        values = [value for trace in figure.data for value in _listed(trace.get(name))]
        names = [value for value in values if isinstance(value, str)]
        self._log = own.get("type") == "log"
        self._order = {n: at for at, n in enumerate(own.get("categoryarray") or dict.fromkeys(names))}
        low, high = own.get("range") or self._extent(values, figure)
        self._low, self._per = low, (last - first) / ((high - low) or 1)
        self._first, self._last = first, last

    def _extent(self, values: Sequence[Any], figure: Figure) -> tuple[float, float]:
        if self._order:
            return -0.5, len(self._order) - 0.5
        numbers = [self.number(value) for value in values if value is not None]
        if any(trace["type"] == "bar" for trace in figure.data):
            numbers.append(0.0)
        return min(numbers, default=0.0), max(numbers, default=1.0)

    def number(self, value: Any) -> float:
        """A value as the axis counts it."""
        if isinstance(value, str):
            return float(self._order.get(value, math.nan))
        return math.log10(value) if self._log and value > 0 else float(value)

    def at(self, value: Any) -> float:
        """Where a value stands."""
        return self._first + (self.number(value) - self._low) * self._per

    def part(self, share: float) -> float:
        """Where a part of the axis ends, counted from its beginning."""
        return self._first + (self._last - self._first) * share


def _listed(values: Any) -> list:
    return [] if values is None else values if isinstance(values, list) else [values]


def _line_between(shape: Mapping, across: _Axis, down: _Axis) -> Iterator[str]:
    x = across.part if shape.get("xref") == "paper" else across.at
    y = down.part if shape.get("yref") == "paper" else down.at
    ends = [(x(shape["x0"]), y(shape["y0"])), (x(shape["x1"]), y(shape["y1"]))]
    yield from _polyline([one for one in ends if _is_on(one)], f'stroke="{shape["line"]["color"]}" stroke-width=".7"')


def _bars(trace: Trace, across: _Axis, down: _Axis, share: float) -> Iterator[str]:
    lies = trace.get("orientation") == "h"
    along, beside = (across, down) if lies else (down, across)
    lengths, stand = _listed(trace["x" if lies else "y"]), _listed(trace["y" if lies else "x"])
    count, marker = len(lengths), trace.get("marker", {})
    more = zip(
        lengths, stand, each(trace.get("base", 0), count), each(trace.get("width", share), count),
        each(trace.get("offset"), count), each(marker.get("color", "none"), count),
        each(marker.get("opacity", 1), count), strict=True,
    )  # fmt: skip
    for length, at, base, thick, offset, colour, opacity in more:
        if length is None or base is None or not length:
            continue
        begins, ends = along.at(base), along.at(along.number(base) + length)
        low = beside.number(at) + (-thick / 2 if offset is None else offset)
        sides = beside.at(low), beside.at(low + thick)
        x, y = ((begins, ends), sides) if lies else (sides, (begins, ends))
        if _is_on((x[0], y[0])) and opacity:
            look = f'fill="{colour}"{_opacity(opacity)}'
            yield rectangle(min(x), min(y), max(abs(x[1] - x[0]), 0.6), max(abs(y[1] - y[0]), 0.6), look)


def _scattered(trace: Trace, across: _Axis, down: _Axis, palette: Palette) -> Iterator[str]:
    pairs = zip(_listed(trace["x"]), _listed(trace["y"]), strict=True)
    at = [None if x is None or y is None else (across.at(x), down.at(y)) for x, y in pairs]
    mode = trace.get("mode", "lines")
    if "lines" in mode:
        line = trace.get("line", {})
        dash = ' stroke-dasharray="2 2"' if line.get("dash", "solid") != "solid" else ""
        look = (
            f'stroke="{line.get("color", palette.quiet)}" stroke-width="{max(0.5, line.get("width", 2) * PIXEL)}"{dash}'
        )
        fill = trace.get("fillcolor", "none") if trace.get("fill") == "toself" else "none"
        for piece in _pieces(at):
            yield from _polyline(piece, look, fill)
    if "markers" in mode:
        yield from _symbols(trace.get("marker", {}), at, palette)
    if "text" in mode:
        for where, said in zip(at, each(trace.get("text", ""), len(at)), strict=True):
            if where and said and "markers" not in mode:
                wide = extent(str(said), WORDS)[0]
                x = where[0] - wide if "left" in str(trace.get("textposition")) else where[0]
                yield rectangle(x, where[1] - STROKE / 2, wide, STROKE, f'fill="{palette.rule}"')


def _symbols(marker: Mapping, at: Sequence[XY | None], palette: Palette) -> Iterator[str]:
    """Circles, or the strokes that stand for all places of a strip."""
    count = len(at)
    sizes, seen = each(marker.get("size", 6), count), each(marker.get("opacity", 1), count)
    shown = [
        (where, size, colour, opacity)
        for where, size, colour, opacity in zip(at, sizes, each(marker.get("color", ""), count), seen, strict=True)
        if where and _is_on(where) and opacity
    ]
    if marker.get("symbol") == "line-ns":
        path = "".join(f"M{x:.1f} {y - size * PIXEL / 2:.1f}v{size * PIXEL:.1f}" for (x, y), size, *_ in shown)
        yield f'<path d="{path}" stroke="{marker["line"]["color"]}" stroke-width=".6"/>'
        return
    for where, size, colour, opacity in shown:
        look = f'fill="{colour or palette.accent}"{_opacity(opacity)}'
        yield circle(*where, max(size * PIXEL / 2, LEAST), look)


def _opacity(share: float) -> str:
    return f' fill-opacity="{share}"' if share != 1 else ""


def _pieces(at: Sequence[XY | None]) -> Iterator[list[XY]]:
    piece: list[XY] = []
    for one in (*at, None):
        if one and _is_on(one):
            piece.append(one)
        elif piece:
            yield piece
            piece = []


def _polyline(points: Sequence[XY], look: str, fill: str = "none") -> Iterator[str]:
    if len(points) > 1:
        yield f'<polyline points="{" ".join(f"{x:.4g},{y:.4g}" for x, y in points)}" fill="{fill}" {look}/>'


def _is_on(point: XY) -> bool:
    """Whether a point is one, and on the sheet or near it."""
    x, y = point
    return -WIDE < x < 2 * WIDE and -HIGH < y < 2 * HIGH
