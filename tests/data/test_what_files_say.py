"""A picture that has left its page says of itself what it shows: which places and years, and no number of others."""

import pytest

from backbone.charts import Canvas
from backbone.pictures import compare, coverage, years
from backbone.pictures.file import about, taken
from backbone.pictures.sheet import finding
from backbone.record.record import load
from backbone.view import View

PAIR = ("2017", "2018")


@pytest.fixture(scope="module")
def record():
    return load()


def canvas(view: View) -> Canvas:
    return Canvas(view.lang)


@pytest.mark.parametrize(("lang", "both"), [("en", "policy years 2017 and 2018"), ("zh", "2017 与 2018 保单年度")])
def test_two_policy_years_are_named_and_never_all(store, lang, both):
    view = View(lang=lang)
    for make in (years.side_by_side, years.change_map):
        picture = make(store, view, canvas(view), PAIR)
        assert both in picture.title and "all policy years" not in picture.title and "全部" not in picture.title


def test_a_change_of_the_whole_programme_is_not_called_that_of_a_county(store, record):
    """Hong'an has one policy year, and so has its province: the map is that of the nation."""
    view = View(place="421122")
    picture = years.change_map(store, view, canvas(view), PAIR)
    assert "Hong'an" not in picture.title and "whole programme" in picture.title
    assert dict(about(picture, store, taken(picture, store, record)))["Place"] == "China"


def test_places_side_by_side_are_headed_by_their_own_numbers(store):
    view = View(indicator="coverage")
    marked = ((0, "421122"), (1, "530627"))
    said = finding(compare.trends(store, view, canvas(view), marked), store)
    assert said == "Coverage: Hong'an 85.4%; Zhenxiong 79.0%"


def test_two_years_are_headed_by_what_changed_between_them(store):
    view = View(lang="zh")
    said = finding(years.side_by_side(store, view, canvas(view), PAIR), store)
    assert "81.32万" in said and "536万" not in said


def test_a_place_among_others_is_headed_by_that(store):
    view = View(place="421122", period="2018")
    picture = compare.standing(store, view, canvas(view), frozenset())
    assert finding(picture, store) == "Hong'an among 66 counties"


def test_counties_beside_one_are_those_of_their_province(store):
    view = View(place="421122")
    picture = coverage.reach(store, view, canvas(view))
    assert finding(picture, store).startswith("Not insured 49,043; most: Luotian")


def test_what_waits_is_said_of_what_is_shown(store):
    view = View(place="530000")
    (said,) = years.side_by_side(store, view, canvas(view), PAIR).notes[:1]
    assert said.startswith("Policy year 2017: Amounts stand for ")
    beside = compare.side_by_side(store, view, canvas(view), ("530000", "420000"))
    assert beside.notes[0].startswith("Programme: ")
