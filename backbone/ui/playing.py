"""Playing: the months go by in the session, and the address learns only where they stopped: one step of history."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from backbone.compare.comparison import first_cover
from backbone.text import Text
from backbone.ui.page import PLAYING, Page
from backbone.view import View

PLAY, STOP = Text("Play", "播放"), Text("Stop", "停止")
SECONDS_A_MONTH = 1.0


@dataclass(frozen=True)
class Playing:
    """A play that is on: the page and the address that it began at, and the month that it has come to. Whoever goes
    anywhere else has stopped it."""

    page: str
    address: Mapping[str, str]
    month: str


def of_play(page: str, view: View) -> View:
    """What a page shows: the question of its address, as of the month that a play has come to."""
    on = st.session_state.get(PLAYING)
    if on and (on.page, on.address) == (page, st.query_params.to_dict()):
        return view.with_(as_of=on.month)
    st.session_state.pop(PLAYING, None)
    return view


def play_button(page: Page, shortcut: str | None = None) -> None:
    """Plays the months from the one shown to the last, or anew from the first cover where that is the last: the
    programme grows before the reader's eyes. Pressed again it stops."""
    on = PLAYING in st.session_state

    def pressed() -> None:
        if on:
            page.go(page.view)
            return
        month = page.view.month(page.store.horizon)
        if month == page.store.horizon.last:
            month = first_cover(page.store, (page.view.place,), page.view.where)[0] or page.store.began
        st.session_state[PLAYING] = Playing(page.id, st.query_params.to_dict(), month)

    st.button(
        page.say(STOP if on else PLAY),
        key="play",
        shortcut=shortcut,
        on_click=pressed,
        type="tertiary",
        icon=":material/pause:" if on else ":material/play_arrow:",
    )
    if on:
        _tick(page, st.session_state[PLAYING])


def _tick(page: Page, on: Playing) -> None:
    """One month further every second; the last month stops the play."""
    horizon, drawn_with_the_page = page.store.horizon, iter((True,))
    later = horizon.months[horizon.months.index(on.month) + 1 :]

    @st.fragment(run_every=SECONDS_A_MONTH)
    def tick() -> None:
        if next(drawn_with_the_page, False):
            return
        if st.session_state.get(PLAYING) == on:
            if later[1:]:
                st.session_state[PLAYING] = Playing(on.page, on.address, later[0])
            else:
                page.until(horizon.last)
        st.rerun()

    tick()
