"""Slides: the scenes of a deck as they are seen, each drawn from the snapshot that the deck is pinned to. Screen,
file, pack and hand-out all come from these."""

from collections.abc import Iterator
from dataclasses import dataclass

from backbone.charts import Canvas
from backbone.deck.deck import Scene
from backbone.deck.kinds.registry import faults, kind
from backbone.deck.played import Played
from backbone.periods import month_name
from backbone.pictures import growth
from backbone.pictures.picture import Picture
from backbone.pictures.sheet import UNTIL, marks
from backbone.pictures.shown import Shown
from backbone.punctuation import dotted
from backbone.refusals import Unanswerable
from backbone.spoken import Spoken
from backbone.text import Lang, Text
from backbone.view import View

GREW = Text("From {was} in {first} to {now} in {last}.", "从{first}的{was}到{last}的{now}。")


@dataclass(frozen=True)
class Month:
    """A month of a scene that plays: its code, its name, and the number of that month as it is said."""

    code: str
    name: str
    number: str


@dataclass(frozen=True)
class Slide:
    """One scene as it is seen, in one language: its number from 1, what is shown, the presenter's notes. Where it
    cannot be shown, `faults` say why, and stand in its place. `rests` is what must stand small on it: basis, as of and
    the source of the boundaries."""

    number: int
    scene: Scene
    lang: Lang
    shown: Shown
    notes: str
    rests: str
    faults: tuple[str, ...] = ()


def slides(of: Played, canvas: Canvas) -> Iterator[Slide]:
    """Every scene as it is seen."""
    return (slide(of, number, canvas) for number in range(1, len(of.deck) + 1))


def slide(of: Played, number: int, canvas: Canvas) -> Slide:
    """Scene `number` (from 1) as it is seen on a canvas, in its language."""
    scene, lang = of.deck.scenes[number - 1], canvas.lang
    wrong = faults(of, scene)
    shown, rests = Shown("", Spoken(""), "", Picture("nothing", View(lang=lang))), ""
    if not wrong:
        try:
            shown, rests = kind(scene).shown(of, scene, canvas)
        except Unanswerable as refused:
            wrong = (refused.text,)
    faulty = tuple(one(lang) for one in wrong)
    return Slide(number, scene, lang, shown, scene.notes(lang), rests or _rests(of, lang), faulty)


def _rests(of: Played, lang: Lang) -> str:
    """What every number of a deck rests on: what a scene says that shows none of its own, a cover as well."""
    if of.store is None:
        return ""
    until = UNTIL(lang, month=month_name(of.store.horizon.last, lang))
    return dotted((*marks(of.store, lang), until))


def playing(of: Played, one: Slide) -> View | None:
    """The question whose months go by on a slide; None where none do."""
    return None if one.faults else kind(one.scene).playing(of, one.scene, one.lang)


def months(of: Played, one: Slide) -> tuple[Month, ...]:
    """The months that go by on a slide."""
    view = playing(of, one)
    if of.store is None or view is None:
        return ()
    return tuple(
        Month(code, month_name(code, one.lang), growth.number(of.store, view, code))
        for code in growth.months(of.store, view)
    )


def grew(of: Played, one: Slide) -> str:
    """From what to what a slide grows, for paper; "" where no months go by, or there was no number in the first."""
    if not (gone := months(of, one)) or not gone[0].number:
        return ""
    first, last = gone[0], gone[-1]
    return GREW(one.lang, was=first.number, first=first.name, now=last.number, last=last.name)
