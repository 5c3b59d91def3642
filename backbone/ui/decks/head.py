"""The head of a deck: what it is called, which data it is pinned to and whether there are newer ones, and what can be
done with all of it: start the show, take it away, share it, save it."""

from pathlib import Path

import streamlit as st

from backbone.deck import changes
from backbone.deck.deck import NO_SCENES
from backbone.deck.played import Played, pin
from backbone.periods import month_name
from backbone.pictures.sheet import ILLUSTRATIVE
from backbone.punctuation import dotted, held
from backbone.site import DECKS, PRESENTER
from backbone.text import LANGS, Lang, Text
from backbone.ui import browser, ways
from backbone.ui.alone import alone
from backbone.ui.decks import away, choice, hand, scene, share
from backbone.ui.decks.scenes import canvas
from backbone.ui.decks.work import Work
from backbone.ui.hall import company
from backbone.ui.page import Page
from backbone.ui.plain import plain
from backbone.ui.presenter import invitation

START = Text("Start the show", "开始演示")
WAITS = Text(
    "This scene, the next, your notes and a clock. It waits for the show to begin, and follows it.",
    "显示当前和下一场景、备注与计时。可提前打开，演示开始后自动同步。",
)
SAVE = Text("Save as a file", "保存为文件")
RENAME = Text("Rename", "重命名")
TITLES = {"en": Text("Title in English", "英文标题"), "zh": Text("Title in Chinese", "中文标题")}
SCENES = Text("{n:scene|scenes}", "{n} 个场景")
PINNED = Text("data as of {month}", "数据截至{month}")
DATA = Text("data “{name}”", "数据“{name}”")
READY_MADE = Text(
    "a ready-made deck: make a copy to change it",
    "现成的演示，复制一份即可修改",
)
KEPT_HERE = Text("saved on this computer with every change", "每次修改都自动保存在本机")
UNSAVED = Text(
    "not saved since the last change: this server keeps it for a while only, under this page’s address",
    "上次修改后尚未保存：本服务器仅暂时保留，可凭本页网址打开",
)
DOWNLOADED = Text("saved as it is", "当前内容已保存")
NEWER = Text(
    "Newer data are shown on the dashboard: {name}, as of {month}. The numbers of this deck stay as they are until you "
    "pin it anew.",
    "看板已更新数据：{name}，截至{month}。在您改用新数据之前，本演示的数字保持不变。",
)
WHAT_MOVES = Text("What would change", "查看哪些数字会变")
MOVES = Text("{n:sentence changes|sentences change}.", "{n} 句会有变化。")
NOTHING_MOVES = Text("No sentence changes.", "没有句子会变化。")
PIN = Text("Pin to the newer data", "改用新数据")
MOST_MOVES = 40
# So long a title is written; a longer one of a file is kept.
LONGEST = 120
CSS = Path(__file__).with_name("decks.css")
_mount = browser.code("decks")


def head(page: Page, work: Work | None) -> None:
    """The title of the deck with the way to another, its data, and what can be done with all of it."""
    st.html(CSS)
    st.html(f"<style>:root {{ --accent: {page.canvas.palette.accent}; }}</style>")
    with st.container(key="deck-head", horizontal=True, vertical_alignment="center", gap="small"):
        title = held(plain(hand.title(work.deck, page.lang))) if work else page.say(DECKS.title)
        st.title(title, anchor=False, width="content")
        st.space("stretch")
        choice.choose(page, work)
    if work:
        _about(work)


def _about(work: Work) -> None:
    """The data of the deck, and what can be done with all of it."""
    lang, deck = work.page.lang, work.deck
    st.caption(dotted((work.say(SCENES, n=len(deck)), *_data(work), work.say(_kept(work)))))
    for fault in deck.faults:
        st.warning(plain(work.say(fault)), icon=":material/warning:")
    _newer(work)
    with st.container(key="deck-do", horizontal=True, vertical_alignment="center", gap="small"):
        start = ways.way(work.say(START), share.show(deck.name, lang))
        st.html(f'<div class="start" data-ways>{start}</div>', width="content")
        _presenter(work)
        away.popover(work)
        share.of_deck(work.page, deck.name, hand.title(deck, lang), work.number)
        _save(work)
        st.space("stretch")
        if work.mine:
            _rename(work)
        choice.copy(work)


