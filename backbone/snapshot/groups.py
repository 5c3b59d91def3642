"""Checks that the facts of a snapshot hold only groups of at least LEAST, from the file alone."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from backbone.breakdowns import STORED, Stored
from backbone.gathering import LEAST, Told
from backbone.measures import COLUMNS, TOLD
from backbone.places import LEVELS
from backbone.snapshot.facts import Facts
from backbone.snapshot.manifest import TOTAL
from backbone.text import Text, repeated

AMOUNTS = tuple(c for c, column in COLUMNS.items() if column.kind == TOLD)
# What a group stands for: claims told, or whatever else a breakdown counts.
COUNTS = tuple(dict.fromkeys(("told_claims", "paid_claims", "insured", *(s.kept.counts for s in STORED.values()))))
TOO_SMALL = Text(
    "The facts hold a group of {n:claim|claims} ({what}), and no group may be smaller than eight. "
    "Publish the records again.",
    "数据中存在仅含 {n} 件案件的分组（{what}），而每组不得少于八件。请重新发布。",
)
MORE_THAN_ALL = Text(
    "The facts hold more claims by {what} than there are. Publish the records again.",
    "按{what}细分的案件多于案件总数。请重新发布。",
)
UNKNOWN = Text(
    "The facts are broken down by {what}, which this dashboard does not know. Update it, or publish the records again.",
    "数据含有本看板未知的细分“{what}”。请更新看板，或重新发布。",
)
PLAINLY = Text("amounts", "金额")


@dataclass(frozen=True)
class Groups:
    """What a snapshot tells in groups.

    `many`: how many groups there are.
    `smallest`: how many claims, or insured, the smallest holds; 0 where there is none.
    `claims`: the paid claims, and those whose amounts are told.
    `remainders`: how many claims of the programme each breakdown has not broken down yet.
    `faults`: one sentence for each way in which the facts break the rule; none where they keep it."""

    many: int
    smallest: int
    claims: Told
    remainders: dict[str, float]
    faults: tuple[Text, ...]


def groups(facts: Facts, adds: bool = False) -> Groups:
    """The groups of opened facts, each of them looked at. `adds` says that they add to those of a snapshot before: what
    that told stays, so they may hold more by category than the records do by now."""
    columns = ", ".join(("breakdown", "level", "as_written", "category", "policy_year", *COUNTS))
    rows = facts.rows(f"SELECT {columns}, {_any(AMOUNTS)} AS has_amounts FROM facts")
    plain = rows[rows["breakdown"] == TOTAL]
    every: dict[str, pd.DataFrame] = {} if adds else {level: _by_place(plain, level) for level in LEVELS}
    plainly = plain.loc[plain["has_amounts"], "told_claims"]
    sizes, faults, remainders = [plainly], [*_too_small(plainly, PLAINLY)], {}
    for name, mine in rows[rows["breakdown"] != TOTAL].groupby("breakdown"):
        stored = STORED.get(str(name))
        if stored is None or not _is_known(mine, stored):
            faults.append(UNKNOWN.filled(what=repeated(str(name))))
            continue
        found = _sizes(mine, stored)
        sizes.append(found)
        count = stored.kept.counts
        remainders[stored.id] = float(plain[count].sum() - mine.loc[mine["level"] == "nation", count].sum())
        faults += _too_small(found, stored.name)
        faults += [] if adds else _more_than_all(every, mine, stored)
    all_sizes = pd.concat(sizes)
    claims = Told(*(float(plain[c].sum()) for c in ("paid_claims", "told_claims")))
    return Groups(len(all_sizes), int(all_sizes.min()) if len(all_sizes) else 0, claims, remainders, tuple(faults))


def _is_known(rows: pd.DataFrame, stored: Stored) -> bool:
    """Whether rows are of the categories and the levels of a breakdown."""
    levels = LEVELS[: LEVELS.index(stored.kept.lowest) + 1]
    return rows["category"].isin(stored.categories).all() and rows["level"].isin(levels).all()


def _sizes(rows: pd.DataFrame, stored: Stored) -> pd.Series:
    """How many claims, or insured, each row of a breakdown stands for; how many the correction of a cover does."""
    counts = [rows[stored.kept.counts], rows["told_claims"]] + ([rows["insured"].abs()] if stored.kept.cover else [])
    nobody = rows.loc[rows["has_amounts"] & (rows["told_claims"] == 0), "told_claims"]
    return pd.concat([*(n[n != 0] for n in counts), nobody])


def _any(columns: tuple[str, ...]) -> str:
    return " OR ".join(f"{c} <> 0" for c in columns)


def _too_small(sizes: pd.Series, what: Text) -> list[Text]:
    small = sizes[sizes < LEAST]
    if small.empty:
        return []
    return [TOO_SMALL.filled(n=int(small.min()), what=what)]


def _more_than_all(every: Mapping[str, pd.DataFrame], rows: pd.DataFrame, stored: Stored) -> list[Text]:
    """A fault where the categories of a place and policy year add up to more than it has (`every`, by level)."""
    count = stored.kept.counts
    for level, mine in rows.groupby("level"):
        parts = _by_place(mine, str(level))[count]
        if (parts > every[str(level)][count].reindex(parts.index, fill_value=0)).any():
            return [MORE_THAN_ALL.filled(what=stored.name)]
    return []


def _by_place(rows: pd.DataFrame, level: str) -> pd.DataFrame:
    """The counts of each place of a level and policy year; its code is cut to the digits that a level has."""
    place = rows["as_written"].str[: {"nation": 0, "province": 2}.get(level)]
    return rows.groupby([place, "policy_year"])[list(COUNTS)].sum()
