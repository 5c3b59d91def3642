"""The benchmark: Chromium drives the app and, in turn with it, two pages that show the same with nothing behind them: a
bare Streamlit script and a Plotly Dash page.

    python -m tests.bench                 # scales 1 and 30
    python -m tests.bench --quick         # three rounds, scale 1 only
    python -m tests.bench --page home     # one page (home, claims, coverage, compare, watch, trust)
    python -m tests.bench --scale 1 --repeat 15
    python -m tests.bench --stage         # from scene to scene of a deck (tests/bench/stage.py)
    python -m tests.bench --publish       # publishing instead: a million claims, and ten (tests/bench/publishing.py)

What they share with the app and what not stands at the heads of `bare.py` and `dash_page.py`. The two Streamlit servers
run with the same configuration; each of the three is behind a relay of its own (`tests/wire.py`).

Times are medians, in the browser; of the first visit and the drill-down, which are held against the bare script, of
three times as many rounds. *First repaint* is from the press of the mouse to the first frame in which a county of the
map has another colour or size, by whomever it was painted, or the map is that of another figure; *whole*, to the frame
in which the new map and all else that a reader sees is there, as large as its place (`watch.js` looks at every frame,
the same way in each). A visit is *listening* once the app's own script of a page has come too, which follows links and
has Streamlit's words said in the reader's language; the other two have none. Before it presses, the mouse rests where
it will for three tenths of a second, as a hand does. "On the wire" is what crossed it from server to browser,
compressed as it is. A first visit brings an empty cache, a second one comes back with what the browser kept. The
server's CPU is user and system time of its process: of a change that it has answered before (*known*), of one that is
*new* to it, and of one more run of an unchanged question. It reports against the budgets and asserts nothing: wall time
belongs to the machine it is run on. So do the server's seconds; how fast the machine was in plain Python, before and
after, stands below the table."""

import argparse
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
import timeit
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from backbone.ui import opening
from tests.bench.contestants import contestants
from tests.bench.drive import ASKED, COUNTY, MONTH, NATION, OTHERS, YEARS, drive, memory
from tests.bench.publishing import publishing
from tests.bench.recipe import Question, precompute
from tests.bench.report import report
from tests.bench.stage import stage
from tests.browser.app import ROOT, launch, served


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


def questions(pages: Sequence[str]) -> list[Question]:
    """Everything that is asked of these pages; a place is where a click on the map of Home leads."""
    shown = [("home", NATION, ("", MONTH)), ("place", COUNTY, ("", MONTH)), *((page, NATION, ("",)) for page in OTHERS)]
    return [
        Question(page, indicator, year, place, month)
        for page, place, months in shown
        if page in pages or (page == "place" and "home" in pages)
        for indicator, year, month in product(ASKED, YEARS, months)
    ]


def pace() -> float:
    """Seconds that this machine takes for a million steps of plain Python, the median of seven."""
    return statistics.median(timeit.repeat("total += n * n % 7; n += 1", "total = n = 0", number=1_000_000, repeat=7))


def run(scale: int, repeat: int, pages: Sequence[str], browser: Browser) -> None:
    """One scale: makes its data, serves and drives all three, reports."""
    with tempfile.TemporaryDirectory() as temporary, snapshots_at(scale, Path(temporary) / "snapshots") as snapshots:
        recipes = Path(temporary) / "recipes.pickle"
        logging.disable(logging.WARNING)  # Streamlit warns of having no server here, and needs none
        opening.SNAPSHOTS = snapshots
        precompute(recipes, questions(["home", *pages]))
        before, began = pace(), time.monotonic()
        with served(env={"BACKBONE_SNAPSHOTS": str(snapshots)}) as app:
            start = time.monotonic() - began
            with contestants(app, recipes, Path(temporary) / "bare") as all_of_them:
                tallies = drive(browser, all_of_them, repeat, pages)
                report(scale, tallies, start, *memory(browser, all_of_them[0]))
                print(f"a million steps of plain Python: {before:.3f} s before, {pace():.3f} s after", flush=True)


def main() -> None:
    """Runs the benchmark as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Times beside a bare script and Dash.")
    parser.add_argument("--scale", type=int, action="append", help="N times as many claims; default 1 and 30")
    parser.add_argument("--repeat", type=int, default=20, help="rounds; each server takes its turn in each")
    parser.add_argument("--quick", action="store_true", help="three rounds at scale 1")
    parser.add_argument("--page", action="append", choices=["home", *OTHERS], help="this page only; may be repeated")
    parser.add_argument("--publish", action="store_true", help="publishing instead: a million claims, and ten")
    parser.add_argument("--stage", action="store_true", help="the stage instead: from scene to scene of a deck")
    asked = parser.parse_args()
    if asked.publish:
        publishing()
        return
    scales = asked.scale or ([1] if asked.quick else [1, 30])
    repeat = 3 if asked.quick else asked.repeat
    print(f"{os.cpu_count()} cores, {repeat} rounds", flush=True)
    with sync_playwright() as playwright, launch(playwright) as browser:
        if asked.stage:
            stage(browser, repeat)
            return
        for scale in scales:
            run(scale, repeat, asked.page or ["home", *OTHERS], browser)


if __name__ == "__main__":
    main()
