"""The raw records: which tables and columns a steward brings, opened but not yet trusted."""

from pathlib import Path

import duckdb

from backbone.text import Text

# table -> column -> type. A trailing NULL marks a column that may be empty.
TABLES = {
    "enrolment": {
        "adcode": "VARCHAR",
        "policy_year": "INTEGER",
        "month": "VARCHAR",
        "sex": "VARCHAR",
        "age_band": "VARCHAR",
        "eligible": "BIGINT",
        "insured": "BIGINT",
        "premium_rmb": "DECIMAL(18,2)",
    },
    "claims": {
        "claim_id": "VARCHAR",
        "adcode": "VARCHAR",
        "policy_year": "INTEGER",
        "age": "INTEGER",
        "sex": "VARCHAR",
        "illness": "VARCHAR",
        "hospital_tier": "VARCHAR",
        "admitted_on": "DATE",
        "submitted_on": "DATE",
        "decided_on": "DATE NULL",
        "outcome": "VARCHAR",
        "reject_reason": "VARCHAR NULL",
        "hospital_cost_rmb": "DECIMAL(14,2)",
        "public_paid_rmb": "DECIMAL(14,2)",
        "out_of_pocket_rmb": "DECIMAL(14,2)",
        "paid_rmb": "DECIMAL(14,2)",
    },
    "funds": {"month": "VARCHAR", "raised_rmb": "DECIMAL(18,2)", "spent_rmb": "DECIMAL(18,2)"},
    "counties": {
        "adcode": "VARCHAR",
        "name_zh": "VARCHAR",
        "name_en": "VARCHAR",
        "joined_on": "DATE",
        "left_on": "DATE NULL",
    },
}


class PublishError(Exception):
    """Raw records that cannot be published; `faults` has one Text for each thing to put right."""

    def __init__(self, *faults: Text) -> None:
        super().__init__("\n".join(fault.en for fault in faults))
        self.faults = faults


def sql_type(declared: str) -> str:
    """The type of a declared column without its NULL mark."""
    return declared.removesuffix(" NULL")


def file_of(folder: Path, table: str) -> Path:
    """Where the records of `table` lie."""
    return folder / f"{table}.parquet"


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection with each file as view `<table>_file`, as found; PublishError if one is unreadable."""
    con = duckdb.connect()
    faults = []
    for table in TABLES:
        path = file_of(folder, table)
        try:
            if not path.is_file():  # a pipe would be waited for
                raise FileNotFoundError(path)
            con.read_parquet(str(path), file_row_number=True).create_view(f"{table}_file")
        except (OSError, duckdb.Error):
            faults.append(
                Text(
                    f"{path.name} is missing or is not a parquet file: bring it again.",
                    f"{path.name} 不存在或不是 parquet 文件：请重新提供。",
                )
            )
    if faults:
        raise PublishError(*faults)
    return con


def columns_of(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The columns found in the file of `table`."""
    found = con.execute(f"DESCRIBE {table}_file").fetchall()
    return [name for name, *_ in found if name != "file_row_number"]


def type_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Makes view `<table>` with declared types and row numbers; what cannot be read as its type is NULL."""
    for table, columns in TABLES.items():
        chosen = ", ".join(f"TRY_CAST({name} AS {sql_type(kind)}) AS {name}" for name, kind in columns.items())
        con.execute(f"CREATE VIEW {table} AS SELECT {chosen}, file_row_number + 1 AS row FROM {table}_file")
