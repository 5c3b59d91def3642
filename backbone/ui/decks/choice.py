"""Which deck: one of the dashboard's own or of one's own; a new one, a copy, or one from a file."""

import streamlit as st
from streamlit import config

from backbone.deck import written
from backbone.deck.deck import Deck
from backbone.deck.played import pin
from backbone.deck.written import DeckError
from backbone.text import Text, repeated
from backbone.ui import widgets
from backbone.ui.alone import alone
from backbone.ui.decks import hand, shelf
from backbone.ui.decks.work import Work, go_to
from backbone.ui.dropzone import dropzone
from backbone.ui.page import Page
from backbone.ui.plain import plain

CHOOSE = Text("Deck", "演示")
SHIPPED = Text("{title} · ready-made", "{title} · 现成")
NEW, COPY, LOAD, FORGET = (
    Text("New", "新建"),
    Text("Make a copy", "复制一份"),
    Text("Load", "载入"),
    Text("Remove", "删除"),
)
PASTE = Text("The text of a deck’s file", "演示文件的文本")
PASTE_HELP = Text("Paste what was downloaded as a .toml file.", "粘贴此前下载的 .toml 文件内容。")
FILE = Text("Or the file itself", "或直接选择文件")
FORGET_WHY = Text(
    "“{title}” is removed for good. Download it first if it may be wanted again.",
    "“{title}”将被永久删除。如以后还需要，请先下载。",
)
FORGET_IT = Text("Remove this deck", "删除此演示")
EMPTY = Text(
    "There is nothing to load: paste the text of a deck’s file, or choose the file.",
    "没有可载入的内容：请粘贴演示文件的文本，或选择文件。",
)
TWO = Text(
    "There are a text and a file: take one of them out, and load the other.",
    "文本和文件同时存在：请清除其中一项，再载入另一项。",
)
LOADED = "loaded"
REFUSED = "deck-refused"
TEXT, BOX = "deck-text", "deck-box"
# Whether the way to load one is open.
MENU = "deck-load"
# How often a file was taken out of the box: an empty one is another.
LOADS = "deck-loads"
# So much of a title stands in the line of decks.
LONGEST = 120
# Most decks of one's own that are offered, and the megabytes that a file may have.
MOST, MEGABYTES = 100, 4
# A browser sends no more than a megabyte of what is typed, and a sign may be three bytes.
MOST_SIGNS = 250_000


def choose(page: Page, work: Work | None) -> None:
    """The line of decks: which one, and the ways to another."""
    now = work.deck.name if work else ""
    titles = _titles(page, now)

    def chosen() -> None:
        if name := widgets.picked(key, titles):
            go_to(name)

    key = f"decks:{now}:{page.lang}"  # the browser keeps the words of a choice as long as its key
    st.selectbox(
        page.say(CHOOSE), list(titles), index=list(titles).index(now) if now in titles else None,
        format_func=lambda name: titles.get(name, name), key=key, on_change=chosen,
        label_visibility="collapsed", placeholder=page.say(CHOOSE), width=300,
    )  # fmt: skip
    st.button(page.say(NEW), key="deck-new", icon=":material/add:", on_click=_new, args=(page,))
    _load(page)


def copy(work: Work) -> None:
    """The ways to a copy of the deck, and to be rid of one's own."""
    st.button(work.say(COPY), key="deck-copy", icon=":material/content_copy:", on_click=_copy, args=(work,))
    if work.mine:
        _forget(work)


def _titles(page: Page, now: str) -> dict[str, str]:
    """Every deck that is here by name, as it is called, and the one that is looked at."""
    found: dict[str, str] = {}
    for name in filter(None, (*shelf.own()[:MOST], *shelf.shipped(), now)):
        try:
            called = repeated(hand.title(shelf.find(name), page.lang), LONGEST)
        except DeckError:
            called = name
        found[name] = page.say(SHIPPED, title=called) if shelf.is_shipped(name) else called
    titles = [*found.values()]
    return {name: one if titles.count(one) == 1 else f"{one} · {name}" for name, one in found.items()}


def _new(page: Page) -> None:
    hand.put(Deck(shelf.free("my-deck"), hand.MINE, pin(page.store)))
    go_to(st.session_state[hand.HAND])


def _copy(work: Work) -> None:
    copied = work.deck.with_(name=shelf.free(work.deck.name.partition("-")[0] if work.mine else work.deck.name))
    hand.put(copied)
    go_to(copied.name)


def _load(page: Page) -> None:
    """Takes in the text of a file; on a server of one's own machine the file too."""
    with st.popover(page.say(LOAD), key=MENU, icon=":material/upload_file:", on_change="rerun"):
        if refused := st.session_state.pop(REFUSED, None):
            st.error(page.say(refused), icon=":material/error:")
        st.text_area(page.say(PASTE), key=TEXT, height=180, help=page.say(PASTE_HELP), max_chars=MOST_SIGNS)
        if alone():
            config.set_option("server.maxUploadSize", max(MEGABYTES, config.get_option("server.maxUploadSize")))
            dropzone(page.say(FILE), _box(), type="toml")
        st.button(page.say(LOAD), key="deck-load-it", type="primary", on_click=_take_in)


def _box() -> str:
    return f"{BOX}-{st.session_state.get(LOADS, 0)}"


def _take_in() -> None:
    box, typed = st.session_state.get(_box()), st.session_state.get(TEXT, "").encode()
    said = box.getvalue() if box else typed
    if (box and typed.strip()) or not said.strip():
        st.session_state[REFUSED] = TWO if box and typed.strip() else EMPTY
        return
    try:
        deck = written.read(said, box.name.removesuffix(".toml") if box else LOADED)
    except DeckError as error:
        st.session_state[REFUSED] = error.text
        return
    wanted = deck.name if box else deck.title.en or deck.title.zh or LOADED
    deck = deck.with_(name=shelf.free(wanted))
    hand.put(deck)
    hand.taken(deck)
    st.session_state[TEXT], st.session_state[MENU] = "", False
    st.session_state[LOADS] = st.session_state.get(LOADS, 0) + 1
    go_to(deck.name)


def _forget(work: Work) -> None:
    def forget() -> None:
        shelf.forget(work.deck.name)
        hand.forget_past(work.deck.name)  # another deck may come by this name
        st.session_state.pop(hand.HAND, None)
        go_to(next(iter((*shelf.own(), *shelf.shipped()))))

    with st.popover(work.say(FORGET), key="deck-forget", icon=":material/delete:", type="tertiary"):
        st.write(work.say(FORGET_WHY, title=plain(hand.title(work.deck, work.page.lang))))
        st.button(work.say(FORGET_IT), key="deck-forget-it", on_click=forget)
