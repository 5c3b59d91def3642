"""Telling: exact totals -> what a snapshot says of them.

Counts of cover and of claims are said as they are, by county, policy year and month. Amounts and days of claims wait
in each county and policy year until LEAST paid claims have gathered; all of it is then told in that month. Categories
wait likewise, each in each place, and are told only where no sum or difference of what is told could single out fewer
(see `cuts`). What an earlier snapshot told stays told; late claims and corrections wait like everything else. Why this
protects, and what it does not promise: docs/privacy.md."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from backbone.gathering import LEAST
from backbone.measures import COLUMNS
from backbone.periods import months_between
from backbone.places import NATION
from backbone.publish.cells import AMOUNTS, TOLD_CLAIMS, Row, place_at
from backbone.publish.claims import told_claims
from backbone.publish.cover import told_cover
from backbone.publish.rollup import EXACT
from backbone.snapshot.manifest import KEYS, TOTAL

# What is said as it is.
PLAIN = tuple(c for c in EXACT if c not in AMOUNTS)


@dataclass(frozen=True)
class Before:
    """What has been told already: the facts of the snapshot before (money in fen) and its last month; "" for none."""

    facts: pd.DataFrame
    as_of: str


NOTHING = Before(pd.DataFrame(columns=[*KEYS, *COLUMNS]), "")


def tell(exact: pd.DataFrame, as_of: str, before: Before = NOTHING) -> pd.DataFrame:
    """The facts as of a month: one row per breakdown, level, place, category, policy year and month, every column of
    COLUMNS as a whole number (money in fen), sorted. `exact` says of every row since when it is `known`. Plain counts
    are those of `exact`; whatever `before` told of groups is told again as it was, and what waits by now in the months
    after it."""
    months = months_between(min([*exact["month"], *before.facts["month"]]), as_of)
    start = sum(month <= before.as_of for month in months)
    told = before.facts[before.facts["month"] <= before.as_of]
    told = told.assign(**{c: told[c].where(told["breakdown"] != TOTAL, 0) for c in PLAIN})
    held = held_provinces(exact, before)
    rows: list[Row] = []
    for year in sorted({*exact["policy_year"]}):
        mine = exact[exact["policy_year"] == year]
        was = told[told["policy_year"] == year]
        for row in (*told_claims(mine, months, start, was, held), *told_cover(mine, months, start, was)):
            rows.append({**row, "policy_year": year})
    whole = exact[exact["breakdown"] == TOTAL]
    level = np.where(whole["place"] == NATION, "nation", "county")
    plain = whole[["breakdown", "place", "category", "policy_year", "month", *PLAIN]].assign(level=level)
    every = pd.concat([plain, told, pd.DataFrame(rows, columns=[*KEYS, *COLUMNS])], ignore_index=True)
    every[list(COLUMNS)] = every[list(COLUMNS)].fillna(0).astype("int64")
    facts = every.groupby(list(KEYS), as_index=False)[list(COLUMNS)].sum()
    return facts[facts[list(COLUMNS)].any(axis=1)].reset_index(drop=True)


def held_provinces(exact: pd.DataFrame, before: Before) -> frozenset[str]:
    """The provinces in which LEAST or more of the paid claims that were told of a county and policy year are gone from
    the records. They may have come back under another county or year; told there once more, with one new claim among
    them, the difference would be that one. So nothing more is told of claims there."""
    left = still_waiting(exact, before.facts)["paid_claims"]
    gone = left[left <= -LEAST].index.get_level_values("place")
    return frozenset(place_at("province", county) for county in gone)


def still_waiting(exact: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """One row per county and policy year: paid claims and amount (fen) that are known and not told."""
    keys = ["place", "policy_year"]
    known = exact[exact["breakdown"] == TOTAL].groupby(keys)[["paid_claims", "paid"]].sum()
    told = facts[facts["breakdown"] == TOTAL].groupby(keys)[[TOLD_CLAIMS, "paid"]].sum()
    told.columns = known.columns
    return known.sub(told, fill_value=0).astype("int64")
