"""A map of native shapes: every place an area of its own with its name, every symbol a circle, every name a text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from backbone import places, shapes
from backbone.charts import Figure
from backbone.charts.figure import Trace
from backbone.charts.labels import apart
from backbone.deck.powerpoint.elements import PAPER, Box, Look, Pen, Point, Shape, Type, about
from backbone.deck.powerpoint.markup import plain, runs
from backbone.deck.powerpoint.outlines import GRID, Bounds, Outlines, Ring, bounds, holds, lines_on_map, on_map
from backbone.deck.powerpoint.sheet import Sheet, symbol_of
from backbone.punctuation import labelled
from backbone.text import Lang, Text

LAND, LINES, NAMES, LEGEND, FRAME, MAP = (
    Text("Areas", "区域"),
    Text("Lines", "线条"),
    Text("Names", "地名"),
    Text("Legend", "图例"),
    Text("Frame", "边框"),
    Text("Map", "地图"),
)
# The maps of a figure: the land itself, and its insets.
PARTS = {
    "geo": MAP,
    "geo2": Text("Inset: South China Sea", "附图：南海诸岛"),
    "geo3": Text("Inset: Yunnan, Guizhou, Sichuan", "附图：云贵川交界"),
}
# Where a text stands by its mark: its side across and down, and how much of the mark lies between.
STANDS: Mapping[str, tuple[str, str, float, float]] = {
    "middle right": ("l", "ctr", 1, 0), "middle left": ("r", "ctr", -1, 0), "middle center": ("ctr", "ctr", 0, 0),
    "top center": ("ctr", "b", 0, -1), "bottom center": ("ctr", "t", 0, 1), "top right": ("l", "b", 1, -1),
    "bottom right": ("l", "t", 1, 1), "top left": ("r", "b", -1, -1), "bottom left": ("r", "t", -1, 1),
}  # fmt: skip
# Pixels between a mark and its text, and how far in lightness (0 to 255) a name must be from what it lies on.
APART, LEAST = 4, 115


def drawn(figure: Figure, box: Box, pen: Pen, outlines: Outlines) -> list[Shape]:
    """The shapes of a map in a box of a slide: a group for the land, one for each inset, one for the legend."""
    sheet, found = Sheet.of(figure, box), []
    for part, name in PARTS.items():
        own = [trace for trace in figure.data if trace.get("geo", "geo") == part]
        if part in figure.layout and own:
            found.append(pen.group(name(pen.lang), _Part(sheet, figure, part, pen, outlines).shapes(own)))
    found.append(pen.group(LEGEND(pen.lang), sheet.legend(pen)))
    return [one for one in found if one]


class _Part:
    """One map of a figure."""

    def __init__(self, sheet: Sheet, figure: Figure, part: str, pen: Pen, outlines: Outlines) -> None:
        self.sheet, self.pen, self.outlines = sheet, pen, outlines
        self.geo = figure.layout[part]
        self.box = sheet.part(self.geo["domain"])
        self.size = self.box.wide / sheet.unit, self.box.high / sheet.unit
        self.middle = self.box.x + self.box.wide / 2, self.box.y + self.box.high / 2
        self.said, self.classes = said(figure.data, pen.lang), _classes(figure)
        self.painted: list[tuple[list[Ring], Bounds, str]] = []

    def shapes(self, traces: Sequence[Trace]) -> Iterator[Shape]:
        """From the ground up: areas, lines, symbols, names, and the frame of an inset."""
        areas = [trace for trace in traces if trace["type"] == "choropleth"]
        marks = [trace for trace in traces if trace["type"] == "scattergeo"]
        framed = self._edge() if self.geo.get("showframe") else None
        yield from [self._frame(*framed, self.geo["bgcolor"], "")] if framed else []
        for trace in areas:
            yield from self._grouped(self._group_name(trace), self._areas(trace))
        for trace in marks:
            if trace["mode"] == "lines":
                yield from self._grouped(LINES(self.pen.lang), self._lines(trace))
            if "markers" in trace["mode"] and trace["marker"].get("opacity", 1):
                yield from self._grouped(trace.get("name") or self._group_name(trace), self._symbols(trace))
        for trace in marks:
            if "text" in trace["mode"]:
                yield from self._grouped(NAMES(self.pen.lang), self._names(trace))
        yield from [self._frame(*framed, "", self.geo["framecolor"])] if framed else []

    def _grouped(self, name: str, of: Iterator[Shape]) -> Iterator[Shape]:
        group = self.pen.group(name, of)
        yield from [group] if group else []

    def _group_name(self, trace: Trace) -> str:
        """The entry of the legend that has the colour of a trace."""
        colour = trace["colorscale"][0][1] if "colorscale" in trace else trace["marker"].get("color", "")
        return self.classes.get(colour, LAND(self.pen.lang))

    def _on_slide(self, at: Point) -> Point:
        return self.middle[0] + at[0] * self.sheet.unit, self.middle[1] + at[1] * self.sheet.unit

    def _edge(self) -> tuple[Point, Point]:
        across, down = shapes.shown(self.geo, *self.size)
        return self._on_slide((-across / 2, -down / 2)), self._on_slide((across / 2, down / 2))

    def _frame(self, first: Point, last: Point, fill: str, line: str) -> Shape:
        box = Box(*first, last[0] - first[0], last[1] - first[1])
        look = Look(fill, 1.0, line, self.sheet.points(self.geo["framewidth"]))
        return self.pen.rectangle(FRAME(self.pen.lang), box, look)

    def _areas(self, trace: Trace) -> Iterator[Shape]:
        line = trace["marker"]["line"]
        look = Look(trace["colorscale"][0][1], 1.0, line["color"], self.sheet.points(line["width"]))
        for code, rings in self.outlines.of(trace, self.geo, *self.size).items():
            if look.fill.startswith("#"):
                self.painted.append((rings, bounds(rings), look.fill))
            name = places.get(code).name(self.pen.lang)
            yield self.pen.area(name, self.said.get(code, name), rings, GRID * self.sheet.unit, self.middle, look)

    def _lines(self, trace: Trace) -> Iterator[Shape]:
        line = trace["line"]
        look = Look("", 1.0, line["color"], self.sheet.points(line["width"]))
        for n, one in enumerate(lines_on_map(trace, self.geo, *self.size), 1):
            name = f"{LINES(self.pen.lang)} {n}"
            yield self.pen.path(name, [one], GRID * self.sheet.unit, self.middle, look)

    def _marks(self, trace: Trace) -> Iterator[tuple[int, Point]]:
        """The number of each mark that the map shows, and where it is."""
        for n, (lon, lat) in enumerate(zip(trace["lon"], trace["lat"], strict=True)):
            at = None if lon is None else on_map(lon, lat, self.geo, *self.size)
            if at:
                yield n, self._on_slide(at)

    def _symbols(self, trace: Trace) -> Iterator[Shape]:
        marker, unit = trace["marker"], self.sheet.unit
        line, symbol = marker.get("line", {}), symbol_of(marker)
        inside = "" if marker.get("symbol") == "circle-open" else marker.get("color", "")
        look = Look(inside, marker.get("opacity", 1), line.get("color", ""), self.sheet.points(line.get("width", 0)))
        codes = trace.get("customdata") or []
        for n, at in self._marks(trace):
            name = plain(trace["text"][n]) if trace.get("text") else FRAME(self.pen.lang)
            told = self.said.get(codes[n], name) if codes else name
            yield self.pen.symbol(name, told, at, each(marker["size"], n) * unit, look, symbol)

    def _names(self, trace: Trace) -> Iterator[Shape]:
        font, size = trace["textfont"], self.sheet.points(trace["textfont"].get("size") or self._type_size)
        for n, at in self._marks(trace):
            side, anchor, right, down = STANDS[each(trace["textposition"], n)]
            far = (each(trace["marker"]["size"], n) / 2 + APART) * self.sheet.unit
            halo = str(each(font.get("shadow", ""), n)).rpartition(" ")[2]
            kind = Type(size, each(font["color"], n), side, anchor, halo if halo.startswith("#") else "")
            text = runs(trace["text"][n])
            where = at[0] + right * far, at[1] + down * far
            if kind.halo and self._hides(about(text, where, kind), kind.colour):
                kind = replace(kind, plate=kind.halo)
            yield self.pen.written(text, where, kind, plain(trace["text"][n]))

    def _hides(self, box: Box, ink: str) -> bool:
        """Whether some of what lies below a box is too like the colour of words."""
        unit = GRID * self.sheet.unit
        left, top = (box.x - self.middle[0]) / unit, (box.y - self.middle[1]) / unit
        wide, high = box.wide / unit, box.high / unit
        near = [one for one in reversed(self.painted) if shapes.meet(one[1], (left, top, left + wide, top + high))]
        for spot in ((left + wide * x / 6, top + high * y / 2) for x in range(7) for y in range(3)):
            below = next((colour for rings, _, colour in near if holds(rings, spot)), PAPER.paper)
            if apart(below, ink) < LEAST:
                return True
        return False

    @property
    def _type_size(self) -> float:
        return self.sheet.layout["font"]["size"]


def each(value: Any, n: int) -> Any:
    """What mark `n` has of a property that all share, or each has of its own."""
    return value[n] if isinstance(value, list) else value


def said(traces: Sequence[Trace], lang: Lang) -> dict[str, str]:
    """What the tooltips of a map say of each place, in one line."""
    found = {}
    for trace in traces:
        if trace["type"] != "scattergeo" or not trace.get("customdata"):
            continue
        _, _, line = trace.get("hovertemplate", "").removesuffix("<extra></extra>").partition("<br>")
        values = trace.get("hovertext") or [""] * len(trace["customdata"])
        for code, name, value in zip(trace["customdata"], trace["text"], values, strict=True):
            found[code] = labelled(plain(name), plain(line.replace("%{hovertext}", value or "")), lang)
    return found


def _classes(figure: Figure) -> dict[str, str]:
    """The words of the legend, by the colour that they stand for."""
    named = {shape["fillcolor"]: shape["name"] for shape in figure.layout.get("shapes", ()) if shape.get("name")}
    marked = {
        trace["marker"]["color"]: trace["name"]
        for trace in figure.data
        if trace["type"] == "scattergeo" and trace.get("name") and isinstance(trace["marker"].get("color"), str)
    }
    return named | marked
