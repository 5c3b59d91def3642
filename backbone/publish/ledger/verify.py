"""Verifying: whether the log is the one that was written, and each snapshot the one that was published."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from backbone import diskfile
from backbone.publish import disk
from backbone.publish.draft import drafts, open_as_a_reader, written
from backbone.publish.ledger.log import LOG, TORN, Log, named_in, read
from backbone.publish.ledger.switch import NEXT, shown
from backbone.publish.raw import PublishError
from backbone.snapshot.manifest import CURRENT, MANIFEST, Snapshot
from backbone.text import Text, repeated

NO_LOG_YET = Text(
    "There is no log here yet: it begins with the next publication.", "此处尚无日志：下次发布时开始记录。"
)
GONE = Text("{name}, which was published, is gone: bring its folder back.", "已发布的 {name} 不见了：请恢复其文件夹。")
ANOTHER = Text("{name} is whole, but not the snapshot that was published.", "{name} 本身完整，但不是当时发布的快照。")
WRITTEN_OTHERWISE = Text(
    "{name}/manifest.json says what it said, in other bytes: something has written it anew.",
    "{name}/manifest.json 内容未变，但字节不同：曾被重新写过。",
)
UNKNOWN = Text("{name} lies in the folder, and the log knows nothing of it.", "文件夹中有 {name}，但日志中没有记录。")
STOPPED = Text(
    "A writer was stopped on the way to {name}: who next publishes here ends it.",
    "切换到 {name} 时中断：下次在此发布时将先行完成。",
)
POINTED = Text(
    "By the log {name} is shown, and current names {current}: somebody changed it by hand.",
    "据日志应展示 {name}，而 current 指向 {current}：曾被手工改动。",
)
NOTHING = Text("nothing", "空")
LEADS_NOWHERE = Text("current does not name a snapshot that lies here.", "current 未指向此处的任何快照。")
WRITTEN_ANEW = Text(
    "No line of the log has the checksum {noted}: the log was written anew since that was noted.",
    "日志中没有校验值为 {noted} 的行：自记下该值以来，日志曾被整体重写。",
)
# How much of a checksum a sentence repeats.
SHOWN = 16
WHOLE = Text(
    "All is as it was published: {lines:line|lines} of the log, {snapshots:snapshot|snapshots}.",
    "一切与发布时一致：日志 {lines} 行，快照 {snapshots} 个。",
)
NOT_WHOLE = Text(
    "Not all is as it was published: {n:fault|faults} in {lines:line|lines} of the log and "
    "{snapshots:snapshot|snapshots}.",
    "与发布时不完全一致：日志 {lines} 行、快照 {snapshots} 个，共 {n} 处问题。",
)


@dataclass(frozen=True)
class Finding:
    """Something that verifying found; `grave` where it is not as it was written, else only to be known."""

    said: Text
    grave: bool = True


@dataclass(frozen=True)
class Verified:
    """What verifying found: how many lines and snapshots there are, the checksum of the log's last line (kept
    elsewhere, it proves that nothing before it was changed since), and what is not as it should be."""

    lines: int
    snapshots: int
    last: str
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all is as it was published."""
        return not any(finding.grave for finding in self.findings)

    @property
    def said(self) -> Text:
        """The outcome in a sentence."""
        n = sum(finding.grave for finding in self.findings)
        return (NOT_WHOLE if n else WHOLE).filled(n=n, lines=self.lines, snapshots=self.snapshots)


def verify(root: Path, noted: str = "") -> Verified:
    """What is not as it was published in `root`: a line of the log that was changed, cut off, put in or moved; a
    snapshot that is gone or was changed, and which file of it; readers who are led elsewhere. `noted` is the
    checksum of a line that somebody noted elsewhere: none has it where the log was written anew. Changes nothing.
    PublishError where there is no such folder, or it cannot be read."""
    with disk.in_words(root):
        if not root.is_dir():
            raise PublishError(disk.GONE.filled(name=repeated(root.name)))
        log = read(root)
        lying = tuple(sorted({*named_in(root), *(name for name in log.released if (root / name).is_dir())}))
        found = [*_in_the_log(root, log), *_in_the_snapshots(root, log, lying), *_pointed(root, log)]
        if noted and noted not in {hashlib.sha256(line.written).hexdigest() for line in log.lines}:
            found.append(Finding(WRITTEN_ANEW.filled(noted=repeated(noted, SHOWN))))
        return Verified(len(log.lines), len({*lying, *log.released}), log.last, tuple(found))


def _in_the_log(root: Path, log: Log) -> Iterator[Finding]:
    yield from map(Finding, log.faults)
    if log.torn and not log.faults:
        yield Finding(TORN, grave=False)
    if not log.lines and not log.faults and not (root / LOG).exists():
        yield Finding(NO_LOG_YET, grave=False)


def _in_the_snapshots(root: Path, log: Log, lying: tuple[str, ...]) -> Iterator[Finding]:
    unfinished = {draft.said.digest for draft in drafts(root)} if [*root.glob(f"{NEXT}*")] else set()
    for name, digest in log.released.items():
        if name not in lying and digest not in unfinished:
            yield Finding(GONE.filled(name=name))
    for name in lying:
        try:
            snapshot = open_as_a_reader(root / name)
        except PublishError as error:
            yield from map(Finding, error.faults)
            continue
        if log.released.get(name, snapshot.digest) != snapshot.digest:
            yield Finding(ANOTHER.filled(name=name))
        elif not _is_as_written(snapshot):
            yield Finding(WRITTEN_OTHERWISE.filled(name=name))
        elif log.lines and name not in log.released:
            yield Finding(UNKNOWN.filled(name=name), grave=False)


def _is_as_written(snapshot: Snapshot) -> bool:
    return diskfile.read(snapshot.folder / MANIFEST) == written(snapshot.manifest)


def _pointed(root: Path, log: Log) -> Iterator[Finding]:
    """Whether readers are led to what the log says last."""
    now = shown(root)
    if not log.shown and (root / CURRENT).exists() and not (root / now).is_dir():
        yield Finding(LEADS_NOWHERE)
    elif log.shown and now != log.shown:
        stopped = bool([*root.glob(f"{NEXT}*")])
        said = STOPPED if stopped else POINTED
        yield Finding(said.filled(name=log.shown, current=now or NOTHING), grave=not stopped)
