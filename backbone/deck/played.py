"""A deck with what it is played from: the snapshot that it is pinned to, and the public record."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from backbone.deck.deck import Deck, Pin, Scene
from backbone.record.record import Record
from backbone.snapshot.manifest import SnapshotError
from backbone.snapshot.opened import opened
from backbone.snapshot.store import Store
from backbone.text import Text, repeated

NO_SNAPSHOT = Text(
    "This deck is of the data “{name}”, which are not here. Put their folder back, or pin the deck to other data.",
    "本演示使用的数据“{name}”不在此处。请放回其文件夹，或改用其他数据。",
)
NO_PIN = Text(
    "This deck does not say which data it is of. Choose them on the page Decks.",
    "本演示没有写明使用哪一份数据。请在“演示文稿”页选用。",
)
OTHER_SNAPSHOT = Text(
    "The data “{name}” are not those that this deck was made of. Pin the deck to them anew if you trust them.",
    "数据“{name}”与制作本演示时的不同。如确认可信，请重新选用。",
)


@dataclass(frozen=True)
class Played:
    """A deck with what it is played from: the store that it is pinned to (None where that is not here, for the reason
    `wrong`), and the public record; and the codes of the places that were flown to on the way."""

    deck: Deck
    record: Record
    store: Store | None
    wrong: Text | None = None
    detours: tuple[str, ...] = ()

    def showing(self, *scenes: Scene) -> Self:
        """The same with these scenes alone."""
        return replace(self, deck=self.deck.with_(scenes=scenes))

    @property
    def no_data(self) -> Text:
        """Why there is no store."""
        return self.wrong or NO_PIN


def played(deck: Deck, record: Record, snapshots: Path, opens: Callable[[Path], Store] = opened) -> Played:
    """The deck with the snapshot that it is pinned to, from a folder of snapshots; `opens` is how one is opened."""
    name = repeated(deck.pin.name)
    try:
        # A name is one folder in there, and no way out of it.
        store = opens(snapshots / Path(deck.pin.name).name) if deck.pin.name else None
    except (SnapshotError, OSError, ValueError):  # a name may be none that a folder can have
        store = None
    if store is None:
        return Played(deck, record, None, NO_SNAPSHOT.filled(name=name or "–") if deck.pin.name else NO_PIN)
    if store.snapshot.digest != deck.pin.digest:
        return Played(deck, record, None, OTHER_SNAPSHOT.filled(name=name))
    return Played(deck, record, store)


def pin(store: Store) -> Pin:
    """What pins a deck to the data of a store."""
    return Pin(store.snapshot.manifest.name, store.snapshot.digest)
