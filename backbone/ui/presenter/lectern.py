"""A presenter view: the clock of the show, this scene and the next, the notes, and the buttons that steer it."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from backbone.punctuation import dotted
from backbone.site import PRESENTER
from backbone.text import Lang, Text
from backbone.ui import events, running, signin
from backbone.ui.browser import code
from backbone.ui.lines import together
from backbone.ui.pickers import finder
from backbone.ui.presenter.scenes import place, scene
from backbone.ui.presenter.seat import Seat, closed
from backbone.ui.running import SILENT, Show, What

# The search looks as on every page.
CSS = (Path(__file__).parents[1] / "page.css", Path(__file__).with_name("presenter.css"))
# How often it is looked at the show, in seconds.
EVERY = 1.0
LANGUAGES: dict[Lang, tuple[Lang, str]] = {"en": ("zh", "中文"), "zh": ("en", "English")}
NOW, NEXT, LAST = (
    Text("On the stage", "当前"),
    Text("Next", "下一场景"),
    Text("This is the last scene.", "已是最后一个场景。"),
)
COUNT, AWAY = Text("Scene {n} of {all}", "第 {n} / {all} 场景"), Text("Away from scene {n}", "离开第 {n} 场景")
DARK, WHITE = Text("The stage is black", "画面已变黑"), Text("The stage is white", "画面已变白")
NOTES, NO_NOTES = Text("Notes", "备注"), Text("No notes for this scene.", "本场景没有备注。")
OTHER_NOTES = Text("Written in Chinese only:", "仅有英文备注：")
QUIET = Text(
    "The stage has not been heard of for {n} seconds: see to its window, or its network.",
    "已有 {n} 秒未收到演示画面的信号，请检查其窗口或网络。",
)
NOT_ON = Text(
    "The show has not begun: press “Start the show” on the page of the deck. This view follows from then on.",
    "演示尚未开始：请在演示文稿页面点击“开始演示”，本视图随即同步。",
)
CLOCK_HELP = Text("Start the clock anew", "重新计时")
PREVIOUS, FOLLOWING, BLACK, LIGHT, RETURN = (
    Text("Previous", "上一个"),
    Text("Next", "下一个"),
    Text("Black", "黑屏"),
    Text("Show it again", "恢复画面"),
    Text("Back to the scene", "返回场景"),
)
KEY = "presenter-keys"
# The number of the press of this session that was done last.
DONE = "presenter-press-done"
# What each button wishes for.
PRESSES: dict[str, tuple[What, str]] = {
    "previous": ("step", "-1"),
    "following": ("step", "1"),
    "shade": ("shade", ""),
    "return": ("back", ""),
}
_keys = code("presenter")


def follow(seat: Seat) -> None:
    """The whole view of a show; it is drawn anew when the show goes on."""
    try:
        show = running.look(seat.view)
    except running.Refused as refused:
        closed(refused.text, seat.lang)
    if not 1 <= show.to <= len(seat.of.deck):
        closed(running.OVER, seat.lang)  # another deck of this name is on the stage by now
    st.html(f"<style>:root {{ --paper: {seat.canvas.palette.paper}; }}</style>")
    for sheet in CSS:
        st.html(sheet)
    with st.container(key="presenter", gap="small"):
        _head(seat, show)
        with st.container(key="scenes", horizontal=True, gap="medium"):
            _scenes(seat, show)
        _notes(seat, show)
        _steer(seat, show)
    _keys(None, KEY, {"done": st.session_state.get(DONE, 0)}, on_pressed_change=lambda: _pressed(seat))


def _head(seat: Seat, show: Show) -> None:
    other, name = LANGUAGES[seat.lang]
    with st.container(key="head", horizontal=True, vertical_alignment="center", gap="small"):
        _tick(seat, show)
        st.button(
            ":material/restart_alt:",
            key="clock",
            type="tertiary",
            help=seat.say(CLOCK_HELP),
            on_click=_ask,
            args=(running.start_clock, seat.view),
        )
        st.page_link(PRESENTER.path, label=name, query_params={"view": seat.view, "lang": other})


def _tick(seat: Seat, drawn: Show) -> None:
    """The clock, once a second; where the show has gone on meanwhile, the page is drawn anew."""
    with_the_page = iter((True,))

    @st.fragment(run_every=EVERY)
    def tick() -> None:
        signin.hold()
        now = drawn
        if not next(with_the_page, False):
            try:
                now = running.look(seat.view)
            except running.Refused:
                st.rerun()
            if replace(now, silent=0) != replace(drawn, silent=0):
                st.rerun()
        st.html(_clock(seat, now))

    tick()


def _clock(seat: Seat, show: Show) -> str:
    """HTML: the time since the show began, the time of day, which scene it is, and what is the matter."""
    gone = max(0, round(time.time() - show.clock)) if show.on else 0
    minutes, seconds = divmod(gone, 60)
    count = seat.say(COUNT, n=show.to, all=len(seat.of.deck))
    matter = [
        seat.say(AWAY, n=show.scene) if show.detour else "",
        {"": "", "black": seat.say(DARK), "white": seat.say(WHITE)}[show.shade],
    ]
    wrong = seat.say(QUIET, n=round(show.silent)) if show.silent > SILENT else ""
    late = wrong if show.on else seat.say(NOT_ON)
    return (
        f'<div class="clock"><b>{minutes}:{seconds:02}</b><span>{_time_of_day()}</span><span>{escape(count)}</span>'
        f"<mark>{escape(dotted(matter))}</mark></div>" + (f'<p class="late">{escape(late)}</p>' if late else "")
    )


def _time_of_day() -> str:
    try:
        zone = ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):  # a browser may say anything
        zone = ZoneInfo("UTC")
    return f"{datetime.now(UTC).astimezone(zone):%H:%M}"


def _scenes(seat: Seat, show: Show) -> None:
    with st.container(key="now", gap="xxsmall"):
        st.caption(seat.say(NOW))
        if show.detour:
            place(seat, show.to, show.detour)
        else:
            scene(seat, show.to, "now")
    with st.container(key="next", gap="xxsmall"):
        st.caption(seat.say(NEXT))
        if show.to < len(seat.of.deck):
            scene(seat, show.to + 1, "next")
        else:
            st.caption(seat.say(LAST))


def _notes(seat: Seat, show: Show) -> None:
    """The notes of the scene in the presenter's language; where there are none, those in the other, which are said to
    be."""
    notes, other = seat.of.deck.scenes[show.to - 1].notes, LANGUAGES[seat.lang][0]
    spoken = other if notes(other) and not notes(seat.lang) else seat.lang
    said = notes(spoken)
    lead = "" if notes(seat.lang) or not said else f"<small>{escape(seat.say(OTHER_NOTES))}</small>"
    with st.container(key="notes", gap="xxsmall"):
        st.caption(seat.say(NOTES))
        told = "".join(f"<p>{together(line)}</p>" for line in said.splitlines() if line.strip())
        st.html(
            f'<div class="notes" lang="{spoken}">{lead}{told or f"<small>{escape(seat.say(NO_NOTES))}</small>"}</div>'
        )


def _steer(seat: Seat, show: Show) -> None:
    """What the presenter presses."""
    shade = (LIGHT, ":material/light_mode:") if show.shade else (BLACK, ":material/dark_mode:")
    presses = {
        "previous": (PREVIOUS, ":material/chevron_left:"),
        "shade": shade,
        "return": (RETURN, ":material/undo:"),
        "following": (FOLLOWING, ":material/chevron_right:"),
    }
    with st.container(key="steer", horizontal=True, vertical_alignment="center", gap="small"):
        for key, (said, icon) in presses.items():
            if key != "return" or show.detour:
                # None is ever dead: who presses quickly is not made to wait until it is drawn alive again.
                st.button(seat.say(said), key=key, icon=icon, on_click=_wish, args=(seat, *PRESSES[key]))
        store = seat.of.store
        finder(seat.lang, store.counties if store else (), lambda found: _wish(seat, "place", found))


def _pressed(seat: Seat) -> None:
    """Does each press that the browser tells of, and has not been done yet; no more than a show keeps. A callback."""
    told = st.session_state[KEY].pressed
    for press in told[: running.MOST_WISHES] if isinstance(told, list) else [told]:
        match press:
            case [int(number), str(key)] if key in PRESSES:
                if number > st.session_state.get(DONE, 0):
                    st.session_state[DONE] = number
                    _wish(seat, *PRESSES[key])
            case _:
                events.strange()


def _wish(seat: Seat, what: What, value: str = "") -> None:
    """Asks something of the stage. A callback."""
    _ask(running.wish, seat.view, what, value)


def _ask(do: Callable[..., None], *told: str) -> None:
    """Asks it of the show, unless that has ended, which the page says next, or cannot be noted. A callback."""
    with suppress(running.Refused):
        do(*told)
