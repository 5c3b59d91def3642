"""Exact totals are plain sums of the raw records, and every number of the facts is what the oracle recomputes."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from backbone.breakdowns import STORED
from backbone.measures import COLUMNS
from backbone.places import LEVELS
from backbone.publish import raw, rollup
from backbone.publish.checking import folder
from backbone.publish.rollup import EXACT, band, working_days
from backbone.snapshot.manifest import TOTAL
from backbone.words import AGE_BAND, SETTLEMENT, SIZE
from tests import oracle as slow
from tests.oracle import MONEY, TOLD

CELL = ["place", "policy_year", "month"]
# What the facts keep each breakdown under -> its dimensions, in the order of the codes in a category.
DIMENSIONS = {stored: tuple(stored.split("/")) for stored in STORED}
COVERED = ["eligible", "insured", "premium"]


@pytest.fixture(scope="module")
def happened(oracle) -> pd.DataFrame:
    """Every happening in the month it happened, its amounts and categories with it."""
    rows = oracle.happenings[oracle.happenings.told_claims == 0].copy()
    amounts = pd.DataFrame.from_dict(oracle.of_paid, orient="index").drop(columns="told_claims")
    paid = rows.index[rows.paid_claims == 1]
    rows[amounts.columns] = rows[amounts.columns].astype(object)
    rows.loc[paid, amounts.columns] = amounts.loc[rows.claim_id[paid]].to_numpy()
    decided = rows.index[(rows.paid_claims == 1) | (rows.rejected == 1)]
    categories = pd.DataFrame.from_dict(oracle.categories, orient="index")
    rows[[c for c in categories if c not in rows]] = None
    rows.loc[decided, categories.columns] = categories.loc[rows.claim_id[decided]].to_numpy()
    return rows.rename(columns={"county": "place"})


@pytest.fixture(scope="module")
def exact(raw_folder) -> pd.DataFrame:
    con = raw.connect(raw_folder)
    folder.check(con, "2019-08")
    return rollup.exact(con, "2019-08")


@pytest.fixture(scope="module")
def facts(committed) -> pd.DataFrame:
    """The facts, money in fen."""
    found = pd.read_parquet(committed / "facts.parquet")
    return found.assign(**{column: [int(rmb * 100) for rmb in found[column]] for column in MONEY})


def same(found: pd.DataFrame, expected: pd.DataFrame, keys: list[str], columns: list[str]) -> None:
    """Asserts that both come to the same sums by `keys`, whichever leaves out sums of nothing."""
    one, other = (
        frame.assign(**{c: frame[c].astype("int64") for c in columns}).groupby(keys)[columns].sum()
        for frame in (found, expected)
    )
    one, other = (sums[sums.any(axis=1)] for sums in (one, other))
    assert len(one) and one.index.equals(other.index)
    differing = one.index[(one != other).any(axis=1)]
    assert differing.empty, differing[0]


def with_category(rows: pd.DataFrame, dimensions: tuple[str, ...]) -> pd.DataFrame:
    """The happenings that have a category in each dimension."""
    rows = rows.dropna(subset=list(dimensions))
    first, *others = (rows[d].astype(str) for d in dimensions)
    return rows.assign(category=first.str.cat(others, sep="/") if others else first)


def test_exact_totals_are_plain_sums(exact, happened):
    same(exact[exact.breakdown == TOTAL], happened, CELL, list(EXACT))


@pytest.mark.parametrize("stored", STORED)
def test_exact_totals_by_category_are_plain_sums(exact, happened, stored):
    kept = STORED[stored].kept
    mine = happened[happened[[*(COVERED if kept.cover else []), kept.counts]].any(axis=1)]
    found = exact[exact.breakdown == stored]
    same(found, with_category(mine, DIMENSIONS[stored]), ["category", *CELL], list(EXACT))


def test_every_total_of_the_facts_is_recomputed(facts, oracle):
    mine = oracle.happenings.rename(columns={"county": "place"})
    same(facts[facts.breakdown == TOTAL], mine, CELL, list(COLUMNS))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("stored", STORED)
def test_every_category_of_the_facts_is_recomputed(facts, oracle, stored, level):
    kept = STORED[stored].kept
    found = facts[(facts.breakdown == stored) & (facts.level == level)]
    if level not in LEVELS[: LEVELS.index(kept.lowest) + 1]:
        assert found.empty
        return
    told = kept.amounts and level in ("nation", kept.amounts)
    columns = [kept.counts, *(TOLD if told else ()), *(COVERED if kept.cover else ())]
    mine = oracle.broken_down(DIMENSIONS[stored], level).assign(place=lambda rows: rows[level])
    same(found, with_category(mine, DIMENSIONS[stored]), ["category", *CELL], columns)
    assert not found[[c for c in COLUMNS if c not in columns]].any(axis=None)


def test_a_value_of_the_oracle(oracle):
    assert oracle.value("paid_claims", "421122", 2018, "2019-08") == 336
    assert oracle.value("paid_claims", "421122", 2018, "2018-08") == 0


def test_working_days_are_numpys_for_every_weekday_and_span():
    days = pd.date_range("2018-12-20", "2019-01-20").to_numpy("datetime64[D]")
    con = duckdb.connect()
    for start in days:
        for end in days[days >= start]:
            expected = np.busday_count(start + 1, end + 1)
            sql = working_days(f"DATE '{start}'", f"DATE '{end}'")
            assert con.execute(f"SELECT {sql}").fetchone()[0] == expected, (start, end)


@pytest.mark.parametrize(
    ("codes", "edges"),
    [
        (SETTLEMENT, {"0-3": [0, 3], "4-7": [4, 7], "8-30": [8, 30], "31-90": [31, 90], "91+": [91, 400]}),
        (SIZE, {"0-499": [0.01, 499.99], "500-999": [500, 999.99], "1000-1999": [1000, 1999.99],
                "2000-4999": [2000, 4999.99], "5000-9999": [5000, 9999.99], "10000+": [10000, 99999]}),
        (AGE_BAND, {"18-29": [18, 29], "30-39": [30, 39], "40-49": [40, 49], "50-60": [50, 60]}),
    ],
)  # fmt: skip
def test_bands_meet_at_their_edges(codes, edges):
    con = duckdb.connect()
    assert list(edges) == list(codes)
    for code, values in edges.items():
        for value in values:
            assert con.execute(f"SELECT {band(str(value), codes)}").fetchone()[0] == slow.band(value, codes) == code
