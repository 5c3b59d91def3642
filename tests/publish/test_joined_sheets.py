"""The numbers of one enrolment on several sheets are put together by place, year, month, sex and age band; what does
not fit is named at its cell."""

import pytest

from backbone.publish.mapping import Sender, understand
from tests.publish.test_mapping import rows_of
from tests.sheets import sheet

NEW = Sender("somebody")
KEYS = ["县", "保单年度", "起保月份", "性别", "年龄段"]
ROWS = [["红安县", "2018", "2018-05", sex, band] for sex in "女男" for band in ("18-29", "30-39")]
MAY = ["150", "160", "170", "180"]
ARE = [["120", "3360"], ["110", "3080"], ["130", "3640"], ["140", "3920"]]


def eligible(numbers=MAY, rows=ROWS, without_month=False):
    kept = [n for n in range(5) if not (without_month and n == 2)]
    rows = [[*(row[n] for n in kept), number] for row, number in zip(rows, numbers, strict=True)]
    return sheet([[*(KEYS[n] for n in kept), "应保人数"], *rows], "应保", "民政.xlsx")


def insured(rows=ROWS, numbers=ARE):
    return sheet(
        [[*KEYS, "参保人数", "保费（元）"], *([*r, *n] for r, n in zip(rows, numbers, strict=True))],
        "参保",
        "保险.xlsx",
    )


def faults(*sheets):
    found = understand(sheets, NEW, {})
    assert not found.questions
    return [(f.rule, f.file, *map(str, f.cells[:1]), f.count) for f in found.faults if f.file]


@pytest.mark.parametrize("without_month", [False, True])
def test_who_may_be_insured_comes_from_another_file(without_month):
    found = understand([eligible(MAY[::-1], ROWS[::-1], without_month), insured()], NEW, {})
    assert not found.questions and not [fault for fault in found.faults if fault.file]
    assert [(r["sex"], r["eligible"], r["insured"]) for r in rows_of(found, "enrolment")] == [
        ("female", "150", "120"),
        ("female", "160", "110"),
        ("male", "170", "130"),
        ("male", "180", "140"),
    ]
    assert "put beside those" in next(p.why.en for p in found.proposals if p.file == "民政.xlsx")


def test_three_sheets_with_one_number_each():
    one = sheet([[*KEYS, "参保人数"], *([*r, n[0]] for r, n in zip(ROWS, ARE, strict=True))], "参保")
    other = sheet([[*KEYS, "保费（元）"], *([*r, n[1]] for r, n in zip(ROWS, ARE, strict=True))], "保费")
    found = understand([eligible(), one, other], NEW, {})
    assert [r["premium_rmb"] for r in rows_of(found, "enrolment")] == ["3360.00", "3080.00", "3640.00", "3920.00"]


def test_without_a_month_they_are_counted_once_where_cover_begins_in_several():
    later = [[*ROWS[0][:2], "2018-06", *ROWS[0][3:]], *ROWS]
    found = understand([eligible(without_month=True), insured(later, [["5", "140"], *ARE])], NEW, {})
    assert [r["eligible"] for r in rows_of(found, "enrolment")] == ["0", *MAY]


def test_what_does_not_fit_is_named_at_its_cell():
    elsewhere = [*ROWS[:3], ["麻城市", *ROWS[3][1:]]]
    assert faults(eligible(rows=elsewhere), insured()) == [
        ("joined_missing", "保险.xlsx", "A5", 1),
        ("joined_left", "民政.xlsx", "F5", 1),
    ]
    assert faults(eligible(["x", *MAY[1:]]), insured()) == [("joined_unreadable", "民政.xlsx", "F2", 1)]
    twice = [ROWS[0], ROWS[0], *ROWS[2:]]
    assert ("joined_twice", "民政.xlsx", "F3", 1) in faults(eligible(rows=twice), insured())


def test_a_premium_of_a_year_is_not_given_to_one_of_its_months():
    later = [*ROWS, [*ROWS[0][:2], "2018-06", *ROWS[0][3:]]]
    both = sheet([[*KEYS, "应保人数", "参保人数"], *([*r, "9", "5"] for r in later)], "参保", "保险.xlsx")
    kept = [0, 1, 3, 4]
    rows = [[*(row[n] for n in kept), "140"] for row in ROWS]
    premium = sheet([[*(KEYS[n] for n in kept), "保费（元）"], *rows], "保费", "保费.xlsx")
    assert faults(both, premium) == [("joined_missing", "保险.xlsx", "A6", 1)]


def test_a_number_that_stands_on_no_sheet_is_missing():
    assert [fault[0] for fault in faults(insured())] == ["missing_column"]
    assert {fault[0] for fault in faults(eligible())} == {"missing_column"}


def test_what_another_sheet_brings_is_not_called_missing_while_something_is_asked():
    blocks = [ROWS[0], *(["", *row[1:]] for row in ROWS[1:])]
    found = understand([eligible(), insured(blocks)], NEW, {})
    assert [q.key.split("/")[1] for q in found.questions] == ["down:adcode"]
    assert not [fault for fault in found.faults if fault.file]
