"""Who is measured: the app, the bare Streamlit script and the Dash page, each behind a relay, with its own controls."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

from backbone.indicators import INDICATORS
from backbone.site import PAGES
from tests.browser.app import AT_REST, MAP_DRAWN, ROOT, WHOLE, Served, free_port, served, started
from tests.wire import Relay, relayed

KB, MB = 1024, 1024 * 1024
# Milliseconds that the mouse rests on what it presses.
REST = 300
WATCH = Path(__file__).with_name("watch.js").read_text("utf-8")
# Dash says in the title that it waits for an answer.
DASH_WHOLE = """() => {
  const plots = [...document.querySelectorAll('.js-plotly-plot')];
  const drawn = plots.length > 0 && plots.every(plot => plot.data && plot.querySelector('.main-svg path'));
  return drawn && document.title !== 'Updating...';
}"""


@dataclass(frozen=True)
class Contestant:
    """A server that shows the page, and how its page is asked."""

    name: str
    server: Served
    relay: Relay

    @property
    def at_rest(self) -> str:
        """JavaScript: whether everything is answered and drawn, and the page's own script listens."""
        return DASH_WHOLE if self.name == "dash" else AT_REST

    @property
    def whole(self) -> str:
        """JavaScript: whether everything that a reader sees is there."""
        return DASH_WHOLE if self.name == "dash" else WHOLE

    @property
    def watch(self) -> str:
        """JavaScript that runs in each of its pages."""
        return WATCH.replace("WHOLE", self.whole).replace("MAP_DRAWN", MAP_DRAWN)

    def address(self, page: str, indicator: str) -> str:
        """The address of a page."""
        path = "?" if page == "home" else f"?page={page}&" if self.name == "bare" else f"{page}?"
        return f"{self.relay.url}/{path}indicator={indicator}"

    def pick_indicator(self, page: Page, indicator: str) -> None:
        """Types the name of an indicator, since a long list is not drawn as a whole, and presses it."""
        name = INDICATORS[indicator].name.en
        if self.name == "dash":
            page.locator("#indicator").click()
        page.locator(".dash-dropdown-search" if self.name == "dash" else ".st-key-indicator input").fill(name)
        _press(page, page.get_by_role("option", name=name, exact=True))

    def pick_period(self, page: Page, period: str) -> None:
        """Presses a policy year."""
        options = "#period label" if self.name == "dash" else ".st-key-period button"
        _press(page, page.locator(options, has_text={"all": "All"}.get(period, period)))

    def pick_month(self, page: Page, place: float) -> None:
        """Presses the slider of the months at a place between 0, the first, and 1, the last."""
        track = "#as-of .dash-slider-track" if self.name == "dash" else ".st-key-as-of [role=group] > [data-rac]"
        _press(page, page.locator(track), place)

    def cpu(self) -> float:
        """Seconds of user and system time that the server has used so far; NaN where the system does not tell."""
        spent = self._told("stat").rpartition(")")[2].split()
        return (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK") if spent else float("nan")

    def resident(self) -> float:
        """The server's resident memory in bytes; NaN where the system does not tell."""
        lines = self._told("status").splitlines()
        return next((float(line.split()[1]) * KB for line in lines if line.startswith("VmRSS:")), float("nan"))

    def _told(self, what: str) -> str:
        told = Path(f"/proc/{self.server.process.pid}/{what}")
        return told.read_text() if told.exists() else ""


def _press(page: Page, what: Locator, along: float = 0.5) -> None:
    """Goes there with the mouse, rests as a hand does, and presses."""
    what.scroll_into_view_if_needed()
    box = what.bounding_box()
    assert box, "what is pressed is not on the page"
    x, y = box["x"] + along * box["width"], box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.wait_for_timeout(REST)
    page.mouse.click(x, y)


@contextmanager
def contestants(app: Served, recipes: Path, folder: Path) -> Iterator[list[Contestant]]:
    """The app and, made of its `recipes`, the other two; the bare script gets a `folder`."""
    env, port = {"BACKBONE_BENCH": str(recipes)}, free_port()
    with ExitStack() as stack:
        servers = {
            "app": app,
            "bare": stack.enter_context(served(script=bare_script(folder), env=env)),
            "dash": stack.enter_context(
                started(["tests.bench.dash_page", str(port)], f"http://localhost:{port}", env=env)
            ),
        }
        yield [Contestant(name, server, stack.enter_context(relayed(server))) for name, server in servers.items()]


def bare_script(folder: Path) -> Path:
    """The bare script in a folder of its own, with what Streamlit looks for beside a script: the geometry, and the
    (empty) pages that the menu points to. The configuration is that of the folder the server is started in."""
    folder.mkdir()
    shutil.copytree(ROOT / "static", folder / "static")
    (folder / "pages").mkdir()
    home, *others = (folder / page.path for page in PAGES.values())
    for page in others:
        page.touch()
    return Path(shutil.copy(Path(__file__).with_name("bare.py"), home))
