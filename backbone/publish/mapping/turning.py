"""Turning: a sheet whose months stand side by side and whose numbers are called in its first column (筹款, 支出) is
turned, so that each month is a row as in any other."""

from dataclasses import dataclass, field

import pyarrow as pa

from backbone.publish.filled import Origin
from backbone.publish.mapping.extent import Extent
from backbone.publish.mapping.grid import Grid
from backbone.publish.mapping.header import Header
from backbone.publish.mapping.headings import CERTAIN, meanings, monthly
from backbone.publish.sheet import Sheet, letters

# A sheet with more rows than these calls no numbers in them.
_MOST = 20
MONTHS = "月份"
_NUMBERS = ("raised_rmb", "spent_rmb")


@dataclass(frozen=True)
class Turned:
    """A sheet after it was turned: `columns` are the letters in the file of each of its rows, `rows` the row in the
    file, from 1, of each of its columns."""

    sheet: Sheet = field(repr=False)
    columns: tuple[str, ...]
    rows: tuple[int, ...]

    def row(self, letters: str) -> int:
        """The row in the file, from 1, of a column of the turned sheet."""
        return self.rows[_number(letters)]

    def origin(self, row: int, origin: Origin) -> Origin:
        """Where a record in `row` (from 1) of the turned sheet stands in the file."""
        at = self.columns[row - 1]
        rows = {canonical: self.row(of) for canonical, of in origin.letters.items()}
        return Origin(origin.file, origin.sheet, dict.fromkeys(rows, at), rows)


def turned(grid: Grid, header: Header, extent: Extent) -> Turned | None:
    """The sheet turned, where its columns are months and its rows are called like numbers of ours; else None."""
    texts = dict(zip(grid.letters, header.texts, strict=True))
    months = [at for at, text in texts.items() if (said := monthly(text)) and not said.rest]
    others = [at for at, text in texts.items() if at not in months and grid.has_cells(at, extent.first)]
    if len(months) < 2 or len(extent.rows) > _MOST:
        return None
    labels = next((at for at in others if _names_numbers(_said(grid, at, extent))), "")
    if not labels:
        return None
    values = [at for at in texts if at != labels and (at in months or texts[at])]
    rows = [[MONTHS, *_said(grid, labels, extent)]]
    rows += [[texts[at], *_said(grid, at, extent)] for at in values]
    cells = {letters(n): pa.array([row[n] or None for row in rows], pa.string()) for n in range(len(rows[0]))}
    own = (header.last + 1, *(int(row) + 1 for row in extent.rows))
    sheet = grid.sheet
    return Turned(Sheet(sheet.file, sheet.name, pa.table(cells), sheet.hidden), (labels, *values), own)


def _said(grid: Grid, at: str, extent: Extent) -> list[str]:
    cells = grid.sheet.cells[at].take(pa.array(extent.rows)).to_pylist()
    return [cell.strip() if cell else "" for cell in cells]


def _names_numbers(labels: list[str]) -> bool:
    best = {m.column for label in labels if label for m in meanings(label, "funds")[:1] if m.confidence >= CERTAIN}
    return set(_NUMBERS) <= best


def _number(said: str) -> int:
    """The number of a column by its letters, from 0."""
    number = 0
    for letter in said:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
