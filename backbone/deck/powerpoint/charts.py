"""Each figure of a scene as a chart of PowerPoint's own: its numbers are the rows of its picture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.plot import BarPlot
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from backbone import places
from backbone.charts.figure import Trace
from backbone.charts.words import SIZE, widest
from backbone.deck.powerpoint import native
from backbone.deck.powerpoint.elements import INCH, PAPER, POINT, Box, Look, Pen, Shape, Type
from backbone.deck.powerpoint.maps import each
from backbone.deck.powerpoint.markup import Run, plain, runs
from backbone.deck.powerpoint.native import TYPE
from backbone.indicators import INDICATORS
from backbone.periods import month_short
from backbone.pictures.picture import Picture
from backbone.snapshot.store import Store
from backbone.text import Lang

# Room above a plot for the names of lines, and below it for those of years.
HEAD, FOOT = 0.35 * INCH, 0.4 * INCH
# Between a bar and its number, and the room that this has.
BESIDE = 0.1 * INCH
# A row is no higher than this, however few they are.
ROW = 0.62 * INCH


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


Maker = Callable[[Picture, Ground], list[Shape]]


def bars(picture: Picture, on: Ground) -> list[Shape]:
    """One bar a place, the first on top, its number beside it; what the places are held against as a line across."""
    figure, i, lang = picture.figure, picture.ids[0], on.lang
    assert figure is not None and picture.rows is not None, "a chart has a figure and its rows"
    marks, unit = _marked(figure.data), INDICATORS[i].unit
    codes = [*dict.fromkeys(marks["customdata"])]
    own = picture.rows.set_index("place")[i].reindex(codes)
    names = [places.get(code).short(lang) for code in codes]
    data = CategoryChartData()
    data.categories = names
    data.add_series(INDICATORS[i].name(lang), native.values(own.tolist()))
    lines = [(shape["x0"], plain(note["text"])) for shape, note in _lines(figure.layout)]
    box = replace(on.box, high=min(on.box.high, ROW * len(codes) + 2 * HEAD))
    box = replace(box, y=on.box.y + (on.box.high - box.high) / 2)
    left = widest(names) / SIZE * TYPE * POINT + BESIDE
    most = max(float(own.max()), 0.0)
    beside = 1.25 * widest([unit.short(v, lang) for v in own]) / SIZE * TYPE * POINT + BESIDE
    inner = Box(box.x + left, box.y + HEAD, box.wide - left - beside, box.high - 2 * HEAD)
    top = max([most, *(value for value, _ in lines)]) or 1.0
    made = native.chart(on.shapes, box, XL_CHART_TYPE.BAR_CLUSTERED, data, picture.title)
    native.within(made, box, inner)
    native.quiet(made.value_axis, labels=False)
    native.ends(made.value_axis, 0, top)
    native.quiet(made.category_axis, line=PAPER.rule)
    made.category_axis.reverse_order = True
    plot = made.plots[0]
    plot.gap_width = 45
    numbered(plot, native.number_format(unit, lang, most))
    series = plot.series[0]
    series.invert_if_negative = False
    colour = marks["marker"]["color"]
    for n in range(len(codes)):
        native.painted(series.points[n].format, fill=each(colour, n))
    return [shape for n, line in enumerate(lines) for shape in _across(line, n, inner, top, on.pen)]


def _marked(traces: list[Trace]) -> Trace:
    """The trace whose marks are the bars of a figure: the last that carries codes and a colour that is seen."""
    return next(
        trace
        for trace in reversed(traces)
        if trace.get("customdata") and trace.get("marker", {}).get("color") not in (None, "rgba(0,0,0,0)")
    )


def _lines(layout: Mapping) -> list[tuple[Mapping, Mapping]]:
    """The lines across a figure from top to bottom, each with its words."""
    own = [shape for shape in layout.get("shapes", ()) if shape.get("x0") == shape.get("x1")]
    notes = [note for note in layout.get("annotations", ()) if note.get("yref") == "paper"]
    return list(zip(own, notes, strict=False))


def _across(line: tuple[float, str], n: int, inner: Box, top: float, pen: Pen) -> list[Shape]:
    """A line across the bars at a value; the first has its words above, the second below."""
    value, said = line
    x = inner.x + inner.wide * value / top
    look = Look("", 1.0, PAPER.warm, 1.4)
    y, anchor = (inner.y - 0.06 * INCH, "b") if n == 0 else (inner.y + inner.high + 0.06 * INCH, "t")
    side = "r" if x > inner.x + inner.wide * 0.7 else "ctr"
    return [
        pen.path(said, [[(0, 0), (0, round(inner.high))]], 1, (x, inner.y), look),
        pen.written([Run(said)], (x, y), Type(TYPE, PAPER.warm, side, anchor), said),
    ]


def numbered(of: BarPlot, written: str, size: float = TYPE) -> None:
    """Numbers at the marks of a plot or a series, written in a format."""
    of.has_data_labels = True
    labels = of.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, written, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(size)


# -- months ------------------------------------------------------------------------------------------------------------


def months(picture: Picture, on: Ground) -> list[Shape]:
    """One column a month, those not complete yet lighter, and a second indicator as a line over them."""
    figure, lang = picture.figure, on.lang
    assert figure is not None and picture.rows is not None, "a chart has a figure and its rows"
    drawn = [trace for trace in figure.data if trace.get("customdata")]
    ids = [_drawn_by(trace, picture) for trace in drawn]
    rows = picture.rows.set_index("month").reindex(drawn[0]["customdata"])
    data = CategoryChartData()
    data.categories = [month_short(month, lang) for month in rows.index]
    for i in ids:
        data.add_series(INDICATORS[i].name(lang), native.values(rows[i].tolist()))
    most = float(rows[ids].max(axis=None))
    made = native.chart(on.shapes, on.box, XL_CHART_TYPE.COLUMN_CLUSTERED, data, picture.title)
    box = on.box
    left = 0.75 * INCH
    native.within(made, box, Box(box.x + left, box.y + 2 * HEAD, box.wide - left, box.high - 2 * HEAD - FOOT))
    native.quiet(made.value_axis, grid=True)
    written = native.number_format(INDICATORS[ids[0]].unit, lang, most)
    made.value_axis.tick_labels.number_format, made.value_axis.tick_labels.number_format_is_linked = written, False
    made.value_axis.minimum_scale = 0
    native.quiet(made.category_axis, line=PAPER.rule)
    _every_half_year(made, [*rows.index])
    made.plots[0].gap_width = 33
    series = made.plots[0].series[0]
    native.painted(series.format, fill=PAPER.steps[3])
    for n in range(len(rows)):
        if (colour := each(drawn[0]["marker"]["color"], n)) != PAPER.steps[3]:
            native.painted(series.points[n].format, fill=colour)
    if ids[1:]:
        _as_line(made)
        made.has_legend = True
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    return _incomplete(picture, on, left)


def _drawn_by(trace: Trace, picture: Picture) -> str:
    """The indicator that a trace draws: the one whose name its tooltip says."""
    said = trace.get("hovertemplate", "")
    return next((i for i in picture.ids if f"{INDICATORS[i].name(picture.view.lang)} %" in said), picture.ids[0])


def _every_half_year(made: Chart, every: list[str]) -> None:
    """Names each January and July on the axis of months, if the first month is one of them; else the first, and each
    sixth after it."""
    axis = made.category_axis._element
    for old in axis.findall("{*}noMultiLvlLbl"):
        for tag in ("tickLblSkip", "tickMarkSkip"):
            old.addprevious(parse_xml(f'<c:{tag} {nsdecls("c")} val="{6 if len(every) > 8 else 1}"/>'))


def _as_line(made: Chart) -> None:
    """Makes the second series of a chart of columns a line over them."""
    area = made._chartSpace.chart.plotArea
    bars_, axes = area.find("{*}barChart"), ""
    second = bars_.findall("{*}ser")[1]
    axes = "".join(f'<c:axId val="{one.get("val")}"/>' for one in bars_.findall("{*}axId"))
    line = parse_xml(
        f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'<c:marker val="1"/>{axes}</c:lineChart>'
    )
    bars_.remove(second)
    for old in second.findall("{*}invertIfNegative"):
        second.remove(old)
    line.insert(2, second)
    bars_.addnext(line)
    series = made.plots[1].series[0]
    native.painted(series.format, line=PAPER.warm, width=2)
    series.smooth = False
    series.marker.size = 5
    native.painted(series.marker.format, fill=PAPER.warm)


def _incomplete(picture: Picture, on: Ground, left: float) -> list[Shape]:
    """The word over the months that are not complete, as the figure says it."""
    assert picture.figure is not None
    notes = [note["text"] for note in picture.figure.layout.get("annotations", ()) if note.get("x") == 1]
    at = on.box.x + on.box.wide, on.box.y + 2 * HEAD - 0.05 * INCH
    return [on.pen.written(runs(note), at, Type(TYPE - 1, PAPER.quiet, "r", "b"), plain(note)) for note in notes]


# -- tables ------------------------------------------------------------------------------------------------------------


def sheet(picture: Picture, on: Ground) -> list[Shape]:
    """The words of a figure that is a sheet, as a table of PowerPoint's own."""
    assert picture.figure is not None
    columns = [[plain(text) for text in trace["text"]] for trace in picture.figure.data if trace["mode"] == "text"]
    return table([*zip(*columns, strict=True)], on, picture.title)


