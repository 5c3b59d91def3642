"""Sheets as offices fill them become filled tables: every value plain, every row with its cell, doubts asked."""

import pytest

from backbone.publish.mapping import Sender, remembered, understand
from backbone.publish.mapping.sender import Known
from backbone.publish.raw import TABLES, PublishError
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


def test_an_empty_amount_is_nothing_where_a_claim_was_rejected_or_waits_and_missing_where_it_was_paid():
    waits = [*REJECTED[:8], "", "处理中", "", *REJECTED[11:-1], ""]
    rows = [*CLAIMS[:3], [*PAID[:-1], ""], [*REJECTED[:-1], ""], waits]
    found = understand([sheet(rows, "理赔")], NEW, {})
    assert [row["paid_rmb"] for row in rows_of(found, "claims")] == [None, "0", "0"]


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


# -- what is asked -------------------------------------------------------------------------------------------------

VAGUE = [
    ["县", "月份", "性别", "年龄段", "应保", "人数", "保费"],
    ["红安县", "2018-05", "女", "18-29", "150", "100", "2500"],
    ["麻城市", "2018-05", "男", "30-39", "120", "90", "2250"],
]


def answered(found):
    """The answers that are proposed, or the first where none is."""
    return {q.key: q.proposed or next(iter(q.choices)) for q in found.questions}


def test_a_vague_heading_and_a_missing_year_are_asked_with_what_seems_right():
    found = understand([sheet(VAGUE, "参保")], NEW, {})
    asked = {q.key.rpartition("/")[2]: q for q in found.questions}
    assert set(asked) == {"month", "insured", "policy_year"}
    assert asked["month"].proposed == "月份" and asked["insured"].proposed == "人数"
    assert "month" in asked["policy_year"].choices
    done = understand([sheet(VAGUE, "参保")], NEW, answered(found))
    assert not done.questions and not blocking(done)
    assert [(r["insured"], r["month"], r["policy_year"]) for r in rows_of(done, "enrolment")] == [
        ("100", "2018-05", "2018"),
        ("90", "2018-05", "2018"),
    ]


def test_two_columns_that_are_as_good_are_asked_about_and_none_is_proposed():
    header = [*CLAIMS_HEADER[:-1], "赔付金额"]
    rows = [["2018年度理赔明细 红安县"], header, [*PAID, "0.2"], [*REJECTED, "0"]]
    (asked,) = (q for q in understand([sheet(rows)], NEW, {}).questions if q.key.startswith("which:"))
    assert asked.key.endswith("/paid_rmb") and not asked.proposed
    assert {"赔付金额", "赔付金额 #2"} <= set(asked.choices)
    done = understand([sheet(rows)], NEW, {asked.key: "赔付金额 #2"})
    assert not [q for q in done.questions if q.key.startswith("which:")]
    assert done.tables[0].origins[0].letters["paid_rmb"] == "P"


def test_amounts_without_a_unit_that_cannot_be_yuan_are_asked():
    rows = [["2018年度理赔明细 红安县"], CLAIMS_HEADER, PAID, REJECTED]
    found = understand([sheet(rows)], NEW, {})
    units = [q for q in found.questions if q.key.startswith("unit:")]
    assert len(units) == 4 and "10000" in units[0].choices
    done = understand([sheet(rows)], NEW, {q.key: "10000" for q in units})
    assert not done.questions and rows_of(done, "claims")[0]["paid_rmb"] == "1050.00"


def test_ten_thousands_without_a_noun_count_people_and_yuan_alike():
    head = ["县", "保单年度", "起保月份", "性别", "年龄段", "应保人数（万）", "参保人数（万）", "保费（万）"]
    rows = [head, ["红安县", "2018", "2018-05", "女", "18-29岁", "0.12", "0.1086", "3.0408"]]
    found = understand([sheet(rows)], NEW, {})
    (row,) = rows_of(found, "enrolment")
    assert not found.questions
    assert (row["eligible"], row["insured"], row["premium_rmb"]) == ("1200", "1086", "30408.00")


def test_a_start_month_that_no_heading_names_is_asked_and_else_missing():
    head = ["County", "Policy year", "Begin", "Sex", "Age band", "Eligible", "Insured", "Premium (RMB)"]
    rows = [head, ["Hongan", "2018", "2018.05", "F", "18-29", "1200", "1086", "30408"]]
    (asked,) = understand([sheet(rows)], NEW, {}).questions
    assert asked.key.startswith("which:") and asked.key.endswith("/month") and "Begin" in asked.choices
    done = understand([sheet(rows)], NEW, {asked.key: "Begin"})
    assert not done.questions and rows_of(done, "enrolment")[0]["month"] == "2018-05"
    without = understand([sheet(rows)], NEW, {asked.key: "none"})
    assert "missing_column" in [fault.rule for fault in blocking(without)]


