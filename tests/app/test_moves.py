"""What a reader picks, clicks or types changes the URL, and the URL is the whole of it."""

from dataclasses import replace

import pytest

from backbone.places import NATION
from backbone.site import ENTRIES, PAGES
from tests.app.app import click, follow, links, shown_page, visit, words

PAST = {"indicator": "claims_per_1000", "period": "2018", "as_of": "2019-03", "lang": "zh"}


def test_the_default_view_has_no_parameters():
    assert visit("home").query_params == {}


def test_picking_an_indicator_is_written_as_its_code():
    at = visit("home")
    at.selectbox(key="indicator").set_value("coverage").run()
    assert at.query_params == {"indicator": "coverage"}
    at.selectbox(key="indicator").set_value("insured").run()
    assert at.query_params == {}


def test_picking_a_policy_year():
    at = visit("home")
    at.button_group(key="period").set_value("2018").run()
    assert at.query_params == {"period": "2018"}


def test_picking_a_level():
    at = visit("home")
    at.button_group(key="level").set_value("province").run()
    assert at.query_params == {"level": "province"}


def test_picking_a_month_and_the_last_month_again():
    at = visit("home")
    at.select_slider(key="as-of").set_value("2018-07").run()
    assert at.query_params == {"as_of": "2018-07"}
    at.select_slider(key="as-of").set_value("2019-08").run()
    assert at.query_params == {}


@pytest.mark.parametrize("page", PAGES)
def test_switching_the_language_changes_nothing_else(page):
    here = {} if page == "home" else {"place": "421122"}
    at = visit(page, **{**PAST, "lang": "en"}, **here)
    at.button_group(key="lang").set_value("zh").run()
    assert at.query_params == {**PAST, **here}
    assert PAGES[page].name.zh in words(at) and shown_page(at) == page


@pytest.mark.parametrize("key", ["map", "ranking"])
def test_a_click_on_the_home_page_drills_and_keeps_the_question(key):
    at = click(visit("home", **PAST), key, "421122" if key == "map" else "420000")
    assert shown_page(at) == "place"
    assert at.query_params == {**PAST, "place": "421122" if key == "map" else "420000"}


def test_a_click_on_a_month_asks_as_of_that_month():
    at = click(visit("home", period="2018"), "trend", "2019-01")
    assert shown_page(at) == "home" and at.query_params == {"period": "2018", "as_of": "2019-01"}


def test_a_click_in_a_province_opens_its_county():
    at = click(visit("place", place="420000", period="2018"), "map", "421122")
    assert shown_page(at) == "place" and at.query_params == {"place": "421122", "period": "2018"}
    assert any("65,940" in w for w in words(at))


@pytest.mark.parametrize("page", PAGES)
def test_the_search_leads_to_the_place_from_every_page(page):
    at = visit(page, lang="zh")
    at.text_input(key="place-search").set_value("紅安").run()
    at = follow(at.button(key="found-421122").click().run())
    stays = page if PAGES[page].follows else "place"
    assert shown_page(at) == stays and at.query_params == {"lang": "zh", "place": "421122"}


def test_one_level_up_from_a_province_is_home():
    at = visit("place", place="420000", period="2018")
    at = follow(at.button(key="up-420000").click().run())
    assert shown_page(at) == "home" and at.query_params == {"period": "2018"}


def test_the_menu_carries_the_question_along():
    at = visit("home", **PAST)
    menu = links(at, "menu")
    assert [link.page for link in menu] == [*ENTRIES] and all(link.question == PAST for link in menu)


JUNK = {
    "lang": "fr",
    "indicator": "xyzzy",
    "period": "1066",
    "as_of": "2050-01",
    "level": "galaxy",
    "others": "xyzzy.421122.",
    "stage": "xyzzy",
    "xyzzy": "1",
}
PLACES = ("421122' OR 1=1 --", "../../etc/passwd", "<script>xyzzy</script>", ["421122", "xyzzy"])


