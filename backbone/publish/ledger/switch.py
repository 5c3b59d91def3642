"""Switching: which snapshot readers see, changed in one rename after the log has said so; and taken up again where its
writer was stopped."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from backbone.publish import disk, draft, register
from backbone.publish.before import check_is_next
from backbone.publish.draft import Candidate, drafts, open_as_a_reader
from backbone.publish.ledger.line import Line, reason, somebody
from backbone.publish.ledger.log import NONE, Log, added, read, sound
from backbone.publish.raw import PublishError
from backbone.snapshot.manifest import CURRENT, NAME, SnapshotError, current
from backbone.text import Text, repeated

# What `current` will say, with the number of the line that says why.
NEXT = ".next-"

ANOTHER_DRAFT = Text(
    "The draft of {name} is not there any more: it was published or discarded, or another came before it. Make it "
    "anew.",
    "{name} 的草稿已不存在：可能已发布、已放弃，或已有其他快照先行发布。请重新生成。",
)
TAKEN_NAME = Text(
    "A folder {name}, of which the log knows nothing, lies there and holds something else: publish under another name, "
    "or remove that folder if nobody has seen it.",
    "已有名为 {name} 的文件夹，日志中没有记录，且内容不同：请换一个名称发布；若尚无人见过，可将其删除。",
)
RECORDED = Text(
    "{name} stands in the log as published, but “{root}” could not be written to its end: whoever publishes next here "
    "finishes it first. Look after the disk.",
    "{name} 已记入日志，但“{root}”未能写完：下次在此发布时将先行完成。请检查磁盘。",
)
REPLACED = Text("{name} was published after the same snapshot.", "{name} 已接在同一快照之后发布。")


@dataclass(frozen=True)
class Publication:
    """A snapshot that was published: its folder, and what the steward should know of it."""

    folder: Path
    report: tuple[Text, ...]


@contextmanager
def writing(root: Path) -> Iterator[Log]:
    """The sound log of `root`, while nobody else writes there; what a writer left who was stopped is finished where the
    log has said so, else cleared away. Whatever the disk refuses is a PublishError."""
    with disk.alone(root):
        log = sound(root)
        for pointer in root.glob(f"{NEXT}*"):
            _take_up(root, log, pointer)
        yield _without_stale(root, log)


def switch(candidate: Candidate, who: str = "") -> Publication:
    """Publishes a draft: it gets its name, and readers are led to it in one rename. PublishError where it is not there
    any more or is not as it was made, or where another snapshot came before it."""
    root, said = candidate.root, candidate.said
    with writing(root) as log:
        check_is_next(root, said.after, said.basis, said.name, log)
        if not candidate.folder.is_dir() or open_as_a_reader(candidate.folder).digest != said.digest:
            raise PublishError(ANOTHER_DRAFT.filled(name=said.name))
        folder = root / said.name
        if folder.exists() and open_as_a_reader(folder).digest != said.digest:
            raise PublishError(TAKEN_NAME.filled(name=said.name))
        register.take_in(candidate.private, said.digest)
        done = Line(
            0, NONE, "", "", "publish", said.name, said.digest, said.basis, said.as_of, said.after,
            account=said.account,
        )  # fmt: skip
        log = point(root, log, done, who)
        with suppress(OSError, PublishError):  # it is published; what is left is cleared away by whoever comes next
            _without_stale(root, log)
    return Publication(folder, said.report)


def discard(candidate: Candidate, why: str, who: str = "") -> None:
    """Removes a draft, of which the log says why. PublishError where it is not there any more."""
    with writing(candidate.root) as log:
        if not candidate.folder.is_dir():
            raise PublishError(ANOTHER_DRAFT.filled(name=candidate.name))
        _discard(candidate, log, reason(why), who)


def _discard(candidate: Candidate, log: Log, why: str, who: str = "") -> Log:
    said = candidate.said
    log = added(
        candidate.root, log,
        Line(0, NONE, "", "", "discard", said.name, said.digest, said.basis, said.as_of, said.after, why, said.account),
        who,
    )  # fmt: skip
    candidate.remove()
    return log


def point(root: Path, log: Log, line: Line, who: str) -> Log:
    """Makes the snapshot of `line` current. All that takes room on the disk is done before the log says so, so that
    what comes after is renaming; a writer who is stopped there is followed by one who ends it."""
    somebody(who)  # refuses what looks personal before anything is changed
    pointer = root / f"{NEXT}{len(log.lines) + 1 + (not log.lines)}"
    disk.put(pointer, f"{line.snapshot}\n".encode())
    try:
        log = added(root, log, line, who)
    except OSError:
        if _says(root, line):  # the disk failed before the line could be taken back
            raise PublishError(RECORDED.filled(name=line.snapshot, root=repeated(root.name))) from None
        pointer.unlink(missing_ok=True)
        raise
    try:
        _finish(root, line, pointer)
    except OSError:
        raise PublishError(RECORDED.filled(name=line.snapshot, root=repeated(root.name))) from None
    return log


def _says(root: Path, line: Line) -> bool:
    """Whether the last line of the log says the same of the same snapshot as `line`."""
    *_, last = (None, *read(root).lines)
    return last is not None and (last.what, last.snapshot, last.digest) == (line.what, line.snapshot, line.digest)


def _finish(root: Path, line: Line, pointer: Path) -> None:
    """Gives the draft that `line` is about its name, and then makes it current."""
    named = root / line.snapshot
    for candidate in drafts(root):
        if (candidate.name, candidate.said.digest) == (line.snapshot, line.digest):
            if named.exists():
                candidate.remove()
            else:
                os.rename(candidate.folder, named)
                disk.keep(root)
    if not named.is_dir():  # readers are never led to a folder that is not there
        pointer.unlink()
        return
    os.replace(pointer, root / CURRENT)
    disk.keep(root)


def _take_up(root: Path, log: Log, pointer: Path) -> None:
    """Finishes what the log says and was not done, where its writer was stopped; forgets what it does not say."""
    number = pointer.name.removeprefix(NEXT)
    line = log.lines[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(log.lines) else None
    if line and line.what in ("publish", "rollback") and pointer.read_bytes() == f"{line.snapshot}\n".encode():
        _finish(root, line, pointer)
    else:
        pointer.unlink()


def _without_stale(root: Path, log: Log) -> Log:
    """The log after drafts that can never be published were removed, as another came after the same snapshot."""
    draft.clear(root)
    came = {(line.basis, line.after): line.snapshot for line in log.lines if line.what == "publish"}
    for candidate in drafts(root):
        if other := came.get((candidate.said.basis, candidate.said.after)):
            log = _discard(candidate, log, REPLACED.filled(name=other).en)
    return log


def shown(root: Path) -> str:
    """The name of the snapshot that readers are led to; "" for none."""
    try:
        return current(root).name
    except SnapshotError:
        return ""


def checked_name(name: str) -> str:
    """A name as a snapshot may have it. PublishError for any other."""
    if not NAME.fullmatch(name):
        raise PublishError(
            Text(
                f"“{repeated(name)}” is not a plain folder name: use letters, digits, dots and dashes.",
                f"“{repeated(name)}”不是有效的文件夹名称：请只用字母、数字、点和短横线。",
            )
        )
    return name
