"""The deck in hand: the reader's own deck to which any page adds views."""

import streamlit as st

from backbone.deck import changes, written
from backbone.deck.deck import Deck, Scene, Words
from backbone.deck.played import pin
from backbone.deck.written import DeckError
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.ui.decks import shelf
from backbone.ui.plain import plain

# The deck in hand; the scene (from 0) that was added on another page, to be looked at when the deck is opened; the name
# of the deck that was looked at last, and its scene.
HAND, COMES, LOOKED = "deck-in-hand", "deck-scene-comes", "deck-looked-at"
SCENE = "scene"
# The decks as they were before and after each change, by name; and the file that was last downloaded of each.
BEFORE, TAKEN = "decks-before", "decks-taken"
# Why the deck in hand could not be kept on its machine.
WRONG = "deck-wrong"
MOST_BEFORE = 50
MINE = Words("My deck", "我的演示")
CHANGED_ELSEWHERE = Text(
    "This deck was changed in another window since: nothing is undone, or that would be lost.",
    "此演示已在其他窗口修改。为避免丢失这些修改，未作撤销。",
)
ADDED = Text("Added to “{title}” as scene {number}.", "已加入“{title}”，为第 {number} 个场景。")
UNNAMED = Text("Untitled deck", "未命名的演示")


def title(deck: Deck, lang: Lang) -> str:
    """What a deck is called in a language; in the other where it has no name in this one."""
    return deck.title.either(lang) or UNNAMED(lang)


def take(name: str) -> None:
    """Takes a deck of one's own in hand."""
    st.session_state[HAND] = name


def in_hand() -> Deck | None:
    """The deck in hand: the one taken, else the one changed last; None where there is none that can be read."""
    for name in (st.session_state.get(HAND), *shelf.own()[:1]):
        try:
            if name and not shelf.is_shipped(name):
                return shelf.find(name)
        except DeckError:
            continue
    return None


def look(number: int) -> None:
    """Looks at a scene (from 0): it stands in the address, so that who loads the page anew sees it again."""
    if number > 0:
        st.query_params[SCENE] = str(number + 1)
    else:
        st.query_params.pop(SCENE, None)


def put(deck: Deck, before: Deck | None = None) -> None:
    """Keeps a deck of one's own, which is in hand from then on; what was `before` can be had back. For callbacks."""
    if before is not None:
        past = st.session_state.setdefault(BEFORE, {}).setdefault(deck.name, [])
        past.append((before, deck))
        del past[:-MOST_BEFORE]
    take(deck.name)
    st.session_state[WRONG] = shelf.keep(deck)


def can_undo(name: str) -> bool:
    """Whether a change of the deck can be taken back."""
    return bool(st.session_state.get(BEFORE, {}).get(name))


def undo(name: str, lang: Lang) -> None:
    """Takes back the last change of a deck, unless another window has changed it since. For callbacks."""
    if not can_undo(name):
        return
    before, after = st.session_state[BEFORE][name].pop()
    try:
        now = written.write(shelf.find(name))
    except DeckError:  # removed in another window
        now = written.write(after)
    if now in (written.write(after), written.write(before)):  # what was too large is as before
        put(before)
    else:
        forget_past(name)
        st.toast(CHANGED_ELSEWHERE(lang), icon=":material/warning:")


def forget_past(name: str) -> None:
    """Lets go of what a deck of that name was before. For callbacks."""
    for kept in (BEFORE, TAKEN):
        st.session_state.get(kept, {}).pop(name, None)


def add(scene: Scene, store: Store, lang: Lang) -> None:
    """Adds a scene to the deck in hand, or to a new one of this data, and says so. For callbacks."""
    deck = in_hand()
    before = deck
    if deck is None:
        deck = Deck(shelf.free("my-deck"), MINE, pin(store))
    at = changes.place_for(deck, scene)
    put(changes.added(deck, scene, at), before)
    st.session_state[COMES] = at
    st.toast(ADDED(lang, title=plain(title(deck, lang)), number=at + 1), icon=":material/playlist_add_check:")


def taken(deck: Deck) -> None:
    """Notes that the deck was downloaded as it is. For callbacks."""
    st.session_state.setdefault(TAKEN, {})[deck.name] = written.write(deck)


def is_taken(name: str, file: bytes) -> bool:
    """Whether a deck was downloaded as it is."""
    return st.session_state.get(TAKEN, {}).get(name) == file
