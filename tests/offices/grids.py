"""What each office makes of its records: grids of cells, as its people arrange them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pandas as pd

from backbone.words import AGE_BAND, HOSPITAL_TIER, ILLNESS, REASON, SEX
from tests.offices.records import COUNTIES, County

Cell = str | int | float | Decimal | date | None
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
OUTCOME = {"paid": "已赔付", "rejected": "拒赔", "pending": "处理中"}


@dataclass
class Grid:
    """One sheet of one file: its rows, what is merged ("A1:C1"), and whether it is hidden."""

    file: str
    sheet: str
    rows: list[list[Cell]]
    merged: list[str] = field(default_factory=list)
    hidden: bool = False


def grids(tables: dict[str, pd.DataFrame], quarter: str) -> list[Grid]:
    """Every sheet of every file of a quarter, in the order of sending."""
    return [*_grids(tables, quarter)]


def _grids(tables: dict[str, pd.DataFrame], quarter: str) -> Iterator[Grid]:
    enrolment, claims = tables["enrolment"], tables["claims"]
    yield from _list_of_counties(quarter)
    yield _hubei_enrolment(_in(enrolment, "42"))
    yield from _yunnan_enrolment(enrolment)
    yield _shaanxi_enrolment(_in(enrolment, "61"))
    yield _sheqi_enrolment(_in(enrolment, "41"))
    yield from _yinjiang(_in(enrolment, "52"), _in(claims, "52"))
    yield _hubei_claims(_in(claims, "42"))
    yield from _yunnan_claims(claims)
    yield _henan_claims(_in(claims, "41"))
    yield _shaanxi_claims(_in(claims, "61"))
    yield _funds(tables["funds"])
    yield _letter(quarter)


def _in(table: pd.DataFrame, province: str) -> list[dict]:
    return table[table["adcode"].str.startswith(province)].to_dict("records")


def _of(table: pd.DataFrame, county: County) -> list[dict]:
    return table[table["adcode"] == county.adcode].to_dict("records")


def _county(adcode: str) -> County:
    return next(county for county in COUNTIES if county.adcode == adcode)


def _chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _list_of_counties(quarter: str) -> Iterator[Grid]:
    """Names without codes, a title, a foot, and a hidden sheet of last year."""
    head: list[Cell] = ["序号", "省份", "项目县（市）", "英文名", "加入日期", "退出日期"]
    rows: list[list[Cell]] = [
        [n, c.province, c.name_zh, c.name_en, _chinese_day(c.joined), None] for n, c in enumerate(COUNTIES, 1)
    ]
    title: list[Cell] = [f"顶梁柱公益保险项目县名单（截至{quarter[:4]}年{int(quarter[5:])}月）"]
    foot: list[Cell] = ["填表人：项目部", None, None, None, "审核："]
    yield Grid("项目县名单.xlsx", "名单", [title, [], head, *rows, [], foot], ["A1:F1"])
    yield Grid("项目县名单.xlsx", "旧版2016", [["县", "备注"], ["红安县", "待定"]], hidden=True)


def _hubei_enrolment(rows: list[dict]) -> Grid:
    """A header of two rows with merged cells, thousands apart, a row of totals."""
    head = [
        ["县", "保单年度", "起保月份", "性别", "年龄段", "人数", None, "保费（元）"],
        [None, None, None, None, None, "应保", "参保", None],
    ]
    body = [
        [
            _county(r["adcode"]).name_zh,
            f"{r['policy_year']}年度",
            r["month"],
            SEX[r["sex"]].zh[0],
            AGE_BAND[r["age_band"]].zh,
            f"{r['eligible']:,}",
            f"{r['insured']:,}",
            float(r["premium_rmb"]),
        ]
        for r in rows
    ]
    sums = [sum(r[name] for r in rows) for name in ("eligible", "insured", "premium_rmb")]
    total = ["合计", None, None, None, None, f"{sums[0]:,}", f"{sums[1]:,}", float(sums[2])]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1", "H1:H2"]
    return Grid("湖北参保登记表.xlsx", "参保", [*head, *body, total], merged)


def _yunnan_enrolment(enrolment: pd.DataFrame) -> Iterator[Grid]:
    """One sheet a county, the year in the title, premium in 万元, full-width digits, a rate beside the numbers."""
    for county in (c for c in COUNTIES if c.province == "云南省"):
        title: list[Cell] = [f"{county.name_zh}2018年度参保情况"]
        head: list[Cell] = ["起保月份", "性别", "年龄段", "建档立卡人数", "参保人数", "保费（万元）", "参保率"]
        body = [
            [
                f"{r['month'][:4]}年{int(r['month'][5:])}月",
                "女" if r["sex"] == "female" else "男",
                r["age_band"],
                str(r["eligible"]).translate(FULL_WIDTH),
                r["insured"],
                float(r["premium_rmb"] / 10000),
                f"{r['insured'] / r['eligible']:.1%}",
            ]
            for r in _of(enrolment, county)
        ]
        yield Grid("云南2018年度参保情况.xlsx", county.name_zh, [title, head, *body], ["A1:G1"])


def _shaanxi_enrolment(rows: list[dict]) -> Grid:
    """English, semicolons, a mark of the order of bytes."""
    head: list[Cell] = [
        "County", "Policy year", "Start month", "Sex", "Age group", "Eligible", "Insured", "Premium (RMB)",
    ]  # fmt: skip
    body = [
        [
            "Langao",
            r["policy_year"],
            "May 2018",
            SEX[r["sex"]].en,
            r["age_band"],
            r["eligible"],
            r["insured"],
            f"{r['premium_rmb']:,}",
        ]
        for r in rows
    ]
    return Grid("shaanxi_enrolment.csv", "", [head, *body])


def _sheqi_enrolment(rows: list[dict]) -> Grid:
    """Tabs, and an encoding of before Unicode."""
    head: list[Cell] = [
        "行政区划代码", "保单年度", "起保月份", "性别", "年龄段", "应参保人数", "参保人数", "保险费(元)",
    ]  # fmt: skip
    body = [
        [
            r["adcode"],
            r["policy_year"],
            r["month"].replace("-", ""),
            SEX[r["sex"]].zh,
            AGE_BAND[r["age_band"]].zh,
            r["eligible"],
            r["insured"],
            r["premium_rmb"],
        ]
        for r in rows
    ]
    return Grid("社旗参保.txt", "", [head, *body])


def _yinjiang(enrolment: list[dict], claims: list[dict]) -> Iterator[Grid]:
    """An old workbook of two sheets, its columns in an order of its own."""
    head: list[Cell] = ["参保人数", "应保人数", "保费", "县名", "年龄段", "性别", "起保月份", "年度"]
    body: list[list[Cell]] = [
        [
            r["insured"],
            r["eligible"],
            float(r["premium_rmb"]),
            "印江县",
            r["age_band"],
            SEX[r["sex"]].zh,
            r["month"],
            r["policy_year"],
        ]
        for r in enrolment
    ]
    yield Grid("印江.xls", "参保", [head, *body])
    yield Grid("印江.xls", "理赔", [_CLAIM_HEAD, *(_claim_row(r, "印江自治县") for r in claims)])


_CLAIM_HEAD: list[Cell] = [
    "案件号", "县", "保单年度", "年龄", "性别", "病种", "医院级别", "入院日期", "申请日期", "结案日期", "结果",
    "拒赔原因", "医疗总费用（元）", "医保报销（元）", "个人自付（元）", "赔付金额（元）",
]  # fmt: skip


def _claim_row(r: dict, county: str) -> list[Cell]:
    return [
        r["claim_id"], county, r["policy_year"], r["age"], SEX[r["sex"]].zh, ILLNESS[r["illness"]].zh,
        HOSPITAL_TIER[r["hospital_tier"]].zh, r["admitted_on"], r["submitted_on"], _or_none(r["decided_on"]),
        OUTCOME[r["outcome"]], REASON[r["reject_reason"]].zh if _or_none(r["reject_reason"]) else None,
        *(float(r[c]) for c in ("hospital_cost_rmb", "public_paid_rmb", "out_of_pocket_rmb", "paid_rmb")),
    ]  # fmt: skip


def _or_none(value: object) -> object:
    return None if value is None or value != value else value


def _hubei_claims(rows: list[dict]) -> Grid:
    """Names without 县, days with slashes, amounts with commas and a sign."""
    body = []
    for r in rows:
        row = _claim_row(r, _county(r["adcode"]).name_zh[:-1])
        days = [f"{d.year}/{d.month}/{d.day}" if isinstance(d, date) else None for d in row[7:10]]
        body.append([*row[:7], *days, *row[10:12], *(f"¥{Decimal(str(n)):,.2f}" for n in row[12:])])
    return Grid("湖北理赔明细.csv", "", [_CLAIM_HEAD, *body])


def _yunnan_claims(claims: pd.DataFrame) -> Iterator[Grid]:
    """One sheet a county, the county in no column."""
    for county in (c for c in COUNTIES if c.province == "云南省"):
        rows = [_claim_row(r, "") for r in _of(claims, county)]
        title: list[Cell] = [f"{county.name_zh}理赔明细表"]
        body = [[*row[:1], *row[2:]] for row in rows]
        yield Grid("云南理赔.xlsx", county.name_zh, [title, [*_CLAIM_HEAD[:1], *_CLAIM_HEAD[2:]], *body], ["A1:O1"])


ENGLISH: list[Cell] = [
    "Claim ID", "County code", "Policy year", "Age", "Sex", "Illness", "Hospital tier", "Admitted on", "Submitted on",
    "Decided on", "Outcome", "Reject reason", "Hospital cost (RMB)", "Paid by public insurance (RMB)",
    "Out of pocket (RMB)", "Paid (RMB)",
]  # fmt: skip


def _henan_claims(rows: list[dict]) -> Grid:
    """Parquet of a database, everything as text, codes as they are."""
    body = [[_text(v) for v in r.values()] for r in rows]
    return Grid("henan_claims.parquet", "", [ENGLISH, *body])


def _text(value: object) -> str | None:
    return None if _or_none(value) is None else str(value)


def _shaanxi_claims(rows: list[dict]) -> Grid:
    """Full-width commas, English words in Chinese columns."""
    body = []
    for r in rows:
        row = _claim_row(r, "岚皋县")
        body.append([*row[:4], SEX[r["sex"]].en, *row[5:10], r["outcome"], *row[11:]])
    return Grid("陕西理赔2018.csv", "", [_CLAIM_HEAD, *body])


def _funds(funds: pd.DataFrame) -> Grid:
    """One column a month, in 万元."""
    rows = funds.to_dict("records")
    months = [f"{r['month'][:4]}年{int(r['month'][5:])}月" for r in rows]
    raised = ["募集资金", *(float(r["raised_rmb"] / 10_000) for r in rows)]
    spent = ["支出资金", *(float(r["spent_rmb"] / 10_000) for r in rows)]
    return Grid("资金月报.xlsx", "月报", [["资金月报（单位：万元）"], ["项目", *months], raised, spent])


def _letter(quarter: str) -> Grid:
    """No table at all."""
    lines: Iterable[str] = ("各位同事：", f"现报送{quarter}数据，请查收。", "如有问题请联系项目部。")
    return Grid("说明.xlsx", "说明", [[line] for line in lines])
