"""Company: a show on the stage and a presenter's phone, another browser, follow each other."""

import re

from playwright.sync_api import Page, expect

from backbone.ui.running import USED
from tests.browser.app import TIMEOUT, settle
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


def test_no_press_is_lost_of_two_telephones_and_the_clicker_at_once(page, phone, app):
    page.goto(f"{app.url}/show?deck=programme")
    seen(page, "1")
    page.keyboard.press("?")
    way = page.locator(".st-key-invitation a")
    link = way.get_attribute("href")
    phone.goto(link)
    expect(way).not_to_have_attribute("href", link)
    window = phone.context.new_page()
    window.goto(way.get_attribute("href"))
    page.keyboard.press("Escape")
    for one in (phone, window):
        follows(one, "Scene 1 of 12")
        expect(one.locator(".st-key-following button")).to_be_visible()
        settle(one)
    for _ in range(2):
        phone.keyboard.press("PageDown")
        window.locator(".st-key-following button").click(no_wait_after=True)
        page.keyboard.press("PageDown")
    for _ in range(2):
        window.keyboard.press("ArrowRight")
    seen(page, "9")
    for one in (phone, window):
        follows(one, "Scene 9 of 12")
    for _ in range(3):
        phone.keyboard.press("b")
    expect(page.locator(".show-shade")).to_be_visible()
    window.close()
