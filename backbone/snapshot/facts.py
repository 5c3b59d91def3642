"""The facts of a snapshot that is being opened, in a database of their own: the show side's only SQL."""

from collections.abc import Mapping
from functools import cached_property

import duckdb
import pandas as pd

from backbone import places
from backbone.measures import COLUMNS
from backbone.periods import Horizon
from backbone.refusals import UNREADABLE, UNTIED, UNTIED_OTHERWISE
from backbone.snapshot.manifest import KEYS, TOTAL, Manifest, Snapshot, SnapshotError
from backbone.text import Text

TOTALS = f"breakdown = '{TOTAL}'"
# A row that only says that cover of the year before has ended (`due`) does not begin cover.
BEGINS = "due = 0 OR insured > 0"

# Amounts are kept to the fen; sums of them as floating numbers stray by far less.
ONE_FEN = 0.01
ROWS, FIRST = Text("number of rows", "行数"), Text("first month", "首月")
YEARS, WAIT = Text("policy years", "保单年度"), Text("number of waiting claims", "待计入件数")


class Facts:
    """The facts, held against the manifest and ready to be read.

    What was told of a county under a code of before is counted to the one that it has today, or that it is a part of.
    Rows whose place is none that we know are kept apart: they count for the programme and for no place."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.horizon: Horizon = snapshot.manifest.horizon
        self._connection = duckdb.connect()
        # The facts are few: threads that share the work cost more time and memory than they save.
        self._connection.execute("SET threads TO 1")
        typed = ", ".join(f"CAST({c} AS {_type(c)}) AS {c}" for c in (*KEYS, *COLUMNS))
        read = f"""
            SELECT * RENAME (place AS as_written),
                   CASE WHEN list_contains($known, level || place) THEN place
                        WHEN level = 'county' THEN $today[list_position($before, place)] END AS place
            FROM (SELECT {typed} FROM read_parquet($path))
        """
        known = [f"{places.get(code).level}{code}" for code in places.CODES]
        given = {"known": known, "before": [*places.SUCCESSORS], "today": [*places.SUCCESSORS.values()]}
        try:
            self._connection.execute(f"CREATE TABLE facts AS {read}", given | {"path": str(snapshot.facts)})
        except duckdb.Error:
            raise SnapshotError(UNREADABLE) from None
        if not self._are_whole():
            raise SnapshotError(UNREADABLE)
        self._hold(snapshot.manifest)

    def _are_whole(self) -> bool:
        """Whether there are totals, no row comes twice, none lacks a value or lies outside the months and years."""
        keys = ["as_written" if key == "place" else key for key in KEYS]
        said = " AND ".join(f"{name} IS NOT NULL" for name in (*keys, *COLUMNS))
        sql = f"""
            SELECT bool_or({TOTALS}) AND count(*) = count(DISTINCT ({", ".join(keys)})) AND bool_and({said}
                   AND list_contains($months, month) AND list_contains($years, policy_year::VARCHAR)) FROM facts
        """
        horizon = {"months": list(self.horizon.months), "years": list(self.horizon.years)}
        found = self._connection.execute(sql, horizon).fetchone()
        return bool(found and found[0])

    def _hold(self, said: Manifest) -> None:
        """SnapshotError unless the facts are what the manifest says of them."""
        totals = self.totals()
        if not all(abs(totals[c] - said.totals[c]) <= ONE_FEN for c in COLUMNS):
            raise SnapshotError(UNTIED)
        found = self.rows(
            "SELECT count(*) AS rows, min(month) AS first, list(DISTINCT policy_year) AS years FROM facts"
        )
        rows, first, years = found.iloc[0]
        for what, fits in (
            (ROWS, rows == said.facts.rows),
            (FIRST, first == said.first_month),
            (YEARS, sorted(years) == list(said.periods)),
            (WAIT, totals["paid_claims"] - totals["told_claims"] == said.waiting.claims),
        ):
            if not fits:
                raise SnapshotError(UNTIED_OTHERWISE.filled(what=what))

    def totals(self) -> pd.Series:
        """Every column over the whole programme."""
        sums = ", ".join(f"sum({c})::DOUBLE AS {c}" for c in COLUMNS)
        return self.rows(f"SELECT {sums} FROM facts WHERE {TOTALS}").iloc[0]

    @cached_property
    def starts(self) -> Mapping[str, tuple[str, str]]:
        """The first and the last month in which cover of somebody began, of each county that ever had any, in code
        order."""
        rows = self.rows(
            f"SELECT place, min(month) AS first, max(month) AS last FROM facts WHERE {TOTALS} AND insured > 0 "
            "AND place IS NOT NULL GROUP BY place ORDER BY place"
        )
        return {row.place: (row.first, row.last) for row in rows.itertuples()}

    @cached_property
    def unmatched(self) -> pd.DataFrame:
        """One row per place as written that is no county we know: rows, insured, submitted, paid (RMB)."""
        return self.rows(
            "SELECT as_written AS place, count(*) AS rows, sum(insured)::DOUBLE AS insured, "
            "sum(submitted)::DOUBLE AS submitted, sum(paid)::DOUBLE AS paid "
            f"FROM facts WHERE {TOTALS} AND place IS NULL GROUP BY 1 ORDER BY 1"
        )

    @cached_property
    def broken_down(self) -> pd.DataFrame:
        """What the categories of each breakdown (its id in STORED) add up to over the programme, column by column."""
        sums = ", ".join(f"sum({c})::DOUBLE AS {c}" for c in COLUMNS)
        found = self.rows(f"SELECT breakdown, {sums} FROM facts WHERE NOT {TOTALS} AND level = 'nation' GROUP BY 1")
        return found.set_index("breakdown")

    def rows(self, sql: str) -> pd.DataFrame:
        """What a statement answers."""
        return self._connection.execute(sql).df()


def _type(name: str) -> str:
    """The SQL type of a column of the facts."""
    if name in COLUMNS:
        return "DECIMAL(18,2)" if COLUMNS[name].is_money else "BIGINT"
    return "INTEGER" if name == "policy_year" else "VARCHAR"
