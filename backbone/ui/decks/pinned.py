"""The snapshots that decks are pinned to, each opened once for all sessions until a file in its folder changes."""

from pathlib import Path

from backbone.deck.deck import Deck
from backbone.deck.played import Played
from backbone.deck.played import played as read
from backbone.record.record import Record
from backbone.snapshot.opened import opened
from backbone.snapshot.store import Store
from backbone.ui import opening
from backbone.ui.kept import Kept

_held: dict[Path, Kept[Store]] = {}


def played(deck: Deck, record: Record) -> Played:
    """The deck with the snapshot that it is pinned to, ready to be shown."""
    return read(deck, record, opening.SNAPSHOTS, _open)


def _open(folder: Path) -> Store:
    """The store of a folder, which stays open; SnapshotError where there is none."""
    if not folder.is_dir():
        return opened(folder)
    return _held.setdefault(folder, Kept(opened, Store.forget)).of(folder)
