"""Groups: whether the facts of a snapshot hold groups of at least LEAST only, as the file itself shows."""

from dataclasses import dataclass

import pandas as pd

from backbone.breakdowns import STORED, Stored
from backbone.measures import COLUMNS, TOLD
from backbone.snapshot.facts import TOTALS, Facts
from backbone.telling import LEAST, Told
from backbone.text import Text

AMOUNTS = tuple(c for c, column in COLUMNS.items() if column.kind == TOLD)
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


def groups(facts: Facts) -> Groups:
    """The groups of opened facts, each of them looked at."""
    paid, told = (float(facts.totals()[c]) for c in ("paid_claims", "told_claims"))
    plainly = facts.rows(f"SELECT told_claims AS n FROM facts WHERE {TOTALS} AND ({_any(AMOUNTS)})")["n"]
    sizes, faults, remainders = [plainly], [*_too_small(plainly, PLAINLY)], {}
    broken = facts.rows(f"SELECT DISTINCT breakdown, category FROM facts WHERE NOT {TOTALS} ORDER BY ALL")
    for name, rows in broken.groupby("breakdown"):
        stored = STORED.get(str(name))
        if stored is None or not set(rows["category"]) <= set(stored.categories):
            faults.append(Text(*(UNKNOWN(lang, what=name) for lang in ("en", "zh"))))
            continue
        found = _sizes(facts, stored)
        sizes.append(found)
        remainders[stored.id] = _remainder(facts, stored)
        faults += [*_too_small(found, stored.name), *_more_than_all(facts, stored)]
    every = pd.concat(sizes)
    return Groups(len(every), int(every.min()) if len(every) else 0, Told(paid, told), remainders, tuple(faults))


def _sizes(facts: Facts, stored: Stored) -> pd.Series:
    """How many claims, or insured, each row of a breakdown stands for."""
    counts = [stored.kept.counts, *(["told_claims"] if stored.kept.amounts else [])]
    counts += ["insured"] if stored.kept.cover else []
    rows = facts.rows(f"SELECT {', '.join(counts)} FROM facts WHERE breakdown = ?", [stored.id])
    amounts = facts.rows(
        f"SELECT told_claims AS n FROM facts WHERE breakdown = ? AND told_claims = 0 AND ({_any(AMOUNTS)})", [stored.id]
    )["n"]
    return pd.concat([*(rows.loc[rows[c] != 0, c] for c in counts), amounts])


def _remainder(facts: Facts, stored: Stored) -> float:
    """How many claims of the programme are not broken down."""
    count = stored.kept.counts
    parts = f"coalesce(sum({count}) FILTER (breakdown = ? AND level = 'nation'), 0)"
    return float(
        facts.rows(f"SELECT sum({count}) FILTER ({TOTALS}) - {parts} AS n FROM facts", [stored.id])["n"].iloc[0]
    )


def _any(columns: tuple[str, ...]) -> str:
    return " OR ".join(f"{c} <> 0" for c in columns)


def _too_small(sizes: pd.Series, what: Text) -> list[Text]:
    small = sizes[sizes < LEAST]
    if small.empty:
        return []
    return [Text(*(TOO_SMALL(lang, n=int(small.min()), what=what(lang)) for lang in ("en", "zh")))]


def _more_than_all(facts: Facts, stored: Stored) -> list[Text]:
    """A fault where the categories of a place and policy year add up to more than it has, or leave fewer amounts than
    LEAST claims stand for."""
    count = stored.kept.counts
    for level in ("nation", "province", "county"):
        place = {"nation": "'all'", "province": "substr(as_written, 1, 2)", "county": "as_written"}[level]
        rows = facts.rows(
            f"SELECT {place} AS place, policy_year, sum({count}) FILTER ({TOTALS}) AS all_of, "
            f"sum({count}) FILTER (breakdown = ? AND level = ?) AS parts FROM facts GROUP BY 1, 2",
            [stored.id, level],
        ).fillna(0)
        if (rows["parts"] > rows["all_of"]).any():
            return [Text(*(MORE_THAN_ALL(lang, what=stored.name(lang)) for lang in ("en", "zh")))]
    return []
