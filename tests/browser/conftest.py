"""One server and one Chromium for each worker, and tabs that note what they ask of others and what goes wrong."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.app import TIMEOUT, Served, chromium_path, launch, served

# On a busy machine five seconds, the default, are soon over.
expect.set_options(timeout=TIMEOUT)
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # The server draws pictures with the same Chromium, wherever it was found.
        os.environ["PATH"] += os.pathsep + str(Path(chromium_path(playwright)).parent)
        with launch(playwright) as chromium:
            yield chromium


@pytest.fixture(scope="session")
def app(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    # Decks that are made here do not lie among one's own.
    with served(env={"BACKBONE_PRIVATE": str(tmp_path_factory.mktemp("private"))}) as running:
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
        context.on("request", lambda request: self._ask(request.url))
        context.on("page", self._listen)

    def _ask(self, url: str) -> None:
        if not _at_home(url):
            self.outside.append(url)

    def _listen(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._fail(str(error)))
        page.on("websocket", lambda ws: self._ask(ws.url))

    def _fail(self, said: str) -> None:
        """Notes what a script of the page died of. Of a chart that is taken off the page while it is being drawn plotly
        still wants its settings; that is not the app's."""
        if "reading 'typesetMath'" not in said:
            self.errors.append(said)

    def _hear(self, message) -> None:
        """Notes an error. On a cold link to a page Streamlit first looks for its server below the page's own path, and
        Chromium reports the miss; that is not the app's."""
        missed = "404" in message.text and "/_stcore/" in message.location["url"]
        if message.type == "error" and not missed:
            self.errors.append(f"{message.text} {message.location['url']}")

    def sound(self) -> None:
        """Nothing went wrong, and nothing was asked of another machine, since the last time."""
        outside, errors = self.outside.copy(), self.errors.copy()
        self.outside.clear()
        self.errors.clear()
        assert outside == [], "a request wanted to leave the machine"
        assert errors == [], "errors in the console"


def _at_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.hostname in ("localhost", "127.0.0.1") or parts.scheme in ("data", "blob", "about")


@contextmanager
def visitor(browser: Browser, **options) -> Iterator[tuple[Page, Watch]]:
    """A tab of somebody who has never been here, and what watches it."""
    context = browser.new_context(**{"viewport": DESK, "accept_downloads": True, **options})
    context.set_default_timeout(TIMEOUT)
    watch = Watch(context)
    with context:
        yield context.new_page(), watch


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    """The tab of a first visitor: nothing is cached."""
    with visitor(browser) as (page, watch):
        yield page
    watch.sound()


@pytest.fixture(scope="session")
def desk(browser: Browser) -> Iterator[tuple[Page, Watch]]:
    with visitor(browser) as tab:
        yield tab


@pytest.fixture(scope="session")
def pocket(browser: Browser) -> Iterator[tuple[Page, Watch]]:
    with visitor(browser, viewport=PHONE, has_touch=True, is_mobile=True) as tab:
        yield tab


@pytest.fixture
def page(desk: tuple[Page, Watch]) -> Iterator[Page]:
    """The tab of a visitor who has been here before: what the browser keeps is kept, and the first link begins a new
    session of the app."""
    desk[0].set_viewport_size(DESK)
    desk[0].mouse.move(0, 0)  # what comes under the pointer would be told
    yield from _until_left(*desk)


@pytest.fixture
def phone(pocket: tuple[Page, Watch]) -> Iterator[Page]:
    """The same on a phone."""
    yield from _until_left(*pocket)


def _until_left(page: Page, watch: Watch) -> Iterator[Page]:
    """The page, left for an empty one afterwards, which ends its session."""
    yield page
    page.goto("about:blank")
    watch.sound()
