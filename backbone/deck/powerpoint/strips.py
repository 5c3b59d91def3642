"""Strips as charts of points, one an indicator: what is compared, among all places of its level."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from pptx.chart.data import XyChartData
from pptx.chart.series import XySeries
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE

from backbone import places
from backbone.compare import comparison, findings
from backbone.compare.comparison import Comparison
from backbone.deck.powerpoint import native
from backbone.deck.powerpoint.elements import INCH, PAPER, Box, Look, Shape, Type, extents
from backbone.deck.powerpoint.markup import plain, runs
from backbone.deck.powerpoint.native import TYPE, Ground
from backbone.indicators import INDICATORS
from backbone.periods import period_name
from backbone.pictures.picture import Picture
from backbone.text import Text
from backbone.theme import SHAPES
from backbone.view import LEVELS, Level
from backbone.where import Where

REFERENCE, RANGE = Text("Reference", "参照值"), Text("95% range", "95% 范围")

# The title of a strip, a row of it, and the room below it, where there is plenty.
HEAD, ROW, GAP = 0.42 * INCH, 0.44 * INCH, 0.3 * INCH
# Between a strip and its words.
BESIDE = 0.15 * INCH
# How much of its own width a strip goes on beyond its outermost mark.
EDGE = 0.03
MARKERS = dict(
    zip(
        SHAPES,
        (
            XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.TRIANGLE,
            XL_MARKER_STYLE.PLUS, XL_MARKER_STYLE.STAR,
        ),
        strict=True,
    )
)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """One thing compared: its name, its value and its 95 % interval, what it is held against, and its mark."""

    name: str
    value: float
    limits: tuple[float, float] = (math.nan, math.nan)
    reference: float = math.nan
    mark: int = 0
    hollow: bool = False


@dataclass(frozen=True)
class Strip:
    """One indicator: the marks from the top down, and all places of their level with what they are called."""

    marks: tuple[Mark, ...]
    everyone: tuple[float, ...] = ()
    called: str = ""

    @property
    def ends(self) -> tuple[float, float]:
        """Where its scale begins and ends."""
        known = [v for one in self.marks for v in (one.value, one.reference)] + [*self.everyone]
        known = [v for v in known if not math.isnan(v)] or [0.0, 1.0]
        edge = EDGE * ((max(known) - min(known)) or 1.0)
        return min(known) - edge, max(known) + edge


def strips(picture: Picture, on: Ground) -> None:
    """One chart an indicator: a faint tick each place, a line where the reference is, a mark with its 95 % interval for
    each place or policy year that is compared; its words are those of the figure."""
    figure = picture.figure
    assert figure is not None and picture.rows is not None, "a chart has a figure and its rows"
    blocks = _strips(picture, on)
    names, said = (_written(figure.layout[axis]["ticktext"]) for axis in ("yaxis", "yaxis2"))
    titles = [note["text"] for note in figure.layout["annotations"]]
    across = [max(extents(runs(text), TYPE)[0] for text in texts) for texts in (names, said)]
    room = sum(HEAD + ROW * len(one.marks) + GAP for one in blocks.values()) - GAP
    scale = min(1.0, on.box.high / room)
    top = on.box.y + (on.box.high - room * scale) / 2
    found, row = [], 0
    for title, (i, one) in zip(titles, blocks.items(), strict=True):
        found.append(on.pen.written(runs(title), (on.box.x, top), Type(TYPE, anchor="t"), plain(title)))
        box = Box(on.box.x, top + HEAD * scale, on.box.wide, ROW * scale * len(one.marks))
        left = across[0] + BESIDE if across[0] else 0.0
        inner = Box(box.x + left, box.y, box.wide - left - across[1] - BESIDE, box.high)
        points(INDICATORS[i].name(on.lang), one, box, inner, on)
        for n in range(len(one.marks)):
            y = box.y + ROW * scale * (n + 0.5)
            found.append(on.pen.written(runs(names[row]), (inner.x - BESIDE, y), Type(TYPE, side="r")))
            found.append(on.pen.written(runs(said[row]), (inner.x + inner.wide + BESIDE, y), Type(TYPE)))
            row += 1
        top += (HEAD + ROW * len(one.marks) + GAP) * scale
    on.draw(one for one in found if one.box.wide)


def _written(ticks: Sequence[str]) -> list[str]:
    return [text.strip() for text in ticks]


def _strips(picture: Picture, on: Ground) -> dict[str, Strip]:
    """The strip of each indicator of a picture of places, or of policy years."""
    rows = picture.rows
    assert rows is not None and on.store is not None
    if "period" in rows:
        return {i: _of_years(rows, i, on) for i in picture.ids}
    found = comparison.compare(on.store, tuple(rows["place"]), picture.ids, picture.view.where)
    return {i: _of_places(found, i, on) for i in picture.ids}


def _of_years(rows: pd.DataFrame, i: str, on: Ground) -> Strip:
    """Two policy years of a place: a rate among those of all places of its level, a count from nothing on."""
    assert on.store is not None
    place, as_of = rows["place"].iloc[0], rows["as_of"].iloc[-1]
    level: Level = "county" if places.get(place).level == "county" else "province"
    marks = []
    for n, (year, until, value) in enumerate(zip(rows["period"], rows["as_of"], rows[i], strict=True)):
        known = comparison.values(on.store, (i,), Where(place, year, until))[i]
        marks.append(Mark(period_name(year, on.lang), float(value), known.limits(), hollow=not n))
    if not INDICATORS[i].unit.is_rate:
        return Strip(tuple(marks), (0.0,))
    others = on.store.aggregate((i,), "place", Where(period=rows["period"].iloc[-1], as_of=as_of), level)
    return Strip(tuple(marks), tuple(others[i].dropna()), LEVELS[level](on.lang))


def _of_places(found: Comparison, i: str, on: Ground) -> Strip:
    marks = tuple(
        Mark(
            findings.name(code, on.lang), float(found.values.loc[code, i]), found.value(code, i).limits(),
            found.reference(code, i), n,
        )
        for n, code in enumerate(found.values.index)
    )  # fmt: skip
    return Strip(marks, tuple(found.everyone[i].dropna()), LEVELS[found.level](on.lang))


def points(name: str, strip: Strip, box: Box, inner: Box, on: Ground) -> None:
    """The chart of one strip: the marks, over what they stand among, which is drawn."""
    rows, data = len(strip.marks), XyChartData()
    drawn = [(n, one) for n, one in enumerate(strip.marks) if not math.isnan(one.value)]
    on.draw(_context(strip, inner, on))
    if not drawn:
        return
    for n, one in drawn:
        data.add_series(one.name).add_data_point(one.value, rows - n - 0.5)
    made = native.chart(on.shapes, box, XL_CHART_TYPE.XY_SCATTER, data, name)
    native.within(made, box, inner)
    for axis, ends in ((made.category_axis, strip.ends), (made.value_axis, (0.0, float(rows)))):
        native.quiet(axis, labels=False)
        native.ends(axis, *ends)
    for series, (_, mark) in zip(made.plots[0].series, drawn, strict=True):
        series.format.line.fill.background()
        _mark(series, mark)


def _context(strip: Strip, inner: Box, on: Ground) -> list[Shape]:
    """What the marks stand among: a tick each place, the line that they are held against, their 95 % intervals."""
    (low, high), row = strip.ends, inner.high / len(strip.marks)

    def at(value: float) -> float:
        return inner.wide * (min(max(value, low), high) - low) / (high - low)

    def upright(values: Iterable[float], top: float, foot: float) -> list[list[tuple[float, float]]]:
        return [[(at(value), top), (at(value), foot)] for value in values]

    where, lang, found = (inner.x, inner.y), on.lang, []
    ticks = upright(strip.everyone, inner.high * 0.04, inner.high * 0.96)
    held = [
        line
        for n, one in enumerate(strip.marks)
        if not math.isnan(one.reference)
        for line in upright([one.reference], row * n, row * (n + 1))
    ]
    ranges = [
        [(at(end), row * (n + 0.5)) for end in one.limits]
        for n, one in enumerate(strip.marks)
        if one.limits[0] == one.limits[0]
    ]
    for lines, look, name in (
        (ticks, Look("", 1.0, PAPER.rule, 1), strip.called),
        (held, Look("", 1.0, PAPER.quiet, 1.5), REFERENCE(lang)),
        (ranges, Look("", 1.0, PAPER.absent, 4), RANGE(lang)),
    ):
        found += [on.pen.path(name, lines, 1, where, look)] if lines else []
    return found


def _mark(series: XySeries, mark: Mark) -> None:
    """The mark of what is compared, on the bar of its interval."""
    colour = PAPER.marks[mark.mark]
    series.marker.style, series.marker.size = MARKERS[SHAPES[mark.mark]], 11
    inside, edge = (PAPER.steps[0], colour) if mark.hollow else (colour, PAPER.paper)
    native.painted(series.marker.format, fill=inside, line=edge, width=2 if mark.hollow else 1)
