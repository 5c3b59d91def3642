"""The funnel as a chart of points: the counties by verdict with their names, and the limits as lines."""

from collections.abc import Callable, Sequence
from math import ceil, floor, log10

from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.chart.series import XySeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from backbone.charts.figure import Trace
from backbone.deck.powerpoint import native
from backbone.deck.powerpoint.elements import INCH, PAPER, POINT, Box, Look, Shape, Type
from backbone.deck.powerpoint.markup import Run, plain, runs
from backbone.deck.powerpoint.native import TYPE, Ground
from backbone.pictures.picture import Picture
from backbone.pictures.watch import LIMITED
from backbone.watch.watchlist import VERDICTS

# Where on a slide a value of the upright axis lies.
Scale = Callable[[float], float]
# Room around the plot: for its axis at the left, the names of the limits at the right, words above, sizes and the
# legend below.
LEFT, RIGHT, HEAD, FOOT = 0.6 * INCH, 0.65 * INCH, 0.35 * INCH, 1.0 * INCH
MARKS = {"circle": XL_MARKER_STYLE.CIRCLE, "diamond": XL_MARKER_STYLE.DIAMOND}
DASHES = {"dot": "sysDot", "dash": "dash", "solid": ""}
# Where a name stands by its point, and how many lines of type higher or lower than PowerPoint would set it there.
POSITIONS = {
    "middle right": (XL_LABEL_POSITION.RIGHT, 0), "middle left": (XL_LABEL_POSITION.LEFT, 0),
    "top center": (XL_LABEL_POSITION.ABOVE, 0), "bottom center": (XL_LABEL_POSITION.BELOW, 0),
    "top right": (XL_LABEL_POSITION.RIGHT, -0.9), "bottom right": (XL_LABEL_POSITION.RIGHT, 0.9),
    "top left": (XL_LABEL_POSITION.LEFT, -0.9), "bottom left": (XL_LABEL_POSITION.LEFT, 0.9),
}  # fmt: skip


def funnel(picture: Picture, on: Ground) -> None:
    """One point a county of the picture's rows, those that are listed with their names, on the limits."""
    figure, rows = picture.figure, picture.rows
    assert figure is not None and rows is not None, "a chart has a figure and its rows"
    own = rows.set_index("place")
    curves = [trace for trace in figure.data if trace["mode"] == "lines"]
    marks = [trace for trace in figure.data if trace["mode"] == "markers"]
    data = XyChartData()
    for trace, name in zip(curves, _limits(curves, on), strict=True):
        series = data.add_series(name)
        for x, y in zip(trace["x"], trace["y"], strict=True):
            if x is not None and y is not None and x > 0:
                series.add_data_point(x, y)
    for trace in marks:
        series = data.add_series(VERDICTS[own.loc[trace["customdata"][0], "verdict"]](on.lang))
        for code in trace["customdata"]:
            series.add_data_point(float(own.loc[code, "size"]), float(own.loc[code, "ratio"]))
    box = on.box
    inner = Box(box.x + LEFT, box.y + HEAD, box.wide - LEFT - RIGHT, box.high - HEAD - FOOT)
    made = native.chart(on.shapes, box, XL_CHART_TYPE.XY_SCATTER, data, picture.title)
    native.within(made, box, inner)
    scale = _scaled(made, figure.layout, inner)
    every = list(made.plots[0].series)
    for trace, one in zip(curves, every, strict=False):
        line = trace["line"]
        one.marker.style = XL_MARKER_STYLE.NONE
        one.smooth = False
        native.painted(one.format, line=line["color"], width=line["width"] * 0.6, dash=DASHES[line["dash"]])
    for trace, one in zip(marks, every[len(curves) :], strict=True):
        _points(one, trace)
    _named(every[len(curves) :], marks, figure.data, box.high)
    _keyed(made, len(curves))
    on.draw(_words(figure.layout, inner, scale, on))
    on.draw(_sizes(figure.layout["xaxis"], inner, on))
    on.draw(_centre(figure.layout, inner, scale, on))


def _limits(curves: Sequence[Trace], on: Ground) -> list[str]:
    """The names of the lines, in the order of the figure: of each limit that by chance alone, if drawn, and its own."""
    solid = iter(LIMITED.values())
    dotted = iter((LIMITED["lower_95"], LIMITED["upper_95"]))
    return [next(dotted if trace["line"]["dash"] == "dot" else solid)(on.lang) for trace in curves]


