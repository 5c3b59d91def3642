"""A figure as a picture: the same figure on a sheet of a given shape, what it finds above it, its source below."""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from backbone.files.drawing import drawn
from backbone.punctuation import pieces
from backbone.text import CHINESE_FROM
from backbone.theme import PALETTES

# The pixels of each shape. A sheet is drawn as narrow as its figure allows, so that type is large once it is enlarged
# to them: from `LEAST` wide, and at most `MOST` times as wide as the picture, or its type could not be read.
SHAPES: Mapping[str, tuple[int, int]] = {"16:9": (1600, 900), "1:1": (1200, 1200)}
LEAST, MOST, STEP = {"16:9": 1000, "1:1": 850}, 1.3, 50
# How much the national map of a wide sheet is enlarged within its frame, so that only its margins are lost.
ENLARGED = 1.035
# How far words go before they meet land there, or the names at its coast: in the north, beside Yunnan, below it.
ABOVE_LAND, BESIDE_LAND, BELOW_LAND = 0.5, 0.25, 0.44
# Where its legend begins, in parts of the sheet: at the left above the westernmost names of Yunnan; one that is too
# tall for that at the right, above the South China Sea.
LEGEND, TALL = (0.0, 0.265), (0.75, 0.31)
# How high the words in the south-west may reach, so that the legend above them keeps clear of Xinjiang.
HIGHEST = 0.33
# The national map is no lower than this, or its names would meet.
LEAST_NATION = 600
# How high a film of small pictures is, in parts of the width of its sheet, its words, and the gap between two.
FILM, TITLE, APART = 0.115, 26, 24
# How close the rows of a long list may stand.
LONG, ROW = 20, 14.5
MARGIN, GAP = 28, 14
# The letters of a figure on a page.
LETTER = 13
# A figure on its sheet.
Sheet: TypeAlias = go.Figure
PAPER, INK, QUIET = PALETTES["light"].paper, PALETTES["light"].ink, PALETTES["light"].quiet


@dataclass(frozen=True)
class Words:
    """What stands around a figure, by its parts."""

    finding: str
    question: str
    note: str
    foot: str


@dataclass(frozen=True)
class Small:
    """A small picture (SVG) of a film, its name, and its number ("" where it has none)."""

    drawing: bytes
    name: str
    number: str


@dataclass(frozen=True)
class Line:
    """One line of words on a sheet."""

    text: str
    size: int
    colour: str

    @property
    def high(self) -> float:
        return self.size * 1.4


def framed(fig: BaseFigure, words: Words, shape: str, film: Sequence[Small] = ()) -> Sheet:
    """The figure on a sheet of paper: finding and question above it, note and foot below, all its own margins kept, and
    last a film of small pictures. A figure that is too high for the shape makes the sheet longer, not its type too
    small to read."""
    out, (across, down) = go.Figure(fig.to_dict()), SHAPES[shape]
    return _with_film(_framed(out, words, shape, across, down - across * FILM if film else down), film)


def _framed(out: Sheet, words: Words, shape: str, across: float, down: float) -> Sheet:
    """The figure and its words on a sheet of those proportions."""
    own, least = _margin(out), _least(out)
    if "geo2" in out.layout.to_plotly_json():
        if across > down:
            return _nation(out, words, across / down)
        if out.layout.geo.domain.y[0] > 0:  # its legend has room beside Yunnan
            out.update_layout(geo={"domain": {"x": [0, 1], "y": [0.16, 1]}})
    question = words.question if words.question != words.finding else ""
    for width in range(LEAST[shape], round(across * MOST) + 1, STEP):
        room = width - 2 * MARGIN
        above = [*_lines(words.finding, 24, INK, room), *_lines(question, 14, QUIET, room)]
        below = [*_lines(words.note, 12, QUIET, room), *_lines(words.foot, 12, QUIET, room)]
        head, foot = (MARGIN + _high(lines) + GAP for lines in (above, below))
        high = max(width * down / across, head + least + foot)
        if high <= width * down / across:
            break
    margin = {"l": MARGIN + own["l"], "r": MARGIN + own["r"], "t": head + own["t"], "b": foot + own["b"]}
    return _set(out, (width, round(high)), margin, above, below, own["l"])


