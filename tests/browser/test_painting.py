"""A press on a picker paints the map at once, as the server will draw it; one that is taken back leaves no trace."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.app import TIMEOUT, await_question, settle

# How the areas and the symbols of the map look, by place; what lies on top last.
LOOKS = """() => {
  const found = {}, plot = document.querySelector('.st-key-map .js-plotly-plot');
  const on = one => one.closest('g.geo').getAttribute('class');
  for (const one of plot.querySelectorAll('path.choroplethlocation'))
    found[`area ${one.__data__.loc} ${on(one)}`] = getComputedStyle(one).fill;
  for (const one of plot.querySelectorAll('path.point')) {
    if (!one.__data__.data) continue;
    const wide = one.getBBox().width.toFixed(1), style = getComputedStyle(one);
    found[`${one.__data__.data} ${on(one)}`] = [style.fill, style.stroke, style.opacity, wide].join();
  }
  return found;
}"""
PRESS = """([nth, looks]) => {
  document.querySelectorAll('.st-key-period [role=radio]')[nth].click();
  return eval(looks)();
}"""
PAINTED = "() => !!document.querySelector('.st-key-map .painted')"


def _ready(page, url: str) -> dict:
    page.goto(url)
    settle(page, "map")
    _told(page, "paint")
    return page.evaluate(LOOKS)


def _told(page, key: str) -> None:
    """Waits until the browser knows that table of paint."""
    page.locator(f".st-key-{key}[data-told]").wait_for(state="attached")


@pytest.mark.parametrize("level", ["county", "province"])
def test_a_policy_year_is_painted_at_once_as_it_will_be_drawn(page, app, level):
    asked = {"indicator": "claims_per_1000"} | ({"level": level} if level == "province" else {})
    before = _ready(page, f"{app.url}/?{urlencode(asked)}")
    painted = page.evaluate(PRESS, [2, LOOKS])
    assert painted != before and page.evaluate(PAINTED)
    await_question(page, "", period="2018", **asked)
    page.wait_for_function(f"() => !({PAINTED})()", timeout=TIMEOUT)
    settle(page, "map")
    drawn = page.evaluate(LOOKS)
    assert {code: look for code, look in drawn.items() if code in painted} == painted


def test_a_press_that_is_taken_back_leaves_the_map_as_it_was(page, app):
    before = _ready(page, f"{app.url}/?indicator=coverage")
    page.evaluate(PRESS, [2, LOOKS])
    page.evaluate(PRESS, [0, LOOKS])
    page.wait_for_function(f"() => !({PAINTED})()", timeout=TIMEOUT)
    await_question(page, "", indicator="coverage")
    settle(page, "map")
    assert page.evaluate(LOOKS) == before


def test_the_months_are_painted_as_the_slider_moves(page, app):
    before = _ready(page, f"{app.url}/?indicator=coverage&as_of=2018-06")
    slider = page.locator(".st-key-as-of input")
    slider.focus()
    _told(page, "paint-as_of")
    slider.press("ArrowLeft")
    page.wait_for_function(PAINTED, timeout=TIMEOUT, polling="raf")
    await_question(page, "", indicator="coverage", as_of="2018-05")
    assert page.evaluate(LOOKS) != before


def test_a_press_on_what_is_chosen_already_leaves_the_map_as_it_was(page, app):
    before = _ready(page, f"{app.url}/?indicator=coverage")
    page.evaluate(PRESS, [0, LOOKS])
    page.wait_for_function(f"() => !({PAINTED})()", timeout=TIMEOUT)
    assert page.evaluate(LOOKS) == before


def test_a_step_back_through_the_months_leaves_nothing_painted(page, app):
    before = _ready(page, f"{app.url}/?indicator=coverage&as_of=2018-06")
    slider = page.locator(".st-key-as-of input")
    slider.focus()
    _told(page, "paint-as_of")
    slider.press("ArrowLeft")
    await_question(page, "", indicator="coverage", as_of="2018-05")
    page.go_back()
    await_question(page, "", indicator="coverage", as_of="2018-06")
    settle(page, "map")
    page.wait_for_function(f"() => !({PAINTED})()", timeout=TIMEOUT)
    assert page.evaluate(LOOKS) == before


def test_beside_an_earlier_month_the_paint_comes_when_the_pointer_does(page, app):
    _ready(page, f"{app.url}/?indicator=coverage&as_of=2018-06")
    expect(page.locator("[class*=st-key-paint-]")).to_have_count(0)
    page.locator(".st-key-period").hover()
    _told(page, "paint-period")
    settle(page, "map")
    page.evaluate(PRESS, [2, LOOKS])
    assert page.evaluate(PAINTED)


def test_the_answer_moves_the_slider_and_paints_nothing(page, app):
    _ready(page, f"{app.url}/place?place=420000&indicator=not_insured")
    slider = page.locator(".st-key-as-of input")
    slider.focus()
    _told(page, "paint-as_of")
    slider.press("ArrowLeft")
    await_question(page, "place", indicator="not_insured", place="420000", as_of="2019-07")
    page.wait_for_timeout(1000)
    page.wait_for_function(f"() => !({PAINTED})()", timeout=TIMEOUT)
    seen = page.evaluate(LOOKS)
    page.reload()
    settle(page, "map")
    assert page.evaluate(LOOKS) == seen
