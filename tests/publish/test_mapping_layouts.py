"""Layouts that offices choose: two-row headers, sheets by county, codes beside names, months without a year."""

import duckdb
import pytest

from backbone.publish.checking.check import check
from backbone.publish.mapping import Sender, remembered, understand
from tests.publish.test_mapping import CLAIMS, NEW, VAGUE, blocking, rows_of
from tests.sheets import sheet

BY_COUNTY = [
    ["起保月份", "性别", "年龄段", "应保人数", "参保人数", "保费(万元)"],
    ["5月", "女", "18-29", "150", "100", "0.25"],
    ["小计", "", "", "150", "100", "0.25"],
]


def test_one_sheet_a_county_takes_county_and_year_from_its_names():
    sheets = [sheet(BY_COUNTY, name, "2018年度参保.xlsx") for name in ("红安县", "麻城")]
    found = understand(sheets, NEW, {})
    assert not found.questions and not blocking(found)
    rows = rows_of(found, "enrolment")
    assert [(r["adcode"], r["policy_year"], r["month"], r["premium_rmb"]) for r in rows] == [
        ("421122", "2018", "2018-05", "2500.00"),
        ("421181", "2018", "2018-05", "2500.00"),
    ]
    assert [(one.origin, one.value) for one in found.tables[0].stated if one.column == "insured"] == [
        (0, "100"),
        (1, "100"),
    ]


def test_a_county_that_no_name_tells_is_asked_and_remembered_only_of_a_sheet_with_a_name():
    found = understand([sheet(BY_COUNTY, "城关", "2018年度参保.xlsx")], NEW, {})
    (asked,) = found.questions
    assert asked.key == "place:/城关" and "421122" in asked.choices
    assert not understand([sheet(BY_COUNTY, "城关", "2018年度参保.xlsx")], NEW, {asked.key: "421122"}).questions
    known = Sender("x", places={"/城关": "421122"})
    assert not understand([sheet(BY_COUNTY, "城关", "2018年度参保.xlsx")], known, {}).questions
    (asked,) = understand([sheet(BY_COUNTY, "Sheet1", "2018年度参保.xlsx")], NEW, {}).questions
    assert asked.key == "county:2018年度参保.xlsx/Sheet1"


def test_a_header_of_two_rows_names_its_columns_by_both():
    above = "赔案号 所在县 被保险人 _ 疾病 医院级别 时间 _ _ 结论 拒赔原因 费用（千元） _ _ _"
    below = "_ _ 性别 年龄 _ _ 入院 申请 结案 _ _ 总费用 医保报销 个人自付 赔付金额"
    numbers = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"
    record = "C1 红安县 女 45 癌症 县 2018-09-02 2018-09-03 2018-09-05 赔付 - 6.2 4.1 2.1 1.05"
    lines = [[cell.strip("_") for cell in line.split()] for line in (above, below, numbers, record)]
    rows = [["2018年度理赔明细"], *lines]
    found = understand([sheet(rows, merged=["C2:D2", "G2:I2", "L2:O2"])], NEW, {})
    assert not found.questions and not blocking(found)
    (row,) = rows_of(found, "claims")
    assert (row["submitted_on"], row["decided_on"], row["paid_rmb"]) == ("2018-09-03", "2018-09-05", "1050.00")
    assert found.proposals[0].header == (2, 3)


def test_codes_are_held_against_the_names_beside_them():
    head = ["行政区划代码", "县名", "加入日期"]
    good = understand([sheet([head, ["421122", "红安县", "2017-07-01"]])], NEW, {})
    assert not good.questions and rows_of(good, "counties")[0]["adcode"] == "421122"
    enrolment = [
        ["区划代码", *BY_COUNTY[0], "县"],
        ["421122", *BY_COUNTY[1], "红安"],
        ["530627", *BY_COUNTY[1], "麻城市"],
    ]
    found = understand([sheet(enrolment, file="2018年度参保.xlsx")], NEW, {})
    (asked,) = found.questions
    assert {"530627", "421181"} <= set(asked.choices) and not asked.proposed
    done = understand([sheet(enrolment, file="2018年度参保.xlsx")], NEW, {asked.key: "421181"})
    assert [r["adcode"] for r in rows_of(done, "enrolment")] == ["421122", "421181"]


def test_a_code_of_before_becomes_the_code_of_today():
    found = understand([sheet([["adcode", "中文名", "加入日期"], ["610928", "旬阳", "2018-03-01"]])], NEW, {})
    assert not found.questions and rows_of(found, "counties")[0]["adcode"] == "610981"


