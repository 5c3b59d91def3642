"""Scenes: every slide of a deck as the pack says it, in each language."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from backbone.charts import Canvas
from backbone.deck.pack.figures import Figures
from backbone.deck.played import Played
from backbone.deck.slides import Slide, playing, slide
from backbone.pictures.growth import growth
from backbone.punctuation import prose
from backbone.text import Lang


def scenes(of: Played, figures: Figures, langs: Sequence[Lang]) -> list[dict[str, Any]]:
    """The scenes in their order; figures go to `figures`. A presenter's notes are his own, and stay here."""
    return [
        {"kind": scene.kind, **{lang: _told(of, number, figures, lang) for lang in langs}}
        for number, scene in enumerate(of.deck, 1)
    ]


def _told(of: Played, number: int, figures: Figures, lang: Lang) -> dict[str, Any]:
    """A scene in a language: what is said on it, and its picture."""
    dark, light = (slide(of, number, Canvas(lang, tone)) for tone in ("dark", "light"))
    if dark.faults:
        return {"faults": list(dark.faults), "rests": dark.rests}
    shown, picture = dark.shown, dark.shown.picture
    told = (*shown.told, *([picture.lead] if picture.figure is None else []))
    drawn = {}
    if picture.figure is not None and light.shown.picture.figure is not None:
        drawn = figures.both(picture.figure, light.shown.picture.figure)
    return {
        "place": shown.place,
        "sentence": list(shown.sentence.lines),
        "facts": [fact.said(lang) for fact in shown.facts],
        "when": shown.when,
        "told": [paragraph for paragraph in told if paragraph],
        "notes": prose(shown.notes, lang),
        "rests": dark.rests,
        "title": picture.title,
        **drawn,
        **_months(of, dark),
    }


def _months(of: Played, one: Slide) -> dict[str, Any]:
    """How the map of a scene that plays looks in each month; nothing for any other scene."""
    view = playing(of, one)
    grown = growth(of.store, view, Canvas(one.lang, "dark")) if of.store and view else None
    return {"months": asdict(grown)} if grown else {}
