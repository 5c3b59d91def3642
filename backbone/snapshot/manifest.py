"""A snapshot: an immutable, dated, checksummed folder of additive totals, opened only if it is whole."""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from backbone import diskfile
from backbone.measures import COLUMNS
from backbone.periods import Horizon
from backbone.punctuation import FULL_STOP, labelled
from backbone.snapshot.schema import LACKS, LATER, Misfit, Written, has_exactly, misfit, read
from backbone.text import LANGS, Text, repeated

# Where snapshots lie, for the pages and the command line alike.
SNAPSHOTS = Path(os.environ.get("BACKBONE_SNAPSHOTS") or Path(__file__).parents[2] / "data" / "snapshots")
SCHEMA = 4
FACTS = "facts.parquet"
MANIFEST = "manifest.json"
CURRENT = "current"
# The key of a manifest under which the checksum of all its others stands.
CHECKSUM = "checksum"

# What a row of facts.parquet is about; its other columns are those of `measures.COLUMNS`, which add up over rows.
KEYS = ("breakdown", "level", "place", "category", "policy_year", "month")
# The breakdown, and the category, of what is not broken down.
TOTAL = "all"

# A snapshot's name is a plain folder name: no separators, no leading dot, nothing that leads elsewhere.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")

Basis = Literal["reported", "illustrative"]
BASES: Mapping[Basis, Text] = {
    "reported": Text("reported", "上报数据"),
    "illustrative": Text("illustrative", "示意数据"),
}
Name = Annotated[str, Written(NAME, Text("a plain name", "有效的名称"))]
Month = Annotated[
    str, Written(re.compile(r"20\d\d-(0[1-9]|1[0-2])"), Text("a month like 2019-08", "2019-08 格式的月份"))
]
A_DAY = Text("a date like 2019-09-01", "2019-09-01 格式的日期")
Day = Annotated[str, Written(re.compile(r"20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"), A_DAY)]
Digest = Annotated[str, Written(re.compile(r"[0-9a-f]{64}"), Text("a checksum", "校验和"))]
Year = Annotated[int, Written(re.compile(r"20\d\d"), Text("a policy year", "保单年度"))]
Said = Annotated[str, Written(re.compile(r"(?s).*\S.*"), Text("a text", "文字"))]
MONTHS_IN_ORDER = Text(
    "months in order: first_month, complete_through, as_of", "依次排列的月份（first_month、complete_through、as_of）"
)
NOT_BEFORE = Text("a day of {month} or later", "{month} 或之后的日期")
YEARS_IN_ORDER = Text("policy years, each once and in order", "依次排列且不重复的保单年度")
NO_LESS = Text("an amount of 0 or more", "不小于 0 的金额")
ONLY_FACTS = Text("facts.parquet and nothing else", "仅 facts.parquet 一个文件")

DO_AGAIN = Text("copy the snapshot again or publish a new one", "请重新复制该快照，或发布新快照")
MISSING = Text("is missing or cannot be read", "无法读取或不存在")
NO_FILE = Text("is not a file", "不是文件")
NOT_WHOLE = Text("is not a whole manifest", "不是完整的清单")
NOT_AS_PUBLISHED = Text("is not the file that was published (wrong checksum)", "与发布时的文件不一致（校验和不符）")
OTHER_SCHEMA = Text(
    "was made for another version of this dashboard (schema {schema}, needed: {needed})",
    "适用于其他版本的看板（结构版本 {schema}，所需版本 {needed}）",
)
UPDATE = Text("update the dashboard, or publish the snapshot again", "请更新看板，或重新发布该快照")


POINT_ANEW = Text(
    "publish a snapshot, or write the name of an existing one into it",
    "请发布一个快照，或在其中写入已有快照的名称",
)
NO_NAME = Text("does not hold the plain name of a folder", "内容不是有效的文件夹名称")
POINT_TO_ONE = Text("write the name of a folder beside it, and nothing else, into it", "请在其中只写入同级文件夹的名称")
NOT_THERE, NO_FOLDER = Text("does not exist", "不存在"), Text("is not a folder", "不是文件夹")
SWITCH = Text("publish it again, or switch to another snapshot", "请重新发布，或切换到其他快照")


