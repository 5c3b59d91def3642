"""Folders that all workers of one site share: the supervisor names each in the environment (backbone/serve)."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

if sys.platform != "win32":  # there one process serves all, and `_lock` is enough
    import fcntl

_lock = Lock()


def folder(name: str) -> Path | None:
    """The folder under this name in the environment; None where there is no supervisor."""
    named = os.environ.get(name)
    return Path(named) if named else None


def folder_or_own(name: str) -> Path:
    """The same; without a supervisor a folder of this process, which is removed when that ends."""
    return folder(name) or Path(_own(name).name)


@cache
def _own(name: str) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix=f"{name.lower().replace('_', '-')}-")


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keeps whoever else would hold this file waiting, at every worker; it must be one that nobody replaces."""
    with _lock, path.open("rb") as file:
        if sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_EX)  # goes when the file is closed
        yield
