"""On a page of illustrative data the numbers that were published are told from the others."""

import pytest

from backbone.ui.passport import ICON, MARKS
from tests.app.app import visit, whence

REPORTED, ESTIMATED = MARKS.values()


def marks(at):
    """The icon of each card's passport, by indicator."""
    return {i: f":material/{way.icon}:" for i, way in whence(at).items()}


@pytest.mark.parametrize("period", ["2018", "all"])
def test_cards_of_hongan(period):
    found = marks(visit("place", place="421122", period=period))
    assert {i for i, icon in found.items() if icon == REPORTED} == {"insured", "claims_paid", "paid"}
    assert found["claims_per_1000"] == ESTIMATED and found["coverage"] == ICON


def test_cards_of_the_programme():
    found = marks(visit("home"))
    assert {i for i, icon in found.items() if icon == REPORTED} == {"counties", "insured"}
    assert marks(visit("home", as_of="2019-07"))["insured"] == ICON


@pytest.mark.parametrize(
    ("lang", "word", "whose"), [("en", "reported", "just this number"), ("zh", "公布", "正是此数")]
)
def test_a_passport_says_it(lang, word, whose):
    at = visit("place", place="421122", passport="paid.421122.2018", lang=lang)
    assert any(whose in text.value for text in at.markdown)
    assert word in whence(at)["paid"].tip.lower()
