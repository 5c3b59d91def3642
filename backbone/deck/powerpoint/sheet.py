"""A figure laid on a slide: where its pixels, its plot and its legend come to lie."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backbone.charts import Figure
from backbone.deck.powerpoint.elements import POINT, SYMBOLS, Box, Look, Pen, Point, Shape, Type
from backbone.deck.powerpoint.markup import plain, runs

SIDES = {"left": "l", "center": "ctr", "right": "r"}
ANCHORS = {"top": "t", "middle": "ctr", "bottom": "b"}


@dataclass(frozen=True)
class Sheet:
    """The layout of a figure in a box of a slide, as high as that; `unit` is a pixel of the figure."""

    layout: Mapping
    box: Box

    @classmethod
    def of(cls, figure: Figure, box: Box) -> "Sheet":
        return cls(figure.layout, box)

    @property
    def unit(self) -> float:
        return self.box.high / self.layout["height"]

    @property
    def plot(self) -> Box:
        """Where the plot lies on the slide, within the margins of the figure."""
        own = {side: self.layout["margin"].get(side, 0) * self.unit for side in "lrtb"}
        box = self.box
        return Box(box.x + own["l"], box.y + own["t"], box.wide - own["l"] - own["r"], box.high - own["t"] - own["b"])

    def points(self, pixels: float) -> float:
        """So many pixels of the figure, in points."""
        return pixels * self.unit / POINT

    def part(self, domain: Mapping) -> Box:
        """Where a part of the plot lies on the slide."""
        plot, (left, right), (foot, top) = self.plot, domain["x"], domain["y"]
        return Box(
            plot.x + plot.wide * left, plot.y + plot.high * (1 - top), plot.wide * (right - left),
            plot.high * (top - foot),
        )  # fmt: skip

    def legend(self, pen: Pen) -> Iterator[Shape]:
        """The shapes and the words that the layout itself draws, in parts of the plot and pixels."""
        shared = self.layout.get("template", {}).get("layout", {})
        for own in self.layout.get("shapes", ()):
            yield self._swatch(pen, {**shared.get("shapedefaults", {}), **own})
        for own in self.layout.get("annotations", ()):
            yield self._words(pen, {**shared.get("annotationdefaults", {}), **own})

    def _at(self, x: float, y: float, right: float, up: float) -> Point:
        plot = self.plot
        return plot.x + plot.wide * x + right * self.unit, plot.y + plot.high * (1 - y) - up * self.unit

    def _swatch(self, pen: Pen, own: Mapping) -> Shape:
        line = own.get("line", {})
        look = Look(own["fillcolor"], 1.0, line.get("color", ""), self.points(line.get("width", 0)))
        x, y, name = own["xanchor"], own["yanchor"], own.get("name", "")
        if own["type"] == "path":
            return self._triangle(pen, own, look)
        (left, foot), (right, top) = self._at(x, y, own["x0"], own["y0"]), self._at(x, y, own["x1"], own["y1"])
        if own["type"] == "circle":
            middle = (left + right) / 2, (top + foot) / 2
            return pen.symbol(name, "", middle, right - left, look)
        return pen.rectangle(name, Box(left, top, right - left, foot - top), look)

    def _triangle(self, pen: Pen, own: Mapping, look: Look) -> Shape:
        pairs = [pair.split(",") for pair in own["path"].strip("MZ").split("L")]
        at = [self._at(own["xanchor"], own["yanchor"], float(right), float(up)) for right, up in pairs]
        return pen.area(own.get("name", ""), "", [at], 1, (0, 0), look)

    def _words(self, pen: Pen, own: Mapping) -> Shape:
        font = {**self.layout["font"], **own.get("font", {})}
        kind = Type(
            self.points(font["size"]), font["color"], SIDES[own["xanchor"]], ANCHORS[own.get("yanchor", "middle")]
        )
        at = self._at(own["x"], own["y"], own.get("xshift", 0), own.get("yshift", 0))
        return pen.written(runs(own["text"]), at, kind, plain(own["text"]))


def symbol_of(marker: Mapping) -> str:
    """The symbol of a marker, as far as PowerPoint has it."""
    return marker.get("symbol", "circle") if marker.get("symbol", "circle") in SYMBOLS else "circle"
