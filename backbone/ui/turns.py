"""Turns: so many pages a process makes at once, and whoever asks meanwhile waits, first come, first served.

Streamlit makes the page of each reader in a thread of its own, and Python lets one thread at a time go on: where a
hundred pages were made at once, the thread that sends had no turn for a minute, and nobody had an answer."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

# A page waits for the database and for locks, too: with one more than two there is always something to do.
AT_ONCE = 3


class Turns:
    """So many may be inside at once (`with`); the others wait in the order in which they came. `threading.Semaphore`
    keeps no order: who leaves and comes back at once is let in before all that wait."""

    def __init__(self, free: int) -> None:
        self._free, self._waiting, self._lock = free, deque[Lock](), Lock()

    def __enter__(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()  # until whoever leaves hands over

    def __exit__(self, *_: object) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


_pages = Turns(AT_ONCE)


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
    """While a page waits for its browser or works for long, another has its turn; then it stands in line again."""
    _pages.__exit__()
    try:
        yield
    finally:
        _pages.__enter__()
