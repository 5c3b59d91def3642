"""Charts of PowerPoint's own, with their data sheet behind them, in our type and colours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any, cast

from pptx.chart.axis import ValueAxis, _BaseAxis
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.chtfmt import ChartFormat
from pptx.dml.color import ColorFormat, RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Emu, Pt

from backbone.deck.powerpoint.elements import NAMESPACES, PAPER, SLOTS, Box, Pen, Shape, clean
from backbone.snapshot.store import Store
from backbone.text import Lang
from backbone.units import SHORTENED_FROM, Unit

THEME = {
    "tx1": MSO_THEME_COLOR.TEXT_1, "bg1": MSO_THEME_COLOR.BACKGROUND_1, "tx2": MSO_THEME_COLOR.TEXT_2,
    "bg2": MSO_THEME_COLOR.BACKGROUND_2, "accent1": MSO_THEME_COLOR.ACCENT_1, "accent2": MSO_THEME_COLOR.ACCENT_2,
    "accent3": MSO_THEME_COLOR.ACCENT_3, "accent4": MSO_THEME_COLOR.ACCENT_4, "accent5": MSO_THEME_COLOR.ACCENT_5,
    "accent6": MSO_THEME_COLOR.ACCENT_6,
}  # fmt: skip
# The type of a chart, in points.
TYPE = 12
# A large number as PowerPoint is told to write it, by language: from where on, and how.
SHORT: dict[Lang, str] = {"en": '0.00,,"\u00a0million"', "zh": '0\\.0,"万"'}
# A very large one: from where on, and how.
LARGE: dict[Lang, tuple[int, str]] = {"en": (10**9, '0.00,,,"\u00a0billion"'), "zh": (10**8, '0\\.00,,"亿"')}
# Millions on an axis of whole ones.
WHOLE: dict[Lang, str] = {"en": '0,,"\u00a0million"', "zh": '0,,"00万"'}


@dataclass(frozen=True)
class Ground:
    """What a chart is drawn on: the shapes of its slide, the box that it has there, and the data it is of."""

    shapes: SlideShapes
    pen: Pen
    box: Box
    store: Store | None

    @property
    def lang(self) -> Lang:
        return self.pen.lang

    def draw(self, of: Iterable[Shape]) -> None:
        """Puts shapes on the slide, over what is there."""
        for one in of:
            self.shapes._spTree.append(parse_xml(one.xml.replace(">", f" {NAMESPACES}>", 1)))


def chart(
    shapes: SlideShapes, box: Box, kind: XL_CHART_TYPE, data: CategoryChartData | XyChartData, said: str
) -> Chart:
    """A chart in a box of a slide; `said` names it, and is what it says to those who do not see it."""
    # What the library says of its types is less than what it takes and gives.
    frame: Any = shapes.add_chart(kind, *lengths(box), cast(Any, data))
    frame.name = clean(said)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(said))
    made = frame.chart
    made.has_legend, made.has_title = False, False
    made.font.size, made.font.color.theme_color = Pt(TYPE), THEME["tx1"]
    # The library numbers axes below zero, which the format does not allow.
    for number in made._chartSpace.xpath(".//c:axId | .//c:crossAx"):
        number.set("val", number.get("val").lstrip("-"))
    return made


def lengths(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """Where a box is, as the library takes it."""
    return Emu(round(box.x)), Emu(round(box.y)), Emu(round(box.wide)), Emu(round(box.high))


def within(made: Chart, box: Box, inner: Box) -> None:
    """Puts the plot of a chart in `inner`, so that what is drawn over it meets it."""
    x, y = (inner.x - box.x) / box.wide, (inner.y - box.y) / box.high
    parts = zip("xywh", (x, y, inner.wide / box.wide, inner.high / box.high), strict=True)
    sides = "".join(f'<c:{side} val="{part:.5f}"/>' for side, part in parts)
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{sides}</c:manualLayout></c:layout>'
    )
    area = made._chartSpace.chart.plotArea
    for old in area.findall(layout.tag):
        area.remove(old)
    area.insert(0, layout)


def painted(of: ChartFormat, fill: str = "", line: str = "", width: float = 0.75, dash: str = "") -> None:
    """Paints a part of a chart: inside and along its edge, "" is not at all."""
    _coloured(of.fill, fill)
    if not line:
        of.line.fill.background()
        return
    _coloured(of.line.fill, line)
    of.line.width = Pt(width)
    if dash:
        of.line._get_or_add_ln().append(parse_xml(f'<a:prstDash {nsdecls("a")} val="{dash}"/>'))


def _coloured(fill: FillFormat, colour: str) -> None:
    if not colour.startswith("#"):
        fill.background()
        return
    fill.solid()
    ink(fill.fore_color, colour)


def ink(colour: ColorFormat, of: str) -> None:
    """Sets a colour of PowerPoint to one of ours."""
    if of in SLOTS:
        colour.theme_color = THEME[SLOTS[of]]
    else:
        colour.rgb = RGBColor.from_string(of[1:].upper())


def quiet(axis: _BaseAxis, line: str = "", labels: bool = True, grid: bool = False) -> None:
    """An axis without ticks: with a line, its labels and a grid only where they are asked for."""
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines, axis.has_minor_gridlines, axis.has_title = grid, False, False
    if grid:
        painted(axis.major_gridlines.format, line=PAPER.rule, width=0.5)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW if labels else XL_TICK_LABEL_POSITION.NONE
    painted(axis.format, line=line)


def ends(axis: ValueAxis, low: float, high: float) -> None:
    """Where the scale of an axis begins and ends."""
    axis.minimum_scale, axis.maximum_scale = low, high


def number_format(unit: Unit, lang: Lang, most: float, step: float = 0) -> str:
    """How PowerPoint writes numbers of a unit, the largest of which is `most`, as near to ours as it can; on an axis no
    finer than its `step`."""
    before, _, after = (f'"{part}"' if part else "" for part in unit.written(lang).partition("{}"))
    plain = f"{before}#,##0{'.' + '0' * unit.decimals if unit.decimals else ''}{after}"
    edge = SHORTENED_FROM[lang]
    short = WHOLE[lang] if step and step % 1e6 == 0 else SHORT[lang]
    if most < edge:
        return plain
    beyond, large = LARGE[lang]
    short = f"[<{edge}]{plain};{f'[<{beyond}]' if most >= beyond else ''}{before}{short}{after}"
    return f"{short};{before}{large}{after}" if most >= beyond else short


def step(wide: float) -> float:
    """A round step that parts so much into about five."""
    power = 10 ** floor(log10(wide / 5))
    return next(lead * power for lead in (1, 2, 5, 10) if wide / (lead * power) <= 6)


def values(said: Sequence[float | None]) -> list[float | None]:
    """Values for a data sheet: an absent one is an empty cell."""
    return [None if v is None or v != v else float(v) for v in said]
