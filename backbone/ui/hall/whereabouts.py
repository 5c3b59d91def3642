"""Where in its deck a show is. It stands in the address, so that a reload comes back to it and the browser's back
button leads to the scene before. A kiosk's stands in the session instead: it walks all day, perhaps in a frame, and
would fill the history of the page around it."""

from collections.abc import Mapping

import streamlit as st

from backbone.ui.hall.stage import Stage

WALKED = "show-walked"
# What a kiosk changes of its address by itself.
OWN = ("scene", "detour", "dress")


def show(stage: Stage) -> None:
    """Has the next run show this stage. For callbacks."""
    if stage.kiosk:
        st.session_state[WALKED] = {"deck": stage.of.deck.name, **stage.params()}
    else:
        st.query_params.from_dict(stage.params())


def walked(params: Mapping[str, str]) -> dict[str, str]:
    """What a kiosk shows by now in place of what its address says; nothing of it where it has not moved, or is none."""
    known = st.session_state.get(WALKED, {})
    if params.get("present") != "1" or known.get("deck") != params.get("deck", known.get("deck")):
        return {}
    return {name: known.get(name, "") for name in OWN} if known else {}
