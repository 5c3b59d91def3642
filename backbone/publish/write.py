"""Checked raw records -> a new snapshot folder that adds to the one before, and becomes the current one."""

import errno
import hashlib
import os
import re
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pandas as pd

from backbone.measures import COLUMNS
from backbone.publish import disk, draft, mergers, register, rollup
from backbone.publish.before import Predecessor, behind, check_is_next, predecessor
from backbone.publish.checking import folder
from backbone.publish.checking.fields import MONTH
from backbone.publish.draft import Candidate, open_as_a_reader, written
from backbone.publish.engines.source import opened
from backbone.publish.ledger.line import Account, nameless
from backbone.publish.ledger.log import HEAD, LOG, Log
from backbone.publish.ledger.switch import Publication, checked_name, shown, switch, writing
from backbone.publish.raw import PublishError
from backbone.publish.telling import still_waiting, tell
from backbone.publish.waiting import stated
from backbone.snapshot.manifest import (
    CURRENT,
    FACTS,
    KEYS,
    MANIFEST,
    SCHEMA,
    TOTAL,
    Assumption,
    Basis,
    File,
    Manifest,
    Waiting,
)
from backbone.text import Text, repeated

EXISTS = Text(
    "{name} exists and is never changed: publish under another name; to show it, go back to it (rollback).",
    "{name} 已存在且不可更改：请换一个名称发布；如要展示它，请回退（rollback）到该快照。",
)
SHOWN_ALREADY = Text(
    "{name} is published already and is shown; a snapshot is never changed: publish under another name.",
    "{name} 已发布并正在展示，且不可更改：请换一个名称发布。",
)
AS_SUBMITTED = Text(
    "Figures as submitted by the insurers and the counties.",
    "数字由承保机构和各县报送。",
)


@dataclass(frozen=True)
class Said:
    """What the publisher says of a snapshot, and cannot be read from the records: see `Manifest`. `modelled` are its
    assumptions, each with the columns that rest on it."""

    basis: Basis
    as_of: str
    complete_through: str
    created: str
    generator: dict[str, int] | None = None
    note: Text = AS_SUBMITTED
    modelled: tuple[tuple[Text, tuple[str, ...]], ...] = ()


def publish(
    raw_folder: Path, root: Path, name: str, said: Said, after: str = "", private: Path | None = None
) -> Publication:
    """The new snapshot `root/name`, checked, told in groups, and made current: the short way, without looking at the
    candidate first. Raises as `candidate` and `switch` do, and PublishError says every fault of the records."""
    check_ahead(root, name, said, after)
    with opened(str(raw_folder)) as engine:
        folder.check(engine.con, said.as_of)
        exact = engine.exact(said.as_of)
        rollup.tie_out(engine.con, exact)
    return switch(candidate(exact, root, name, said, after, private))


def check_ahead(root: Path, name: str, said: Said, after: str) -> Predecessor:
    """What `root/name` would add to. PublishError where no records could be published so: asked before the work of an
    hour is done."""
    _check_dates(said.as_of, said.complete_through)
    with writing(root) as log:
        _check_name(root, name, log)
        return predecessor(root, after, said.basis, said.as_of, name, log)


def candidate(
    exact: pd.DataFrame,
    root: Path,
    name: str,
    said: Said,
    after: str = "",
    private: Path | None = None,
    account: Account = Account(),
) -> Candidate:
    """A draft of the snapshot `root/name`, told in groups from exact totals that were checked (see `rollup.exact`):
    written aside, on the disk, and opened once as the dashboard opens it. `after` names the snapshot that it adds to;
    "" makes the first of its basis. `private` is the file of the publisher's register (see `register`), which is read,
    and written anew when the draft is published. `account` is what the log will say of its making. The same totals
    after the same snapshot give the same bytes. PublishError says what is in the way."""
    account, before = nameless(account), check_ahead(root, name, said, after)
    exact = mergers.renewed_together(exact, said.as_of)
    known = register.known_since(exact, register.read(private), before.told.as_of)
    joined = mergers.joined(known, before.joined, before.following, said.as_of)
    counted = mergers.moved(known, before.told.facts, said.as_of, joined)
    facts = tell(counted, said.as_of, before.told)
    left = still_waiting(counted, facts)
    waiting = stated(left, facts, before, said.as_of, joined)
    manifest = replace(_manifest(name, said, before, facts, waiting), joined=joined)
    report = (*before.contradicted_by(counted, said.as_of), *behind(shown(root), after))
    with writing(root) as log:
        check_is_next(root, after, said.basis, name, log)
        partial = Path(tempfile.mkdtemp(prefix=disk.PARTIAL, dir=root))
        try:
            digest = _write(partial, facts, manifest)
            kept = draft.Said(name, digest, said.basis, said.as_of, after, _address(private), account, report)
            made = Candidate(root, kept)
            register.write(register.aside(private, digest), known)
            made.keep(partial)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return made


