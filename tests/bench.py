"""The benchmark: Chromium drives the app and, in turn with it, a bare Streamlit script that draws the same figures.

    python -m tests.bench            # scales 1 and 30
    python -m tests.bench --quick    # few repetitions, scale 1 only
    python -m tests.bench --scale 1 --scale 30 --repeat 15

Times are medians, from the press of the mouse to the frame in which the new map is whole, measured in the browser.
Bytes are what the browser received: websocket frames and bodies over HTTP. It reports against the budgets and asserts
nothing: wall time belongs to the machine it is run on."""

import argparse
import json
import logging
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from backbone.indicators import INDICATORS
from backbone.ui import opening
from tests.app.app import visit
from tests.browser.app import AT_REST, MAP_DRAWN, ROOT, TIMEOUT, Served, click_place, launch, served, settle

ASKED, YEARS = ("coverage", "claims_per_1000"), ("all", "2018")
NATION, COUNTY = "100000", "421122"
SESSIONS = 5
KB, MB = 1024, 1024 * 1024

# Keeps the time of the last press, and the map that is drawn now; then waits for another map, whole.
PRESSED = "addEventListener('pointerdown', () => { window.pressedAt = performance.now(); }, true)"
REMEMBER = "() => { window.drawnData = document.querySelector('.st-key-map .js-plotly-plot').data; }"
REPAINTED = f"""() => {{
  const plot = document.querySelector('.st-key-map .js-plotly-plot');
  if (!plot || plot.data === window.drawnData || !({MAP_DRAWN})('map') || !({AT_REST})()) return false;
  return performance.now() - window.pressedAt;
}}"""
FIRST_DRAWN = f"() => ({AT_REST})() && ({MAP_DRAWN})('map') ? performance.now() : false"

Measured = tuple[float, float]


@dataclass
class Tally:
    """What one way of showing took: milliseconds and bytes of every repetition, by what was done."""

    times: dict[str, list[float]] = field(default_factory=dict)
    sizes: dict[str, list[float]] = field(default_factory=dict)

    def add(self, what: str, measured: Measured | None) -> None:
        """Notes one repetition; one that did not finish is left out."""
        if measured:
            self.times.setdefault(what, []).append(measured[0])
            self.sizes.setdefault(what, []).append(measured[1])

    def ms(self, what: str) -> float:
        return statistics.median(self.times.get(what) or [float("nan")])

    def kb(self, what: str) -> float:
        return statistics.median(self.sizes.get(what) or [float("nan")]) / KB


class Wire:
    """The bytes that a page receives."""

    def __init__(self, page: Page) -> None:
        self.total = 0
        session: CDPSession = page.context.new_cdp_session(page)
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.loadingFinished", self._body)
        session.send("Network.enable")

    def _frame(self, event: dict) -> None:
        payload = event["response"]["payloadData"]
        self.total += len(payload) * 3 // 4 if event["response"]["opcode"] == 2 else len(payload.encode())

    def _body(self, event: dict) -> None:
        self.total += int(event["encodedDataLength"])


# -- what is shown, made beforehand -----------------------------------------------------------------------------------


def precompute(file: Path, snapshots: Path) -> None:
    """Writes all that the app shows for the questions of the benchmark, for the bare script to show."""
    logging.disable(logging.WARNING)  # Streamlit warns of having no server here, and needs none
    opening.SNAPSHOTS = snapshots
    places = {NATION: "home", COUNTY: "place"}
    file.write_text(
        json.dumps(
            {
                "indicators": {i: INDICATORS[i].name.en for i in ASKED},
                "periods": YEARS,
                "shown": {
                    f"{i} {year} {place}": _elements(visit(page, indicator=i, period=year, place=place))
                    for i in ASKED for year in YEARS for place, page in places.items()
                },
            }
        ),
        "utf-8",
    )


def _elements(at) -> list[dict]:
    """The cards, figures and tables of a page, the map first."""
    found = []
    for element in at:
        if element.type == "metric":
            months = list(element.proto.chart_data)
            found.append({"kind": "metric", "label": element.label, "value": element.value, "months": months})
        elif element.type == "plotly_chart":
            proto = element.proto
            found.append(
                {"kind": "plot", "spec": proto.spec, "config": json.loads(proto.config), "map": "-map:" in proto.id}
            )
        elif element.type == "dataframe":
            frame = element.value.to_json(orient="split", date_format="iso")
            found.append({"kind": "table", "frame": frame})
    return sorted(found, key=lambda e: not e.get("map"))


# -- driving --------------------------------------------------------------------------------------------------------


