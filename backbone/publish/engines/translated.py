"""The rollup's SQL, written in DuckDB's, as another engine reads it."""

from collections.abc import Mapping
from typing import Literal

import sqlglot
from sqlglot import exp

from backbone.publish.raw import TABLES, sql_type

Dialect = Literal["postgres", "spark"]


def translated(sql: str, dialect: Dialect, names: Mapping[str, str]) -> str:
    """`sql` in `dialect`. Each raw table is read from where it lies there, SQL in `names`, with its declared columns
    and types, whatever else it has."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    for table in list(tree.find_all(exp.Table)):
        if table.name in names:
            table.replace(_typed(table.name, dialect, names[table.name]))
    return tree.sql(dialect, unsupported_level=sqlglot.ErrorLevel.RAISE)


def _typed(table: str, dialect: Dialect, name: str) -> exp.Subquery:
    chosen = [
        exp.cast(exp.column(column, quoted=True), sql_type(kind), dialect="duckdb").as_(column)
        for column, kind in TABLES[table].items()
    ]
    source = sqlglot.parse_one(name, read=dialect, into=exp.Table)
    return exp.select(*chosen).from_(source).subquery(table)
