"""A number said aloud: as a sentence that can be taken apart at it."""

from dataclasses import replace

import pytest

from backbone.indicators import INDICATORS
from backbone.spoken import SENTENCES, Marked, Spoken, said, spoken
from backbone.text import LANGS, Text
from backbone.units import of_100


def test_sentences_are_of_indicators_and_the_others_say_their_name():
    assert SENTENCES.keys() <= INDICATORS.keys()
    other = replace(INDICATORS["coverage"], id="another")
    assert said(other, 84.6, "en").whole == "Coverage is 84.6%"


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
