"""The stage dress: one picture, one sentence, one number, and keys instead of a mouse."""

from html import escape
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from backbone.deck.deck import Scene
from backbone.deck.slides import Slide
from backbone.dress import Dress
from backbone.periods import month_name
from backbone.pictures import scene
from backbone.pictures.sheet import foot
from backbone.text import Text
from backbone.ui import browser, events, staging, translation, ways
from backbone.ui.page import ENTERED_FROM, PLAYING, Page
from backbone.ui.playing import play_button
from backbone.view import View

ENTERED_FROM_THERE = "stage-entered"
_entered = browser.code("entered")
BACK, EARLIER, LATER, FIRST, LAST, BEFORE, AFTER, DRESS = (
    Text("Leave the stage", "退出演示"),
    Text("A month earlier", "上一个月"),
    Text("A month later", "下一个月"),
    Text("First month", "第一个月"),
    Text("Last month", "最后一个月"),
    Text("Previous period", "上一期间"),
    Text("Next period", "下一期间"),
    Text("Dark or light", "深色或浅色"),
)


def show(page: Page) -> None:
    """The page's scene dressed for a hall; PageUp and PageDown step through the periods, the arrows through the
    months, Home and End jump, Space plays, L changes the dress, Esc goes back to the same view."""
    shown = scene.shown(page.id, page.store, page.record, page.view, page.canvas)
    seen = Slide(1, Scene(page=page.id), page.lang, shown, "", foot(shown.picture, page.store))
    month = month_name(page.view.month(page.store.horizon), page.lang) if PLAYING in st.session_state else ""
    staging.dress(page.dress.tone)
    st.html(f"<style>{translation.styled(page.lang)}</style>")
    with st.container(key="stage"):
        st.html(f'<a hidden data-shown href="{escape(page.address(page.id, dress=page.dress))}"></a>')
        with st.container(key="scene-stage"):
            st.html(staging.said(seen, month=month))
            if shown.picture.figure is not None:
                staging.picture(shown.picture, "stage", page.canvas.base)
        with st.container(key="stage-keys", horizontal=True, gap="xsmall"):
            ways.follow(page)
            _remember(page)
            _keys(page)


def _remember(page: Page) -> None:
    """Has the browser keep the view that the stage was entered from, and takes it back from there after the page was
    loaded anew; a view that no key leads to from there is none."""

    def kept() -> None:
        said = st.session_state[ENTERED_FROM_THERE].entered
        asks = dict(parse_qsl(said)) if isinstance(said, str) else {}
        view = View.from_params(asks, page.store.horizon)
        if view.with_(period=page.view.period, as_of=page.view.as_of) == page.view:
            st.session_state[ENTERED_FROM] = view
        else:
            events.strange()

    entered = st.session_state.get(ENTERED_FROM)
    said = f"?{urlencode(entered.params())}" if entered else ""
    _entered(page, ENTERED_FROM_THERE, {"entered": said}, on_entered_change=kept)


def _keys(page: Page) -> None:
    view, horizon = page.view, page.store.horizon
    months, periods = horizon.months, horizon.periods
    month, period = months.index(view.month(horizon)), periods.index(view.period)

    def as_of(index: int) -> View:
        chosen = months[min(max(index, 0), len(months) - 1)]
        return view.with_(as_of="" if chosen == horizon.last else chosen)

    def of_period(index: int) -> View:
        return view.with_(period=periods[min(max(index, 0), len(periods) - 1)])

    other = page.dress.with_(tone="light" if page.dress.tone == "dark" else "dark")
    moves = (
        ("PageUp", BEFORE, ":material/skip_previous:", of_period(period - 1)),
        ("PageDown", AFTER, ":material/skip_next:", of_period(period + 1)),
        ("Home", FIRST, ":material/first_page:", as_of(months.index(page.store.began))),
        ("Left", EARLIER, ":material/chevron_left:", as_of(month - 1)),
        ("Right", LATER, ":material/chevron_right:", as_of(month + 1)),
        ("End", LAST, ":material/last_page:", as_of(len(months) - 1)),
        ("L", DRESS, ":material/contrast:", view, other),
        ("Esc", BACK, ":material/close:", st.session_state.get(ENTERED_FROM, view), Dress()),
    )
    for key, said, icon, *then in moves:
        st.button(
            icon,
            help=said(page.lang),
            key=f"stage-{key}",
            type="tertiary",
            shortcut=key,
            on_click=page.go,
            args=tuple(then),
        )
    play_button(page, shortcut="Space")
