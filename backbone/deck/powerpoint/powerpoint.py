"""A deck as PowerPoint: one file a language, or each slide in two; a slide a scene, every word, shape and number of it
to be edited there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide as Page

from backbone.charts import Canvas
from backbone.deck.deck import Scene
from backbone.deck.kinds.kind import WORDS
from backbone.deck.kinds.registry import kind
from backbone.deck.played import Played
from backbone.deck.powerpoint import column, figures, film
from backbone.deck.powerpoint.elements import PAPER, Box, Pen, clean
from backbone.deck.powerpoint.markup import Run
from backbone.deck.powerpoint.native import Ground
from backbone.deck.powerpoint.outlines import Outlines
from backbone.deck.powerpoint.package import saved
from backbone.deck.powerpoint.template import (
    ABOVE,
    BELOW,
    BESIDE,
    FEET,
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
from backbone.deck.slides import Slide, grew, slides
from backbone.deck.steps import steps
from backbone.punctuation import dotted, labelled, prose
from backbone.site import PRODUCT
from backbone.spoken import Spoken
from backbone.text import LANGS, Lang, Text, repeated

NOT_SHOWN = Text("This scene cannot be shown", "本场景无法显示")
SAID, OTHER = Text("In this picture", "本图"), Text("In Chinese", "英文")
TOO_MANY = Text(
    "This deck has {n} scenes. The file holds the first {most}; split the deck to take all of them away.",
    "本演示共有 {n} 个场景，文件仅含前 {most} 个。如需全部导出，请将演示拆分。",
)
# More scenes than this are no talk, and would take minutes.
SCENES = 300
# A deck that says no day is of this one, so that its bytes are the same tomorrow.
NO_DAY = "2020-01-01"
# What a file in both languages is called by.
BILINGUAL = "bilingual"
SIZES = (24, 22, 20, 18, 16, 15, 14, 13, 12, 11, 10)
# How large the second language stands beside the first, where that has a holder of its own.
SECOND, LEAST = 0.72, 12
# What parts two languages in one line.
GAP = "   "
TITLES = (44, 36, 30, 24, 20)
# Paragraphs on a slide, at most: the rest stands in its notes.
MOST = 12


def make(of: Played, langs: Sequence[Lang]) -> Mapping[str, bytes]:
    """One file a language. Where several are asked for, the notes of each slide say what it says in the others too: who
    speaks to two kinds of guests reads both from one screen."""
    every, outlines = _every(of, langs), Outlines()
    return {f"{of.deck.name}-{lang}.pptx": _file(of, _ordered(every, lang), outlines, 1) for lang in every}


def both(of: Played, langs: Sequence[Lang]) -> Mapping[str, bytes]:
    """One file a language that leads: each slide says everything in that language, and smaller in the others too. The
    picture is of the language that leads: a map with every name twice could not be read."""
    every, outlines = _every(of, LANGS), Outlines()
    return {
        f"{of.deck.name}-{BILINGUAL}-{lang}.pptx": _file(of, _ordered(every, lang), outlines, len(every))
        for lang in dict.fromkeys(langs)
    }


def _every(of: Played, langs: Sequence[Lang]) -> dict[Lang, list[Slide]]:
    return {lang: list(_slides(of, lang)) for lang in dict.fromkeys(langs)}


def _ordered(every: Mapping[Lang, list[Slide]], leads: Lang) -> list[list[Slide]]:
    """The slides of each language, that which leads first."""
    return [every[leads], *(own for lang, own in every.items() if lang != leads)]


def _slides(of: Played, lang: Lang) -> Iterator[Slide]:
    """The slides of a file: those of the deck, and where it is longer than a file may be one more that says so."""
    few = replace(of, deck=of.deck.with_(scenes=of.deck.scenes[:SCENES]))
    yield from slides(few, Canvas(lang))
    if len(of.deck) > SCENES:
        cut = Scene("closing", faults=(TOO_MANY.filled(n=len(of.deck), most=SCENES),))
        (last,) = slides(replace(of, deck=of.deck.with_(scenes=(cut,))), Canvas(lang))
        yield replace(last, number=SCENES + 1)


def _file(of: Played, every: Sequence[Sequence[Slide]], outlines: Outlines, said: int) -> bytes:
    """The file of the slides of every language, the first of which leads; the first `said` stand on the slides."""
    lang = every[0][0].lang if every[0] else LANGS[0]
    made = template(lang)
    title = repeated(of.deck.title(lang) or of.deck.name, 200)
    core = made.core_properties
    core.title, core.author, core.last_modified_by = title, PRODUCT(lang), PRODUCT(lang)
    core.language, core.subject, core.comments = lang, of.deck.pin.name[:200], ""
    for slides_ in zip(*every, strict=True):
        _Sheet(made, of, slides_[:said], outlines, title).fill(slides_[1:])
    return saved(made, of.store.snapshot.manifest.created if of.store else NO_DAY)


class _Sheet:
    """One slide as it is made, in the languages of `every`; the first leads."""

    def __init__(self, made: Slides, of: Played, every: Sequence[Slide], outlines: Outlines, deck: str) -> None:
        self.of, self.every, self.slide, self.outlines, self.deck = of, every, every[0], outlines, deck
        self.lang = self.slide.lang
        self.layout = self._layout()
        self.page: Page = made.slides.add_slide(made.slide_layouts[[*LAYOUTS].index(self.layout)])
        self.tree = self.page.shapes._spTree
        for old in [*self.page.shapes]:
            self.tree.remove(old._element)
        self.pen = Pen(self.lang)
        self.ground = Ground(self.page.shapes, self.pen, PICTURE, of.store)
        self.dim = PAPER.rule if LAYOUTS[self.layout].dark else PAPER.quiet

    def fill(self, others: Sequence[Slide]) -> None:
        """Puts everything on the slide, in the order in which it is read, and in its notes."""
        {"cover": self._cover, "picture": self._picture, "story": self._story, "words": self._words}[self.layout]()
        feet = [Run(one.rests, lang=one.lang) for one in self.every if one.rests]
        if feet:
            self._held(SOURCE, [[foot] for foot in feet], FEET if feet[1:] else None)
        holder = self._holder(PAGE)
        self.ground.draw([self.pen.page(NAMES[PAGE](self.lang), holder_kind(holder), self.slide.number)])
        # Whoever draws counts on its own: each shape of a slide has one number, and no two the same.
        for n, own in enumerate(self.tree.iter(qn("p:cNvPr")), 1):
            own.set("id", str(n))
        noted: Any = self.page.notes_slide.notes_text_frame
        noted.text = clean("\n".join(filter(None, _notes(self.slide, others))))

    def _layout(self) -> str:
        if self.slide.faults:
            return "words"
        if kind(self.slide.scene).form in WORDS:
            return "cover"
        if self.slide.shown.picture.figure is None:
            return "words"
        return "story" if self.slide.shown.told else "picture"

    def _holder(self, idx: int) -> Holder:
        return next(one for one in LAYOUTS[self.layout].holders if one.idx == idx)

    def _held(self, idx: int, paragraphs: Sequence[Sequence[Run]], box: Box | None = None) -> None:
        name = NAMES[idx](self.lang)
        self.ground.draw([self.pen.holder(name, holder_kind(self._holder(idx)), paragraphs, box)])

    def _titled(self, idx: int, said: Sequence[str], sizes: Sequence[int], apart: bool = True) -> None:
        """Something short in every language, each a paragraph `apart` or all in one line, as large as there is room:
        what follows the first is smaller."""
        said = [column.cut(text, 200) for text in said]
        size = column.largest(said if apart else [GAP.join(said)], self._holder(idx).box, sizes)
        runs = [
            Run(text, lang=one.lang, size=max(LEAST, size * SECOND) if n else size, colour=self.dim if n else "")
            for n, (one, text) in enumerate(zip(self.every, said, strict=True))
        ]
        line = [replace(run, text=f"{GAP}{run.text}") if n else run for n, run in enumerate(runs)]
        self._held(idx, [[run] for run in runs] if apart else [line])

    def _told(self, every: Sequence[Sequence[str]]) -> None:
        """What is told in each language, in paragraphs, each as large as all have room."""
        kept = [
            Run(column.cut(text), lang=one.lang, colour=self.dim if n else "")
            for n, (one, told) in enumerate(zip(self.every, every, strict=True))
            for text in [text for text in told if text.strip()][:MOST]
        ]
        if kept:
            holder = self._holder(TOLD)
            sizes = [size for size in SIZES if size <= holder.size]
            size = column.largest([run.text for run in kept], holder.box, sizes)
            self._held(TOLD, [[replace(run, size=size)] for run in kept])

    def _cover(self) -> None:
        self._titled(0, [one.shown.sentence.whole or self._deck(one) for one in self.every], TITLES)
        self._told([one.shown.told for one in self.every])

    def _deck(self, one: Slide) -> str:
        """The name of the deck, for a slide that has none of its own."""
        return repeated(self.of.deck.title(one.lang), 200) or self.deck

    def _words(self) -> None:
        self._titled(0, [self._heading(one) for one in self.every], (30, 26, 22, 18, 14))
        self._told([one.faults or one.shown.told or _explained(one) for one in self.every])

    def _heading(self, one: Slide) -> str:
        shown, scene = one.shown, one.scene
        title = shown.sentence.whole or shown.place or scene.title(one.lang) or scene.caption(one.lang)
        return title or (NOT_SHOWN(one.lang) if one.faults else self._deck(one))

    def _story(self) -> None:
        if self.slide.shown.sentence.whole and self.slide.shown.place:
            self._titled(PLACE, [dotted((one.shown.place, one.shown.when)) for one in self.every], (18, 16, 14), False)
        titles = [one.shown.sentence.whole or one.shown.place or self._deck(one) for one in self.every]
        self._titled(0, titles, (32, 28, 24, 20, 16), False)
        self._told([one.shown.told for one in self.every])
        notes = [
            Run(column.cut(note), lang=one.lang)
            for one in self.every
            for note in dict.fromkeys((*one.shown.notes, *one.shown.picture.reading, *one.shown.picture.notes))
            if note
        ]
        if notes:
            self._held(NOTE, [[note] for note in notes])
        figures.draw(self.slide.shown.picture, replace(self.ground, box=BESIDE), self.outlines)

    def _picture(self) -> None:
        for part in column.column([self._said(one) for one in self.every]):
            self._held(part.idx, part.paragraphs, part.box)
        then = steps(self.of, self.slide)
        figures.draw(self.slide.shown.picture, replace(self.ground, box=ABOVE) if then else self.ground, self.outlines)
        if then:
            film.draw(then, replace(self.ground, box=BELOW), self.outlines)

    def _said(self, one: Slide) -> column.Said:
        shown = one.shown
        sentence = shown.sentence if shown.sentence.whole else Spoken(shown.place or self._deck(one))
        place = shown.place if shown.sentence.whole else ""
        small = (
            shown.picture.title,
            grew(self.of, one),
            prose(dict.fromkeys((*shown.notes, *shown.picture.reading, *shown.picture.notes)), one.lang),
        )
        facts = [column.cut(fact.said(one.lang)) for fact in shown.facts]
        return column.Said(one.lang, place, sentence, shown.when, [column.cut(note) for note in small if note], facts)


def _explained(one: Slide) -> tuple[str, ...]:
    """What there is to say of a picture without a figure."""
    return tuple(filter(None, (one.shown.picture.lead, one.shown.when, *one.shown.notes)))


def _notes(slide: Slide, others: Sequence[Slide]) -> Iterator[str]:
    """What stands in the notes, paragraph by paragraph: the presenter's own words, then what is in the picture, how it
    is read and where it comes from, and last what the slide says in other languages."""
    yield slide.notes
    picture, sentence = slide.shown.picture, slide.shown.sentence.whole
    yield sentence if len(sentence) > column.MOST else ""
    yield labelled(SAID(slide.lang), picture.title, slide.lang) if picture.title else ""
    yield picture.subtitle
    yield slide.shown.method
    yield slide.rests
    for other in others:
        shown = other.shown
        facts = (fact.said(other.lang) for fact in shown.facts)
        said = [one for one in (shown.sentence.whole, *facts, *shown.told, *other.faults, other.notes) if one]
        yield OTHER(slide.lang) if said else ""
        yield from said
