"""Whatever an address says, it is read: as what it means, or as the default and one sentence of ours."""

from itertools import cycle

import pytest

from backbone.dress import Dress, address
from backbone.misread import misread
from backbone.periods import Horizon
from backbone.text import LANGS
from backbone.view import View
from tests.addresses import GOOD, WORDS, hostile

HORIZON = Horizon("2017-07", "2019-08", "2019-06", ("2017", "2018", "2019"))
ADDRESSES = list(hostile())


def read(params: dict[str, str]) -> tuple[View, Dress]:
    return View.from_params(params, HORIZON), Dress.from_params(params, HORIZON)


def test_there_are_more_than_a_thousand():
    assert len(ADDRESSES) > 1034


def test_none_raises_and_what_is_said_is_ours():
    for params, lang in zip(ADDRESSES, cycle(LANGS), strict=False):
        params = {"lang": lang} | params
        view, dress = read(params)
        for said in misread(params, view, dress, HORIZON, twice=params):
            assert said.isprintable() and len(said) < 400, said
            assert not any(mark in said for mark in ("<", "http", "//", "](", "555", "密码", "password", "拨打")), said


def test_what_was_read_is_an_address_that_reads_the_same():
    for params in ADDRESSES:
        view, dress = read(params)
        assert read(address(view, dress)) == (view, dress)
        assert all(len(value) < 8000 for value in address(view, dress).values())


@pytest.mark.parametrize("word", WORDS)
def test_one_bad_field_takes_no_other_with_it(word):
    expected, _ = read(GOOD | {"period": "all"})
    found, _ = read(GOOD | {"period": word})
    assert found == expected


@pytest.mark.parametrize(
    ("twice", "lang", "said"),
    [
        (["period"], "en", "The address gives period more than once, each time another; the last one counts."),
        (["place", "period"], "zh", "网址中多次给出不同的 place、period，以最后一个为准。"),
        (["asof"], "en", "The address gives asof more than once, each time another; the last one counts."),
        (["utm_source", "<script>"], "en", None),
    ],
)
def test_what_is_given_twice_is_said(twice, lang, said):
    found = misread({}, View(lang=lang), Dress(), HORIZON, twice)
    assert found == ((said,) if said else ())
