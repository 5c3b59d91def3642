"""Checked raw records -> a new snapshot folder that adds to the one before, and becomes the current one."""

import hashlib
import json
import re
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pandas as pd

from backbone.measures import COLUMNS
from backbone.publish import check, disk, raw, register, rollup
from backbone.publish.before import Predecessor, predecessor
from backbone.publish.raw import PublishError
from backbone.publish.telling import still_waiting, tell
from backbone.publish.waiting import stated
from backbone.snapshot.facts import Facts
from backbone.snapshot.manifest import (
    CURRENT,
    FACTS,
    KEYS,
    MANIFEST,
    NAME,
    SCHEMA,
    TOTAL,
    Assumption,
    Basis,
    File,
    Manifest,
    SnapshotError,
    Waiting,
    open_snapshot,
)
from backbone.text import Text, repeated

AS_SUBMITTED = Text(
    "Figures as submitted by the insurers and the counties.",
    "数字由承保机构和各县报送。",
)


@dataclass(frozen=True)
class Publication:
    """A snapshot that was published: its folder, and what the steward should know of it."""

    folder: Path
    report: tuple[Text, ...]


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
    """The new snapshot `root/name`, checked, told in groups, and made current. `after` names the snapshot that it adds
    to; "" makes the first of its basis. `private` is the file of the publisher's register (see `register`), read and
    written anew. PublishError says every fault. An existing folder is never touched; the same records after the same
    snapshot give the same bytes. Of two who publish at once, the second waits for the first."""
    _check_dates(said.as_of, said.complete_through)
    with disk.alone(root):
        return _publish(raw_folder, root, name, said, after, private)


def _publish(raw_folder: Path, root: Path, name: str, said: Said, after: str, private: Path | None) -> Publication:
    folder = _new_folder(root, name)
    before = predecessor(root, after, said.basis, said.as_of)
    con = raw.connect(raw_folder)
    try:
        check.check(con, said.as_of)
        exact = rollup.exact(con, said.as_of)
        rollup.tie_out(con, exact)
    finally:
        con.close()
    known = register.known_since(exact, register.read(private), before.told.as_of)
    facts = tell(known, said.as_of, before.told)
    left = still_waiting(exact, facts)
    # The register first: what it knows of a release that does not come about is left out when it is read again.
    register.write(private, known)
    _write(root, folder, facts, _manifest(name, said, before, facts, stated(left, facts, before)))
    disk.put(root / CURRENT, f"{name}\n".encode())
    return Publication(folder, before.contradicted_by(exact))


def _new_folder(root: Path, name: str) -> Path:
    if not NAME.fullmatch(name):
        raise PublishError(
            Text(
                f"“{repeated(name)}” is not a plain folder name: use letters, digits, dots and dashes.",
                f"“{repeated(name)}”不是有效的文件夹名称：请只用字母、数字、点和短横线。",
            )
        )
    if (root / name).exists():
        raise PublishError(
            Text(
                f"{name} exists and is never changed: publish under another name, or write its name into current to "
                "show it.",
                f"{name} 已存在且不可更改：请换一个名称发布；如要显示它，请将其名称写入 current。",
            )
        )
    return root / name


def _check_dates(as_of: str, complete_through: str) -> None:
    """PublishError unless both are months, the second not after the first."""
    months = all(re.fullmatch(check.MONTH, month) for month in (as_of, complete_through))
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


def _write(root: Path, folder: Path, facts: pd.DataFrame, manifest: Manifest) -> None:
    """Writes a snapshot aside, opens it as a reader would, and moves it to `folder` whole."""
    partial = Path(tempfile.mkdtemp(prefix=disk.PARTIAL, dir=root))
    try:
        write_facts(facts, partial / FACTS)
        disk.keep(partial / FACTS)
        raw_bytes = (partial / FACTS).read_bytes()
        file = File(len(facts), len(raw_bytes), hashlib.sha256(raw_bytes).hexdigest())
        disk.put(partial / MANIFEST, _written(replace(manifest, files={FACTS: file})))
        _check_as_a_reader(partial)
        partial.chmod(0o755)  # a temporary folder is its maker's alone
        partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    disk.keep(root)


def _check_as_a_reader(folder: Path) -> None:
    """PublishError where a reader could not open what was written."""
    try:
        Facts(open_snapshot(folder))
    except SnapshotError as error:
        raise PublishError(error.text) from None


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
    con.execute(
        f"COPY (SELECT {keys}, {columns} FROM facts ORDER BY {', '.join(KEYS)}) TO $path "
        "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19)",
        {"path": str(path)},
    )
    con.close()


def _written(manifest: Manifest) -> bytes:
    """A manifest as its file says it, for people to read too, the same every time."""
    return (json.dumps(manifest.sealed, ensure_ascii=False, indent=1) + "\n").encode()
