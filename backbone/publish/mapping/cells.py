"""Cells: the values of one column made plain, all of them at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from backbone.publish.naming.values import is_nothing, reader_of
from backbone.publish.raw import TABLES, sql_type

# Numbers as files write them; with so many digits they are worked out exactly, all at once.
_NUMBER = r"^-?(0|[1-9]\d{0,13})(\.\d{1,8})?$"
_EXACT, _FACTOR, _FEN = pa.decimal128(22, 8), pa.decimal128(12, 2), pa.decimal128(38, 2)


@dataclass(frozen=True)
class Plain:
    """Values made plain; `unread`: those that were not understood, each once, and stand as the sender wrote them."""

    values: pa.Array = field(repr=False)
    unread: tuple[str, ...] = field(repr=False)


def plainly(cells: pa.Array, table: str, column: str, factor: Decimal, order: str = "") -> Plain:
    """The cells of a column of a raw table made plain: numbers in `factor` of ours, dates in `order`."""
    reader = reader_of(table, column, factor, order)
    values, rest = cells, _sure(pc.invert(pc.match_substring_regex(cells, reader.plain)))
    if sql_type(TABLES[table][column]).startswith("DECIMAL"):
        numbers = pc.and_(rest, _sure(pc.match_substring_regex(cells, _NUMBER)))
        if pc.any(numbers).as_py():
            values = pc.replace_with_mask(values, numbers, _amounts(pc.filter(cells, numbers), factor))
            rest = pc.and_not(rest, numbers)
    if not pc.any(rest).as_py():
        return Plain(values, ())
    written = by_distinct(pc.filter(cells, rest), reader)
    return Plain(pc.replace_with_mask(values, rest, written.values), written.unread)


def by_distinct(cells: pa.Array, read: Callable[[str], str | None]) -> Plain:
    """The cells as `read` reads them, each distinct value once; nothing written is NULL."""
    coded = cells.dictionary_encode()
    said = {value: None if is_nothing(value) else read(value) or "" for value in coded.dictionary.to_pylist()}
    plain = pa.array([value if known == "" else known for value, known in said.items()], pa.string())
    return Plain(plain.take(coded.indices), tuple(value for value, known in said.items() if known == ""))


def _amounts(cells: pa.Array, factor: Decimal) -> pa.Array:
    """Plain numbers in `factor` yuan as yuan with two decimals."""
    exact = pc.multiply(cells.cast(_EXACT), pa.scalar(factor, _FACTOR))
    return pc.round(exact, 2, round_mode="half_towards_infinity").cast(_FEN).cast(pa.string())


def _sure(mask: pa.Array) -> pa.Array:
    return pc.fill_null(mask, False)
