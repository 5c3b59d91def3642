"""Every way in which raw records can be wrong, each said in a sentence in two languages."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from backbone.breakdowns import BREAKDOWNS, STORED
from backbone.publish.raw import TABLES, PublishError, columns_of, sql_type, type_tables
from backbone.text import Text, repeated

PERSONAL_COLUMN = re.compile(
    r"name|id_?card|id_?n|identity|passport|phone|mobile|\btel|bank|card|account|birth|address"
    r"|姓名|身份证|电话|手机|银行|卡号|账号|出生|住址|地址",
    re.IGNORECASE,
)
# An ID number (18 or 15 digits), a mobile phone, a bank card (16–19 digits), standing by itself in a text.
PERSONAL_VALUE = r"(^|[^0-9])([0-9]{17}[0-9Xx]|[0-9]{15,19}|1[3-9][0-9]{9})($|[^0-9])"
MONTH = r"20[0-9]{2}-(0[1-9]|1[0-2])"
OUTCOMES = ("paid", "rejected", "pending")


def _outside(column: str, codes: Iterable[str]) -> str:
    """SQL that finds a code that is not one of `codes`."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return f"{column} NOT IN ({listed})"


def _unknown(table: str, column: str, codes: Iterable[str]) -> tuple[str, str, Text]:
    """The rule that `column` holds only `codes`."""
    listed = ", ".join(codes)
    said = Text(f"{column} is not one of {listed}", f"{column} 不在 {listed} 之内")
    return table, _outside(column, codes), said


# (table, what finds a wrong row, how it is said). $as_of is the last month counted.
RULES = (
    (
        "counties",
        "NOT regexp_full_match(adcode, '[1-6][0-9]{5}')",
        Text("adcode is not a six-digit county code", "adcode 不是六位县级代码"),
    ),
    ("counties", "left_on < joined_on", Text("left_on is before joined_on", "left_on 早于 joined_on")),
    *(_unknown("enrolment", b.id, b.categories) for s in STORED.values() if s.kept.cover for b in s.of),
    (
        "enrolment",
        "adcode NOT IN (SELECT adcode FROM counties)",
        Text("the county is not in counties", "该县不在 counties 表中"),
    ),
    (
        "enrolment",
        f"NOT regexp_full_match(month, '{MONTH}')",
        Text("month is not like 2018-05", "month 不是 2018-05 这样的格式"),
    ),
    ("enrolment", "month > $as_of", Text("month is after the last month counted", "month 晚于统计截止月份")),
    (
        "enrolment",
        "least(eligible, insured, premium_rmb) < 0",
        Text("a number or an amount is negative", "人数或金额为负数"),
    ),
    *(_unknown("claims", b.reads, b.categories) for b in BREAKDOWNS.values() if isinstance(b.reads, str)),
    _unknown("claims", "outcome", OUTCOMES),
    ("claims", "age NOT BETWEEN 18 AND 60", Text("age is not between 18 and 60", "age 不在 18 至 60 之间")),
    (
        "claims",
        "(adcode, policy_year) NOT IN (SELECT (adcode, policy_year) FROM enrolment)",
        Text("the county has no enrolment in that policy year", "该县在该保单年度没有参保记录"),
    ),
    (
        "claims",
        "least(hospital_cost_rmb, public_paid_rmb, out_of_pocket_rmb, paid_rmb) < 0",
        Text("an amount is negative", "金额为负数"),
    ),
    (
        "claims",
        "paid_rmb > out_of_pocket_rmb",
        Text("paid_rmb is more than out_of_pocket_rmb", "paid_rmb 大于 out_of_pocket_rmb"),
    ),
    (
        "claims",
        "hospital_cost_rmb <> public_paid_rmb + out_of_pocket_rmb",
        Text(
            "hospital_cost_rmb is not public_paid_rmb plus out_of_pocket_rmb",
            "hospital_cost_rmb 不等于 public_paid_rmb 与 out_of_pocket_rmb 之和",
        ),
    ),
    (
        "claims",
        "submitted_on < admitted_on",
        Text("submitted_on is before admitted_on", "submitted_on 早于 admitted_on"),
    ),
    ("claims", "decided_on < submitted_on", Text("decided_on is before submitted_on", "decided_on 早于 submitted_on")),
    (
        "claims",
        "strftime(greatest(admitted_on, submitted_on, decided_on), '%Y-%m') > $as_of",
        Text("a date is after the last month counted", "日期晚于统计截止月份"),
    ),
    (
        "claims",
        "(outcome = 'pending') <> (decided_on IS NULL)",
        Text(
            "a decided claim has no decided_on, or a pending one has",
            "已决申请缺少 decided_on，或待决申请填有 decided_on",
        ),
    ),
    (
        "claims",
        "(outcome = 'rejected') <> (reject_reason IS NOT NULL)",
        Text(
            "a rejected claim has no reject_reason, or another one has",
            "被拒申请缺少 reject_reason，或其他申请填有 reject_reason",
        ),
    ),
    (
        "claims",
        "(outcome = 'paid') <> (paid_rmb > 0)",
        Text(
            "a paid claim has no paid_rmb, or another one has",
            "已赔付申请的 paid_rmb 为零，或其他申请的 paid_rmb 不为零",
        ),
    ),
    (
        "funds",
        f"NOT regexp_full_match(month, '{MONTH}')",
        Text("month is not like 2018-05", "month 不是 2018-05 这样的格式"),
    ),
    ("funds", "month > $as_of", Text("month is after the last month counted", "month 晚于统计截止月份")),
    ("funds", "least(raised_rmb, spent_rmb) < 0", Text("an amount is negative", "金额为负数")),
)

