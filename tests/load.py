"""Many readers at once: sessions that look at the pages as people do, and what that costs.

    python -m tests.load                          # 50 readers, 10 minutes, a server of its own
    python -m tests.load --sessions 20 --minutes 1
    python -m tests.load --search                 # how many readers one process serves
    python -m tests.load --url http://localhost:8080 --pid 4711 --pid 4712

Each reader asks something every 2 to 6 seconds: another indicator, policy year, month or level, a place and what lies
in it, the way back, another page, the other language, the stage; after forty questions it leaves and another comes.
An answer is complete when the server says so. An error is anything else: an error on a page, the page that apologises,
a connection refused or dropped, no answer in half a minute. It asserts nothing about time: that belongs to the machine.
Only this machine is ever asked."""

import argparse
import asyncio
import ipaddress
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from backbone.site import PAGES
from backbone.snapshot.manifest import current, open_snapshot
from backbone.snapshot.store import Store
from backbone.ui.opening import SNAPSHOTS
from tests.browser.app import served
from tests.engines.serving import site
from tests.load_tab import Failed, Tab, opened
from tests.processes import cpu, memory

THINK = (2.0, 6.0)
# A reader leaves after so many questions.
QUESTIONS = 40
# Nobody may ask for more by mistake.
MOST_SESSIONS, MOST_MINUTES = 800, 60.0
BUDGET = 1.0
# Of fewer answers no 95th percentile is told; and memory grows in the first minutes, until all pages have been drawn.
ENOUGH, STEADY = 200, 4 * 60
# What a reader does next, and how often among a hundred times.
HABITS = {
    "indicator": 24, "period": 15, "as-of": 8, "level": 4, "page": 20, "place": 12, "back": 8, "search": 3,
    "language": 3, "stage": 3,
}  # fmt: skip
PICKERS = ("indicator", "period", "as-of", "level")
TYPED = ("hong", "ha", "云南", "lud", "4211", "zx")
PAGE_NAMES = {"": "home"} | {page: page for page in PAGES if page != "home"}


@dataclass
class Tally:
    """What was answered, and what not: seconds by what was done, faults by what they were."""

    took: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    read: list[tuple[float, float]] = field(default_factory=list)

    @property
    def all(self) -> list[float]:
        return [second for took in self.took.values() for second in took]

    def part(self, share: float, took: list[float] | None = None) -> float:
        """The seconds within which that share of the answers was complete."""
        found = sorted(self.all if took is None else took)
        return found[min(int(len(found) * share), len(found) - 1)] if found else float("nan")


class Reader:
    """One reader and what it looked at before."""

    def __init__(self, tab: Tab, places: Sequence[str], chance: random.Random) -> None:
        self.tab, self.places, self.chance = tab, places, chance
        self.history: list[tuple[str, str]] = []

    async def arrive(self) -> float:
        """Opens a page by its address, most often the map."""
        page = self.chance.choice(["", "", "", *PAGE_NAMES])
        query = {"lang": "zh"} if self.chance.random() < 0.4 else {}
        return await self.tab.visit(page, urlencode(query))

    async def next(self) -> tuple[str, float]:
        """What was done, and the seconds until it was answered."""
        what, before = self._wants(), (self.tab.page, self.tab.query)
        took = await self._do(what)
        if what != "back":
            self.history = [*self.history[-9:], before]
        return what, took

    @property
    def asked(self) -> dict[str, str]:
        """The question in the address."""
        return dict(parse_qsl(self.tab.query))

    def _wants(self) -> str:
        """What this page lets a reader do."""
        if "stage" in self.asked:
            return "leave the stage" if self.chance.random() < 0.4 else "on the stage"
        (what,) = self.chance.choices([*HABITS], [*HABITS.values()])
        picker = self.tab.widgets.get(what)
        if (what in PICKERS and (picker is None or picker.said.disabled)) or (what == "back" and not self.history):
            return "page"
        return what

    async def _do(self, what: str) -> float:
        if what in PICKERS:
            return await self.tab.pick(what, self.chance.randrange(1000))
        if what == "back":
            return await self.tab.visit(*self.history.pop(), back=True)
        if what == "page":
            return await self._go(self.chance.choice([*PAGE_NAMES]))
        if what == "place":
            page = self.tab.page if PAGES[PAGE_NAMES[self.tab.page]].follows else "place"
            return await self._go(page, place=self.chance.choice(self.places))
        if what == "search":
            return await self.tab.type("place-search", self.chance.choice(TYPED))
        if what == "language":
            return await self._go(self.tab.page, lang="" if self.asked.get("lang") else "zh")
        if what == "on the stage":
            return await self.tab.press(
                self.chance.choice(["stage-PageDown", "stage-PageUp", "stage-Left", "stage-Right"])
            )
        return await self._go(self.tab.page, stage="" if "stage" in self.asked else "1")

    async def _go(self, page: str, **changed: str) -> float:
        asked = {key: value for key, value in (self.asked | changed).items() if value}
        return await self.tab.visit(page, urlencode(asked))


async def reading(url: str, places: Sequence[str], number: int, until: float, tally: Tally) -> None:
    """One chair in the office: readers who come, ask and leave, one after the other."""
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, THINK[1]))
    while time.monotonic() < until:
        try:
            tab = await opened(url)
            try:
                reader = Reader(tab, places, chance)
                tally.took.setdefault("arrival", []).append(await reader.arrive())
                for _ in range(QUESTIONS):
                    await asyncio.sleep(chance.uniform(*THINK))
                    if time.monotonic() >= until:
                        break
                    what, took = await reader.next()
                    tally.took.setdefault(what, []).append(took)
            finally:
                await tab.socket.close()
        except Failed as failed:
            tally.errors[str(failed)] += 1
            await asyncio.sleep(chance.uniform(*THINK))


