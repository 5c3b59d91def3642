"""The facts of an opened snapshot in a database of their own: the show side's only SQL."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from threading import Lock
from types import MappingProxyType

import duckdb
import numpy as np
import pandas as pd

from backbone import places
from backbone.breakdowns import Cut
from backbone.measures import COLUMNS
from backbone.periods import ALL, Horizon
from backbone.places import NATION, Level
from backbone.refusals import UNREADABLE, UNTIED, UNTIED_OTHERWISE
from backbone.snapshot.manifest import KEYS, TOTAL, Manifest, Snapshot, SnapshotError
from backbone.text import Text
from backbone.where import Where

# How each dimension is read from a row of facts. Everything a reader types travels as a parameter, never as text.
PLACE_AT = MappingProxyType(
    {
        "nation": f"'{NATION}'",
        "province": f"CASE WHEN place = '{NATION}' THEN NULL ELSE substr(place, 1, 2) || '0000' END",
        "county": f"CASE WHEN place = '{NATION}' THEN NULL ELSE place END",
    }
)
TOTALS = f"breakdown = '{TOTAL}'"
PLAIN = ("place", "period", "month")
# A row that only says that cover of the year before has ended (`due`) does not begin cover.
BEGINS = "due = 0 OR insured > 0"
FIRST_MONTH = f"min(CASE WHEN {BEGINS} THEN month END)"

# Amounts are kept to the fen; sums of them as floating numbers stray by far less.
ONE_FEN = 0.01
ROWS, FIRST = Text("number of rows", "行数"), Text("first month", "首月")
YEARS, WAIT = Text("policy years", "保单年度"), Text("number of waiting claims", "待计入件数")


class Facts:
    """The facts, held against the manifest and ready to be summed. Safe to share between sessions: they are only read.

    What was told of a county under a code of before is counted to the one that it has today, or that it is a part of.
    Rows whose place is none that we know are kept apart: they count for the programme and for no place."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.horizon: Horizon = snapshot.manifest.horizon
        self._lock = Lock()
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

    def sums(
        self, columns: Sequence[str], by: Sequence[str], where: Where, level: Level, cut: Cut = Cut()
    ) -> pd.DataFrame:
        """One row per combination of `by`, one column of sums per additive column; gaps filled with zeros where
        the place had cover at all."""
        by = tuple(by)
        plain = tuple(d for d in by if d in PLAIN and d != "month")
        whole = by == plain and cut.stored is None
        frame = self.select(columns if whole else ("first_month",), plain, where, level)
        frame = frame.sort_values(list(plain), ignore_index=True) if plain else frame
        if whole:
            return frame
        if "month" in by:
            months = [m for m in self.horizon.months if m <= (where.as_of or self.horizon.last)]
            frame = frame.merge(pd.DataFrame({"month": months}), how="cross")
        for breakdown in cut.of:
            frame = frame.merge(pd.DataFrame({breakdown.id: list(breakdown.categories)}), how="cross")
        frame = frame.merge(self.select(columns, by, where, level, cut), on=list(by), how="left")
        covered = frame["first_month"].notna()
        if "month" in by:
            covered &= frame["month"] >= frame["first_month"]
        values = frame[list(columns)].to_numpy(float, copy=True)
        values[np.isnan(values) & covered.to_numpy(bool)[:, None]] = 0.0
        return frame[list(by)].assign(**dict(zip(columns, values.T, strict=True)))

    def select(
        self, columns: Sequence[str], by: Sequence[str], where: Where, level: Level, cut: Cut = Cut()
    ) -> pd.DataFrame:
        """One row per combination of `by` that has facts, in no order, one column of sums per additive column.
        `first_month` is a column too: the first month of cover. Breakdowns have rows of each level; `level` says
        which are meant."""
        new = "AND month = first_{0}" if "month" in by else ""  # by month, a place counts where it is new
        special = {"first_month": FIRST_MONTH} | {
            f"distinct_{at}": f"count(DISTINCT CASE WHEN insured > 0 {new.format(at)} THEN {PLACE_AT[at]} END)"
            for at in ("county", "province")
        }
        dimension = {"place": PLACE_AT[level], "period": "policy_year::VARCHAR", "month": "month"}
        for breakdown in cut.of:
            part = cut.stored.part(breakdown) if cut.stored else None
            dimension[breakdown.id] = f"split_part(category, '/', {part:d})" if part else "category"
        chosen = [f"{dimension[d]} AS {d}" for d in by]
        chosen += [f"{special.get(c) or f'sum({_column(c)})::DOUBLE'} AS {c}" for c in columns]
        source, values = self._source(where, level, cut)
        source += f" AND {dimension['place']} IS NOT NULL" if "place" in by else ""
        if new and any(c.startswith("distinct_") for c in columns):
            others = "".join(f", {dimension[d]}" for d in by if d != "month")
            firsts = ", ".join(
                f"min(CASE WHEN insured > 0 THEN month END) OVER (PARTITION BY {PLACE_AT[at]}{others}) AS first_{at}"
                for at in ("county", "province")
            )
            source = f"(SELECT *, {firsts} FROM {source})"
        grouped = f" GROUP BY {', '.join(str(n) for n in range(1, len(by) + 1))}" if by else ""
        return self.rows(f"SELECT {', '.join(chosen)} FROM {source}{grouped}", values)

    def _source(self, where: Where, level: Level, cut: Cut) -> tuple[str, list]:
        """The rows that a question is about, as SQL, and the values in it."""
        test, values = ["breakdown = ?", "month <= ?"], [cut.stored.id if cut.stored else TOTAL]
        values.append(where.as_of or self.horizon.last)
        if cut.stored:
            test.append("level = ?")
            values.append(level)
        if where.period != ALL:
            test.append("policy_year = ?::INTEGER")
            values.append(where.period)
        if where.place != NATION:
            test.append("starts_with(place, ?)")
            values.append(where.place[:2] if places.get(where.place).level == "province" else where.place)
        return f"facts WHERE {' AND '.join(test)}", values

    def rows(self, sql: str, values: Sequence | None = None) -> pd.DataFrame:
        """What a statement of this module answers."""
        with self._lock:
            return self._connection.execute(sql, values or []).df()


def _column(name: str) -> str:
    """`name`, known to be an additive column; anything else raises KeyError before it could reach SQL."""
    if name not in COLUMNS:
        raise KeyError(name)
    return name


def _type(name: str) -> str:
    """The SQL type of a column of the facts."""
    if name in COLUMNS:
        return "DECIMAL(18,2)" if COLUMNS[name].is_money else "BIGINT"
    return "INTEGER" if name == "policy_year" else "VARCHAR"
