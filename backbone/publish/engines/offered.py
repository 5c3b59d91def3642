"""What an engine offers as raw tables: found by name, held against what is declared before a row is read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backbone.publish.raw import TABLES, PublishError, sql_type
from backbone.text import Text, repeated


@dataclass(frozen=True)
class Column:
    """A column as an engine has it: its name, and its type as the engine writes it, in lower case or not."""

    name: str
    kind: str

    @property
    def quoted(self) -> str:
        """Its name in DuckDB's and PostgreSQL's SQL."""
        return '"{}"'.format(self.name.replace('"', '""'))


# What holds a declared type without a guess, in PostgreSQL or in Spark: no floating point, whose fen are not exact.
_WHOLE = r"(tiny|small|big)?int(eger)?|short|long|byte|(numeric|decimal)\(\d+,\s*0\)"
FITS = {
    "VARCHAR": r"text|string|(character varying|character|varchar|char)(\(\d+\))?",
    "INTEGER": _WHOLE,
    "BIGINT": _WHOLE,
    "DECIMAL": rf"{_WHOLE}|(numeric|decimal)(\(\d+,\s*\d+\))?",
    "DATE": "date",
}
SAID = {
    "VARCHAR": Text("text", "文本"),
    "INTEGER": Text("whole numbers", "整数"),
    "BIGINT": Text("whole numbers", "整数"),
    "DECIMAL": Text("exact decimals, like numeric(18,2)", "精确小数，如 numeric(18,2)"),
    "DATE": Text("dates", "日期"),
}


def offered(found: Mapping[str, Sequence[Column]]) -> dict[str, dict[str, str]]:
    """table -> column -> its SQL, of every raw table; PublishError where one or its column is missing in `found`. A
    column that is not declared is offered by its name alone, without a value, for the checks to refuse."""
    faults = [_no_table(table) for table in TABLES if not found.get(table)]
    tables: dict[str, dict[str, str]] = {}
    for table in TABLES:
        by_name = {column.name.lower(): column for column in found.get(table, ())}
        if not by_name:
            continue
        faults += [_no_column(table, name) for name in TABLES[table] if name not in by_name]
        known = {name: by_name[name].quoted for name in TABLES[table] if name in by_name}
        others = {c.quoted: "CAST(NULL AS VARCHAR)" for name, c in by_name.items() if name not in TABLES[table]}
        tables[table] = known | others
    if faults:
        raise PublishError(*faults)
    return tables


def held(found: Mapping[str, Sequence[Column]]) -> None:
    """PublishError unless every declared column holds its type without a guess."""
    faults = [
        _no_fit(table, column, declared)
        for table, columns in found.items()
        for column in columns
        if (declared := TABLES.get(table, {}).get(column.name.lower())) and not _fits(declared, column.kind)
    ]
    if faults:
        raise PublishError(*faults)


def _family(declared: str) -> str:
    return sql_type(declared).partition("(")[0]


def _fits(declared: str, kind: str) -> bool:
    return re.fullmatch(FITS[_family(declared)], kind.lower()) is not None


def _no_table(table: str) -> Text:
    return Text(
        f"There is no table {table} where the records should lie, or it may not be read: make it (a view will do).",
        f"记录所在处没有 {table} 表，或无权读取：请建立该表（视图亦可）。",
    )


def _no_column(table: str, column: str) -> Text:
    return Text(f"{table}: column {column} is missing; add it.", f"{table}：缺少列 {column}，请补上。")


def _no_fit(table: str, column: Column, declared: str) -> Text:
    wanted, kind = SAID[_family(declared)], repeated(column.kind)
    return Text(
        f"{table}: column {column.name.lower()} is {kind}; make it {wanted.en}.",
        f"{table}：列 {column.name.lower()} 的类型为 {kind}，请改为{wanted.zh}。",
    )
