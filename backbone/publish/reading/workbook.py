"""Workbooks -> sheets: every cell's value as it was last worked out."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from backbone.publish.reached import Reached, moving, nobody, within
from backbone.publish.reading.grid import cells
from backbone.publish.reading.limits import CELLS, COLUMNS, MB, MERGED, NAME, SHEETS
from backbone.publish.reading.refusals import Refused, in_sheet
from backbone.publish.sheet import Merged, Sheet

# How much of the time of a sheet has gone by when its parts are read and its rows are not.
_PARSED = 0.5
# Of a workbook whose parts are not examined before, so many bytes should be read a second.
_PACE = 2 * MB


def read(
    name: str, raw: bytes, reached: Reached = nobody, sizes: Mapping[str, int] | None = None, seconds: float = 0
) -> Iterator[Sheet]:
    """The sheets of a workbook that hold anything: their cells, and what shows in them. `sizes` says how large each
    is beside the others, by its name; alike where that is not known. `seconds`: how long all of it should take."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            yield from _sheets(name, book, reached, sizes or {}, seconds or len(raw) / _PACE)
    except PasswordError:
        raise Refused("encrypted") from None
    except CalamineError:
        raise Refused("damaged") from None


def _sheets(
    name: str, book: CalamineWorkbook, reached: Reached, sizes: Mapping[str, int], seconds: float
) -> Iterator[Sheet]:
    described = book.sheets_metadata
    if len(described) > SHEETS:
        raise Refused("sheets", most=SHEETS)
    if any(sheet.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba) for sheet in described):
        raise Refused("macros")
    size = [sizes.get(sheet.name, 0 if sizes else 1) for sheet in described]
    for n, sheet in enumerate(described):
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        with in_sheet(n + 1):
            if len(sheet.name) > NAME:
                raise Refused("sheet_name")
            every = sum(size) or 1
            own = within(reached, sum(size[:n]) / every, sum(size[: n + 1]) / every)
            with moving(within(own, 0, _PARSED), _PARSED * seconds * size[n] / every):
                found = book.get_sheet_by_index(n)
            own(_PARSED)
            table = _table(found, within(own, _PARSED, 1)) if found.start else pa.table({})
            merged = _merged(found, table)
        yield Sheet(name, sheet.name, table, sheet.visible != SheetVisibleEnum.Visible, merged)


def _table(sheet: CalamineSheet, reached: Reached) -> pa.Table:
    left, rows = (sheet.start or (0, 0))[1], sheet.total_height or 1
    return cells(_rows(sheet), left, lambda row: reached(min(1.0, row / rows)))


def _rows(sheet: CalamineSheet) -> Iterator[list[Any]]:
    if sheet.width > COLUMNS:
        raise Refused("wide", most=COLUMNS)
    if sheet.width * sheet.total_height > CELLS:
        raise Refused("cells", most=CELLS)
    return sheet.iter_rows()


def _merged(sheet: CalamineSheet, cells: pa.Table) -> tuple[Merged, ...]:
    """The merged cells, as far as the sheet goes."""
    ranges = sheet.merged_cell_ranges or ()
    bottom, right = cells.num_rows - 1, cells.num_columns - 1
    found = tuple(
        Merged(*top, min(last[0], bottom), min(last[1], right))
        for top, last in ranges
        if top[0] <= bottom and top[1] <= right
    )
    within = sum((m.bottom - m.top + 1) * (m.right - m.left + 1) for m in found)
    if len(found) > MERGED or within > cells.num_rows * cells.num_columns:  # some of them overlap
        raise Refused("merged", most=MERGED)
    return found
