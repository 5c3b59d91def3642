"""The faults that stand in the first quarter's files: what was written where, and the rule that must name it."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from tests.offices.grids import Cell, Grid


@dataclass(frozen=True)
class Planted:
    """One fault: what stands in a cell, and the rule that it breaks. A `value` like "=A21" is what stands there."""

    file: str
    sheet: str
    cell: str
    value: str
    rule: str

    @property
    def place(self) -> tuple[int, int]:
        """Row and column of the cell, from 0."""
        letters, row = re.fullmatch(r"([A-Z])(\d+)", self.cell).groups()
        return int(row) - 1, ord(letters) - ord("A")


def planted() -> tuple[Planted, ...]:
    """Every fault, as `planted.csv` lists it."""
    with Path(__file__).with_name("planted.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(Planted(**row) for row in csv.DictReader(lines))


def plant(grids: list[Grid]) -> list[Grid]:
    """The grids with every fault in its place."""
    by_name = {(grid.file, grid.sheet): grid for grid in grids}
    for one in planted():
        rows, (row, column) = by_name[one.file, one.sheet].rows, one.place
        rows[row][column] = _written(one.value, rows)
    return grids


def _written(value: str, rows: list[list[Cell]]) -> Cell:
    if value.startswith("="):
        row, column = Planted("", "", value[1:], "", "").place
        return rows[row][column]
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return float(value) if "." in value else int(value)
    return value or None
