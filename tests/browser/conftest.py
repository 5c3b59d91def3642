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
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("websocket", lambda ws: None if _at_home(ws.url) else self.outside.append(ws.url))

    def _hear(self, message) -> None:
        """Notes an error. On a cold link to a page Streamlit first looks for its server below the page's own path, and
        Chromium reports the miss; that is not the app's."""
        missed = "404" in message.text and "/_stcore/" in message.location["url"]
        if message.type == "error" and not missed:
            self.errors.append(f"{message.text} {message.location['url']}")


def _at_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.hostname in ("localhost", "127.0.0.1") or parts.scheme in ("data", "blob", "about")


def _context(browser: Browser, **options) -> tuple[BrowserContext, Watch]:
    context = browser.new_context(**{"viewport": DESK, "accept_downloads": True, **options})
    context.set_default_timeout(TIMEOUT)
    return context, Watch(context)


def _sound(watch: Watch) -> None:
    """Nothing went wrong, and nothing was asked of another machine."""
    outside, errors = watch.outside.copy(), watch.errors.copy()
    watch.outside.clear()
    watch.errors.clear()
    assert outside == [], "a request wanted to leave the machine"
    assert errors == [], "errors in the console"


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens a page in a new context: a first visitor, with nothing cached."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def new(**options) -> Page:
        opened.append(_context(browser, **options))
        return opened[-1][0].new_page()

    yield new
    for context, _ in opened:
        context.close()
    for _, watch in opened:
        _sound(watch)


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Iterator[tuple[BrowserContext, Watch]]:
    """A visitor who has been here before: what the browser caches is cached."""
    context, watch = _context(browser)
    with context:
        yield context, watch


@pytest.fixture
def page(visitor: tuple[BrowserContext, Watch]) -> Iterator[Page]:
    """A new page, and so a new session of the app, of the returning visitor."""
    context, watch = visitor
    page = context.new_page()
    yield page
    page.close()
    _sound(watch)
