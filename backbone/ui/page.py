"""A page: the question it looks at, the data to answer it, and the ways to another question."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

import streamlit as st

from backbone.boundaries import MAP_NOTE
from backbone.charts import Canvas
from backbone.dress import PLAIN, Dress, address
from backbone.number import Number
from backbone.periods import month_name
from backbone.pictures.picture import Maker, Picture, number
from backbone.pictures.sheet import UNTIL, marks
from backbone.places import NATION
from backbone.punctuation import dotted, prose
from backbone.record.record import Record
from backbone.site import ENTRIES, PRODUCT, Entry
from backbone.snapshot.manifest import Basis
from backbone.snapshot.memory import recalled
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.view import View
from backbone.where import EVERYTHING, Only, Where

# Where a click wants to go; a callback cannot leave the page itself.
VISIT = "visit"
# The view that a stage was entered from; leaving it, by whatever way one went there, comes back to this.
ENTERED_FROM = "entered-from"
# How far a play of the months has come (see `playing`).
PLAYING = "playing"
# How many pieces of HTML are kept with a snapshot; each has a few kilobytes.
KEPT = 512


@dataclass(frozen=True)
class Page:
    """An opened page: which one, the question in its address, how it is dressed, and the data to answer it; `more` is
    what its address says that is no part of a view (`Entry.more`), and whether who looks at it `presents`, and so makes
    decks."""

    id: str
    view: View
    dress: Dress
    store: Store
    record: Record
    canvas: Canvas = field(repr=False)
    more: Mapping[str, str] = field(default_factory=dict)
    presents: bool = False
    _said: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    @property
    def lang(self) -> Lang:
        return self.view.lang

    @cached_property
    def where(self) -> Where:
        """The facts that the view looks at."""
        return self.view.where

    def picture(self, make: Maker, *more: object) -> Picture:
        """The picture that `make` makes of this page's question."""
        return make(self.store, self.view, self.canvas, *more)

    def number(self, indicator: str, place: str = "") -> Number:
        """A number of this page's question, here or in another place."""
        return number(self.view, self.store.horizon, indicator, place)

    def keep_to(self, dimension: str, code: str) -> None:
        """Keep to one category of a breakdown; the same again lets go of it. For callbacks."""
        chosen = Only(((dimension, code),))
        self.go(self.view.with_(only=EVERYTHING if self.view.only == chosen else chosen))

    @property
    def basis(self) -> Basis:
        return self.store.snapshot.manifest.basis

    def say(self, text: Text, **values: object) -> str:
        """`text` in the reader's language."""
        return text(self.lang, **values)

    def prose(self, sentences: Iterable[str]) -> str:
        """Sentences one after the other, as the reader's language sets them."""
        return prose(sentences, self.lang)

    def news(self, sentences: Iterable[str]) -> str:
        """Those of the sentences that this page has not shown yet: a rule that several pictures would repeat is shown
        once."""
        new = [said for said in sentences if said not in self._said]
        self._said.update(new)
        return self.prose(new)

    def html(self, make: Callable[..., str], *more: Hashable) -> str:
        """HTML that `make` makes of this page and `more`, kept with the snapshot, as most runs ask what was asked
        before. `make` looks at nothing else, and at no `news`."""
        here = (self.id, self.view, self.dress, self.canvas, *self.more.items(), self.presents, self.record)
        return recalled(self.store, "html", KEPT, (make, here, more), lambda: make(self, *more))

    @property
    def note(self) -> str:
        """Basis, as-of month and the source of the boundaries: stands under every picture that leaves the page."""
        until = UNTIL(self.lang, month=month_name(self.view.month(self.store.horizon), self.lang))
        return dotted((PRODUCT(self.lang), *marks(self.store, self.lang), until, MAP_NOTE(self.lang)))

    def link(self, to: str, view: View | None = None) -> dict[str, str]:
        """What the address of the page `to` asks with this question, or with `view`: without what that page does not
        look at; the map looks at no single place."""
        view = (view or self.view).keeping(ENTRIES[to].own)
        more = self.more if to == self.id else {}
        return {**(view.into(NATION) if to == "home" else view).params(), **more}

    def address(self, to: str, view: View | None = None, dress: Dress = PLAIN) -> str:
        """The address of the page `to` with this question, or with `view`; plain, or in a dress."""
        asks = urlencode(self.link(to, view) | dress.params())
        return f"{self.canvas.base}/{ENTRIES[to].slug}{'?' if asks else ''}{asks}"

    @property
    def shows_places(self) -> Entry:
        """The page that shows the place which is clicked on a map of this one."""
        return ENTRIES[self.id if ENTRIES[self.id].follows else "place"]

    def place(self, code: str) -> str:
        """The address of a place with this question: on this page where it follows, else on the place's own."""
        to = self.id if self._stays(code) else "home" if code == NATION else "place"
        return self.address(to, self.view.into(code))

    def go(self, view: View, dress: Dress | None = None) -> None:
        """Look at `view` on this page, in another dress if one is named: the URL changes, the page with it, and a play
        ends. For callbacks."""
        st.session_state.pop(PLAYING, None)
        st.query_params.from_dict(address(view, dress or self.dress) | dict(self.more))

    def ask(self, more: Mapping[str, str]) -> None:
        """Ask the same question with `more` in the address (`Entry.more`). For callbacks."""
        replace(self, more={name: said for name, said in more.items() if said}).go(self.view)

    def present(self) -> None:
        """Enter the stage with this view. For callbacks."""
        st.session_state[ENTERED_FROM] = self.view
        self.go(self.view, self.dress.with_(stage=True))

    def drill(self, code: str) -> None:
        """Go to a place: on this page where it follows, else on the place's own. For callbacks: the browser leaves for
        another page when this one runs again."""
        if self._stays(code):
            self.go(self.view.into(code))
        else:
            st.session_state[VISIT] = self.place(code)

    def _stays(self, code: str) -> bool:
        return ENTRIES[self.id].follows and (self.id, code) != ("place", NATION)  # the nation's own page is the map

    def until(self, month: str) -> None:
        """Look at the same question as of another month. For callbacks."""
        self.go(self.view.with_(as_of="" if month == self.store.horizon.last else month))