def test_a_county_is_looked_for_in_its_province_and_asked_where_none_is_certain():
    head = ["省", "县", "加入日期"]
    rows = [
        head,
        ["湖北省", "红安", "2017-07-01"],
        ["湖北省", "红按县", "2017-07-01"],
        ["河北省", "鹿泉", "2018-01-01"],
    ]
    found = understand([sheet(rows)], NEW, {})
    asked = {q.key: q for q in found.questions}["place:420000/红按县"]
    assert next(iter(asked.choices)) == "421122" and "421181" in asked.choices
    done = understand([sheet(rows[:3])], NEW, {"place:420000/红按县": "421122"})
    assert not done.questions and {r["adcode"] for r in rows_of(done, "counties")} == {"421122"}


def test_a_list_of_counties_in_english_has_their_chinese_names():
    found = understand([sheet([["County", "Joined on"], ["Hong'an", "2017-07-01"]])], NEW, {})
    (row,) = rows_of(found, "counties")
    assert (row["adcode"], row["name_zh"], row["name_en"]) == ("421122", "红安县", "Hong'an")


def test_months_side_by_side_with_numbers_as_rows_each_know_their_cell():
    rows = [
        ["资金（单位：万元）"],
        ["项目", "2018年1月", "2018年2月", "合计"],
        ["筹款", "12", "13", "25"],
        ["支出", "1", "2", "3"],
    ]
    found = understand([sheet(rows)], NEW, {})
    assert not found.questions
    assert [(r["month"], r["raised_rmb"], r["spent_rmb"]) for r in rows_of(found, "funds")] == [
        ("2018-01", "120000.00", "10000.00"),
        ("2018-02", "130000.00", "20000.00"),
    ]
    (filled,) = found.tables
    at = [str(filled.origins[r["origin"]].cell("spent_rmb", r["row"])) for r in filled.rows.to_pylist()]
    assert at == ["B4", "C4"]
    (proposal,) = found.proposals
    assert [(c.letters, c.canonical) for c in proposal.columns] == [
        ("2", "month"),
        ("3", "raised_rmb"),
        ("4", "spent_rmb"),
    ]
    assert (proposal.header, proposal.first, proposal.last, proposal.records) == ((2, 2), 3, 4, 2)
    assert [(o.value, o.over, str(filled.origins[o.origin].cell(o.column, o.row))) for o in filled.stated] == [
        ("250000.00", (0, 1), "D3"),
        ("30000.00", (0, 1), "D4"),
    ]


def test_a_total_beside_months_is_held_against_all_of_them():
    head = ["项目", "2018年1月", "2018年2月", "合计"]
    rows = [["资金（单位：万元）"], head, ["筹款", "12", "13", "26"], ["支出", "1", "2", "3"]]
    found = check(duckdb.connect(), understand([sheet(rows)], NEW, {}).tables, "2018-12")
    assert [str(fault.cells[0]) for fault in found if fault.rule == "stated_total"] == ["D3"]


def test_months_without_a_year_are_asked_of_which_year():
    rows = [["月份", "筹款（元）", "支出（元）"], ["1月", "12", "1"], ["2月", "13", "2"]]
    (asked,) = understand([sheet(rows)], NEW, {}).questions
    done = understand([sheet(rows)], NEW, {asked.key: "2018"})
    assert [r["month"] for r in rows_of(done, "funds")] == ["2018-01", "2018-02"]


def test_a_summary_is_asked_about_and_can_be_left_out():
    summary = sheet([["县", "理赔件数", "赔付金额（元）"], ["红安县", "12", "13000"], ["合计", "12", "13000"]], "汇总")
    (asked,) = understand([summary], NEW, {}).questions
    assert asked.key.startswith("table:") and not asked.proposed
    left = understand([summary], NEW, {asked.key: "none"})
    assert not left.questions and not left.tables and left.proposals[0].table == ""


def test_sub_totals_signatures_and_headers_once_more_are_no_records():
    head, *rows = VAGUE
    laid_out = [head, *rows, ["红安县小计", "", "", "", "270", "190", "4750"], head, *rows]
    laid_out += [["总计", "", "", "", "540", "380", "9500"], ["填表人：张三", "审核：李四"]]
    (proposal,) = understand([sheet(laid_out)], NEW, {}).proposals
    assert proposal.records == 4
    assert sorted(row for left in proposal.left_out for row in left.rows) == [4, 5, 8, 9]


