"""Writing that lasts: one writer at a time, whole files only, and on the disk before anybody is told of them."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":  # there, whoever publishes sees to it that nobody else does
    import fcntl

# What is being written has a name that no reader follows.
PARTIAL = ".partial-"


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """While it lasts nobody else writes in `root`; another writer waits. What a writer left who was stopped half-way is
    cleared away first. The lock is the system's and goes with the process that holds it, however that ends."""
    root.mkdir(parents=True, exist_ok=True)
    keep(root.parent)
    with _locked(root):
        for left in root.glob(f"{PARTIAL}*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        yield


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    held = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def put(path: Path, raw: bytes, mode: int = 0o644) -> None:
    """Puts a file in the place of the one at `path`: a reader sees the old one or the new, never half of one. `mode` is
    who may read it."""
    handle, partial = tempfile.mkstemp(prefix=PARTIAL, dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(handle)
        os.chmod(partial, mode)
        os.replace(partial, path)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
    keep(path.parent)


def keep(path: Path) -> None:
    """Sees to it that a file, or what a folder lists, is on the disk."""
    if sys.platform == "win32" and path.is_dir():  # Windows keeps its folders by itself
        return
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
