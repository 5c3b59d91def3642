"""The real app behind a real browser: serving it, finding a Chromium, and waiting for what it draws."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser, Page, Playwright, Request

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No name and no address is known but this machine's: what is asked of another can be seen, and cannot be answered.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage", ALONE)
TIMEOUT = 30_000
# Milliseconds between two looks at a condition: looking at every frame would make Chromium draw every frame.
LOOK = 100
# On a stage a letter is done at once, not after half a second, and waits a minute, not a second, for the next.
SLOW_HAND = """
  const wait = setTimeout;
  setTimeout = (then, after, ...more) => wait(then, { 450: 0, 1200: 60_000 }[after] ?? after, ...more);
"""

# How many places the choropleths of a chart's main frame have, and whether each of them has its shape.
SHAPES = """const placed = plot => plot.data
    .filter(t => t.type === 'choropleth' && (t.geo || 'geo') === 'geo' && t.visible !== false)
    .reduce((sum, t) => sum + t.locations.length, 0);
  const shaped = plot => plot.querySelectorAll('g.geo.geo path.choroplethlocation').length >= placed(plot);"""
# All that a reader sees is there: the script has come to rest, nothing is a placeholder, every chart on the page has
# its marks and every map its shapes.
WHOLE = (
    "() => {"
    + SHAPES
    + """
  const app = document.querySelector('[data-testid=stApp]');
  if (app?.dataset.testScriptState !== 'notRunning') return false;
  if (!document.querySelector('[data-testid=stMain] [data-testid=stElementContainer]')) return false;
  if (document.querySelector('[data-testid=stSkeleton], [data-stale=true]')) return false;
  return [...document.querySelectorAll('.stPlotlyChart')].every(chart => {
    const plot = chart.querySelector('.js-plotly-plot');
    return plot?.data && plot.querySelector('.main-svg') && plot.querySelector('path, rect.bg') && shaped(plot);
  });
}"""
)
# It is whole, and page.js has come.
AT_REST = f"() => !document.querySelector('.st-key-page:not([data-told])') && ({WHOLE})()"
# There is this map, and it has its shapes.
MAP_DRAWN = (
    "key => {"
    + SHAPES
    + """
  const plot = document.querySelector(`[class*="st-key-${key}"] .js-plotly-plot`);
  return !!plot?.data && placed(plot) > 0 && shaped(plot);
}"""
)
# The address asks this, and so does the page's link to itself, in its menu or on the stage: going back changes the
# address at once, and the page some time later. That a passport is open is in the address, and not in that link.
ANSWERED = """([name, params]) => {
  const asks = (url, these) => url.pathname.split('/').pop() === name &&
    JSON.stringify([...url.searchParams].sort()) === JSON.stringify(these);
  const own = document.querySelector('.menu [aria-current], [data-shown]');
  const question = params.filter(([key]) => key !== 'passport'), open = question.length < params.length;
  return asks(new URL(location), params) && open === !!document.querySelector('[role=dialog]') &&
    !!own && asks(new URL(own.href), question);
}"""
# Where on the screen the symbol of a place is.
SYMBOL = """([key, code]) => {
  const has = (t, code) => (t.customdata || []).some(c => [c].flat()[0] === code);
  const plot = document.querySelector(`[class*="st-key-${key}"] .js-plotly-plot`);
  const trace = plot.data.findIndex(t => t.type === 'scattergeo' && has(t, code));
  const point = plot.data[trace].customdata.findIndex(c => [c].flat()[0] === code);
  const groups = [...plot.querySelectorAll('g.geo.geo g.trace.scattergeo')];
  const group = groups.find(g => g.__data__[0].trace.index === trace);
  const box = group.querySelectorAll('path.point')[point].getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""


@dataclass(frozen=True)
class Served:
    """A running Streamlit server: its address, and its process."""

    url: str
    process: subprocess.Popen


@contextmanager
def served(
    *options: str,
    script: str | Path = "dashboard.py",
    base: str = "",
    env: dict[str, str] | None = None,
    log: str | Path = os.devnull,
) -> Iterator[Served]:
    """A Streamlit server on a free port of this machine, ready to answer; stopped on the way out. What it says goes to
    the file `log`."""
    if base:
        options = ("--server.baseUrlPath", base, *options)
    port = free_port()
    prefix = f"/{base}" if base else ""
    command = ["streamlit", "run", str(script), "--server.port", str(port), *options]
    with started(command, f"http://localhost:{port}{prefix}", "/_stcore/health", env, log) as server:
        yield server


@contextmanager
def started(
    module: list[str], url: str, health: str = "", env: dict[str, str] | None = None, log: str | Path = os.devnull
) -> Iterator[Served]:
    """A Python module that serves `url`, ready to answer there; stopped on the way out."""
    with open(log, "wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=ROOT,
            env=os.environ | (env or {}),
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
    try:
        _await_answer(f"{url}{health}", process)
        yield Served(url, process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def _await_answer(url: str, process: subprocess.Popen, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError(f"{url} did not answer; exit code {process.poll()}")


def chromium_path(playwright: Playwright) -> str:
    """The machine's Chromium, else Playwright's own."""
    return next((path for name in NAMES if (path := shutil.which(name))), playwright.chromium.executable_path)


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium that talks to nobody of its own accord."""
    return playwright.chromium.launch(executable_path=chromium_path(playwright), args=list(FLAGS))


def settle(page: Page, map_key: str = "") -> None:
    """Waits until the app is at rest and every chart is drawn; with `map_key`, that map's shapes too."""
    page.wait_for_function(AT_REST, timeout=TIMEOUT, polling=LOOK)
    if map_key:
        page.wait_for_function(MAP_DRAWN, arg=map_key, timeout=TIMEOUT, polling=LOOK)


@contextmanager
def asking_only(app: Served, page: Page) -> Iterator[None]:
    """Nothing but the app is asked meanwhile, and its geometry is if a map is drawn."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    yield
    page.remove_listener("request", note)
    assert asked and [url for url in asked if not url.startswith((app.url, "data:", "blob:"))] == []
    drawn = page.evaluate("document.querySelectorAll('path.choroplethlocation').length")
    assert not drawn or any("/app/static/geo/" in url for url in asked)


def click_place(page: Page, code: str, key: str = "map", rest: int = 0) -> None:
    """Clicks the symbol of a place on a map, on which the mouse rests for so many milliseconds before."""
    page.locator(f".st-key-{key}").first.scroll_into_view_if_needed()
    x, y = page.evaluate(SYMBOL, [key, code])
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    page.wait_for_timeout(rest)
    page.mouse.click(x, y)


def asked(page: Page) -> tuple[str, dict[str, str]]:
    """The page and the parameters in the address bar."""
    parts = urlsplit(page.url)
    return parts.path.rsplit("/", 1)[-1], dict(parse_qsl(parts.query))


def await_question(page: Page, name: str, **params: str) -> None:
    """Waits until the address bar asks exactly this and the app has answered."""
    page.wait_for_function(
        ANSWERED, arg=[name, sorted([k, v] for k, v in params.items())], timeout=TIMEOUT, polling=LOOK
    )
    settle(page)
