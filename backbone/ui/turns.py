"""Turns: a process makes one page at a time, and whoever asks meanwhile waits, first come, first served.

Streamlit makes the page of each reader in a thread of its own, and Python lets one thread at a time go on. Where many
pages were made at once each took the longer, and the thread that sends had no turn: sixty readers who asked every
second had no answer for a minute."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock, get_ident
from time import monotonic
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

# A page takes a tenth of a second; what takes so many seconds goes on beside the others.
LONG = 3.0


class Turns:
    """One thread at a time may be inside (`with`); the others wait in the order in which they came. Who is inside for
    longer than `long` seconds stays, but no longer keeps the next out. `threading.Lock` keeps no order: who leaves and
    comes back at once is let in before all that wait."""

    def __init__(self, long: float) -> None:
        self._long, self._lock, self._waiting = long, Lock(), deque[tuple[int, Lock]]()
        self._inside, self._since = 0, 0.0

    def __enter__(self) -> None:
        mine = Lock()
        mine.acquire()
        with self._lock:
            self._waiting.append((get_ident(), mine))
            if not self._inside:
                self._next()
        while not mine.acquire(timeout=self._long):
            with self._lock:
                if monotonic() - self._since > self._long:
                    self._next()

    def __exit__(self, *_: object) -> None:
        with self._lock:
            if self._inside == get_ident():
                self._next()

    def _next(self) -> None:
        """Lets the first in line in, if there is one."""
        self._inside, self._since = 0, monotonic()
        if self._waiting:
            self._inside, theirs = self._waiting.popleft()
            theirs.release()


_pages = Turns(LONG)


@cache
def take() -> None:
    """From now on pages are made by turns; Streamlit has no setting for that. Once a process."""
    make = ScriptRunner._run_script

    def in_turn(runner: ScriptRunner, asked: Any) -> None:
        with _pages:
            make(runner, asked)

    setattr(ScriptRunner, make.__name__, in_turn)


@contextmanager
def aside() -> Iterator[None]:
    """While a page waits for its browser another has its turn; then it stands in line again."""
    _pages.__exit__()
    try:
        yield
    finally:
        _pages.__enter__()
