"""Tables as a workbook: a sheet for the numbers of each, and one of what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from math import ceil
from numbers import Integral, Real
from typing import TYPE_CHECKING

import pandas as pd

from backbone.text import Lang, Text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TABLE, ABOUT = Text("Table", "数据"), Text("About", "说明")
# A cell is text or a number, never a formula or a link, whatever it begins with.
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST, ABOUT_WIDTH, LINE = 36, 100, 15
# How numbers are shown: whole ones with their thousands apart, others with two digits more; apart from what follows.
WHOLE, BROKEN = "#,##0_)", "#,##0.00_)"
# What a heading needs beside its letters: the button of its filter.
BUTTON = 3
A4 = 9


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
    book = _Book(raw, made)
    for leaf in leaves:
        book.table(leaf)
    book.about(ABOUT(lang), leaves)
    book.made.close()
    return raw.getvalue()


class _Book:
    """A workbook as it is made, and the looks of its cells."""

    def __init__(self, raw: BytesIO, made: str) -> None:
        import xlsxwriter  # loaded when somebody takes a workbook

        self.made = xlsxwriter.Workbook(raw, PLAIN)
        self.made.set_properties({"created": datetime.fromisoformat(made)})
        look = self.made.add_format
        self.head = look({"bold": True, "bottom": 1})
        self.whole, self.broken = (look({"num_format": shown}) for shown in (WHOLE, BROKEN))
        self.name, self.said = (look({"text_wrap": True, "valign": "top", "bold": bold}) for bold in (True, False))

    def table(self, leaf: Leaf) -> None:
        """A sheet with a table: its headings stay in sight, stand on each page that is printed, and can be filtered
        by."""
        sheet, table = self.made.add_worksheet(leaf.name), leaf.table
        for column, name in enumerate(table):
            sheet.write_string(0, column, str(name), self.head)
            for row, value in enumerate(table[name], 1):
                self._write(sheet, row, column, value)
            width = max([BUTTON + _width(name), *map(_width, table[name])])
            sheet.set_column(column, column, min(WIDEST, width))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        # Codes and years are text, whatever they look like.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        if len(table):
            sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
            sheet.print_area(0, 0, len(table), len(table.columns) - 1)
        _printed(sheet, leaf.about[0][1] if leaf.about else leaf.name)

    def about(self, name: str, leaves: Sequence[Leaf]) -> None:
        """The sheet that says what each table is."""
        sheet = self.made.add_worksheet(name)
        sheet.set_column(0, 0, WIDEST)
        sheet.set_column(1, 1, ABOUT_WIDTH)
        several = [[(leaf.name, ""), *leaf.about, ("", "")] if leaves[1:] else leaf.about for leaf in leaves]
        for row, (heading, text) in enumerate(pair for pairs in several for pair in pairs):
            begins = heading != "" and not text
            sheet.write_string(row, 0, heading, self.head if begins else self.name)
            sheet.write_string(row, 1, text, self.head if begins else self.said)
            # Not every program makes a row as high as what is said in it.
            sheet.set_row(row, LINE * max(1, ceil(_width(heading) / WIDEST), ceil(_width(text) / ABOUT_WIDTH)))
        _printed(sheet, name)

    def _write(self, sheet: "Worksheet", row: int, column: int, value: object) -> None:
        if isinstance(value, str):
            sheet.write_string(row, column, value)
        elif not pd.isna(value):
            sheet.write_number(row, column, value, self.whole if isinstance(value, Integral) else self.broken)


def _printed(sheet: "Worksheet", title: str) -> None:
    """Has a sheet printed across A4, all its columns on one page, each page headed by a title and numbered."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L{title[:200].replace('&', '&&')}")
    sheet.set_footer("&L&A&R&P / &N")


def _width(value: object) -> int:
    """How many letters wide a value is; 汉字 take two."""
    said = f"{value:,}" if isinstance(value, Real) else str(value)
    return 2 + sum(1 if c < "\u2e80" else 2 for c in said)
