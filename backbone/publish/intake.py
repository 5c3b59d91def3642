"""The way of what offices send, from files to a draft: read, seen to hold nothing personal, understood, checked, added
up. Each step is pure but for the last, which writes the draft; the command line and the page take the same."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.compute as pc

from backbone import diskfile
from backbone.periods import months_later
from backbone.publish import disk, rollup
from backbone.publish.before import facts_of
from backbone.publish.checking import check, folder, personal
from backbone.publish.draft import Candidate
from backbone.publish.engines.source import opened
from backbone.publish.fault import Fault
from backbone.publish.filled import Filled
from backbone.publish.ledger.line import Accepted, Account, Asked, Brought
from backbone.publish.mapping import Sender, understand
from backbone.publish.mapping.proposal import Understood
from backbone.publish.progress import Among, Phase, Progress, quiet
from backbone.publish.raw import PublishError
from backbone.publish.reading.folder import read_folder
from backbone.publish.reading.reader import Reader
from backbone.publish.reading.reader import read as read_file
from backbone.publish.sheet import Sheet
from backbone.publish.telling import NOTHING, Before
from backbone.publish.write import Said, candidate
from backbone.snapshot.manifest import SnapshotError, open_snapshot
from backbone.text import Text

READING = Text("Reading the files", "读取文件")
SEARCHING = Text("Looking for personal data", "查找个人信息")
UNDERSTANDING = Text("Working out what the columns are", "识别各列含义")
SAY_UNTIL = Text(
    "Say until which month the records count: --as-of 2019-08.", "请指明统计截止月份，例如：--as-of 2019-08。"
)
REAL = r"^20\d\d-(0[1-9]|1[0-2])$"
# So many months without anything may lie between two in which something happened.
GAP = 6
# Columns that say until when the records go, by table.
MONTHS = {"claims": ("submitted_on", "decided_on"), "funds": ("month",), "enrolment": ("month",)}


@dataclass(frozen=True)
class Sent:
    """What was sent: the sheets of all files, and each file's name, checksum and length."""

    sheets: tuple[Sheet, ...] = field(repr=False)
    files: tuple[Brought, ...]


