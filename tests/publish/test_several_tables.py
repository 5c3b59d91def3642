"""Several tables on one sheet, one below another or side by side: each is read by itself, and its cells keep their
place."""

import pytest

from backbone.publish.mapping import Sender, understand
from tests.publish.test_mapping import CLAIMS_HEADER, PAID, rows_of
from tests.sheets import sheet

NEW = Sender("somebody")
HEAD = ["县", "保单年度", "起保月份", "性别", "年龄段", "应保人数", "参保人数", "保费（元）"]
ONE = ["红安县", "2018", "2018-05", "女", "18-29", "150", "120", "3360"]
OTHER = ["麻城市", "2018", "2018-05", "男", "30-39", "160", "110", "3080"]


def read(rows, table="enrolment", name="参保", file="a.xlsx", **more):
    found = understand([sheet(rows, name, file, **more)], NEW, {})
    assert not found.questions
    return found, rows_of(found, table)


def test_the_same_columns_below_another_title_are_another_table():
    rows = [["红安县2018年度参保"], HEAD[2:], ONE[2:], [], ["麻城市2018年度参保"], HEAD[2:], OTHER[2:]]
    found, records = read(rows)
    assert [(r["adcode"], r["insured"], r["row"]) for r in records] == [("421122", "120", 3), ("421181", "110", 7)]
    assert [(p.begins, p.header, p.records) for p in found.proposals] == [("A2:F2", (2, 2), 1), ("A6:F6", (6, 6), 1)]


def test_columns_in_another_order_below_are_not_mixed_up():
    swapped = [5, 6]
    _, records = read(
        [HEAD, ONE, [*HEAD[:5], *(HEAD[n] for n in swapped[::-1]), HEAD[7]], [*OTHER[:5], "110", "160", "3080"]]
    )
    assert [(r["eligible"], r["insured"]) for r in records] == [("150", "120"), ("160", "110")]


def test_a_table_of_another_kind_below_is_not_lost():
    claim = [HEAD_OF_CLAIMS, ["红安县", "2018", *PAID[1:-4], "6200", "4100", "2100", "1050"]]
    found, records = read(
        [["参保"], HEAD, ONE, ["合计", *[""] * 4, "150", "120", "3360"], [], ["理赔"], *claim], "claims"
    )
    assert records[0]["paid_rmb"] == "1050.00" and rows_of(found, "enrolment")[0]["insured"] == "120"
    (enrolment,) = [table for table in found.tables if table.table == "enrolment"]
    assert [(one.row, one.value) for one in enrolment.stated if one.column == "insured"] == [(4, "120")]


HEAD_OF_CLAIMS = ["县", "保单年度", *CLAIMS_HEADER[1:-1]]


def test_a_header_that_is_printed_again_begins_no_table():
    rows = [
        ["2018年度参保"],
        HEAD,
        ONE,
        ["2018年度参保（续表）"],
        HEAD,
        OTHER,
        ["合计", *[""] * 4, "310", "230", "6440"],
    ]
    found, _ = read(rows)
    assert [p.begins for p in found.proposals] == [""] and found.tables[0].stated[-1].value == "6440.00"


KEYS = ["县", "保单年度", "起保月份", "年龄段"]
NUMBERS = ["应保人数", "参保人数", "保费（元）"]
KEYED = ["红安县", "2018", "2018-05", "18-29"]
WOMEN, MEN = ["150", "120", "3360"], ["160", "110", "3080"]


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        ([["女", *[""] * 7, "男"], [*KEYS, *NUMBERS, "", *KEYS, *NUMBERS], [*KEYED, *WOMEN, "", *KEYED, *MEN]], []),
        (
            [
                [*KEYS, "女", "", "", "男", "", "", "合计"],
                ["", "", "", "", *NUMBERS * 3],
                [*KEYED, *WOMEN, *MEN, "310", "230", "6440"],
            ],
            ["E1:G1", "H1:J1", "K1:M1", "A1:A2", "B1:B2", "C1:C2", "D1:D2"],
        ),
    ],
    ids=["two tables", "one table, numbers by sex"],
)
def test_women_and_men_side_by_side(rows, merged):
    _, records = read(rows, merged=merged)
    assert [(r["sex"], r["insured"], r["premium_rmb"]) for r in records] == [
        ("female", "120", "3360.00"),
        ("male", "110", "3080.00"),
    ]


