"""Names of files: which are read, and how a sentence repeats one."""

import unicodedata
from pathlib import Path, PurePath

from backbone.publish.checking import personal
from backbone.publish.reading import limits
from backbone.publish.reading.refusals import Refused
from backbone.text import repeated

# What a spreadsheet program puts beside a workbook that it has open.
_LOCKS = ("~$", ".~lock.")


def checked(name: str, size: int) -> None:
    """Refused where a file of this name and size is not read at all."""
    unseen = any(unicodedata.category(sign)[0] == "C" for sign in name)
    path = PurePath(name)
    if unseen or "\\" in name or ".." in path.parts or path.is_absolute() or not 0 < len(name) <= limits.NAME:
        raise Refused("name")
    if is_lock(name):
        raise Refused("lock")
    if size == 0:
        raise Refused("empty")
    if size > limits.FILE:
        raise Refused("large", most=limits.FILE // limits.MB)


def is_lock(name: str) -> bool:
    """Whether this is what a spreadsheet program leaves beside a workbook that it has open."""
    return PurePath(name).name.startswith(_LOCKS)


def shown(name: str) -> str:
    """A file's name as a sentence repeats it, without a number that may be a person's."""
    return repeated(personal.called(repeated(name, limits.NAME)))


def locked(lock: Path) -> Path:
    """The workbook beside which a spreadsheet program left this."""
    return lock.with_name(lock.name.removeprefix("~$").removeprefix(".~lock.").removesuffix("#"))
