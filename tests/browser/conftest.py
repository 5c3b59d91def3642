"""One server and one Chromium for all; a fresh context for each test, that notes what it asks and what goes wrong."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.app import TIMEOUT, Served, chromium_path, launch, served

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # The server draws pictures with the same Chromium, wherever it was found.
        os.environ["PATH"] += os.pathsep + str(Path(chromium_path(playwright)).parent)
        with launch(playwright) as chromium:
            yield chromium


@pytest.fixture(scope="session")
def app(browser: Browser) -> Iterator[Served]:
    with served() as running:
        yield running


@pytest.fixture(scope="session")
def app_below(browser: Browser) -> Iterator[Served]:
    """The app served under a path of a larger site."""
    with served(base="sub") as running:
        yield running


class Watch:
    """What a context asked of other machines, and the errors of its console and scripts."""

    def __init__(self, context: BrowserContext) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []
        context.route(lambda url: not _at_home(url), self._refuse)
        context.on("page", self._listen)

    def _refuse(self, route) -> None:
        self.outside.append(route.request.url)
        route.abort()

    def _listen(self, page: Page) -> None:
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("websocket", lambda ws: None if _at_home(ws.url) else self.outside.append(ws.url))


def _at_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.hostname in ("localhost", "127.0.0.1") or parts.scheme in ("data", "blob", "about")


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens a page in a new context (a first visitor); at the end nothing may have gone wrong in any
    of them, and nothing may have been asked of another machine."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def new(**options) -> Page:
        context = browser.new_context(**{"viewport": DESK, "accept_downloads": True, **options})
        context.set_default_timeout(TIMEOUT)
        opened.append((context, Watch(context)))
        return context.new_page()

    yield new
    for context, _ in opened:
        context.close()
    assert [url for _, watch in opened for url in watch.outside] == [], "a request wanted to leave the machine"
    assert [error for _, watch in opened for error in watch.errors] == [], "errors in the console"


@pytest.fixture
def page(fresh: Callable[..., Page]) -> Page:
    return fresh()