def _address(private: Path | None) -> str:
    return str(private.resolve()) if private else ""


def _check_name(root: Path, name: str, log: Log) -> None:
    """PublishError where a snapshot cannot be called `name`, or one was published so."""
    checked_name(name)
    in_the_way = (root / name).exists() and not (root / name).is_dir()
    if name in (CURRENT, LOG, HEAD, *log.released, shown(root)) or in_the_way:
        raise PublishError(SHOWN_ALREADY.filled(name=name) if shown(root) == name else EXISTS.filled(name=name))


def _check_dates(as_of: str, complete_through: str) -> None:
    """PublishError unless both are months, the second not after the first."""
    months = all(re.fullmatch(MONTH, month) for month in (as_of, complete_through))
    if not months or complete_through > as_of:
        first, last = repeated(as_of), repeated(complete_through)
        raise PublishError(
            Text(
                f"as of “{first}”, complete through “{last}”: give months like 2019-08, in order.",
                f"截至“{first}”、完整至“{last}”：请按先后给出两个 2019-08 格式的月份。",
            )
        )


def _manifest(name: str, said: Said, before: Predecessor, facts: pd.DataFrame, waiting: Waiting) -> Manifest:
    """What the snapshot of `facts` says of itself, but for its files."""
    whole = facts.loc[facts["breakdown"] == TOTAL, list(COLUMNS)].sum()
    return Manifest(
        schema=SCHEMA,
        name=name,
        basis=said.basis,
        as_of=said.as_of,
        first_month=min(facts["month"]),
        complete_through=said.complete_through,
        created=said.created,
        periods=tuple(sorted({*map(int, facts["policy_year"])})),
        predecessor=before.named,
        generator=said.generator,
        totals={c: int(whole[c]) / 100 if column.is_money else int(whole[c]) for c, column in COLUMNS.items()},
        note_en=said.note.en,
        note_zh=said.note.zh,
        modelled=tuple(Assumption(text.en, text.zh, of) for text, of in said.modelled),
        waiting=waiting,
        files={},
    )


def _write(partial: Path, facts: pd.DataFrame, manifest: Manifest) -> str:
    """Writes a snapshot into the folder `partial`, sees to it that it is on the disk, and opens it as a reader would:
    its digest."""
    write_facts(facts, partial / FACTS)
    disk.keep(partial / FACTS)
    raw_bytes = (partial / FACTS).read_bytes()
    file = File(len(facts), len(raw_bytes), hashlib.sha256(raw_bytes).hexdigest())
    disk.put(partial / MANIFEST, written(replace(manifest, files={FACTS: file})))
    partial.chmod(0o755)  # a temporary folder is its maker's alone
    return open_as_a_reader(partial).digest


def write_facts(facts: pd.DataFrame, path: Path) -> None:
    """Writes `facts` (money in fen) to `path`, sorted, money as RMB; same facts, same bytes."""
    con = duckdb.connect()
    con.execute("SET threads = 1")  # several threads would cut row groups differently each time
    con.register("facts", facts)
    keys = ", ".join(f"CAST(policy_year AS INTEGER) AS {key}" if key == "policy_year" else key for key in KEYS)
    columns = ", ".join(
        f"CAST(CAST({c} AS DECIMAL(18,0)) * 0.01 AS DECIMAL(18,2)) AS {c}" if column.is_money else c
        for c, column in COLUMNS.items()
    )
    try:
        con.execute(
            f"COPY (SELECT {keys}, {columns} FROM facts ORDER BY {', '.join(KEYS)}) TO $path "
            "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19)",
            {"path": str(path)},
        )
    except duckdb.IOException as error:  # it tells the reason in the system's words alone
        code = next((code for code in errno.errorcode if os.strerror(code) in str(error)), errno.EIO)
        raise OSError(code, os.strerror(code)) from None
    finally:
        con.close()
