"""History: what was published and what was done, the latest first, for the steward's page and the command line."""

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from backbone.periods import month_name
from backbone.publish import disk
from backbone.publish.before import last_released
from backbone.publish.draft import Candidate, drafts, open_as_a_reader
from backbone.publish.ledger.line import Line
from backbone.publish.ledger.log import Log, named_in, read
from backbone.publish.ledger.switch import shown
from backbone.publish.raw import PublishError
from backbone.punctuation import names, prose
from backbone.snapshot.manifest import BASES, Manifest
from backbone.text import LANGS, Lang, Text, repeated

SNAPSHOT, AS_OF, BASED, PUBLISHED, BY, STATE = (
    Text("Snapshot", "快照"),
    Text("As of", "截至"),
    Text("Basis", "口径"),
    Text("Published (UTC)", "发布时间（UTC）"),
    Text("By", "操作人"),
    Text("State", "状态"),
)
WHEN, WHAT = Text("When (UTC)", "时间（UTC）"), Text("What", "事项")
IS_SHOWN, LAST, BEFORE_LOG = (
    Text("Shown.", "正在展示。"),
    Text("The next adds to it.", "下一快照以此为基础。"),
    Text("From before the log began.", "早于日志。"),
)
# How long a cell of a table may be.
LONGEST_CELL = 2000
DONE = {
    "begin": Text("The log began; found: {n:snapshot|snapshots}.", "日志开始，当时已有快照 {n} 个。"),
    "publish": Text("{snapshot} was published ({digest}).", "发布 {snapshot}（{digest}）。"),
    "rollback": Text("{snapshot} was shown again ({digest}).", "重新展示 {snapshot}（{digest}）。"),
    "discard": Text("The draft of {snapshot} was discarded ({digest}).", "放弃 {snapshot} 的草稿（{digest}）。"),
    "repair": Text("Half a line was set aside.", "移出半行残缺记录。"),
}
AFTER = {
    "publish": Text("It adds to {after}.", "接在 {after} 之后。"),
    "rollback": Text("Until then: {after}.", "此前展示 {after}。"),
}
FROM = Text("From {n:file|files}: {names}.", "来自 {n} 个文件：{names}。")
ASKED = Text("From the tables of {where}: {rows} rows.", "来自 {where} 的数据表：{rows} 行。")
WARNED = Text("Accepted: {n:warning|warnings}.", "已接受 {n} 项提示。")
WHY = Text("Why: {why}", "原因：{why}")
# How much of a checksum tells two snapshots apart.
SHORT = 12
# How many files a sentence names.
MOST = 6


@dataclass(frozen=True)
class Release:
    """A snapshot that was published, or lies there.

    `line`: the line of its publication; None for one from before the log.
    `manifest`: what it says of itself; None where it cannot be shown, and `fault` says why.
    `is_shown`: whether readers are led to it.
    `is_last`: whether the next of its basis adds to it."""

    name: str
    line: Line | None
    manifest: Manifest | None
    fault: Text | None
    is_shown: bool
    is_last: bool

    @property
    def state(self) -> Text:
        """How it stands, in sentences."""
        said = (
            (IS_SHOWN, self.is_shown),
            (LAST, self.is_last),
            (BEFORE_LOG, self.line is None),
            (self.fault, self.fault is not None),
        )
        said_of = [text for text, applies in said if text and applies]
        return Text(*(prose((text(lang) for text in said_of), lang) or "–" for lang in LANGS))


@dataclass(frozen=True)
class History:
    """The snapshots and the lines of the log, the latest first; the drafts that wait; what is wrong with the log."""

    releases: tuple[Release, ...]
    lines: tuple[Line, ...]
    drafts: tuple[Candidate, ...]
    faults: tuple[Text, ...]

    def snapshots(self, lang: Lang) -> pd.DataFrame:
        """One row per snapshot, in words."""
        return _shown(
            [
                {
                    SNAPSHOT(lang): each.name,
                    AS_OF(lang): month_name(each.manifest.as_of, lang) if each.manifest else "",
                    BASED(lang): BASES[each.manifest.basis](lang) if each.manifest else "",
                    PUBLISHED(lang): _moment(each.line) if each.line else "",
                    BY(lang): each.line.who if each.line else "",
                    STATE(lang): each.state(lang),
                }
                for each in self.releases
            ]
        )

    def deeds(self, lang: Lang) -> pd.DataFrame:
        """One row per line of the log, in words."""
        rows = [{WHEN(lang): _moment(one), BY(lang): one.who, WHAT(lang): said(one)(lang)} for one in self.lines]
        return _shown(rows)


def _shown(rows: list[dict[str, str]]) -> pd.DataFrame:
    """Rows as a screen may show them: a log whose checksums are right can still hold what steers one."""
    return pd.DataFrame([{head: repeated(cell, LONGEST_CELL) for head, cell in row.items()} for row in rows])


def history(root: Path) -> History:
    """What was published into `root`, and what was done. PublishError where there is no such folder, or it cannot be
    read."""
    with disk.in_words(root):
        if not root.is_dir():
            raise PublishError(disk.GONE.filled(name=repeated(root.name)))
        log, now = read(root), shown(root)
        found = [_release(root, name, log, now) for name in {*named_in(root), *log.released}]
        bases = {each.manifest.basis for each in found if each.manifest}
        last = {last_released(root, basis) for basis in bases}
        found = [_with_last(each, last) for each in found]
        found.sort(key=_order, reverse=True)
        return History(tuple(found), log.lines[::-1], drafts(root), log.faults)


def said(line: Line) -> Text:
    """What a line says, in sentences."""
    parts = [DONE[line.what].filled(snapshot=line.snapshot, digest=line.digest[:SHORT], n=len(line.found))]
    if line.after and line.what in AFTER:
        parts.append(AFTER[line.what].filled(after=line.after))
    if files := [file.name for file in line.account.files]:
        listed = files[:MOST] + ["…"] * (len(files) > MOST)
        parts.append(FROM.filled(n=len(files), names=Text(*(names(listed, lang) for lang in LANGS))))
    if tables := line.account.tables:
        rows = [f"{one.table} {one.rows:,}" for one in tables]
        parts.append(ASKED.filled(where=tables[0].where, rows=Text(*(names(rows, lang) for lang in LANGS))))
    if line.account.accepted:
        parts.append(WARNED.filled(n=len(line.account.accepted)))
    if line.why:
        parts.append(WHY.filled(why=line.why))
    return Text(*(prose((part(lang) for part in parts), lang) for lang in LANGS))


def _release(root: Path, name: str, log: Log, now: str) -> Release:
    line = next((one for one in reversed(log.lines) if (one.what, one.snapshot) == ("publish", name)), None)
    try:
        return Release(name, line, open_as_a_reader(root / name).manifest, None, name == now, False)
    except PublishError as error:
        return Release(name, line, None, error.faults[0], name == now, False)


def _with_last(release: Release, last: set[str]) -> Release:
    return replace(release, is_last=release.name in last)


def _order(release: Release) -> tuple[int, str, str]:
    """Published later, later; what is from before the log, by its month."""
    manifest = release.manifest
    return release.line.number if release.line else 0, manifest.as_of if manifest else "", release.name


def _moment(line: Line) -> str:
    return line.when.replace("T", " ").removesuffix("Z")
