"""Whatever an address says, it is read: as what it means, or as the default and one sentence of ours."""

from itertools import cycle

import pytest

from backbone import places
from backbone.dress import Dress, address
from backbone.misread import CALLED, misread
from backbone.periods import Horizon
from backbone.text import LANGS
from backbone.view import OWN, WRITTEN, View
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
    "others", ["530627.610925", "530627,610925", "530627，610925", " 镇雄、岚皋 ", "530627.,610925."]
)
def test_a_list_is_read_however_its_codes_are_parted(others):
    view, dress = read({"others": others})
    assert view.others == ("530627", "610925")
    assert not misread({"others": others}, view, dress, HORIZON)


def test_of_a_list_what_is_not_there_is_named():
    params = {"lang": "zh", "others": "530627,Atlantis,999999"}
    assert misread(params, *read(params), HORIZON) == ("网址中的“Atlantis、999999”无法识别，已忽略。",)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("typed", "nearest"), [("810099", ""), ("420199", "421122")])
def test_only_places_of_the_programme_are_suggested(typed, nearest, lang):
    params = {"lang": lang, "place": typed}
    (said,) = misread(params, *read(params), HORIZON, among=("420000", "421122", "421181", "530627"))
    name = places.get(nearest).name(lang) if nearest else ""
    assert (places.get("810001").name(lang) not in said) and name in said
    assert ("Nearest" in said or "相近" in said) == bool(nearest)


def test_every_field_of_an_address_has_a_name():
    assert {*WRITTEN, *OWN, *Dress(stage=True, passport="x").params(), "dress"} == {*CALLED}


@pytest.mark.parametrize(
    ("twice", "lang", "said"),
    [
        (["period"], "en", "The address gives the policy year more than once, each time another; the last one counts."),
        (["place", "period"], "zh", "网址中多次给出不同的地区和保单年度，以最后一个为准。"),
        (["asof"], "en", "The address gives the month more than once, each time another; the last one counts."),
        (["utm_source", "<script>"], "en", None),
    ],
)
def test_what_is_given_twice_is_said(twice, lang, said):
    found = misread({}, View(lang=lang), Dress(), HORIZON, twice)
    assert found == ((said,) if said else ())
