"""The scenes on a stage. Beside the one that is seen its neighbours stand there drawn and hidden, so that a key only
has to turn to them, twice where two presses come at once: each scene has one of five slots, and a step changes at most
one of the others. A sixth holds the place that a detour leads to; the scene that was left stays as it is."""

from dataclasses import asdict
from typing import Any

import streamlit as st

from backbone.deck import detours
from backbone.deck.kinds.registry import faults, kind
from backbone.deck.slides import Slide, slide
from backbone.pictures.growth import Growth, growth
from backbone.ui import staging
from backbone.ui.hall.stage import Stage

SLOTS = 5
# What stands in the slots of this session: of which deck in which dress, each slot's scene, and the detour.
HELD = "show-held"
# Whether the browser has said that the stage is at rest: only then the neighbours are drawn, and when it is again the
# one after the next, so that no flight waits for three pictures.
RESTED = "show-rested"


def scenes(stage: Stage) -> None:
    """The scene that is seen, its neighbours once it has come to rest, and the place of a detour."""
    numbers, detour = _hold(stage)
    for slot, number in enumerate(numbers):
        with st.container(key=f"scene-{slot}"):
            if number:
                of = slide(stage.of, number, stage.canvas)
                _draw(stage, of, staging.said(of, month=" " if grown(stage, number) else ""), f"{slot}")
    with st.container(key="scene-detour"):
        if detour:
            left, place = detour
            of = detours.profile(stage.of, left, place, stage.canvas)
            _draw(stage, of, staging.said(of, place=place), "detour")


def held() -> list[int]:
    """The number of the scene in each slot, 0 for none."""
    return list(st.session_state[HELD][1])


def _hold(stage: Stage) -> tuple[list[int], tuple[int, str] | None]:
    """What is to stand in the slots, and the detour. What stands there already stays, so that nothing is drawn anew
    while the stage moves."""
    identity = (stage.of.deck, stage.lang, stage.tone)
    known, before, detour = st.session_state.get(HELD, (None, [], None))
    now = list(before) if known == identity else [0] * SLOTS
    near = [stage.number]
    if st.session_state.pop(RESTED, False):
        beside = [stage.number + 1, stage.number - 1]
        there = all(number in now for number in beside if 1 <= number <= stage.last)
        near += [stage.number + 2] if there else beside
    for number in near:
        if 1 <= number <= stage.last:
            now[number % SLOTS] = number
    if stage.detour or known != identity:
        detour = (stage.number, stage.detour) if stage.detour else None
    st.session_state[HELD] = (identity, now, detour)
    return now, detour


def grown(stage: Stage, number: int) -> Growth | None:
    """How the map of a scene grows; None where it does not play, or cannot."""
    scene, store = stage.of.deck.scenes[number - 1], stage.of.store
    view = None if faults(stage.of, scene) else kind(scene).playing(stage.of, scene, stage.lang)
    return growth(store, view, stage.canvas) if store and view else None


def plays(stage: Stage) -> dict[str, Any]:
    """What the browser needs of each scene in a slot on which the months go by, by its number."""
    found = {number: grown(stage, number) for number in held() if number}
    return {str(number): asdict(one) for number, one in found.items() if one}


def _draw(stage: Stage, of: Slide, said: str, slot: str) -> None:
    """A scene in its slot: its words, and its picture where it has one."""
    st.html(said)
    if of.shown.picture.figure is not None and not of.faults:
        staging.picture(of.shown.picture, slot, stage.base)