def test_tables_of_two_kinds_side_by_side():
    rows = [[*HEAD, "", "月份", "筹款（元）", "支出（元）"], [*ONE, "", "2018-05", "12", "1"], OTHER]
    found, records = read(rows)
    assert len(records) == 2
    (fund,) = rows_of(found, "funds")
    assert fund["raised_rmb"] == "12.00"
    (funds,) = [table for table in found.tables if table.table == "funds"]
    assert str(funds.origins[0].cell("raised_rmb", fund["row"])) == "K2"


@pytest.mark.parametrize("names", [("女", "男"), ("Women 2018", "Men 2018"), ("females", "males")])
def test_women_on_one_sheet_and_men_on_another(names):
    sheets = [sheet([[*KEYS, *NUMBERS], [*KEYED, *n]], s) for s, n in zip(names, (WOMEN, MEN), strict=True)]
    found = understand(sheets, NEW, {})
    assert not found.questions
    assert [(r["sex"], r["insured"]) for r in rows_of(found, "enrolment")] == [("female", "120"), ("male", "110")]


def test_numbers_of_both_sexes_together_are_not_taken_for_those_of_one():
    found = understand([sheet([[*KEYS, *NUMBERS], [*KEYED, *WOMEN]], "男女")], NEW, {})
    assert "not_by_sex_and_age" in {fault.rule for fault in found.faults}


def test_a_table_below_that_is_none_of_ours_is_asked_about_by_its_cell():
    found = understand([sheet([HEAD, ONE, OTHER, [], ["片区", "负责", "户数"], ["东", "二", "12"]], "参保")], NEW, {})
    assert [p.records for p in found.proposals if p.table == "enrolment"] == [2]
    (question,) = found.questions
    assert "参保!A5:C5" in question.said.en


def test_blocks_by_county_with_women_and_men_side_by_side():
    top, below = ["起保月份", "年龄段", "女", "", "", "男"], ["", "", *NUMBERS * 2]
    blocks = [["红安县2018年度"], top, below, [*KEYED[2:], *WOMEN, *MEN], []]
    blocks += [["麻城市2018年度"], top, below, [*KEYED[2:], *MEN, *WOMEN]]
    merged = ["A2:A3", "B2:B3", "C2:E2", "F2:H2", "A7:A8", "B7:B8", "C7:E7", "F7:H7"]
    _, records = read(blocks, merged=merged)
    assert [(r["adcode"], r["sex"], r["insured"]) for r in records] == [
        ("421122", "female", "120"),
        ("421122", "male", "110"),
        ("421181", "female", "110"),
        ("421181", "male", "120"),
    ]


def test_a_county_whose_name_ends_another_name_is_not_meant_by_that():
    _, records = read([["镇雄县2018年度参保"], HEAD[2:], ONE[2:], [], ["河北雄县2018年度参保"], HEAD[2:], OTHER[2:]])
    assert [r["adcode"] for r in records] == ["530627", "130638"]


def test_the_county_of_one_of_several_tables_is_asked_for_that_one_only():
    rows = [["一片2018年度参保"], HEAD[2:], ONE[2:], [], ["二片2018年度参保"], HEAD[2:], OTHER[2:]]
    asked = understand([sheet(rows, "参保")], NEW, {}).questions
    assert [q.key for q in asked] == ["county:a.xlsx/参保#1", "county:a.xlsx/参保#2"]


def test_policy_years_side_by_side():
    keys = ["县", "起保月份", "性别", "年龄段"]
    rows = [
        [*keys, "2017年度", "", "", "2018年度"],
        [*[""] * 4, *NUMBERS * 2],
        ["红安县", "2018-01", "女", "18-29", *WOMEN, *MEN],
    ]
    _, records = read(rows, merged=["E1:G1", "H1:J1", *(f"{at}1:{at}2" for at in "ABCD")])
    assert [(r["policy_year"], r["insured"]) for r in records] == [("2017", "120"), ("2018", "110")]


