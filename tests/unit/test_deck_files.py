"""Decks as files: what is read is what was written, and what is not understood is said and kept."""

import tomllib

import pytest

from backbone.deck.deck import KINDS, Words
from backbone.deck.written import DeckError, read, write

WHOLE = """
title = "One province"
made_by = "somebody"

[snapshot]
name = "2019-08-illustrative"
digest = "00"

[[scene]]
kind = "cover"
title.en = "Hubei"
title.zh = "湖北"

[[scene]]
page = "place"
view = { place = "420000", indicator = "coverage" }
caption = { en = "Two lines\\nof <b>text</b>" }
plays = true
colour = "red"
"""


def test_a_deck_is_written_as_it_was_read():
    deck = read(WHOLE.encode(), "hubei")
    assert (deck.name, deck.title, deck.faults) == ("hubei", Words("One province", "One province"), ())
    cover, view = deck
    assert (cover.title, view.kind, view.asks["indicator"], view.plays) == (
        Words("Hubei", "湖北"), "view", "coverage", True,
    )  # fmt: skip
    again = read(write(deck), "hubei")
    assert again == deck
    said = tomllib.loads(write(deck).decode())
    assert said["made_by"] == "somebody" and said["scene"][1]["colour"] == "red"


WRONG = {
    "kind": ('kind = "party"', "party"),
    "page": ('page = "nowhere"', "nowhere"),
    "title": ("title = 3", "title"),
    "language": ("[scene.caption]\nen = 3", "en"),
    "view": ('view = "home"', "view"),
    "field of a view": ("view = { period = 2018 }", "period"),
    "plays": ('plays = "yes"', "plays"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_scene_that_is_not_understood_says_so_and_is_kept(what):
    said, names = WRONG[what]
    deck = read(f"[[scene]]\n{said}\n\n[[scene]]\nkind = 'closing'\n".encode(), "odd")
    wrong, right = deck
    assert names in wrong.faults[0].en and names in wrong.faults[0].zh
    assert not right.faults and all(scene.kind in KINDS for scene in deck)
    kept = tomllib.loads(write(deck).decode())["scene"][0]
    asked = tomllib.loads(said)
    assert {**kept, **{k: asked[k] for k in asked if k != "scene"}} == kept
    assert read(write(deck), "odd") == deck


@pytest.mark.parametrize("said", [b"title = ", b"\xff\xfe\x00", b"[" * 5000, b"#" * 5_000_000])
def test_what_is_no_deck_is_refused_with_a_sentence(said):
    with pytest.raises(DeckError) as refused:
        read(said, "odd")
    assert "odd" in refused.value.text.en and "odd" in refused.value.text.zh


def test_ten_thousand_scenes_are_read_and_written():
    deck = read(b"[[scene]]\nkind = 'closing'\n" * 10_000, "long")
    assert len(read(write(deck), "long")) == 10_000
