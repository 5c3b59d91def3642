"""The pictures of a deck: every scene that has one, on a sheet, headed by its sentence."""

from collections.abc import Iterator, Sequence

from backbone.charts import Canvas
from backbone.deck.played import Played
from backbone.deck.slides import Slide, grew, slides
from backbone.deck.steps import WIDE as WIDTH
from backbone.deck.steps import steps
from backbone.files.drawing import drawn, whole
from backbone.files.png import SHAPES, Sheet, Small, Words, bare, framed
from backbone.pictures.sheet import light
from backbone.punctuation import dotted, prose, sentence
from backbone.text import Lang

# A picture for a slide or for print is so many times as wide as its shape says.
TIMES = (2, 4)
WIDE = "16:9"


def pngs(of: Played, langs: Sequence[Lang]) -> dict[str, bytes]:
    """A PNG of every picture, twice and four times as large as a screen."""
    names, sheets = _sheets(of, langs)
    made = {times: drawn(sheets, "png", times * SHAPES[WIDE][0]) if sheets else [] for times in TIMES}
    return {f"{name}@{times}x.png": one for times in TIMES for name, one in zip(names, made[times], strict=True)}


def svgs(of: Played, langs: Sequence[Lang]) -> dict[str, bytes]:
    """An SVG of every picture, its words as text."""
    names, sheets = _sheets(of, langs)
    made = map(whole, drawn(sheets, "svg") if sheets else [])
    return {f"{name}.svg": one for name, one in zip(names, made, strict=True)}


def pictured(of: Played, lang: Lang) -> Iterator[Slide]:
    """The scenes that have a picture, as they are seen."""
    return (one for one in slides(of, Canvas(lang)) if one.shown.picture.figure is not None)


def _sheets(of: Played, langs: Sequence[Lang]) -> tuple[list[str], list[Sheet]]:
    """The pictures of a deck on their sheets, with the names of their files."""
    every = [one for lang in langs for one in pictured(of, lang)]
    names = [f"{of.deck.name}-{one.number:02}-{one.lang}" for one in every]
    return names, [_sheet(of, one, film) for one, film in zip(every, _films(of, every), strict=True)]


def _films(of: Played, every: Sequence[Slide]) -> list[list[Small]]:
    """Of each scene that plays its small maps, drawn."""
    then = [steps(of, one) for one in every]
    small = [bare(step.figure, WIDTH) for own in then for step in own]
    made = iter(drawn(small, "svg") if small else [])
    return [[Small(next(made), step.month.name, step.month.number) for step in own] for own in then]


def _sheet(of: Played, one: Slide, film: Sequence[Small]) -> Sheet:
    """The picture of a scene, headed by the sentence that is said with it, or by a family's name and what is told of
    it; below it what it rests on."""
    shown, picture = one.shown, light(one.shown.picture)
    told, small = prose(shown.told, one.lang), notes(of, one)
    said = prose((*(sentence(fact.said(one.lang), one.lang) for fact in shown.facts), *small), one.lang)
    # A title is no sentence.
    asked, note = (told, dotted((picture.title, said))) if told else (picture.title, said)
    head = shown.sentence.whole or shown.place
    return framed(picture.figure, Words(head, asked, note, one.rests), WIDE, film)


def notes(of: Played, one: Slide) -> tuple[str, ...]:
    """What stands small beside the picture of a scene, each once."""
    own = one.shown.picture.subtitle
    return tuple(filter(None, (grew(of, one), own, *(note for note in one.shown.notes if note not in own))))