class SnapshotError(Exception):
    """A snapshot that cannot be shown; `text` says which file, what is wrong and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Named:
    """Another snapshot: its name, and its digest."""

    name: Name
    sha256: Digest


@dataclass(frozen=True, slots=True)
class Waiting:
    """Paid claims whose amounts are not told yet, and their amount (RMB) where enough stand behind it."""

    claims: int
    paid: float | None


@dataclass(frozen=True, slots=True)
class Assumption:
    """What is assumed, in each language, and the columns that rest on it."""

    en: Said
    zh: Said
    of: tuple[str, ...]

    @property
    def text(self) -> Text:
        """What is assumed."""
        return Text(self.en, self.zh)


@dataclass(frozen=True, slots=True)
class File:
    """A file of a snapshot: how many rows and bytes, and its checksum."""

    rows: int
    bytes: int
    sha256: Digest


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot says of itself: the schema of `manifest.json`, key by key.

    `predecessor`: the snapshot to which it adds; None for the first of its basis.
    `totals`: every column of the facts over the whole programme, without breakdowns.
    `joined`: each code that a county of the programme had before, and the month since which what was not told under it
    by then is told under the next one."""

    schema: int
    name: Name
    basis: Basis
    as_of: Month
    first_month: Month
    complete_through: Month
    created: Day
    periods: tuple[Year, ...]
    predecessor: Named | None
    generator: dict[str, int] | None
    totals: dict[str, float]
    note_en: Said
    note_zh: Said
    modelled: tuple[Assumption, ...]
    waiting: Waiting
    files: dict[str, File]
    joined: dict[str, Month] = field(default_factory=dict, metadata=LATER)

    @property
    def horizon(self) -> Horizon:
        """How far the facts reach."""
        return Horizon(self.first_month, self.as_of, self.complete_through, tuple(map(str, self.periods)))

    @property
    def facts(self) -> File:
        """What it says of the file of facts."""
        return self.files[FACTS]

    @property
    def sealed(self) -> dict[str, Any]:
        """All that it says, and the checksum of it."""
        said = asdict(self)
        if not self.joined:  # nor did manifests say it before there was any
            del said["joined"]
        return said | {CHECKSUM: checksum(said)}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A verified snapshot; `digest` (the checksum of its manifest) changes whenever anything in it does."""

    folder: Path
    manifest: Manifest
    digest: str

    @property
    def facts(self) -> Path:
        """The file of facts."""
        return self.folder / FACTS

    @property
    def draft(self) -> bool:
        """Whether it is not published: it then lies in a folder whose name `current` cannot say."""
        return not NAME.fullmatch(self.folder.name)


def checksum(said: Mapping[str, Any]) -> str:
    """The checksum of what a manifest says: the SHA-256 of its canonical JSON (keys in the order of the alphabet, no
    spaces, UTF-8) without the checksum itself. Raises ValueError where there is no such JSON."""
    rest = {key: value for key, value in said.items() if key != CHECKSUM}
    written = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(written.encode("utf-8")).hexdigest()


def current(root: Path) -> Path:
    """The folder that `root/current` names; SnapshotError if there is none or the name is not a plain one."""
    pointer = root / CURRENT
    try:
        name = _read(pointer, POINT_ANEW).decode("utf-8").strip()
    except UnicodeDecodeError:
        name = ""
    if not NAME.fullmatch(name):
        raise _error(pointer, NO_NAME, POINT_TO_ONE)
    return root / name


def open_snapshot(folder: Path) -> Snapshot:
    """The snapshot in `folder`, every file checked against its manifest; SnapshotError if anything is off."""
    if not os.path.isdir(folder):  # unlike Path.is_dir, False also for a name too long to exist
        raise _error(folder, NO_FOLDER if os.path.lexists(folder) else NOT_THERE, SWITCH)
    path = folder / MANIFEST
    said = _parsed(path)
    if type(said["schema"]) is not int or said["schema"] != SCHEMA:
        schema = repeated(str(said["schema"]), 20)
        raise _error(path, OTHER_SCHEMA.filled(schema=schema, needed=SCHEMA), UPDATE)
    if CHECKSUM not in said:
        raise _error(path, LACKS.filled(keys=CHECKSUM))
    if said[CHECKSUM] != _checksum(path, said):
        raise _error(path, NOT_AS_PUBLISHED)
    try:
        manifest = _manifest({key: value for key, value in said.items() if key != CHECKSUM})
    except Misfit as error:
        raise _error(path, error.text) from None
    _check_file(folder / FACTS, manifest.facts)
    return Snapshot(folder, manifest, said[CHECKSUM])


def _parsed(path: Path) -> dict[str, Any]:
    """What stands in a manifest, which says at least its schema."""
    try:
        said = json.loads(_read(path))
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or "schema" not in said:
        raise _error(path, NOT_WHOLE)
    return said


def _checksum(path: Path, said: dict[str, Any]) -> str:
    try:
        return checksum(said)
    except (ValueError, RecursionError):  # NaN, or half of a character
        raise _error(path, NOT_WHOLE) from None


def _manifest(said: dict[str, Any]) -> Manifest:
    """`said` as a Manifest whose parts fit each other; Misfit where they do not."""
    found = read(Manifest, said)
    has_exactly([*COLUMNS], found.totals, "totals")
    for name, total in found.totals.items():
        read(float if COLUMNS[name].is_money else int, total, f"totals.{name}")
    if found.waiting.paid is not None and found.waiting.paid < 0:
        raise misfit("waiting.paid", NO_LESS)
    if list(found.files) != [FACTS]:
        raise misfit("files", ONLY_FACTS)
    if not found.first_month <= found.complete_through <= found.as_of:
        raise misfit("as_of", MONTHS_IN_ORDER)
    if not _is_a_day(found.created):
        raise misfit("created", A_DAY)
    if found.created < found.as_of:
        raise misfit("created", NOT_BEFORE.filled(month=found.as_of))
    if not found.periods or list(found.periods) != sorted({*found.periods}):
        raise misfit("periods", YEARS_IN_ORDER)
    return found


def _is_a_day(written: str) -> bool:
    """Whether the calendar has this day: not every month has 31."""
    try:
        return bool(date.fromisoformat(written))
    except ValueError:
        return False


def _check_file(path: Path, said: File) -> None:
    """SnapshotError unless the file at `path` is as long, and has the checksum, that is said of it."""
    found = _read(path)
    if (len(found), hashlib.sha256(found).hexdigest()) != (said.bytes, said.sha256):
        raise _error(path, NOT_AS_PUBLISHED)


def _read(path: Path, do: Text = DO_AGAIN) -> bytes:
    """What is in a file of a snapshot; SnapshotError at once where it is none."""
    try:
        return diskfile.read(path)
    except diskfile.NotAFileError:
        raise _error(path, NO_FILE, do) from None
    except OSError:
        raise _error(path, MISSING, do) from None


def _error(path: Path, what: Text, do: Text = DO_AGAIN) -> SnapshotError:
    """An error about `path`, named by its last two parts: a reader needs no more of the machine."""
    name = repeated("/".join(path.parts[-2:]), 120)
    return SnapshotError(Text(*(labelled(f"{name} {what(lang)}", do(lang), lang) + FULL_STOP[lang] for lang in LANGS)))
