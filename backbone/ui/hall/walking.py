"""Walking through a deck: what the browser is told of the stage, and what it asks for when a key is pressed."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from backbone import places
from backbone.dress import TONES
from backbone.text import Text
from backbone.ui import browser, events
from backbone.ui.hall import company, slots
from backbone.ui.hall.search import search
from backbone.ui.hall.stage import Stage
from backbone.ui.hall.whereabouts import show
from backbone.ui.ways import LANGUAGES

KEY = "show"
# The number of the press that was answered last: what the browser has asked since is not undone.
PRESS = "show-press"
MOST_PRESSES = 2**31
SHADES = ("", "black", "white")
# How long a kiosk shows a scene, and a month of one that grows (static/flight.js).
SECONDS, SECONDS_A_MONTH = 20.0, 0.65
# The keys as the reader finds them behind "?"; those that are called the same in both languages are no texts.
HELP: tuple[tuple[str | Text, Text], ...] = (
    (Text("→  PageDown  Space", "→  PageDown  空格"), Text("next scene", "下一个场景")),
    ("←  PageUp", Text("the scene before", "上一个场景")),
    ("Home  End", Text("first, last scene", "第一个、最后一个场景")),
    (Text("1 2 … Enter", "1 2 … 回车"), Text("to that scene", "跳到该场景")),
    (Text("Space", "空格"), Text("where months go by: start, pause", "逐月播放时：开始、暂停")),
    (Text("two letters", "两个字母或汉字"), Text("to a county; Esc comes back", "前往该县；Esc 键返回")),
    ("B  W", Text("black, white; again: the scene", "黑屏、白屏；再按返回")),
    ("L", Text("light or dark", "浅色或深色")),
    ("Esc", Text("leave the stage", "退出演示")),
)
LABELS: Mapping[str, Text] = {
    "next": Text("Next scene", "下一个场景"),
    "before": Text("Previous scene", "上一个场景"),
    "keys": Text("Keys", "按键"),
    "full": Text("Full screen", "全屏"),
    "tone": Text("Light or dark", "浅色或深色"),
    "leave": Text("Leave the stage", "退出演示"),
    "find": Text("Find a county", "查找县"),
}
_mount, _flight = browser.code("show"), browser.code("flight")


def walk(stage: Stage) -> None:
    """Gives the stage its keys, in the browser: a step turns to what is drawn already, and the server hears of it."""

    def asked() -> None:
        _obey(stage, st.session_state[KEY].asked)

    company.invite(stage)
    company.tell(stage)
    said = {
        "part": "stage",
        "scene": stage.number,
        "last": stage.last,
        "held": slots.held(),
        "detour": stage.detour,
        "press": st.session_state.get(PRESS, 0),
        "tone": stage.tone,
        "lang": LANGUAGES[stage.lang],
        "out": stage.way_out,
        "kiosk": _stays(stage) if stage.kiosk else 0,
        "labels": {name: stage.say(text) for name, text in LABELS.items()},
        "help": [[key if isinstance(key, str) else stage.say(key), stage.say(what)] for key, what in HELP],
        "run": company.run(stage),
    }
    _flight(None, "show-flight", {"plays": slots.plays(stage)})
    _mount(None, KEY, said, on_asked_change=asked)
    search(stage)
    company.hear(stage)


def _obey(stage: Stage, asked: Any) -> None:
    """Does what the browser asks for; what no browser of ours asks counts for nothing."""
    known = _known(stage, asked) if isinstance(asked, Mapping) else None
    if known is None:
        events.strange()
        return
    st.session_state[PRESS] = known.pop("press")
    st.session_state[company.SHADE] = known.pop("shade")
    now = stage.with_(**known)
    company.done(asked.get("done"))
    if asked.get("rested") is True:
        st.session_state[slots.RESTED] = True
    if isinstance(run := asked.get("run"), str):
        company.resume(stage, run)
    st.session_state[company.HELP] = asked.get("help") is True
    show(now)


def _stays(stage: Stage) -> float:
    """For how many seconds a kiosk shows a scene: longer where the months go by."""
    found = slots.grown(stage, stage.number)
    return max(SECONDS, len(found.months) * SECONDS_A_MONTH + SECONDS / 3) if found else SECONDS


def _known(stage: Stage, asked: Mapping[str, Any]) -> dict[str, Any] | None:
    """What is to be seen, as it can be; None where it cannot."""
    number, press, tone, detour, shade = (asked.get(name) for name in ("scene", "press", "tone", "detour", "shade"))
    fits = type(number) is int and 1 <= number <= stage.last and type(press) is int and 0 <= press < MOST_PRESSES
    there = isinstance(detour, str) and (not detour or places.meant(detour) == detour)
    if not (fits and there and tone in TONES and shade in SHADES):
        return None
    return {"number": number, "press": press, "tone": tone, "detour": detour, "shade": shade}
