"""The benchmark: Chromium drives the app and, in turn with it, a bare Streamlit script that shows the same page.

    python -m tests.bench            # scales 1 and 30
    python -m tests.bench --quick    # few repetitions, scale 1 only
    python -m tests.bench --scale 1 --scale 30 --repeat 15

What the bare script (`tests/bench_bare.py`) shares with the app and what not stands at its head. Both run with the same
configuration, each behind a relay of its own (`tests/wire.py`).

Times are medians, from the press of the mouse to the frame in which the new map is whole, measured in the browser.
"KB" is what crossed the wire from server to browser, compressed as it is; "unpacked" is the same with the websocket's
messages unpacked. A first visit brings an empty cache, a second one comes back with what the browser kept. It reports
against the budgets and asserts nothing: wall time belongs to the machine it is run on."""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from backbone.indicators import INDICATORS
from backbone.site import PAGES
from tests.bench_recipe import precompute
from tests.browser.app import AT_REST, MAP_DRAWN, ROOT, TIMEOUT, Served, click_place, launch, served, settle
from tests.wire import Payload, Relay, relayed

ASKED, YEARS = ("coverage", "claims_per_1000"), ("all", "2018")
NATION, COUNTY = "100000", "421122"
# The pages besides home and place, and whether their period can be picked.
OTHERS = {"claims": True, "coverage": True, "compare": True, "watch": True, "trust": False}
SESSIONS = 5
KB, MB = 1024, 1024 * 1024

# Keeps the time of the last press, and the map that is drawn now; then waits for another map, whole.
PRESSED = "addEventListener('pointerdown', () => { window.pressedAt = performance.now(); }, true)"
REMEMBER = "() => { window.drawnData = document.querySelector('.st-key-map .js-plotly-plot').data; }"
# The same for a page of any charts: one of them has other data.
REMEMBER_ALL = "() => { window.drawnData = [...document.querySelectorAll('.js-plotly-plot')].map(p => p.data); }"
REDRAWN = f"""() => {{
  const plots = [...document.querySelectorAll('.js-plotly-plot')];
  if (!plots.some(p => p.data && !window.drawnData.includes(p.data)) || !({AT_REST})()) return false;
  return performance.now() - window.pressedAt;
}}"""
AT_LAST = f"() => ({AT_REST})() ? performance.now() : false"
REPAINTED = f"""() => {{
  const plot = document.querySelector('.st-key-map .js-plotly-plot');
  if (!plot || plot.data === window.drawnData || !({MAP_DRAWN})('map') || !({AT_REST})()) return false;
  return performance.now() - window.pressedAt;
}}"""
FIRST_DRAWN = f"() => ({AT_REST})() && ({MAP_DRAWN})('map') ? performance.now() : false"


class Measured(NamedTuple):
    """One repetition: milliseconds, bytes on the wire, bytes unpacked."""

    ms: float
    wire: float
    payload: float


@dataclass
class Tally:
    """What one way of showing took: every repetition, by what was done."""

    all: dict[str, list[Measured]] = field(default_factory=dict)

    def add(self, what: str, measured: Measured | None) -> None:
        """Notes one repetition; one that did not finish is left out."""
        if measured:
            self.all.setdefault(what, []).append(measured)

    def median(self, what: str) -> Measured:
        """The medians of all repetitions, each of its own; NaN where none finished."""
        nothing = [Measured(*[float("nan")] * 3)]
        return Measured(*(statistics.median(values) for values in zip(*(self.all.get(what) or nothing), strict=True)))


# -- driving --------------------------------------------------------------------------------------------------------


@contextmanager
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A browser in which nothing is cached."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        yield context
    finally:
        context.close()


def first_map(context: BrowserContext, relay: Relay) -> Measured:
    """From the address to a drawn map."""
    page = context.new_page()
    try:
        payload, before = Payload(page), relay.received
        page.goto(f"{relay.url}/?indicator={ASKED[0]}", timeout=TIMEOUT)
        took = page.wait_for_function(FIRST_DRAWN, polling="raf", timeout=TIMEOUT).json_value()
        return Measured(took, relay.received - before, payload.total)
    finally:
        page.close()


