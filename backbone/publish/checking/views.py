"""What the rules read: each raw table, written and typed, the known places, and what was told before."""

from collections.abc import Iterable, Mapping, Sequence

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from backbone import places
from backbone.publish.checking import where
from backbone.publish.checking.fields import typed
from backbone.publish.filled import ORIGIN, ROW, Filled
from backbone.publish.raw import TABLES
from backbone.publish.telling import Before
from backbone.snapshot.manifest import TOTAL

# Rows that are looked at at once.
PIECE = 250_000
TOLD = {"insured": "BIGINT", "submitted": "BIGINT", "paid_claims": "BIGINT"}


def of_filled(con: duckdb.DuckDBPyConnection, tables: Iterable[Filled]) -> None:
    """Makes `<table>_written` and `<table>` of every raw table; those that were not brought are empty."""
    given = {filled.table: filled.rows for filled in tables}
    for table, columns in TABLES.items():
        names = [*columns, ORIGIN, ROW]
        nothing = pa.table({name: pa.array([], pa.string()) for name in names})
        con.register(f"{table}_filled", given.get(table, nothing))
        chosen = ", ".join(f"CAST({column} AS VARCHAR) AS {column}" for column in columns)
        source = f"CAST({ORIGIN} AS INTEGER) AS {ORIGIN}, CAST({ROW} AS BIGINT) AS {ROW} FROM {table}_filled"
        con.execute(f"CREATE OR REPLACE TEMP VIEW {table}_written AS SELECT {chosen}, {source}")
        con.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {_typed(table)}")


def of_files(con: duckdb.DuckDBPyConnection) -> None:
    """The same of the files that `raw.connect` has opened, read anew for every question: they may be large."""
    for table, columns in TABLES.items():
        chosen = ", ".join(f"CAST({column} AS VARCHAR) AS {column}" for column in columns)
        source = f"0 AS {ORIGIN}, file_row_number + 1 AS {ROW} FROM {table}_file"
        con.execute(f"CREATE OR REPLACE TEMP VIEW {table}_written AS SELECT {chosen}, {source}")
        con.execute(f"CREATE OR REPLACE TEMP VIEW {table} AS {_typed(table)}")


def again(con: duckdb.DuckDBPyConnection, keys: Mapping[str, Sequence[str]]) -> None:
    """Makes `<table>_again` of each table with a key: the hashes of those keys that come again. Of ten million claims
    their hashes are eighty megabytes, and their numbers in a table of a database four times that."""
    for table, columns in keys.items():
        ((rows,),) = con.execute(f"SELECT count(*) FROM {table}").fetchall()
        hashes, at = np.empty(rows, np.uint64), 0
        query = f"SELECT hash({', '.join(columns)}) AS hashed FROM {table}"
        for batch in con.sql(query).to_arrow_reader(PIECE):
            hashes[at : at + len(batch)] = batch["hashed"].to_numpy()
            at += len(batch)
        hashes.sort()
        twice = np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
        con.register(f"{table}_twice", pa.table({"hashed": twice}))
        con.execute(f"CREATE OR REPLACE TEMP TABLE {table}_again AS SELECT * FROM {table}_twice")


def surroundings(con: duckdb.DuckDBPyConnection, before: Before) -> None:
    """Makes `known_place`, `superseded`, `home` (the code to which what comes under a code is counted), and `told`:
    what the snapshot before says of each county and policy year."""
    for name, rows in zip(("known_place", "superseded"), where.known(), strict=True):
        con.register(f"{name}_rows", pa.Table.from_pylist(rows))
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM {name}_rows")
    homes = "".join(f" WHEN '{old}' THEN '{new}'" for old, new in places.COUNTED.items())
    con.execute(f"CREATE OR REPLACE TEMP MACRO home(code) AS CASE code{homes} ELSE code END")
    facts = before.facts[before.facts["breakdown"] == TOTAL]
    told = facts.groupby(["place", "policy_year"], as_index=False)[list(TOLD)].sum()
    kinds = {"place": "VARCHAR", "policy_year": "INTEGER", **TOLD}
    con.register("told_rows", pd.DataFrame(told, columns=list(kinds)))
    chosen = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in kinds.items())
    con.execute(f"CREATE OR REPLACE TEMP TABLE told AS SELECT {chosen} FROM told_rows")


def _typed(table: str) -> str:
    chosen = (f"{typed(column, kind)} AS {column}" for column, kind in TABLES[table].items())
    return f"SELECT {', '.join(chosen)}, {ORIGIN}, {ROW} FROM {table}_written"
