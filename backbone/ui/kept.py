"""What all sessions share: made once of a folder, and anew when a file in it changes.

It is kept here and not in Streamlit's caches: any visitor may have those cleared, by a message that every browser can
send, and they hold on to what they held before."""

import atexit
import gc
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

What = TypeVar("What")
# After how many new objects Python looks for cycles among them, and how often among the older ones. Runs leave next to
# none: with its own 700, 10, 10 looking took a tenth of all processor time, and half a second at once.
RARELY = (5_000, 20, 20)


class Kept(Generic[What]):
    """The one thing that was last made of a folder. `make` makes it; `let_go` is told of the one that another has
    replaced, which a session may still be looking at."""

    def __init__(self, make: Callable[[Path], What], let_go: Callable[[What], None] = lambda _: None) -> None:
        self._make, self._let_go = make, let_go
        self._lock = Lock()
        self._last: tuple[str, What] | None = None

    def of(self, folder: Path) -> What:
        """What is made of the folder as it is now. Who asks while it is made waits for it."""
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
            _look_through()  # it goes now, with what was worked out with it, not when Python next looks
        return made


@cache
def _settle() -> None:
    """Once: what is loaded and opened by now stays, so Python need not look through it for cycles again, but at the
    end: DuckDB writes a hundred lines about each thing of its own that was not taken apart."""
    _look_through()
    atexit.register(gc.unfreeze)
    gc.set_threshold(*RARELY)


def _look_through() -> None:
    """Lets go of cycles that nobody holds, also among what was to stay; what is left stays."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _stamp(folder: Path) -> str:
    """What changes with the folder and when a file in it does: names, sizes and times. Cheap enough for every rerun."""
    said = [str(folder)]
    for file in sorted(folder.glob("*")) if folder.is_dir() else []:
        with suppress(FileNotFoundError):  # somebody's editor has just taken its own copy away
            of = file.lstat()
            said.append(f"{file.name}:{of.st_size}:{of.st_mtime_ns}")
    return ";".join(said)
