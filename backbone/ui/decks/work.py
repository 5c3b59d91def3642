"""What the page of decks works on: the deck that was asked for, with the data that it is pinned to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from backbone.deck import changes
from backbone.deck.deck import Deck, Scene, scene_number
from backbone.deck.played import Played
from backbone.deck.written import DeckError
from backbone.text import Text
from backbone.ui.decks import hand, pinned, shelf
from backbone.ui.page import Page

ASKED = "deck"
GONE = Text(
    "This scene was removed or replaced in another window since: nothing was changed.",
    "此场景已在其他窗口删除或替换，未作修改。",
)


@dataclass(frozen=True)
class Work:
    """A deck on its page: whether it is one's `mine`, or the dashboard's own, which nobody changes, the scene that is
    looked at, from 0, and the deck as a file."""

    page: Page
    of: Played
    mine: bool
    number: int
    file: bytes

    @property
    def deck(self) -> Deck:
        return self.of.deck

    def say(self, text: Text, **values: object) -> str:
        """`text` in the reader's language."""
        return self.page.say(text, **values)

    @property
    def file_name(self) -> str:
        """What the files of the deck are called: as the deck is; one of the dashboard's own as on the command line."""
        return shelf.written_as(hand.title(self.deck, self.page.lang)) if self.mine else self.deck.name

    @property
    def scene(self) -> Scene | None:
        """The scene that is looked at; None in an empty deck."""
        return self.deck.scenes[self.number] if len(self.deck) else None

    def change(self, make: Callable[..., Deck], *more: Any, look: int | None = None) -> None:
        """Makes another deck of this one as it is by now, and looks at scene `look` of it. For callbacks: what was
        written just before is kept by a callback of its own."""
        before = self._by_now()
        now = make(before, *more)
        if now != before:
            hand.put(now, before)
        if look is not None:
            hand.look(min(max(look, 0), max(len(now) - 1, 0)))

    def edit(self, make: Callable[[Scene], Scene]) -> None:
        """Makes another scene of the one that is looked at, wherever it stands by now. For callbacks."""
        if (number := self._stands()) is not None:
            self.change(changes.changed, number, make)

    def order(self, make: Callable[[Deck, int], Deck], step: int = 0) -> None:
        """Makes another deck of this one at the scene that is looked at, wherever it stands by now, and looks at the
        one so many further. For callbacks."""
        if (number := self._stands()) is not None:
            self.change(make, number, look=number + step)

    def _stands(self) -> int | None:
        """Where the scene that is looked at stands by now, also when another window has moved or rewritten it; None,
        which is then said, where that has removed it."""
        now, number, scene = self._by_now().scenes, self.number, self.scene
        there = now[number : number + 1]
        if scene is None or there == (scene,):
            return number
        if scene in now:
            return now.index(scene)
        if there and there[0].subject == scene.subject:
            return number
        st.toast(self.say(GONE), icon=":material/warning:")
        return None

    def _by_now(self) -> Deck:
        try:
            return shelf.find(self.deck.name)
        except DeckError:
            return self.deck


def asked_for(page: Page) -> Work | None:
    """The deck that the address asks for, else the one in hand, else the first of the dashboard's; None where it cannot
    be read, which is then said."""
    first = next(iter((*shelf.own(), *shelf.shipped())), "")
    name = st.query_params.get(ASKED) or st.session_state.get(hand.HAND) or first
    if wrong := st.session_state.get(hand.WRONG):
        st.warning(page.say(wrong), icon=":material/warning:")
    try:
        deck, file = shelf.find(name), shelf.as_file(name)
    except DeckError as error:
        st.error(page.say(error.text), icon=":material/error:")
        return None
    number = _looked_at(deck)
    if st.query_params.get(ASKED) != name:
        st.query_params[ASKED] = name  # who loads the page anew sees the same deck
    mine = not shelf.is_shipped(name)
    if mine:
        hand.take(name)
    return Work(page, pinned.played(deck, page.record), mine, number, file)


def _looked_at(deck: Deck) -> int:
    """The scene (from 0) that is looked at: one that was just added elsewhere, or the one of the address; who comes by
    the menu finds the one that was left."""
    left, at = st.session_state.get(hand.LOOKED, ("", 0))
    if (comes := st.session_state.pop(hand.COMES, None)) is not None:
        hand.look(comes)
    elif ASKED not in st.query_params and left == deck.name:
        hand.look(at)
    number = scene_number(st.query_params.get(hand.SCENE, ""), len(deck)) - 1
    st.session_state[hand.LOOKED] = (deck.name, number)
    return number


def go_to(name: str) -> None:
    """Looks at another deck. For callbacks."""
    st.query_params[ASKED] = name
    hand.look(0)
    if not shelf.is_shipped(name):
        hand.take(name)
