"""How far a file is read: what the reading process tells while it works, 0 to 1."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

Reached = Callable[[float], None]
# How often it is told, in seconds.
EVERY = 0.2


def nobody(share: float) -> None:
    """Tells nobody."""


def within(reached: Reached, start: float, end: float) -> Reached:
    """Tells of a part of the work, which is that from `start` to `end` of all."""
    return lambda share: reached(start + (end - start) * share)


def told(out: BinaryIO) -> Reached:
    """Writes how far it is to `out`, a line of JSON now and then."""
    last = [time.monotonic()]

    def tell(share: float) -> None:
        if (now := time.monotonic()) - last[0] >= EVERY:
            last[0] = now
            out.write(json.dumps({"reached": round(share, 4)}).encode() + b"\n")
            out.flush()

    return tell


@contextmanager
def moving(reached: Reached, seconds: float) -> Iterator[None]:
    """While work goes on that says nothing of itself and may take so many seconds, tells how far it should be: most of
    it when they are over, and less and less after that."""
    done, began = threading.Event(), time.monotonic()

    def tell() -> None:
        while not done.wait(EVERY):
            reached(1 - 0.25 ** ((time.monotonic() - began) / max(EVERY, seconds)))

    aside = threading.Thread(target=tell, daemon=True)
    aside.start()
    try:
        yield
    finally:
        done.set()
        aside.join()
