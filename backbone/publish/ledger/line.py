"""A line of the log: one thing that was done to the snapshots, by whom, of what and why. It names no insured person."""

import getpass
import json
import re
from dataclasses import asdict, dataclass, field, replace
from typing import Annotated, Literal

from backbone.publish.checking.personal import called, masked
from backbone.publish.raw import PublishError
from backbone.snapshot.manifest import CHECKSUM, NAME, Digest, Named, Said, checksum
from backbone.snapshot.schema import LATER, Misfit, Written, read
from backbone.text import Text, repeated

What = Literal["begin", "publish", "rollback", "discard", "repair"]
Moment = Annotated[
    str, Written(re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ"), Text("a moment in UTC", "世界协调时的时刻"))
]
NoneOrName = Annotated[str, Written(re.compile(f"({NAME.pattern})?"), Text("a plain name", "有效的名称"))]
# How long a reason may be.
LONGEST = 400

NO_REASON = Text("Say why, in a few words: the reason stands in the log.", "请用几个字说明原因：原因将记入日志。")
NAMES_SOMEBODY = Text(
    "“{what}” holds what looks like an ID number, a bank card or a phone, and the log names nobody: leave it out.",
    "“{what}”中含有疑似身份证号、银行卡号或电话号码，日志不得含个人信息：请删去。",
)


@dataclass(frozen=True)
class Brought:
    """A file that a snapshot was made of: its name, its checksum, its length."""

    name: Said
    sha256: Digest
    bytes: int


@dataclass(frozen=True)
class Asked:
    """A table of a database that a snapshot was made of: where it lies, without user or password; its name; how many
    rows it had."""

    where: Said
    table: Said
    rows: int


@dataclass(frozen=True)
class Accepted:
    """A warning that the steward accepted: the rule, the file ("" for all), how many rows, and why."""

    rule: Said
    file: str
    count: int
    why: Said


@dataclass(frozen=True)
class Account:
    """What a snapshot was made of: the files, the checksum of the mapping by which they were read ("" for none), the
    warnings that were accepted, and the tables where it was made of a database."""

    files: tuple[Brought, ...] = ()
    mapping: str = ""
    accepted: tuple[Accepted, ...] = ()
    tables: tuple[Asked, ...] = field(default=(), metadata=LATER)


@dataclass(frozen=True)
class Line:
    """A line of the log.

    `number`, `before`: its place, from 1, and the checksum of the line before.
    `snapshot`, `digest`: what it is about; "" for none.
    `basis`, `as_of`, `after`: of what was published, and the snapshot to which that adds; after a rollback, `after` is
    what was shown until then.
    `found`: the snapshots that lay there when the log began."""

    number: int
    before: Digest
    when: Moment
    who: Said
    what: What
    snapshot: NoneOrName = ""
    digest: str = ""
    basis: str = ""
    as_of: str = ""
    after: NoneOrName = ""
    why: str = ""
    account: Account = Account()
    found: tuple[Named, ...] = ()

    @property
    def written(self) -> bytes:
        """The line as it stands in the file, the same every time."""
        said = asdict(self)
        if not self.account.tables:  # as it was written before there were any
            del said["account"]["tables"]
        sealed = said | {CHECKSUM: checksum(said)}
        return (json.dumps(sealed, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def line_of(raw: bytes) -> Line | None:
    """The line that these bytes are; None where they are not, to the byte, what `Line.written` gives."""
    try:
        said = json.loads(raw)
        line: Line = read(Line, {key: value for key, value in said.items() if key != CHECKSUM})
        return line if line.written == raw else None
    except (ValueError, AttributeError, RecursionError, Misfit):
        return None


def somebody(who: str) -> str:
    """Who did it, as the log says it: by default the user of this machine as whom the program runs."""
    try:
        return worded(who.strip() or getpass.getuser(), 80)
    except (OSError, KeyError):  # a user without a name, as in a container
        return "?"


def reason(why: str) -> str:
    """A reason as the log says it. PublishError where there is none, or it holds what looks personal."""
    if not why.strip():
        raise PublishError(NO_REASON)
    return worded(why.strip())


def worded(said: str, most: int = LONGEST) -> str:
    """Words from outside as the log may repeat them. PublishError where they hold what looks personal."""
    if (bare := masked(said)) != said:
        raise PublishError(NAMES_SOMEBODY.filled(what=repeated(bare)))
    return repeated(said, most)


def nameless(account: Account) -> Account:
    """An account as the log may hold it: numbers that look personal are struck out of the names of files. PublishError
    where a reason holds one."""
    files = tuple(replace(file, name=repeated(called(file.name), LONGEST)) for file in account.files)
    accepted = tuple(
        replace(one, file=repeated(called(one.file), LONGEST), why=reason(one.why)) for one in account.accepted
    )
    tables = tuple(replace(one, where=repeated(masked(one.where), LONGEST)) for one in account.tables)
    return replace(account, files=files, accepted=accepted, tables=tables)
