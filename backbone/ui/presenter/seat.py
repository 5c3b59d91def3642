"""The seat of a presenter: the view that a key opened, and the deck and the data of the show that it looks at."""

from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from backbone.charts import Canvas
from backbone.deck.played import Played
from backbone.record import record
from backbone.site import PRESENTER, PRODUCT
from backbone.text import LANGS, Lang, Text, language
from backbone.theme import Tone
from backbone.ui import events, running, signin, ways, widgets
from backbone.ui.browser import base
from backbone.ui.decks.pinned import played

# What a session holds: its seat, and the view that it got for a key.
SEAT, ENTERED = "seat", "entered"
NO_KEY = Text(
    "The presenter view is opened from the page of a deck, or from a running show: press “?” there, and scan the code "
    "or follow the link.",
    "请从演示文稿页面打开演讲者视图，或在演示画面按“?”，扫码或点击链接。",
)


@dataclass(frozen=True)
class Seat:
    """A presenter's seat: the secret of the view, and what is played."""

    view: str
    canvas: Canvas
    of: Played

    @property
    def lang(self) -> Lang:
        return self.canvas.lang

    def say(self, text: Text, **values: object) -> str:
        """`text` in the presenter's language."""
        return text(self.lang, **values)


def open_seat() -> Seat:
    """The seat that the address opens; where it opens none, one sentence says why, and the run stops."""
    events.begin()
    widgets.listen()
    lang = language(st.query_params.get("lang")) or LANGS[0]
    visitor = signin.admitted("presenter", lang)
    st.set_page_config(
        page_title=f"{PRESENTER.name(lang)} · {PRODUCT(lang)}", layout="wide", initial_sidebar_state="collapsed"
    )
    signin.follow(visitor)
    ways.speak(lang)
    tone: Tone = "dark" if st.context.theme.type == "dark" else "light"
    try:
        view = _view(lang)
        known = st.session_state.get(SEAT)
        of = known.of if known and known.view == view else _played(view)
    except running.Refused as refused:
        closed(refused.text, lang)
    seat = st.session_state[SEAT] = Seat(view, Canvas(lang, tone, base()), of)
    return seat


def closed(why: Text, lang: Lang) -> NoReturn:
    """The page in which there is no show to look at: why, and what to do; the run stops."""
    st.title(PRESENTER.name(lang), anchor=False)
    st.write(why(lang))
    st.stop()


def _view(lang: Lang) -> str:
    """The view of the address: its own secret, or the one that its key opens. The secret takes the place of the key,
    so that this browser can load the page anew, and a copy of the link opens nothing."""
    if view := st.query_params.get("view"):
        return view
    if not (key := st.query_params.get("show")):
        raise running.Refused(NO_KEY)
    entered = st.session_state.setdefault(ENTERED, {})
    if key not in entered:
        entered[key] = running.enter(key)
    st.query_params.from_dict({"view": entered[key], "lang": lang})
    return entered[key]


def _played(view: str) -> Played:
    return played(running.deck(view), record.load())
