"""Reading a file on a disk, and nothing else: a pipe, a device or a socket of that name would keep its reader
waiting."""

import os
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
