"""Sheets that lie on their side: the months across the top, what was counted down the side. They are turned, so that
each month is a row like everywhere else, and what is found in them is said of the cells as they were sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pyarrow as pa

from backbone.publish.fault import Cell, Fault
from backbone.publish.mapping.headings import CERTAIN, meanings, monthly
from backbone.publish.mapping.tables import MONTHLY
from backbone.publish.sheet import Sheet, letters

# The months stand in one of so many rows from the top; what lies below them is that short.
TOP, MOST_ROWS = 12, 60
MONTH = "月份"


@dataclass(frozen=True)
class Turned:
    """A sheet that was turned below its first `above` rows."""

    sheet: Sheet
    above: int

    def as_sent(self, cell: Cell) -> Cell:
        """The cell of the sheet as it was sent."""
        if cell.row <= self.above:
            return cell
        across, names = cell.row - self.above - 1, self.sheet.cells.column_names
        return Cell(self.above + 1 + names.index(cell.letters), letters(across)) if cell.letters else Cell(0)


def upright(sheets: Iterable[Sheet]) -> tuple[tuple[Sheet, ...], dict[tuple[str, str], Turned]]:
    """The sheets, those that lie on their side turned; and these by file and name."""
    turned: dict[tuple[str, str], Turned] = {}
    found = []
    for sheet in sheets:
        one = _turned(sheet)
        if one:
            turned[sheet.file, sheet.name] = one
        found.append(one.sheet if one else sheet)
    return tuple(found), turned


def as_sent(fault: Fault, turned: Mapping[tuple[str, str], Turned]) -> Fault:
    """The fault, said of the cells of its sheet as it was sent."""
    one = turned.get((fault.file, fault.sheet))
    return replace(fault, cells=tuple(one.as_sent(cell) for cell in fault.cells)) if one else fault


def _turned(sheet: Sheet) -> Turned | None:
    """The sheet turned; None where it does not lie on its side."""
    if sheet.cells.num_rows > MOST_ROWS or sheet.cells.num_columns < 3:
        return None
    rows = [[*row.values()] for row in sheet.cells.to_pylist()]
    for above, row in enumerate(rows[:TOP]):
        months = [said.month for cell in row[1:] if cell and (said := monthly(cell)) and not said.rest]
        filled = [cell for cell in row[1:] if cell]
        below = [one for one in rows[above + 1 :] if any(one)]
        if len(months) < 2 or len(months) < len(filled) or not all("-" in month for month in months):
            continue
        if below and all(one[0] and _is_measure(one[0]) for one in below):
            return _turn(sheet, rows, above)
    return None


def _is_measure(label: str) -> bool:
    """Whether a label at the side says what was counted by month, and nothing else."""
    return any(
        meaning.column in MONTHLY[table] and meaning.confidence >= CERTAIN
        for table in MONTHLY
        for meaning in meanings(label, table)[:1]
    )


def _turn(sheet: Sheet, rows: list[list[str | None]], above: int) -> Turned:
    head, *below = rows[above:]
    months = [MONTH, *(said.month if cell and (said := monthly(cell)) else None for cell in head[1:])]
    columns = [months, *below]
    width = max(len(columns), *(len(row) for row in rows[:above])) if above else len(columns)
    cells = {}
    for n in range(width):
        top = [row[n] if n < len(row) else None for row in rows[:above]]
        cells[letters(n)] = pa.array([*top, *(columns[n] if n < len(columns) else [None] * len(head))], pa.string())
    return Turned(replace(sheet, cells=pa.table(cells), merged=()), above)
