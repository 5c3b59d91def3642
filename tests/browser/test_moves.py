"""What moves by itself: the tone of the system, the months of a play, and an answer that comes late."""

import pytest
from playwright.sync_api import expect

from backbone.theme import PALETTES
from tests.browser.app import LOOK, TIMEOUT, await_question, settle

# Every chart on the page is written in this colour.
WRITTEN_IN = "ink => [...document.querySelectorAll('.js-plotly-plot')].every(plot => plot.layout.font.color === ink)"
# The address and the menu, which came with the page, ask the same.
ALIKE = "() => document.querySelector('.menu [aria-current]')?.href === location.href"


def test_when_the_system_turns_dark_or_light_the_charts_follow_at_once(page, app):
    page.emulate_media(color_scheme="light")
    page.goto(f"{app.url}/coverage?place=421122&lang=zh")
    settle(page)
    # Our code in the browser is there: it has said the page's language.
    page.wait_for_function("() => document.documentElement.lang === 'zh-Hans'", timeout=TIMEOUT, polling=LOOK)
    for tone in ("dark", "light", "dark"):
        page.emulate_media(color_scheme=tone)
        page.wait_for_function(WRITTEN_IN, arg=PALETTES[tone].ink, timeout=TIMEOUT, polling=LOOK)
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("stage", [False, True], ids=["page", "stage"])
def test_a_play_runs_to_the_last_month_in_one_step_of_history_and_then_begins_anew(fresh, app, stage):
    page = fresh  # a browser counts no more than 50 steps: a tab that has been elsewhere may have them
    dress = {"stage": "1"} if stage else {}
    page.goto(f"{app.url}/?as_of=2019-05{'&stage=1' if stage else ''}")
    settle(page, "picture-stage" if stage else "map")
    before, play = page.evaluate("history.length"), page.locator(".st-key-play button")
    page.keyboard.press("Space") if stage else play.click()
    expect(play).to_contain_text("Stop", timeout=TIMEOUT)
    await_question(page, "", **dress)
    expect(play).to_contain_text("Play", timeout=TIMEOUT)
    assert page.evaluate("history.length") == before + 1
    play.click()
    expect(page.get_by_text("September 2017").first).to_be_visible(timeout=TIMEOUT)
    expect(play).to_contain_text("Stop")
    assert page.evaluate("history.length") == before + 1


def test_a_step_back_while_a_press_is_answered_ends_with_the_page_of_the_address(fresh, app):
    page, held, slow = fresh, [], False

    def relay(browser) -> None:
        server = browser.connect_to_server()
        server.on_message(lambda said: held.append((browser, said)) if slow else browser.send(said))

    page.route_web_socket("**/_stcore/stream", relay)
    page.goto(f"{app.url}/")
    settle(page, "map")
    for nth, period in ((1, "2017"), (2, "2018")):
        slow = nth == 2
        page.locator(".st-key-period [role=radio]").nth(nth).click()
        if not slow:
            await_question(page, "", period=period)
    while not any(b"period=2018" in said for _, said in held):
        page.wait_for_timeout(LOOK)
    page.evaluate("history.back()")
    page.wait_for_timeout(LOOK)
    for browser, said in held:  # what comes meanwhile is held as well: nothing overtakes
        browser.send(said)
    slow = False
    page.wait_for_timeout(1000)
    page.wait_for_function(ALIKE, timeout=TIMEOUT, polling=LOOK)


# The moment after which an address is looked at again comes when the test says so.
HOLDS_THE_MOMENT = """
  const wait = setTimeout;
  setTimeout = (then, ...more) => then.name === 'rested' ? ((window.rested = then), 0) : wait(then, ...more);
  addEventListener('popstate', () => (window.askedAnew = true));
"""


@pytest.mark.parametrize("stage", [False, True], ids=["page", "stage"])
def test_after_a_press_in_the_first_moment_of_rest_nothing_is_asked_anew(fresh, app, stage):
    """The page would be asked what it answers already, and a press in that moment would be lost."""
    page, dress = fresh, {"stage": "1"} if stage else {}
    page.add_init_script(HOLDS_THE_MOMENT)
    page.goto(f"{app.url}/{'?stage=1' if stage else ''}")
    settle(page, "picture-stage" if stage else "map")
    page.keyboard.press("PageDown") if stage else page.locator(".st-key-period button", has_text="2018").click()
    await_question(page, "", period="2017" if stage else "2018", **dress)
    page.wait_for_function("() => window.rested")
    page.evaluate("rested()")
    assert not page.evaluate("window.askedAnew")
