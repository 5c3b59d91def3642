"""From China to one county and back: by clicks, by search, in both languages."""

import re

import pytest
from playwright.sync_api import expect

from backbone.places import get
from backbone.text import LANGS
from tests.browser.app import asked, await_question, click_place, settle

VALUE = "[data-testid=stMetricValue]"
TYPED = ["红安", "hongan", "ha", "421122"]


def _says_336(page) -> None:
    expect(page.locator(VALUE, has_text=re.compile(r"^\s*336\s*$")).first).to_be_visible()


def test_a_click_on_a_county_opens_it_and_back_returns_to_the_map(page, app):
    page.goto(f"{app.url}/?period=2018&indicator=claims_per_1000")
    settle(page, "map")
    click_place(page, "421122")
    await_question(page, "place", place="421122", period="2018", indicator="claims_per_1000")
    settle(page, "map")
    _says_336(page)
    page.go_back()
    page.wait_for_url(lambda url: "/place" not in url)
    settle(page, "map")
    path, params = asked(page)
    assert path == "" and params["period"] == "2018" and params["indicator"] == "claims_per_1000"
    expect(page.locator(".st-key-headline")).to_contain_text("66")


def _in(lang: str) -> dict[str, str]:
    """The parameter that asks for a language; the default is not written."""
    return {} if lang == "en" else {"lang": lang}


@pytest.mark.parametrize("lang", LANGS)
def test_two_clicks_from_china_to_hongan(page, app, lang):
    """The province is clicked on its own map, the county on the province's."""
    page.goto(f"{app.url}/?lang={lang}&level=province")
    settle(page, "map")
    click_place(page, "420000")
    await_question(page, "place", **_in(lang), level="province", place="420000")
    settle(page, "map")
    click_place(page, "421122")
    await_question(page, "place", **_in(lang), level="province", place="421122")
    _says_336(page)


def test_a_province_bar_is_a_way_in_too(page, app):
    page.goto(app.url)
    settle(page, "map")
    bars = page.locator(".st-key-ranking .js-plotly-plot")
    bars.scroll_into_view_if_needed()
    box = bars.locator("g.points path").last.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await_question(page, "place", place="530000")


@pytest.mark.parametrize("lang", LANGS)
def test_one_search_from_china_to_hongan_however_it_is_typed(page, app, lang):
    page.goto(f"{app.url}/?lang={lang}")
    settle(page)
    search = page.locator(".st-key-place-search input")
    hongan = page.get_by_role("option").filter(has_text=get("421122").name.zh)
    for typed in TYPED:
        search.fill(typed)
        expect(hongan).to_be_visible()
    hongan.click()
    await_question(page, "place", **_in(lang), place="421122")
    _says_336(page)


def test_the_language_switch_keeps_the_view(page, app):
    page.goto(f"{app.url}/place?place=421122&period=2018&indicator=coverage")
    settle(page, "map")
    page.locator(".st-key-lang button", has_text="中文").click()
    await_question(page, "place", lang="zh", place="421122", period="2018", indicator="coverage")
    expect(page.get_by_role("heading", name=re.compile("红安县")).first).to_be_visible()
    page.locator(".st-key-lang button", has_text="EN").click()
    await_question(page, "place", place="421122", period="2018", indicator="coverage")
    expect(page.get_by_role("heading", name=re.compile("Hong'an")).first).to_be_visible()


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
