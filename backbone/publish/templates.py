"""Templates: one workbook for each raw table, for offices to fill in: headings with units, drop-down lists, what may be
typed, a dictionary of its columns and an example. They are made of the same schema as the checks, and are read back
without a question."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from backbone import places
from backbone.publish.columns import COLUMNS, TABLE_NAMES, Column
from backbone.publish.dictionary import DICTIONARY, EXAMPLE, HEADS, dictionary, example, headings, kind
from backbone.text import Lang, Text

# The rows that lists and checks of a template reach, from 0; no day is before this one; when it was made, for all.
FIRST, LAST, EARLIEST, MADE = 1, 50_000, date(2010, 1, 1), datetime(2017, 1, 1)
# How wide columns are, and how long what is said beside a cell may be.
WIDTH, WIDE, LONGEST_TITLE, LONGEST_MESSAGE = 18, 26, 32, 255
NOT_IN_THE_LIST = Text("Please choose one of the list.", "请从下拉列表中选择。")
ANOTHER_COUNTY = Text("This county is not in the list. Is it a new one?", "列表中没有此县，是否为新加入的县？")
NO_WHOLE_NUMBER = Text("Please type a whole number.", "请填写整数。")
NO_AMOUNT = Text("Please type an amount of 0 or more.", "请填写不小于 0 的金额。")
NO_DAY = Text("Please type a day, as 2018-05-03.", "请填写日期，如 2018-05-03。")
_FORMATS = {"VARCHAR": "@", "INTEGER": "0", "BIGINT": "#,##0", "DECIMAL": "#,##0.00", "DATE": "yyyy-mm-dd"}
_CHECKS: dict[str, tuple[dict[str, object], Text]] = {
    "INTEGER": ({"validate": "integer", "criteria": ">=", "value": 0}, NO_WHOLE_NUMBER),
    "BIGINT": ({"validate": "integer", "criteria": ">=", "value": 0}, NO_WHOLE_NUMBER),
    "DECIMAL": ({"validate": "decimal", "criteria": ">=", "value": 0}, NO_AMOUNT),
    "DATE": ({"validate": "date", "criteria": ">=", "value": EARLIEST}, NO_DAY),
}


def file_name(table: str, lang: Lang) -> str:
    """What the template of a raw table is called."""
    return f"{table}-{lang}.xlsx"


def template(table: str, lang: Lang, counties: Sequence[str] = ()) -> bytes:
    """The workbook for a raw table in one language; the same bytes every time. `counties`: the codes of those that its
    list of counties offers."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": TABLE_NAMES[table](lang), "created": MADE})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(TABLE_NAMES[table](lang))
        sheet.freeze_panes(FIRST, 0)
        _write(sheet, 0, headings(table, lang), head)
        for n, (column, described) in enumerate(COLUMNS[table].items()):
            of = kind(table, column)
            sheet.set_column(n, n, WIDTH, book.add_format({"num_format": _FORMATS[of]}))
            check = _checked(of, described, lang)
            if column == "adcode" and counties:
                check |= _of_counties(table, lang, len(counties))
            sheet.data_validation(FIRST, n, LAST, n, check)
        shown = book.add_worksheet(EXAMPLE(lang))
        shown.set_column(0, len(COLUMNS[table]) - 1, WIDTH)
        _write(shown, 0, headings(table, lang), head)
        _write(shown, 1, example(table, lang))
        told = book.add_worksheet(DICTIONARY(lang))
        told.set_column(0, len(HEADS) - 1, WIDE)
        for row, cells in enumerate(dictionary(table, lang)):
            _write(told, row, cells, None if row < 2 else head if row == 2 else wrapped)
        for row, code in enumerate(counties, _below(table)):
            _write(told, row, [f"{code} {places.get(code).name(lang)}"])
    return made.getvalue()


def _write(sheet: Worksheet, row: int, cells: Iterable[str], how: Format | None = None) -> None:
    """Writes cells as text, whatever they begin with."""
    for n, text in enumerate(cells):
        if text:
            sheet.write_string(row, n, text, how)


def _below(table: str) -> int:
    """The row of a dictionary, from 0, in which its list of counties begins."""
    return 4 + len(COLUMNS[table])


def _of_counties(table: str, lang: Lang, many: int) -> dict[str, object]:
    """A list of counties that offers those of the dictionary; another may be typed."""
    first = _below(table) + 1
    listed = f"='{DICTIONARY(lang)}'!$A${first}:$A${first + many - 1}"
    return {"validate": "list", "source": listed, "error_type": "information", "error_message": ANOTHER_COUNTY(lang)}


def _checked(of: str, column: Column, lang: Lang) -> dict[str, object]:
    """What may be typed into the cells of a column, and what is said of it."""
    said: dict[str, object] = {
        "input_title": column.name(lang)[:LONGEST_TITLE],
        "input_message": column.meaning(lang)[:LONGEST_MESSAGE],
    }
    if column.choices:
        listed = [word(lang) for word in column.choices.values()]
        return {**said, "validate": "list", "source": listed, "error_message": NOT_IN_THE_LIST(lang)}
    if of not in _CHECKS:
        return {**said, "validate": "any"}
    check, refusal = _CHECKS[of]
    return {**said, **check, "error_message": refusal(lang)}
