"""A click on any mark asks a further question, the address says it, and Back takes it back."""

from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.app import LOOK, TIMEOUT, await_question, click_place, settle

# The middle on the screen of the mark of a code in a chart; without a code, of the mark that lies on top of all others.
MARK = """([plot, code]) => {
  const marks = [...plot.querySelectorAll('g.points path')];
  const said = mark => {
    const trace = mark.closest('g.trace').__data__[0].trace;
    const point = (mark.__data__.i === undefined ? mark.parentNode : mark).__data__.i;
    return [trace.customdata?.[point]].flat()[0];
  };
  const box = (code ? marks.find(mark => said(mark) === code) : marks.at(-1)).getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""


def _click(page, key: str, code: str = "") -> None:
    """Clicks a mark of the chart `key`, as a reader does: in its middle."""
    chart = page.locator(f".st-key-{key} .js-plotly-plot").first
    chart.scroll_into_view_if_needed()
    x, y = page.evaluate(MARK, [chart.element_handle(), code])
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def test_an_illness_a_province_and_a_month_of_the_claims(page, app):
    page.goto(f"{app.url}/claims")
    settle(page)
    _click(page, "by-illness", "circulatory")
    await_question(page, "claims", only="illness.circulatory")
    expect(page.locator(".st-key-only button")).to_contain_text("Heart and blood vessels")
    page.go_back()
    await_question(page, "claims")
    expect(page.locator(".st-key-only")).to_have_count(0)
    _click(page, "by-place", "530000")
    await_question(page, "claims", place="530000")
    page.go_back()
    await_question(page, "claims")
    _click(page, "months", "2019-03")
    await_question(page, "claims", as_of="2019-03")
    page.reload()
    settle(page)
    expect(page.locator(".st-key-as-of")).to_contain_text("March 2019")
    page.go_back()
    await_question(page, "claims")


# Everything that the page says, as a reader sees it.
SCREEN = "() => document.querySelector('[data-testid=stMain]').innerText"


def _search(page, code: str) -> None:
    page.locator(".st-key-place-search input").fill(code)
    page.locator(f".st-key-found-{code} button").click()


def _on_map(page, code: str) -> None:
    settle(page, "map")
    click_place(page, code)


RATE = {"indicator": "claims_per_1000", "period": "2018"}
SLOW = {"signal": "slow", "period": "2018"}
COMPARED = {"against": "2017", "period": "2018", "place": "530000"}
# Where one is, the click that leaves it, and the place that it leads to.
LEAVING = {
    "a county of the nation's map": ("", RATE, lambda page: _on_map(page, "421122"), "421122"),
    "a province of the ranking": ("", {"lang": "zh"}, lambda page: _click(page, "ranking", "530000"), "530000"),
    "a point of the funnel": ("watch", SLOW, lambda page: _click(page, "funnel"), ""),
    "a county of the map of changes": ("compare", COMPARED, lambda page: _on_map(page, "530628"), "530628"),
    "one level up": ("place", {"place": "420000"}, lambda page: page.keyboard.press("Backspace"), ""),
    "the search": ("watch", SLOW, lambda page: _search(page, "421122"), "421122"),
}


@pytest.mark.parametrize("leaves", LEAVING)
def test_one_step_back_from_a_click_that_left_the_page(page, app, leaves):
    name, params, click, code = LEAVING[leaves]
    page.goto(f"{app.url}/{name}?{urlencode(params)}")
    settle(page)
    before, said = page.url, page.evaluate(SCREEN)
    for _ in range(2 if name == "" else 1):  # on the map and its ranking: the same click once more is the same journey
        click(page)
        page.wait_for_url(lambda url: urlsplit(url).path != urlsplit(before).path and code in url)
        settle(page)
        page.mouse.move(0, 0)  # a mark that comes under the pointer tells its name
        page.go_back()
        await_question(page, name, **params)
        # The page may still be at rest on nothing, between what was there and what comes.
        page.wait_for_function(f"said => ({SCREEN})() === said", arg=said, timeout=TIMEOUT, polling=LOOK)
        assert page.url == before


def test_each_step_of_the_way_up_is_in_the_address_and_back_undoes_it(page, app):
    for path in ("place", "claims"):
        page.goto(f"{app.url}/{path}?place=421122&period=2018")
        settle(page)
        page.locator(".steps").get_by_text("Hubei", exact=True).click()
        await_question(page, path, place="420000", period="2018")
        page.go_back()
        await_question(page, path, place="421122", period="2018")
