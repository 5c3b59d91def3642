"""A page on paper: light, whole, without anything to press, and no picture cut in two."""

import re

import pytest
from playwright.sync_api import expect

from backbone.theme import PALETTES
from tests.browser.app import settle
from tests.browser.conftest import visitor

# Pixels of a sheet of A4 within its margins.
WIDE, HIGH = 794 - 2 * 45, 1123 - 2 * 45
PRESSED = ":is(input, [role=slider], [role=radiogroup], [data-testid=stPopover], [data-testid=stDownloadButton])"
# What becomes of each picture when pages end: whether its block may break, and how high it is.
BLOCKS = """() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].map(chart => {
  const block = chart.closest('[data-testid=stVerticalBlock]');
  return [...[block, chart].map(one => getComputedStyle(one).breakInside), chart.getBoundingClientRect().height];
})"""
TONES = """() => [getComputedStyle(document.querySelector('.stApp')).backgroundColor,
  getComputedStyle(document.querySelector('h1')).color]"""


# How light the picture of a table is.
MEAN = """async () => {
  const picture = document.querySelector('.table-on-paper');
  await picture.decode();
  const pen = Object.assign(document.createElement('canvas'), {width: 400, height: 400}).getContext('2d');
  pen.drawImage(picture, 0, 0, 400, 400);
  const dots = pen.getImageData(0, 0, 400, 400).data;
  return dots.reduce((sum, dot, n) => sum + (n % 4 < 3 ? dot : 0), 0) / (dots.length * 0.75);
}"""


@pytest.fixture
def night(browser):
    with visitor(browser, color_scheme="dark") as (page, watch):
        yield page
    watch.sound()


# What the marks of the map and its names are painted with.
PAINT = """() => [...document.querySelectorAll('.st-key-map .scattergeo :is(path.point, text)')]
  .map(e => getComputedStyle(e).fill)"""


def pages_of(printed):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))


@pytest.mark.parametrize(("wide", "high"), [(1440, 900), (1920, 1080), (390, 844)])
def test_home_is_one_sheet_however_wide_the_window_was(page, app, wide, high):
    page.set_viewport_size({"width": wide, "height": high})
    page.goto(app.url)
    settle(page, "map")
    for landscape in (False, True):
        assert pages_of(page.pdf(format="A4", landscape=landscape, print_background=True)) == 1, landscape


def test_the_ranking_is_printed_with_all_its_counties_on_one_sheet(page, app):
    page.goto(f"{app.url}/ranking")
    settle(page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".st-key-strip .main-svg").first).to_be_visible()
    rows = page.locator(".st-key-strip .bars .point").count()
    page.emulate_media(media="screen")
    assert rows and rows % 69 == 0
    assert pages_of(page.pdf(format="A4", print_background=True)) <= 2


def test_pictures_of_a_dark_screen_are_printed_in_the_light_palette(night, app):
    night.goto(app.url)
    settle(night, "map")
    dark, light = (PALETTES[tone] for tone in ("dark", "light"))
    assert {rgb(dark.accent), rgb(dark.ink)} <= {*night.evaluate(PAINT)}
    night.emulate_media(media="print")
    painted = {*night.evaluate(PAINT)}
    assert {rgb(light.accent), rgb(light.ink)} <= painted and not {rgb(dark.accent), rgb(dark.ink)} & painted


def rgb(colour):
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))


@pytest.mark.parametrize("path", ["/", "/claims?lang=zh"])
def test_a_dark_page_is_printed_light_whole_and_uncut(night, app, path):
    night.goto(app.url + path)
    settle(night)
    assert night.evaluate(TONES)[0] == "rgb(13, 26, 33)", "the screen is dark"
    printed = night.pdf(format="A4", print_background=True)
    pages = pages_of(printed)
    night.set_viewport_size({"width": WIDE, "height": HIGH})
    night.emulate_media(media="print")
    assert night.evaluate(TONES) == ["rgb(255, 255, 255)", "rgb(22, 38, 43)"]
    blocks = night.evaluate(BLOCKS)
    assert len(blocks) > 2 and all(kept == own == "avoid" and high < HIGH for kept, own, high in blocks)
    assert pages >= sum(high for *_, high in blocks) / HIGH, "what lies below the window is printed too"
    assert night.locator(":is(.st-key-tools, .menu) :is(button, input, a):visible").count() == 0
    assert night.locator(f"[data-testid=stMain] {PRESSED}:visible").count() == 0
    assert night.get_by_text(re.compile("Illustrative data|示意数据")).first.is_visible()
    values = night.locator(".card .value").all()
    assert all(value.evaluate("e => e.getBoundingClientRect().height") < 40 for value in values), "one line each"


def test_a_table_of_a_dark_screen_is_printed_as_ink_on_paper_and_is_a_grid_again_afterwards(night, app):
    night.goto(app.url + "/ranking")
    settle(night)
    night.locator("[data-testid=stDataFrame] canvas table td").first.wait_for(state="attached")
    night.evaluate("dispatchEvent(new Event('beforeprint'))")
    night.emulate_media(media="print")
    picture, grid = night.locator(".table-on-paper").first, night.locator("[data-testid=stDataFrame]").first
    picture.wait_for()
    assert not grid.is_visible()
    light = night.evaluate(MEAN)
    assert 200 < light < 254, "paper, and something on it"
    night.emulate_media(media="screen")
    night.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not picture.count() and grid.is_visible()
