"""Before the event: the box that hears a clicker, in a browser."""

from playwright.sync_api import expect

from backbone.ui.preflight import CHINESE, UNUSED
from tests.browser.app import TIMEOUT

expect.set_options(timeout=TIMEOUT)


def test_the_keys_that_the_box_hears_light_up_and_the_page_does_nothing_else(page, app):
    page.goto(f"{app.url}/decks?deck=hongan&lang=zh")
    page.locator(".st-key-preflight summary").click()
    expect(page.locator(".drawn")).to_have_text(CHINESE.zh)
    page.locator(".heard").click()
    for key in ("PageDown", "b", "Escape", "F5"):
        page.keyboard.press(key)
    expect(page.locator(".heard kbd.lit")).to_have_text(["PageDown", "Esc", "B"])
    expect(page.locator(".heard [role=status]")).to_have_text(f"{UNUSED.zh} F5")
    assert page.url.endswith("/decks?deck=hongan&lang=zh")
