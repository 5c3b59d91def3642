"""The stage dress: one picture, one sentence, one number, and keys instead of a mouse."""

import math
from dataclasses import replace
from html import escape
from pathlib import Path

import streamlit as st

from backbone import charts, places
from backbone.boundaries import MAP_NOTE
from backbone.compare import findings
from backbone.dress import Dress
from backbone.periods import month_name, period_name
from backbone.pictures import area, record
from backbone.pictures.notes import waiting
from backbone.pictures.picture import Picture
from backbone.places import NATION
from backbone.punctuation import dotted, prose
from backbone.site import PAGES
from backbone.telling import NOT_YET
from backbone.text import Text
from backbone.ui.page import ENTERED_FROM, ILLUSTRATIVE, Page
from backbone.ui.playing import play_button
from backbone.view import View
from backbone.where import EVERYTHING

CSS = Path(__file__).with_name("stage.css")
SCOPE = Text(
    "{counties:county|counties} in {provinces:province|provinces}", "{provinces} 个省（自治区）{counties} 个县"
)
EVIDENCED = Text("of {all} counties are named by a published source", "个县已有公开来源点名，项目共 {all} 个县")
NOTHING = Text("No figure for “{what}” yet", "“{what}”暂无数据")
WHEN = Text("{period}, as of {month}", "{period}，截至{month}")
SIZE, MOST = 1.5, 15
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
    """The page's picture dressed for a hall; PageUp and PageDown step through the periods, the arrows through the
    months, Home and End jump, Space plays, L changes the dress, Esc goes back to the same view."""
    palette = page.canvas.palette
    # A page of a place shows that place, all others the nation; a hall sees everything, not one category of it.
    own = page.view if PAGES[page.id].follows else page.view.into(NATION)
    shown = replace(page, view=own.with_(only=EVERYTHING))
    picture = _picture(shown)
    st.html(CSS)
    st.html(
        f"<style>.stApp {{ background: {palette.paper}; }} .st-key-stage-keys * {{ color: {palette.quiet}; }}</style>"
    )
    with st.container(key="stage"):
        left, right = st.columns([5, 10], vertical_alignment="center")
        with left:
            st.html(_said(shown))
        with right, st.container(key="stage-picture"):
            st.plotly_chart(
                charts.Figure(picture.figure).update_layout(height=None, autosize=True),
                key="stage-chart",
                theme=None,
                height="stretch",
                alt=picture.title,
                config=charts.config(page.canvas.base),
            )
        with st.container(key="stage-keys", horizontal=True, gap="xsmall"):
            _keys(page)


def _said(page: Page) -> str:
    """The place, the number, what it is and its note as HTML; every word of it is escaped."""
    palette = page.canvas.palette
    place, number, what, note = _of_record(page) if page.id == "record" else _of_question(page)
    parts = (
        ("place", palette.ink, place),
        ("number long" if len(number) > LONG else "number", palette.accent, number),
        ("sentence", palette.ink, what),
        ("note", palette.quiet, note),
    )
    return "".join(
        f'<div class="stage-{name}" style="color:{colour}">{escape(text)}</div>' for name, colour, text in parts if text
    )


def _of_question(page: Page) -> tuple[str, str, str, str]:
    """What stands beside the picture of the page's question."""
    view, lang, store = page.view, page.lang, page.store
    answer = store.aggregate((view.indicator, "counties", "provinces"), (), page.where).iloc[0]
    place, month = places.get(view.place).name(lang), view.month(store.horizon)
    if view.place == NATION:
        place = page.say(SCOPE, counties=int(answer["counties"]), provinces=int(answer["provinces"]))
    when = page.say(WHEN, period=period_name(view.period, lang), month=month_name(month, lang))
    waits = waiting(store, page.where, (view.indicator,), lang)
    note = dotted((page.say(ILLUSTRATIVE) if page.basis == "illustrative" else "", when, page.say(MAP_NOTE)))
    note = prose((waits, note), lang)
    if not answer["counties"]:
        codes = [view.place] if view.place != NATION else []
        return "", "", findings.without_cover(codes, view.period, month, lang), note
    if math.isnan(answer[view.indicator]) and waits:
        return place, page.say(NOT_YET), view.asks.name(lang), note
    if math.isnan(answer[view.indicator]):
        return place, "", page.say(NOTHING, what=view.asks.name(lang)), note
    return place, view.asks.unit.short(answer[view.indicator], lang), (view.asks.spoken or view.asks.name)(lang), note


def _of_record(page: Page) -> tuple[str, str, str, str]:
    """What stands beside the counties that the record names; it is not illustrative, and knows no period."""
    named = record.of_membership(page.record, "evidenced")
    return "", str(len(named)), page.say(EVIDENCED, all=len(page.record.counties)), page.say(MAP_NOTE)


def _picture(page: Page) -> Picture:
    """The picture of the page that is on: its map, its ranking, or the counties that the record names."""
    store, view, canvas = page.store, page.view, page.canvas.for_stage(SIZE)
    if page.id == "record":
        return record.evidence(page.record, view, canvas)
    if page.id == "ranking":
        return area.ranking(store, view, canvas, view.level, MOST)
    return area.map_here(store, view, canvas, view.level)


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
