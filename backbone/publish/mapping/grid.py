"""The top of a sheet as a reader sees it, merged cells filled, and the columns below it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from backbone.publish.sheet import Merged, Sheet

# A heading stands within so many rows from the top.
TOP = 40
# No more columns than these are looked at for a heading.
WIDEST = 200
# So much of a cell, and so many merged cells, are looked at there.
_LONGEST, _MOST_MERGED = 200, 1000


@dataclass(frozen=True)
class Grid:
    """A sheet and the text of its first rows, from 0, each with a text for each column: "" where it is empty. Nothing
    stands above row `start`."""

    sheet: Sheet
    top: tuple[tuple[str, ...], ...]
    start: int = 0

    @property
    def letters(self) -> list[str]:
        """The letters of the columns that are looked at."""
        return self.sheet.cells.column_names[:WIDEST]

    @property
    def rows(self) -> int:
        """How many rows the sheet has."""
        return self.sheet.cells.num_rows

    def column(self, letters: str, first: int, last: int) -> pa.Array:
        """The cells of a column from row `first` to `last`, from 0, the last included; nothing but gaps is NULL."""
        cells = self.sheet.cells[letters].slice(first, last - first + 1).combine_chunks()
        cells = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
        trimmed = pc.utf8_trim_whitespace(cells.cast(pa.string()))
        return pc.if_else(pc.equal(pc.binary_length(trimmed), 0), pa.scalar(None, pa.string()), trimmed)

    def has_cells(self, letters: str, first: int) -> bool:
        """Whether anything stands in a column from row `first` on, from 0."""
        below = self.sheet.cells[letters].slice(first)
        return below.null_count < len(below)

    def merged_into(self, letters: str, first: int, last: int, cells: pa.Array) -> pa.Array:
        """Those cells of a column with what was merged over several rows standing in each of them."""
        number = self.sheet.cells.column_names.index(letters)
        spans = [m for m in self.sheet.merged if m.left <= number <= m.right and first <= m.bottom and m.top <= last]
        if not spans:
            return cells
        values = cells.to_pylist()
        done = first
        for span in sorted(spans, key=lambda one: one.top):  # no row twice, however many lie over each other
            said = _first_cell(self.sheet, span)
            for row in range(max(span.top, done), min(span.bottom, last) + 1):
                values[row - first] = said
            done = max(done, span.bottom + 1)
        return pa.array(values, pa.string())


def grid(sheet: Sheet) -> Grid:
    """The sheet with its first rows as text."""
    names = sheet.cells.column_names[:WIDEST]
    start = _start(sheet)
    head = sheet.cells.select(names).slice(start, TOP)
    rows = [["" if cell is None else cell.strip()[:_LONGEST] for cell in row.values()] for row in head.to_pylist()]
    for span in [span for span in sheet.merged if start <= span.top < start + TOP][:_MOST_MERGED]:
        _fill(rows, span, start, (_first_cell(sheet, span) or "")[:_LONGEST])
    return Grid(sheet, (("",) * len(names),) * start + tuple(tuple(row) for row in rows), start)


def _start(sheet: Sheet) -> int:
    """The first row, from 0, in which anything stands."""
    first = (pc.index(pc.is_valid(cells), True).as_py() for cells in sheet.cells.columns[:WIDEST])
    return min((row for row in first if row >= 0), default=0)


def _fill(rows: list[list[str]], span: Merged, start: int, said: str) -> None:
    for row in rows[span.top - start : span.bottom + 1 - start]:
        for number in range(span.left, min(span.right + 1, len(row))):
            row[number] = said


def _first_cell(sheet: Sheet, span: Merged) -> str | None:
    """What stands in merged cells; None where they lie outside of the sheet."""
    if span.top >= sheet.cells.num_rows or span.left >= sheet.cells.num_columns:
        return None
    said = sheet.cells.column(span.left)[span.top].as_py()
    return said.strip() or None if said else None


def row_texts(sheet: Sheet, row: int) -> tuple[str, ...]:
    """The text of each cell of a row, from 0, without gaps at its ends; "" where it is empty."""
    cells = sheet.cells.slice(row, 1).columns[:WIDEST]
    return tuple((cell[0].as_py() or "").strip() for cell in cells)


def distinct(cells: Sequence[str]) -> list[str]:
    """Each text that is there once, in its order."""
    return list(dict.fromkeys(cell for cell in cells if cell))
