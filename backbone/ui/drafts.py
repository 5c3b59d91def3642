"""The draft: a snapshot that is not published, which a steward looks at, page by page, before it is."""

from pathlib import Path

import streamlit as st

from backbone.site import PUBLISH
from backbone.snapshot.manifest import SnapshotError
from backbone.snapshot.opened import opened
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.ui.kept import Kept
from backbone.ui.signin import Visitor

LOOKED_AT = "draft"
YOURS = Text(
    "**Draft.** You are looking at data that are not published; nobody else sees them.",
    "**草稿。** 您正在查看尚未发布的数据，其他人看不到。",
)
BACK = Text("Back to publishing", "返回发布页")
_STORE = Kept(opened, Store.forget)


def look_at(folder: Path | None) -> None:
    """Shows this session a draft on every page; None shows it what is published again."""
    if folder is None:
        st.session_state.pop(LOOKED_AT, None)
    else:
        st.session_state[LOOKED_AT] = folder


def looked_at(visitor: Visitor) -> Store | None:
    """The draft that this session looks at; None where there is none, or it is gone."""
    folder = st.session_state.get(LOOKED_AT)
    if folder is None or not visitor.may("publish"):
        return None
    try:
        return _STORE.of(folder)
    except SnapshotError:  # published by now, or discarded
        look_at(None)
        return None


def mark(lang: Lang) -> None:
    """Says above a page that it shows a draft, with the way back."""
    with st.container(key="draft", horizontal=True, vertical_alignment="center", gap="medium"):
        st.markdown(f":orange-background[{YOURS(lang)}]", width="content")
        st.page_link(PUBLISH.path, label=BACK(lang), icon=":material/arrow_back:", query_params={"lang": lang})