async def watching(pids: list[int], until: float, tally: Tally) -> None:
    """Reads the memory of the servers every ten seconds."""
    began = time.monotonic()
    while pids and time.monotonic() < until:
        tally.read.append((time.monotonic() - began, sum(map(memory, pids))))
        await asyncio.sleep(min(10, max(0.1, until - time.monotonic())))


async def office(url: str, sessions: int, seconds: float, pids: list[int], places: Sequence[str]) -> Tally:
    """So many readers for so long; what became of their questions."""
    tally, until = Tally(), time.monotonic() + seconds
    chairs = (reading(url, places, number, until, tally) for number in range(sessions))
    await asyncio.gather(watching(pids, until, tally), *chairs)
    return tally


def measured(url: str, sessions: int, seconds: float, pids: list[int], places: Sequence[str]) -> Tally:
    """One run and its report."""
    before, own, began = sum(map(cpu, pids)), time.process_time(), time.monotonic()
    tally = asyncio.run(office(url, sessions, seconds, pids, places))
    took = time.monotonic() - began
    report(sessions, tally, took, (sum(map(cpu, pids)) - before) / took, (time.process_time() - own) / took)
    return tally


def report(sessions: int, tally: Tally, took: float, used: float, own: float) -> None:
    """Prints what came of a run."""
    answers, errors = len(tally.all), tally.errors.total()
    print(f"\n{sessions} sessions, {took / 60:.1f} minutes: {answers} answers, {errors} errors")
    for said, count in tally.errors.most_common(10):
        print(f"  {count} × {said}")
    print("complete answers, s      p50    p95    p99    most")
    for what, seconds in [("all", tally.all), *sorted(tally.took.items())]:
        parts = "".join(f"{tally.part(share, seconds):7.2f}" for share in (0.5, 0.95, 0.99, 1))
        print(f"  {what:18}{parts}   of {len(seconds)}")
    print(f"p95 < {BUDGET:.0f} s: {verdict(tally.part(0.95) < BUDGET, answers >= ENOUGH)}")
    if tally.read:
        print(
            f"server: {used:.2f} cores ({used * took / max(answers, 1):.3f} s an answer); the readers: {own:.2f} cores"
        )
        print("memory, MB: " + " ".join(f"{mb:.0f}" for mb in by_minute(tally.read)))
        print(f"flat: {verdict(is_flat(tally.read), tally.read[-1][0] >= STEADY)}", flush=True)


def verdict(holds: bool, enough: bool) -> str:
    """What a budget's line says of it: so little says nothing, whether it holds or not."""
    return ("pass" if holds else "MISS") if enough else "too short to judge"


def by_minute(read: list[tuple[float, float]]) -> list[float]:
    """The reading at the start, the first of each minute, and the last."""
    firsts = {int(at // 60): mb for at, mb in reversed(read)}
    return [*(firsts[minute] for minute in sorted(firsts)), read[-1][1]]


def is_flat(read: list[tuple[float, float]]) -> bool:
    """Whether the last quarter of the time holds no more than 3 % more than the quarter before it."""
    quarter = max(1, len(read) // 4)
    third, last = read[-2 * quarter : -quarter] or read[:1], read[-quarter:]
    return statistics.median(mb for _, mb in last) <= 1.03 * statistics.median(mb for _, mb in third)


def searched(run: Callable[[int], Tally], first: int) -> int:
    """How many readers are served without an error and with p95 below the budget, by doubling and then halving."""
    good, bad, now = 0, MOST_SESSIONS + 1, first
    while now < bad and now - good > max(2, good // 8):
        tally = run(now)
        if tally.part(0.95) < BUDGET and not tally.errors.total():
            good, now = now, min(2 * now, MOST_SESSIONS) if bad > MOST_SESSIONS else (now + bad) // 2
        else:
            bad, now = now, (good + now) // 2
    return good


def loopback(url: str) -> str:
    """The address, where it is one of this machine; ValueError else."""
    host = urlsplit(url).hostname or ""
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise ValueError(f"{host} is another machine")
    return url


@contextmanager
def servers(asked: argparse.Namespace) -> Iterator[tuple[str, list[int]]]:
    """The address to ask and the processes behind it: those named, else a server of our own, or several workers behind
    their proxy."""
    if asked.url:
        yield asked.url, asked.pid
    elif asked.workers > 1:
        with site("--workers", str(asked.workers)) as proxy:
            yield proxy.url, [*proxy.workers().values()]
    else:
        with served() as app:
            yield app.url, [app.process.pid]


def main() -> None:
    """Runs as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description="Many readers at once.")
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--workers", type=int, default=1, help="so many behind the proxy of `make serve`")
    parser.add_argument("--url", type=loopback, help="a server or proxy on this machine, instead of one of our own")
    parser.add_argument("--pid", type=int, action="append", default=[], help="a process behind the URL; repeat")
    parser.add_argument("--search", action="store_true", help="how many readers are served, a minute for each number")
    asked = parser.parse_args()
    sessions, minutes = min(asked.sessions, MOST_SESSIONS), min(asked.minutes, MOST_MINUTES)
    store = Store(open_snapshot(current(SNAPSHOTS)))
    places = (*store.provinces, *store.counties)
    with servers(asked) as (url, pids):
        if asked.search:
            most = searched(lambda number: measured(url, number, 60, pids, places), sessions)
            print(f"\nserved with p95 < {BUDGET:.0f} s and no error: {most} readers")
        else:
            measured(url, sessions, minutes * 60, pids, places)


if __name__ == "__main__":
    main()