# table -> what must not come twice.
UNIQUE = {
    "enrolment": "adcode, policy_year, month, sex, age_band",
    "claims": "claim_id",
    "funds": "month",
    "counties": "adcode",
}


def check(con: duckdb.DuckDBPyConnection, as_of: str) -> None:
    """Makes the typed tables; PublishError with every fault found, unsafe columns before anything else."""
    faults = _columns(con) or _personal_values(con)
    if faults:
        raise PublishError(*faults)
    type_tables(con)
    faults = _unreadable(con) + _broken_rules(con, as_of) + _repeated(con)
    if faults:
        raise PublishError(*faults)


def _columns(con: duckdb.DuckDBPyConnection) -> list[Text]:
    """Columns that look personal, are missing, or are not known."""
    faults = []
    for table, declared in TABLES.items():
        found = columns_of(con, table)
        for column in found:
            if column in declared:
                continue
            if PERSONAL_COLUMN.search(column):
                faults.append(
                    Text(
                        f"{table}: column {repeated(column)} looks personal; take it out and bring the file again.",
                        f"{table}：列 {repeated(column)} 疑似个人信息，请删除后重新提供文件。",
                    )
                )
            else:
                faults.append(
                    Text(
                        f"{table}: column {repeated(column)} is not known; take it out.",
                        f"{table}：列 {repeated(column)} 不在约定之内，请删除。",
                    )
                )
        for column in declared:
            if column not in found:
                faults.append(
                    Text(
                        f"{table}: column {column} is missing; add it.",
                        f"{table}：缺少列 {column}，请补上。",
                    )
                )
    return faults


def _found(con: duckdb.DuckDBPyConnection, query: str, values: Mapping[str, str] | None = None) -> tuple[Any, ...]:
    """The one row that a query of totals gives."""
    (row,) = con.execute(query, values).fetchall()
    return row


def _personal_values(con: duckdb.DuckDBPyConnection) -> list[Text]:
    """Texts that look like an ID, phone or card number; the value itself is never repeated."""
    faults = []
    for table, declared in TABLES.items():
        for column in (name for name, kind in declared.items() if sql_type(kind) == "VARCHAR"):
            (row,) = _found(
                con,
                f"SELECT min(file_row_number) + 1 FROM {table}_file "
                f"WHERE regexp_matches(CAST({column} AS VARCHAR), $pattern)",
                {"pattern": PERSONAL_VALUE},
            )
            if row:
                faults.append(
                    Text(
                        f"{table} row {row}: {column} looks like an ID, phone or card number; take it out.",
                        f"{table} 第 {row} 行：{column} 疑似证件号、电话或银行卡号，请删除。",
                    )
                )
    return faults


def _unreadable(con: duckdb.DuckDBPyConnection) -> list[Text]:
    """Values that are empty where they must not be, or cannot be read as their type."""
    faults = []
    for table, declared in TABLES.items():
        for column, kind in declared.items():
            required = not kind.endswith(" NULL")
            broken = "TRUE" if required else f"{column} IS NOT NULL"
            count, row = _found(
                con,
                f"SELECT count(*), min(file_row_number) + 1 FROM {table}_file "
                f"WHERE TRY_CAST({column} AS {sql_type(kind)}) IS NULL AND {broken}",
            )
            if count:
                faults.append(
                    _fault(
                        table,
                        count,
                        row,
                        Text(
                            f"{column} is empty or cannot be read as {sql_type(kind)}",
                            f"{column} 为空或无法识别为 {sql_type(kind)}",
                        ),
                    )
                )
    return faults


def _broken_rules(con: duckdb.DuckDBPyConnection, as_of: str) -> list[Text]:
    """One fault for each rule that some row breaks."""
    faults = []
    for table, wrong, said in RULES:
        values = {"as_of": as_of} if "$as_of" in wrong else {}
        count, row = _found(con, f"SELECT count(*), min(row) FROM {table} WHERE {wrong}", values)
        if count:
            faults.append(_fault(table, count, row, said))
    return faults


def _repeated(con: duckdb.DuckDBPyConnection) -> list[Text]:
    """One fault for each table in which something comes twice."""
    faults = []
    for table, key in UNIQUE.items():
        count, row = _found(
            con,
            f"SELECT count(*), min(row) FROM (SELECT max(row) AS row FROM {table} GROUP BY {key} HAVING count(*) > 1)",
        )
        if count:
            faults.append(_fault(table, count, row, Text(f"the same {key} comes twice", f"{key} 重复")))
    return faults


def _fault(table: str, count: int, row: int, said: Text) -> Text:
    """`said` of a table, with how many rows and where to look first."""
    rows = "1 row" if count == 1 else f"{count:,} rows"
    return Text(
        f"{table}: {said.en} ({rows}, the first is row {row}).",
        f"{table}：{said.zh}（共 {count:,} 行，首见于第 {row} 行）。",
    )
