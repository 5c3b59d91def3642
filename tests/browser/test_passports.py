"""A number in a table is clicked, its passport lies over the page, and Escape leads back to the question."""

from playwright.sync_api import expect

from tests.browser.app import await_question, settle

ROW = 35  # pixels: the head and every row of a table


def test_a_number_in_a_table_opens_its_passport_over_the_page(page, app):
    page.goto(f"{app.url}/claims?period=2018")
    settle(page)
    page.locator(".st-key-promptness-take-away button").first.click()
    table = page.locator("[data-testid=stDataFrame]")
    expect(table).to_have_count(1)
    settle(page)
    box = table.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + ROW * 2.5)  # the second row, claims paid
    await_question(page, "claims", period="2018", passport="claims_paid.settlement.4-7")
    passport = page.get_by_role("dialog")
    expect(passport.get_by_text("--period 2018 --only settlement=4-7")).to_be_visible()
    expect(table).to_have_count(0)  # the menu has closed
    page.keyboard.press("Escape")
    await_question(page, "claims", period="2018")
    expect(passport).to_have_count(0)
