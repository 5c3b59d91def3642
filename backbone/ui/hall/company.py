"""Presenter views of the show on this stage: others who see it on their own screen and steer it. The stage reports what
it shows, and every second fetches their wishes, which its browser carries out as it does a key press, so that neither
undoes the other. Without a presenter view none of this runs."""

from contextlib import suppress

import streamlit as st

from backbone.deck import written
from backbone.deck.deck import Deck
from backbone.ui import browser, running, signin
from backbone.ui.hall.stage import Stage
from backbone.ui.presenter import invitation
from backbone.ui.running import Refused

# Of this session: the name of the deck and the run of its show; black or white, as the browser has it; the run and the
# number of the wish that the browser did last; whether the keys are shown, and the way to a presenter view below them.
RUN, SHADE, DONE, HELP = "show-run", "show-shade", "show-wish-done", "show-help"
KEY, SECONDS = "show-wishes", 1.0
_mount = browser.code("show")


def run(stage: Stage) -> str:
    """The run of this show, "" where there is none that has not ended."""
    name, known = st.session_state.get(RUN, ("", ""))
    return known if name == stage.of.deck.name and running.runs(known) else ""


def resume(stage: Stage, known: str) -> None:
    """Holds on to a run that the browser remembers from before it loaded the page anew."""
    if running.runs(known) and running.look(known).deck == stage.of.deck.name:
        st.session_state[RUN] = (stage.of.deck.name, known)


def begin(stage: Stage) -> str:
    """The run of this show, which begins where there was none."""
    if not (known := run(stage)):
        known = running.begin(stage.of.deck, stage.number)
        st.session_state[RUN] = (stage.of.deck.name, known)
    return known


def prepare(deck: Deck) -> str:
    """The run of the show of this deck, as it is written now, that this session begins next or has begun."""
    name, known = st.session_state.get(RUN, ("", ""))
    if name != deck.name or not _shows(known, deck):
        known = running.prepare(deck)
        st.session_state[RUN] = (deck.name, known)
    return known


def _shows(known: str, deck: Deck) -> bool:
    try:
        return written.write(running.deck(known)) == written.write(deck)
    except Refused:
        return False


def invite(stage: Stage) -> None:
    """The ways to a presenter view, as long as the keys are shown; they begin a show."""
    with st.container(key="show-invitation"):
        if st.session_state.get(HELP) and not stage.kiosk:
            invitation.offer(lambda: begin(stage), stage.lang)


def tell(stage: Stage) -> None:
    """Says what is on the stage, where a show is on; a detour begins one, so that it is kept for the hand-out."""
    with suppress(Refused):  # the stage goes on, whether it is noted or not
        if known := begin(stage) if stage.detour and not stage.kiosk else run(stage):
            of, done = st.session_state.get(DONE, ("", 0))
            running.tell(known, stage.number, stage.detour, st.session_state.get(SHADE, ""), done if of == known else 0)


def done(said: object) -> None:
    """Notes what the browser says that it did last: the run, and the number of the wish."""
    match said:
        case [str(of), int(number)]:
            st.session_state[DONE] = (of, number)


def hear(stage: Stage) -> None:
    """Tells the browser what presenters wish for, as long as a show is on."""
    known = run(stage)
    if not known:
        return

    @st.fragment(run_every=SECONDS)
    def listen() -> None:
        signin.hold()
        try:
            wishes = running.hear(known)
        except Refused:
            st.session_state.pop(RUN, None)
            st.rerun()
        wished = [[one.number, one.what, one.value] for one in wishes]
        _mount(None, KEY, {"part": "wishes", "run": known, "wishes": wished})
        if st.session_state.get(HELP) and invitation.is_spent(known):
            st.rerun()

    listen()
