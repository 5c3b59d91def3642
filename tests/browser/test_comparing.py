"""Comparing: places are found by code and initials, and stand in the picker by name only."""

from playwright.sync_api import expect

from tests.browser.app import await_question, settle

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
