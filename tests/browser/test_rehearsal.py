"""A rehearsal: a deck of twelve scenes is walked by keys alone, left for a county that is typed, and come back to."""

import re

from playwright.sync_api import Page, expect

from tests.browser.app import LOOK, SLOW_HAND, TIMEOUT, await_question, settle

# The scene that is seen: the number of the words in the slot that is turned to.
SEEN = """scene => {
  const slot = document.querySelector(`.st-key-scene-${document.documentElement.dataset.slot}`);
  const words = slot?.querySelector('.show-words'), drawn = '.js-plotly-plot .main-svg path';
  return !!words && (words.dataset.place || words.dataset.scene) === scene
    && getComputedStyle(slot).visibility === 'visible'
    && (!slot.querySelector('.stPlotlyChart') || !!slot.querySelector(drawn));
}"""
# What the legend counts in each class.
COUNTED = """[...document.querySelectorAll('.growing .infolayer text')]
  .map(words => words.textContent).filter(said => /^[0-9]+$/.test(said)).map(Number)"""
# The lines of the map that are seen: the dash line, there and in its inset, and the frame of the corner.
LINES = """moving => [...document.querySelectorAll(`.${moving} .geolayer .js-line`)]
  .filter(line => getComputedStyle(line).opacity === '1').length"""
DECK = {"deck": "programme"}


def seen(page: Page, scene: str) -> None:
    """Waits until that scene (its number, or the code of a place) is on the stage."""
    page.wait_for_function(SEEN, arg=scene, timeout=TIMEOUT, polling=LOOK)


def test_a_deck_is_walked_by_keys_left_for_a_county_and_come_back_to(page, app):
    page.goto(f"{app.url}/show?deck=programme")
    seen(page, "1")
    for number in range(2, 13):
        page.keyboard.press(("ArrowRight", "PageDown", "Space")[number % 3] if number != 3 else "PageDown")
        seen(page, f"{number}")
    await_question(page, "show", **DECK, scene="12")
    page.keyboard.press("Home")
    seen(page, "1")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    seen(page, "3")
    await_question(page, "show", **DECK, scene="3")
    words = page.locator(".st-key-scene-3 .show-words").inner_text()
    expect(page.locator(".flying")).to_have_count(0)  # the flight from scene 1 takes the class away when it ends
    page.evaluate("document.querySelector('.st-key-picture-3').classList.add('flying')")
    page.wait_for_function(f"({LINES})('flying') === 3", timeout=TIMEOUT, polling=LOOK)  # the country stays whole
    page.evaluate("document.querySelector('.st-key-picture-3').classList.remove('flying')")
    page.keyboard.type("zx")
    page.keyboard.press("Enter")
    seen(page, "530627")
    await_question(page, "show", **DECK, scene="3", detour="530627")
    page.keyboard.press("Escape")
    seen(page, "3")
    assert page.locator(".st-key-scene-3 .show-words").inner_text() == words
    await_question(page, "show", **DECK, scene="3")
    page.keyboard.type("zx")  # somebody asks for it once more
    seen(page, "530627")


def test_black_is_at_once_and_a_second_letter_makes_a_name_of_it(page, app):
    page.goto(f"{app.url}/show?deck=programme&scene=4&lang=zh")
    seen(page, "4")
    shade = page.locator(".show-shade")
    page.keyboard.press("b")
    expect(shade).to_be_visible()
    page.keyboard.press("PageUp")
    expect(shade).to_be_hidden()
    seen(page, "3")
    page.keyboard.type("ld")
    seen(page, "530621")
    page.keyboard.press("Escape")
    seen(page, "3")
    page.keyboard.press("?")
    expect(page.locator(".show-help")).to_contain_text("下一个场景")
    page.keyboard.press("?")
    page.keyboard.press("l")
    await_question(page, "show", **DECK, scene="3", lang="zh", dress="light")
    seen(page, "3")
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"/decks\?deck=programme&lang=zh$"))


def test_a_second_letter_that_is_slow_to_come_takes_back_what_the_first_has_done(fresh, app):
    page = fresh
    page.add_init_script(SLOW_HAND)
    page.goto(f"{app.url}/show?deck=programme&scene=3")
    seen(page, "3")
    page.keyboard.press("l")
    await_question(page, "show", **DECK, scene="3", dress="light")
    page.keyboard.press("d")
    seen(page, "530621")
    await_question(page, "show", **DECK, scene="3", detour="530621")


def test_the_months_go_by_stand_still_at_a_key_and_are_come_back_to(page, app):
    page.goto(f"{app.url}/show?deck=programme&scene=2")
    seen(page, "2")
    month, number = page.locator(".growing .show-month"), page.locator(".growing .show-number")
    expect(month).to_have_text(re.compile("2018"))
    page.keyboard.press("Space")
    stands = month.inner_text(), number.inner_text()
    counties = int(page.locator(".growing .show-place").inner_text().split()[0])
    assert counties < 69 and sum(page.evaluate(COUNTED)) == counties
    assert page.evaluate(LINES, "growing") == 3, "the country is whole in every month"
    page.keyboard.type("zx")  # one county alone: it flies there by itself
    seen(page, "530627")
    page.keyboard.press("Backspace")
    seen(page, "2")
    assert (month.inner_text(), number.inner_text()) == stands
    page.keyboard.press("Space")
    expect(month).not_to_have_text(stands[0])
    page.keyboard.press("PageUp")
    seen(page, "1")


def test_the_months_go_by_also_where_their_code_comes_after_the_scene(fresh, app):
    page, late = fresh, []
    page.route("**/flight.js?*", lambda route: late.append(route))
    page.goto(f"{app.url}/show?deck=programme&scene=2")
    seen(page, "2")
    while not late:
        page.wait_for_timeout(LOOK)
    late[0].continue_()
    expect(page.locator(".growing .show-month")).to_have_text(re.compile("2018"))


def test_a_kiosk_stands_in_the_page_of_another_site_and_takes_nothing_of_it(page, app):
    # The same machine by its other name is another site.
    page.goto(f"{app.url.replace('localhost', '127.0.0.1')}/app/static/geo/index.json")
    own, length = f"{app.url}/show?present=1&deck=yunnan", page.evaluate("history.length")
    page.set_content(f'<input autofocus><iframe width=960 height=540 src="{own}"></iframe>')
    kiosk = page.frame_locator("iframe")
    expect(kiosk.locator(".show-words")).to_be_visible(timeout=TIMEOUT)
    assert page.evaluate("[document.activeElement.tagName, history.length]") == ["INPUT", length]
    expect(kiosk.get_by_label("Leave the stage")).to_have_count(0)


def test_on_a_stage_at_the_last_month_the_first_space_lets_the_months_go_by(page, app):
    page.goto(f"{app.url}/?stage=1&lang=zh")
    settle(page, "picture-stage")
    page.keyboard.press("Space")
    expect(page.locator(".show-month")).to_have_text(re.compile("2017|2018"))
