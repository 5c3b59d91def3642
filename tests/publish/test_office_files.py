"""What offices send, read and understood, is exactly the records that they hold, in every quarter."""

from pathlib import Path

import pytest

from backbone.publish.filled import ORIGIN, ROW
from backbone.publish.mapping import Sender, remembered, understand
from backbone.publish.raw import TABLES, sql_type
from backbone.publish.reading.folder import read_folder
from tests.offices.planted import planted
from tests.offices.records import QUARTERS, records

OFFICES = Path(__file__).parents[1] / "offices"
LEAVE_OUT = "ignore"


@pytest.fixture(scope="module")
def sheets():
    return {name: read_folder(OFFICES / name) for name in (*QUARTERS, f"{QUARTERS[0]}-faulty")}


def understood(sheets, sender=None, answers=None):
    return understand(sheets, sender or Sender("offices"), answers or {})


def answered(sheets):
    """The sheets with the one question answered: the hidden sheet is an old one."""
    (asked,) = understood(sheets).questions
    assert asked.key.startswith("hidden:")
    return {asked.key: LEAVE_OUT}


def plainly(table, rows):
    """Records as text, in one order."""
    kinds = {column: sql_type(kind) for column, kind in TABLES[table].items()}
    return sorted(tuple(_plain(row[c], kinds[c]) for c in TABLES[table]) for row in rows)


def _plain(value, kind):
    if value is None or value != value:
        return ""
    return f"{float(value):.2f}" if kind.startswith("DECIMAL") else str(value)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_files_of_a_quarter_are_its_records(sheets, quarter):
    found = understood(sheets[quarter], answers=answered(sheets[quarter]))
    assert not found.questions and not found.faults
    truth = records(quarter)
    assert {filled.table for filled in found.tables} == set(truth)
    for filled in found.tables:
        of_truth = truth[filled.table].astype(object)
        assert plainly(filled.table, filled.rows.to_pylist()) == plainly(
            filled.table, of_truth.where(of_truth.notna(), None).to_dict("records")
        )


def test_the_second_quarter_is_understood_without_a_question(sheets, tmp_path):
    answers = answered(sheets[QUARTERS[0]])
    first = understood(sheets[QUARTERS[0]], answers=answers)
    remembered(Sender("offices"), first, answers).save(tmp_path)
    second = understood(sheets[QUARTERS[1]], Sender.load(tmp_path, "offices"))
    assert not second.questions and not second.faults
    assert sum(filled.rows.num_rows for filled in second.tables) > sum(filled.rows.num_rows for filled in first.tables)


def test_every_planted_fault_still_stands_in_its_cell(sheets):
    """Each is found by its origin, and nothing of it was mended silently."""
    faulty = sheets[f"{QUARTERS[0]}-faulty"]
    found = understood(faulty, answers=answered(faulty))
    cells = {}
    for filled in found.tables:
        for row in filled.rows.to_pylist():
            origin = filled.origins[row[ORIGIN]]
            for column in origin.letters.keys() & row.keys():
                cells[origin.file, origin.sheet, str(origin.cell(column, row[ROW]))] = row[column]
        for one in filled.worked:
            origin = filled.origins[one.origin]
            for row in one.rows.to_pylist():
                cells[origin.file, origin.sheet, str(origin.cell(one.rate, row["row"]))] = row["text"]
        for one in filled.stated:
            origin = filled.origins[one.origin]
            cells[origin.file, origin.sheet, str(origin.cell(one.column, one.row))] = one.value
    missing = [one for one in planted() if (one.file, one.sheet, one.cell) not in cells]
    assert not missing
    for one in planted():
        if one.rule in ("unreadable", "year", "unknown_place"):
            assert cells[one.file, one.sheet, one.cell] == one.value
        if one.rule == "empty":
            assert cells[one.file, one.sheet, one.cell] is None
