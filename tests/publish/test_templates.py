"""Templates: for every raw table, in both languages, and what is filled into them is read without a question."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pyarrow as pa
import pytest

from backbone.publish.columns import COLUMNS
from backbone.publish.dictionary import DICTIONARY, EXAMPLE, HEADS, dictionary, example, headings, is_own
from backbone.publish.mapping.sender import Sender
from backbone.publish.mapping.understanding import understand
from backbone.publish.naming import values
from backbone.publish.raw import TABLES
from backbone.publish.reading.reader import Reader
from backbone.publish.templates import LAST, file_name, template
from backbone.text import LANGS

EACH = [(table, lang) for table in TABLES for lang in LANGS]


@pytest.fixture(scope="module")
def reader():
    """One process for all files."""
    with Reader() as opened:
        yield opened


def _filled(reader, table, lang, *rows, counties=()):
    """The sheets of a template with rows filled in, as a spreadsheet program saves it."""
    book = openpyxl.load_workbook(BytesIO(template(table, lang, counties)))
    for n, row in enumerate(rows, 2):
        for m, cell in enumerate(row, 1):
            book.worksheets[0].cell(n, m, cell or None)
    saved = BytesIO()
    book.save(saved)
    return reader.read_bytes(file_name(table, lang), saved.getvalue())


@pytest.mark.parametrize(("table", "lang"), EACH)
def test_a_template_is_the_same_every_time_and_has_its_columns(table, lang):
    made = template(table, lang)
    assert made == template(table, lang)
    sheet, shown, told = openpyxl.load_workbook(BytesIO(made)).worksheets
    assert [cell.value for cell in sheet[1]] == [c.heading(lang) for c in COLUMNS[table].values()]
    assert sheet.max_row == 1 and sheet.freeze_panes == "A2"
    assert (shown.title, told.title) == (EXAMPLE(lang), DICTIONARY(lang))
    assert [cell.value for cell in told[3]] == [text(lang) for text in HEADS]
    assert [row[0].value for row in told.iter_rows(4)] == [c.name(lang) for c in COLUMNS[table].values()]


@pytest.mark.parametrize(("table", "lang"), EACH)
def test_every_column_of_codes_has_a_list_and_each_of_its_words_is_understood(table, lang):
    sheet = openpyxl.load_workbook(BytesIO(template(table, lang))).worksheets[0]
    lists = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"}
    for n, (column, described) in enumerate(COLUMNS[table].items()):
        letter = "ABCDEFGHIJKLMNOP"[n]
        listed = lists.pop(f"{letter}2:{letter}{LAST + 1}", "").strip('"')
        words = listed.split(",") if listed else []
        assert {values.code(column, word) for word in words} == set(described.choices)
    assert not lists


@pytest.mark.parametrize("lang", LANGS)
def test_filled_templates_are_read_without_a_question(reader, lang):
    sheets = [sheet for table in TABLES for sheet in _filled(reader, table, lang, example(table, lang))]
    found = understand(sheets, Sender("office"), {})
    assert found.questions == () and found.faults == ()
    for filled in found.tables:
        (row,) = filled.rows.select([*TABLES[filled.table]]).to_pylist()
        assert row == {c: described.example or None for c, described in COLUMNS[filled.table].items()}
    assert [filled.table for filled in found.tables] == [*TABLES]


@pytest.mark.parametrize("lang", LANGS)
def test_counties_may_be_named_or_chosen_of_a_list(reader, lang):
    name = {"en": "Hong'an", "zh": "红安县"}[lang]
    codes = ("421122", "421181", "530627")
    rows = [(county, *example("enrolment", lang)[1:]) for county in (name, f"421122 {name}")]
    sheets = _filled(reader, "enrolment", lang, *rows, counties=codes)
    found = understand(sheets, Sender("office"), {})
    assert found.questions == () and [is_own(sheet) for sheet in sheets] == [False, True, True]
    assert found.tables[0].rows["adcode"].to_pylist() == ["421122", "421122"]

    book = openpyxl.load_workbook(BytesIO(template("enrolment", lang, codes)))
    (check,) = (v for v in book.worksheets[0].data_validations.dataValidation if str(v.sqref).startswith("A2:"))
    assert (check.type, check.errorStyle) == ("list", "information")
    where = check.formula1.partition("!")[2].replace("$", "")
    assert [cell.value[:6] for (cell,) in book[DICTIONARY(lang)][where]] == [*codes]


@pytest.mark.parametrize(("table", "lang"), EACH)
def test_the_dictionary_and_the_example_hold_no_records_and_an_office_s_own_sheet_does(reader, table, lang):
    sheet, shown, told = _filled(reader, table, lang, example(table, lang))
    assert is_own(shown) and is_own(told) and not is_own(sheet)
    assert not is_own(replace(shown, cells=pa.concat_tables([shown.cells, shown.cells])))
    assert len(dictionary(table, lang)) == 3 + len(headings(table, lang))
