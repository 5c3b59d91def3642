"""Cards: the numbers of a headline, each with its way to where it comes from. They are one message: what a page costs
is mostly how many messages it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import isnan

import streamlit as st

from backbone.indicators import INDICATORS
from backbone.pictures.skyline import skylines
from backbone.ui import passport
from backbone.ui.page import Page
from backbone.ui.panels import shown


@dataclass(frozen=True)
class Card:
    """What a card says: a `name`, its `value`, quiet `lines` below; HTML of a small `trend` beside the value, and in
    the corner of the way to `whence` the number comes."""

    name: str
    value: str
    lines: Sequence[str] = ()
    trend: str = ""
    whence: str = ""

    @property
    def html(self) -> str:
        """HTML: the card."""
        below = f'<p class="quiet">{"<br>".join(map(escape, self.lines))}</p>' if self.lines else ""
        value = f'<p class="value">{escape(self.value)}</p>'
        return f'<div class="card"><p class="name">{escape(self.name)}</p>{value}{self.trend}{below}{self.whence}</div>'


def draw(cards: Iterable[Card]) -> None:
    """The cards beside each other."""
    st.html(_beside(cards))


def _beside(cards: Iterable[Card]) -> str:
    return f'<div class="cards" data-ways>{"".join(card.html for card in cards)}</div>'


def of(page: Page, indicator: str, value: float, lines: Sequence[str], trend: str = "") -> Card:
    """The card of an indicator at its `value` for the question of the page."""
    said = shown(page, indicator, value)
    whence = passport.way(page, page.number(indicator), "" if isnan(value) else said)
    return Card(INDICATORS[indicator].name(page.lang), said, lines, trend, whence)


def headline_cards(page: Page, headline: Mapping[str, str]) -> None:
    """One card a headline number: its value with its months as a small trend, and the one beside it."""
    st.html(page.html(_headline, *headline.items()))


def _headline(page: Page, *headline: tuple[str, str]) -> str:
    values = page.store.values([i for pair in headline for i in pair], page.where)
    trends = skylines(page.store, tuple(i for i, _ in headline), page.where)

    def beside(i: str) -> str:
        return f"{INDICATORS[i].name(page.lang)} {shown(page, i, values[i])}"

    return _beside(of(page, i, values[i], (beside(other),), trends[i]) for i, other in headline)
