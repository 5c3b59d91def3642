"""The words of a scene as they are set on a stage: HTML in which all that a reader or a file wrote is escaped."""

from collections.abc import Sequence
from html import escape

from backbone.deck.slides import Slide
from backbone.punctuation import labelled, prose
from backbone.text import Text

NOT_SHOWN = Text("Scene {n} cannot be shown", "场景 {n} 无法显示")
# A number of more signs than this is set smaller, so that it stays beside its picture.
LONG = 8
Facts = Sequence[tuple[str, str]]


def said(slide: Slide, numbers: Facts = (), plays: bool = False, place: str = "") -> str:
    """What stands on the stage beside the picture of a scene, or alone where it has none; further `numbers` by name,
    room for the month where the months go by, and of a detour the code of its `place`."""
    if slide.faults:
        return _block(
            "fault", [("place", NOT_SHOWN(slide.lang, n=slide.number)), *_each("told", slide.faults)], slide, place
        )
    if slide.scene.kind != "view":
        return _told(slide)
    shown = slide.shown
    before, number, after = shown.sentence.lines
    parts = [
        ("month", " " if plays else ""),
        ("place", shown.place),
        ("sentence" if number else "sentence alone", before),
        ("number long" if len(number) > LONG else "number", number),
        ("sentence", after),
        *(("fact", labelled(*one, slide.lang)) for one in numbers),
        ("when", shown.when),
        ("note", prose((*shown.notes, slide.rests), slide.lang)),
    ]
    if shown.picture.figure is None:
        parts.insert(-1, ("told", shown.picture.lead))
    return _block("view" if shown.picture.figure is not None else "alone", parts, slide, place)


def _told(slide: Slide) -> str:
    """A cover, a closing word or a family: words set large, beside a picture where it has one."""
    shown = slide.shown
    large = [("place", shown.place), ("title", shown.sentence.whole), *_each("told", shown.told), ("when", shown.when)]
    kind = f"{slide.scene.kind} beside" if shown.picture.figure is not None else slide.scene.kind
    return _block(kind, [*large, ("note", prose((*shown.notes, slide.rests), slide.lang))], slide)


def _each(name: str, said: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, one) for one in said]


def _block(kind: str, parts: list[tuple[str, str]], slide: Slide, place: str = "") -> str:
    lines = "".join(f'<div class="show-{name}">{escape(text)}</div>' for name, text in parts if text)
    return f'<div class="show-words show-{kind}" data-scene="{slide.number}" data-place="{place}">{lines}</div>'
