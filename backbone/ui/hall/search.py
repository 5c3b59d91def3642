"""Leaving for a place that somebody in the hall asks for: what is typed finds it, in a run of its own, which draws
nothing else."""

import streamlit as st

from backbone import places
from backbone.text import Text
from backbone.ui import browser, signin
from backbone.ui.hall.stage import Stage
from backbone.ui.pickers import LONGEST, found_label

KEY, ANSWER, MOST = "show-search", "show-found", 6
NOTHING = Text("No place is called so", "没有找到该地区")
_mount = browser.code("show")


def search(stage: Stage) -> None:
    """Finds places by what is typed on the stage: those of the programme, else any."""

    @st.fragment
    def find() -> None:
        signin.hold()
        _mount(None, KEY, {"part": "search"}, on_sought_change=lambda: None)
        sought = st.session_state[KEY].sought
        typed = sought[:LONGEST] if isinstance(sought, str) else ""
        found = [[code, found_label(code, stage.lang)] for code in _found(stage, typed)]
        _mount(None, ANSWER, {"part": "found", "typed": typed, "found": found, "nothing": stage.say(NOTHING)})

    find()


def _found(stage: Stage, typed: str) -> list[str]:
    """The codes of the places that are meant by what is typed, best first."""
    store = stage.of.store
    members = [] if store is None else [*store.counties, *store.provinces]
    found = places.find(typed, stage.lang, MOST, members) or places.find(typed, stage.lang, MOST)
    return [place.code for place in found if place.level != "nation"]