def first_map(browser: Browser, url: str) -> Measured:
    """A first visitor, nothing cached: from the address to a drawn map."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        wire = Wire(page)
        page.goto(url, timeout=TIMEOUT)
        took = page.wait_for_function(FIRST_DRAWN, polling="raf", timeout=TIMEOUT).json_value()
        return took, wire.total
    finally:
        context.close()


def moved(page: Page, wire: Wire, move: Callable[[], None]) -> Measured:
    """From the press of the mouse to the new map."""
    page.bring_to_front()  # frames are not drawn behind another tab
    settle(page, "map")
    page.evaluate(REMEMBER)
    before = wire.total
    move()
    took = page.wait_for_function(REPAINTED, polling="raf", timeout=TIMEOUT).json_value()
    return took, wire.total - before


def pick_indicator(page: Page, indicator: str) -> None:
    page.locator(".st-key-indicator input").click()
    page.get_by_role("option", name=INDICATORS[indicator].name.en, exact=True).click()


def pick_period(page: Page, period: str) -> None:
    page.locator(".st-key-period button", has_text={"all": "All"}.get(period, period)).click()


def go_home(page: Page) -> None:
    """Back to the country, by the app's menu or the bare script's button."""
    page.locator(".st-key-header [data-testid=stPageLink] a, .st-key-home button").first.click()
    page.wait_for_function(
        "() => document.querySelector('.st-key-map .js-plotly-plot')?.data.some(t => t.geo === 'geo2')", timeout=TIMEOUT
    )
    settle(page, "map")


def attempt(what: str, measure: Callable[[], Measured]) -> Measured | None:
    """The measurement, or None (and a line that says so) where the browser gave up waiting."""
    try:
        return measure()
    except BrowserError as error:
        print(f"  {what} did not finish: {str(error).splitlines()[0]}", file=sys.stderr)
        return None


def drive(browser: Browser, servers: dict[str, Served], repeat: int) -> dict[str, Tally]:
    """`repeat` rounds in which each server takes its turn at everything."""
    tallies = {name: Tally() for name in servers}
    for name, server in servers.items():  # warm: opened snapshot, compiled figures
        attempt(f"{name}: warming up", lambda at=server: first_map(browser, f"{at.url}/?indicator={ASKED[0]}"))
    for _ in range(max(2, repeat // 2)):
        for name, server in servers.items():
            def visited(at=server):
                return first_map(browser, f"{at.url}/?indicator={ASKED[0]}")
            tallies[name].add("first map", attempt(f"{name}: first map", visited))
    pages = {}
    for name, server in servers.items():
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(PRESSED)
        wire = Wire(page)
        page.goto(f"{server.url}/?indicator={ASKED[0]}", timeout=TIMEOUT)
        pages[name] = page, wire
    for turn in range(repeat + 1):
        for name, (page, wire) in pages.items():
            for what, measured in _round(page, wire, name):
                if turn:  # the first round only fetches geometry, which the browser then keeps
                    tallies[name].add(what, measured)
    for page, _ in pages.values():
        page.close()
    return tallies


def _round(page: Page, wire: Wire, name: str) -> Iterator[tuple[str, Measured | None]]:
    moves = [
        ("indicator", lambda: pick_indicator(page, ASKED[1])), ("period", lambda: pick_period(page, YEARS[1])),
        ("indicator", lambda: pick_indicator(page, ASKED[0])), ("period", lambda: pick_period(page, YEARS[0])),
        ("drill-down", lambda: click_place(page, COUNTY)),
    ]
    for what, move in moves:
        yield what, attempt(f"{name}: {what}", lambda move=move: moved(page, wire, move))
    attempt(f"{name}: going home", lambda: go_home(page))


def resident(server: Served) -> float:
    """Resident memory of a server in bytes; NaN where the system does not tell."""
    status = Path(f"/proc/{server.process.pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((float(line.split()[1]) * KB for line in lines if line.startswith("VmRSS:")), float("nan"))


def memory(browser: Browser, server: Served) -> tuple[float, float]:
    """Bytes at rest after all that went before, and bytes a further session."""
    rest = resident(server)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        for _ in range(SESSIONS):
            page = context.new_page()
            page.goto(server.url, timeout=TIMEOUT)
            attempt("a further session", lambda page=page: settle(page, "map"))
        return rest, (resident(server) - rest) / SESSIONS
    finally:
        context.close()


# -- the report --------------------------------------------------------------------------------------------------------

BUDGET_KB, BUDGET_RATIO = 20.0, {"first map": 1.3, "indicator": 1.2}


def report(scale: int, tallies: dict[str, Tally], start: float, rest: float, session: float) -> None:
    """Prints one scale's table."""
    app, bare = tallies["app"], tallies["bare"]
    print(f"\nscale {scale}\n{'':22}{'app ms':>9}{'bare ms':>9}{'ratio':>8}{'app KB':>9}{'bare KB':>9}   budget")
    for what in ("first map", "indicator", "period", "drill-down"):
        ratio = app.ms(what) / bare.ms(what)
        budgets = []
        if what in BUDGET_RATIO:
            budgets.append(f"ratio ≤ {BUDGET_RATIO[what]} {_mark(ratio, BUDGET_RATIO[what])}")
        if what != "first map":
            budgets.append(f"≤ {BUDGET_KB:.0f} KB {_mark(app.kb(what), BUDGET_KB)}")
        times = f"{app.ms(what):9.0f}{bare.ms(what):9.0f}{ratio:8.2f}"
        print(f"{what:22}{times}{app.kb(what):9.1f}{bare.kb(what):9.1f}   {', '.join(budgets)}")
    print(f"{'start to first answer':22}{start:8.1f} s{'':37}≤ 3 s {_mark(start, 3)}")
    print(f"{'memory at rest':22}{rest / MB:7.0f} MB{'':37}≤ 350 MB {_mark(rest / MB, 350)}")
    print(f"{'a further session':22}{session / MB:7.1f} MB{'':37}≤ 5 MB {_mark(session / MB, 5)}", flush=True)


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
        file, script = Path(temporary) / "shown.json", Path(temporary) / "bench_bare.py"
        precompute(file, snapshots)
        # Streamlit serves the geometry from the folder beside the script.
        shutil.copy(ROOT / "tests" / "bench_bare.py", script)
        shutil.copytree(ROOT / "static", script.parent / "static")
        began = time.monotonic()
        with served(env={"BACKBONE_SNAPSHOTS": str(snapshots)}) as app:
            start = time.monotonic() - began
            with served(script=script, env={"BACKBONE_BENCH": str(file)}) as bare:
                tallies = drive(browser, {"app": app, "bare": bare}, repeat)
            report(scale, tallies, start, *memory(browser, app))


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
