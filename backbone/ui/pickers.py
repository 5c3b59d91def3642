"""Pickers: each shows one field of the view and changes only that."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any, Literal

import streamlit as st

from backbone import places
from backbone.breakdowns import BREAKDOWNS
from backbone.indicators import INDICATORS
from backbone.periods import month_name, period_short
from backbone.places import Place
from backbone.punctuation import dotted
from backbone.text import Lang, Text
from backbone.ui import signin, widgets
from backbone.ui.page import PLAYING, Page
from backbone.view import LEVELS, Level, local

INDICATOR, PERIOD, AS_OF_PICK, LEVEL = (
    Text("Indicator", "指标"),
    Text("Policy year", "保单年度"),
    Text("As of", "截至"),
    Text("Level", "层级"),
)
# The indicators that exist for places.
LOCAL = local()
# That a place was chosen in the list of the search; how many it shows.
FOUND, MOST = "found", 8
# No name has more signs; what is typed beyond that finds nothing.
LONGEST = 60
SEARCH = Text("Find a place", "查找地区")
SEARCH_HINT = Text("Name in English or Chinese, pinyin or code", "地名、拼音、首字母或代码")
Kind = Literal["list", "buttons", "slider", "several"]
# Streamlit's widget of each kind.
WIDGETS: Mapping[Kind, str] = {
    "list": "selectbox",
    "buttons": "segmented_control",
    "slider": "select_slider",
    "several": "multiselect",
}


def pick(
    page: Page,
    kind: Kind,
    key: str,
    label: str,
    options: Sequence[str],
    named: Callable[[Any], str],
    now: object,
    then: Callable[[Any], None] | None = None,
    **looks: object,
) -> None:
    """A picker of that kind that shows `now` among `options`, each written as `named` says. What is picked goes to
    `then`, or without it into the field of the view that the picker is named after. The address is the whole of what a
    reader has chosen, so the widget is told its value at every run."""
    st.session_state[key] = now
    if kind == "buttons":
        looks = {"required": True, **looks}

    def picked() -> None:
        if (chosen := widgets.picked(key, options, kind == "several")) is None:
            return
        if then is None:
            page.go(page.view.with_(**{key: chosen}))
        else:
            then(chosen)

    getattr(st, WIDGETS[kind])(label, options, key=key, format_func=named, on_change=picked, **looks)


def indicator_picker(page: Page, among: Sequence[str] = LOCAL, shown: str = "") -> None:
    """Every indicator that exists for places, or those of `among`; `shown` is the one that is shown where the view's
    own is not."""
    now = INDICATORS[shown or page.view.indicator]

    def named(i: str) -> str:
        return INDICATORS[i].name(page.lang)

    pick(
        page, "list", "indicator", page.say(INDICATOR), among, named, now.id, help=now.definition(page.lang), width=230
    )


def breakdown_picker(page: Page, label: Text) -> None:
    """Every breakdown, one after the other."""

    def named(by: str) -> str:
        return BREAKDOWNS[by].name(page.lang).capitalize()

    pick(page, "buttons", "by", page.say(label), list(BREAKDOWNS), named, page.view.by)


def period_picker(page: Page) -> None:
    """All policy years, or one."""
    named = partial(period_short, lang=page.lang)
    pick(page, "buttons", "period", page.say(PERIOD), page.store.horizon.periods, named, page.view.period)


def level_picker(page: Page) -> None:
    """Counties or provinces."""

    def named(level: Level) -> str:
        return LEVELS[level](page.lang).capitalize()

    pick(page, "buttons", "level", page.say(LEVEL), list(LEVELS), named, page.view.level)


def as_of_picker(page: Page) -> None:
    """The last month counted. While the months play it only tells: what a slow browser still says of an earlier month,
    nobody picked."""
    horizon, named = page.store.horizon, partial(month_name, lang=page.lang)
    now, playing = page.view.month(horizon), PLAYING in st.session_state

    def picked(month: str) -> None:
        if PLAYING not in st.session_state:
            page.until(month)

    key = "as-of-playing" if playing else "as-of"
    label = page.say(AS_OF_PICK)
    pick(page, "slider", key, label, horizon.months, named, now, picked, disabled=playing, width=190)


def place_search(page: Page) -> None:
    """A field that finds places of the programme, else any, and goes to the one that is chosen."""
    finder(page.lang, [*page.store.provinces, *page.store.counties], page.drill)


def finder(lang: Lang, members: Sequence[str], then: Callable[[str], None]) -> None:
    """A field that finds places as one types, by either name, pinyin, initials or code, today's or an older one; those
    of `members`, else any. The one that is chosen goes to `then`; Enter chooses the first."""

    def chosen(code: str) -> None:
        st.session_state["place-search"], st.session_state[FOUND] = "", True
        then(code)

    @st.fragment
    def search() -> None:
        signin.hold()
        if st.session_state.pop(FOUND, False):
            st.rerun()  # a click in the list has run the list alone
        typed = (st.text_input(
            SEARCH(lang), key="place-search", type="search", live="150ms", icon=":material/search:",
            placeholder=SEARCH(lang), help=SEARCH_HINT(lang), label_visibility="collapsed", autocomplete="off",
        ) or "")[:LONGEST]  # fmt: skip
        if not typed:
            return
        with st.container(key="found", gap=None):
            for code in _found(members, typed, lang):
                label = found_label(code, lang)
                st.button(label, key=f"found-{code}", type="tertiary", on_click=chosen, args=(code,), width="stretch")
            # Who presses Enter may be faster than the list: static/page.js waits until it is of what he has typed.
            st.html(f'<i hidden data-listed="{escape(typed)}"></i>')

    st.session_state.pop(FOUND, None)  # here the whole page runs
    search()


def _found(members: Sequence[str], typed: str, lang: Lang) -> list[str]:
    """The codes of the places of the programme that are found by what is typed, else of any, else of the most alike."""
    found = places.find(typed, lang, MOST, members) or places.find(typed, lang, MOST)
    return [place.code for place in (found or (places.nearest(typed) if typed else ()))]


def label_among(chosen: Collection[str], lang: Lang) -> Callable[[str], str]:
    """How a picker of places writes them: those `chosen` by name (and province where two share one), the others as they
    are found by typing."""
    names = [places.get(code).name(lang) for code in chosen]

    def named(code: str) -> str:
        if code not in chosen:
            return search_label(code, lang)
        place = places.get(code)
        alone = names.count(place.name(lang)) == 1
        return place.name(lang) if alone else f"{place.name(lang)} {places.get(place.parent).short(lang)}"

    return named


def search_label(code: str, lang: Lang) -> str:
    """A place as a list finds it by typing: both names (the reader's first), pinyin initials and code."""
    p = places.get(code)
    return f"{_both_names(p, lang)} · {p.initials} {p.code}"


def found_label(code: str, lang: Lang) -> str:
    """A place that was found: both its names, and its province, which tells it from others of that name."""
    p = places.get(code)
    return dotted((_both_names(p, lang), places.get(p.parent).short(lang) if p.level == "county" else ""))


def _both_names(of: Place, lang: Lang) -> str:
    return f"{of.name.en} {of.name.zh}" if lang == "en" else f"{of.name.zh} {of.name.en}"
