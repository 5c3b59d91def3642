"""Shows behind several workers: a stage at one of them, the phone that steers it at another."""

from contextlib import ExitStack

from playwright.sync_api import Page, expect

from tests.browser.app import TIMEOUT
from tests.browser.conftest import visitor
from tests.browser.test_rehearsal import seen
from tests.engines.serving import site
from tests.engines.test_life import WORKER

expect.set_options(timeout=TIMEOUT)


def worker(tab: Page) -> str:
    """The worker whose reader this is."""
    return next(cookie["value"] for cookie in tab.context.cookies() if cookie["name"] == WORKER)


def test_a_phone_at_another_worker_follows_the_show_and_steers_it(browser):
    with site("--workers", "2") as running, ExitStack() as open_now:
        tabs: dict[str, Page] = {}
        while len(tabs) < 2:
            tab, _ = open_now.enter_context(visitor(browser))
            tab.goto(f"{running.url}/_stcore/health")
            tabs[worker(tab)] = tab
        stage, phone = tabs.values()
        stage.goto(f"{running.url}/show?deck=hongan")
        seen(stage, "1")
        stage.keyboard.press("?")
        phone.goto(stage.locator(".st-key-invitation a").get_attribute("href"))
        expect(phone.locator(".clock")).to_contain_text("Scene 1")
        stage.keyboard.press("Escape")
        stage.keyboard.press("PageDown")
        expect(phone.locator(".clock")).to_contain_text("Scene 2")
        phone.locator(".st-key-following button").click()
        seen(stage, "3")
        assert worker(stage) != worker(phone)