def table(rows: list[tuple[str, ...]], on: Ground, said: str) -> list[Shape]:
    """A table: headings first, numbers at the right of their column, a line between the rows."""
    wide = [widest([row[n] for row in rows]) + 26 for n in range(len(rows[0]))]
    high = min(0.55 * INCH, on.box.high / len(rows))
    top = on.box.y + (on.box.high - high * len(rows)) / 2
    own = Box(on.box.x, top, on.box.wide, high * len(rows))
    frame: Any = on.shapes.add_table(len(rows), len(wide), *native.lengths(own))
    frame.name = native.clean(said)
    made = frame.table
    made.first_row, made.horz_banding = True, False
    style = made._tbl.tblPr
    for old in style.findall("{*}tableStyleId"):
        old.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the one without lines and fills
    size = min(14.0, 14 * on.box.wide / (sum(wide) / SIZE * 14 * POINT))
    for n, share in enumerate(wide):
        made.columns[n].width = round(on.box.wide * share / sum(wide))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            _cell(made.cell(r, c), text, size, r == 0, c == 0, on)
    return []


def _cell(cell: Any, text: str, size: float, is_head: bool, is_name: bool, on: Ground) -> None:
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left, cell.margin_right = (0, round(0.1 * INCH)) if is_name else (round(0.1 * INCH), 0)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT if is_name else PP_ALIGN.RIGHT
    run = paragraph.add_run()
    run.text = native.clean(text)
    run.font.size, run.font.bold = Pt(round(size, 1)), is_name and not is_head
    native.ink(run.font.color, PAPER.quiet if is_head else PAPER.ink)
    line = parse_xml(
        f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{PAPER.rule[1:].upper()}"/></a:solidFill></a:lnB>'
    )
    cell._tc.get_or_add_tcPr().insert(0, line)


def rest(picture: Picture, on: Ground) -> list[Shape]:
    """The table of a picture that has no chart here: its first rows."""
    assert on.store is not None
    twin = picture.table(on.store.horizon)
    rows = twin.rows.head(14)
    written = [tuple(str(heading) for heading in rows)]
    for n in range(len(rows)):
        written.append(tuple(_said(rows.iloc[n][heading], twin.units.get(heading), n, on.lang) for heading in rows))
    return table(written, on, picture.title)


def _said(value: Any, unit: Any, row: int, lang: Lang) -> str:
    own = unit[row] if isinstance(unit, list) else unit
    if own is not None and not isinstance(value, str):
        return own.short(float(value) if pd.notna(value) else float("nan"), lang)
    return str(value)
