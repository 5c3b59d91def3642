"""Pre-flight on a page: one press, and every check with what is to be mended; the card for the hall."""

import pytest
from streamlit.testing.v1 import AppTest

from backbone.deck import rehearsal
from backbone.deck.away import AWAY
from backbone.text import LANGS
from backbone.ui import preflight
from tests.app.app import html


def page(lang: str, digest: str) -> None:
    """What a page does with it."""
    from backbone.deck import written
    from backbone.deck.deck import Pin
    from backbone.record import record
    from backbone.ui import preflight
    from backbone.ui.decks import pinned

    deck = written.load(written.FOLDER / "programme.toml")
    deck = deck.with_(scenes=deck.scenes[:2], pin=Pin(deck.pin.name, digest or deck.pin.digest))
    preflight.section(lang, pinned.played(deck, record.load()))


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    for word in list(AWAY):
        monkeypatch.delitem(AWAY, word)


def visit(lang: str, digest: str = "") -> AppTest:
    return AppTest.from_function(page, args=(lang, digest), default_timeout=60).run()


@pytest.mark.parametrize("lang", LANGS)
def test_one_press_says_that_all_is_well_or_what_to_mend(store, lang):
    at = visit(lang)
    assert 'class="rehearsed' not in html(at)
    at.button(key="rehearse").click().run()
    assert at.success[0].value == preflight.ALL_WELL(lang) and rehearsal.AT_HOME(lang) in html(at)
    at.run()
    assert rehearsal.AT_HOME(lang) in html(at), "what was found stays"
    wrong = visit(lang, "00")
    wrong.button(key="rehearse").click().run()
    assert wrong.error[0].value == preflight.TO_MEND(lang, n=2) and "✗" in html(wrong)


@pytest.mark.parametrize("lang", LANGS)
def test_a_hall_that_is_too_deep_is_told(lang):
    at = visit(lang)
    assert not at.error and "16" in at.success[0].value
    at.number_input(key="depth").set_value(40.0).run()
    assert "40" in at.error[0].value and not at.success
    at.number_input(key="height").set_value(7.0).run()
    assert not at.error
