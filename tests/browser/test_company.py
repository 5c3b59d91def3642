"""Company: a show on the stage and a presenter's phone, another browser, follow each other."""

import re

from playwright.sync_api import Page, expect

from backbone.ui.running import USED
from tests.browser.app import TIMEOUT
from tests.browser.test_rehearsal import seen

expect.set_options(timeout=TIMEOUT)


def follows(phone: Page, said: str) -> None:
    """Waits until the presenter view says that of the stage."""
    expect(phone.locator(".clock")).to_contain_text(said)


def test_a_show_and_a_phone_follow_each_other(page, phone, app):
    page.goto(f"{app.url}/show?deck=programme")
    seen(page, "1")
    page.keyboard.press("?")
    link = page.locator(".st-key-invitation a").get_attribute("href")
    phone.goto(link)
    expect(page.locator(".st-key-invitation a")).not_to_have_attribute("href", link)  # one for the next telephone
    page.keyboard.press("Escape")
    follows(phone, "Scene 1 of 12")
    expect(phone).to_have_url(re.compile(r"/presenter\?(lang=en&)?view="))
    page.keyboard.press("PageDown")
    seen(page, "2")
    follows(phone, "Scene 2 of 12")
    phone.locator(".st-key-following button").click()
    seen(page, "3")
    expect(phone.locator(".notes")).to_contain_text("85 are")
    phone.keyboard.press("b")
    expect(page.locator(".show-shade")).to_be_visible()
    follows(phone, "The stage is black")
    expect(phone.locator(".st-key-shade")).to_contain_text("Show it again")
    phone.keyboard.press("b")
    expect(page.locator(".show-shade")).to_be_hidden()
    search = phone.locator(".st-key-place-search input")
    search.fill("zx")
    search.press("Enter")
    seen(page, "530627")
    follows(phone, "Away from scene 3")
    phone.locator(".st-key-return button").click()
    seen(page, "3")
    phone.reload()
    follows(phone, "Scene 3 of 12")
    phone.goto(link)
    expect(phone.locator(".stMain")).to_contain_text(USED.en)
