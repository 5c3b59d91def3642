"""How much of anything is read: what lies beyond is no office's file, and is refused before it takes a server down."""

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform != "win32":  # there, only the time is limited
    import resource

MB = 1024 * 1024
# Of one file: its bytes, the bytes that a packed one may unpack to, and how many times as many those may be.
FILE, EXPANDED, RATIO = 1024 * MB, 2048 * MB, 250
# A spreadsheet program allows fewer characters in a cell and fewer letters in a sheet's name than these.
CELL, NAME = 32_767, 255
SHEETS, COLUMNS, CELLS, MERGED = 1_000, 4_096, 50_000_000, 100_000
# Parts of a workbook, and the bytes of one that says how the others hang together.
PARTS, PART = 10_000, 16 * MB
# How many cells with the same fault are named.
NAMED = 20
# Of a folder.
FILES, DEEP = 1_000, 8
# Address space of the reading process, a quarter of which pyarrow and its like take without using it.
MEMORY = 4096 * MB


def seconds(size: int) -> int:
    """The processor time that a file of so many bytes may take."""
    return min(240, 20 + 2 * math.ceil(size / MB))


def wait(size: int) -> int:
    """The time that its reading may last on a machine that has other things to do."""
    return 30 + 3 * seconds(size)


def confine() -> None:
    """Takes from this process, for good, what no reading needs: more memory than MEMORY, files that it could write, and
    the picture of its memory that a crash would leave on the disk."""
    if sys.platform == "win32":
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(what, (soft, hard))
        except (OSError, ValueError):  # macOS knows no limit of the address space
            continue


def allow(size: int) -> None:
    """Gives this process the time for one more file of so many bytes; it is ended when that is over."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + seconds(size), hard))


@contextmanager
def writing(size: int) -> Iterator[None]:
    """While it lasts this process may write so many bytes: into memory, for a reader that wants a file's name."""
    if sys.platform == "win32":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + MB, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