def test_codes_of_twelve_digits_are_codes():
    rows = [SHORT, ["红安县", "2018-05-03", None, "421122000000"], ["麻城市", "2018-05-03", None, "421181.0"]]
    told = understand([sheet(rows)], NEW, {})
    assert not told.questions and [row["adcode"] for row in rows_of(told, "counties")] == ["421122", "421181"]
    alone = understand([sheet([[*SHORT[:3], "县名"], [None, "2018-05-03", None, "红安县"]])], NEW, {})
    assert [row["adcode"] for row in rows_of(alone, "counties")] == ["421122"]


def test_a_hidden_sheet_is_asked_about():
    hidden = sheet(CLAIMS, "旧", hidden=True)
    (asked,) = understand([hidden], NEW, {}).questions
    assert asked.key.startswith("hidden:")
    assert not understand([hidden], NEW, {asked.key: "read"}).questions
    left = understand([hidden], NEW, {asked.key: "ignore"})
    assert not left.questions and not left.tables and "hidden" in left.proposals[0].why.en


def test_enrolment_that_is_not_by_sex_and_age_is_refused_with_what_to_ask_for():
    rows = [
        ["2018年度参保"],
        ["县", "起保月份", "应保人数", "参保人数", "保费（元）"],
        ["红安县", "2018-05", "150", "100", "2500"],
    ]
    faults = blocking(understand([sheet(rows)], NEW, {}))
    assert [fault.rule for fault in faults] == ["not_by_sex_and_age"] * 2 and all(fault.blocks for fault in faults)


def test_dates_that_can_be_read_both_ways_are_asked_and_others_tell():
    header = ["name_zh", "加入日期", "退出日期", "区划代码"]
    both = [header, ["红安县", "03/05/2018", None, "421122"], ["麻城市", "04/06/2018", None, "421181"]]
    (asked,) = understand([sheet(both)], NEW, {}).questions
    assert set(asked.choices) == {"day", "month"}
    done = understand([sheet(both)], NEW, {asked.key: "day"})
    assert rows_of(done, "counties")[0]["joined_on"] == "2018-05-03"
    told = understand([sheet([*both, ["施甸县", "25/06/2018", None, "530521"]])], NEW, {})
    assert not told.questions and rows_of(told, "counties")[0]["joined_on"] == "2018-05-03"


SHORT = ["name_zh", "加入日期", "退出日期", "区划代码"]


def test_two_digits_for_a_year_are_read_where_the_column_leaves_no_doubt_and_it_says_so():
    told = understand(
        [sheet([SHORT, ["红安县", "18-05-03", None, "421122"], ["麻城市", "18-11-30", None, "421181"]])], NEW, {}
    )
    assert not told.questions and [row["joined_on"] for row in rows_of(told, "counties")] == [
        "2018-05-03",
        "2018-11-30",
    ]
    reason = told.proposals[0].columns[1].reason
    assert "18-05-03 is 2018-05-03" in reason.en and "18-05-03 即 2018-05-03" in reason.zh


def test_two_digits_for_a_year_are_asked_about_where_more_than_one_order_fits():
    both = [sheet([SHORT, ["红安县", "17-05-18", None, "421122"], ["麻城市", "18-06-17", None, "421181"]])]
    (asked,) = understand(both, NEW, {}).questions
    assert set(asked.choices) == {"year", "day"} and not asked.proposed
    done = understand(both, NEW, {asked.key: "year"})
    assert [row["joined_on"] for row in rows_of(done, "counties")] == ["2017-05-18", "2018-06-17"]


def test_a_day_that_is_none_does_not_make_the_order_of_the_others_doubtful():
    rows = [["红安县", f"18-05-{day:02d}", None, "421122"] for day in (3, 9, 12, 28)]
    told = understand([sheet([SHORT, *rows, ["麻城市", "18-02-30", None, "421181"]])], NEW, {})
    assert not told.questions and rows_of(told, "counties")[3]["joined_on"] == "2018-05-28"
    assert rows_of(told, "counties")[4]["joined_on"] == "18-02-30"  # as it was written: the checks name it


def test_the_order_that_one_quarter_told_is_known_in_the_next():
    told = [sheet([SHORT, ["红安县", "18-05-03", None, "421122"], ["麻城市", "18-11-30", None, "421181"]])]
    after = remembered(NEW, understand(told, NEW, {}), {})
    both = [sheet([SHORT, ["红安县", "17-05-18", None, "421122"]])]
    assert [question.key[:6] for question in understand(both, NEW, {}).questions] == ["dates:"]
    known = understand(both, after, {})
    assert not known.questions and rows_of(known, "counties")[0]["joined_on"] == "2017-05-18"


