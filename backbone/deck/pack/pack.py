"""The pack of a deck: its scenes, the counties of the programme, the shapes that they need, in one file."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from backbone import places, shapes
from backbone.deck.pack.counties import index, others, profiles
from backbone.deck.pack.document import document
from backbone.deck.pack.figures import LIGHT, Figures, small_enough
from backbone.deck.pack.outlines import outlines
from backbone.deck.pack.scenes import scenes
from backbone.deck.pack.words import words
from backbone.deck.played import Played
from backbone.punctuation import dotted
from backbone.text import Lang
from backbone.theme import PALETTES

# The parts of the palette that a profile is painted with.
PAINTS = ("paper", "ink", "quiet", "rule", "accent", "land", "land_in_programme")


def pack(of: Played, langs: Sequence[Lang]) -> Mapping[str, bytes]:
    """The deck as one HTML file. It is made of what the screens show, from the same snapshot of told groups, so it
    holds no more of anybody than they do; the same deck gives the same bytes. Unmade where it would be too large."""
    content = contents(of, langs)
    title = dotted(dict.fromkeys(content["title"].values()))
    made = document(content, title)
    small_enough(len(made))
    return {f"{of.deck.name}.html": made}


def contents(of: Played, langs: Sequence[Lang]) -> dict[str, Any]:
    """Everything that a pack holds beside its scripts and styles."""
    figures = Figures()
    told = scenes(of, figures, langs)
    counties = profiles(of, figures, langs)
    codes = [one["code"] for one in counties]
    figures.drawn[shapes.PROVINCES].update(p.code for p in places.children(places.NATION))
    return {
        "title": {lang: of.deck.title(lang) or of.deck.name for lang in langs},
        "langs": list(langs),
        "words": words(tuple(langs)),
        "palette": {name: said for name, said in asdict(PALETTES["dark"]).items() if name in PAINTS},
        "colours": LIGHT,
        "scenes": told,
        "figures": figures.kept,
        "counties": counties,
        "others": others(figures, codes),
        "search": index(codes),
        "shapes": outlines(figures.drawn),
    }
