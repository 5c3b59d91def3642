"""Sheets as offices fill them become filled tables: every value plain, every row with its cell, doubts asked."""

import pytest

from backbone.publish.mapping import Sender, understand
from backbone.publish.raw import TABLES
from tests.sheets import sheet

NEW = Sender("somebody")
CLAIMS_HEADER, PAID, REJECTED = (
    line.split()
    for line in (
        "序号 案件号 年龄 性别 病种 医院级别 入院日期 申请日期 结案日期 理赔结论 拒赔原因"
        " 医疗总费用 医保报销 个人自付 赔付金额 备注",
        "1 C01 45 女 肿瘤 县级 2018年9月2日 2018/9/18 2018-09-21 赔付 - 0.62 0.41 0.21 0.105",
        "2 C02 35岁 男 肺炎 县级 20180903 2018/9/19 2018-09-22 拒赔 材料不全 0.5 0.41 0.09 0",
    )
)
CLAIMS = [
    ["湖北省红安县2018年度顶梁柱保险理赔明细表（截至2019年8月）"],
    ["单位：万元"],
    CLAIMS_HEADER,
    PAID,
    REJECTED,
    ["合 计", *[""] * 10, "1.12", "0.82", "0.30", "0.105"],
    [],
    ["填表人：张三", "", "审核：李四"],
]


def rows_of(understood, table):
    filled = next(filled for filled in understood.tables if filled.table == table)
    return filled.rows.to_pylist()


def blocking(understood):
    return [fault for fault in understood.faults if fault.rule != "no_table"]


def test_a_sheet_of_claims_is_read_whole():
    found = understand([sheet(CLAIMS, "理赔", merged=["A1:P1"])], NEW, {})
    assert not found.questions and not blocking(found)
    one, other = rows_of(found, "claims")
    assert one == {
        "claim_id": "C01",
        "adcode": "421122",
        "policy_year": "2018",
        "age": "45",
        "sex": "female",
        "illness": "cancer",
        "hospital_tier": "county",
        "admitted_on": "2018-09-02",
        "submitted_on": "2018-09-18",
        "decided_on": "2018-09-21",
        "outcome": "paid",
        "reject_reason": None,
        "hospital_cost_rmb": "6200.00",
        "public_paid_rmb": "4100.00",
        "out_of_pocket_rmb": "2100.00",
        "paid_rmb": "1050.00",
        "origin": 0,
        "row": 4,
    }
    assert (other["age"], other["reject_reason"], other["row"]) == ("35", "papers_missing", 5)


def test_every_value_knows_its_column_and_a_total_below_is_kept_to_check_with():
    (filled,) = understand([sheet(CLAIMS, "理赔")], NEW, {}).tables
    (origin,) = filled.origins
    assert origin.letters["claim_id"] == "B" and origin.letters["paid_rmb"] == "O" and "adcode" not in origin.letters
    assert {(one.column, one.value, one.row) for one in filled.stated} == {
        ("hospital_cost_rmb", "11200.00", 6),
        ("public_paid_rmb", "8200.00", 6),
        ("out_of_pocket_rmb", "3000.00", 6),
        ("paid_rmb", "1050.00", 6),
    }


def test_what_is_left_out_is_said():
    (proposal,) = understand([sheet(CLAIMS, "理赔")], NEW, {}).proposals
    assert proposal.header == (3, 3) and (proposal.first, proposal.last, proposal.records) == (4, 5, 2)
    assert [column.heading for column in proposal.ignored] == ["序号", "备注"]
    assert {rows for left in proposal.left_out for rows in left.rows} == {6, 8}


def test_a_sheet_without_a_table_is_said_to_be_left_out():
    found = understand([sheet([["封面"], ["某某办公室"], ["2018年"]], "封面")], NEW, {})
    assert [(p.table, p.sheet) for p in found.proposals] == [("", "封面")] and not found.tables
    assert {fault.rule for fault in found.faults} == {"no_table"} and len(found.faults) == len(TABLES)


MONTHS = [
    ["2018年度各县参保情况"],
    ["县（市、区）", "性别", "年龄段", "2018年5月", "", "", "2018年6月"],
    ["", "", "", "应保人数", "参保人数", "保费(元)", "应保人数", "参保人数", "保费(元)"],
    ["红安县", "女", "18-29", "150", "100", "2,500", "20", "10", "250"],
    ["", "男", "18-29岁", "120", "90", "2250"],
    ["合计", "", "", "270", "190", "4750", "20", "10", "250"],
]
MERGED = ["A1:I1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:I2", "A4:A5"]


def test_a_column_a_month_is_a_row_a_month_and_each_keeps_its_letters():
    found = understand([sheet(MONTHS, "参保", merged=MERGED)], NEW, {})
    assert not found.questions and not blocking(found)
    rows = rows_of(found, "enrolment")
    assert [(r["month"], r["sex"], r["eligible"], r["insured"], r["premium_rmb"]) for r in rows] == [
        ("2018-05", "female", "150", "100", "2500.00"),
        ("2018-05", "male", "120", "90", "2250.00"),
        ("2018-06", "female", "20", "10", "250.00"),
    ]
    assert {(r["adcode"], r["policy_year"], r["age_band"]) for r in rows} == {("421122", "2018", "18-29")}
    (filled,) = found.tables
    may, june = filled.origins
    assert may.letters["insured"] == "E" and june.letters["insured"] == "H" and rows[2]["origin"] == 1
    assert (filled.stated[1].column, filled.stated[1].value, filled.stated[1].origin) == ("insured", "190", 0)


@pytest.mark.parametrize("table", TABLES)
def test_our_own_columns_go_through_without_a_question(table):
    header = list(TABLES[table])
    found = understand([sheet([header, [f"x{n}" for n in range(len(header))]], file=f"{table}.parquet")], NEW, {})
    assert not found.questions and not blocking(found)
    (proposal,) = found.proposals
    assert proposal.table == table and {column.confidence for column in proposal.columns} == {1.0}
    assert list(rows_of(found, table)[0].values()) == [*(f"x{n}" for n in range(len(header))), 0, 2]