def test_a_word_that_may_mean_two_things_is_asked_once():
    rows = [row if n < 3 else [*row[:5], "二级", *row[6:]] for n, row in enumerate(CLAIMS[:5])]
    (asked,) = understand([sheet(rows)], NEW, {}).questions
    assert asked.key == "word:hospital_tier/二级" and not asked.proposed
    done = understand([sheet(rows)], NEW, {asked.key: "county"})
    assert {row["hospital_tier"] for row in rows_of(done, "claims")} == {"county"}


# -- what is remembered --------------------------------------------------------------------------------------------


def test_the_next_quarter_of_a_sender_goes_through_without_a_question(tmp_path):
    tier = [row if n < 3 else [*row[:5], "二级", *row[6:]] for n, row in enumerate([CLAIMS[0], [""], *CLAIMS[2:5]])]
    sheets = [sheet(VAGUE, "参保"), sheet(tier, "理赔"), sheet([*CLAIMS[:2], *CLAIMS[2:]], "旧", hidden=True)]
    found = understand(sheets, NEW, {})
    assert len(found.questions) > 5
    answers = answered(found) | {q.key: "10000" for q in found.questions if q.key.startswith("unit:")}
    done = understand(sheets, NEW, answers)
    assert not done.questions
    remembered(NEW, done, answers).save(tmp_path)
    again = Sender.load(tmp_path, NEW.name)
    later = [
        ["县", "月份", "性别", "年龄段", "应保", "人数", "保费"],
        ["红安县", "2019-01", "女", "18-29", "50", "40", "1000"],
    ]
    next_time = [sheet(later, "参保"), sheet([["红安县2019年度理赔"], *tier[1:]], "理赔"), sheets[2]]
    after = understand(next_time, again, {})
    assert not after.questions
    assert {r["policy_year"] for r in rows_of(after, "claims")} == {"2018", "2019"}
    assert rows_of(after, "enrolment")[0]["policy_year"] == "2019"


def test_a_hidden_sheet_that_is_left_out_takes_no_other_of_its_shape_with_it():
    sheets = [sheet(CLAIMS, "理赔"), sheet(CLAIMS, "旧", hidden=True)]
    (asked,) = understand(sheets, NEW, {}).questions
    answers = {asked.key: "ignore"}
    known = remembered(NEW, understand(sheets, NEW, answers), answers)
    for order in (sheets, sheets[::-1]):
        again = understand(order, known, {})
        assert not again.questions and len(rows_of(again, "claims")) == 2
        known = remembered(known, again, {})


def test_what_was_answered_once_holds_in_the_third_quarter_too():
    rows = [["红安县2018年理赔明细"], CLAIMS_HEADER, PAID, REJECTED]
    found = understand([sheet(rows)], NEW, {})
    answers = answered(found) | {q.key: "10000" for q in found.questions if q.key.startswith("unit:")}
    known = remembered(NEW, understand([sheet(rows)], NEW, answers), answers)
    for year in ("2019", "2020"):
        later = understand([sheet([[f"红安县{year}年理赔明细"], *rows[1:]])], known, {})
        assert not later.questions and rows_of(later, "claims")[0]["policy_year"] == year
        known = remembered(known, later, {})


def test_only_what_is_new_is_asked_of_a_known_sender(tmp_path):
    found = understand([sheet(VAGUE, "参保")], NEW, {})
    answers = answered(found)
    known = remembered(NEW, understand([sheet(VAGUE, "参保")], NEW, answers), answers)
    header, *rows = VAGUE
    wider = [[*header[:-1], "实收", "备注"], *([*row, "x"] for row in rows)]
    (asked,) = understand([sheet(wider, "参保")], known, {}).questions
    assert asked.key.endswith("/premium_rmb")


@pytest.mark.parametrize("text", ["name = 3", "x = [", 'name = "a"\nodd = 1', "[sheets.a]\ntable = 'none'\nvalues = 1"])
def test_a_broken_memory_is_said_in_a_sentence(tmp_path, text):
    (tmp_path / "a.toml").write_text(text, "utf-8")
    with pytest.raises(PublishError) as refused:
        Sender.load(tmp_path, "a")
    assert "a.toml" in refused.value.faults[0].en


def test_a_memory_is_written_as_it_is_read_whatever_stands_in_it(tmp_path):
    odd = 'a"b\\c\n\t\x7f]['
    known = Known("claims", {odd: "age"}, {odd: "10000"}, {}, {"policy_year": "title"})
    sender = Sender("县/医保局 ..", {odd: known}, {f"420000/{odd}": "421122"}, {"sex": {odd: "male"}})
    path = sender.save(tmp_path)
    assert path.parent == tmp_path and Sender.load(tmp_path, sender.name) == sender