def test_a_summary_below_the_records_is_asked_about_and_left_out():
    rows = [HEAD, ONE, OTHER, [], ["县", "参保人数", "参保率", "保费（元）"], ["红安县", "230", "74.2%", "6440"]]
    (asked,) = understand([sheet(rows, "参保")], NEW, {}).questions
    assert asked.key.startswith("table:") and asked.proposed == "none" and "参保!A5:D5" in asked.said.en
    done = understand([sheet(rows, "参保")], NEW, {asked.key: "none"})
    assert not done.questions and [p.table for p in done.proposals] == ["enrolment", ""]
    told = understand([sheet(rows, "参保")], NEW, {asked.key: "enrolment"})
    assert "not_by_sex_and_age" in {fault.rule for fault in told.faults}


def single(title, heading=("县", "年龄段", "男", "女", "合计"), name="Sheet1", file="a.xlsx", top=()):
    body = [
        ["红安县", "18-29", "10", "12", "22"],
        ["红安县", "30-39", "11", "13", "25"],
        ["合计", "", "21", "25", "47"],
    ]
    return sheet([[title], *top, [*heading], *body], name, file)


@pytest.mark.parametrize(
    ("title", "canonical", "more"),
    [
        ("2018年参保人数", "insured", {}),
        ("红安县2018年建档立卡贫困人口情况表（单位：人）", "eligible", {}),
        ("2018年保费（万元）", "premium_rmb", {}),
        ("People insured by county, 2018", "insured", {"heading": ("County", "Age band", "Male", "Female", "Total")}),
        ("2018年", "insured", {"name": "参保人数"}),
        ("2018年", "eligible", {"file": "2018年应保人数.xlsx"}),
        ("2018年参保人数", "insured", {"top": [["填表单位：红安县扶贫办", "", "", "", "单位：人"]]}),
        (
            "2018年参保人数",
            "insured",
            {"top": [["县", "年龄段", "其中", "", "合计"]], "heading": ("", "", "男", "女", "")},
        ),
    ],
)
def test_women_men_and_total_as_single_columns_below_a_title_that_names_the_number(title, canonical, more):
    found = understand([single(title, **more)], NEW, {})
    asked = {question.key.partition(":")[0] for question in found.questions}
    assert "table" not in asked and "which" not in asked
    times = 10_000 if canonical == "premium_rmb" else 1
    assert [(r["sex"], float(r[canonical]) / times) for r in rows_of(found, "enrolment")] == [
        ("male", 10),
        ("male", 11),
        ("female", 12),
        ("female", 13),
    ]


def test_the_sum_beside_single_columns_is_held_against_them():
    rows = [["2018年参保人数"], [*KEYS, "男", "女", "合计"], [*KEYED, "10", "12", "22"], [*KEYED, "11", "13", "25"]]
    found, records = read(rows)
    (wrong,) = [fault for fault in found.faults if fault.rule == "stated_beside"]
    assert [*map(str, wrong.cells)] == ["G4"] and wrong.value == "25" and len(records) == 4


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("2018年参保情况", {}),
        ("2018年应保人数及参保人数", {}),
        ("2018年参保率", {}),
        ("2018年未参保人数", {}),
        ("2018年参保户数", {}),
        ("2018年新增参保人数", {}),
        ("2018年赔付人次（参保人数）", {}),
        ("Uninsured people 2018", {}),
        ("2018年参保人数", {"name": "应保人数"}),
        ("2018年参保人数", {"heading": ("县", "保费", "男", "女", "合计")}),
        ("2018年参保人数", {"heading": ("县", "参保率", "男", "女", "合计")}),
        ("2018年参保人数", {"heading": ("县", "年龄段", "男", "男", "合计")}),
    ],
)
def test_where_the_title_leaves_a_doubt_single_columns_are_asked_about(title, more):
    found = understand([single(title, **more)], NEW, {})
    assert found.questions and not any(proposal.fixed.get("sex") for proposal in found.proposals)
    assert not any(fault.rule == "stated_beside" for fault in found.faults)
