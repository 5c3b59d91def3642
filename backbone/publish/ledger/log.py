"""The log beside the snapshots: a file of lines, each with the checksum of the line before, that is only added to.

A second file says how many lines there are and the checksum of the last, so that lines cannot be cut off unseen. It is
written after the line, and may lag one line behind where its writer was stopped."""

import errno
import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from backbone import diskfile
from backbone.publish import disk
from backbone.publish.ledger.line import LONGEST, Line, line_of, somebody
from backbone.publish.raw import PublishError
from backbone.snapshot.manifest import MANIFEST, NAME, Named, SnapshotError, open_snapshot
from backbone.text import Text, repeated

LOG, HEAD = "log.jsonl", "log.head"
# What the first line says of the line before.
NONE = 64 * "0"

CHANGED = Text("The log's line {n} was changed: it is not what was written.", "日志第 {n} 行已被改动，与写入时不符。")
MISSING = Text("The log lacks {lines} before its line {n}.", "日志第 {n} 行之前缺少 {lines}。")
LINES = Text("{n:line|lines}", "{n} 行")
MOVED = Text("The log's line {n} stands twice or in the wrong place.", "日志第 {n} 行重复，或位置不对。")
REPLACED = Text("The log's line {n} does not follow the one before it.", "日志第 {n} 行与前一行不衔接。")
CUT = Text(
    "The log ends with line {n} and had {m}: its end was cut off.", "日志止于第 {n} 行，原有 {m} 行：末尾被截去。"
)
LAST_CHANGED = Text("The log's last line is not the one that was written.", "日志最后一行与写入时不符。")
NO_HEAD = Text(
    "log.head, which says how long the log is, is missing or was changed.", "记录日志长度的 log.head 缺失或已被改动。"
)
NO_LOG = Text(
    "log.jsonl is missing, and log.head says that there was one.", "缺少 log.jsonl，而 log.head 表明曾有日志。"
)
TORN = Text(
    "The log ends with half a line: its writer was stopped. Who next publishes here sets it aside and says so.",
    "日志末尾有半行：写入时中断。下次发布时将另行记录并注明。",
)
BROKEN = Text(
    "Nothing is published while the log is damaged. Bring log.jsonl and log.head back from a copy; or, where there is "
    "none, move both to another folder: a new log then begins, and says what it found.",
    "日志已损坏，暂不能发布。请从备份恢复 log.jsonl 和 log.head；如无备份，请将二者移到别处，"
    "系统将另起新日志并注明所见快照。",
)


@dataclass(frozen=True)
class Log:
    """What stands in the log.

    `lines`: those that can be read, as they stand.
    `faults`: one sentence for each thing that is wrong.
    `torn`: what was written of a line whose writer was stopped.
    `last`: the checksum of the last line.
    `lags`: whether the second file is one line behind."""

    lines: tuple[Line, ...] = ()
    faults: tuple[Text, ...] = ()
    torn: bytes = b""
    last: str = NONE
    lags: bool = False

    @property
    def released(self) -> dict[str, str]:
        """The digest of each snapshot that readers could see, by name: as published, or found when the log began."""
        found = {one.name: one.sha256 for line in self.lines for one in line.found}
        return found | {line.snapshot: line.digest for line in self.lines if line.what == "publish"}

    @property
    def shown(self) -> str:
        """The snapshot that was made current last; "" where the log does not say."""
        return next((line.snapshot for line in reversed(self.lines) if line.what in ("publish", "rollback")), "")