@dataclass(frozen=True)
class Taken:
    """How far it got.

    `faults`: everything that is wrong; what is personal comes alone.
    `understood`: how each sheet is read, and what must be answered first; None where something is personal.
    `exact`: the exact totals, once nothing blocks.
    `latest`: the last month that the records speak of; "" where there is none.
    `tables`: the tables of a database that the records lie in."""

    faults: tuple[Fault, ...] = ()
    understood: Understood | None = field(default=None, repr=False)
    exact: pd.DataFrame | None = field(default=None, repr=False)
    latest: str = ""
    tables: tuple[Asked, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether something must be put right before anything can be published."""
        return any(fault.blocks for fault in self.faults)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """What can be published once it is accepted, with a reason."""
        return tuple(fault for fault in self.faults if not fault.blocks)


def read(files: Sequence[tuple[str, bytes]], tell: Progress = quiet) -> Sent:
    """The sheets of files, given by name and content. PublishError says which cannot be read, and why."""
    sheets: list[Sheet] = []
    far = Among(tell, sum(len(raw) for _, raw in files))
    with Reader(far) as reader:
        for name, raw in files:
            far.begins(len(raw))
            sheets += reader.read_bytes(name, raw)
    return Sent(tuple(sheets), tuple(Brought(name, hashlib.sha256(raw).hexdigest(), len(raw)) for name, raw in files))


def read_all(paths: Sequence[Path], tell: Progress = quiet) -> Sent:
    """The same of files and folders on the disk."""
    sheets: list[Sheet] = []
    files: list[Brought] = []
    for path in paths:
        found = read_folder(path, tell) if path.is_dir() else read_file(path, tell)
        sheets += found
        for name in dict.fromkeys(sheet.file for sheet in found):
            lies = next((one for one in path.rglob("*") if one.as_posix().endswith(f"/{name}")), path)
            raw = diskfile.read(lies)
            files.append(Brought(name, hashlib.sha256(raw).hexdigest(), len(raw)))
    return Sent(tuple(sheets), tuple(files))


def take(
    sent: Sent,
    sender: Sender,
    answers: Mapping[str, str],
    as_of: str = "",
    before: Path | None = None,
    tell: Progress = quiet,
) -> Taken:
    """What was sent, understood with the answers and checked as of a month ("" for the last that it speaks of).
    `before` is the folder of the snapshot that it would add to."""
    rows = sum(sheet.cells.num_rows for sheet in sent.sheets)
    if found := personal.found(sent.sheets, Phase(tell, SEARCHING, rows).reached):
        return Taken(found)
    known = understand(sent.sheets, sender, answers, Phase(tell, UNDERSTANDING, rows).reached)
    latest = _latest(known.tables)
    seen = (*(fault for sheet in sent.sheets for fault in sheet.faults), *known.faults)
    taken = Taken(seen, known, latest=latest)
    if known.questions or taken.blocked or not latest:
        return taken
    con = duckdb.connect()
    try:
        month = as_of or latest
        found = check.check(con, known.tables, month, _told(before), tell)
        taken = replace(taken, faults=(*seen, *found))
        return taken if taken.blocked else replace(taken, exact=_added_up(con, month, tell))
    finally:
        con.close()


def _added_up(con: duckdb.DuckDBPyConnection, month: str, tell: Progress) -> pd.DataFrame:
    exact = rollup.exact(con, month, tell)
    rollup.tie_out(con, exact)
    return exact


def take_where_it_lies(source: str, as_of: str, tell: Progress = quiet) -> Taken:
    """Records that lie in a database (see `engines.source`), checked and added up there as of a month. PublishError
    where there is no way to them, or no month is said."""
    if not as_of:
        raise PublishError(SAY_UNTIL)
    with opened(source, tell) as engine:
        taken = Taken(folder.faults(engine.con, as_of, tell), latest=as_of)
        if taken.blocked:
            return taken
        exact = engine.exact(as_of)
        rollup.tie_out(engine.con, exact)
        rows = rollup.rows_of(engine.con)
        return replace(taken, exact=exact, tables=tuple(Asked(engine.where, *counted) for counted in rows.items()))


def draft(
    taken: Taken,
    root: Path,
    name: str,
    said: Said,
    after: str,
    private: Path | None,
    reasons: Mapping[str, str],
    files: tuple[Brought, ...] = (),
    sender: Sender | None = None,
) -> Candidate:
    """The draft `name` of what was taken in. `reasons` say why each warning is accepted, by rule; `files` and `sender`
    are what the log says that it was made of. PublishError where it cannot be written."""
    if private:
        disk.own(private.parent)
    assert taken.exact is not None, "only what nothing blocks is added up"
    accepted = tuple(Accepted(f.rule, f.file, f.count, reasons[f.rule]) for f in taken.warnings)
    mapping = hashlib.sha256(sender.written().encode()).hexdigest() if sender else ""
    return candidate(taken.exact, root, name, said, after, private, Account(files, mapping, accepted, taken.tables))


def unanswered(taken: Taken, reasons: Mapping[str, str]) -> Collection[str]:
    """The rules of the warnings that are not accepted yet."""
    return {fault.rule for fault in taken.warnings if not reasons.get(fault.rule, "").strip()}


def complete_through(month: str) -> str:
    """The last month whose claims have nearly all come in, as far as one can say beforehand: claims are filed within
    two months."""
    return months_later(month, -2)


def _latest(tables: Sequence[Filled]) -> str:
    """The last month that the records speak of, "" where they speak of none: that of the funds, which have a row for
    each month; else of the longest run of months, since one mistyped year is no month counted."""
    of = {table.table: _months(table) for table in tables}
    if funds := of.get("funds"):
        return funds[-1]
    runs: list[list[str]] = [[]]
    for month in sorted({month for months in of.values() for month in months}):
        if runs[-1] and month > months_later(runs[-1][-1], GAP):
            runs.append([])
        runs[-1].append(month)
    longest = max(runs, key=lambda run: len(run))
    return longest[-1] if longest else ""


def _months(table: Filled) -> list[str]:
    """The months that a table speaks of, in order."""
    found: set[str] = set()
    for column in MONTHS.get(table.table, ()):
        months = pc.utf8_slice_codeunits(table.rows[column], 0, 7)
        found |= {*pc.unique(pc.filter(months, pc.match_substring_regex(months, REAL))).to_pylist()}
    return sorted(found)


def _told(before: Path | None) -> Before:
    """What was told before; nothing where there is no snapshot that can be opened: writing the draft says so."""
    if before is None:
        return NOTHING
    try:
        snapshot = open_snapshot(before)
    except SnapshotError:
        return NOTHING
    return Before(facts_of(snapshot.facts), snapshot.manifest.as_of)
