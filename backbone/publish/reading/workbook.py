"""Workbooks -> sheets: every cell's value as it was last worked out."""

import io
from collections.abc import Iterator
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from backbone.publish.reading.grid import cells
from backbone.publish.reading.limits import CELLS, COLUMNS, MERGED, NAME, SHEETS
from backbone.publish.reading.refusals import Refused
from backbone.publish.sheet import Merged, Sheet


def read(name: str, raw: bytes) -> Iterator[Sheet]:
    """The sheets of a workbook that hold anything: their cells, and what shows in them."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            yield from _sheets(name, book)
    except PasswordError:
        raise Refused("encrypted") from None
    except CalamineError:
        raise Refused("damaged") from None


def _sheets(name: str, book: CalamineWorkbook) -> Iterator[Sheet]:
    described = book.sheets_metadata
    if len(described) > SHEETS:
        raise Refused("sheets", most=SHEETS)
    if any(sheet.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba) for sheet in described):
        raise Refused("macros")
    for n, sheet in enumerate(described):
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        if len(sheet.name) > NAME:
            raise Refused("sheet_name", sheet=n + 1)
        found = book.get_sheet_by_index(n)
        if found.start:
            hidden = sheet.visible != SheetVisibleEnum.Visible
            yield Sheet(name, sheet.name, cells(_rows(found), found.start[1]), hidden, _merged(found))


def _rows(sheet: CalamineSheet) -> Iterator[list[Any]]:
    if sheet.width > COLUMNS:
        raise Refused("columns", most=COLUMNS, row=1)
    if sheet.width * sheet.total_height > CELLS:
        raise Refused("cells", most=CELLS)
    return sheet.iter_rows()


def _merged(sheet: CalamineSheet) -> tuple[Merged, ...]:
    ranges = sheet.merged_cell_ranges or ()
    if len(ranges) > MERGED:
        raise Refused("merged", most=MERGED)
    return tuple(Merged(*top, *bottom) for top, bottom in ranges)