def read(root: Path) -> Log:
    """The log of the snapshots in `root`, every line checked; an empty one where there is none yet. OSError where it
    cannot be read."""
    path = root / LOG
    head = _head(root)
    if not path.exists():
        return Log(faults=() if head is None else (NO_LOG,))
    *whole, torn = diskfile.read(path).split(b"\n")
    lines, faults, last, expected = [], [], NONE, 1
    for n, raw in enumerate((one + b"\n" for one in whole), 1):
        line, follows = line_of(raw), last
        last = hashlib.sha256(raw).hexdigest()
        if line is None:
            faults.append(CHANGED.filled(n=n))
            expected += 1
            continue
        lines.append(line)
        if line.number > expected:
            faults.append(MISSING.filled(n=line.number, lines=LINES.filled(n=line.number - expected)))
        elif line.number < expected:
            faults.append(MOVED.filled(n=line.number))
        elif line.before != follows and (n == 1 or line_of(whole[n - 2] + b"\n")):
            faults.append(REPLACED.filled(n=line.number))
        expected = max(expected, line.number + 1)
    lags = head == (len(whole) - 1, lines[-1].before if lines else NONE) or (head is None and len(whole) == 1)
    if not faults and head != (len(whole), last) and not (lags and not torn):
        faults.append(_at_the_end(head, len(whole)))
    return Log(tuple(lines), tuple(faults), torn, last, lags)


def _at_the_end(head: tuple[int, str] | None, many: int) -> Text:
    """What is wrong where the second file does not fit the lines."""
    if head is None or head[0] < many:
        return NO_HEAD
    return CUT.filled(n=many, m=head[0]) if head[0] > many else LAST_CHANGED


def _head(root: Path) -> tuple[int, str] | None:
    """How many lines there are and the checksum of the last, as the second file says; None where it does not."""
    try:
        raw = diskfile.read(root / HEAD)
        many, last = json.loads(raw)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    sound = type(many) is int and isinstance(last, str)
    return (many, last) if sound and raw == _written(many, last) else None


def _written(many: int, last: str) -> bytes:
    return (json.dumps([many, last]) + "\n").encode()


def sound(root: Path) -> Log:
    """The log, ready to be added to: half a line at its end is set aside, and a line says so. PublishError where it is
    damaged. For the one writer in `root`."""
    log = read(root)
    if log.faults:
        raise PublishError(*log.faults, BROKEN)
    if not log.torn:
        return log
    half = log.torn.decode("utf-8", "replace")
    os.truncate(root / LOG, (root / LOG).stat().st_size - len(log.torn))
    return added(root, replace(log, torn=b""), Line(0, NONE, "", "", "repair", why=repeated(half, LONGEST)))


def added(root: Path, log: Log, line: Line, who: str = "") -> Log:
    """The log with one more line, which is on the disk; its number, moment and what it follows are filled in. Before
    the first comes one that says what lay in `root` already. Where the disk does not take it the log is as before."""
    if log.lags:
        disk.put(root / HEAD, _written(len(log.lines), log.last))
    if not log.lines and line.what != "begin":
        but = line.snapshot if line.what == "publish" else ""
        log = added(root, log, Line(0, NONE, "", "", "begin", found=_found(root, but)), who)
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    line = replace(line, number=len(log.lines) + 1, before=log.last, when=when, who=somebody(who))
    _append(root / LOG, line.written)
    grown = Log((*log.lines, line), last=hashlib.sha256(line.written).hexdigest())
    try:
        disk.put(root / HEAD, _written(len(grown.lines), grown.last))
    except OSError:  # the line is there; the second file follows before the next one
        return replace(grown, lags=True)
    return grown


def _append(path: Path, raw: bytes) -> None:
    """Adds to a file, whole or not at all."""
    new = not path.exists()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        size = os.fstat(handle).st_size
        try:
            if os.write(handle, raw) < len(raw):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)
    if new:
        disk.keep(path.parent)


def _found(root: Path, but: str) -> tuple[Named, ...]:
    """The snapshots in `root` that can be opened, without the one that is being published."""
    found = []
    for name in named_in(root):
        if name != but:
            with suppress(SnapshotError):
                found.append(Named(name, open_snapshot(root / name).digest))
    return tuple(found)


def named_in(root: Path) -> tuple[str, ...]:
    """The names of the folders in `root` that look like snapshots."""
    return tuple(p.parent.name for p in sorted(root.glob(f"*/{MANIFEST}")) if NAME.fullmatch(p.parent.name))
