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


@pytest.mark.parametrize("label", ["合计（万元）", "合计金额（万元）", "总计万元", "Total (RMB 10,000)"])
def test_the_unit_in_the_label_of_a_total_is_that_of_the_total(label):
    total = [label, "", "", "", "", "1200", "960", "2.69"]
    assert found([HEAD, *ROWS, total]) == ([], [])
    assert found([HEAD, *ROWS, [*total[:7], "2.72"]]) == ([], [("stated_total", "H10")])


def test_the_unit_in_the_label_of_a_total_is_that_of_the_rows_where_they_come_to_it_so():
    head, total = [*HEAD[:7], "保费"], ["合计（万元）", "", "", "", "", "1200", "960", "2.688"]
    rows = [[*row[:7], "0.336"] for row in ROWS]
    assert found([head, *rows, total]) == ([], [])
    (table,) = understand([sheet([head, *rows, total], "参保")], NEW, {}).tables
    assert table.rows["premium_rmb"][0].as_py() == "3360.00"
    assert found([head, *ROWS, total]) == ([], [])
    (asked,), _ = found([head, *rows, [*total[:7], "5.1"]])
    assert asked.startswith("unit:")


COMMON = ["红安县", "2018", "2018-05"]
OF_SEXES = {
    "sexes above": [
        ["", "", "", "", "女", "", "", "男", "", "", "合计", "", ""],
        ["县", "保单年度", "起保月份", "年龄段", *["应保人数", "参保人数", "保费（元）"] * 3],
        [*COMMON, "18-29", "20", "10", "280", "21", "11", "308", "41", "21", "588"],
        [*COMMON, "30-39", "22", "12", "336", "23", "13", "364", "45", "25", "700"],
        ["合计", "", "", "", "42", "22", "616", "44", "24", "672", "86", "46", "1288"],
    ],
    "numbers above": [
        ["", "", "", "", "应保人数", "", "", "参保人数", "", "", "保费（元）", "", ""],
        ["县", "保单年度", "起保月份", "年龄段", *["女", "男", "合计"] * 3],
        [*COMMON, "18-29", "20", "21", "41", "10", "11", "21", "280", "308", "588"],
        [*COMMON, "30-39", "22", "23", "45", "12", "13", "25", "336", "364", "700"],
        ["合计", "", "", "", "42", "44", "86", "22", "24", "46", "616", "672", "1288"],
    ],
}
SPANS = ("E1:G1", "H1:J1", "K1:M1")


@pytest.mark.parametrize(("shape", "cell"), [("sexes above", "L4"), ("numbers above", "J4")])
@pytest.mark.parametrize("merged", [(), SPANS])
def test_the_sums_beside_women_and_men_are_no_records_and_held_against_them(shape, cell, merged):
    rows = OF_SEXES[shape]
    known = understand([sheet(rows, "参保", merged=merged)], NEW, {})
    (table,) = known.tables
    assert not known.questions and not [fault for fault in known.faults if fault.file]
    assert sorted(zip(table.rows["sex"].to_pylist(), table.rows["insured"].to_pylist(), strict=True)) == [
        ("female", "10"), ("female", "12"), ("male", "11"), ("male", "13"),
    ]  # fmt: skip
    assert table.rows["premium_rmb"].to_pylist() == ["280.00", "336.00", "308.00", "364.00"]
    at = 11 if shape == "sexes above" else 9
    wrong = [*rows[:3], [*rows[3][:at], "26", *rows[3][at + 1 :]], rows[4]]
    (fault,) = (f for f in understand([sheet(wrong, "参保", merged=merged)], NEW, {}).faults if f.file)
    assert (fault.rule, str(fault.cells[0]), fault.blocks, fault.value) == ("stated_beside", cell, False, "26")


@pytest.mark.parametrize("shape", OF_SEXES)
def test_a_cell_that_women_and_men_have_in_common_is_named_once(shape):
    rows = [list(row) for row in OF_SEXES[shape]]
    rows[2][2] = "2018-15"
    _, faults = found(rows)
    assert faults.count(("unreadable", "C3")) == 1


@pytest.mark.parametrize("shape", OF_SEXES)
def test_the_unit_above_one_of_the_tables_is_that_of_all(shape):
    rows = [["参保情况表"], [*[""] * 8, "金额单位：万元"], *OF_SEXES[shape]]
    thousandths = [[f"{int(cell) / 10000}" if cell in ("280", "308", "588", "336", "364", "700", "616", "672", "1288")
                    else cell for cell in row] for row in rows]  # fmt: skip
    assert found([[cell.replace("（元）", "") for cell in row] for row in thousandths]) == ([], [])


def test_what_is_of_which_is_no_sum_of_the_rows():
    assert found([HEAD, *ROWS[:4], ["其中：女", *[""] * 4, "1", "1", "1"], *ROWS[4:]]) == ([], [])
