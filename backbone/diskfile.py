"""Reading a file on a disk, and nothing else: a pipe, a device or a socket of that name would keep its reader waiting;
and writing one as a whole or not at all."""

import os
import secrets
import stat
from pathlib import Path
from typing import BinaryIO


class NotAFileError(OSError):
    """Something that is there and is no file: a folder, a pipe, a socket, a device."""


def opened(path: Path) -> BinaryIO:
    """The file at `path`, to be read; a link leads to what it points at. Raises NotAFileError at once where that is
    something else, and OSError where there is nothing to be read."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise NotAFileError(f"{path.name} is no file")
    return path.open("rb")


def read(path: Path) -> bytes:
    """What is in the file at `path`. Raises as `opened` does."""
    with opened(path) as file:
        return file.read()


def write(path: Path, raw: bytes) -> None:
    """Puts a file at `path`, or where a link of that name leads, as a whole or not at all: what was there stays until
    then. A device or a pipe is written to. Raises OSError."""
    if path.exists() and not path.is_file():
        path.write_bytes(raw)
        return
    place = path.resolve()
    half = place.with_name(f".{secrets.token_hex(8)}.half")
    try:
        half.write_bytes(raw)
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)
