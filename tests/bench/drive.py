"""Driving: Chromium visits each contestant in turn and presses what a reader presses."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as BrowserError

from backbone.view import local
from tests.bench.contestants import REST, Contestant
from tests.bench.tally import NAN, Measured, Tally
from tests.browser.app import LOOK, MAP_DRAWN, TIMEOUT, click_place
from tests.wire import Payload

ASKED, YEARS = ("coverage", "claims_per_1000"), ("all", "2018")
# A month, and how far along the slider it stands: the last is at 1.
MONTH, ALONG = "2019-03", 0.8
NATION, COUNTY = "100000", "421122"
# The pages besides home and place, and whether their period can be picked.
OTHERS = {"claims": True, "coverage": True, "compare": True, "watch": True, "trust": False}
# As many changes, and as many reruns of an unchanged question, make up one measure of the server's time: the system
# counts it in hundredths of a second.
COUNTED = 20
SESSIONS = 5
# What may take no longer than in the bare script is measured so many times more often: one round of it differs from the
# next by a sixth, and so the medians of twenty by a twentieth.
MORE = 2

Found = TypeVar("Found")


@dataclass(frozen=True)
class Session:
    """An open page of a contestant, in which every question is asked for the first time: what the browser has had
    already is not sent again."""

    who: Contestant
    page: Page
    payload: Payload

    def settle(self) -> None:
        """Waits until everything is answered and drawn."""
        self.page.bring_to_front()  # frames are not drawn behind another tab
        whole = f"() => ({self.who.at_rest})() && (!document.querySelector('.st-key-map') || ({MAP_DRAWN})('map'))"
        self.page.wait_for_function(whole, timeout=TIMEOUT, polling=LOOK)

    def moved(self, move: Callable[[], None], everywhere: bool = False) -> Measured:
        """From the press of the mouse to the new map, or where `everywhere` to any other figure, and the page whole."""
        self.settle()
        self.page.evaluate("everywhere => window.watch(everywhere)", everywhere)
        wire, unpacked = self.who.relay.received, self.payload.total
        move()
        self.page.wait_for_function("() => window.watched.whole", polling=LOOK, timeout=TIMEOUT)
        said = self.page.evaluate("window.watched")
        first = NAN if said["first"] is None else said["first"]
        return Measured(first, said["whole"], self.who.relay.received - wire, self.payload.total - unpacked)


@contextmanager
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A browser in which nothing is cached."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        yield context
    finally:
        context.close()


@contextmanager
def session(context: BrowserContext, who: Contestant, page_id: str = "home") -> Iterator[Session]:
    """A new session, at rest."""
    page = context.new_page()
    page.set_default_timeout(TIMEOUT)
    page.add_init_script(who.watch)
    try:
        payload = Payload(page)
        page.goto(who.address(page_id, ASKED[0]))
        opened = Session(who, page, payload)
        opened.settle()
        yield opened
    finally:
        page.close()


def opened(context: BrowserContext, who: Contestant, page_id: str) -> tuple[Measured, Measured]:
    """From the address of a page to the whole of it, and to its own script too; at home with a drawn map."""
    page = context.new_page()
    drawn = f"({MAP_DRAWN})('map')" if page_id == "home" else "true"
    try:
        payload, before = Payload(page), who.relay.received
        page.goto(who.address(page_id, ASKED[0]), timeout=TIMEOUT)
        took = [
            page.wait_for_function(
                f"() => ({there})() && {drawn} ? performance.now() : false", polling="raf", timeout=TIMEOUT
            ).json_value()
            for there in (who.whole, who.at_rest)
        ]
        wire = who.relay.received - before
        return Measured(NAN, took[0], wire, payload.total), Measured(NAN, took[1], wire, payload.total)
    finally:
        page.close()


def attempt(what: str, measure: Callable[[], Found]) -> Found | None:
    """The measurement, or None (and a line that says so) where the browser gave up waiting."""
    try:
        return measure()
    except BrowserError as error:
        print(f"  {what} did not finish: {str(error).splitlines()[0]}", file=sys.stderr)
        return None


Tallies = dict[str, Tally]


def drive(browser: Browser, all_of_them: Sequence[Contestant], repeat: int, pages: Sequence[str]) -> Tallies:
    """`repeat` rounds in which each contestant takes its turn at everything that belongs to `pages`."""
    tallies = {who.name: Tally() for who in all_of_them}
    streamlit = [who for who in all_of_them if who.name != "dash"]
    if "home" in pages:
        visits(browser, all_of_them, tallies, repeat, ("first visit", "second visit"))
        visits(browser, streamlit, tallies, MORE * repeat, ("first visit",))
        changes(browser, all_of_them, tallies, repeat)
        drill_downs(browser, streamlit, tallies, (1 + MORE) * repeat)
        for who in all_of_them:
            with visitor(browser) as context:
                tallies[who.name].cpu |= spent(context, who)
    for page_id in OTHERS:
        if page_id in pages:
            other_page(browser, streamlit, tallies, max(2, repeat // 2), page_id)
    return tallies


def rounds(repeat: int, all_of_them: Sequence[Contestant]) -> Iterator[tuple[int, Contestant]]:
    """Each contestant once a round, each first in its turn: who comes first meets what the last has left. Round 0 is to
    warm up."""
    for turn in range(repeat + 1):
        first = turn % len(all_of_them)
        yield from ((turn, who) for who in (*all_of_them[first:], *all_of_them[:first]))


def visits(browser: Browser, some: Sequence[Contestant], tallies: Tallies, repeat: int, which: Sequence[str]) -> None:
    """Adds the first map: the first visit brings an empty cache, a second one has what the browser kept."""
    for turn, who in rounds(repeat, some):
        with visitor(browser) as context:
            for what in which:
                found = attempt(f"{who.name}: {what}", partial(opened, context, who, "home"))
                if turn and found:  # the first round warms the servers: opened snapshot, compiled figures
                    for name, measured in zip((what, f"{what}, listening"), found, strict=True):
                        tallies[who.name].add(name, measured)


def changes(browser: Browser, all_of_them: Sequence[Contestant], tallies: Tallies, repeat: int) -> None:
    """Adds what a reader presses at Home."""
    with ExitStack() as stack:
        contexts = {who.name: stack.enter_context(visitor(browser)) for who in all_of_them}
        for turn, who in rounds(repeat, all_of_them):
            with session(contexts[who.name], who) as here:
                for what, move in moves(here):
                    measured = attempt(f"{who.name}: {what}", partial(here.moved, move))
                    if turn:  # the first round only fetches geometry, which the browser then keeps
                        tallies[who.name].add(what, measured)


def moves(here: Session) -> list[tuple[str, Callable[[], None]]]:
    """What is pressed in one session, in order."""
    who, page = here.who, here.page
    return [
        ("indicator", lambda: who.pick_indicator(page, ASKED[1])),
        ("policy year", lambda: who.pick_period(page, YEARS[1])),
        ("month", lambda: who.pick_month(page, ALONG)),
        ("indicator", lambda: who.pick_indicator(page, ASKED[0])),
    ]


def drill_downs(browser: Browser, both: Sequence[Contestant], tallies: Tallies, repeat: int) -> None:
    """Adds the way from a county on the map of Home to its page."""
    with ExitStack() as stack:
        contexts = {who.name: stack.enter_context(visitor(browser)) for who in both}
        for turn, who in rounds(repeat, both):
            with session(contexts[who.name], who) as here:
                press = partial(click_place, here.page, COUNTY, rest=REST)
                measured = attempt(f"{who.name}: drill-down", partial(here.moved, press))
                if turn:  # the first round only fetches geometry, which the browser then keeps
                    tallies[who.name].add("drill-down", measured)


def other_page(browser: Browser, both: Sequence[Contestant], tallies: Tallies, repeat: int, page_id: str) -> None:
    """Adds a page besides home and place: opening it, and picking another policy year."""
    with ExitStack() as stack:
        contexts = {who.name: stack.enter_context(visitor(browser)) for who in both}
        for turn, who in rounds(repeat, both):
            found = attempt(f"{who.name}: {page_id}", partial(opened, contexts[who.name], who, page_id))
            if turn and found:
                tallies[who.name].add(page_id, found[0])
        for turn, who in rounds(repeat, both) if OTHERS[page_id] else ():
            with session(contexts[who.name], who, page_id) as here:
                pick = partial(who.pick_period, here.page, YEARS[1])
                measured = attempt(f"{who.name}: {page_id}: policy year", partial(here.moved, pick, everywhere=True))
                if turn:
                    tallies[who.name].add(f"{page_id}: policy year", measured)


def spent(context: BrowserContext, who: Contestant) -> dict[str, float]:
    """Seconds of the server's own time for one change that it has answered before, for one that is new to it, and for
    one more run of a question that has not changed. The other two know no new question, and Dash runs nothing again."""
    with session(context, who) as here:
        known = [
            *(partial(who.pick_indicator, here.page, ASKED[n % 2 == 0]) for n in range(COUNTED // 2)),
            *(partial(who.pick_period, here.page, YEARS[n % 2 == 0]) for n in range(COUNTED // 2)),
        ]
        found = {"change, known": _each(here, known)}
        if who.name != "dash":
            found["unchanged"] = _each(here, [partial(_again, here)] * COUNTED, moves_the_map=False)
        if who.name == "app":
            new = [partial(who.pick_indicator, here.page, i) for i in local() if i not in ASKED][:COUNTED]
            found["change, new"] = _each(here, new)
        return found


def _each(here: Session, moves: Sequence[Callable[[], None]], moves_the_map: bool = True) -> float:
    here.settle()
    before = here.who.cpu()
    for n, move in enumerate(moves):
        if moves_the_map:
            attempt(f"{here.who.name}: change {n}", partial(here.moved, move))
        else:
            move()
    here.settle()
    return (here.who.cpu() - before) / len(moves)


def _again(here: Session) -> None:
    """Has Streamlit run the page once more with the same question: by its key for that, and waits for the answer."""
    before = last = here.payload.total
    here.page.evaluate("document.activeElement.blur()")
    here.page.keyboard.press("r")
    for _ in range(TIMEOUT // LOOK):
        here.page.wait_for_timeout(LOOK)
        if last == here.payload.total > before:  # nothing more comes
            return here.settle()
        last = here.payload.total
    raise RuntimeError("Streamlit did not run the page again")


def memory(browser: Browser, who: Contestant) -> tuple[float, float]:
    """Bytes at rest after all that went before, and bytes a further session."""
    rest = who.resident()
    with visitor(browser) as context, ExitStack() as stack:
        for _ in range(SESSIONS):
            stack.enter_context(session(context, who))
        return rest, (who.resident() - rest) / SESSIONS
