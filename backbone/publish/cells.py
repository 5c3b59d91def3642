"""Cells: what the exact totals and the told facts are made of, and where a county's claims are counted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
import pandas as pd

from backbone import places
from backbone.measures import COLUMNS, TOLD
from backbone.places import NATION, Level

# What is told of claims: the number that the amounts stand for, then the amounts and days.
TOLD_CLAIMS = "told_claims"
AMOUNTS = tuple(c for c, column in COLUMNS.items() if column.kind == TOLD and c != TOLD_CLAIMS)
Row = dict[str, str | int]


@cache
def place_at(level: Level, county: str) -> str:
    """The code of the place at a level in which a county lies, also by a code that it had before; a code that is no
    county's counts as a province of its own."""
    if level == "nation":
        return NATION
    if level == "province":
        county = places.SUCCESSORS.get(county, county)
    known = county in places.CODES and places.get(county).level == "county"
    return places.province_of(county) if level == "province" and known else county


def totals_by_month(
    rows: pd.DataFrame, months: tuple[str, ...], columns: tuple[str, ...]
) -> dict[tuple[str, str], np.ndarray]:
    """(county, category) -> month × columns: the totals known by each month; what is known only after the last of them
    is left out."""
    at = {month: t for t, month in enumerate(months)}
    found: dict[tuple[str, str], np.ndarray] = defaultdict(
        lambda: np.zeros((len(months), len(columns)), dtype=np.int64)
    )
    values = rows[list(columns)].to_numpy(np.int64)
    for place, category, known, value in zip(rows["place"], rows["category"], rows["known"], values, strict=True):
        if place != NATION and known in at:
            found[place, category][at[known]] += value
    return {cell: np.cumsum(each, axis=0) for cell, each in sorted(found.items())}


def vector(row: Mapping, columns: tuple[str, ...]) -> np.ndarray:
    """Some columns of a row as whole numbers."""
    return np.array([int(row[c]) for c in columns], dtype=np.int64)


def fact(
    breakdown: str,
    level: str,
    place: str,
    category: str,
    month: str,
    counts: str,
    count: int,
    amounts: Iterable[int],
) -> Row:
    """A row of facts: a count and, where there are any, amounts."""
    keys = {"breakdown": breakdown, "level": level, "place": place, "category": category, "month": month}
    values = {name: int(value) for name, value in zip(AMOUNTS, amounts, strict=False)}
    return keys | {counts: int(count)} | values
