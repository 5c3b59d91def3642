"""Ways: links with a question in their address, as they stand in a text of the page. The browser follows them without
loading the page anew (`static/page.js`)."""

import time
from collections.abc import Hashable, Iterable, Mapping
from html import escape
from itertools import count

import streamlit as st

from backbone.punctuation import TOGETHER
from backbone.site import ENTRIES, PAGES
from backbone.text import Lang, Text
from backbone.ui import browser, translation, turns
from backbone.ui.page import VISIT, Page

LANGUAGES = {"en": "en", "zh": "zh-Hans"}
# How long a run waits for the browser to leave: so many times so many seconds.
PATIENCE, MOMENT = 100, 0.01
_mount = browser.code("page")
_visits = count()

PAGES_HERE = Text("Pages", "页面")
TO_CONTENT = Text("Skip to the map or the text", "跳到地图或正文")


def way(label: str, address: str, here: bool = False) -> str:
    """HTML: a link to an address; the one of the page one is on says so."""
    return f'<a href="{escape(address)}"{" aria-current=page" if here else ""}>{escape(label)}</a>'


def past(page: Page) -> str:
    """HTML: the skip link, which leads by key past the head of the page to its content."""
    return f'<a class="past" href="#content">{escape(page.say(TO_CONTENT))}</a>'


def menu(page: Page, back: Mapping[str, Hashable], beside: Iterable[str]) -> None:
    """The menu: each page with this question, and what was last looked at there (`back`, fields of a view by name);
    apart from them those `beside`."""
    st.html(page.html(_menu, tuple(back.items()), tuple(beside)))


def _menu(page: Page, back: tuple[tuple[str, Hashable], ...], beside: tuple[str, ...]) -> str:
    def entry(to: str, **fields: Hashable) -> str:
        return way(ENTRIES[to].name(page.lang), page.address(to, page.view.with_(**fields)), here=to == page.id)

    pages = (entry(to, **{name: said for name, said in back if name in ENTRIES[to].own}) for to in PAGES)
    return _bar(page.lang, pages, map(entry, beside))


def bar(lang: Lang, ways: Iterable[str], apart: Iterable[str]) -> None:
    """The menu of these ways, and apart from them those at its end."""
    st.html(_bar(lang, ways, apart))


def _bar(lang: Lang, ways: Iterable[str], apart: Iterable[str]) -> str:
    named, said = escape(PAGES_HERE(lang)), f"{''.join(ways)}<span>{''.join(apart)}</span>"
    return f'<nav class="menu" data-ways aria-label="{named}">{said}</nav>'


def speak(lang: Lang) -> None:
    """Tells the browser the language of a page without our head, and Streamlit's words in it."""
    st.html(f"<style>{translation.styled(lang)}</style>")
    tell(lang)


def tell(lang: Lang) -> None:
    """Tells the browser the language of a page that asks nothing of the data."""
    _mount(None, "page", _of(lang), on_turned_change=lambda: None)


def follow(page: Page) -> None:
    """Tells the browser in which language the page is and where a click wants to go; it runs the page again when the
    reader's system turns light or dark, in which a figure's colours are drawn."""
    said = _of(page.lang)
    if not (to := st.session_state.pop(VISIT, "")):
        _mount(page, "page", said, on_turned_change=lambda: None)
        return
    # The number makes it another visit each time, or the browser would take the same one for made.
    _mount(page, "page", {**said, "to": to, "visit": f"{next(_visits)}"}, on_turned_change=lambda: None)
    waiting = st.empty()
    with turns.aside():
        for _ in range(PATIENCE):  # the rest of this page would only be drawn and sent to be thrown away
            time.sleep(MOMENT)
            waiting.empty()  # here the run ends once the browser has asked for the other page


def _of(lang: Lang) -> dict[str, str]:
    """What the browser is told of texts in that language."""
    return {"lang": LANGUAGES[lang], "together": TOGETHER.pattern}
