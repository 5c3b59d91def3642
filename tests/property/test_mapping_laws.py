"""However an office lays out a sheet, the same records come of it."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from backbone.publish.filled import ORIGIN, ROW
from backbone.publish.mapping import Sender, understand
from tests.sheets import sheet

# What each column may be called: its heading, without a unit.
CALLED = {
    "claim_id": ["案件号", "赔案号", "Claim no.", "claim_id"],
    "adcode": ["县（市、区）", "县名", "County", "adcode"],
    "policy_year": ["保单年度", "Policy year"],
    "age": ["年龄", "Age"],
    "sex": ["性别", "Sex"],
    "illness": ["病种", "Illness"],
    "hospital_tier": ["医院级别", "Hospital tier"],
    "admitted_on": ["入院日期", "Admitted on"],
    "submitted_on": ["申请日期", "Submitted on"],
    "decided_on": ["结案日期", "Decided on"],
    "outcome": ["理赔结论", "Outcome"],
    "reject_reason": ["拒赔原因", "Reason for rejection"],
    "hospital_cost_rmb": ["医疗总费用", "Hospital bill"],
    "public_paid_rmb": ["医保报销", "Paid by public insurance"],
    "out_of_pocket_rmb": ["个人自付", "Out of pocket"],
    "paid_rmb": ["赔付金额", "Amount paid"],
}
ROWS = [
    "C1 421122 2018 45 female cancer county 2018-09-02 2018-09-18 2018-09-21 paid - 6200.00 4100.00 2100.00 1050.00",
    "C2 530627 2018 31 male injury city 2018-10-02 2018-10-18 - pending - 620.50 410.25 210.25 0.00",
    "C3 421122 2018 18 male other township 2018-10-09 2018-10-19 2018-11-01 rejected duplicate 90.00 0.00 90.00 0.00",
]
RECORDS = [dict(zip(CALLED, (None if v == "-" else v for v in row.split()), strict=True)) for row in ROWS]
# How a value may be written.
WRITTEN = {
    "421122": ["421122", "红安县", "红安", "湖北省红安县", "Hong'an"],
    "530627": ["530627", "镇雄县", "云南镇雄"],
    "female": ["女", "female", "Ｆ"],
    "male": ["男", "男性", "Male"],
    "paid": ["赔付", "paid"],
    "pending": ["待决", "pending"],
    "rejected": ["拒赔", "Rejected"],
    "cancer": ["肿瘤", "cancer"],
    "2018-09-02": ["2018-09-02", "2018年9月2日", "2018/9/2", "20180902", "43345"],
}
UNITS = {"元": 1, "千元": 1000, "万元": 10000, "RMB 10,000": 10000}


@st.composite
def layouts(draw):
    """The records as a sheet in some order, under some headings, in some unit."""
    order = draw(st.permutations(list(CALLED)))
    unit = draw(st.sampled_from(list(UNITS)))
    in_title = draw(st.booleans()) and unit != "RMB 10,000"
    heads = []
    for column in order:
        said = draw(st.sampled_from(CALLED[column]))
        heads.append(said if in_title or not column.endswith("_rmb") else f"{said}（{unit}）")
    title = [["顶梁柱公益保险理赔明细"]] * draw(st.integers(0, 2)) + ([[f"单位：{unit}"]] if in_title else [])
    body = [[_cell(draw, column, record[column], UNITS[unit]) for column in order] for record in RECORDS]
    foot = draw(st.sampled_from([[], [[]], [[], ["注：数据来自业务系统"]]]))
    gap = [[]] * draw(st.integers(0, 1)) if title else []
    note = draw(st.booleans())
    wide = [[*row, "备注" if n == 0 else "无误"] if note else row for n, row in enumerate([heads, *body])]
    return sheet([*title, *gap, *wide, *foot])


def _cell(draw, column, value, factor):
    if value is None:
        return draw(st.sampled_from([None, "-", "无"]))
    if column.endswith("_rmb"):
        plain = f"{Decimal(value) / factor:f}"
        return draw(st.sampled_from([plain, f" {plain} "] + ([f"{Decimal(value):,.2f}"] if factor == 1 else [])))
    return draw(st.sampled_from(WRITTEN.get(value, [value])))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(layouts())
def test_the_same_records_come_of_every_layout(laid_out):
    found = understand([laid_out], Sender("x"), {})
    assert not found.questions and {fault.rule for fault in found.faults} == {"no_table"}
    (filled,) = found.tables
    rows = [{k: v for k, v in row.items() if k not in (ORIGIN, ROW)} for row in filled.rows.to_pylist()]
    assert rows == RECORDS
    for row in filled.rows.to_pylist():
        at = filled.origins[0].cell("claim_id", row[ROW])
        assert laid_out.cells[at.letters][at.row - 1].as_py() == row["claim_id"]
