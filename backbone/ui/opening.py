"""Opening a page: the data behind it, the question in its URL, its header and its footer."""

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from backbone.charts import Canvas
from backbone.dress import Dress
from backbone.misread import misread
from backbone.pictures.sheet import ILLUSTRATIVE
from backbone.places import NATION
from backbone.record import record as published
from backbone.record.record import RecordError
from backbone.site import BESIDE, ENTRIES, PAGES, PRODUCT
from backbone.snapshot.manifest import SNAPSHOTS, SnapshotError, current
from backbone.snapshot.opened import opened
from backbone.snapshot.store import Store
from backbone.text import LANGS, Lang, Text, language
from backbone.theme import PALETTES, Tone
from backbone.ui import drafts, events, paper, passport, signin, stage, translation, ways, widgets
from backbone.ui.browser import base
from backbone.ui.decks import share
from backbone.ui.kept import Kept
from backbone.ui.page import ENTERED_FROM, Page
from backbone.ui.panels import place_link
from backbone.ui.pickers import pick, place_search
from backbone.ui.plain import plain
from backbone.ui.playing import of_play
from backbone.ui.signin import Visitor
from backbone.view import View

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "data" / "published"

ILLUSTRATIVE_WHY = Text(
    "Generated figures that agree with the published totals; the detail below them is modelled until the foundation "
    "publishes its own files. A tick in a card marks a number that was published as it stands.",
    "由程序生成：与已公布的总数一致，其下明细为模拟，待基金会发布正式数据后替换。卡片上带勾的数字为公开发布的原数。",
)
PRESENT = Text("Present", "演示")
STYLES: Mapping[Tone, tuple[str, ...]] = {
    "light": ("page.css", "marks.css", "print.css"),
    "dark": ("page.css", "marks.css", "print.css", "print_dark.css"),
}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LANGUAGE = "Language / 语言"
LANGUAGES: Mapping[Lang, str] = {"en": "EN", "zh": "中文"}
# What the pages of a session last looked at that others do not.
REMEMBERED = "remembered"
# It changes every number, so it is never brought back unasked.
FILTER = "only"
ELSEWHERE = Text("The map is of the whole programme; {place} has a page of its own.", "地图为全项目；{place}另有专页。")
SORRY = Text("The dashboard cannot open its data", "暂时无法打开数据")
# The opened snapshot and the public record, shared by all sessions until a file in them changes.
_STORE = Kept(opened, Store.forget)
RECORD = Kept(published.load)


def open_page(page_id: str) -> Page:
    """The opened page, its header drawn. Where the data cannot be read, a calm page says why and the run stops."""
    events.begin()
    widgets.listen()
    params = st.query_params.to_dict()
    lang = language(params.get("lang")) or LANGS[0]
    visitor = signin.admitted(page_id, lang)
    entry = ENTRIES[page_id]
    st.set_page_config(
        page_title=f"{entry.name(lang)} · {PRODUCT(lang)}", layout="wide", initial_sidebar_state="collapsed"
    )
    try:
        store = _store_for(visitor)
        record = RECORD.of(PUBLISHED)
    except (SnapshotError, RecordError) as error:
        events.refuses(error.text)
        _sorry(error.text, lang)
    view = View.from_params(params, store.horizon)
    dress = Dress.from_params(params if page_id in PAGES else {**params, "stage": ""}, store.horizon)
    twice = [name for name in params if len({*st.query_params.get_all(name)}) > 1]
    said = misread(params, view, dress, store.horizon, twice, (*store.provinces, *store.counties))
    if dress.stage and not visitor.may("stage"):
        dress, said = Dress(), (*said, signin.NO_STAGE(lang))
    asked = view.place
    if page_id == "home":
        view = view.into(NATION)  # home is the nation, whatever an address says
    view = of_play(page_id, view.keeping(entry.own))
    look: Tone = dress.tone if dress.stage else ("dark" if st.context.theme.type == "dark" else "light")
    presents, more = visitor.may("decks"), entry.read(params)
    page = Page(page_id, view, dress, store, record, Canvas(view.lang, look, base()), more, presents)
    if dress.stage:
        stage.show(page)
        st.stop()
    st.session_state.pop(ENTERED_FROM, None)
    st.html(styles(look, view.lang))
    _remember(page)
    _header(page, visitor)
    elsewhere = page.say(ELSEWHERE, place=place_link(page, asked)) if asked != page.view.place else ""
    if said or elsewhere:
        st.caption(page.prose((plain(page.prose(said)), elsewhere)))
    passport.show(page)
    return page


def _store_for(visitor: Visitor) -> Store:
    """The store that a visitor's pages read: of the draft that he looks at, else of what is published."""
    if draft := drafts.looked_at(visitor):
        return draft
    store = _STORE.of(current(SNAPSHOTS))
    events.shows(store.snapshot)
    return store


@cache
def styles(tone: Tone, lang: Lang) -> str:
    """The styles of a page on a screen of that tone, and on paper, and what Streamlit is to say in `lang`."""
    sheets = [Path(__file__).with_name(name).read_text("utf-8") for name in STYLES[tone]]
    sheets += [paper.repainted()] if tone == "dark" else []
    palette = PALETTES[tone]
    sheets = [f":root {{ --paper: {palette.paper}; --rule: {palette.rule}; }}", translation.styled(lang), *sheets]
    # In one line, without comments: Streamlit goes through every line of it at every run.
    lines = COMMENT.sub("", "\n".join(sheets)).splitlines()
    return f"<style>{' '.join(filter(None, map(str.strip, lines)))}</style>"


def _sorry(text: Text, lang: Lang) -> None:
    """The one page that a reader sees when the data cannot be read: both languages, the reader's first."""
    st.title(SORRY(lang))
    for one in sorted(LANGS, key=lambda other: other != lang):
        st.write(text(one))
    st.stop()


def _header(page: Page, visitor: Visitor) -> None:
    ways.follow(page)
    signin.follow(visitor)
    _tools(page, visitor)
    ways.menu(page, st.session_state[REMEMBERED], filter(visitor.may, BESIDE))
    if page.store.snapshot.draft:
        drafts.mark(page.lang)


def _remember(page: Page) -> None:
    """What was compared or broken down stays out of the addresses of other pages; the menu leads back to it."""
    mine = {name: getattr(page.view, name) for name in ENTRIES[page.id].own if name != FILTER}
    st.session_state.setdefault(REMEMBERED, {}).update(mine)


def _tools(page: Page, visitor: Visitor) -> None:
    """The name of the product, the search, what the numbers rest on, the stage and the language."""
    _view, lang = page.view, page.lang
    with st.container(key="tools", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'{ways.past(page)}<p class="product">{escape(PRODUCT(lang))}</p>', width="content")
        place_search(page)
        if page.basis == "illustrative":
            st.badge(ILLUSTRATIVE(lang), color="orange", help=ILLUSTRATIVE_WHY(lang))
        if page.id in PAGES and visitor.may("stage"):
            st.button(
                PRESENT(lang),
                key="present",
                icon=":material/slideshow:",
                type="tertiary",
                on_click=page.present,
            )
        if page.id != "decks":  # there the deck is shared
            share.popover(page)
        pick(page, "buttons", "lang", LANGUAGE, LANGS, LANGUAGES.__getitem__, lang, label_visibility="collapsed")
        signin.account(visitor, lang)


def footer(page: Page) -> None:
    """The foot of a page: every number with its passport, and the line of basis, as of, boundaries."""
    passport.every(page)
    st.caption(page.note)
