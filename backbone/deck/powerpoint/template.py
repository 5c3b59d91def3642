"""The template of our slides, made here and not by hand: 16:9, our colours and type, layouts with named holders.

It is light, though the stage is dark: a file that is left behind is printed, mailed and pasted into other people's
slides. Its ground, ink, accent and classes are colours of its theme: who wants others changes those, and no slide."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Slides
from pptx.util import Emu

from backbone.deck.powerpoint.elements import FIELD, FONTS, INCH, LANGUAGES, NAMESPACES, PAPER, Box, paint
from backbone.site import PRODUCT
from backbone.text import Lang, Text

WIDE, HIGH = 13.333 * INCH, 7.5 * INCH
EDGE = 0.6 * INCH
# The words at the left, the picture at the right, the foot below both.
WORDS = Box(EDGE, 0.55 * INCH, 3.7 * INCH, 6.1 * INCH)
PICTURE = Box(4.6 * INCH, 0.4 * INCH, 8.4 * INCH, 6.25 * INCH)
# The picture of a scene that plays, and below it how it was in a few of its months.
ABOVE = Box(PICTURE.x, PICTURE.y, PICTURE.wide, 4.65 * INCH)
BELOW = Box(PICTURE.x, 5.2 * INCH, WIDE - EDGE - PICTURE.x, 1.45 * INCH)
# The picture beside a story.
BESIDE = Box(7.4 * INCH, 0.9 * INCH, 5.3 * INCH, 5.5 * INCH)
FOOT = Box(EDGE, 6.95 * INCH, 11.2 * INCH, 0.3 * INCH)
# The foot in two languages, one below the other.
FEET = Box(EDGE, 6.88 * INCH, 11.2 * INCH, 0.44 * INCH)
NUMBER = Box(12.1 * INCH, 6.95 * INCH, WIDE - EDGE - 12.1 * INCH, 0.3 * INCH)
RULE = Box(EDGE, 6.83 * INCH, WIDE - 2 * EDGE, 0)
BAR = Box(EDGE, 3.72 * INCH, 0.9 * INCH, 0.07 * INCH)
CHINESE = "Microsoft YaHei"
# Where the number of a holder is said: the place, when it holds, the note, what is told, the source, the number.
PLACE, WHEN, NOTE, TOLD, SOURCE, PAGE = 13, 14, 15, 16, 11, 12
COLOURS = Text("Backbone", "顶梁柱")
NAMES = {
    0: Text("Title", "标题"),
    PLACE: Text("Place", "地区"),
    WHEN: Text("Period and as of", "期间与截至月份"),
    NOTE: Text("Note", "说明"),
    TOLD: Text("Story", "正文"),
    SOURCE: Text("Source and basis", "来源与口径"),
    PAGE: Text("Slide number", "页码"),
}
DARK = PAPER.steps[-1]


@dataclass(frozen=True)
class Holder:
    """What a layout holds for words: the number it is known by, its kind, where it is, and how words are set in it."""

    idx: int
    kind: str
    box: Box
    size: float
    colour: str = PAPER.ink
    bold: bool = False
    anchor: str = "t"
    side: str = "l"


@dataclass(frozen=True)
class Layout:
    """A layout: its name, its holders, and whether it stands on the dark ground of a cover."""

    name: Text
    holders: tuple[Holder, ...]
    dark: bool = False


def _foot(colour: str = PAPER.quiet) -> tuple[Holder, Holder]:
    return (
        Holder(SOURCE, "ftr", FOOT, 10, colour, anchor="ctr"),
        Holder(PAGE, "sldNum", NUMBER, 10, colour, anchor="ctr", side="r"),
    )


_COVERED = Box(EDGE, 1.2 * INCH, 10.5 * INCH, 2.25 * INCH)
_TOLD = Box(EDGE, 1.9 * INCH, 10.6 * INCH, 4.7 * INCH)
LAYOUTS: Mapping[str, Layout] = {
    "cover": Layout(
        Text("Cover", "封面"),
        (
            Holder(0, "title", _COVERED, 44, PAPER.paper, bold=True, anchor="b"),
            Holder(TOLD, "body", Box(EDGE, 4.1 * INCH, 10.5 * INCH, 2.4 * INCH), 22, PAPER.paper),
            *_foot(PAPER.rule),
        ),
        dark=True,
    ),
    "picture": Layout(
        Text("Picture", "图表"),
        (
            Holder(PLACE, "body", Box(WORDS.x, WORDS.y, WORDS.wide, 0.4 * INCH), 20),
            Holder(0, "title", Box(WORDS.x, 1.2 * INCH, WORDS.wide, 2.6 * INCH), 24),
            Holder(WHEN, "body", Box(WORDS.x, 4 * INCH, WORDS.wide, 0.5 * INCH), 14, PAPER.quiet),
            Holder(NOTE, "body", Box(WORDS.x, 5 * INCH, WORDS.wide, 1.2 * INCH), 11, PAPER.quiet),
            *_foot(),
        ),
    ),
    "story": Layout(
        Text("Story", "家庭"),
        (
            Holder(PLACE, "body", Box(EDGE, 0.9 * INCH, BESIDE.x - EDGE, 0.4 * INCH), 18, PAPER.quiet),
            Holder(0, "title", Box(EDGE, 1.35 * INCH, BESIDE.x - EDGE, 0.7 * INCH), 32, bold=True),
            Holder(TOLD, "body", Box(EDGE, 2.35 * INCH, BESIDE.x - EDGE - 0.3 * INCH, 3.2 * INCH), 22),
            Holder(NOTE, "body", Box(EDGE, 5.75 * INCH, BESIDE.x - EDGE - 0.3 * INCH, 0.9 * INCH), 12, PAPER.quiet),
            *_foot(),
        ),
    ),
    "words": Layout(
        Text("Words", "文字"),
        (
            Holder(0, "title", Box(EDGE, 0.55 * INCH, 10.6 * INCH, 1.1 * INCH), 30, bold=True),
            Holder(TOLD, "body", _TOLD, 24),
            *_foot(),
        ),
    ),
}


def template(lang: Lang) -> Slides:
    """An empty presentation on our template, its layouts named in a language."""
    made = Presentation()
    numbers: dict[str, Iterator[int]] = defaultdict(partial(count, 1))
    numbers["/ppt/theme/theme%d.xml"] = count(2)
    package: Any = made.part.package
    # The library looks for a free name among all parts for each new one: of many slides it would never come to an end.
    package.next_partname = lambda name: PackURI(name % next(numbers[name]))
    made.slide_width, made.slide_height = Emu(round(WIDE)), Emu(round(HIGH))
    made.element.find(".//{*}sldSz").attrib.pop("type", None)
    for old in list(made.slide_layouts)[len(LAYOUTS) :]:
        made.slide_layouts.remove(old)
    master = made.slide_master
    _without(package, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL)
    _without(made.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
    kept: Any = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    kept._blob = theme(lang).encode("utf-8")
    notes: Any = made.notes_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    notes._element = parse_xml(theme(lang).encode("utf-8"))
    every = Layout(PRODUCT, (*LAYOUTS["picture"].holders[1:2], Holder(1, "body", _TOLD, 20), *_foot()))
    _set(master._element, _slide("p:sldMaster", every, lang))
    for own, layout in zip(made.slide_layouts, LAYOUTS.values(), strict=True):
        own._element.attrib.pop("type", None)
        own._element.set("preserve", "1")
        own._element.set("userDrawn", "1")
        _set(own._element, _slide("p:sldLayout", layout, lang))
    return made


def _without(part: Any, *kinds: str) -> None:
    """Drops what a part relates to, by kind."""
    for own in [one for one in part._rels.values() if one.reltype in kinds]:
        part._rels.pop(own.rId)


def _set(element: Any, xml: str) -> None:
    """Puts what is on a master or layout, and how type is set there, in the place of what was."""
    made = parse_xml(xml)
    for child in made:
        old = element.find(child.tag)
        if old is not None:
            element.replace(old, child)


def _slide(tag: str, layout: Layout, lang: Lang) -> str:
    """A master or a layout as XML: its ground, its rule, its holders; of the master also the type of titles and
    bodies."""
    drawn = "".join(_holder(n, one, lang) for n, one in enumerate(layout.holders, 3))
    ground = DARK if layout.dark else PAPER.paper
    mark = _bar(BAR, PAPER.steps[0]) if layout.dark else ("" if tag == "p:sldMaster" else _bar(RULE, PAPER.rule))
    master = _styles() if tag == "p:sldMaster" else ""
    return (
        f"<{tag} {NAMESPACES}><p:cSld name={quoteattr(layout.name(lang))}><p:bg><p:bgPr>{paint(ground)}<a:effectLst/>"
        '</p:bgPr></p:bg><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/>'
        f"</a:xfrm></p:grpSpPr>{mark}{drawn}</p:spTree></p:cSld>{master}</{tag}>"
    )


def _bar(box: Box, colour: str) -> str:
    """The bar of a cover, or the line above the foot."""
    inside = paint(colour) if box.high else "<a:noFill/>"
    line = "<a:noFill/>" if box.high else paint(colour)
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="-"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'{box.frame()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{inside}<a:ln w="9525">{line}</a:ln></p:spPr>'
        "</p:sp>"
    )


def holder_kind(one: Holder) -> str:
    """What kind of holder it is, as XML says it."""
    idx = f' idx="{one.idx}"' if one.idx else ""
    return f'<p:ph type="{one.kind}"{idx}/>'


def _holder(number: int, one: Holder, lang: Lang) -> str:
    name = NAMES.get(one.idx, NAMES[TOLD])(lang)
    said = f"<a:r><a:rPr {LANGUAGES[lang]}/><a:t>{name}</a:t></a:r>"
    if one.kind == "sldNum":
        said = f'<a:fld id="{FIELD}" type="slidenum"><a:rPr {LANGUAGES[lang]}/><a:t>‹#›</a:t></a:fld>'
    bold = "1" if one.bold else "0"
    style = (
        f'<a:lvl1pPr marL="0" indent="0" algn="{one.side}"><a:spcBef><a:spcPts val="{BEFORE.get(one.idx, 0)}"/>'
        f"</a:spcBef><a:buNone/>"
        f'<a:defRPr sz="{round(one.size * 100)}" b="{bold}">{paint(one.colour)}</a:defRPr></a:lvl1pPr>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{holder_kind(one)}</p:nvPr></p:nvSpPr><p:spPr>{one.box.frame()}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr vert="horz" wrap="square" '
        f'lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{one.anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{said}</a:p></p:txBody></p:sp>"
    )


def _styles() -> str:
    """How titles, bodies and everything else are set."""

    def levels(font: str, tag: str) -> str:
        type_ = "".join(f'<a:{kind} typeface="+{font}-{short}"/>' for kind, short in _FACES)
        every = "".join(
            f'<a:lvl{n}pPr marL="{(n - 1) * 228600}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
            f'hangingPunct="1"><a:lnSpc><a:spcPct val="{LINES}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
            "<a:buNone/>"
            f'<a:defRPr sz="2000" kern="1200">{paint(PAPER.ink)}{type_}</a:defRPr></a:lvl{n}pPr>'
            for n in range(1, 2 if tag == "titleStyle" else 6)
        )
        return f"<p:{tag}>{every}</p:{tag}>"

    return (
        f"<p:txStyles>{levels('mj', 'titleStyle')}{levels('mn', 'bodyStyle')}{levels('mn', 'otherStyle')}</p:txStyles>"
    )


# Above the paragraphs of a text that is told, in hundredths of a point.
BEFORE = {0: 600, TOLD: 900, WHEN: 300, NOTE: 400}
# How far apart lines stand, in thousandths of a hundredth.
LINES = 100_000
_FACES = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))


def theme(lang: Lang) -> str:
    """The theme: our palette where PowerPoint picks colours from, its other colours by name, and our type."""
    slots = dict(
        dk1=PAPER.ink, lt1=PAPER.paper, dk2=PAPER.quiet, lt2=PAPER.land, accent1=PAPER.accent,
        **{f"accent{n}": colour for n, colour in enumerate(PAPER.steps, 2)}, hlink=PAPER.accent, folHlink=PAPER.quiet,
    )  # fmt: skip
    colours = "".join(f"<a:{slot}>{_rgb(colour)}</a:{slot}>" for slot, colour in slots.items())
    fonts = "".join(
        f'<a:{kind}><a:latin typeface="{FONTS[lang]}"/><a:ea typeface="{CHINESE}"/><a:cs typeface=""/></a:{kind}>'
        for kind in ("majorFont", "minorFont")
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    more = "".join(f'<a:custClr name="{name}">{_rgb(colour)}</a:custClr>' for name, colour in _named())
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<a:theme {nsdecls('a')} name={quoteattr(COLOURS(lang))}>"
        f'<a:themeElements><a:clrScheme name="Backbone">{colours}</a:clrScheme><a:fontScheme name="Backbone">{fonts}'
        f'</a:fontScheme><a:fmtScheme name="Backbone"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}'
        f"</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        f"</a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/><a:custClrLst>{more}</a:custClrLst>"
        "</a:theme>"
    )


def _rgb(colour: str) -> str:
    return f'<a:srgbClr val="{colour[1:].upper()}"/>'


def _named() -> Iterable[tuple[str, str]]:
    """The colours of the palette that the theme has no slot for."""
    yield from (("warm", PAPER.warm), ("rule", PAPER.rule), ("programme", PAPER.land_in_programme))
    yield from (("absent", PAPER.absent), *((f"mark {n}", colour) for n, colour in enumerate(PAPER.marks, 1)))
