"""The numbers of a deck: one workbook, a sheet for every scene that has some, and what they are."""

from collections.abc import Iterator, Sequence

from backbone.deck.paper.pictures import pictured
from backbone.deck.slides import Played
from backbone.files.xlsx import Leaf, workbook
from backbone.pictures.file import about, taken
from backbone.site import PAGES
from backbone.text import Lang


def workbooks(of: Played, langs: Sequence[Lang]) -> dict[str, bytes]:
    """One workbook a language, by its file name; none where no scene has numbers."""
    made = {}
    for lang in langs:
        if of.store is not None and (leaves := [*_leaves(of, lang)]):
            made[f"{of.deck.name}-{lang}.xlsx"] = workbook(leaves, of.store.snapshot.manifest.created, lang)
    return made


def _leaves(of: Played, lang: Lang) -> Iterator[Leaf]:
    """The rows of every picture, with the number and the page of its scene."""
    for one in pictured(of, lang):
        picture = one.shown.picture
        if of.store is not None and picture.rows is not None:
            table = taken(picture, of.store, of.record)
            name = f"{one.number} {PAGES[one.scene.page].name(lang)}"
            yield Leaf(name, table, about(picture, of.store, table))
