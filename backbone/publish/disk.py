"""Durable writing: one writer at a time, whole files only, on the disk before anybody is told of them, and a plain
sentence where the disk refuses."""

import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backbone.publish.raw import PublishError
from backbone.text import Text, repeated

if sys.platform != "win32":  # there, whoever publishes sees to it that nobody else does
    import fcntl

# What is being written has a name that no reader follows.
PARTIAL = ".partial-"
# For how many seconds a writer waits for another, and how often he looks.
PATIENCE, EVERY = 120.0, 0.05

BUSY = Text(
    "Somebody else is publishing into “{name}” and has not ended in {n} seconds. Nothing was changed; wait and try "
    "again.",
    "另有人正在向“{name}”发布，{n} 秒内尚未结束。未作任何更改，请稍后重试。",
)
FULL = Text(
    "There is no room left on the disk of “{name}”. What is shown has not changed; make room, then do it again.",
    "“{name}”所在磁盘空间已满。当前展示的数据未变；请腾出空间后重试。",
)
CLOSED = Text(
    "“{name}” cannot be written: the disk is read-only, or this user may not. What is shown has not changed; see to it "
    "that it can be written, then do it again.",
    "无法写入“{name}”：磁盘为只读，或当前用户没有权限。当前展示的数据未变；请开放写入权限后重试。",
)
GONE = Text(
    "“{name}” is no folder, or went away. What is shown has not changed; bring it back, then do it again.",
    "“{name}”不是文件夹，或已不存在。当前展示的数据未变；请恢复后重试。",
)
FAILED = Text(
    "“{name}” could not be written (the system says {code}). What is shown has not changed; look after the disk, then "
    "do it again.",
    "“{name}”写入失败（系统错误 {code}）。当前展示的数据未变；请检查磁盘后重试。",
)
SAID = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), FULL),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), CLOSED),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.ESTALE), GONE),
}


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """A context in which an OSError becomes a PublishError about `folder`."""
    try:
        yield
    except OSError as error:
        name = repeated(folder.name or str(folder))
        code = errno.errorcode.get(error.errno or 0, "?")
        raise PublishError(SAID.get(error.errno or 0, FAILED).filled(name=name, code=code)) from None


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """While it lasts nobody else writes in `root`; another writer waits, and is told where he waits too long. What a
    writer left who was stopped half-way is cleared away first. The lock is the system's and goes with the process that
    holds it, however that ends."""
    with in_words(root):
        root.mkdir(parents=True, exist_ok=True)
        keep(root.parent)
    with _locked(root), in_words(root):
        clear(root)
        yield


def clear(folder: Path, name: str = "") -> None:
    """Clears away what a writer left half-written in `folder`; of the file `name` alone where one is named."""
    for left in folder.glob(f"{PARTIAL}{name}*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    with in_words(root):
        held = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        until = time.monotonic() + PATIENCE
        while not _taken(held):
            if time.monotonic() > until:
                raise PublishError(BUSY.filled(name=repeated(root.name), n=round(PATIENCE)))
            time.sleep(EVERY)
        yield
    finally:
        os.close(held)


def _taken(held: int) -> bool:
    """Whether the lock was free and is now held."""
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def own(folder: Path) -> None:
    """Makes a folder that nobody but its owner may look into."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def put(path: Path, raw: bytes, mode: int = 0o644) -> None:
    """Puts a file in the place of the one at `path`: a reader sees the old one or the new, never half of one. `mode` is
    who may read it."""
    handle, partial = tempfile.mkstemp(prefix=f"{PARTIAL}{path.name}-", dir=path.parent)
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
    """Waits until a file, or the listing of a folder, is on the disk."""
    if sys.platform == "win32" and path.is_dir():  # Windows keeps its folders by itself
        return
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
