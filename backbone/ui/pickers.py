"""Pickers: each shows one field of the view and changes only that."""

from collections.abc import Sequence

import streamlit as st

from backbone import places
from backbone.breakdowns import BREAKDOWNS
from backbone.indicators import INDICATORS
from backbone.periods import month_name, period_short
from backbone.text import Lang, Text
from backbone.ui.page import Page
from backbone.view import LEVELS

INDICATOR, PERIOD, AS_OF_PICK, LEVEL = (
    Text("Indicator", "指标"),
    Text("Policy year", "保单年度"),
    Text("As of", "截至"),
    Text("Level", "层级"),
)
# The indicators that exist for places.
LOCAL = tuple(i.id for i in INDICATORS.values() if not i.programme_only)
PLAY, STOP = Text("Play", "播放"), Text("Stop", "停止")
# The page that plays its months: to leave it is to stop.
PLAYING, SECONDS_A_MONTH = "playing", 1.0
SEARCH = Text("Find a place", "查找地区")
SEARCH_HINT = Text("Name in English or Chinese, pinyin or code", "地名、拼音、首字母或代码")


def _picked(page: Page, name: str, key: str) -> None:
    page.go(page.view.with_(**{name: st.session_state[key]}))


def indicator_picker(page: Page, among: Sequence[str] = LOCAL, shown: str = "") -> None:
    """Every indicator that exists for places, or those of `among`; `shown` is the one that is shown where the view's
    own is not."""
    st.session_state["indicator"] = shown or page.view.indicator
    st.selectbox(
        page.say(INDICATOR),
        among,
        key="indicator",
        format_func=lambda i: INDICATORS[i].name(page.lang),
        help=INDICATORS[shown or page.view.indicator].definition(page.lang),
        on_change=_picked,
        args=(page, "indicator", "indicator"),
        width=230,
    )


def breakdown_picker(page: Page, label: Text) -> None:
    """Every breakdown, one after the other."""
    st.session_state["by"] = page.view.by
    st.segmented_control(
        page.say(label),
        list(BREAKDOWNS),
        key="by",
        required=True,
        format_func=lambda by: BREAKDOWNS[by].name(page.lang).capitalize(),
        on_change=_picked,
        args=(page, "by", "by"),
    )


def period_picker(page: Page) -> None:
    """All policy years, or one."""
    st.session_state["period"] = page.view.period
    st.segmented_control(
        page.say(PERIOD),
        page.store.horizon.periods,
        key="period",
        required=True,
        format_func=lambda p: period_short(p, page.lang),
        on_change=_picked,
        args=(page, "period", "period"),
    )


def level_picker(page: Page) -> None:
    """Counties or provinces."""
    st.session_state["level"] = page.view.level
    st.segmented_control(
        page.say(LEVEL),
        list(LEVELS),
        key="level",
        required=True,
        format_func=lambda level: LEVELS[level](page.lang).capitalize(),
        on_change=_picked,
        args=(page, "level", "level"),
    )


def as_of_picker(page: Page) -> None:
    """The last month counted."""
    horizon = page.store.horizon
    st.session_state["as-of"] = page.view.month(horizon)

    st.select_slider(
        page.say(AS_OF_PICK),
        horizon.months,
        key="as-of",
        format_func=lambda m: month_name(m, page.lang),
        on_change=lambda: page.until(st.session_state["as-of"]),
        width=190,
    )


def play_button(page: Page, shortcut: str | None = None) -> None:
    """Plays the months from the first cover to the last: the programme grows before the reader's eyes. Pressed at
    the end it starts anew; pressed again it stops."""
    playing = st.session_state.get(PLAYING) == page.id

    def pressed() -> None:
        st.session_state[PLAYING] = None if playing else page.id
        if not playing and page.view.as_of == "":
            page.until(page.store.began)

    st.button(
        page.say(STOP if playing else PLAY),
        key="play",
        shortcut=shortcut,
        on_click=pressed,
        type="tertiary",
        icon=":material/pause:" if playing else ":material/play_arrow:",
    )
    if playing:
        _tick(page)


def _tick(page: Page) -> None:
    """One month further every second; the last month stops the play."""
    months = page.store.horizon.months
    later = months[months.index(page.view.month(page.store.horizon)) + 1 :]
    if not later:
        st.session_state[PLAYING] = None
        return
    drawn_with_the_page = iter((True,))

    @st.fragment(run_every=SECONDS_A_MONTH)
    def tick() -> None:
        if next(drawn_with_the_page, False):
            return
        page.until(later[0])
        st.rerun()

    tick()


def search_label(code: str, lang: Lang) -> str:
    """A place as it is found by typing: both names (the reader's first), pinyin initials and code."""
    p = places.get(code)
    own, other = (p.name.en, p.name.zh) if lang == "en" else (p.name.zh, p.name.en)
    return f"{own} {other} · {p.initials} {p.code}"


def place_search(page: Page) -> None:
    """Every province and county of the programme, found by either name, pinyin, initials or code."""

    def found() -> None:
        if code := st.session_state["place-search"]:
            page.drill(code)

    st.session_state["place-search"] = None
    st.selectbox(
        page.say(SEARCH),
        [*page.store.provinces, *page.store.counties],
        key="place-search",
        format_func=lambda code: search_label(code, page.lang),
        placeholder=page.say(SEARCH),
        help=page.say(SEARCH_HINT),
        label_visibility="collapsed",
        on_change=found,
        width=220,
    )
