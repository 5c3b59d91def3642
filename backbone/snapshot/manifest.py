"""A snapshot: an immutable, dated, checksummed folder of additive totals, opened only if it is whole."""

import hashlib
import json
import os
import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from backbone.measures import COLUMNS
from backbone.periods import Horizon
from backbone.punctuation import FULL_STOP, labelled, names
from backbone.text import LANGS, Lang, Text

SCHEMA = 3
FACTS = "facts.parquet"
MANIFEST = "manifest.json"
CURRENT = "current"

# What a row of facts.parquet is about; its other columns are those of `measures.COLUMNS`, which add up over rows.
KEYS = ("breakdown", "level", "place", "category", "policy_year", "month")
# The breakdown, and the category, of what is not broken down.
TOTAL = "all"

# A snapshot's name is a plain folder name: no separators, no leading dot, nothing that leads elsewhere.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


class SnapshotError(Exception):
    """A snapshot that cannot be shown; `text` says which file, what is wrong and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot says of itself; months are 'YYYY-MM'.

    `predecessor`: the name and digest of the snapshot to which it adds; None for the first of its basis.
    `modelled`: what is assumed, in each language, and the columns that rest on it (`of`).
    `totals`: every column of the facts over the whole programme, without breakdowns.
    `waiting`: paid claims whose amounts are not told yet, and their amount (RMB) where enough stand behind it."""

    schema: int
    name: str
    basis: str
    as_of: str
    first_month: str
    complete_through: str
    created: str
    periods: tuple[int, ...]
    generator: dict[str, int] | None
    files: dict[str, dict]
    totals: dict[str, int | float]
    predecessor: dict[str, str] | None
    waiting: dict[str, int | float | None]
    note_en: str
    note_zh: str
    modelled: tuple[dict[str, Any], ...]

    @property
    def horizon(self) -> Horizon:
        """How far the facts reach."""
        return Horizon(self.first_month, self.as_of, self.complete_through, tuple(map(str, self.periods)))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A verified snapshot; `digest` (sha256 of the manifest) changes whenever anything in it does."""

    folder: Path
    manifest: Manifest
    digest: str

    @property
    def facts(self) -> Path:
        """The file of facts."""
        return self.folder / FACTS


def current(root: Path) -> Path:
    """The folder that `root/current` names; SnapshotError if there is none or the name is not a plain one."""
    pointer = root / CURRENT
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise _error(
            pointer,
            "is missing or cannot be read",
            "无法读取或不存在",
            "publish a snapshot, or write the name of an existing one into it",
            "请发布一个快照，或在其中写入已有快照的名称",
        ) from None
    if not NAME.fullmatch(name):
        raise _error(
            pointer,
            "does not hold the plain name of a folder",
            "内容不是有效的文件夹名称",
            "write the name of a folder beside it, and nothing else, into it",
            "请在其中只写入同级文件夹的名称",
        )
    return root / name


def open_snapshot(folder: Path) -> Snapshot:
    """The snapshot in `folder`, every file checked against its manifest; SnapshotError if anything is off."""
    if not os.path.isdir(folder):  # unlike Path.is_dir, False also for a name too long to exist
        raise _error(
            folder,
            "does not exist",
            "不存在",
            "publish it again, or switch to another snapshot",
            "请重新发布，或切换到其他快照",
        )
    path = folder / MANIFEST
    again = ("copy the snapshot again or publish a new one", "请重新复制该快照，或发布新快照")
    try:
        raw = path.read_bytes()
    except OSError:
        raise _error(path, "is missing or cannot be read", "无法读取或不存在", *again) from None
    try:
        said = json.loads(raw)
        schema = said["schema"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _error(path, "is not a whole manifest", "不是完整的清单", *again) from None
    if schema is True or schema != SCHEMA:
        raise _error(
            path,
            f"was made for another version of this dashboard (schema {str(schema)[:20]}, needed: {SCHEMA})",
            f"适用于其他版本的看板（结构版本 {str(schema)[:20]}，所需版本 {SCHEMA}）",
            "update the dashboard, or publish the snapshot again",
            "请更新看板，或重新发布该快照",
        )
    manifest = _manifest(path, said, again)
    for name, expected in manifest.files.items():
        _check_file(folder / name, expected["sha256"], again)
    return Snapshot(folder, manifest, hashlib.sha256(raw).hexdigest())


def _manifest(path: Path, said: dict, again: tuple[str, str]) -> Manifest:
    """`said` as a Manifest; SnapshotError naming the first key that is missing or malformed."""
    missing = [field.name for field in fields(Manifest) if field.name not in said]
    if missing:
        raise _error(path, f"lacks {names(missing, 'en')}", f"缺少 {names(missing, 'zh')}", *again)
    values = {field.name: said[field.name] for field in fields(Manifest)}
    files, totals = values["files"], values["totals"]
    months = [values[key] for key in ("first_month", "complete_through", "as_of")]
    predecessor, waiting = values["predecessor"], values["waiting"]
    well_formed = (
        all(isinstance(month, str) and MONTH.fullmatch(month) for month in months)
        and months == sorted(months)
        and values["basis"] in ("reported", "illustrative")
        and _is_predecessor(predecessor)
        and isinstance(waiting, dict)
        and type(waiting.get("claims")) is int
        and isinstance(waiting.get("paid", ""), int | float | None)
        and all(isinstance(total, int | float) for total in (totals.values() if isinstance(totals, dict) else ()))
        and _all_written(values["modelled"])
        and bool(values["periods"])
        and isinstance(files, dict)
        and FACTS in files
        and all(NAME.fullmatch(name) and isinstance(entry, dict) and "sha256" in entry for name, entry in files.items())
        and isinstance(totals, dict)
        and set(COLUMNS) <= set(totals)
        and isinstance(values["periods"], list)
        and all(type(year) is int for year in values["periods"])
    )
    if not well_formed:
        raise _error(
            path,
            "has a malformed basis, month, period, predecessor, waiting amount or list of files, totals or assumptions",
            "中的口径、月份、期间、上一快照、待计入金额，或文件、合计、假设列表格式有误",
            *again,
        )
    return Manifest(**values | {"periods": tuple(values["periods"]), "modelled": tuple(values["modelled"])})


def _is_predecessor(said: object) -> bool:
    """Whether a predecessor is none, or the name of a folder and a digest."""
    if said is None:
        return True
    return (
        isinstance(said, dict)
        and all(isinstance(said.get(k), str) for k in ("name", "sha256"))
        and bool(NAME.fullmatch(said["name"]))
    )


def _all_written(modelled: object) -> bool:
    """Whether the assumptions are a list with both languages in each."""
    return isinstance(modelled, list) and all(
        isinstance(one, dict) and all(isinstance(one.get(lang), str) and one[lang].strip() for lang in LANGS)
        for one in modelled
    )


def _check_file(path: Path, sha256: str, again: tuple[str, str]) -> None:
    """SnapshotError unless the file at `path` has this checksum."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise _error(path, "is missing or cannot be read", "无法读取或不存在", *again) from None
    if found != sha256:
        raise _error(
            path, "is not the file that was published (wrong checksum)", "与发布时的文件不一致（校验和不符）", *again
        )


def _error(path: Path, what_en: str, what_zh: str, do_en: str, do_zh: str) -> SnapshotError:
    """An error about `path`, named by its last two parts: a reader needs no more of the machine."""
    name = "/".join(path.parts[-2:])
    said: tuple[tuple[Lang, str, str], ...] = (("en", what_en, do_en), ("zh", what_zh, do_zh))
    return SnapshotError(Text(*(labelled(f"{name} {what}", do, lang) + FULL_STOP[lang] for lang, what, do in said)))
