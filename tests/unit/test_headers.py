"""What the heading of a column may mean, and in which unit it counts."""

from decimal import Decimal

import pytest

from backbone.publish.columns import COLUMNS
from backbone.publish.naming import headers


def _best(header, table=""):
    found = headers.match(header, table)
    return {(c.table, c.column) for c in found if c.confidence == found[0].confidence}


@pytest.mark.parametrize("table", COLUMNS)
def test_a_column_is_known_by_its_own_names_with_and_without_its_unit(table):
    for column, described in COLUMNS[table].items():
        for said in (described.name, described.heading):
            for header in (column, said.en, said.zh, said.en.upper(), f" {said.zh} ", f"{said.zh} {said.en}"):
                assert _best(header, table) == {(table, column)}, header


@pytest.mark.parametrize(
    ("header", "table", "column", "factor"),
    [
        ("保费(万元)", "enrolment", "premium_rmb", 10000),
        ("保费万元", "enrolment", "premium_rmb", 10000),
        ("保费/万元", "enrolment", "premium_rmb", 10000),
        ("保 费（人民币千元）", "enrolment", "premium_rmb", 1000),
        ("Premium, RMB 10,000", "enrolment", "premium_rmb", 10000),
        ("Premium (RMB'000)", "enrolment", "premium_rmb", 1000),
        ("保费 Premium (RMB 10,000)", "enrolment", "premium_rmb", 10000),
        ("保费\n金额（万元）", "enrolment", "premium_rmb", 10000),
        ("参保人数（万人）", "enrolment", "insured", 10000),
        ("建档立卡人数", "enrolment", "eligible", None),
        ("实赔", "claims", "paid_rmb", None),
        ("赔付金额/元", "claims", "paid_rmb", 1),
        ("Amount paid in RMB million", "claims", "paid_rmb", 1000000),
        ("报案日期", "claims", "submitted_on", None),
        ("申请日期", "claims", "submitted_on", None),
        ("结案日期", "claims", "decided_on", None),
        ("拒赔原因", "claims", "reject_reason", None),
        ("医疗总费用（元）", "claims", "hospital_cost_rmb", 1),
        ("医保报销", "claims", "public_paid_rmb", None),
        ("自付", "claims", "out_of_pocket_rmb", None),
        ("Submision date", "claims", "submitted_on", None),
        ("赔负金额", "claims", "paid_rmb", None),
        ("起保月份(YYYY-MM)", "enrolment", "month", None),
        ("序号", "", "number", None),
        ("省", "", "province", None),
    ],
)
def test_a_heading_means_a_column_and_names_its_unit(header, table, column, factor):
    assert _best(header) == {(table, column)}
    unit = headers.read(header).unit
    assert (unit and unit.factor) == (None if factor is None else Decimal(factor))


def test_a_heading_of_several_tables_is_a_candidate_in_each():
    assert _best("行政区划代码") == {(table, "adcode") for table in ("enrolment", "claims", "counties")}
    assert _best("县名", "counties") == {("counties", "name_zh")} and _best("县名", "claims") == {("claims", "adcode")}


def test_what_may_mean_several_things_is_no_certain_word():
    assert {c.column for c in headers.match("人数")} == {"eligible", "insured"}
    assert all(c.confidence <= headers.SAID_OF_OTHERS for c in headers.match("金额"))


@pytest.mark.parametrize(
    "header",
    [
        "",
        " ",
        "姓名",
        "身份证号",
        "联系电话",
        "2018年5月",
        "拒赔率(%)",
        "Growth rate",
        "未参保人数",
        "赔付人次",
        "人均赔付",
        "保费（人）",
    ],
)
def test_what_is_no_column_of_ours_means_nothing(header):
    assert headers.match(header) == ()


@pytest.mark.parametrize(
    ("header", "rate"),
    [
        ("参保率(%)", "coverage"),
        ("Coverage rate", "coverage"),
        ("Insured %", "coverage"),
        ("人均保费", "premium_per_person"),
    ],
)
def test_a_rate_is_known_as_one_and_is_no_number_of_ours(header, rate):
    assert _best(header) == {("", rate)}


def test_a_heading_of_any_length_is_answered():
    for header in ("参保人数" * 100000 + "\n" * 100000, "(" * 100000, "\u0000" * 100000, "保费\n" * 100000):
        headers.match(header)
        headers.stated_units(header)


def test_units_that_are_stated_above_a_table():
    def factors(text):
        return {unit.kind: int(unit.factor) for unit in headers.stated_units(text)}

    assert (
        factors("单位：万元") == factors("（金额单位:人民币万元）") == factors("Unit: RMB 10,000") == {"amount": 10000}
    )
    assert factors("单位：万元、人次") == {"amount": 10000, "count": 1}
    assert factors("制表单位：红安县扶贫办") == factors("填报单位") == factors("") == {}
