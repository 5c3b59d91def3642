"""Sharing: an address, its QR code, and the code that shows it within another site."""

import os
from base64 import b64encode
from html import escape
from urllib.parse import urlencode

import streamlit as st

from backbone import places
from backbone.deck import changes
from backbone.files import qr
from backbone.pictures.beside import BESIDE, OWN
from backbone.punctuation import dotted
from backbone.site import DECKS, ENTRIES, PRODUCT, SHOW
from backbone.text import Text
from backbone.ui.alone import LOOPBACK, SERVED, parts
from backbone.ui.browser import base
from backbone.ui.decks import hand
from backbone.ui.page import Page
from backbone.ui.presenter import network

SHARE = Text("Share", "分享")
LINK, QR, EMBED, KIOSK = (
    Text("Link", "链接"),
    Text("QR code", "二维码"),
    Text("To show it within another site", "嵌入其他网站的代码"),
    Text("To walk by itself on a screen", "自动循环播放的链接"),
)
DOWNLOAD = Text("QR code as a picture", "下载二维码图片")
FROM_HERE = Text("From scene {n} on", "从第 {n} 个场景开始")
ONLY_HERE = Text(
    "This address leads here from this computer only. Set BACKBONE_URL to the one that others use.",
    "此地址仅在本机有效。如需供他人访问，请将 BACKBONE_URL 设为对外网址。",
)
TOO_LONG = Text("This address is too long for a QR code; send the link.", "此地址过长，无法生成二维码，请发送链接。")
IF_ALLOWED = Text("Other sites may do so where this server allows it.", "须由本服务器允许嵌入。")
ADD, TO_DECK = Text("Add to deck", "加入演示"), Text("Open the deck", "打开演示")


def popover(page: Page) -> None:
    """What a reader takes along of the page as it is: link, QR code, code to embed it, and its scene for a deck. It
    costs nothing until it is opened."""
    menu = st.popover(page.say(SHARE), key="share", icon=":material/share:", type="tertiary", on_change="rerun")
    if menu.open:
        with menu:
            add(page, "share-add")
            offer(page, page.address(page.id), _shows(page))


def _shows(page: Page) -> str:
    """What a page shows: which place, where it is of one, and which page it is."""
    place = places.get(page.view.place).name(page.lang) if ENTRIES[page.id].follows else ""
    return dotted((place, page.say(ENTRIES[page.id].name), page.say(PRODUCT)))


def of_deck(page: Page, name: str, title: str, scene: int = 0) -> None:
    """The same of a deck on stage, or of one scene of it."""
    menu = st.popover(page.say(SHARE), key="deck-share", icon=":material/share:", on_change="rerun")
    if menu.open:
        with menu:
            whole = st.toggle(page.say(FROM_HERE, n=scene + 1), key="deck-share-scene") if scene else False
            more = {"scene": f"{scene + 1}"} if whole else {}
            offer(page, show(name, page.lang, **more), title, show(name, page.lang, present="1"))


def add_picture(page: Page, key: str) -> None:
    """The way of a picture into the deck in hand, where a scene can show it alone."""
    if key == OWN.get(page.id) or key in BESIDE.get(page.id, {}):
        add(page, f"{key}-add", "" if key == OWN.get(page.id) else key)


def add(page: Page, key: str, picture: str = "") -> None:
    """The way of a view into the deck in hand, for those who present; nothing on a page that makes no scene."""
    scene = changes.scene_of(page.id, page.view.keeping(ENTRIES[page.id].own), picture, page.more)
    if scene is None or not page.presents or page.store.snapshot.draft:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            page.say(ADD),
            key=key,
            icon=":material/playlist_add:",
            on_click=hand.add,
            args=(scene, page.store, page.lang),
        )
        if st.session_state.get(hand.HAND):
            st.page_link(
                DECKS.path, label=page.say(TO_DECK), icon=":material/arrow_forward:",
                query_params={"deck": st.session_state[hand.HAND], "lang": page.lang},
            )  # fmt: skip


def offer(page: Page, address: str, named: str, kiosk: str = "") -> None:
    """An address below this server as a full link, as a QR code, and as code that embeds it under a name."""
    link = full(address)
    st.caption(page.say(LINK))
    st.code(link, language=None, wrap_lines=True)
    st.caption(page.say(QR))
    if qr.fits(link):
        _code(page, link)
    else:
        st.caption(page.say(TOO_LONG))
    if parts(link).hostname in LOOPBACK:
        st.caption(page.say(ONLY_HERE))
    if kiosk:
        st.caption(page.say(KIOSK))
        st.code(full(kiosk), language=None, wrap_lines=True)
    st.caption(page.say(EMBED))
    st.code(embedding(link, named), language="html", wrap_lines=True)
    if SERVED in os.environ:
        st.caption(page.say(IF_ALLOWED))


def _code(page: Page, link: str) -> None:
    code = b64encode(qr.svg(link).encode()).decode()
    st.html(f'<img width="180" alt="{escape(page.say(QR))}" src="data:image/svg+xml;base64,{code}">')
    st.download_button(
        page.say(DOWNLOAD), lambda: qr.png(link), "qr.png", "image/png", key=f"qr:{link}", on_click="ignore",
        icon=":material/qr_code_2:", type="tertiary",
    )  # fmt: skip


def full(address: str) -> str:
    """The address as others can use it: under the name that this server is configured with, else in its network, else
    as the reader does."""
    return (network.elsewhere() or network.here()) + address.removeprefix(base())


def embedding(link: str, named: str) -> str:
    """The HTML that shows a link of ours within another page."""
    framed = f"{link}{'&' if '?' in link else '?'}embed=true"
    size = 'width="100%" height="800" style="border:0"'
    return f'<iframe src="{escape(framed)}" title="{escape(named)}" {size}></iframe>'


def show(deck: str, lang: str, **more: str) -> str:
    """The address below this server that starts a deck on stage."""
    return f"{base()}/{SHOW.slug}?{urlencode({'deck': deck, 'lang': lang, **more})}"