def bare(fig: BaseFigure, width: float, least: float = 0) -> Sheet:
    """The figure without words around it, for a paper that says them itself: so wide in letters of the usual size, and
    at least so high where that does not stretch a map."""
    out = go.Figure(fig.to_dict())
    size = (out.layout.font.size or LETTER) / LETTER
    high = out.layout.height if "geo" in out.layout.to_plotly_json() else max(out.layout.height, least * size)
    margin = {**_margin(out), "autoexpand": False}
    out.update_layout(width=round(width * size), height=round(high), margin=margin, paper_bgcolor=PAPER)
    return out


def _nation(out: Sheet, words: Words, aspect: float) -> Sheet:
    """The national map on a wide sheet: as high as the sheet, for the country is to be wide, with the words where
    there is no land: what is found in the north-west, the rest in the south-west, the legend above that."""
    edge, question = 3.5, words.question if words.question != words.finding else ""
    for width in range(LEAST["16:9"] + 2 * STEP, round(SHAPES["16:9"][0] * MOST) + 1, STEP):
        high = width / aspect
        below = [line for said in (question, words.note) for line in _lines(said, 11, QUIET, width * BESIDE_LAND)]
        below += _lines(words.foot, 11, QUIET, width * BELOW_LAND)
        foot, under = (part / (high - 2 * edge) for part in (_high(below) + 2 * GAP - edge, out.layout.margin.b or 0))
        if foot <= HIGHEST and high >= LEAST_NATION:
            break
    above = _lines(words.finding, 21, INK, width * ABOVE_LAND)
    if above[1:]:
        above = _lines(words.finding, 19, INK, width * ABOVE_LAND)
    x, y = TALL if out.layout.geo.domain.y[0] > 0 else (LEGEND[0], max(LEGEND[1], foot) + under)
    shared = out.layout.template.layout
    shared.annotationdefaults.update(x=x, y=(shared.annotationdefaults.y or 0) + y)
    shared.shapedefaults.update(xanchor=x, yanchor=(shared.shapedefaults.yanchor or 0) + y)
    out.update_layout(geo={"projection": {"scale": ENLARGED}, "domain": {"y": [0, 1]}})
    margin = {"l": MARGIN, "r": edge, "t": edge, "b": edge}
    return _set(out, (width, round(high)), margin, above, below, 0)


def _set(
    out: Sheet,
    size: tuple[float, float],
    margin: Mapping[str, float],
    above: Sequence[Line],
    below: Sequence[Line],
    left: float,
) -> Sheet:
    """The figure on a sheet of that size with that room around its plot, and lines at its head and its foot."""
    width, high = size
    out.update_layout(template={}, width=width, height=high, margin={**margin, "autoexpand": False})
    out.update_layout(paper_bgcolor=PAPER)
    _write(out, above, {"y": 1, "yanchor": "top"}, margin["t"] - MARGIN, -left)
    _write(out, below, {"y": 0, "yanchor": "top"}, GAP - margin["b"] + _high(below), -left)
    return out


def _with_film(out: Sheet, film: Sequence[Small]) -> Sheet:
    """The sheet made longer by a film of small pictures at its foot, each below its name and its number."""
    if not film:
        return out
    layout, low = out.layout, out.layout.width * FILM
    left, right, top, foot = (layout.margin[side] for side in "lrtb")
    plot = layout.width - left - right, layout.height - top - foot
    out.update_layout(height=round(layout.height + low), margin={"b": foot + low})
    each = (layout.width - 2 * MARGIN + APART) / len(film)
    for n, one in enumerate(film):
        x, y = (MARGIN + n * each - left) / plot[0], -foot / plot[1]
        at = {"xref": "paper", "yref": "paper", "x": x, "y": y, "xanchor": "left", "yanchor": "top"}
        text = f"{literal(one.name)}  <b>{literal(one.number)}</b>"
        font, still = {"size": 14, "color": INK}, {"xshift": 0, "yshift": 0}
        out.add_annotation(text=text, font=font, showarrow=False, align="left", borderpad=0, **at, **still)
        size = {"sizex": (each - APART) / plot[0], "sizey": (low - TITLE - GAP) / plot[1], "sizing": "contain"}
        source = f"data:image/svg+xml;base64,{b64encode(one.drawing).decode()}"
        out.add_layout_image(source=source, **size, **{**at, "y": y - TITLE / plot[1]})
    return out


