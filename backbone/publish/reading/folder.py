"""A folder, and the folders in it -> the sheets of all their files."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from backbone.publish.progress import Among, Progress, quiet
from backbone.publish.raw import PublishError
from backbone.publish.reading import limits
from backbone.publish.reading.names import is_lock, locked
from backbone.publish.reading.reader import Reader, error, fault
from backbone.publish.sheet import Sheet

# What computers leave in folders by themselves, beside everything that begins with a dot.
_LEFT = ("thumbs.db", "desktop.ini", "__macosx", "_success")


def read_folder(folder: Path, tell: Progress = quiet) -> tuple[Sheet, ...]:
    """The sheets of all files in a folder; files of one name are called by their folders too. PublishError names
    every file that cannot be read."""
    paths = sorted(_files(folder, folder, 0))
    if len(paths) > limits.FILES:
        raise _too_many(folder)
    names, held = Counter(path.name for path in paths), {locked(path) for path in paths if is_lock(path.name)}
    sheets: list[Sheet] = []
    refused: list[PublishError] = []
    far = Among(tell, sum(map(_size, paths)))
    with Reader(far) as reader:
        for path in paths:
            far.begins(_size(path))
            if is_lock(path.name):
                continue
            name = path.relative_to(folder).as_posix() if names[path.name] > 1 else path.name
            try:
                found = reader.read(path, name) if not path.is_symlink() else None
            except PublishError as each:
                refused.append(each)
                continue
            if found is None:
                refused.append(error(name, "link"))
                continue
            if path in held:
                found = (replace(found[0], faults=(*found[0].faults, fault(name, "", "open"))), *found[1:])
            sheets += found
    if refused:
        raise PublishError(*(text for each in refused for text in each.faults))
    if not sheets:
        raise error(folder.name, "no_files")
    return tuple(sheets)


def _files(folder: Path, top: Path, deep: int) -> Iterator[Path]:
    """Everything in a folder that a sender put there."""
    if deep > limits.DEEP:
        raise _too_many(top)
    try:
        found = list(os.scandir(folder))
    except OSError:
        raise error(folder.name, "missing") from None
    for entry in found:
        ours = is_lock(entry.name) or not entry.name.startswith(".")
        if not ours or entry.name.lower() in _LEFT or entry.name.endswith(".wal"):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), top, deep + 1)
        else:
            yield Path(entry.path)


def _size(path: Path) -> int:
    """How many bytes a file of the folder has; 0 for what is no file of its own."""
    return 0 if path.is_symlink() or not path.is_file() else path.stat().st_size


def _too_many(folder: Path) -> PublishError:
    return error(folder.name, "files", {"most": limits.FILES, "deep": limits.DEEP})
