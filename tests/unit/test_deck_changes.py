"""Changing a deck: scenes are added, moved, doubled and taken out, and nothing else changes."""

from hypothesis import given
from hypothesis import strategies as st

from backbone.deck import changes
from backbone.deck.deck import Deck, Scene, Words
from backbone.view import View
from backbone.where import Only

SCENES = tuple(Scene(kind="cover", title=Words(f"{n}")) for n in range(5))
DECK = Deck("d", scenes=SCENES, rest={"colour": "red"})


def order(deck: Deck) -> str:
    return "".join(scene.title.en for scene in deck)


def test_a_view_becomes_a_scene_that_asks_the_same_in_any_language():
    view = View("zh", "paid", "421122", "2018", only=Only((("illness", "cancer"),)))
    scene = changes.scene_of("claims", view)
    assert (scene.kind, scene.page) == ("view", "claims") and "lang" not in scene.asks
    assert scene.asks == {"indicator": "paid", "place": "421122", "period": "2018", "only": "illness.cancer"}


def test_a_new_scene_goes_before_the_closing_word():
    deck = Deck("d", scenes=(Scene(kind="cover"), Scene(), Scene(kind="closing")))
    assert changes.place_for(deck, Scene()) == 2
    assert changes.place_for(deck, Scene(kind="closing")) == 3
    assert changes.place_for(deck, Scene(kind="cover")) == 0
    assert changes.place_for(Deck("d"), Scene()) == 0


def test_scenes_are_moved_doubled_and_taken_out():
    assert order(changes.moved(DECK, 1, 3)) == "02314"
    assert order(changes.moved(DECK, 4, 0)) == "40123"
    assert order(changes.doubled(DECK, 4)) == "012344"
    assert order(changes.without(DECK, 0)) == "1234"
    assert order(changes.added(DECK, Scene(title=Words("x")), 2)) == "01x234"


@given(st.integers(-3, 9), st.integers(-3, 9))
def test_what_is_not_there_changes_nothing(number, to):
    there = 0 <= number < len(DECK)
    assert (changes.moved(DECK, number, to) != DECK) <= (there and 0 <= to < len(DECK) and number != to)
    for change in (changes.doubled, changes.without):
        assert (change(DECK, number) == DECK) is not there
    assert sorted(order(changes.moved(DECK, number, to))) == [*"01234"]


def test_words_of_one_language_leave_those_of_the_other():
    now = changes.changed(DECK, 2, lambda scene: scene.with_(title=changes.said(scene.title, "zh", " 乙 ")))
    assert now.scenes[2].title == Words("2", "乙") and now.rest == DECK.rest
    assert [scene for n, scene in enumerate(now) if n != 2] == [scene for n, scene in enumerate(DECK) if n != 2]


def test_a_cover_that_says_what_the_deck_is_called_says_so_when_it_is_called_otherwise():
    mine = Words("My deck", "我的演示")
    covers = (Scene(kind="cover", title=mine), Scene(kind="cover", title=Words("Mine", "我的演示")), Scene(title=mine))
    now = changes.renamed(Deck("x", mine, scenes=covers), "en", " Gansu ")
    assert now.title == Words("Gansu", "我的演示") == now.scenes[0].title and now.scenes[1:] == covers[1:]
