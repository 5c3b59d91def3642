"""Records that DuckDB reads by itself: Parquet files, or the tables of a DuckDB file."""

from pathlib import Path

import duckdb
import pandas as pd

from backbone.publish import raw, rollup
from backbone.publish.engines.offered import Column, offered
from backbone.publish.progress import Progress
from backbone.publish.raw import PublishError
from backbone.text import Text, repeated


class Local:
    """Records that are checked and added up in one DuckDB."""

    def __init__(self, con: duckdb.DuckDBPyConnection, where: str, tell: Progress) -> None:
        self.con, self.where = con, where
        self._tell = tell

    def exact(self, as_of: str) -> pd.DataFrame:
        """The exact totals of the checked records."""
        return rollup.exact(self.con, as_of, self._tell)

    def close(self) -> None:
        """Lets go of the files."""
        self.con.close()


def folder(path: Path, tell: Progress) -> Local:
    """The Parquet files of a folder, one a raw table."""
    return Local(raw.connect(path), path.name, tell)


def file(path: Path, tell: Progress) -> Local:
    """The tables of a DuckDB file, read only. Its views reach no other file."""
    con = duckdb.connect()
    try:
        if not path.is_file():
            raise FileNotFoundError(path)
        quoted = str(path).replace("'", "''")
        con.execute(f"ATTACH '{quoted}' AS source (READ_ONLY)")
        con.execute("SET enable_external_access = false")
        _offer(con)
    except (OSError, duckdb.Error):
        con.close()
        raise PublishError(_unreadable(path)) from None
    except PublishError:
        con.close()
        raise
    return Local(con, f"duckdb:{path.name}", tell)


def _offer(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the view of each raw table that the attached file has."""
    rows = con.execute(
        "SELECT c.table_name, c.column_name, c.data_type, t.table_name IS NOT NULL FROM duckdb_columns() AS c "
        "LEFT JOIN duckdb_tables() AS t USING (database_name, schema_name, table_name) "
        "WHERE c.database_name = 'source' AND c.schema_name = 'main' ORDER BY c.column_index"
    ).fetchall()
    found: dict[str, list[Column]] = {}
    stored = {table for table, _, _, is_table in rows if is_table}
    for table, name, kind, _ in rows:
        found.setdefault(table.lower(), []).append(Column(name, kind))
    for table, columns in offered(found).items():
        number = "rowid" if table in {name.lower() for name in stored} else "row_number() OVER () - 1"
        chosen = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
        con.execute(f"CREATE VIEW {table}_file AS SELECT {chosen}, {number} AS file_row_number FROM source.{table}")


def _unreadable(path: Path) -> Text:
    name = repeated(path.name)
    return Text(
        f"“{name}” is missing, is no DuckDB file, or another program is writing in it: close that, or bring the file "
        "again.",
        f"“{name}”不存在、不是 DuckDB 文件，或正被其他程序写入：请关闭该程序，或重新提供文件。",
    )
