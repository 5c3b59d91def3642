"""The slides of the shipped decks, and what stands in the place of a scene that cannot be shown."""

from pathlib import Path

import pytest

from backbone.charts import Canvas
from backbone.deck import written
from backbone.deck.deck import Scene, Words
from backbone.deck.slides import around, pin, played, slide, slides
from backbone.record import record
from backbone.snapshot.manifest import current
from backbone.snapshot.opened import opened
from backbone.text import LANGS

SNAPSHOTS = Path(__file__).parents[2] / "data" / "snapshots"
RECORD = record.load()


def _played(deck, root=SNAPSHOTS):
    return played(deck, RECORD, root)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", written.decks())
def test_every_scene_of_a_shipped_deck_can_be_shown(name, lang):
    of = _played(written.load(written.FOLDER / f"{name}.toml"))
    assert of.wrong is None and of.deck.faults == ()
    for one in slides(of, Canvas(lang, "dark")):
        assert one.faults == ()
        assert one.shown.sentence.whole or one.shown.told or one.shown.picture.figure
        if one.scene.kind == "view":
            illustrative = {"en": "Illustrative data", "zh": "示意数据"}[lang]
            assert illustrative in one.rests or one.scene.page == "record"


def _view(**asks):
    return Scene(page="home", asks=asks)


@pytest.mark.parametrize(
    "asks",
    [{"indicator": "happiness"}, {"place": "999999"}, {"period": "1999"}, {"as_of": "2031-01"}, {"colour": "red"}],
    ids=str,
)
def test_a_scene_of_what_is_not_there_says_so_and_shows_nothing_else(asks):
    shipped = written.load(written.FOLDER / "programme.toml")
    of = _played(shipped.with_(scenes=(_view(**asks), _view(indicator="coverage"))))
    wrong, right = slides(of, Canvas())
    (value,) = asks.values()
    assert value in wrong.faults[0] and wrong.shown.picture.figure is None
    assert not right.faults and right.shown.picture.figure is not None


def test_a_deck_of_other_data_shows_no_number_and_the_rest():
    shipped = written.load(written.FOLDER / "programme.toml")
    for other in (shipped.pin.__class__("gone", "00"), shipped.pin.__class__(shipped.pin.name, "00")):
        of = _played(shipped.with_(pin=other))
        assert of.store is None and of.wrong and other.name in of.wrong.en
        for one in slides(of, Canvas()):
            assert bool(one.faults) == (one.scene.kind == "view")


def test_a_deck_is_pinned_to_the_data_that_it_was_made_of():
    store = opened(current(SNAPSHOTS))
    of = _played(written.load(written.FOLDER / "programme.toml").with_(pin=pin(store)))
    assert of.store is store


def test_a_caption_has_its_number_where_it_says_that_of_the_data():
    assert around("Now 5.36 million are safe", "5.36 million").lines == ("Now", "5.36 million", "are safe")
    assert around("A word", "5.36 million").lines == ("A word", "", "")
    caption = Words("<b>Bold</b>", "粗")
    of = _played(written.load(written.FOLDER / "programme.toml").with_(scenes=(_view().with_(caption=caption),)))
    assert slide(of, 1, Canvas("en")).shown.sentence.whole == "<b>Bold</b>", "what is drawn escapes it"
