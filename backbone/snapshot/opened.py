"""Opening: each snapshot is open once, however many ask for it."""

from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

from backbone.snapshot.manifest import open_snapshot
from backbone.snapshot.store import Store

# The stores that somebody holds, by folder and digest; the last to let go of one closes it.
_OPEN: WeakValueDictionary[tuple[Path, str], Store] = WeakValueDictionary()
_LOCK = Lock()


def opened(folder: Path) -> Store:
    """The store of the snapshot in `folder`, every file checked first; the one already open where there is one.
    Raises SnapshotError where the snapshot cannot be shown."""
    snapshot = open_snapshot(folder)
    key = (folder.resolve(), snapshot.digest)
    with _LOCK:
        store = _OPEN.get(key)
        if store is None:
            store = _OPEN[key] = Store(snapshot)
    return store
