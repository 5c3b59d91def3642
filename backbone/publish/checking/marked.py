"""The sender's own sheets as a workbook to send back: every faulty cell coloured and explained, and a first sheet that
lists all faults. A sheet that holds personal data is left out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from backbone.publish.checking import personal
from backbone.publish.checking.report import ordered, where
from backbone.publish.fault import Cell, Fault
from backbone.publish.sheet import Sheet
from backbone.text import Lang, Text, repeated

FAULTS = Text("Faults", "问题清单")
HEADINGS = (
    (Text("Sheet", "工作表"), 18),
    (Text("Cell", "单元格"), 12),
    (Text("Must be put right", "是否必须更正"), 14),
    (Text("What is wrong", "问题"), 52),
    (Text("What stands there", "原内容"), 22),
    (Text("Rows like this", "同类行数"), 12),
    (Text("What to do", "处理办法"), 52),
)
YES, NO = Text("Yes", "是"), Text("No, look at it", "否，请核对")
LEFT_OUT = Text("(not in this workbook, as it holds personal data)", "（因含个人信息，未收入本工作簿）")
CUT = Text("(only the first {n:row|rows} are in this workbook)", "（本工作簿只收入前 {n} 行）")
# The same file whenever it is made.
MADE = datetime(2017, 7, 12)
BLOCKS, WARNS = "#F6C9B0", "#FFF0B0"
# A spreadsheet takes no more; so many of ours are still opened with ease.
MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 200_000, 16_384, 32_767
MOST_COMMENTS = 2000
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,6})?")
_UNSAFE = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")


def marked(sheets: Sequence[Sheet], faults: Iterable[Fault], lang: Lang) -> bytes:
    """The workbook of one file's sheets with their faults; the same ones give the same bytes. What begins like a
    formula is written as text, so that nothing runs."""
    every, raw = ordered(faults), BytesIO()
    unsafe = {sheet.name for sheet in sheets if personal.found([sheet])}
    unsafe |= {fault.sheet for fault in every if fault.rule.startswith("personal.")}
    kept = [sheet for sheet in sheets if sheet.name not in unsafe and personal.called(sheet.name) not in unsafe]
    book = xlsxwriter.Workbook(raw, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": MADE})
    names = _names(kept, FAULTS(lang))
    _list(book, every, {sheet.name: names[n] for n, sheet in enumerate(kept)}, _notes(sheets, kept, lang), lang)
    for n, sheet in enumerate(kept):
        _copy(book, names[n], sheet, [fault for fault in every if fault.sheet == sheet.name], lang)
    book.close()
    return raw.getvalue()


def _notes(sheets: Sequence[Sheet], kept: Sequence[Sheet], lang: Lang) -> list[tuple[str, str]]:
    """What is said of sheets that are not here, or not whole."""
    out = [(personal.called(sheet.name), LEFT_OUT(lang)) for sheet in sheets if sheet not in kept]
    return out + [(s.name, CUT(lang, n=f"{MOST_ROWS:,}")) for s in kept if len(s.cells) > MOST_ROWS]


def _names(sheets: Iterable[Sheet], first: str) -> list[str]:
    """A name for each sheet that a spreadsheet accepts, none twice."""
    taken, names = {first.casefold(), "history"}, []
    for sheet in sheets:
        plain = _UNSAFE.sub("_", sheet.name or personal.called(Path(sheet.file).stem))[:31] or "_"
        name, n = plain, 1
        while name.casefold() in taken:
            n += 1
            name = f"{plain[:27]} {n}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _list(
    book: xlsxwriter.Workbook,
    faults: Sequence[Fault],
    names: Mapping[str, str],
    notes: Sequence[tuple[str, str]],
    lang: Lang,
) -> None:
    """The first sheet: one row a fault."""
    page = book.add_worksheet(FAULTS(lang))
    bold, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    for n, (heading, width) in enumerate(HEADINGS):
        page.set_column(n, n, width, wrapped)
        page.write_string(0, n, heading(lang), bold)
    page.freeze_panes(1, 0)
    for n, fault in enumerate(faults, 1):
        called = (YES if fault.blocks else NO)(lang)
        sheet = names.get(fault.sheet, repeated(fault.sheet))
        said = (sheet, where(fault, lang), called, fault.said(lang), fault.value, "", fault.remedy(lang))
        for column, text in enumerate(said):
            page.write_string(n, column, text[:MOST_CHARACTERS], wrapped)
        page.write_number(n, 5, fault.count, wrapped)
    for n, (sheet, said_of_it) in enumerate(notes, len(faults) + 2):
        page.write_string(n, 0, sheet, wrapped)
        page.write_string(n, 3, said_of_it, wrapped)


def _copy(book: xlsxwriter.Workbook, name: str, sheet: Sheet, faults: Sequence[Fault], lang: Lang) -> None:
    """A sheet as it was sent, its faulty cells coloured and explained."""
    page = book.add_worksheet(name)
    if sheet.hidden:
        page.hide()
    looks = {blocks: book.add_format({"bg_color": BLOCKS if blocks else WARNS}) for blocks in (True, False)}
    said: dict[tuple[int, int], list[Fault]] = defaultdict(list)
    for fault in faults:
        for cell in fault.cells:
            said[_at(cell)].append(fault)
    for column, letters in enumerate(sheet.cells.column_names[:MOST_COLUMNS]):
        for row, value in enumerate(sheet.cells[letters].slice(0, MOST_ROWS).to_pylist()):
            here = said.get((row, column))
            look = looks[any(fault.blocks for fault in here)] if here else None
            if value is not None or here:
                _write(page, row, column, value or "", look)
    for at, here in [*said.items()][:MOST_COMMENTS]:
        words = dict.fromkeys(f"{fault.said(lang)} {fault.remedy(lang)}" for fault in here)
        page.write_comment(*at, "\n".join(words), {"author": "", "x_scale": 2, "y_scale": 1.2})


def _at(cell: Cell) -> tuple[int, int]:
    """Row and column from 0; of a whole row its first cell."""
    row, column = xl_cell_to_rowcol(f"{cell.letters or 'A'}{cell.row}")
    return row, column


def _write(page: Worksheet, row: int, column: int, value: str, look: Format | None) -> None:
    """A cell: a plain number as a number, everything else as text."""
    if not value:
        page.write_blank(row, column, None, look)
    elif _NUMBER.fullmatch(value) and len(value.replace(".", "").lstrip("-")) <= 15:
        page.write_number(row, column, float(value), look)
    else:
        page.write_string(row, column, value[:MOST_CHARACTERS], look)
