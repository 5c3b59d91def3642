"""Grids as the files that offices send: workbooks old and new, text in several encodings, Parquet."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from tests.offices.grids import Cell, Grid

# How a file of text is written: what parts its cells, and in which encoding.
TEXTS = {
    "shaanxi_enrolment.csv": (";", "utf-8-sig"),
    "社旗参保.txt": ("\t", "gb18030"),
    "湖北理赔明细.csv": (",", "gb18030"),
    "陕西理赔2018.csv": ("，", "utf-8"),
}


def write(folder: Path, grids: Iterable[Grid]) -> None:
    """Writes every file into `folder`; the same grids give the same bytes."""
    by_file: dict[str, list[Grid]] = defaultdict(list)
    for grid in grids:
        by_file[grid.file].append(grid)
    for name, sheets in by_file.items():
        if name in TEXTS:
            _text(folder / name, sheets[0])
        else:
            {".xlsx": _xlsx, ".xls": _xls, ".parquet": _parquet}[Path(name).suffix](folder / name, sheets)


def _text(path: Path, grid: Grid) -> None:
    mark, encoding = TEXTS[grid.file]
    if mark == "，":  # no library writes it
        said = "".join(mark.join(map(_plain, row)) + "\r\n" for row in grid.rows)
    else:
        lines = StringIO(newline="")
        csv.writer(lines, delimiter=mark).writerows([*map(_plain, row)] for row in grid.rows)
        said = lines.getvalue()
    path.write_bytes(said.encode(encoding))


def _plain(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _xlsx(path: Path, sheets: list[Grid]) -> None:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    book.set_properties({"created": datetime(2019, 1, 15)})
    for grid in sheets:
        sheet = book.add_worksheet(grid.sheet)
        for n, row in enumerate(grid.rows):
            for m, cell in enumerate(row):
                if cell is not None:
                    sheet.write(n, m, float(cell) if isinstance(cell, Decimal) else cell)
        for range_ in grid.merged:
            sheet.merge_range(range_, "")
            n, m = _first(range_)
            sheet.write(n, m, grid.rows[n][m])
        if grid.hidden:
            sheet.hide()
    book.close()


def _first(merged: str) -> tuple[int, int]:
    first = merged.split(":")[0]
    return int(first[1:]) - 1, ord(first[0]) - ord("A")


def _xls(path: Path, sheets: list[Grid]) -> None:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for grid in sheets:
        sheet = book.add_sheet(grid.sheet)
        for n, row in enumerate(grid.rows):
            for m, cell in enumerate(row):
                if cell is not None:
                    sheet.write(n, m, cell, *([day] if isinstance(cell, date) else []))
    book.save(str(path))


def _parquet(path: Path, sheets: list[Grid]) -> None:
    head, *body = sheets[0].rows
    columns = {
        str(name): pa.array([None if row[n] is None else str(row[n]) for row in body], pa.string())
        for n, name in enumerate(head)
    }
    pq.write_table(pa.table(columns), path)
