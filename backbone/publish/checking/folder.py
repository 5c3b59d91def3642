"""The checks of a folder of four files with declared columns, as a program writes them: every fault that blocks."""

from collections.abc import Iterator
from functools import partial

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from backbone.publish.checking import personal, views
from backbone.publish.checking.check import NO_COLUMN, NO_COLUMN_REMEDY, broken
from backbone.publish.checking.report import sentence
from backbone.publish.checking.rule import name_of
from backbone.publish.checking.rules import RULES
from backbone.publish.fault import Cell, Fault
from backbone.publish.filled import Origin
from backbone.publish.progress import Phase, Progress, quiet
from backbone.publish.raw import TABLES, PublishError, columns_of, sql_type
from backbone.publish.sheet import letters
from backbone.publish.telling import NOTHING
from backbone.text import Text, repeated

# A text that is a number, with what may stand between its digits.
ONE_NUMBER = r"[\s0-9._/\-]+"
SEARCHING = {
    "enrolment": Text("Looking for personal data in enrolment", "查找参保记录中的个人信息"),
    "claims": Text("Looking for personal data in claims", "查找理赔记录中的个人信息"),
    "funds": Text("Looking for personal data in funds", "查找资金记录中的个人信息"),
    "counties": Text("Looking for personal data in counties", "查找县名录中的个人信息"),
}
UNKNOWN = Text("This column is not known.", "此列不在约定之内。")
UNKNOWN_REMEDY = Text("Take it out.", "请删除该列。")


def check(con: duckdb.DuckDBPyConnection, as_of: str) -> None:
    """Makes the tables with their types of the files in `con` (see `raw.connect`); PublishError says every fault."""
    found = faults(con, as_of)
    if found:
        raise PublishError(*map(sentence, found))


def faults(con: duckdb.DuckDBPyConnection, as_of: str, tell: Progress = quiet) -> tuple[Fault, ...]:
    """Every fault that blocks: unsafe columns and values before anything else."""
    if unsafe := (*_columns(con), *_personal(con, tell)):
        return unsafe
    views.of_files(con)
    views.surroundings(con, NOTHING)
    origins = {table: (Origin(_file(table), "", dict.fromkeys(TABLES[table], "")),) for table in TABLES}
    return tuple(broken(con, origins, as_of, [rule for rule in RULES if rule.blocks], tell))


def _file(table: str) -> str:
    return f"{table}.parquet"


def _columns(con: duckdb.DuckDBPyConnection) -> Iterator[Fault]:
    """Columns that are personal, not known, or missing."""
    for table, declared in TABLES.items():
        found = columns_of(con, table)
        for n, column in enumerate(found):
            if column in declared:
                continue
            said, remedy = UNKNOWN, UNKNOWN_REMEDY
            kind = personal.announced(column)
            if kind:
                said, remedy = personal.HEADED.filled(kind=personal.KINDS[kind]), personal.REMEDY
            yield Fault(
                f"personal.heading.{kind}" if kind else "unknown_column", said, remedy, file=_file(table),
                cells=(Cell(1, letters(n)),), value="" if kind else personal.masked(repeated(column)),
            )  # fmt: skip
        for column in declared:
            if column not in found:
                words = {"column": name_of(table, column)}
                yield Fault("no_column", NO_COLUMN.filled(**words), NO_COLUMN_REMEDY, file=_file(table))


def _pieces(con: duckdb.DuckDBPyConnection, table: str, column: str) -> Iterator[pa.Array]:
    """The texts of a column, each once in a piece: a column of ten million is never held whole."""
    texts = con.sql(f"SELECT CAST({column} AS VARCHAR) AS said FROM {table}_file WHERE {column} IS NOT NULL")
    for batch in texts.to_arrow_reader(views.PIECE):
        yield pc.unique(batch["said"])


def _numbers(con: duckdb.DuckDBPyConnection, table: str, column: str) -> pa.Array:
    """The different texts of a column that are one number."""
    said = f"CAST({column} AS VARCHAR)"
    query = f"SELECT DISTINCT {said} AS said FROM {table}_file WHERE regexp_full_match({said}, '{ONE_NUMBER}')"
    return con.sql(query).to_arrow_table()["said"].combine_chunks()


def _personal(con: duckdb.DuckDBPyConnection, tell: Progress) -> Iterator[Fault]:
    """Texts that are personal, by the different values of each column."""
    for table, declared in TABLES.items():
        found = columns_of(con, table)
        ((rows,),) = con.execute(f"SELECT count(*) FROM {table}_file").fetchall()
        texts = [c for c, kind in declared.items() if sql_type(kind) == "VARCHAR" and c in found]
        phase = Phase(tell, SEARCHING[table], rows)
        for done, column in enumerate(texts, 1):
            kinds = personal.in_pieces(_pieces(con, table, column), partial(_numbers, con, table, column))
            phase.reached(done / len(texts))
            for kind in dict.fromkeys(kinds.values()):
                bad = [value for value, found_kind in kinds.items() if found_kind == kind]
                query = f"SELECT count(*), min(file_row_number, $most) FROM {table}_file WHERE {column} IN $bad"
                ((many, rows),) = con.execute(query, {"most": personal.MOST_CELLS, "bad": bad}).fetchall()
                cells = tuple(Cell(row + 1, letters(found.index(column))) for row in rows)
                said = personal.HELD.filled(kind=personal.KINDS[kind])
                yield Fault(f"personal.{kind}", said, personal.REMEDY, file=_file(table), cells=cells, count=many)
