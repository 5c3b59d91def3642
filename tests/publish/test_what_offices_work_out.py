"""What offices work out of their own numbers and write beside or below them: never read as a record, and held against
what the records come to."""

import duckdb
import pytest

from backbone.publish.checking.check import check
from backbone.publish.mapping import Sender, understand
from tests.sheets import sheet

NEW = Sender("somebody")
HEAD = ["县", "保单年度", "起保月份", "性别", "年龄段", "应保人数", "参保人数", "保费（元）"]
ROWS = [
    [county, "2018", "2018-05", sex, band, "150", "120", "3360"]
    for county in ("红安县", "麻城市")
    for sex in "女男"
    for band in ("18-29", "30-39")
]


def found(rows, answers=None):
    """What is asked of a sheet, and every fault of it, by rule and first cell."""
    known = understand([sheet(rows, "参保")], NEW, answers or {})
    of_sheet = [fault for fault in known.faults if fault.file]
    if not known.questions and not of_sheet:
        every = check(duckdb.connect(), known.tables, "2018-12")
        of_sheet = [f for f in every if f.file and f.rule not in ("not_in_programme", "no_table")]
    return [q.key for q in known.questions], [(f.rule, str(f.cells[0])) for f in of_sheet]


def with_column(heading, values):
    return [[*HEAD, heading], *([*row, value] for row, value in zip(ROWS, values, strict=True))]


@pytest.mark.parametrize(
    ("heading", "value"),
    [("参保率", "80.0%"), ("参保率（%）", "80"), ("Coverage %", "80.0"), ("参保率", "0.8"), ("人均保费（元）", "28")],
)
def test_a_rate_that_is_right_is_set_aside(heading, value):
    assert found(with_column(heading, [value] * 8)) == ([], [])
    (proposal,) = understand([sheet(with_column(heading, [value] * 8), "参保")], NEW, {}).proposals
    assert "only held against them" in proposal.columns[-1].reason.en


def test_a_rate_that_its_numbers_do_not_come_to_is_named_at_its_cell():
    assert found(with_column("参保率", ["80.0%", "80.0%", "87.3%", *["80.0%"] * 5])) == ([], [("worked_rate", "I4")])


def test_a_rate_in_place_of_a_number_is_no_number():
    rows = [[*HEAD[:6], "参保率", HEAD[7]], *([*row[:6], "80%", row[7]] for row in ROWS)]
    assert found(rows) == ([], [("rate_for_number", "G1")])


@pytest.mark.parametrize("value", ["87.3%", "８７．３％", "0.873"])
def test_a_percentage_where_people_are_counted_is_named_and_nothing_is_asked(value):
    assert found([HEAD, *([*row[:6], value, row[7]] for row in ROWS)]) == ([], [("percentage", "G2")])


def summed(rows, label, at=0):
    """A row of sums, called `label` in one of its columns."""
    sums = [str(sum(int(row[n]) for row in rows)) for n in (5, 6, 7)]
    return [*(label if n == at else "" for n in range(5)), *sums]


@pytest.mark.parametrize("at", [0, 3, 4])
def test_sub_totals_are_held_against_the_rows_above_them_wherever_their_word_stands(at):
    parts = [[*ROWS[:4], summed(ROWS[:4], "小计", at)], [*ROWS[4:], summed(ROWS[4:], "小计", at)]]
    rows = [HEAD, *parts[0], *parts[1], summed(ROWS, "合计")]
    assert found(rows) == ([], [])
    rows[5] = [*rows[5][:6], "479", rows[5][7]]
    assert found(rows) == ([], [("stated_part", "G6")])


def test_sub_totals_may_stand_above_their_rows_and_one_in_another():
    rows = [
        HEAD,
        summed(ROWS, "全省合计"),
        summed(ROWS[:4], "红安小计"),
        *ROWS[:4],
        summed(ROWS[4:], "麻城小计"),
        *ROWS[4:],
    ]
    assert found(rows) == ([], [])


def test_what_is_of_which_is_no_sum_of_the_rows():
    assert found([HEAD, *ROWS[:4], ["其中：女", *[""] * 4, "1", "1", "1"], *ROWS[4:]]) == ([], [])
