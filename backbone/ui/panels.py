"""Panels: the question with its answer, plain tables, and words that lead to a place."""

from collections.abc import Iterable, Sequence
from html import escape
from math import isnan

import pandas as pd
import streamlit as st

from backbone import places
from backbone.gathering import NOT_YET
from backbone.indicators import INDICATORS
from backbone.pictures.notes import waiting
from backbone.punctuation import clauses, held, labelled, sentence
from backbone.site import ENTRIES
from backbone.text import Text
from backbone.ui.page import Page

# A value stays in the line of its word. In Chinese a rate is low or high, and a count small or large.
SPREAD = {
    True: Text(
        "from {low_value} in {low_place} to {high_value} in {high_place}",
        "{low_place}最低\u00a0{low_value}，{high_place}最高\u00a0{high_value}",
    ),
    False: Text(
        "from {low_value} in {low_place} to {high_value} in {high_place}",
        "{low_place}最少\u00a0{low_value}，{high_place}最多\u00a0{high_value}",
    ),
}


def title(page: Page, said: str = "") -> None:
    """The one title of a page: the question that the page answers, or what is `said` instead."""
    st.title(held(said or page.say(ENTRIES[page.id].title)), anchor=False)


def finding(said: str) -> None:
    """What a page, or a part of it, has found: a sentence in large type."""
    st.subheader(held(said), anchor=False)


def shown(page: Page, i: str, value: float) -> str:
    """The value of an indicator as it stands on the page: "not yet" where every claim behind an amount waits."""
    waits = INDICATORS[i].of_amounts and pd.isna(value) and page.store.told(page.where).waiting > 0
    return page.say(NOT_YET) if waits else INDICATORS[i].unit.short(value, page.lang)


def waits(page: Page, ids: Iterable[str]) -> None:
    """The sentence below a headline that says what its amounts leave out, where they do."""
    if said := page.news([waiting(page.store, page.where, ids, page.lang)]):
        st.caption(said)


def question(page: Page, title: str, spread: pd.DataFrame) -> None:
    """What the page is looking at: the indicator with its value and how far the places of `spread` lie apart, and
    the question in words."""
    view, lang, unit = page.view, page.lang, page.view.asks.unit
    value = page.store.value(view.indicator, page.where)
    said = labelled(view.asks.name(lang), shown(page, view.indicator, value), lang)
    known = [(code, n) for code, n in zip(spread["place"], spread[view.indicator], strict=True) if not isnan(n)]
    values = {n for _, n in known}
    if len(values) > 1:
        ends: dict[str, str] = {}
        for end, extreme in (("low", min(values)), ("high", max(values))):
            at = [code for code, n in known if n == extreme]
            ends |= {f"{end}_place": places.together(at, lang), f"{end}_value": unit.short(extreme, lang)}
        said = clauses((said, page.say(SPREAD[unit.is_rate], **ends)), lang)
    words = f'<p class="quiet">{escape(sentence(title, lang))}</p>'
    st.html(f'<div class="asked"><h3>{escape(held(said))}</h3>{words}</div>')


def caution(page: Page) -> None:
    """What to be careful about with the indicator that is looked at, where there is anything."""
    if said := page.view.asks.caution:
        st.caption(page.say(said))


def sheet(key: str, head: Sequence[str], rows: Iterable[Sequence[str]], align: str) -> None:
    """A plain table of sentences in a container named `sheet-<key>`: native, readable on a phone, and few bytes. Cells
    are Markdown; `align` holds the columns' rules (":--|--:")."""
    lines = [head, align.split("|"), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    with st.container(key=f"sheet-{key}"):
        st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def step(page: Page, code: str, label: str, key: str) -> None:
    """A word that leads to a place, named `key` among those of the page. (A link to the page one is on would leave the
    address as it is.)"""
    st.button(label, key=f"{key}-{code}", type="tertiary", width="content", on_click=page.drill, args=(code,))


def place_link(page: Page, code: str) -> str:
    """Markdown: the name of a place as a link to its page, with the same question."""
    return f"[{places.get(code).name(page.lang)}]({page.address('place', page.view.into(code))})"
