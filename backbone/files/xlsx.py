"""Tables as a workbook: a sheet for the numbers of each, and one of what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from math import ceil
from numbers import Integral, Real
from typing import TYPE_CHECKING

import pandas as pd

from backbone.punctuation import pieces
from backbone.text import Lang, Text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TABLE, ABOUT = Text("Table", "数据"), Text("About", "说明")
# A cell is text or a number, never a formula or a link, whatever it begins with.
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST, ABOUT_WIDTH, LINE = 36, 100, 15
# How numbers are shown: whole ones with their thousands apart, others with two digits more; apart from what follows.
WHOLE, BROKEN = "#,##0_)", "#,##0.00_)"
# What a heading needs beside its letters, the button of its filter; and in how many lines it is written.
BUTTON, HEAD_LINES = 3, 3
# A4 on its side: its number, its margins in inches, and the pixels of a row between them; those of a letter and of what
# a cell has beside its letters.
A4, MARGIN, ACROSS, LETTER, BESIDE = 9, 0.4, 1045, 7, 5
# The smallest part of its size in which a sheet is printed, and the columns that name its rows where it needs several
# pages side by side.
LEAST, NAMES = 0.65, 2


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
        self.head = look({"bold": True, "bottom": 1, "text_wrap": True})
        self.whole, self.broken = (look({"num_format": shown, "valign": "top"}) for shown in (WHOLE, BROKEN))
        self.name, self.said = (look({"text_wrap": True, "valign": "top", "bold": bold}) for bold in (True, False))

    def table(self, leaf: Leaf) -> None:
        """A sheet with a table: its headings stay in sight, stand on each page that is printed, and can be filtered
        by."""
        sheet, table = self.made.add_worksheet(leaf.name), leaf.table
        wide = [_column(name, table[name]) for name in table]
        last = _last_printed(leaf)
        for column, name in enumerate(table):
            sheet.write_string(0, column, str(name), self.head)
            for row, value in enumerate(table[name], 1):
                self._write(sheet, row, column, value, column <= last)
            sheet.set_column(column, column, wide[column])
        sheet.set_row(0, LINE * max([1, *map(_lines, map(str, table), wide)]))
        for row, values in enumerate(table.itertuples(index=False), 1):
            # Not every program makes a row as high as what is said in it.
            if (lines := max([1, *map(_high, values[: last + 1], wide)])) > 1:
                sheet.set_row(row, LINE * lines)
        sheet.freeze_panes(1, 0)
        # Codes and years are text, whatever they look like.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        if len(table):
            sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
            sheet.print_area(0, 0, len(table), last)
        _printed(sheet, leaf.about[0][1] if leaf.about else leaf.name, wide[: last + 1])
        sheet.repeat_rows(0)

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
            sheet.set_row(row, LINE * max(_high(heading, WIDEST), _high(text, ABOUT_WIDTH)))
        _printed(sheet, name, (WIDEST, ABOUT_WIDTH))

    def _write(self, sheet: "Worksheet", row: int, column: int, value: object, whole: bool) -> None:
        """A cell; words that are printed are printed `whole`, in several lines where they are long."""
        if isinstance(value, str):
            sheet.write_string(row, column, value, self.said if whole else None)
        elif not pd.isna(value):
            sheet.write_number(row, column, value, self.whole if isinstance(value, Integral) else self.broken)


def _printed(sheet: "Worksheet", title: str, wide: Sequence[int]) -> None:
    """Has a sheet printed across A4, each page headed by a title and numbered: its columns, so many letters `wide`, on
    one page where they can be read there, else on several, on each of which the first ones name the rows."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=MARGIN, right=MARGIN)
    if sum(LETTER * letters + BESIDE for letters in wide) * LEAST <= ACROSS:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(round(LEAST * 100))
        sheet.print_across()
        sheet.repeat_columns(0, NAMES - 1)
    sheet.set_header(f"&L{title[:200].replace('&', '&&')}")
    sheet.set_footer("&L&A&R&P / &N")


def _last_printed(leaf: Leaf) -> int:
    """The last column that is printed: those at the end which say one thing in all rows stand on the sheet about it."""
    said, columns = {heading for heading, _ in leaf.about}, list(leaf.table)
    while columns[1:] and columns[-1] in said and leaf.table[columns[-1]].nunique(dropna=False) == 1:
        columns.pop()
    return len(columns) - 1


def _column(name: object, values: pd.Series) -> int:
    """How many letters wide a column is: as its values, and as its heading in a few lines."""
    width = max([BUTTON, *map(_width, values), *(_width(piece.rstrip()) + BUTTON for piece in pieces(str(name)))])
    while width < WIDEST and _lines(str(name), width) > HEAD_LINES:
        width += 1
    return min(WIDEST, width)


def _lines(heading: str, width: int) -> int:
    """In how many lines a heading is written in a column so many letters wide."""
    lines, at = 1, 0
    for piece in pieces(heading):
        if at and at + _width(piece.rstrip()) > width - BUTTON:
            lines, at = lines + 1, 0
        at += _width(piece) - 2
    return lines


def _high(value: object, width: int) -> int:
    """In how many lines words stand in a column so many letters wide; a number stands in one."""
    return ceil(_width(value) / width) if isinstance(value, str) else 1


def _width(value: object) -> int:
    """How many letters wide a value is; 汉字 take two."""
    said = f"{value:,}" if isinstance(value, Real) else str(value)
    return 2 + sum(1 if c < "\u2e80" else 2 for c in said)
