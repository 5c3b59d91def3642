"""Rows as they are read, a batch at a time -> the cells of a sheet."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice, zip_longest
from typing import Any

import pyarrow as pa

from backbone.publish.reading.limits import CELL, CELLS, COLUMNS
from backbone.publish.reading.numerals import WRITTEN
from backbone.publish.reading.refusals import Refused
from backbone.publish.sheet import letters

BATCH = 10_000


def cells(rows: Iterable[Sequence[Any]], left: int = 0, went: Callable[[int], None] = lambda rows: None) -> pa.Table:
    """The rows of a sheet, whose first column is number `left`, as text; Refused where there is too much. `went` is
    told now and then how many rows are done."""
    batches: list[list[pa.Array]] = []
    taking, row, count = iter(rows), 0, 0
    while batch := list(islice(taking, BATCH)):
        for number, each in enumerate(batch, row + 1):
            if len(each) + left > COLUMNS:
                raise Refused("columns", most=COLUMNS, row=number)
            count += len(each)
        if count > CELLS:
            raise Refused("cells", most=CELLS)
        columns = [pa.nulls(len(batch), pa.string())] * left
        columns += [_column(column, row) for column in zip_longest(*batch)]
        batches.append(columns or [pa.nulls(len(batch), pa.string())])
        row += len(batch)
        went(row)
    return table(batches)


def table(batches: list[list[pa.Array]]) -> pa.Table:
    """Batches of columns of text as one table, the missing columns empty, named by their letters."""
    width = max(map(len, batches), default=0)
    names = [letters(n) for n in range(width)]
    filled = [
        pa.RecordBatch.from_arrays([*batch, *[pa.nulls(len(batch[0]), pa.string())] * (width - len(batch))], names)
        for batch in batches
    ]
    return pa.Table.from_batches(filled, pa.schema([(name, pa.string()) for name in names]))


def _column(values: Sequence[Any], above: int) -> pa.Array:
    """Values of any type below row `above`, as text."""
    try:
        written = pa.array([None if value is None else WRITTEN[type(value)](value) for value in values], pa.string())
    except UnicodeEncodeError:  # half of a surrogate pair
        raise Refused("damaged") from None
    if written.nbytes > CELL:
        for n, said in enumerate(values, above + 1):
            if isinstance(said, str) and len(said) > CELL:
                raise Refused("long", most=CELL, row=n)
    return written
