"""Comparing: places are found by code and initials, and stand in the picker by name only."""

import pytest
from playwright.sync_api import expect

from tests.browser.app import LOOK, TIMEOUT, await_question, settle

TAGS = ".st-key-compare-places [data-tag]"


def test_places_are_added_by_code_or_initials_and_stand_there_by_name(page, app):
    page.goto(f"{app.url}/compare?place=421122")
    settle(page)
    expect(page.locator(TAGS)).to_have_text(["Hong'an"])
    typed = page.locator(".st-key-compare-places input")
    for what, name, others in (("530627", "Zhenxiong", "530627"), ("xx", "Xinxian", "530627.411523")):
        typed.fill(what)
        page.get_by_role("option").filter(has_text=name).first.click()
        await_question(page, "compare", place="421122", others=others)
        settle(page)
    expect(page.locator(TAGS)).to_have_text(["Hong'an", "Zhenxiong", "Xinxian"])
    page.locator(TAGS).nth(1).locator("[role=presentation], button, svg").last.click()
    await_question(page, "compare", place="421122", others="411523")
    expect(page.locator(TAGS)).to_have_text(["Hong'an", "Xinxian"])


# The texts of charts that reach beyond their chart's left or right edge.
CUT = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
  const edge = plot.getBoundingClientRect();
  const beyond = box => box.width && (box.left < edge.left - 1 || box.right > edge.right + 1);
  return [...plot.querySelectorAll('text')].filter(t => beyond(t.getBoundingClientRect())).map(t => t.textContent);
})"""

# Every chart has been drawn for the width that it has now.
FITTED = """() => [...document.querySelectorAll('.js-plotly-plot')].every(plot =>
  Math.abs(plot.querySelector('.main-svg').getBoundingClientRect().width - plot.getBoundingClientRect().width) < 2)"""


@pytest.mark.parametrize("question", ["place=653129&others=421122.530627&lang=zh", "place=530000&against=2017"])
def test_no_strip_is_cut_left_or_right(page, app, question):
    page.goto(f"{app.url}/compare?{question}")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        page.wait_for_function(FITTED, timeout=TIMEOUT, polling=LOOK)
        assert page.evaluate(CUT) == []