def png(fig: Sheet, shape: str, times: int = 1) -> bytes:
    """The framed figure as PNG bytes, so many times as wide as its shape says."""
    return drawn([fig], "png", times * SHAPES[shape][0])[0]


def svg(fig: Sheet) -> bytes:
    """The framed figure as an SVG whose words are text."""
    return drawn([fig], "svg")[0]


def literal(text: str) -> str:
    """Text in which nothing is markup to plotly."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


# -- words -----------------------------------------------------------------------------------------------------------


def _lines(text: str, size: int, colour: str, width: float) -> list[Line]:
    """The text in lines that wide at most; of several the last is not one piece alone."""
    lines: list[list[str]] = [[]]
    for piece in pieces(text):
        if lines[-1] and _wide("".join(lines[-1]) + piece.rstrip(), size) > width:
            lines.append([])
        lines[-1].append(piece)
    if len(lines[-1]) == 1 and len(lines[-2:][0]) > 2:
        lines[-1].insert(0, lines[-2].pop())
    said = ("".join(line).strip() for line in lines)
    return [Line(line, size, colour) for line in said if line]


def _write(out: Sheet, lines: Iterable[Line], at: dict, top: float, left: float) -> None:
    """Puts lines on the sheet, the first `top` pixels above the end of the plot that `at` names."""
    for line in lines:
        text = f"<b>{literal(line.text)}</b>" if line.size > 18 else literal(line.text)
        out.add_annotation(
            text=text, font={"size": line.size, "color": line.colour}, showarrow=False, align="left", borderpad=0,
            xref="paper", x=0, xanchor="left", xshift=left, yref="paper", yshift=top, **at,
        )  # fmt: skip
        top -= line.high


def _high(lines: Iterable[Line]) -> float:
    return sum(line.high for line in lines)


def _wide(text: str, size: float) -> float:
    return sum(1.0 if ord(c) > CHINESE_FROM else 0.56 for c in text) * size


def _least(fig: Sheet) -> float:
    """How high a figure must be: as high as it is, but the rows of a long list may move closer."""
    rows = max((len(axis.categoryarray or ()) for axis in fig.select_yaxes()), default=0)
    own = fig.layout.margin
    return rows * ROW + (own.t or 0) + (own.b or 0) if rows > LONG else fig.layout.height


# -- margins ---------------------------------------------------------------------------------------------------------


def _margin(fig: Sheet) -> dict[str, float]:
    """The margins that a figure has on screen: its own, and the room that its axes take of themselves."""
    own = {side: getattr(fig.layout.margin, side) or 0 for side in "lrtb"}
    for axis in [*fig.select_xaxes(), *fig.select_yaxes()]:
        if not axis.automargin or axis.visible is False:
            continue
        size = (axis.tickfont.size or fig.layout.font.size or 12) if axis.showticklabels is not False else 0
        title = 1.6 * (axis.title.font.size or fig.layout.font.size or 12) if axis.title.text else 0
        if axis.plotly_name.startswith("xaxis"):
            side = "t" if axis.side == "top" else "b"
            own[side] = max(own[side], 2.0 * size + title)
        else:
            texts = [re.sub("<[^>]+>", "", text) for text in axis.ticktext or ("8,000",)]
            side = "r" if axis.side == "right" else "l"
            own[side] = max(own[side], max(_wide(text, size) for text in texts) + 6 + title)
    return own
