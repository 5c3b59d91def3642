"""A deck as PowerPoint: one file a language, a slide a scene, every word, shape and number of it to be edited there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide as Page

from backbone.charts import Canvas
from backbone.deck.deck import Scene
from backbone.deck.powerpoint import column, figures
from backbone.deck.powerpoint.elements import Box, Pen, clean
from backbone.deck.powerpoint.markup import Run
from backbone.deck.powerpoint.native import Ground
from backbone.deck.powerpoint.outlines import Outlines
from backbone.deck.powerpoint.package import saved
from backbone.deck.powerpoint.template import (
    BESIDE,
    LAYOUTS,
    NAMES,
    NOTE,
    PAGE,
    PICTURE,
    PLACE,
    SOURCE,
    TOLD,
    Holder,
    holder_kind,
    template,
)
from backbone.deck.slides import Played, Slide, slides
from backbone.pictures.sheet import marks
from backbone.punctuation import dotted, labelled, prose
from backbone.site import PRODUCT
from backbone.spoken import Spoken
from backbone.text import Lang, Text, repeated

NOT_SHOWN = Text("This scene cannot be shown", "本场景无法显示")
SAID, OTHER = Text("In this picture", "本图"), Text("In Chinese", "英文")
# The pictures whose lead says how they are read; that of others says what can be clicked.
EXPLAINED = ("strips",)
TOO_MANY = Text(
    "This deck has {n} scenes. The file holds the first {most}; split the deck to take all of them away.",
    "本演示共有 {n} 个场景，文件仅含前 {most} 个。如需全部导出，请将演示拆分。",
)
# More scenes than this are no talk, and would take minutes.
SCENES = 300
# A deck that says no day is of this one, so that its bytes are the same tomorrow.
NO_DAY = "2020-01-01"
SIZES = (24, 22, 20, 18, 16, 14, 12, 10)
TITLES = (44, 36, 30, 24, 20)
# Paragraphs on a slide, at most: the rest stands in its notes.
MOST = 12


def make(of: Played, langs: Sequence[Lang]) -> Mapping[str, bytes]:
    """One file a language. Where several are asked for, the notes of each slide say what it says in the others too: who
    speaks to two kinds of guests reads both from one screen."""
    every = {lang: list(_slides(of, lang)) for lang in dict.fromkeys(langs)}
    outlines = Outlines()
    return {
        f"{of.deck.name}-{lang}.pptx": _file(
            of, own, [other for code, other in every.items() if code != lang], outlines, lang
        )
        for lang, own in every.items()
    }


def _slides(of: Played, lang: Lang) -> Iterator[Slide]:
    """The slides of a file: those of the deck, and where it is longer than a file may be one more that says so."""
    few = replace(of, deck=of.deck.with_(scenes=of.deck.scenes[:SCENES]))
    yield from slides(few, Canvas(lang))
    if len(of.deck) > SCENES:
        cut = Scene("closing", faults=(TOO_MANY.filled(n=len(of.deck), most=SCENES),))
        (last,) = slides(replace(of, deck=of.deck.with_(scenes=(cut,))), Canvas(lang))
        yield replace(last, number=SCENES + 1)


def _file(of: Played, own: Sequence[Slide], others: Sequence[Sequence[Slide]], outlines: Outlines, lang: Lang) -> bytes:
    made = template(lang)
    title = repeated(of.deck.title(lang) or of.deck.name, 200)
    core = made.core_properties
    core.title, core.author, core.last_modified_by = title, PRODUCT(lang), PRODUCT(lang)
    core.language, core.subject, core.comments = lang, of.deck.pin.name[:200], ""
    for n, slide in enumerate(own):
        _Sheet(made, of, slide, outlines, title).fill([other[n] for other in others])
    return saved(made, of.store.snapshot.manifest.created if of.store else NO_DAY)


class _Sheet:
    """One slide as it is made."""

    def __init__(self, made: Slides, of: Played, slide: Slide, outlines: Outlines, deck: str) -> None:
        self.of, self.slide, self.outlines, self.deck, self.lang = of, slide, outlines, deck, slide.lang
        self.layout = self._layout()
        self.page: Page = made.slides.add_slide(made.slide_layouts[[*LAYOUTS].index(self.layout)])
        self.tree = self.page.shapes._spTree
        for old in [*self.page.shapes]:
            self.tree.remove(old._element)
        self.pen = Pen(slide.lang)
        self.ground = Ground(self.page.shapes, self.pen, PICTURE, of.store)

    def fill(self, others: Sequence[Slide]) -> None:
        """Puts everything on the slide, in the order in which it is read, and in its notes."""
        {"cover": self._cover, "picture": self._picture, "story": self._story, "words": self._words}[self.layout]()
        marked = marks(self.of.store, self.lang) if self.of.store else ()
        foot = self.slide.rests or dotted(marked)
        if foot:
            self._held(SOURCE, [[Run(foot)]])
        holder = self._holder(PAGE)
        self.ground.draw([self.pen.page(NAMES[PAGE](self.lang), holder_kind(holder), self.slide.number)])
        # Whoever draws counts on its own: each shape of a slide has one number, and no two the same.
        for n, own in enumerate(self.tree.iter(qn("p:cNvPr")), 1):
            own.set("id", str(n))
        noted: Any = self.page.notes_slide.notes_text_frame
        noted.text = clean("\n".join(filter(None, _notes(self.slide, others, foot))))

    def _layout(self) -> str:
        if self.slide.faults:
            return "words"
        if self.slide.scene.kind in ("cover", "closing"):
            return "cover"
        if self.slide.shown.picture.figure is None:
            return "words"
        return "story" if self.slide.shown.told else "picture"

    def _holder(self, idx: int) -> Holder:
        return next(one for one in LAYOUTS[self.layout].holders if one.idx == idx)

    def _held(self, idx: int, paragraphs: Sequence[Sequence[Run]], box: Box | None = None) -> None:
        name = NAMES[idx](self.lang)
        self.ground.draw([self.pen.holder(name, holder_kind(self._holder(idx)), paragraphs, box)])

    def _cover(self) -> None:
        title = column.cut(self.slide.shown.sentence.whole.strip() or self.deck, 200)
        box = self._holder(0).box
        self._held(0, [[Run(title, size=column.largest([title], box, TITLES))]])
        self._told(self.slide.shown.told)

    def _told(self, told: Sequence[str]) -> None:
        """Paragraphs, each as large as all have room."""
        kept = [column.cut(text) for text in told if text.strip()][:MOST]
        if kept:
            holder = self._holder(TOLD)
            size = column.largest(kept, holder.box, [size for size in SIZES if size <= holder.size])
            self._held(TOLD, [[Run(text, size=size)] for text in kept])

    def _words(self) -> None:
        shown, scene = self.slide.shown, self.slide.scene
        title = shown.sentence.whole or shown.place or scene.title(self.lang) or scene.caption(self.lang)
        title = column.cut(title or (NOT_SHOWN(self.lang) if self.slide.faults else self.deck), 200)
        self._held(0, [[Run(title, size=column.largest([title], self._holder(0).box, (30, 26, 22, 18, 14)))]])
        told = self.slide.faults or shown.told
        if not told:
            told = tuple(filter(None, (shown.picture.lead, shown.when, *shown.notes)))
        self._told(told)

    def _story(self) -> None:
        shown = self.slide.shown
        title = column.cut(shown.sentence.whole or shown.place or self.deck, 200)
        if shown.sentence.whole and shown.place:
            self._held(PLACE, [[Run(dotted((shown.place, shown.when)))]])
        self._held(0, [[Run(title, size=column.largest([title], self._holder(0).box, (32, 28, 24, 20, 16)))]])
        self._told(shown.told)
        notes = [column.cut(note) for note in dict.fromkeys((*shown.notes, *shown.picture.notes)) if note]
        if notes:
            self._held(NOTE, [[Run(note)] for note in notes])
        figures.draw(shown.picture, replace(self.ground, box=BESIDE), self.outlines)

    def _picture(self) -> None:
        shown = self.slide.shown
        picture = shown.picture
        sentence = shown.sentence if shown.sentence.whole else Spoken(shown.place or self.deck)
        place = shown.place if shown.sentence.whole else ""
        notes = [
            *filter(None, (picture.title, prose(dict.fromkeys((*shown.notes, *picture.notes)), self.lang))),
        ]
        for part in column.column(place, sentence, shown.when, [column.cut(note) for note in notes]):
            self._held(part.idx, part.paragraphs, part.box)
        figures.draw(picture, self.ground, self.outlines)


def _notes(slide: Slide, others: Sequence[Slide], foot: str) -> Iterator[str]:
    """What stands in the notes, paragraph by paragraph: the presenter's own words, then what is in the picture, how it
    is read and where it comes from, and last what the slide says in other languages."""
    yield slide.notes
    picture, sentence = slide.shown.picture, slide.shown.sentence.whole
    yield sentence if len(sentence) > column.MOST else ""
    yield labelled(SAID(slide.lang), picture.title, slide.lang) if picture.title else ""
    yield picture.lead if picture.key in EXPLAINED else ""
    yield picture.subtitle
    yield foot
    for other in others:
        shown = other.shown
        said = [one for one in (shown.sentence.whole, *shown.told, *other.faults, other.notes) if one]
        yield OTHER(slide.lang) if said else ""
        yield from said
