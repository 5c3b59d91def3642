"""Parquet and DuckDB files -> cells: the names of the columns become the first row, and typed values become text."""

import os
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial

import duckdb as engine
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from backbone.publish.reached import Reached, nobody, within
from backbone.publish.reading import limits
from backbone.publish.reading.grid import table
from backbone.publish.reading.limits import CELL, CELLS, COLUMNS, MB, SHEETS
from backbone.publish.reading.numerals import plain
from backbone.publish.reading.refusals import Refused, in_sheet
from backbone.publish.sheet import Sheet

_BATCH = 65_536
_BOUNDED = {
    "thrift_string_size_limit": 16 * MB,
    "thrift_container_size_limit": MB,
    "page_checksum_verification": True,
}
# Nothing of a database is run, fetched, loaded or written while its tables are read.
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",
    "memory_limit": "1GB",
    "temp_directory": "",
    "lock_configuration": "true",
}
_TABLES = "SELECT schema_name, table_name, estimated_size FROM duckdb_tables() WHERE NOT internal ORDER BY ALL"
_VIEWS = "SELECT count(*) FROM duckdb_views() WHERE NOT internal"


def parquet(name: str, raw: bytes, reached: Reached = nobody) -> Iterator[Sheet]:
    """The one table of a Parquet file."""
    try:
        file = pq.ParquetFile(pa.BufferReader(raw), **_BOUNDED)
        said = file.metadata.num_rows
        if said * file.metadata.num_columns > CELLS:
            raise Refused("cells", most=CELLS)
        _check_columns(len(file.schema_arrow))
        batches = file.iter_batches(_BATCH, use_threads=False)
        cells = _cells(file.schema_arrow.names, batches, partial(_row_of, said + 1, reached))
    except MemoryError:  # which Arrow counts among its own
        raise Refused("memory") from None
    except (pa.ArrowException, OSError, UnicodeDecodeError):
        raise Refused("damaged") from None
    if cells.num_rows != said + 1:
        raise Refused("damaged")
    yield Sheet(name, "", cells)


def duckdb(name: str, raw: bytes, reached: Reached = nobody) -> Iterator[Sheet]:
    """The tables of a DuckDB file."""
    if not hasattr(os, "memfd_create"):
        raise Refused("linux")
    file = os.memfd_create("read")
    try:
        with limits.writing(len(raw)), open(file, "wb", closefd=False) as out:
            out.write(raw)
        with engine.connect(f"/proc/self/fd/{file}", read_only=True, config=_CLOSED) as con:
            yield from _tables(name, con, reached)
    except engine.Error as error:
        raise Refused("encrypted" if "encrypt" in str(error).lower() else "damaged") from None
    finally:
        os.close(file)


def _tables(name: str, con: engine.DuckDBPyConnection, reached: Reached) -> Iterator[Sheet]:
    tables = con.sql(_TABLES).fetchall()
    if con.sql(_VIEWS).fetchall() != [(0,)]:
        raise Refused("views")
    if len(tables) > SHEETS:
        raise Refused("sheets", most=SHEETS)
    every, above = sum(rows for _, _, rows in tables) or 1, 0
    for number, (schema, named, size) in enumerate(tables, 1):
        quoted = ".".join('"' + part.replace('"', '""') + '"' for part in (schema, named))
        rows = con.sql(f"SELECT * FROM {quoted}")
        # A whole number beyond 64 bits would come back as a fraction.
        exact = [f"#{n}::VARCHAR" if "HUGEINT" in str(kind) else f"#{n}" for n, kind in enumerate(rows.types, 1)]
        with in_sheet(number):
            _check_columns(len(rows.columns))
            batches = rows.project(", ".join(exact)).to_arrow_reader(_BATCH)
            own = within(reached, above / every, min(1.0, (above + size) / every))
            cells = _cells(rows.columns, batches, partial(_row_of, size, own))
            above += size
        yield Sheet(name, named if schema == "main" else f"{schema}.{named}", cells)


def _row_of(rows: int, reached: Reached, row: int) -> None:
    reached(min(1.0, row / (rows or 1)))


def _check_columns(count: int) -> None:
    if count > COLUMNS:
        raise Refused("wide", most=COLUMNS)


def _cells(names: list[str], batches: Iterable[pa.RecordBatch], went: Callable[[int], None]) -> pa.Table:
    if any(len(name) > CELL for name in names):
        raise Refused("long", most=CELL, row=1)
    found = [[pa.array([name or None], pa.string()) for name in names]]
    above = 1
    for batch in batches:
        if (above + batch.num_rows) * batch.num_columns > CELLS:
            raise Refused("cells", most=CELLS)
        if batch.num_rows:
            found.append([_text(column, n, above) for n, column in enumerate(batch.columns, 1)])
        above += batch.num_rows
        went(above)
    return table(found)


def _text(values: pa.Array, column: int, above: int) -> pa.Array:
    """The values of column number `column`, below row `above`, as text."""
    kind = values.type
    if pa.types.is_dictionary(kind):
        values = values.dictionary_decode()
        kind = values.type
    if pa.types.is_null(kind) or pa.types.is_integer(kind) or pa.types.is_time(kind):
        return values.cast(pa.string())
    if pa.types.is_boolean(kind):
        return pc.if_else(values, "TRUE", "FALSE")
    if pa.types.is_floating(kind):
        return _floating(values)
    if pa.types.is_decimal(kind):
        return _decimal(values.cast(pa.string()))
    if pa.types.is_date(kind):
        return values.cast(pa.date32()).cast(pa.string())
    if pa.types.is_timestamp(kind):
        at = pc.local_timestamp(values) if kind.tz else values
        return pc.replace_substring_regex(at.cast(pa.timestamp("s"), safe=False).cast(pa.string()), " 00:00:00$", "")
    try:
        return _string(values.cast(pa.string()), above)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise Refused("nested", column=column) from None


def _string(values: pa.Array, above: int) -> pa.Array:
    longer = pc.index(pc.greater(pc.utf8_length(values), CELL), True).as_py()
    if longer >= 0:
        raise Refused("long", most=CELL, row=above + longer + 1)
    return pc.if_else(pc.equal(values, ""), None, values)


def _floating(values: pa.Array) -> pa.Array:
    """Fractions as people write them: whole ones at once, the others each once."""
    if values.type != pa.float64():  # as few digits as tell it from its neighbours
        values = values.cast(pa.float32()).cast(pa.string()).cast(pa.float64())
    whole = pc.and_(pc.equal(pc.round(values), values), pc.less(pc.abs(values), 1e15))
    said = pc.if_else(whole, values, None).cast(pa.int64(), safe=False).cast(pa.string())
    if pc.all(pc.or_kleene(whole, pc.is_null(values))).as_py():
        return said
    each = pc.if_else(whole, None, values).dictionary_encode()
    written = pa.array([None if v is None else plain(v) for v in each.dictionary.to_pylist()], pa.string())
    return pc.coalesce(said, written.take(each.indices))


def _decimal(said: pa.Array) -> pa.Array:
    """Decimals without an exponent, which Arrow writes for small ones."""
    if not pc.any(pc.match_substring(said, "E")).as_py():
        return said
    return pa.array([None if v is None else format(Decimal(v), "f") for v in said.to_pylist()], pa.string())
