"""The numbers of a deck: one workbook, a sheet for every scene that has some, and what they are."""

from collections.abc import Iterator, Sequence

import pandas as pd

from backbone.deck.kinds.registry import kind
from backbone.deck.paper.pictures import pictured
from backbone.deck.played import Played
from backbone.files.xlsx import Leaf, workbook
from backbone.pictures.file import MARKED, about, taken
from backbone.text import Lang, Text

NO_NUMBERS = Text("No scene of this deck has numbers.", "本演示没有包含数据的场景。")
# The day of a workbook of no data.
UNDATED = "2000-01-01"


def workbooks(of: Played, langs: Sequence[Lang]) -> dict[str, bytes]:
    """One workbook a language, by its file name; where no scene has numbers it says so."""
    return {f"{of.deck.name}-{lang}.xlsx": _workbook(of, lang) for lang in langs}


def _workbook(of: Played, lang: Lang) -> bytes:
    made = of.store.snapshot.manifest.created if of.store else UNDATED
    why = pd.DataFrame({MARKED(lang): [(of.wrong or NO_NUMBERS)(lang)]})
    return workbook([*_leaves(of, lang)] or [Leaf(MARKED(lang), why, ())], made, lang)


def _leaves(of: Played, lang: Lang) -> Iterator[Leaf]:
    """The rows of every picture, with the number and the page of its scene."""
    for one in pictured(of, lang):
        picture = one.shown.picture
        if of.store is not None and picture.rows is not None:
            table = taken(picture, of.store, of.record)
            name = f"{one.number} {kind(one.scene).subject(of, one.scene, lang)[0]}"
            yield Leaf(name, table, about(picture, of.store, table))
