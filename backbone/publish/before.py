"""The snapshot before: what has been told already, and stays told."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from backbone import diskfile, places
from backbone.measures import COLUMNS
from backbone.periods import months_later
from backbone.publish.cells import AMOUNTS, TOLD_CLAIMS
from backbone.publish.ledger import log as ledger
from backbone.publish.ledger.log import Log
from backbone.publish.mergers import today
from backbone.publish.raw import PublishError
from backbone.publish.telling import NOTHING, Before, held_provinces
from backbone.punctuation import listed_texts
from backbone.snapshot.manifest import KEYS, MANIFEST, NAME, TOTAL, Manifest, Named, SnapshotError, open_snapshot
from backbone.text import Text, repeated


@dataclass(frozen=True)
class Predecessor:
    """The snapshot that another adds to.

    `named`: its name and digest, as the manifest of the next says them; None for none.
    `told`: what it told.
    `manifest`: what it says of itself.
    `root`: the folder in which it lies."""

    named: Named | None
    told: Before
    manifest: Manifest | None
    root: Path

    @property
    def joined(self) -> Mapping[str, str]:
        """The codes of before whose claims it tells under the next one, as its manifest says them."""
        return self.manifest.joined if self.manifest else {}

    @property
    def following(self) -> str:
        """The month after its last; "" where there is none."""
        return months_later(self.told.as_of, 1) if self.told.as_of else ""

    def contradicted_by(self, exact: pd.DataFrame, as_of: str) -> tuple[Text, ...]:
        """One sentence for each county (of those that became one, for all of them) and policy year of which the records
        hold less than was told: what was told stays, and the difference waits; and one for each province that is held
        because of it."""
        columns = ["paid_claims", "rejected", *AMOUNTS]
        told = _by_county(self.told.facts, [*columns, TOLD_CLAIMS], as_of)
        told["paid_claims"] = told[["paid_claims", TOLD_CLAIMS]].max(axis=1)
        known = _by_county(exact, columns, as_of)
        less = told[columns].sub(known.reindex(told.index, fill_value=0)).clip(lower=0)
        held = sorted(held_provinces(exact, self.told))
        return (
            *(_less(str(place), int(year), row[row > 0]) for (place, year), row in less[less.any(axis=1)].iterrows()),
            *(HELD.filled(place=_name(code)) for code in held),
        )


LESS = Text(
    "{place}, policy year {year}: the records hold {n} paid claims and ¥{rmb} less than was told. "
    "What was told stays; the difference waits for the next group.",
    "{place}，{year} 保单年度：记录比已公布的少 {n} 件、{rmb} 元。已公布的数字不变，差额待下一组计入。",
)
LESS_OF = Text(
    "{place}, policy year {year}: the records hold less than was told of {what}. "
    "What was told stays; the difference waits for the next group.",
    "{place}，{year} 保单年度：记录中的{what}少于已公布的数字。已公布的数字不变，差额待下一组计入。",
)
HELD = Text(
    "Nothing more is told of claims in {place}: eight or more that were told of one of its counties are gone from the "
    "records. Bring them back under the county and policy year that they had, even if its code has changed since.",
    "{place}的理赔金额和细分暂停更新：该省（区）某县至少八件已公布的案件已不在记录中。"
    "请按原县代码和原保单年度恢复这些记录，即使县代码已变更。",
)


def _by_county(rows: pd.DataFrame, columns: list[str], as_of: str) -> pd.DataFrame:
    whole = rows[rows["breakdown"] == TOTAL]
    return whole.assign(place=today(whole["place"], as_of)).groupby(["place", "policy_year"])[columns].sum()


def _name(code: str) -> Text:
    return places.get(code).name if code in places.CODES else Text(*2 * [repeated(code)])


def _less(code: str, year: int, less: pd.Series) -> Text:
    """What is said of a county and policy year, and of the columns (money in fen) by which its records hold less."""
    place = _name(code)
    claims, fen = (int(less.get(column, 0)) for column in ("paid_claims", "paid"))
    if claims or fen:
        return LESS.filled(place=place, year=year, n=f"{claims:,}", rmb=f"{fen / 100:,.2f}")
    return LESS_OF.filled(place=place, year=year, what=listed_texts(COLUMNS[str(c)].name for c in less.index))


def predecessor(root: Path, after: str, basis: str, as_of: str, name: str, log: Log) -> Predecessor:
    """The snapshot `root/after` that a new one called `name` adds to, none for "". PublishError where it cannot be
    read, is not what was released, is of another basis or a later month, or another was released after it already; and
    where a first one would be the second."""
    check_is_next(root, after, basis, name, log)
    if not after:
        return Predecessor(None, NOTHING, None, root)
    try:
        snapshot = open_snapshot(root / after)
    except SnapshotError as error:
        raise PublishError(_missing(after), error.text) from None
    said = snapshot.manifest
    if log.released.get(after, snapshot.digest) != snapshot.digest:
        raise PublishError(_missing(after), NOT_AS_RELEASED.filled(name=after))
    if said.basis != basis:
        raise PublishError(_other_basis(after, said.basis, basis))
    if said.as_of > as_of:
        raise PublishError(_later(after, said.as_of, as_of))
    named = Named(after, snapshot.digest)
    return Predecessor(named, Before(facts_of(snapshot.facts), said.as_of), said, root)


def check_is_next(root: Path, after: str, basis: str, name: str, log: Log) -> None:
    """PublishError where a snapshot `name` cannot come after the snapshot `after`, "" for none: another does already,
    or did by the log and is gone."""
    if after and not NAME.fullmatch(after):
        raise PublishError(_missing(repeated(after)))
    released = {line.snapshot: (line.basis, line.after) for line in log.lines if line.what == "publish"}
    lying = {n: (str(said.get("basis")), _follows(said)) for n, said in _manifests(root).items() if n != name}
    for other, (of, follows) in sorted((released | lying).items(), reverse=True):
        if after and follows == after:
            raise PublishError(_taken(after, other, other in log.released))
        if not after and of == basis:
            raise PublishError(_not_the_first(other))


def last_released(root: Path, basis: str) -> str:
    """The snapshot of a basis that the next one is to add to: the last one that was published, whether it is shown or
    an earlier one is again; "" where there is none. OSError where the log cannot be read."""
    lying = {n: said for n, said in _manifests(root).items() if said.get("basis") == basis}
    lines = {line.snapshot: line for line in ledger.read(root).lines if line.what == "publish" and line.basis == basis}
    followed = {*map(_follows, lying.values()), *(line.after for line in lines.values())}
    last = [
        (lines[name].number if name in lines else 0, str(lying.get(name, {}).get("as_of", "")), name)
        for name in {*lying, *lines} - followed
    ]
    return max(last, default=(0, "", ""))[-1]


def behind(shown: str, after: str) -> tuple[Text, ...]:
    """What the steward is told where readers see another snapshot than the one that the new one adds to."""
    return (BEHIND.filled(shown=shown, after=after),) if after and shown and shown != after else ()


def facts_of(path: Path) -> pd.DataFrame:
    """The facts in a file, money in fen."""
    columns = ", ".join(f"CAST({c} * 100 AS BIGINT) AS {c}" if column.is_money else c for c, column in COLUMNS.items())
    con = duckdb.connect()
    found = con.execute(f"SELECT {', '.join(KEYS)}, {columns} FROM read_parquet($path)", {"path": str(path)}).df()
    con.close()
    return found


def _manifests(root: Path) -> dict[str, dict]:
    """What the snapshots in `root` say of themselves, by name; those that cannot be read are left out."""
    found = {}
    for path in sorted(root.glob(f"*/{MANIFEST}")):
        try:
            said = json.loads(diskfile.read(path))
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(said, dict) and NAME.fullmatch(path.parent.name):
            found[path.parent.name] = said
    return found


def _follows(manifest: dict) -> str:
    """The name of the snapshot that a manifest says it adds to; "" for none."""
    before = manifest.get("predecessor")
    return str(before.get("name", "")) if isinstance(before, dict) else ""


def _not_the_first(other: str) -> Text:
    return Text(
        f"There is a snapshot of this basis already ({other}), and each adds to the one before: say which this one "
        "comes after.",
        f"已有同一口径的快照（{other}），新快照须在前一快照基础上累加：请指明接在哪个快照之后。",
    )


def _missing(after: str) -> Text:
    return Text(
        f"The snapshot before, {after}, cannot be opened. Bring its folder back; without it nobody knows what has been "
        "told already.",
        f"无法打开上一快照 {after}。请恢复其文件夹，否则无从得知哪些数字已经公布。",
    )


def _other_basis(after: str, was: str, now: str) -> Text:
    return Text(
        f"The snapshot before, {after}, is {was}, and this one is {now}: publish after one that is {now} too, or as "
        "the first.",
        f"上一快照 {after} 的口径为 {was}，本快照为 {now}：请接在同一口径的快照之后发布，或作为首个快照发布。",
    )


def _later(after: str, was: str, now: str) -> Text:
    return Text(
        f"The snapshot before, {after}, counts to {was}, after {now}: publish the later month after the earlier.",
        f"上一快照 {after} 统计至 {was}，晚于 {now}：请按月份先后发布。",
    )


BEHIND = Text(
    "Readers see {shown} by now, and this one adds to {after} all the same: what {after} told has been seen, and "
    "whoever kept it could subtract.",
    "当前展示的是 {shown}，但本快照仍接在 {after} 之后：{after} 的数字已经公布，若不以其为基础，可能被相减推算。",
)
NOT_AS_RELEASED = Text(
    "By the log {name} is not the snapshot that was published under this name.",
    "据日志，{name} 与当时以此名称发布的快照不符。",
)


def _taken(after: str, other: str, released: bool) -> Text:
    if released:
        return Text(
            f"{other} was published after {after}, and two that tell different things of the same claims could be "
            f"subtracted: publish after {other}, though it may not be shown any more, and bring its folder back if it "
            "is gone.",
            f"{other} 已接在 {after} 之后发布；两个快照若对同一批案件公布不同内容，可能被相减推算："
            f"请接在 {other} 之后发布（即使目前不展示）；如其文件夹缺失，请先恢复。",
        )
    return Text(
        f"{other} comes after {after} already, and two that tell different things of the same claims could be "
        f"subtracted: publish after {other}, or remove it if nobody has seen it.",
        f"{other} 已接在 {after} 之后；两个快照若对同一批案件公布不同内容，可能被相减推算："
        f"请接在 {other} 之后发布；若尚无人见过，可将其删除。",
    )
