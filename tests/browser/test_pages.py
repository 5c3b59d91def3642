"""Each page, by the menu on a desk and behind a cold link on a phone, at the root of a site and below it."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from backbone.site import BESIDE, PAGES
from backbone.text import LANGS
from backbone.theme import PALETTES
from tests.browser.app import LOOK, TIMEOUT, asking_only, await_question, settle
from tests.browser.conftest import PHONE, visitor
from tests.browser.test_print import rgb

PATHS = {page: "" if page == "home" else page for page in PAGES}
HONGAN = "place=421122&period=2018"
MENU = ".menu a"


def _frame(page, lang: str) -> None:
    """The menu, the search, the language switch and the mark of the basis are there, in the reader's language."""
    header = page.locator(".st-key-tools, .menu")
    for entry in PAGES.values():
        expect(header.get_by_text(entry.name(lang), exact=True)).to_be_visible()
    expect(page.locator(".st-key-place-search input")).to_be_visible()
    expect(page.locator(".st-key-lang button")).to_have_count(2)
    expect(header.get_by_text({"en": "Illustrative data", "zh": "示意数据"}[lang]).first).to_be_visible()


def _whole(page, name: str, lang: str) -> None:
    """The page is named, says something, and nothing went wrong."""
    expect(page).to_have_title(re.compile(PAGES[name].name(lang)))
    expect(page.locator("html")).to_have_attribute("lang", {"en": "en", "zh": "zh-Hans"}[lang])
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    assert len(page.locator("[data-testid=stMain]").inner_text()) > 300


@pytest.mark.parametrize("lang", LANGS)
def test_a_first_visit_opens_the_map_in_its_frame_and_asks_nobody_else(fresh, app, lang):
    with asking_only(app, fresh):
        fresh.goto(f"{app.url}/?lang={lang}")
        settle(fresh, "map")
    _frame(fresh, lang)
    _whole(fresh, "home", lang)


def test_below_a_base_path_maps_draw_and_the_menu_leads_on(page, app_below):
    page.goto(f"{app_below.url}/place?{HONGAN}")
    settle(page, "map")
    page.locator(MENU, has_text=PAGES["home"].name.en).click()
    page.wait_for_url(lambda url: "/place" not in url)
    settle(page, "map")
    assert page.url.startswith(app_below.url)


@pytest.mark.parametrize(("name", "lang"), [(name, LANGS[n % 2]) for n, name in enumerate(PAGES)])
def test_a_cold_link_opens_the_page_on_a_phone_without_scrolling_sideways(phone, app, name, lang):
    with asking_only(app, phone):
        phone.goto(f"{app.url}/{PATHS[name]}?place=421122&lang={lang}")
        settle(phone, "map" if name in ("home", "place") else "")
    _whole(phone, name, lang)
    wide = phone.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid=stMain]'),
             ...document.querySelectorAll('[class*="st-key-sheet-"] [data-testid=stMarkdownContainer]')]
             .map(e => e.scrollWidth - e.clientWidth)"""
    )
    assert not any(wide)
    if name in ("home", "place"):
        box = phone.locator(".st-key-map .js-plotly-plot").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] and box["height"] > 200


@pytest.mark.parametrize("name", BESIDE)
def test_a_page_beside_those_of_the_menu_is_seen_in_it_on_a_phone(phone, app, name):
    phone.goto(f"{app.url}/{BESIDE[name].slug}")
    settle(phone)
    expect(phone.locator(f"{MENU}[aria-current]")).to_be_in_viewport(ratio=1)


def test_the_menu_leads_through_every_page_and_the_view_goes_along(page, app):
    page.goto(f"{app.url}/?indicator=coverage&period=2018")
    settle(page, "map")
    for name in (*list(PAGES)[1:], "home"):
        page.locator(MENU, has_text=re.compile(f"^{PAGES[name].name.en}$")).click()
        await_question(page, PATHS[name], indicator="coverage", period="2018")
        _whole(page, name, "en")


# The sizes of the text that can be seen outside charts, and the contrast of the captions with the page.
SIZES = """() => {
  const sizes = new Set(), texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const around = texts.currentNode.parentElement, box = around.getBoundingClientRect();
    const said = texts.currentNode.data.trim() && !around.closest('script, style, .stPlotlyChart');
    if (said && box.width > 1 && around.checkVisibility()) sizes.add(parseFloat(getComputedStyle(around).fontSize));
  }
  return [...sizes];
}"""
CONTRASTS = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const light = (...paints) => {
    for (const paint of paints) { canvas.fillStyle = paint; canvas.fillRect(0, 0, 1, 1); }
    const linear = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
      .map(c => c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05;
  };
  const paper = getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor;
  const quiet = '[data-testid=stCaptionContainer] :is(p, a), .menu [aria-current], .band :is(h1, a)';
  return [...document.querySelectorAll(quiet)].map(e => {
    const pair = [light(paper), light(paper, getComputedStyle(e).color)];
    for (let around = e; around; around = around.parentElement)
      if (getComputedStyle(around).opacity < 1) return 0;
    return Math.max(...pair) / Math.min(...pair);
  });
}"""
# The page is of this colour.
ON_PAPER = "paper => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor === paper"


def test_a_page_has_one_title_five_sizes_of_text_and_captions_that_can_be_read(browser, app):
    with visitor(browser) as (page, _):
        for name in PAGES:
            page.emulate_media(color_scheme="light")
            page.goto(f"{app.url}/{PATHS[name]}?place=421122")
            settle(page)
            assert page.locator("h1").count() == 1, name
            assert page.locator("h1").evaluate("e => getComputedStyle(e).fontSize") == "28px"
            assert set(page.evaluate(SIZES)) <= {13, 16, 20, 28, 44}, name
            for tone in ("light", "dark"):
                page.emulate_media(color_scheme=tone)
                page.wait_for_function(ON_PAPER, arg=rgb(PALETTES[tone].paper), timeout=TIMEOUT, polling=LOOK)
                assert min(page.evaluate(CONTRASTS)) >= 4.5, (name, tone)


