"""Tables as a workbook: a sheet for the numbers of each, and one of what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import pandas as pd
import xlsxwriter

from backbone.text import Lang, Text

TABLE, ABOUT = Text("Table", "数据"), Text("About", "说明")
# A cell is text or a number, never a formula or a link, whatever it begins with.
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST, ABOUT_WIDTH = 36, 100


@dataclass(frozen=True)
class Leaf:
    """One sheet of a workbook: its name, its table, and headings with what is said under each of that table."""

    name: str
    table: pd.DataFrame
    about: Sequence[tuple[str, str]]


def xlsx(table: pd.DataFrame, about: Sequence[tuple[str, str]], made: str, lang: Lang) -> bytes:
    """The workbook of one table and what is said `about` it, made on a day."""
    return workbook([Leaf(TABLE(lang), table, about)], made, lang)


def workbook(leaves: Sequence[Leaf], made: str, lang: Lang) -> bytes:
    """A sheet for each table, and a last one that says what each is; `made` is the day that it says it was made on
    (2019-09-01): same tables, same bytes."""
    raw = BytesIO()
    book = xlsxwriter.Workbook(raw, PLAIN)
    book.set_properties({"created": datetime.fromisoformat(made)})
    head, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    for leaf in leaves:
        _table(book.add_worksheet(leaf.name), leaf.table, head)
    said = book.add_worksheet(ABOUT(lang))
    said.set_column(0, 0, WIDEST // 2, head)
    said.set_column(1, 1, ABOUT_WIDTH, wrapped)
    named = [[(leaf.name, ""), *leaf.about, ("", "")] if leaves[1:] else leaf.about for leaf in leaves]
    for row, pair in enumerate(pair for pairs in named for pair in pairs):
        for column, text in enumerate(pair):
            said.write_string(row, column, text, (head, wrapped)[column])
    book.close()
    return raw.getvalue()


def _table(sheet: xlsxwriter.worksheet.Worksheet, table: pd.DataFrame, head: xlsxwriter.format.Format) -> None:
    """Puts a table on a sheet: its headings stay in sight, and can be filtered by."""
    for column, name in enumerate(table):
        sheet.write_string(0, column, str(name), head)
        for row, value in enumerate(table[name], 1):
            _write(sheet, row, column, value)
        sheet.set_column(column, column, min(WIDEST, max(map(_width, [name, *table[name]]))))
    sheet.freeze_panes(1, 0)
    if len(table):
        sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif not pd.isna(value):
        sheet.write_number(row, column, value)


def _width(value: object) -> int:
    """How many letters wide a value is; 汉字 take two."""
    return 2 + sum(1 if c < "\u2e80" else 2 for c in str(value))
