"""The thumbnail of every picture that a scene can show: drawn from its figure, small, and no markup of anybody's."""

import xml.etree.ElementTree as ET

import pytest

from backbone.charts import Canvas
from backbone.deck.deck import Deck, Scene, Words
from backbone.deck.played import Played, pin
from backbone.deck.slides import slide
from backbone.deck.thumbnail.thumbnail import thumbnail
from backbone.pictures.beside import BESIDE, OWN
from backbone.pictures.sketch import SVG
from backbone.record.record import load
from backbone.text import LANGS
from backbone.ui.decks.thumbnails import address

EVERY = [(page, picture) for page in OWN for picture in ("", *BESIDE.get(page, {}))]
# A map of the nation, the largest of them, in bytes; more would be seen in a list of forty.
MOST = 20_000


@pytest.fixture(scope="module")
def of(store) -> Played:
    return Played(Deck("d", pin=pin(store)), load(), store)


def marks(svg: str, *names: str) -> list[ET.Element]:
    return [one for one in ET.fromstring(svg).iter() if one.tag.rpartition("}")[2] in names]


@pytest.mark.parametrize(("page", "picture"), EVERY)
def test_every_picture_has_one_of_more_than_a_mark_or_two(of, page, picture):
    asks = {"place": "530000"} if page in ("place", "claims", "coverage") else {}
    svg = thumbnail(of, Scene(page=page, asks=asks, picture=picture), Canvas())
    assert len(marks(svg, "path", "rect", "circle", "polyline")) > 2 and len(svg) < MOST
    assert not marks(svg, "text"), "words are in the list beside it"


def test_the_map_of_the_nation_has_the_inset_of_the_sea_and_every_county(of):
    svg = thumbnail(of, Scene(), Canvas())
    parts = [one for one in ET.fromstring(svg) if one.tag == f"{{{SVG}}}g"]
    assert len(parts) == 3 and len(marks(svg, "circle")) >= 69


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["cover", "closing"])
def test_words_are_words(of, kind, lang):
    said = '<script>alert(1)</script>"]]>&\x00' * 3
    svg = thumbnail(of, Scene(kind=kind, title=Words(said, said)), Canvas(lang))
    assert "script" not in [one.tag for one in ET.fromstring(svg).iter()]
    assert not set('<>"#') & set(address(svg)) and "\x00" not in svg


def test_a_title_in_one_language_stands_in_the_other_too(of):
    ended = Played(Deck("d", scenes=(Scene(kind="closing", title=Words("Thanks")),)), of.record, of.store)
    assert slide(ended, 1, Canvas("zh")).shown.sentence.whole == "Thanks"
    assert "Thanks" in thumbnail(ended, ended.deck.scenes[0], Canvas("zh"))


def test_what_cannot_be_shown_and_what_plays_are_marked(of):
    wrong = thumbnail(of, Scene(asks={"indicator": "happiness"}), Canvas())
    assert "stroke-dasharray" in wrong and [one.text for one in marks(wrong, "text")] == ["!"]
    still, plays = (thumbnail(of, Scene(asks={"place": "530000"}, plays=plays), Canvas()) for plays in (False, True))
    assert len(marks(plays, "path")) == len(marks(still, "path")) + 1
