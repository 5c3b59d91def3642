"""Opens snapshots, each of them once however many ask for it."""

from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

from backbone.snapshot.manifest import SnapshotError, open_snapshot
from backbone.snapshot.store import Store
from backbone.text import Text

ANOTHER = Text(
    "{name} is not the data that this version adds to: put the right folder back.",
    "{name} 不是本版数据所接续的上一版，请放回正确的文件夹。",
)

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


def before(store: Store) -> Store | None:
    """The store of the snapshot that this one adds to; None where it is the first. Raises SnapshotError where that
    cannot be opened or is another."""
    said = store.snapshot.manifest.predecessor
    if not said:
        return None
    found = opened(store.snapshot.folder.parent / said.name)
    if found.snapshot.digest != said.sha256:
        raise SnapshotError(ANOTHER.filled(name=said.name))
    return found
