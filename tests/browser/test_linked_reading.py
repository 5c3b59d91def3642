"""A click on any mark asks a further question, the address says it, and Back takes it back."""

from playwright.sync_api import expect

from tests.browser.app import await_question, settle


def _click(page, key: str, n: int) -> None:
    """Clicks the n-th mark of the chart `key`, as a reader does: in its middle."""
    chart = page.locator(f".st-key-{key} .js-plotly-plot").first
    chart.scroll_into_view_if_needed()
    mark = chart.locator("g.points path").nth(n)
    box = mark.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def test_an_illness_a_province_and_a_month_of_the_claims(page, app):
    page.goto(f"{app.url}/claims")
    settle(page)
    _click(page, "by-illness", -1)
    await_question(page, "claims", only="illness.circulatory")
    expect(page.locator(".st-key-only button")).to_contain_text("Heart and blood vessels")
    page.go_back()
    await_question(page, "claims")
    expect(page.locator(".st-key-only")).to_have_count(0)
    _click(page, "by-place", -1)
    await_question(page, "claims", place="530000")
    page.go_back()
    await_question(page, "claims")
    _click(page, "months", 20)  # July 2017 is the first
    await_question(page, "claims", as_of="2019-03")
    page.reload()
    settle(page)
    expect(page.locator(".st-key-as-of")).to_contain_text("March 2019")
    page.go_back()
    await_question(page, "claims")


def test_a_point_of_the_funnel_leads_to_its_county_and_back(page, app):
    page.goto(f"{app.url}/watch?signal=slow&period=2018")
    settle(page)
    _click(page, "funnel", -1)
    page.wait_for_url(lambda url: "/place?" in url)
    settle(page, "map")
    page.go_back()
    page.wait_for_url(lambda url: "/watch?" in url)
    settle(page)
    expect(page.locator(".st-key-signal")).to_contain_text("Slow to settle")
    assert "signal=slow" in page.url and "period=2018" in page.url
