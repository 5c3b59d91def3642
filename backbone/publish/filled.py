"""Filled tables: the raw records as text, each value with the cell that it was written in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pyarrow as pa

from backbone.publish.fault import Cell

# Beside the columns of `raw.TABLES`: which of the origins a row comes from, and its row in that sheet, from 1.
ORIGIN, ROW = "origin", "row"


@dataclass(frozen=True)
class Origin:
    """Where rows come from: a file, its sheet ("" where it is one table), and the letters of the column that each
    column of a raw table was read from; what was worked out otherwise (from the sheet's name, say) has none. `rows`:
    the row of a column that has one of its own, in a sheet whose records stand side by side."""

    file: str
    sheet: str
    letters: Mapping[str, str]
    rows: Mapping[str, int] = field(default_factory=dict)

    def cell(self, column: str, row: int) -> Cell:
        """The cell in which the value of a column stands, of the record that ROW says stands in `row`."""
        return Cell(self.rows.get(column, row), self.letters.get(column, ""))


@dataclass(frozen=True)
class Stated:
    """A total that the sender wrote below the rows of a column. `over`: the origins whose rows it is of, where they are
    not its own alone, as in a sheet whose records stand side by side. `breaks`: of a sub-total, the rows of all totals
    of its sheet: it is the sum of what stands between two of them. `room`: how far from it the sum may lie, where it is
    written in a larger unit than the rows are."""

    origin: int
    row: int
    column: str
    value: str
    over: tuple[int, ...] = ()
    breaks: tuple[int, ...] = ()
    room: Decimal = Decimal(0)


@dataclass(frozen=True)
class Worked:
    """A rate (see `naming.rates`) that the sender has worked out beside the rows of an origin. `rows`: the row of each,
    what it says, how far from that the true one may lie, and how it is written."""

    origin: int
    rate: str
    rows: pa.Table = field(repr=False)


@dataclass(frozen=True)
class Filled:
    """The rows of one raw table from all files: one column of text for each column of `raw.TABLES[table]`, ORIGIN and
    ROW. A value that was understood is written plainly (1200.50, 2018-05-03, 421122, female); one that was not, as the
    sender wrote it: the checks then name its cell. NULL where there was none."""

    table: str
    rows: pa.Table = field(repr=False)
    origins: tuple[Origin, ...]
    stated: tuple[Stated, ...] = ()
    worked: tuple[Worked, ...] = ()
