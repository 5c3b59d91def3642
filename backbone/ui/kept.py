"""One value made from a folder and shared by all sessions, made anew when a file in the folder changes.

Not in Streamlit's caches: any browser can send a message that clears those, and they keep what was replaced alive."""

import atexit
import gc
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

What = TypeVar("What")
# The thresholds of garbage collection. With Python's own (700, 10, 10) collecting took a tenth of all processor time.
# What is older than the second and then dies, as sessions do, waits for the third: at 20 that came once in twelve
# minutes of fifty readers, when 45 MB of a worker were garbage.
RARELY = (5_000, 20, 2)


class Kept(Generic[What]):
    """The value last made from a folder. `make` makes it; `let_go` is called with the one it replaces, which a session
    may still be using."""

    def __init__(self, make: Callable[[Path], What], let_go: Callable[[What], None] = lambda _: None) -> None:
        self._make, self._let_go = make, let_go
        self._lock = Lock()
        self._last: tuple[str, What] | None = None

    def of(self, folder: Path) -> What:
        """The value for the folder as it is now. Whoever asks while it is being made waits for it."""
        stamp = _stamp(folder)
        with self._lock:
            before = self._last
            if before is not None and before[0] == stamp:
                return before[1]
            made = self._make(folder)
            self._last = (stamp, made)
            _settle()
        if before is not None and before[1] is not made:
            self._let_go(before[1])
            _look_through()  # frees the old one now, with all that was worked out from it
        return made


@cache
def _settle() -> None:
    """Once a process: exempts from garbage collection what is loaded by now, and undoes that at the end, or DuckDB
    would print a hundred lines about objects that were not destroyed."""
    _look_through()
    atexit.register(gc.unfreeze)
    gc.set_threshold(*RARELY)


def _look_through() -> None:
    """Collects all garbage, also among what was exempt, and exempts what is left."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _stamp(folder: Path) -> str:
    """A fingerprint of the names, sizes and times of the files in the folder: cheap enough for every rerun."""
    said = [str(folder)]
    for file in sorted(folder.glob("*")) if folder.is_dir() else []:
        with suppress(FileNotFoundError):  # an editor's temporary file, gone by now
            of = file.lstat()
            said.append(f"{file.name}:{of.st_size}:{of.st_mtime_ns}")
    return ";".join(said)
