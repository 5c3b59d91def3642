"""From China to one county: by clicks, by search, in both languages. Back from anywhere is in `test_linked_reading`."""

import re

from playwright.sync_api import expect

from backbone.places import get
from tests.browser.app import asked, await_question, click_place, settle

VALUE = ".card .value"
TYPED = ["红安", "紅安", "hongan", "Hong’an", "HONG AN", "421122", "４２１１２２", "422123"]


def _says(page, number: str) -> None:
    expect(page.locator(VALUE, has_text=re.compile(rf"^\s*{number}\s*$")).first).to_be_visible()


def test_two_clicks_from_china_to_hongan(page, app):
    """The province is clicked on its own map, the county on the province's."""
    page.goto(f"{app.url}/?level=province")
    settle(page, "map")
    click_place(page, "420000")
    await_question(page, "place", level="province", place="420000")
    settle(page, "map")
    click_place(page, "421122")
    await_question(page, "place", level="province", place="421122")
    _says(page, "336")


def test_one_search_from_china_to_hongan_however_it_is_typed(page, app):
    page.goto(f"{app.url}/?lang=zh")
    settle(page)
    search = page.locator(".st-key-place-search input")
    hongan = page.locator(".st-key-found button").first
    for typed in TYPED:
        search.fill(typed)
        expect(hongan).to_contain_text(get("421122").name.zh)
    hongan.click()
    await_question(page, "place", lang="zh", place="421122")
    _says(page, "336")


def test_the_title_of_home_is_a_way_to_the_watch_list(page, app):
    page.goto(app.url)
    settle(page, "map")
    # The link lies over the words, so they are pressed where they stand.
    page.get_by_role("heading", level=1).click(force=True)
    await_question(page, "watch")


def test_a_heading_of_the_ranking_sorts_and_a_name_opens_its_place(page, app):
    """The grid marks a cell of the first row when a heading is clicked; only a click on a row leaves the page."""
    page.goto(f"{app.url}/ranking?indicator=paid")
    settle(page)
    grid = page.locator("[data-testid=stDataFrame]").first
    grid.click(position={"x": 270, "y": 18})
    page.wait_for_timeout(2000)
    settle(page)
    assert asked(page) == ("ranking", {"indicator": "paid"})
    expect(page.get_by_role("heading", level=1)).to_contain_text("Amount paid by county")
    grid.click(position={"x": 90, "y": 52})
    await_question(page, "place", indicator="paid", place="520627")  # the smallest amount is first now


def test_the_language_switch_keeps_the_view(page, app):
    page.goto(f"{app.url}/place?place=421122&period=2018&indicator=coverage")
    settle(page, "map")
    for lang, button in (("zh", "中文"), ("en", "EN")):
        page.locator(".st-key-lang button", has_text=button).click()
        own = {} if lang == "en" else {"lang": lang}
        await_question(page, "place", **own, place="421122", period="2018", indicator="coverage")
        expect(page.get_by_role("heading", name=re.compile(get("421122").name(lang))).first).to_be_visible()
        _says(page, "336")
        _says(page, "65,940")


def test_pickers_change_the_map_and_the_address(page, app):
    page.goto(app.url)
    settle(page, "map")
    page.locator(".st-key-period button", has_text="2018").click()
    await_question(page, "", period="2018")
    page.locator(".st-key-indicator input").click()
    page.get_by_role("option", name="Coverage", exact=True).click()
    await_question(page, "", period="2018", indicator="coverage")
    settle(page, "map")
    expect(page.locator(".st-key-map .js-plotly-plot")).to_contain_text("Coverage")
    page.reload()
    settle(page, "map")
    assert asked(page) == ("", {"period": "2018", "indicator": "coverage"})
    expect(page.locator(".st-key-map .js-plotly-plot")).to_contain_text("Coverage")
