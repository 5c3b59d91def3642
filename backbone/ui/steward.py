"""The steward's page: which data are shown, which others lie in the folder, and what happened last. It asks nothing of
the data, so that it stands where they cannot be opened."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from backbone import log
from backbone.periods import month_name
from backbone.site import BESIDE, PAGES, PRODUCT, PUBLISH, STEWARD, Entry
from backbone.snapshot import opened
from backbone.snapshot.manifest import BASES, NAME, Manifest, SnapshotError, current
from backbone.text import LANGS, Lang, Text, language
from backbone.ui import browser, events, opening, signin, ways, widgets
from backbone.ui.kept import Kept

# How many folders are looked at; the latest names come first.
MOST = 40
SNAPSHOTS, EVENTS = Text("Snapshots in the folder", "文件夹中的快照"), Text("Last events", "最近事件")
NOTE = Text(
    "Read-only: this page changes nothing. Each folder was opened as the dashboard would open it.",
    "本页只读，不做任何更改。每个文件夹都按看板的方式试开过。",
)
EVENTS_NOTE = Text(
    "Of this server process, the latest first, in UTC. The log names nobody.",
    "当前服务进程的记录，最新在前，时间为 UTC。日志不含个人信息。",
)
FOLDER, STATE, BASED, AS_OF, MADE, DIGEST = (
    Text("Folder", "文件夹"),
    Text("State", "状态"),
    Text("Basis", "口径"),
    Text("As of", "截至"),
    Text("Published", "发布日期"),
    Text("Digest", "校验值"),
)
SHOWN = Text("**Shown**, in this process since {since} UTC.", "**正在展示**，本进程自 {since}（UTC）起。")
NEXT = Text("**Named in “current”**; no page has asked for it yet.", "**已在“current”中指定**，尚无页面读取。")
OPENS = Text("Can be opened.", "可以打开。")
NONE = Text("There is no folder of a snapshot here.", "此处没有快照文件夹。")
ENTRIES = {"steward": STEWARD, "publish": PUBLISH}
# What is known of each folder, until a file in it changes.
_looked: dict[str, Kept[tuple[Manifest, str] | Text]] = {}


def open_steward(page_id: str = "steward") -> Lang:
    """The language of a steward's page, its head drawn; where it is not open to the visitor, the run stops."""
    events.begin()
    lang, entry = language(st.query_params.get("lang")) or LANGS[0], ENTRIES[page_id]
    visitor = signin.admitted(page_id, lang)
    st.set_page_config(page_title=f"{entry.name(lang)} · {PRODUCT(lang)}", layout="wide")
    st.html(opening.styles("dark" if st.context.theme.type == "dark" else "light", lang))
    ways.tell(lang)
    signin.follow(visitor)
    with st.container(key="tools", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{PRODUCT(lang)}**", width="content")
        st.space("stretch")
        _languages(lang)
        signin.account(visitor, lang)
    apart = {to: one for to, one in {**BESIDE, **ENTRIES}.items() if visitor.may(to)}
    ways.bar(lang, _ways(PAGES, lang, page_id), _ways(apart, lang, page_id))
    st.title(entry.title(lang), anchor=False)
    return lang


def _ways(entries: Mapping[str, Entry], lang: Lang, here: str) -> Iterator[str]:
    """Links to the pages in that language; the one of the page one is on says so."""
    asks = f"?{urlencode(asked)}" if (asked := _asks(lang)) else ""
    return (
        ways.way(one.name(lang), f"{browser.base()}/{one.slug}{asks}", here=to == here) for to, one in entries.items()
    )


def _asks(lang: Lang) -> dict[str, str]:
    """What an address asks for in that language: nothing in the first."""
    return {} if lang == LANGS[0] else {"lang": lang}


def _languages(lang: Lang) -> None:
    """The switch of the language, which stands in the address."""
    st.session_state["lang"] = lang

    def turned() -> None:
        if chosen := widgets.picked("lang", LANGS):
            st.query_params.from_dict(_asks(chosen))

    st.segmented_control(
        opening.LANGUAGE, LANGS, key="lang", format_func=opening.LANGUAGES.__getitem__, on_change=turned,
        required=True, label_visibility="collapsed",
    )  # fmt: skip


def snapshots(lang: Lang) -> None:
    """Every snapshot in the folder: whether it is shown, can be opened, or why not."""
    st.header(SNAPSHOTS(lang), anchor=False)
    try:
        named = current(opening.SNAPSHOTS).name
    except SnapshotError as error:
        named = ""
        st.write(error.text(lang))
    found = opening.SNAPSHOTS.iterdir() if opening.SNAPSHOTS.is_dir() else iter(())
    folders = sorted((one for one in found if one.is_dir() and NAME.fullmatch(one.name)), reverse=True)[:MOST]
    if folders:
        st.table(pd.DataFrame([_row(folder, named, lang) for folder in folders]), hide_index=True)
    st.caption((NOTE if folders else NONE)(lang))


def last_events(lang: Lang) -> None:
    """The last lines of the log."""
    st.header(EVENTS(lang), anchor=False)
    st.code("\n".join(event.line(False) for event in log.recent()), language=None, wrap_lines=True)
    st.caption(EVENTS_NOTE(lang))


def _row(folder: Path, named: str, lang: Lang) -> dict[str, str]:
    """One line of the table."""
    row = {FOLDER(lang): f"`{folder.name}`", STATE(lang): ""}
    looked = _looked.setdefault(str(folder), Kept(_look)).of(folder)
    if isinstance(looked, Text):
        return row | {STATE(lang): looked(lang)} | {head(lang): "" for head in (BASED, AS_OF, MADE, DIGEST)}
    manifest, digest = looked
    since = events.since(digest)
    state = OPENS(lang)
    if folder.name == named:
        state = SHOWN(lang, since=f"{since:%Y-%m-%d %H:%M}") if since else NEXT(lang)
    return row | {
        STATE(lang): state,
        BASED(lang): BASES[manifest.basis](lang),
        AS_OF(lang): month_name(manifest.as_of, lang),
        MADE(lang): manifest.created,
        DIGEST(lang): f"`{digest[: events.SHORT]}`",
    }


def _look(folder: Path) -> tuple[Manifest, str] | Text:
    """What a snapshot says of itself and its digest, if it can be opened; else why not."""
    try:
        snapshot = opened.opened(folder).snapshot
    except SnapshotError as error:
        return error.text
    return snapshot.manifest, snapshot.digest
