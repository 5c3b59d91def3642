"""Opening a show: the deck and its data, and the stage with nothing on it yet."""

from html import escape
from typing import NoReturn

import streamlit as st

from backbone.deck.deck import NO_SCENES
from backbone.deck.written import DeckError
from backbone.punctuation import dotted
from backbone.record.record import RecordError
from backbone.site import DECKS, PRODUCT, SHOW
from backbone.text import LANGS, Lang, Text, language, repeated
from backbone.ui import browser, events, opening, signin, staging, widgets
from backbone.ui.decks import pinned, shelf
from backbone.ui.hall import stage
from backbone.ui.hall.stage import Stage
from backbone.ui.hall.whereabouts import walked

NOT_SHOWN = Text("This deck cannot be shown", "无法放映此演示")
TO_DECKS = Text("To the decks", "前往演示列表")
# The deck of an address that names none.
FIRST = "programme"


def open_show() -> Stage:
    """The stage that the address asks for, dressed; where the deck cannot be shown, a calm page says why and the run
    stops."""
    events.begin()
    widgets.listen()
    params = st.query_params.to_dict()
    lang = language(params.get("lang")) or LANGS[0]
    signin.admitted("show", lang)
    name = params.get("deck", FIRST)
    try:
        of = pinned.played(shelf.find(name), opening.RECORD.of(opening.PUBLISHED))
    except (DeckError, RecordError) as error:
        _instead(error.text, lang)
    if not of.deck.scenes:
        _instead(NO_SCENES.filled(name=repeated(name)), lang)
    title = of.deck.title(lang) or name
    st.set_page_config(page_title=dotted((title, PRODUCT(lang))), layout="wide", initial_sidebar_state="collapsed")
    shown = stage.read(of, params | walked(params), lang, browser.base())
    staging.dress(shown.tone)
    st.html(f'<a hidden data-shown href="{escape(shown.address)}"></a>')
    return shown


def _instead(why: Text, lang: Lang) -> NoReturn:
    """What is seen where a deck cannot be shown: why, and the way to the decks."""
    st.set_page_config(page_title=dotted((SHOW.name(lang), PRODUCT(lang))), layout="centered")
    st.title(NOT_SHOWN(lang), anchor=False)
    st.text(why(lang))
    st.html(f'<a href="{browser.base()}/{DECKS.slug}?lang={lang}">{escape(TO_DECKS(lang))}</a>')
    st.stop()