def _presenter(work: Work) -> None:
    """The way to a presenter view, which waits for the show to begin."""
    menu = st.popover(work.say(PRESENTER.name), key="deck-presenter", icon=":material/co_present:", on_change="rerun")
    if not menu.open:
        return
    with menu:
        if not len(work.deck):
            st.caption(plain(work.say(NO_SCENES, name=hand.title(work.deck, work.page.lang))))
            return
        st.caption(work.say(WAITS))
        invitation.offer(lambda: company.prepare(work.deck), work.page.lang)


def _data(work: Work) -> tuple[str, ...]:
    """The data that the deck is pinned to."""
    lang, store = work.page.lang, work.of.store
    if store is None:
        return (plain(work.say(DATA, name=work.deck.pin.name)),) if work.deck.pin.name else ()
    said = store.snapshot.manifest
    basis = work.say(ILLUSTRATIVE) if said.basis == "illustrative" else ""
    return (work.say(PINNED, month=month_name(said.as_of, lang)), basis, f"`{work.deck.pin.digest[:8]}`")


def _save(work: Work) -> None:
    # The file is there before it is asked for: the run that tells that it was taken would revoke one made by then.
    st.download_button(
        work.say(SAVE), work.file, f"{work.file_name}.toml", "application/toml",
        key="deck-save", icon=":material/download:", on_click=hand.taken, args=(work.deck,),
    )  # fmt: skip


def _kept(work: Work) -> Text:
    """Where the deck is kept."""
    if not work.mine:
        return READY_MADE
    if alone() and not st.session_state.get(hand.WRONG):
        return KEPT_HERE
    return DOWNLOADED if hand.is_taken(work.deck.name, work.file) else UNSAVED


def guard(work: Work) -> None:
    """Has the browser say a word of its own before a deck is left that nobody has saved."""
    _mount(work.page, "decks", {"unsaved": _kept(work) is UNSAVED})


def _rename(work: Work) -> None:
    with st.popover(work.say(RENAME), key="deck-rename", icon=":material/edit:"):
        for lang in LANGS:
            key, kept, label = f"title:{work.deck.name}:{lang}", work.deck.title(lang), work.say(TITLES[lang])
            if len(kept) > scene.MOST:
                st.caption(work.say(scene.TOO_LONG, label=label))
                continue
            st.session_state[key], most = kept, max(LONGEST, len(kept))
            st.text_input(label, key=key, on_change=_named, args=(work, lang, key), max_chars=most)


def _named(work: Work, lang: Lang, key: str) -> None:
    work.change(changes.renamed, lang, st.session_state[key])


# -- newer data --------------------------------------------------------------------------------------------------------


def _newer(work: Work) -> None:
    """Says that the dashboard shows other data by now, what would change, and offers to pin the deck to them."""
    page, lang = work.page, work.page.lang
    if pin(page.store) == work.deck.pin or page.store.snapshot.draft:
        return
    if work.of.wrong:
        st.error(plain(work.say(work.of.wrong)), icon=":material/error:")
    said = page.store.snapshot.manifest
    st.info(plain(work.say(NEWER, name=said.name, month=month_name(said.as_of, lang))), icon=":material/update:")
    if not work.mine:
        return
    menu = st.popover(work.say(WHAT_MOVES), key="deck-newer", on_change="rerun")
    if menu.open:
        with menu:
            now = Played(work.deck, page.record, page.store)
            deck, moves = changes.renewed(work.of, now, [canvas(page, one) for one in LANGS])
            shown = [move for move in moves if move.lang == lang]
            st.write(work.say(MOVES, n=len(shown)) if shown else work.say(NOTHING_MOVES))
            for move in shown[:MOST_MOVES]:
                st.caption(f"{move.number + 1}  ~~{plain(move.before)}~~  \n{plain(move.after)}")
            st.button(work.say(PIN), key="deck-pin", type="primary", on_click=work.change, args=(lambda _: deck,))