def _scaled(made: Chart, layout: dict, inner: Box) -> Scale:
    """Sets both axes as the figure has them; comes back as what says where a height of the figure lies."""
    across, down = made.category_axis, made.value_axis
    low, high = layout["xaxis"]["range"]
    # PowerPoint marks a logarithmic axis at its powers alone: round sizes are written below it instead.
    native.quiet(across, line=PAPER.rule, labels=False)
    native.ends(across, 10**low, 10**high)
    scaling = across._element.scaling
    scaling.insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))
    native.quiet(down, grid=True)
    foot, top = layout["yaxis"]["range"]
    step = native.step(top - foot)
    foot, top = floor(foot / step) * step, ceil(top / step) * step
    native.ends(down, foot, top)
    down.major_unit = step
    suffix = layout["yaxis"].get("ticksuffix", "")
    down.tick_labels.number_format = f'0"{suffix}"' if suffix else "0"
    down.tick_labels.number_format_is_linked = False

    def at(value: float) -> float:
        return inner.y + inner.high * (top - value) / (top - foot)

    return at


def _points(one: XySeries, trace: Trace) -> None:
    """The look of the points of one verdict."""
    marker, line = trace["marker"], trace["marker"]["line"]
    one.marker.style = MARKS[marker["symbol"]]
    one.marker.size = max(5, round(marker["size"] * 0.55))
    native.painted(one.marker.format, fill=marker["color"], line=line["color"], width=line["width"] * 0.6)
    one.format.line.fill.background()


def _named(series: Sequence[XySeries], marks: Sequence[Trace], traces: Sequence[Trace], high: float) -> None:
    """Writes the names that the figure has room for at their points."""
    where = {
        (x, y): (n, k) for n, own in enumerate(marks) for k, (x, y) in enumerate(zip(own["x"], own["y"], strict=True))
    }
    for trace in traces:
        if trace["mode"] != "markers+text":
            continue
        for x, y, name in zip(trace["x"], trace["y"], trace["text"], strict=True):
            n, k = where[x, y]
            label = series[n].points[k].data_label
            label.text_frame.text = name
            label.text_frame.paragraphs[0].runs[0].font.size = Pt(TYPE - 1)
            label.position, down = POSITIONS[trace["textposition"]]
            if down:
                moved = f'<c:manualLayout><c:x val="0"/><c:y val="{down * TYPE * POINT / high:.4f}"/></c:manualLayout>'
                layout = parse_xml(f"<c:layout {nsdecls('c')}>{moved}</c:layout>")
                label._dLbl.find("{*}idx").addnext(layout)


def _keyed(made: Chart, without: int) -> None:
    """A legend of the verdicts, not of the lines, which are named where they end."""
    made.has_legend = True
    legend = made.legend
    legend.position, legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    legend.font.size = Pt(TYPE - 1)
    for n in range(without):
        entry = parse_xml(f'<c:legendEntry {nsdecls("c")}><c:idx val="{n}"/><c:delete val="1"/></c:legendEntry>')
        legend._element.find("{*}legendPos").addnext(entry)


def _words(layout: dict, inner: Box, at: Scale, on: Ground) -> list[Shape]:
    """The name of the upright axis above it, and those of the limits where they end."""
    found = []
    for note in layout["annotations"]:
        if note.get("yref") == "paper":
            place, kind = (inner.x - LEFT, inner.y - 0.06 * INCH), Type(TYPE, PAPER.quiet, "l", "b")
        else:
            place, kind = (inner.x + inner.wide + 0.06 * INCH, at(note["y"])), Type(TYPE - 1, PAPER.quiet)
        found.append(on.pen.written(runs(note["text"]), place, kind, plain(note["text"])))
    return found


def _sizes(axis: dict, inner: Box, on: Ground) -> list[Shape]:
    """The round sizes below the chart, and what they are sizes of."""
    low, high = axis["range"]
    foot, found = inner.y + inner.high + 0.08 * INCH, []
    for value, said in zip(axis["tickvals"], axis["ticktext"], strict=True):
        x = inner.x + inner.wide * (log10(value) - low) / (high - low)
        found.append(on.pen.written([Run(said)], (x, foot), Type(TYPE, PAPER.quiet, "ctr", "t"), said))
    named = plain(axis["title"]["text"])
    at = inner.x + inner.wide / 2, foot + 0.26 * INCH
    return [*found, on.pen.written([Run(named)], at, Type(TYPE, PAPER.quiet, "ctr", "t"), named)]


def _centre(layout: dict, inner: Box, at: Scale, on: Ground) -> list[Shape]:
    """The line that the counties are held against."""
    (line,) = layout["shapes"]
    said = plain(layout["annotations"][-1]["text"])
    look = Look("", 1.0, PAPER.quiet, 1)
    return [on.pen.path(said, [[(0, 0), (round(inner.wide), 0)]], 1, (inner.x, at(line["y0"])), look)]
