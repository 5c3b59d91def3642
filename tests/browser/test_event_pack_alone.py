"""The event pack in a bare Chromium, from a file, with no network: keys, search, tooltips, both languages."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from backbone.deck import written
from backbone.deck.away import AWAY
from backbone.deck.played import played
from backbone.periods import month_name
from backbone.places import find
from backbone.record import record
from backbone.snapshot.manifest import current
from backbone.snapshot.opened import opened
from backbone.text import LANGS
from tests.browser.app import SLOW_HAND, TIMEOUT

ROOT = Path(__file__).parents[2]
PROGRAMME = written.load(written.FOLDER / "programme.toml")
TYPED = ("zx", "镇雄", "鎮雄", "hong an", "Hong'an", "lu", "530", "ba", "wei", "云南")
# What the legend counts of each class.
COUNTED = """[...document.querySelectorAll('.growing [data-note]')]
  .map(words => words.textContent).filter(said => /^[0-9]+$/.test(said)).map(Number)"""
# A wall, an old projector, a window at 200 %, a phone.
SIZES = ((1920, 1080), (1024, 768), (640, 360), (390, 844))


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    of = played(PROGRAMME, record.load(), ROOT / "data" / "snapshots")
    ((name, made),) = AWAY["pack"].make(of, LANGS).items()
    path = tmp_path_factory.mktemp("stick") / name
    path.write_bytes(made)
    return path


@pytest.fixture
def stick(browser: Browser, file: Path) -> Iterator[Page]:
    """The pack, opened by a double click; nothing is asked of anybody, and nothing goes wrong."""
    asked, wrong = [], []
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    context.set_default_timeout(TIMEOUT)
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    with context:
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.goto(file.as_uri())
        yield page
        assert {url.partition("#")[0] for url in asked} == {file.as_uri()}
    assert wrong == []


def _count(page: Page, n: int) -> None:
    expect(page.locator("#count")).to_have_text(f"{n} / {len(PROGRAMME)}")


def test_keys_walk_every_scene_in_both_languages_and_tones(stick: Page):
    _count(stick, 1)
    for n in range(2, len(PROGRAMME) + 1):
        stick.keyboard.press("PageDown" if n % 2 else "ArrowRight")
        _count(stick, n)
        if PROGRAMME.scenes[n - 1].kind == "view":
            assert stick.locator("#picture svg :is(path, rect, text)").count() > 5
        expect(stick.locator("#said")).not_to_be_empty()
    stick.keyboard.press("Home")
    _count(stick, 1)
    for digit in "10"[: len(str(len(PROGRAMME)))]:
        stick.keyboard.press(digit)
    _count(stick, 10)
    stick.keyboard.press("End")
    _count(stick, len(PROGRAMME))
    stick.keyboard.press("PageUp")
    stick.keyboard.press("=")
    expect(stick.locator("html")).to_have_attribute("lang", "zh-Hans")
    stick.keyboard.press("l")
    expect(stick.locator("html")).to_have_attribute("data-tone", "light")
    stick.reload()
    _count(stick, len(PROGRAMME) - 1)
    expect(stick.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_two_letters_go_to_a_county_and_one_key_returns(stick: Page):
    stick.keyboard.press("3")
    _count(stick, 3)
    before = stick.locator("#said").inner_text()
    for typed in ("zx", "镇雄"):
        if typed.isascii():
            for letter in typed:
                stick.keyboard.press(letter)
        else:
            stick.keyboard.press("/")
            stick.locator("#typed").fill(typed)
        stick.keyboard.press("Enter")
        expect(stick.locator(".place")).to_contain_text("Zhenxiong")
        expect(stick.locator("table tr").first).to_contain_text("illustrative")
        stick.keyboard.press("Escape")
        _count(stick, 3)
        assert stick.locator("#said").inner_text() == before
    stick.keyboard.press("b")
    expect(stick.locator("html")).to_have_attribute("data-cover", "black")
    stick.keyboard.press("b")
    expect(stick.locator("html")).to_have_attribute("data-cover", "")
    stick.keyboard.press("?")
    expect(stick.locator("#help")).to_be_visible()
    stick.keyboard.press("Escape")
    expect(stick.locator("#help")).to_be_hidden()
    _count(stick, 3)


def test_a_second_letter_that_is_slow_to_come_takes_back_what_the_first_has_done(stick: Page):
    stick.add_init_script(SLOW_HAND + "performance.now = () => 0;")
    stick.reload()
    tone = stick.locator("html").get_attribute("data-tone")
    stick.keyboard.press("l")
    expect(stick.locator("html")).not_to_have_attribute("data-tone", tone)
    stick.keyboard.press("d")
    expect(stick.locator("html")).to_have_attribute("data-tone", tone)
    expect(stick.locator("#typed")).to_have_value("ld")


def test_months_go_by_themselves_and_a_key_holds_them(stick: Page):
    assert PROGRAMME.scenes[1].plays
    stick.keyboard.press("ArrowRight")
    month = stick.locator(".month")
    expect(month).to_be_visible()
    first = month.inner_text()
    expect(month).not_to_have_text(first)
    stick.keyboard.press("Space")
    held = month.inner_text()
    store = opened(current(ROOT / "data" / "snapshots"))
    then = {month_name(month, LANGS[0]): month for month in store.horizon.months}[held]
    assert sum(stick.evaluate(COUNTED)) == sum(joined <= then for joined in store.joined.values()) < 69
    stick.keyboard.press("l")
    expect(stick.locator("html")).to_have_attribute("data-tone", "light")
    expect(month).to_be_hidden()
    assert held != first
    _count(stick, 2)


def test_the_search_finds_what_the_dashboard_finds(stick: Page):
    counties = played(PROGRAMME, record.load(), ROOT / "data" / "snapshots").store.counties
    for typed in TYPED:
        stick.keyboard.press("/")
        stick.locator("#typed").fill(typed)
        wanted = [place.name.en for place in find(typed, "en", 8, counties)]
        assert stick.locator("#found strong").all_inner_texts() == wanted, typed
        stick.keyboard.press("Escape")


def test_a_mark_says_its_words_and_opens_its_county(stick: Page):
    stick.keyboard.press("ArrowRight")
    expect(stick.locator("#picture svg")).to_be_visible()
    at = stick.locator("#picture svg").bounding_box()
    for x in range(40, 700, 12):
        stick.mouse.move(at["x"] + x, at["y"] + 380)
        if "Insured" in stick.locator("#tip").inner_text():
            break
    expect(stick.locator("#tip")).to_contain_text("Insured")
    name = stick.locator("#tip strong").inner_text()
    stick.mouse.down()
    stick.mouse.up()
    expect(stick.locator(".place")).to_have_text(name)
    months = stick.locator(".chart svg rect[width]").last
    months.hover(force=True)
    expect(stick.locator("#tip")).to_be_visible()
    expect(stick.locator("#tip")).to_contain_text("Claims")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_is_wider_than_the_window(stick: Page, width, height):
    stick.set_viewport_size({"width": width, "height": height})
    for _ in PROGRAMME:
        assert stick.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if width > height:
            assert stick.evaluate("document.documentElement.scrollHeight <= innerHeight")
            assert stick.evaluate("document.getElementById('said').scrollHeight <= innerHeight")
        stick.keyboard.press("ArrowRight")


def test_a_table_keeps_its_columns_apart_on_a_phone(stick: Page):
    stick.set_viewport_size({"width": 390, "height": 844})
    stick.keyboard.press("End")
    for _ in range(len(PROGRAMME) - 1 - [scene.page for scene in PROGRAMME].index("trust")):
        stick.keyboard.press("PageUp")
    expect(stick.locator("#picture text").first).to_be_visible()
    boxes = [one.bounding_box() for one in stick.locator("#picture text").all()]
    rows = sorted({round(box["y"]) for box in boxes})
    assert len(rows) > 3
    for y in rows:
        row = sorted((box for box in boxes if abs(box["y"] - y) < 2), key=lambda box: box["x"])
        assert all(one["x"] + one["width"] < other["x"] for one, other in pairwise(row))