# What on the home page is wider than its room, how high the cards are, and where the map and what stands beside it end.
HOME = """() => {
  const box = selector => document.querySelector(selector).getBoundingClientRect();
  const texts = [...document.querySelectorAll('.st-key-home :is(p, h1, h3)')];
  const [map, aside] = ['map', 'trend'].map(key => box(`.st-key-home .st-key-${key} .stPlotlyChart`));
  return {
    cut: texts.filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
      .map(e => e.innerText),
    cards: [...document.querySelectorAll('.card')].map(e => e.getBoundingClientRect().height),
    map: [map.top, map.height], beside: aside.bottom - map.bottom,
    menu: document.querySelector('.menu').scrollWidth - document.querySelector('.menu').clientWidth,
  };
}"""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("wide", "high", "map_height"),
    [(1440, 900, 550), (1920, 1080, 720), (1800, 1125, 720), (1280, 800, 450), (960, 600, 400)],
)
def test_the_map_is_the_hero_and_nothing_is_cut_at_any_zoom(page, app, wide, high, map_height, lang):
    page.set_viewport_size({"width": wide, "height": high})
    page.goto(f"{app.url}/?lang={lang}")
    settle(page, "map")
    seen = page.evaluate(HOME)
    assert seen["cut"] == [] and seen["menu"] <= 0
    assert max(seen["cards"]) <= 90
    assert seen["map"][1] >= map_height
    if wide > 1200:
        assert seen["map"][0] <= 312 and abs(seen["beside"]) <= 24, seen


def test_a_ranking_names_its_places_where_its_scale_begins_below_zero(page, app):
    page.goto(f"{app.url}/?indicator=claims_per_1000")
    settle(page, "map")
    for name in ("Sichuan", "Jiangxi"):
        expect(page.locator(".st-key-ranking svg text").filter(has_text=name).first).to_be_visible()


# What is said of an element in letters, and in no Chinese.
ENGLISH = """() => ['ariaLabel', 'title', 'placeholder'].flatMap(name =>
  [...document.querySelectorAll('[aria-label], [title], [placeholder]')].map(e => e[name] || ''))
  .filter(said => /[a-z]{3}/i.test(said) && !/[\\u4e00-\\u9fff]/.test(said))"""


def test_streamlits_own_words_are_the_readers(page, app):
    page.goto(f"{app.url}/compare?lang=zh")
    settle(page)
    expect(page.get_by_label("说明：指标")).to_be_visible()
    assert page.evaluate(ENGLISH) == []
    page.locator(".st-key-indicator input").fill("zzz")
    expect(page.get_by_text("没有匹配的选项")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_text("EN", exact=True).click()
    expect(page.get_by_label("Help for Indicator")).to_be_visible()


def test_the_menu_of_a_column_is_in_the_readers_language(page, app):
    page.goto(f"{app.url}/ranking?lang=zh")
    settle(page)
    grid = page.locator("[data-testid=stDataFrame]").first
    across = grid.bounding_box()["width"] - 20
    grid.hover(position={"x": across, "y": 15})
    grid.click(position={"x": across, "y": 15})
    menu = page.get_by_test_id("stDataFrameColumnMenu")
    expect(menu.get_by_text("升序排列")).to_be_visible()
    expect(menu).not_to_contain_text("Sort")


def test_a_page_that_is_not_there_is_said_in_the_readers_language(browser, app):
    with visitor(browser) as (tab, _):  # Streamlit notes the miss in the console
        tab.goto(f"{app.url}/nope?lang=zh")
        expect(tab.get_by_role("dialog", name="没有这个页面")).to_contain_text("现显示地图")


@pytest.mark.parametrize("lang", LANGS)
def test_beside_an_earlier_month_each_line_of_the_headline_is_one_line_on_a_small_desk(page, app, lang):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{app.url}/?as_of=2019-03&lang={lang}")
    settle(page, "map")
    lines = page.locator(".band > div")
    expect(lines).to_have_count(3)
    high = "all => all.map(one => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))"
    assert all(lines < 1.9 for lines in lines.evaluate_all(high))


def test_what_is_searched_for_on_a_phone_is_seen_whole(phone, app):
    phone.goto(f"{app.url}/?lang=zh")
    settle(phone)
    typed = phone.locator(".st-key-place-search input")
    typed.tap()
    typed.fill("土家族苗族自治县")
    found = phone.locator(".st-key-found button").first
    expect(found).to_be_visible()
    assert typed.evaluate("box => box.scrollWidth <= box.clientWidth")
    assert found.evaluate("one => one.getBoundingClientRect().width") > 200


@pytest.mark.parametrize("path", ["/place?place=421122&period=2018", "/coverage"])
def test_nothing_on_a_small_dark_map_is_darker_than_the_paper(browser, app, path):
    with visitor(browser, color_scheme="dark") as (page, _):
        page.goto(app.url + path)
        settle(page)
        small = page.locator(':is([class*="st-key-locator-"], [class*="st-key-rollout-2"]) .js-plotly-plot')
        picture = Image.open(BytesIO(small.first.screenshot())).convert("L")
    paper = Image.new("RGB", (1, 1), PALETTES["dark"].paper).convert("L").getextrema()[0]
    assert picture.getextrema()[0] >= paper - 4
