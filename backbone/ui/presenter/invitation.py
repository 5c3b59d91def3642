"""The invitation to a presenter view: a link for a second window, a code for a telephone."""

from base64 import b64encode
from collections.abc import Callable
from html import escape
from urllib.parse import urlencode

import streamlit as st

from backbone.files import qr
from backbone.site import PRESENTER
from backbone.text import Lang, Text
from backbone.ui import running
from backbone.ui.presenter import network

# The run and the key that a session last offered.
OFFERED = "presenter-offered"
OPEN = Text("Open the presenter view in a second window", "在新窗口打开演讲者视图")
SCAN = Text(
    "Or scan this code with a phone in the same network. It opens one presenter view, once.",
    "或用同一网络中的手机扫码。此二维码只能打开一个演讲者视图，仅可使用一次。",
)
ONLY_HERE = Text(
    "Phones cannot reach this server: it listens to this computer only. `make run LAN=1` lets the local network in.",
    "手机无法访问：服务器仅限本机使用。如需向局域网开放，请用 `make run LAN=1` 启动。",
)
CODE = Text("Code of the presenter view", "演讲者视图二维码")


def is_spent(run: str) -> bool:
    """Whether what was last offered opens no view of this show (any more)."""
    told, key = st.session_state.get(OFFERED, ("", ""))
    return told != run or not running.opens(key)


def offer(run: Callable[[], str], lang: Lang) -> None:
    """A link to a presenter view of the show that `run` gives, and its code where phones can come; or why there is
    none. As soon as somebody has used it, the next one takes its place."""
    with st.container(key="invitation", horizontal=True, vertical_alignment="center", gap="medium"):
        try:
            _ways(_key(run()), lang)
        except running.Refused as refused:
            st.caption(refused.text(lang), width=360)


def _ways(key: str, lang: Lang) -> None:
    """The code of a key, where phones can come, and its link."""
    asks = urlencode({"show": key, "lang": lang})
    there = network.elsewhere()
    if there:
        code = b64encode(qr.svg(f"{there}/{PRESENTER.slug}?{asks}").encode()).decode()
        size = 'style="height: clamp(140px, 22vh, 320px)"'
        st.html(f'<img src="data:image/svg+xml;base64,{code}" alt="{escape(CODE(lang))}" {size}>', width="content")
    with st.container(gap="xsmall", width=360):
        st.link_button(OPEN(lang), f"{network.here()}/{PRESENTER.slug}?{asks}", icon=":material/open_in_new:")
        st.caption((SCAN if there else ONLY_HERE)(lang))


def _key(run: str) -> str:
    """The key that was last offered; a new one where that is spent."""
    if is_spent(run):
        st.session_state[OFFERED] = (run, running.invite(run))
    return st.session_state[OFFERED][1]