@pytest.mark.parametrize(
    ("page", "junk"),
    [
        *((page, {**JUNK, "place": PLACES[n % len(PLACES)]}) for n, page in enumerate(PAGES)),
        *(("home", {name: value}) for name, value in JUNK.items()),
        *(("home", {"place": place}) for place in PLACES),
    ],
    ids=lambda asked: asked if isinstance(asked, str) else "-".join(asked),
)
def test_junk_in_the_url_is_the_default_and_leaves_no_trace(page, junk):
    """All at once on each page, and each alone on one."""
    at = visit(page, **junk)
    assert not at.exception and shown_page(at) == page
    trace = [v for v in (*junk, *junk.values()) if isinstance(v, str) and v not in ("lang", "place", "others", "stage")]
    asked = [link.proto.query_string for link in at.get("page_link")] + [str(link.question) for link in links(at)]
    assert not [w for w in asked for v in trace if v in w and ("xyzzy" in v or "'" in v or "/" in v)]
    sentences = [w for w in words(at) for v in trace if v in w and ("xyzzy" in v or "'" in v or "/" in v)]
    assert all("“xyzzy”" in w and "not there" in w for w in sentences), "one word at most, in a sentence of ours"


@pytest.mark.parametrize("page", ["home", "place"])
def test_an_abolished_code_leads_to_its_successor_with_a_sentence(page):
    for lang, sentence in (
        ("en", "522422 is an old code of Dafang, now 520521."),
        ("zh-CN", "522422 是大方县的旧代码"),
    ):
        at = visit(page, place="522422", lang=lang)
        assert any(sentence in caption.value.replace("\\", "") for caption in at.caption)
    if page == "place":
        assert any("大方县" in title.value for title in at.title)


def test_what_is_compared_stays_with_compare_and_waits_there():
    at = visit("compare", place="421122", others="530627", beside="paid", period="2018")
    menu = {link.page: link.question for link in links(at, "menu")}
    assert menu.pop("compare") == {"place": "421122", "period": "2018", "others": "530627", "beside": "paid"}
    assert menu.pop("home") == {"period": "2018"}
    assert all(question == {"place": "421122", "period": "2018"} for question in menu.values())
    at.query_params.clear()
    at.query_params.update({"place": "421122"})
    at = at.switch_page(PAGES["claims"].path).run()
    menu = {link.page: link.question for link in links(at, "menu")}
    assert menu["compare"] == {"place": "421122", "others": "530627", "beside": "paid"}
    assert at.query_params == {"place": "421122"} and menu["claims"] == {"place": "421122"}


def test_old_names_of_parameters_still_work():
    at = visit("home", asof="2018-07")
    assert at.select_slider(key="as-of").value == "2018-07"


def test_the_nation_on_the_place_page_is_a_whole_page():
    at = visit("place", place=NATION)
    assert not at.exception and len(words(at)) > 30


def test_a_row_of_the_ranking_opens_its_place():
    at = click(visit("ranking", indicator="coverage"), "strip", "421122")
    assert shown_page(at) == "place" and at.query_params == {"indicator": "coverage", "place": "421122"}


# -- playing the months ------------------------------------------------------------------------------------------------


def _at_month(at) -> tuple[str, str]:
    """The month that the page shows, and what the button of the play says."""
    return at.select_slider[0].value, at.button(key="play").label


@pytest.mark.parametrize(
    ("asked", "first"),
    [({}, "2017-09"), ({"period": "2018"}, "2018-01"), ({"as_of": "2018-05"}, "2018-05")],
    ids=["from the first cover", "of the policy year", "from the month shown"],
)
def test_a_play_begins_at_the_first_press_and_leaves_the_address_alone(asked, first):
    at = visit("home", **asked)
    at.button(key="play").click().run()
    assert at.query_params == asked and _at_month(at) == (first, "Stop")


def test_a_play_that_is_stopped_leaves_the_month_in_the_address_and_goes_on_from_there():
    at = visit("home")
    at.button(key="play").click().run()
    at.session_state["playing"] = replace(at.session_state["playing"], month="2018-03")
    at.run()
    assert at.query_params == {} and _at_month(at) == ("2018-03", "Stop")
    at.button(key="play").click().run()
    assert at.query_params == {"as_of": "2018-03"} and _at_month(at) == ("2018-03", "Play")
    at.button(key="play").click().run()
    assert _at_month(at) == ("2018-03", "Stop")


def test_whoever_asks_something_else_meanwhile_stays_at_the_month_shown():
    at = visit("home")
    at.button(key="play").click().run()
    at.selectbox(key="indicator").set_value("coverage").run()
    assert at.query_params == {"indicator": "coverage", "as_of": "2017-09"} and _at_month(at) == ("2017-09", "Play")
