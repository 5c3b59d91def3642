"""The stage dress: one picture, one sentence, one number, and keys instead of a mouse."""

from html import escape
from pathlib import Path

import streamlit as st

from backbone import charts
from backbone.boundaries import MAP_NOTE
from backbone.dress import Dress
from backbone.pictures import scene
from backbone.pictures.scene import Shown
from backbone.pictures.sheet import marks
from backbone.punctuation import dotted, prose
from backbone.text import Text
from backbone.ui import ways
from backbone.ui.page import ENTERED_FROM, Page
from backbone.ui.playing import play_button
from backbone.view import View

CSS = Path(__file__).with_name("stage.css")
# A number of more signs than this is written smaller, so that it stays beside the picture.
LONG = 9

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
    palette = page.canvas.palette
    shown = scene.shown(page.id, page.store, page.record, page.view, page.canvas)
    st.html(CSS)
    st.html(
        f"<style>.stApp {{ background: {palette.paper}; }} .st-key-stage-keys * {{ color: {palette.quiet}; }}</style>"
    )
    with st.container(key="stage"):
        left, right = st.columns([5, 10], vertical_alignment="center")
        with left:
            st.html(_said(page, shown))
        with right, st.container(key="stage-picture"):
            _figure(page, shown)
        with st.container(key="stage-keys", horizontal=True, gap="xsmall"):
            ways.follow(page)
            _keys(page)


def _figure(page: Page, shown: Shown) -> None:
    """The picture of the scene; where there is none, its reason stands in its place."""
    picture = shown.picture
    if picture.figure is None:
        st.html(f'<div class="stage-note">{escape(picture.lead)}</div>')
        return
    st.plotly_chart(
        charts.filling(picture.figure),
        key="stage-chart",
        theme=None,
        height="stretch",
        alt=picture.title,
        config=charts.config(page.canvas.base),
    )


def _said(page: Page, shown: Shown) -> str:
    """The place, the sentence around its number, when it holds and what it rests on as HTML; every word of it is
    escaped."""
    palette, figure = page.canvas.palette, shown.picture.figure
    before, number, after = shown.sentence.lines
    on_map = figure is not None and bool(charts.marked(figure))
    of_snapshot = marks(page.store, page.lang) if page.id != "record" else ()
    rests = dotted((*of_snapshot, page.say(MAP_NOTE) if on_map else ""))
    parts = (
        ("place", palette.ink, shown.place),
        ("sentence" if number else "sentence alone", palette.ink, before),
        ("number long" if len(number) > LONG else "number", palette.accent, number),
        ("sentence", palette.ink, after),
        ("when", palette.quiet, shown.when),
        ("note", palette.quiet, prose((*shown.notes, rests), page.lang)),
    )
    own = f'<a hidden data-shown href="{escape(page.address(page.id, dress=page.dress))}"></a>'
    return own + "".join(
        f'<div class="stage-{name}" style="color:{colour}">{escape(text)}</div>' for name, colour, text in parts if text
    )


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
