"""A gift as a scene: the page's own numbers, what they rest on, and what is wrong with junk."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from pptx import Presentation

from backbone.charts import Canvas
from backbone.deck import changes
from backbone.deck.away import AWAY
from backbone.deck.deck import Deck, Scene, Words
from backbone.deck.kinds.registry import KINDS, faults
from backbone.deck.played import Played, pin
from backbone.deck.sentences import own
from backbone.deck.slides import slide
from backbone.gift import findings
from backbone.gift.gift import given
from backbone.gift.money import USUAL, Money
from backbone.places import NATION
from backbone.record import record
from backbone.text import LANGS
from backbone.view import View

DOCS = (Path(__file__).parents[2] / "docs" / "on-stage.md").read_text("utf-8")
DOLLARS = {"place": "530000", "amount": "250000", "currency": "USD"}
ONE_COUNTY = {"place": "421122", "amount": "150万", "currency": "EUR", "rate": "7.8", "on": "2019-08-30"}


def _played(store, *scenes: Scene) -> Played:
    return Played(Deck("gifts", pin=pin(store), scenes=scenes), record.load(), store)


@pytest.mark.parametrize("word", KINDS)
def test_every_kind_of_scene_is_named_in_both_languages_and_told_of(word):
    assert KINDS[word].name.en and KINDS[word].name.zh and f"`{word}`" in DOCS


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("asks", [{}, DOLLARS, ONE_COUNTY], ids=["programme", "dollars", "one county"])
def test_a_gift_says_what_it_buys_what_to_expect_and_what_that_rests_on(store, asks, lang):
    one = slide(_played(store, Scene("gift", asks=asks)), 1, Canvas(lang, "dark"))
    assert not one.faults and one.shown.picture.figure is not None and one.shown.place
    names = [fact.name for fact in one.shown.facts]
    assert [said(lang) for said in (findings.EXPECTED, findings.PAID, findings.BACK)] == names[1:]
    assert all(fact.number and fact.beside for fact in one.shown.facts)
    small = "".join(one.shown.notes)
    assert findings.NO_CLAIM(lang) in small and findings.MODEL_IN_SHORT(lang) in small
    assert one.shown.method == findings.MODEL(lang) and findings.MODEL(lang) not in small
    assert ("6.8985" in small) == (asks is DOLLARS) and ("2019-08-30" in small) == (asks is ONE_COUNTY)
    assert {"en": "Illustrative data", "zh": "示意数据"}[lang] in one.rests


def test_its_number_is_that_of_the_page_and_a_caption_sets_it_large(store):
    gift = given(store, float(USUAL), NATION)
    said = findings.bought(gift, Money(Decimal(USUAL)), "en")
    assert said.number.replace(",", "") == str(gift.person_times)
    of = _played(store, Scene("gift"), Scene("gift", caption=Words(f"Cover for {said.number}!")))
    assert own(of, of.deck.scenes[0], Canvas("en")) == said
    assert slide(of, 2, Canvas("en")).shown.sentence.lines == ("Cover for", said.number, "!")


JUNK = {
    "no amount": ({"amount": "lots"}, "lots"),
    "nothing": ({"amount": "0"}, "above 0"),
    "far too much": ({"amount": "9" * 70}, "more than"),
    "no currency": ({"currency": "XYZ"}, "XYZ"),
    "no rate": ({"currency": "EUR"}, "State the rate"),
    "no day": ({"currency": "EUR", "rate": "7.8"}, "State the day"),
    "a rate that is none": ({"currency": "EUR", "rate": "<b>", "on": "2019-08-30"}, "<b>"),
    "a day to come": ({"currency": "EUR", "rate": "7.8", "on": "2999-01-01"}, "has not come"),
    "no place of the programme": ({"place": "110000"}, "Beijing"),
    "no place at all": ({"place": "999999"}, "999999"),
    "a field that is none": ({"colour": "red"}, "red"),
}


@pytest.mark.parametrize("what", JUNK)
def test_junk_in_a_gift_says_what_is_wrong_and_the_others_play(store, what):
    asks, said = JUNK[what]
    of = _played(store, Scene("gift", asks=asks), Scene("gift"))
    wrong = faults(of, of.deck.scenes[0])
    assert said in wrong[0].en and wrong[0].zh and not own(of, of.deck.scenes[0], Canvas()).whole
    first, second = (slide(of, n, Canvas()) for n in (1, 2))
    assert first.faults and first.shown.picture.figure is None and not second.faults


def test_the_page_of_a_gift_makes_such_a_scene_and_no_other_page_does():
    view = View("zh", "coverage", "530000", "2018")
    scene = changes.scene_of("gift", view, "", {"amount": "5万"})
    assert scene == Scene("gift", asks={"amount": "5万", "place": "530000"})
    assert changes.scene_of("decks", view) is None


def test_a_gift_is_taken_away_with_its_facts_and_its_method(store):
    of = _played(store, Scene("gift", asks=ONE_COUNTY))
    (made,) = AWAY["pptx"].files(of, ["en"]).values()
    (page,) = Presentation(io.BytesIO(made)).slides
    said = "\n".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)
    assert "Claims to be expected: " in said and "95% range" in said and "EUR\u00a01.5\u00a0million" in said
    assert any(shape.has_chart for shape in page.shapes), "the ranges can be edited"
    assert findings.MODEL.en in page.notes_slide.notes_text_frame.text
