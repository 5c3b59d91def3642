"""Shapes of a slide as PowerPoint writes them: areas, lines, symbols, words, and groups of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml.ns import nsdecls

from backbone.deck.powerpoint.markup import Run, line, lines
from backbone.deck.powerpoint.metrics import wide
from backbone.punctuation import spaced
from backbone.text import Lang
from backbone.theme import PALETTES

# The units of the format: in an inch, in a point.
INCH, POINT = 914_400, 12_700
PAPER = PALETTES["light"]
# Where the theme keeps our colours: what is painted in them follows when somebody changes the theme.
SLOTS = {
    PAPER.ink: "tx1", PAPER.paper: "bg1", PAPER.quiet: "tx2", PAPER.land: "bg2", PAPER.accent: "accent1",
    **{colour: f"accent{n}" for n, colour in enumerate(PAPER.steps, 2)},
}  # fmt: skip
LANGUAGES = {"en": 'lang="en-GB"', "zh": 'lang="zh-CN" altLang="en-US"'}
# Type that every office has; the Chinese one has letters too, which go better with its signs than another's.
FONTS: Mapping[Lang, str] = {"en": "Arial", "zh": "Microsoft YaHei"}
# The symbols of a figure, by their names there.
SYMBOLS = {
    "circle": "ellipse", "circle-open": "ellipse", "diamond": "diamond", "square": "rect", "triangle-up": "triangle",
    "triangle-down": "triangle", "cross": "plus", "star": "star5",
}  # fmt: skip
NAMESPACES = nsdecls("a", "r", "p")
# How high a line is, in parts of its type, and how much wider strong type is.
LINE, BOLD = 1.2, 1.07
# How much of what lies below it a plate hides.
PLATE = 0.75
# What a number of a slide is known by, on all of them.
FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
# What XML cannot hold.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide: its left and top, how wide and how high it is."""

    x: float
    y: float
    wide: float
    high: float

    def around(self, other: "Box") -> "Box":
        """The smallest box around this and another one."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        right, foot = max(self.x + self.wide, other.x + other.wide), max(self.y + self.high, other.y + other.high)
        return Box(x, y, right - x, foot - y)

    def frame(self, tag: str = "a:xfrm", flip: str = "", inner: bool = False) -> str:
        """Where it is, as XML; a group says it twice."""
        x, y, wide, high = (round(v) for v in (self.x, self.y, max(self.wide, 1), max(self.high, 1)))
        child = f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{wide}" cy="{high}"/>' if inner else ""
        return f'<{tag}{flip}><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/>{child}</{tag}>'


@dataclass(frozen=True)
class Look:
    """How a shape is painted: inside ("" is not at all), and along its edge, so many points wide."""

    fill: str = ""
    opacity: float = 1.0
    line: str = ""
    width: float = 0.0


@dataclass(frozen=True)
class Shape:
    """A finished shape: its XML, and where it is."""

    xml: str
    box: Box


@dataclass(frozen=True)
class Type:
    """How words are set: their size in points (0 is that of their holder) and colour ("" too), where they stand in
    their box (`side` across, `anchor` down), the colours of a halo around them and of
    a plate below."""

    size: float
    colour: str = PAPER.ink
    side: str = "l"
    anchor: str = "ctr"
    halo: str = ""
    plate: str = ""


def clean(text: str) -> str:
    """Text without what XML cannot hold."""
    return _CONTROLS.sub("", text)


def paint(colour: str, opacity: float = 1.0) -> str:
    """A colour as XML: that of the theme where it is one of ours; nothing for one that cannot be seen."""
    if not colour.startswith("#") or not opacity:
        return "<a:noFill/>"
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f"<a:solidFill>{_colour(colour, alpha)}</a:solidFill>"


def _colour(colour: str, more: str = "") -> str:
    slot = SLOTS.get(colour)
    return f'<a:schemeClr val="{slot}">{more}</a:schemeClr>' if slot else _plain(colour, more)


def _plain(colour: str, more: str = "") -> str:
    return f'<a:srgbClr val="{colour[1:].upper()}">{more}</a:srgbClr>'


def outlined(look: Look) -> str:
    """The inside and the edge of a shape as XML."""
    if not look.line.startswith("#") or not look.width:
        return f"{paint(look.fill, look.opacity)}<a:ln><a:noFill/></a:ln>"
    edge = f'<a:ln w="{max(1, round(look.width * POINT))}">{paint(look.line)}<a:round/></a:ln>'
    return paint(look.fill, look.opacity) + edge


def paragraph(of: Sequence[Run], kind: Type, lang: Lang) -> str:
    """Runs as one paragraph; what no line parts is held together, a large number and the word behind it too."""
    align = f'<a:pPr algn="{kind.side}"/>' if kind.side else ""
    whole = iter(spaced("".join("\n" * run.breaks + run.text for run in of)))
    held = (replace(run, text="".join(islice(whole, run.breaks + len(run.text)))[run.breaks :]) for run in of)
    return f"<a:p>{align}{''.join(_run(run, kind, lang) for run in held)}</a:p>"


def _run(run: Run, kind: Type, lang: Lang) -> str:
    own, colour = run.size or kind.size, run.colour or kind.colour
    size, bold = f' sz="{round(own * 100)}"' if own else "", ' b="1"' if run.bold else ""
    halo = f'<a:effectLst><a:glow rad="25400">{_colour(kind.halo)}</a:glow></a:effectLst>' if kind.halo else ""
    painted = paint(colour) if colour else ""
    # In Chinese type the apostrophe of English is as wide as a sign, whatever the language of the run.
    other = FONTS[run.lang] if run.lang and run.lang != lang else ""
    type_ = "".join(f'<a:{kind} typeface="{other}"/>' for kind in ("latin", "ea") if other)
    look = f'<a:rPr {LANGUAGES[run.lang or lang]}{size}{bold} dirty="0">{painted}{halo}{type_}</a:rPr>'
    broken = f"<a:br>{look}</a:br>" if run.breaks else ""
    return f"{broken}<a:r>{look}<a:t>{escape(clean(run.text))}</a:t></a:r>"


def extents(of: Sequence[Run], size: float) -> Point:
    """About how wide and high runs are, in the units of the format."""
    every = lines(of)
    strong = BOLD if any(run.bold for run in of) else 1.0
    return max(map(wide, every)) * size * strong * POINT, len(every) * size * LINE * POINT


def about(of: Sequence[Run], at: Point, kind: Type) -> Box:
    """The box of words about a point."""
    long, high = extents(of, kind.size)
    across, down = {"l": 0.0, "ctr": 0.5, "r": 1.0}, {"t": 0.0, "ctr": 0.5, "b": 1.0}
    return Box(at[0] - long * across[kind.side], at[1] - high * down[kind.anchor], long, high)


class Pen:
    """Draws the shapes of one slide, in one language; each of them has a number of its own."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._numbers = count(1001)

    def _own(self, name: str, alt: str = "") -> str:
        said = f" descr={quoteattr(clean(alt))}" if alt else ""
        return f'<p:cNvPr id="{next(self._numbers)}" name={quoteattr(clean(name))}{said}/>'

    def _shape(self, name: str, alt: str, box: Box, geometry: str, look: str, words: str = "", flip: str = "") -> Shape:
        kind = '<p:cNvSpPr txBox="1"/>' if words else "<p:cNvSpPr/>"
        xml = (
            f"<p:sp><p:nvSpPr>{self._own(name, alt)}{kind}<p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{box.frame(flip=flip)}{geometry}{look}</p:spPr>{words}</p:sp>"
        )
        return Shape(xml, box)

    def symbol(self, name: str, alt: str, centre: Point, wide: float, look: Look, symbol: str = "circle") -> Shape:
        """A symbol `wide` units wide about a point."""
        box = Box(centre[0] - wide / 2, centre[1] - wide / 2, wide, wide)
        flip = ' flipV="1"' if symbol == "triangle-down" else ""
        preset = f'<a:prstGeom prst="{SYMBOLS[symbol]}"><a:avLst/></a:prstGeom>'
        return self._shape(name, alt, box, preset, outlined(look), flip=flip)

    def rectangle(self, name: str, box: Box, look: Look, alt: str = "") -> Shape:
        """A rectangle."""
        return self._shape(name, alt, box, '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', outlined(look))

    def area(self, name: str, alt: str, rings: Sequence[Sequence[Point]], unit: float, at: Point, look: Look) -> Shape:
        """An area of closed rings, whose points count `unit` from the point `at`; a ring within another is a hole."""
        return self._free(name, alt, rings, unit, at, look, "<a:close/>")

    def path(self, name: str, of: Sequence[Sequence[Point]], unit: float, at: Point, look: Look) -> Shape:
        """Lines that are no areas."""
        return self._free(name, "", of, unit, at, replace(look, fill=""), "")

    def _free(
        self, name: str, alt: str, rings: Sequence[Sequence[Point]], unit: float, at: Point, look: Look, end: str
    ) -> Shape:
        xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
        left, top, wide, high = min(xs), min(ys), max(max(xs) - min(xs), 1), max(max(ys) - min(ys), 1)
        box = Box(at[0] + left * unit, at[1] + top * unit, wide * unit, high * unit)
        drawn = []
        for ring in rings:
            (first, *rest) = (f'<a:pt x="{round(x - left)}" y="{round(y - top)}"/>' for x, y in ring)
            drawn.append(f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{at}</a:lnTo>" for at in rest) + end)
        filled = "" if end else ' fill="none"'
        geometry = (
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{round(wide)}" h="{round(high)}"{filled}>{"".join(drawn)}</a:path></a:pathLst></a:custGeom>'
        )
        return self._shape(name, alt, box, geometry, outlined(look))

    def words(self, name: str, of: Sequence[Run], box: Box, kind: Type, wrap: bool = False) -> Shape:
        """Words in a box; without `wrap` they keep their lines."""
        wrapped = "square" if wrap else "none"
        body = (
            f'<p:txBody><a:bodyPr wrap="{wrapped}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{kind.anchor}">'
            f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraph(of, kind, self.lang)}</p:txBody>"
        )
        plain = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        return self._shape(name or line(of), "", box, plain, outlined(Look(kind.plate, PLATE)), body)

    def holder(self, name: str, kind: str, paragraphs: Sequence[Sequence[Run]], box: Box | None = None) -> Shape:
        """Words in a holder of the layout; without a `box` they stand where the layout holds them."""
        own = "".join(paragraph(one, Type(0, "", ""), self.lang) for one in paragraphs)
        return Shape(self._held(name, kind, own, box), box or Box(0, 0, 0, 0))

    def page(self, name: str, kind: str, number: int) -> Shape:
        """The number of the slide in its holder: PowerPoint keeps it right when slides are moved."""
        field = (
            f'<a:p><a:fld id="{FIELD}" type="slidenum"><a:rPr {LANGUAGES[self.lang]}/><a:t>{number}</a:t></a:fld></a:p>'
        )
        return Shape(self._held(name, kind, field, None), Box(0, 0, 0, 0))

    def _held(self, name: str, kind: str, own: str, box: Box | None) -> str:
        place = box.frame() if box else ""
        return (
            f'<p:sp><p:nvSpPr>{self._own(name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{kind}</p:nvPr>'
            f"</p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>{own}"
            "</p:txBody></p:sp>"
        )

    def written(self, of: Sequence[Run], at: Point, kind: Type, name: str = "") -> Shape:
        """Words about a point: `kind` says which side of them it is."""
        return self.words(name, of, about(of, at, kind), kind)

    def group(self, name: str, of: Iterable[Shape], alt: str = "") -> Shape | None:
        """Shapes as one, which can be taken apart; None where there are none."""
        every = list(of)
        if not every:
            return None
        box = every[0].box
        for one in every[1:]:
            box = box.around(one.box)
        xml = (
            f"<p:grpSp><p:nvGrpSpPr>{self._own(name, alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr>{box.frame(inner=True)}</p:grpSpPr>{''.join(one.xml for one in every)}</p:grpSp>"
        )
        return Shape(xml, box)
