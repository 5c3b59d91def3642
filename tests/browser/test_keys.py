"""With the keyboard alone: the page, and the stage."""

import pytest
from playwright.sync_api import expect

from backbone.text import LANGS
from tests.browser.app import asked, await_question, settle

# The nearest named container of the element that has the focus, or the kind of widget it is.
FOCUS = """() => {
  const at = document.activeElement;
  const own = at.closest('.menu') ? 'menu' : '';
  const named = at.closest('[class*=st-key-]');
  return own || (named ? [...named.classList].find(c => c.startsWith('st-key-')).slice(7) : '');
}"""


def _tab_to(page, target: str, most: int = 60) -> list[str]:
    """Presses Tab until `target` has the focus; returns all that had it on the way."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(FOCUS))
        if passed[-1] == target:
            return passed
    raise AssertionError(f"Tab never reached {target}: {list(dict.fromkeys(passed))}")


def test_tab_reaches_search_switch_menu_and_pickers_in_reading_order(page, app):
    page.goto(app.url)
    settle(page, "map")
    page.locator("[data-testid=stMain]").focus()
    passed = list(dict.fromkeys(_tab_to(page, "as-of")))
    stops = ("place-search", "present", "lang", "menu", "indicator", "period", "as-of")
    order = [passed.index(stop) for stop in stops]
    assert order == sorted(order)


@pytest.mark.parametrize(("path", "reached"), [("", ".place-marks a"), ("claims", "h1")])
def test_the_first_tab_leads_past_the_menu_to_the_map_or_the_text(page, app, path, reached):
    page.goto(f"{app.url}/{path}")
    settle(page, "" if path else "map")
    if not path:
        page.locator(".st-key-map .place-marks a").first.wait_for(state="attached")
    past = page.locator("a.past")
    expect(page.get_by_test_id("stSkipToContent")).to_be_hidden()  # Streamlit's own leads before the menu
    past.focus()
    expect(past).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(f"{reached}:focus")).to_have_count(1)


def test_a_place_is_found_and_a_year_chosen_without_a_mouse(page, app):
    page.goto(app.url)
    settle(page)
    page.locator("[data-testid=stMain]").focus()
    _tab_to(page, "place-search")
    page.keyboard.type("530627")
    page.keyboard.press("Enter")
    await_question(page, "place", place="530627")
    _tab_to(page, "period")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    await_question(page, "place", place="530627", period="2017")


def test_the_stage_is_walked_by_keys_alone_and_left_to_the_same_view(page, app):
    page.goto(f"{app.url}/?indicator=claims_per_1000&period=2018")
    settle(page, "map")
    before = asked(page)
    page.locator("[data-testid=stMain]").focus()
    _tab_to(page, "present")
    page.keyboard.press("Enter")
    stage = {"indicator": "claims_per_1000", "stage": "1"}
    await_question(page, "", **stage, period="2018")
    settle(page, "picture-stage")  # the address is there before who listens to keys
    page.keyboard.press("PageDown")
    await_question(page, "", **stage, period="2019")
    page.keyboard.press("PageUp")
    await_question(page, "", **stage, period="2018")
    page.keyboard.press("ArrowLeft")
    await_question(page, "", **stage, period="2018", as_of="2019-07")
    page.keyboard.press("ArrowRight")
    await_question(page, "", **stage, period="2018")
    page.keyboard.press("PageDown")
    await_question(page, "", **stage, period="2019")
    page.reload()
    await_question(page, "", **stage, period="2019")
    settle(page, "picture-stage")
    page.keyboard.press("Escape")
    await_question(page, before[0], **before[1])
    settle(page, "map")


@pytest.mark.parametrize("path", ["", "place", "ranking"])
def test_the_stage_has_one_picture_one_number_and_no_chrome(page, app, path):
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{app.url}/{path}?stage=1&place=421122&period=2018")
    settle(page, "" if path == "ranking" else "picture-stage")
    expect(page.locator(".st-key-tools, .menu")).to_have_count(0)
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    expect(page.locator("[data-testid=stToolbar]")).not_to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= 1080
    number = page.locator(".show-number")
    assert number.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 60


@pytest.mark.parametrize("lang", LANGS)
def test_by_key_a_menu_is_entered_table_and_picture_taken_and_the_menu_left(page, app, lang):
    page.goto(f"{app.url}/?lang={lang}")
    settle(page, "map")
    opens = page.locator(".st-key-map-take-away button").first
    opens.focus()
    page.keyboard.press("Enter")
    menu = page.get_by_test_id("stPopoverBody")
    expect(menu).to_be_focused()
    page.keyboard.press("Tab")  # whether what it holds is here yet or not, the menu is not left
    expect(menu.locator(":focus").or_(menu.and_(page.locator(":focus")))).to_have_count(1)
    settle(page)  # a press that meets a run is another test: test_take_away.py
    for key in ("map-csv", "map-png-16x9"):
        file = menu.locator(f".st-key-{key} button")
        file.wait_for()
        if not file.evaluate("one => one === document.activeElement"):
            _tab_to(page, key, most=12)
        with page.expect_download():
            page.keyboard.press("Enter")
        expect(file).to_be_focused()  # it was off while the file was made
    page.keyboard.press("Escape")
    expect(opens).to_be_focused()
