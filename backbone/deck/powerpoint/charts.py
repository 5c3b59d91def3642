"""Each figure of a scene as a chart of PowerPoint's own: its numbers are the rows of its picture."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from math import ceil

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.plot import BarPlot
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from backbone import places
from backbone.charts.figure import Trace
from backbone.charts.words import SIZE, widest
from backbone.deck.powerpoint import native
from backbone.deck.powerpoint.elements import INCH, PAPER, POINT, Box, Look, Pen, Shape, Type, paint
from backbone.deck.powerpoint.maps import each
from backbone.deck.powerpoint.markup import Run, plain, runs
from backbone.deck.powerpoint.native import TYPE, Ground
from backbone.indicators import INDICATORS
from backbone.pictures.picture import Picture
from backbone.text import Lang

# Room above a plot for the names of lines, and below it for those of years.
HEAD, FOOT = 0.35 * INCH, 0.4 * INCH
# Between a bar and its number, and the room that this has.
BESIDE = 0.1 * INCH
# How PowerPoint writes a month.
MONTHS: Mapping[Lang, str] = {"en": "[$-409]mmm yyyy", "zh": 'yyyy"年"m"月"'}
# A row is no higher than this, however few they are.
ROW = 0.62 * INCH


Maker = Callable[[Picture, Ground], None]


def bars(picture: Picture, on: Ground) -> None:
    """One bar a place, the first on top, its number beside it; what the places are held against as a line across."""
    figure, i, lang = picture.figure, picture.ids[0], on.lang
    assert figure is not None and picture.rows is not None, "a chart has a figure and its rows"
    marks, unit = _marked(figure.data), INDICATORS[i].unit
    if marks is None:
        return  # no place has a number: the sentence of the slide says so
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
    # Below the bars and their numbers, which it would cross.
    on.draw(shape for n, line in enumerate(lines) for shape in _across(line, n, inner, top, on.pen))
    made = native.chart(on.shapes, box, XL_CHART_TYPE.BAR_CLUSTERED, data, picture.title)
    native.within(made, box, inner)
    native.quiet(made.value_axis, labels=False)
    native.ends(made.value_axis, 0, top)
    native.quiet(made.category_axis, line=PAPER.rule)
    made.category_axis.reverse_order = True
    plot = made.plots[0]
    plot.gap_width = 45
    numbered(plot, native.number_format(unit, lang, most), PAPER.paper if lines else "")
    series = plot.series[0]
    series.invert_if_negative = False
    colour = marks["marker"]["color"]
    for n in range(len(codes)):
        native.painted(series.points[n].format, fill=each(colour, n))


def _marked(traces: list[Trace]) -> Trace | None:
    """The trace whose marks are the bars of a figure: the last that carries codes and a colour that is seen."""
    for trace in reversed(traces):
        if trace.get("customdata") and trace.get("marker", {}).get("color") not in (None, "rgba(0,0,0,0)"):
            return trace
    return None


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


def numbered(of: BarPlot, written: str, ground: str = "") -> None:
    """Numbers at the bars of a plot, written in a format, on a ground of their own where something lies below them."""
    of.has_data_labels = True
    labels = of.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, written, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(TYPE)
    if ground:
        look = parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{paint(ground)}</c:spPr>")
        labels._element.find("{*}txPr").addprevious(look)


# -- months ------------------------------------------------------------------------------------------------------------


def months(picture: Picture, on: Ground) -> None:
    """One column a month, those not complete yet lighter, and a second indicator as a line over them."""
    figure, lang = picture.figure, on.lang
    assert figure is not None and picture.rows is not None, "a chart has a figure and its rows"
    drawn = [trace for trace in figure.data if trace.get("customdata")]
    ids = [_drawn_by(trace, picture) for trace in drawn]
    rows = picture.rows.set_index("month").reindex(drawn[0]["customdata"])
    if rows[ids].isna().all(axis=None):
        return  # no month has a number: the sentence of the slide says so
    data = CategoryChartData()
    data.categories = [date.fromisoformat(f"{month}-01") for month in rows.index]
    data.categories.number_format = "yyyy-mm"
    for i in ids:
        data.add_series(INDICATORS[i].name(lang), native.values(rows[i].tolist()))
    most = float(rows[ids].max(axis=None)) or 1.0
    made = native.chart(on.shapes, on.box, XL_CHART_TYPE.COLUMN_CLUSTERED, data, picture.title)
    box = on.box
    left = 0.75 * INCH
    native.within(made, box, Box(box.x + left, box.y + 2 * HEAD, box.wide - left, box.high - 2 * HEAD - FOOT))
    native.quiet(made.value_axis, grid=True)
    step = native.step(most) if INDICATORS[ids[0]].unit.is_rate else max(1.0, native.step(most))
    written = native.number_format(INDICATORS[ids[0]].unit, lang, most, step)
    made.value_axis.tick_labels.number_format, made.value_axis.tick_labels.number_format_is_linked = written, False
    native.ends(made.value_axis, 0, ceil(most / step) * step)
    made.value_axis.major_unit = step
    native.quiet(made.category_axis, line=PAPER.rule)
    _every_half_year(made, lang)
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
    on.draw(_incomplete(picture, on))


def _drawn_by(trace: Trace, picture: Picture) -> str:
    """The indicator that a trace draws: the one whose name its tooltip says."""
    said = trace.get("hovertemplate", "")
    return next((i for i in picture.ids if f"{INDICATORS[i].name(picture.view.lang)} %" in said), picture.ids[0])


def _every_half_year(made: Chart, lang: Lang) -> None:
    """Names every sixth month on the axis of months."""
    made.category_axis.tick_labels.number_format = MONTHS[lang]
    made.category_axis.tick_labels.number_format_is_linked = False
    axis = made.category_axis._element
    for tag in ("baseTimeUnit", "majorUnit", "majorTimeUnit"):
        for old in axis.findall(f"{{*}}{tag}"):
            axis.remove(old)
    for tag, value in (("baseTimeUnit", "months"), ("majorUnit", "6"), ("majorTimeUnit", "months")):
        axis.append(parse_xml(f'<c:{tag} {nsdecls("c")} val="{value}"/>'))


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


def _incomplete(picture: Picture, on: Ground) -> list[Shape]:
    """The word over the months that are not complete, as the figure says it."""
    assert picture.figure is not None
    notes = [note["text"] for note in picture.figure.layout.get("annotations", ()) if note.get("x") == 1]
    at = on.box.x + on.box.wide, on.box.y + 2 * HEAD - 0.05 * INCH
    return [on.pen.written(runs(note), at, Type(TYPE - 1, PAPER.quiet, "r", "b"), plain(note)) for note in notes]
