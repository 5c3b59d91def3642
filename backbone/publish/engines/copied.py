"""Records of another engine as DuckDB can check them: a copy in compressed memory, which no disk ever sees."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from backbone.publish.progress import Phase, Progress
from backbone.publish.raw import TABLES, sql_type
from backbone.text import Text

READING = {
    "enrolment": Text("Reading enrolment for the checks", "读取参保记录以供核对"),
    "claims": Text("Reading claims for the checks", "读取理赔记录以供核对"),
    "funds": Text("Reading funds for the checks", "读取资金记录以供核对"),
    "counties": Text("Reading counties for the checks", "读取县名录以供核对"),
}


def memory() -> duckdb.DuckDBPyConnection:
    """An empty DuckDB that keeps what it is given compressed in memory, and writes nothing anywhere."""
    con = duckdb.connect()
    con.execute("SET temp_directory = ''")
    con.execute("ATTACH ':memory:' AS records (COMPRESS)")
    con.execute("USE records")
    return con


class Copy:
    """The copy of one raw table, filled batch by batch in the order in which its rows are to be counted."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str], rows: int, tell: Progress
    ) -> None:
        self._con, self._table, self._name = con, table, f"{table}_copy"
        self._phase = Phase(tell, READING[table], rows)
        declared = {name: sql_type(TABLES[table].get(name, "VARCHAR")) for name in columns}
        made = ", ".join(f"{name} {kind}" for name, kind in declared.items())
        # What is no such value (a date before all calendars, a number too large) is empty, and the checks find it.
        self._typed = ", ".join(f"TRY_CAST({name} AS {kind})" for name, kind in declared.items())
        con.execute(f"CREATE TABLE {self._name} ({made})")
        con.execute(f"CREATE VIEW {table}_file AS SELECT *, rowid AS file_row_number FROM {self._name}")

    def add(self, batch: pa.Table) -> None:
        """Puts the rows of `batch`, which has the columns of this table, after those before."""
        self._con.register("batch", batch)
        self._con.execute(f"INSERT INTO {self._name} SELECT {self._typed} FROM batch")
        self._con.unregister("batch")
        self._con.execute("CHECKPOINT records")  # compresses what was inserted
        self._phase.went(batch.num_rows)

    def put_in_order(self) -> None:
        """Puts rows that came in any order in that of their columns."""
        order = ", ".join(TABLES[self._table])
        self._con.execute(f"CREATE TABLE ordered AS SELECT * FROM {self._name} ORDER BY {order}")
        self._con.execute(f"DROP TABLE {self._name}")
        self._con.execute(f"ALTER TABLE ordered RENAME TO {self._name}")
        self._con.execute("CHECKPOINT records")
