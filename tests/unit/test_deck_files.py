"""Decks as files: what is read is what was written, and what is not understood is said and kept."""

import tomllib

import pytest

from backbone.deck.deck import Words
from backbone.deck.kinds.registry import KINDS
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
    "field of a view": ("view = { period = [2018] }", "period"),
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


# Each of them is more than its reader took for granted, so nothing of it may be lost when it is saved again.
ODD = {
    "a third language": 'title = { en = "A", zh = "B", fr = "C" }',
    "one language misread": 'title = { en = 5, zh = "B" }',
    "a scene that is no table": 'scene = [1, "a", [2]]',
    "no scenes but a word": 'scene = "abc"',
    "one scene in single brackets": '[scene]\nkind = "cover"\ntitle = "x"',
    "a view of an unknown kind": '[[scene]]\nkind = "party"\npage = "claims"\nview = { place = "530627" }\nplays = "x"',
    "a third language in a caption": '[[scene]]\npage = "claims"\ncaption = { en = "a", fr = "b" }',
    "a cover that was a view": '[[scene]]\nkind = "cover"\npage = "claims"\nview = { place = "530627" }',
    "a field that is misread": '[[scene]]\nkind = "view"\npage = "home"\nview = { a = [1], b = "", c = "x" }',
    "more about the data": '[snapshot]\nname = "x"\ndigest = 5\nfrom = "y"',
    "the same in both languages": f'title = "{"long " * 100}"',
    "quotes and lines": '[[scene]]\nkind = \'closing\'\ncaption = "\\n\\na\\"\\"\\"\\\\\\n \\n"',
}


@pytest.mark.parametrize("what", ODD)
def test_nothing_is_lost_on_save(what):
    deck = read(ODD[what].encode(), "odd")
    again = write(deck)
    assert read(again, "odd") == deck
    kept, said = tomllib.loads(again.decode()), tomllib.loads(ODD[what])
    for key in said:
        asked = said[key] if key != "scene" or isinstance(said[key], list) else [said[key]]
        pairs = zip(asked, kept[key], strict=True) if key == "scene" else [(asked, kept[key])]
        assert all(was == now or was.items() <= now.items() for was, now in pairs)
    assert len(again) <= len(ODD[what]) + 100


def test_numbers_and_days_of_an_address_are_read_as_text():
    said = "[[scene]]\nkind = 'gift'\nview = { amount = 250_000, currency = 'USD', rate = 6.9, on = 2019-12-31 }"
    deck = read(said.encode(), "gift")
    assert deck.scenes[0].asks == {"amount": "250000", "currency": "USD", "rate": "6.9", "on": "2019-12-31"}
    assert not deck.scenes[0].faults and read(write(deck), "gift") == deck


def test_lines_end_as_on_every_other_machine():
    deck = read(b'title = "a\\r\\nb\\rc"', "windows")
    assert deck.title.en == "a\nb\nc" and read(write(deck), "windows") == deck


def test_what_a_writer_calls_a_field_is_not_repeated_whole():
    deck = read(f'[[scene]]\n[scene.view]\n"\\u202e{"x" * 9_000}" = []\n'.encode(), "odd")
    assert all(len(said) < 200 and "\u202e" not in said for said in (deck.scenes[0].faults[0].en,))


NOT_TO_BE_SAVED = (
    b"x = " + b"1" * 5_000,
    b"x = 0x" + b"f" * 5_000,
    b"a" + b".a" * 3_000 + b" = 1",
    b"a" + b".a" * 200 + b"=1",
)


@pytest.mark.parametrize(
    "said", [b"title = ", b"\xff\xfe\x00", b"[" * 5000, b"#" * 5_000_000, *NOT_TO_BE_SAVED], ids=range(8)
)
def test_what_is_no_deck_is_refused_with_a_sentence(said):
    with pytest.raises(DeckError) as refused:
        read(said, "odd")
    assert "odd" in refused.value.text.en and "odd" in refused.value.text.zh


def test_ten_thousand_scenes_are_read_and_written():
    deck = read(b"[[scene]]\nkind = 'closing'\n" * 10_000, "long")
    assert len(read(write(deck), "long")) == 10_000
