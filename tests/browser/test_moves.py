"""What moves by itself: the tone of the system."""

from backbone.theme import PALETTES
from tests.browser.app import LOOK, TIMEOUT, settle

# Every chart on the page is written in this colour.
WRITTEN_IN = "ink => [...document.querySelectorAll('.js-plotly-plot')].every(plot => plot.layout.font.color === ink)"


def test_when_the_system_turns_dark_or_light_the_charts_follow_at_once(page, app):
    page.emulate_media(color_scheme="light")
    page.goto(f"{app.url}/coverage?place=421122")
    settle(page)
    for tone in ("dark", "light", "dark"):
        page.emulate_media(color_scheme=tone)
        page.wait_for_function(WRITTEN_IN, arg=PALETTES[tone].ink, timeout=TIMEOUT, polling=LOOK)
    page.emulate_media(color_scheme="light")