def moved(page: Page, relay: Relay, payload: Payload, move: Callable[[], None]) -> Measured:
    """From the press of the mouse to the new map."""
    page.bring_to_front()  # frames are not drawn behind another tab
    settle(page, "map")
    page.evaluate(REMEMBER)
    wire, unpacked = relay.received, payload.total
    move()
    took = page.wait_for_function(REPAINTED, polling="raf", timeout=TIMEOUT).json_value()
    return Measured(took, relay.received - wire, payload.total - unpacked)


def pick_indicator(page: Page, indicator: str) -> None:
    page.locator(".st-key-indicator input").fill(INDICATORS[indicator].name.en)  # a long list is not drawn as a whole
    page.get_by_role("option", name=INDICATORS[indicator].name.en, exact=True).click()


def pick_period(page: Page, period: str) -> None:
    page.locator(".st-key-period button", has_text={"all": "All"}.get(period, period)).click()


@contextmanager
def session(context: BrowserContext, address: str) -> Iterator[tuple[Page, Payload]]:
    """A new session, in which every question is asked for the first time: what it has had already is not sent again."""
    page = context.new_page()
    page.set_default_timeout(TIMEOUT)
    page.add_init_script(PRESSED)
    try:
        payload = Payload(page)
        page.goto(address, timeout=TIMEOUT)
        yield page, payload
    finally:
        page.close()


def opened(context: BrowserContext, relay: Relay, page_id: str, bare: bool) -> Measured:
    """From the address of a page to all of it at rest, with what the browser kept."""
    page = context.new_page()
    try:
        payload, before = Payload(page), relay.received
        page.goto(_address(relay, page_id, bare), timeout=TIMEOUT)
        took = page.wait_for_function(AT_LAST, polling="raf", timeout=TIMEOUT).json_value()
        return Measured(took, relay.received - before, payload.total)
    finally:
        page.close()


def _address(relay: Relay, page_id: str, bare: bool) -> str:
    page = f"?page={page_id}&" if bare else f"{page_id}?"
    return f"{relay.url}/{page}indicator={ASKED[0]}"


def redrawn(page: Page, relay: Relay, payload: Payload, period: str) -> Measured:
    """From the press of a period to the page with its charts drawn anew."""
    page.bring_to_front()
    settle(page)
    page.evaluate(REMEMBER_ALL)
    wire, unpacked = relay.received, payload.total
    pick_period(page, period)
    took = page.wait_for_function(REDRAWN, polling="raf", timeout=TIMEOUT).json_value()
    return Measured(took, relay.received - wire, payload.total - unpacked)


