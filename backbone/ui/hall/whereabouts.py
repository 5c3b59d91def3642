"""Where a show has come to: in the address, so that it can be loaded anew and a step back leads to the scene before. A
kiosk walks all day, perhaps in a page of others, whose history it would fill: of that the session knows."""

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