def test_what_a_steward_edits_goes_before_what_was_proposed():
    key = understand([sheet(CLAIMS, "理赔")], NEW, {}).proposals[0].key
    swapped = {f"column:{key}/入院日期": "submitted_on", f"column:{key}/申请日期": "admitted_on"}
    swapped |= {f"column:{key}/拒赔原因": "ignore", f"unit:{key}/赔付金额": "1000"}
    found = understand([sheet(CLAIMS, "理赔")], NEW, swapped)
    row = rows_of(found, "claims")[0]
    assert (row["admitted_on"], row["submitted_on"], row["paid_rmb"]) == ("2018-09-18", "2018-09-02", "105.00")
    assert rows_of(found, "claims")[1]["reject_reason"] is None
    assert "拒赔原因" in [column.heading for column in found.proposals[0].ignored]


def test_the_rows_of_a_header_can_be_said():
    odd = [["县", "年"], ["x", "y"], *CLAIMS[2:5]]
    found = understand([sheet(odd, file="f.xlsx")], NEW, {"header:f.xlsx": "3"})
    assert found.proposals[0].header == (3, 3) and found.proposals[0].records == 2


@pytest.mark.parametrize("heading", ["身份证号", "经办人", "联系电话"])
def test_no_sample_is_shown_of_a_column_that_may_be_personal(heading):
    rows = [[*row, extra] for row, extra in zip(CLAIMS[2:5], [heading, "张三", "13800138000"], strict=True)]
    (proposal,) = understand([sheet(rows, "2018年度")], NEW, {}).proposals
    assert proposal.columns[-1].heading == heading and not proposal.columns[-1].samples


def test_a_column_without_a_heading_is_listed():
    rows = [*CLAIMS[:3], [*CLAIMS[3], "", "odd"], CLAIMS[4]]
    (proposal,) = understand([sheet(rows, "理赔")], NEW, {}).proposals
    assert proposal.columns[-1].letters == "Q" and not proposal.columns[-1].canonical


BLOCKS = [
    ["县", "保单年度", "起保月份", "性别", "年龄段", "应保人数", "参保人数", "保费（元）"],
    *(
        [county if n == 0 else "", "2018", "2018-05", "女男"[n % 2], band, "150", "100", "2500"]
        for county in ("红安县", "麻城市")
        for n, band in enumerate(("18-29", "18-29", "30-39", "30-39"))
    ),
]


def test_a_county_in_the_first_row_of_its_block_is_asked_about_once_and_remembered():
    known = understand([sheet(BLOCKS, "参保")], NEW, {})
    (asked,) = known.questions
    assert asked.proposed == "same"
    done = understand([sheet(BLOCKS, "参保")], NEW, {asked.key: "same"})
    assert [r["adcode"] for r in rows_of(done, "enrolment")] == ["421122"] * 4 + ["421181"] * 4
    sender = remembered(NEW, done, {asked.key: "same"})
    assert not understand([sheet(BLOCKS, "参保")], sender, {}).questions
    left = understand([sheet(BLOCKS, "参保")], NEW, {asked.key: "empty"})
    assert not left.questions and [r["adcode"] for r in rows_of(left, "enrolment")].count(None) == 6


def test_one_empty_cell_among_filled_ones_is_left_empty():
    rows = [BLOCKS[0], *(["红安县", *row[1:]] for row in BLOCKS[1:4]), ["", *BLOCKS[4][1:]]]
    found = understand([sheet(rows, "参保")], NEW, {})
    assert not found.questions and rows_of(found, "enrolment")[3]["adcode"] is None


def test_a_row_of_units_below_the_header_counts_and_what_it_explains_is_no_record():
    below = ["（填至县）", "四位", "年月", "男/女", "", "人", "人次", "万元"]
    head = [*BLOCKS[0][:7], "保费"]
    rows = [head, below, ["红安县", "2018", "2018-05", "女", "18-29", "150", "100", "0.25"]]
    found = understand([sheet(rows, "参保")], NEW, {})
    assert not found.questions and [r["premium_rmb"] for r in rows_of(found, "enrolment")] == ["2500.00"]
    assert found.proposals[0].header == (1, 2)


def test_dates_in_a_column_that_is_named_for_sure_are_faults_of_their_cells_and_no_question():
    rows = [
        [*row[:6], *("18.5.3" if n > 1 and 6 <= m <= 8 else cell for m, cell in enumerate(row[6:9], 6)), *row[9:]]
        for n, row in enumerate(CLAIMS)
        if len(row) > 9
    ]
    found = understand([sheet(rows, "2018年度红安县理赔")], NEW, {})
    assert not [q for q in found.questions if q.key.startswith("which:")]
