"""The stage: from the press of a key to the frame in which the next scene is seen, its picture drawn. Once with a
moment between two presses, as a presenter leaves it, and once as fast as scenes come, with no neighbour drawn yet."""

import statistics

from playwright.sync_api import Browser, Page

from backbone.deck import written
from tests.bench.report import mark
from tests.browser.app import LOOK, TIMEOUT, served

DECK = "programme"
# Milliseconds: the budget, and how long a presenter stays at least.
BUDGET, MOMENT = 300, 1500
# Notes when the key came and when the scene is seen, looking at every frame.
WATCH = """scene => {
  window.took = 0;
  document.addEventListener('keydown', () => {
    const began = performance.now();
    const look = () => {
      const slot = document.querySelector(`.st-key-scene-${document.documentElement.dataset.slot}`);
      const there = slot?.querySelector('.show-words')?.dataset.scene === scene;
      const drawn = there && (!slot.querySelector('.stPlotlyChart') || slot.querySelector('.main-svg path'));
      if (drawn) window.took = performance.now() - began + 0.01;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { once: true, capture: true });
}"""


def stage(browser: Browser, repeat: int) -> None:
    """Prints the medians of so many walks through a deck."""
    scenes = len(written.load(written.FOLDER / f"{DECK}.toml"))
    slowly, at_once = [], []
    with served() as app:
        for turn in range(repeat + 1):
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.goto(f"{app.url}/show?deck={DECK}")
            page.wait_for_selector(".show-words", timeout=TIMEOUT)
            took = [_walk(page, scenes, pause) for pause in (MOMENT, 0)]
            page.close()
            if turn:  # the first walk warms the server
                slowly += took[0]
                at_once += took[1]
    for what, all_of_them in (("with a moment between", slowly), ("at once", at_once)):
        median = statistics.median(all_of_them)
        print(f"scene to scene, {what:24}{median:6.0f} ms   {mark(median, BUDGET, 'ms')}", flush=True)


def _walk(page: Page, scenes: int, pause: int) -> list[float]:
    """Milliseconds for each step from the first scene to the last."""
    page.keyboard.press("Home")
    page.wait_for_timeout(2 * MOMENT)
    took = []
    for scene in range(2, scenes + 1):
        page.evaluate(WATCH, f"{scene}")
        page.keyboard.press("PageDown")
        page.wait_for_function("window.took > 0", timeout=TIMEOUT, polling=LOOK)
        took.append(page.evaluate("window.took"))
        page.wait_for_timeout(pause)
    return took
