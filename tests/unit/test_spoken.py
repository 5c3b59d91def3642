"""A number said aloud: as a sentence that can be taken apart at it."""

import pytest

from backbone.indicators import INDICATORS
from backbone.spoken import SENTENCES, Marked, Spoken, said, spoken
from backbone.text import LANGS, Text
from backbone.units import of_100


def test_every_indicator_has_a_sentence():
    assert SENTENCES.keys() == INDICATORS.keys()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("i", INDICATORS)
def test_a_sentence_holds_its_number_once_and_says_something_beside_it(i, lang):
    one = said(INDICATORS[i], 62.0, lang)
    before, number, after = one.lines
    assert "62" in number and (before or after)
    assert one.whole.count(number) == 1 or number == "62"
    assert not after.startswith((",", "，")) and not before.endswith((",", "，", ":", "："))


def test_one_is_one_and_a_sentence_without_a_number_is_all_before_it():
    text = Text("{n:claim waits|claims wait}", "{n} 件待结案")
    assert spoken(text, "en", n=Marked("1")) == Spoken("", "1", " claim waits")
    assert spoken(text, "en", n=Marked("7")).whole == "7 claims wait"
    assert spoken(Text("nobody yet", "尚无"), "en") == Spoken("Nobody yet")


@pytest.mark.parametrize(("share", "so_many"), [(84.6, "85"), (99.8, "99.8"), (0.2, "0.2"), (0, "0"), (100, "100")])
def test_of_a_hundred_is_whole_but_never_a_false_none_or_all(share, so_many):
    assert of_100(share) == so_many