def other_pages(browser: Browser, relays: dict[str, Relay], tallies: dict[str, Tally], repeat: int) -> None:
    """Adds the pages besides home and place: opening them, and picking another policy year, each server in turn."""
    for page_id, has_period in OTHERS.items():
        with ExitStack() as stack:
            contexts = {name: stack.enter_context(visitor(browser)) for name in relays}
            for turn in range(max(2, repeat // 2) + 1):
                for name, relay in relays.items():
                    visit = partial(opened, contexts[name], relay, page_id, name == "bare")
                    measured = attempt(f"{name}: {page_id}", visit)
                    if turn:
                        tallies[name].add(page_id, measured)
            for turn, (name, relay) in product(range(repeat + 1), relays.items() if has_period else ()):
                address = _address(relay, page_id, name == "bare")
                with session(contexts[name], address) as (page, payload):
                    measured = attempt(f"{name}: {page_id}: period", partial(redrawn, page, relay, payload, YEARS[1]))
                    if turn:
                        tallies[name].add(f"{page_id}: period", measured)


def attempt(what: str, measure: Callable[[], Measured]) -> Measured | None:
    """The measurement, or None (and a line that says so) where the browser gave up waiting."""
    try:
        return measure()
    except BrowserError as error:
        print(f"  {what} did not finish: {str(error).splitlines()[0]}", file=sys.stderr)
        return None


def drive(browser: Browser, relays: dict[str, Relay], repeat: int) -> dict[str, Tally]:
    """`repeat` rounds in which each server takes its turn at everything."""
    tallies = {name: Tally() for name in relays}
    for turn in range(max(2, repeat // 2) + 1):
        for name, relay in relays.items():
            with visitor(browser) as context:
                for what in ("first visit", "second visit"):
                    measured = attempt(f"{name}: {what}", lambda c=context, r=relay: first_map(c, r))
                    if turn:  # the first round warms the servers: opened snapshot, compiled figures
                        tallies[name].add(what, measured)
    with ExitStack() as stack:
        contexts = {name: stack.enter_context(visitor(browser)) for name in relays}
        for turn, (name, relay) in product(range(repeat + 1), relays.items()):
            with session(contexts[name], f"{relay.url}/?indicator={ASKED[0]}") as (page, payload):
                for what, measured in _round(page, relay, payload, name):
                    if turn:  # the first round only fetches geometry, which the browser then keeps
                        tallies[name].add(what, measured)
    other_pages(browser, relays, tallies, repeat)
    return tallies


def _round(page: Page, relay: Relay, payload: Payload, name: str) -> Iterator[tuple[str, Measured | None]]:
    moves = [
        ("indicator", lambda: pick_indicator(page, ASKED[1])),
        ("period", lambda: pick_period(page, YEARS[1])),
        ("indicator", lambda: pick_indicator(page, ASKED[0])),
        ("drill-down", lambda: click_place(page, COUNTY)),
    ]
    for what, move in moves:
        yield what, attempt(f"{name}: {what}", lambda move=move: moved(page, relay, payload, move))


def resident(server: Served) -> float:
    """Resident memory of a server in bytes; NaN where the system does not tell."""
    status = Path(f"/proc/{server.process.pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((float(line.split()[1]) * KB for line in lines if line.startswith("VmRSS:")), float("nan"))


def memory(browser: Browser, server: Served) -> tuple[float, float]:
    """Bytes at rest after all that went before, and bytes a further session."""
    rest = resident(server)
    with visitor(browser) as context:
        for _ in range(SESSIONS):
            page = context.new_page()
            page.goto(server.url, timeout=TIMEOUT)
            attempt("a further session", lambda page=page: settle(page, "map"))
        return rest, (resident(server) - rest) / SESSIONS


# -- the report --------------------------------------------------------------------------------------------------------

BUDGET_KB, BUDGET_RATIO = 20.0, {"first visit": 1.3, "indicator": 1.2}


def report(scale: int, tallies: dict[str, Tally], start: float, rest: float, session: float) -> None:
    """Prints one scale's table."""
    print(f"\nscale {scale}\n{'':22}{'time, ms':^25}{'on the wire, KB':^18}{'unpacked, KB':^18}")
    print(f"{'':22}{'app':>9}{'bare':>8}{'ratio':>8}" + f"{'app':>9}{'bare':>9}" * 2 + "   budget")
    others = [what for page, has in OTHERS.items() for what in (page, *([f"{page}: period"] if has else []))]
    for what in ("first visit", "second visit", "indicator", "period", "drill-down", *others):
        app, bare = tallies["app"].median(what), tallies["bare"].median(what)
        ratio = app.ms / bare.ms
        budgets = []
        if what in BUDGET_RATIO:
            budgets.append(f"ratio ≤ {BUDGET_RATIO[what]} {_mark(ratio, BUDGET_RATIO[what])}")
        if what in OTHERS:
            budgets.append(f"ratio ≤ {BUDGET_RATIO['first visit']} {_mark(ratio, BUDGET_RATIO['first visit'])}")
        elif "visit" not in what:
            budgets.append(f"≤ {BUDGET_KB:.0f} KB {_mark(app.wire / KB, BUDGET_KB)}")
        sizes = "".join(f"{size / KB:9.1f}" for size in (app.wire, bare.wire, app.payload, bare.payload))
        print(f"{what:22}{app.ms:9.0f}{bare.ms:8.0f}{ratio:8.2f}{sizes}   {', '.join(budgets)}")
    print(f"{'start to first answer':22}{start:8.1f} s{'':53}≤ 3 s {_mark(start, 3)}")
    print(f"{'memory at rest':22}{rest / MB:7.0f} MB{'':53}≤ 350 MB {_mark(rest / MB, 350)}")
    print(f"{'a further session':22}{session / MB:7.1f} MB{'':53}≤ 5 MB {_mark(session / MB, 5)}", flush=True)


def _mark(value: float, budget: float) -> str:
    return "pass" if value <= budget else "MISS"


@contextmanager
def snapshots_at(scale: int, folder: Path) -> Iterator[Path]:
    """The folder of snapshots to show: the repository's own, or one made at `scale`."""
    if scale == 1:
        yield ROOT / "data" / "snapshots"
        return
    print(f"making the snapshot at scale {scale}", flush=True)
    began = time.monotonic()
    command = [sys.executable, "-m", "backbone", "illustrative", "--root", str(folder), "--scale", str(scale)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=900, stdout=subprocess.DEVNULL)
    print(f"made in {time.monotonic() - began:.0f} s", flush=True)
    yield folder


def run(scale: int, repeat: int, browser: Browser) -> None:
    """One scale: makes its data, serves both, drives both, reports."""
    with tempfile.TemporaryDirectory() as temporary, snapshots_at(scale, Path(temporary) / "snapshots") as snapshots:
        file, folder = Path(temporary) / "recipes.pickle", Path(temporary) / "bare"
        shown = [("home", NATION), ("place", COUNTY), *((page, NATION) for page in OTHERS)]
        questions = [(page, i, year, place) for page, place in shown for i in ASKED for year in YEARS]
        precompute(file, snapshots, questions)
        script = _bare(folder)
        began = time.monotonic()
        with served(env={"BACKBONE_SNAPSHOTS": str(snapshots)}) as app:
            start = time.monotonic() - began
            with (
                served(script=script, env={"BACKBONE_BENCH": str(file)}) as bare,
                relayed(app) as app_relay,
                relayed(bare) as bare_relay,
            ):
                tallies = drive(browser, {"app": app_relay, "bare": bare_relay}, repeat)
            report(scale, tallies, start, *memory(browser, app))


def _bare(folder: Path) -> Path:
    """The bare script in a folder of its own, with what Streamlit looks for beside a script: the geometry, and the
    (empty) pages that the menu points to. The configuration is that of the folder the server is started in."""
    folder.mkdir()
    shutil.copytree(ROOT / "static", folder / "static")
    (folder / "pages").mkdir()
    home, *others = (folder / page.path for page in PAGES.values())
    for page in others:
        page.touch()
    return Path(shutil.copy(ROOT / "tests" / "bench_bare.py", home))


def main() -> None:
    """Runs the benchmark as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Bytes and ratios beside a bare script.")
    parser.add_argument("--scale", type=int, action="append", help="N times as many claims; default 1 and 30")
    parser.add_argument("--repeat", type=int, default=9, help="rounds; each server takes its turn in each")
    parser.add_argument("--quick", action="store_true", help="three rounds at scale 1")
    asked = parser.parse_args()
    scales = asked.scale or ([1] if asked.quick else [1, 30])
    repeat = 3 if asked.quick else asked.repeat
    print(f"{os.cpu_count()} cores, medians of {repeat} rounds")
    with sync_playwright() as playwright, launch(playwright) as browser:
        for scale in scales:
            run(scale, repeat, browser)


if __name__ == "__main__":
    main()
