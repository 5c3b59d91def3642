"""Hostile addresses on every page: it opens, says what it has set aside, and no fault is shown or logged."""

import pytest

from backbone.site import PAGES
from tests.addresses import GOOD, WORDS
from tests.app.app import links, visit

# A browser sends no half of a character.
SENT = [word for word in WORDS if "\udc80" not in word]
# What no page may repeat of an address: all of it is markup, a command or a whole sentence.
NEVER = ("<script", "<img", "onerror", "](https://example", "DROP TABLE", "\x1b", "\u202e", "拨打", "password")


def heard(at) -> str:
    return " ".join(element.value for element in (*at.caption, *at.markdown, *at.title))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("words", [SENT[n::9] for n in (2, 5, 7)], ids=["a", "b", "c"])
def test_a_page_stands_whatever_its_address_says(page, words):
    params = {field: words[n % len(words)] for n, field in enumerate(GOOD) if field not in ("lang", "stage")}
    at = visit(page, **params)
    assert not at.exception and not at.error
    assert not any(mark in heard(at) for mark in NEVER)
    assert links(at), "the menu leads on"


def test_a_field_given_twice_is_said():
    at = visit("claims", period=["2017", "2018"], place="421122")
    (said,) = (c.value for c in at.caption if "more than once" in c.value)
    assert said.startswith("The address gives the policy year more than once")
    assert not [c for c in visit("claims", period=["2018", "2018"]).caption if "more than once" in c.value]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "The map is of the whole programme; [Hong'an]("), ("zh", "地图为全项目；[红安县](")],
)
def test_a_place_that_home_sets_aside_has_its_page_named(lang, words):
    at = visit("home", place="421122", period="2018", lang=lang)
    (said,) = (c.value for c in at.caption if words in c.value)
    asked = said.split("](")[1].split(")")[0]
    assert asked.startswith("/place?") and "place=421122" in asked and "period=2018" in asked


def test_the_menus_link_to_the_map_names_no_place():
    at = visit("place", place="421122", period="2018")
    (home,) = (link for link in links(at, "menu") if link.page == "home")
    assert home.question == {"period": "2018"}
    assert not [c for c in visit("home", period="2018").caption if "whole programme;" in c.value]
