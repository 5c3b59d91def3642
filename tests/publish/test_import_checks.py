"""Every fault in the raw records stops the import and is said in both languages."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from backbone.publish.check import RULES
from backbone.publish.raw import TABLES, PublishError

# (table, column, value put into the first row, the rule's words)
BROKEN = [
    ("counties", "adcode", "42112", "adcode is not a six-digit county code"),
    ("counties", "left_on", date(2018, 1, 1), "left_on is before joined_on"),
    ("enrolment", "sex", "f", "sex is not one of female, male"),
    ("enrolment", "age_band", "61+", "age_band is not one of"),
    ("enrolment", "adcode", "110101", "the county is not in counties"),
    ("enrolment", "month", "2018-9", "month is not like 2018-05"),
    ("enrolment", "month", "2019-07", "month is after the last month counted"),
    ("enrolment", "insured", -1, "a number or an amount is negative"),
    ("claims", "sex", "woman", "sex is not one of"),
    ("claims", "illness", "flu", "illness is not one of"),
    ("claims", "hospital_tier", "village", "hospital_tier is not one of"),
    ("claims", "outcome", "settled", "outcome is not one of"),
    ("claims", "reject_reason", "other", "reject_reason is not one of"),
    ("claims", "age", 61, "age is not between 18 and 60"),
    ("claims", "policy_year", 2017, "the county has no enrolment in that policy year"),
    ("claims", "public_paid_rmb", Decimal("-1.00"), "an amount is negative"),
    ("claims", "paid_rmb", Decimal("3000.01"), "paid_rmb is more than out_of_pocket_rmb"),
    ("claims", "hospital_cost_rmb", Decimal("9000.51"), "hospital_cost_rmb is not public_paid_rmb plus"),
    ("claims", "admitted_on", date(2018, 11, 3), "submitted_on is before admitted_on"),
    ("claims", "decided_on", date(2018, 11, 1), "decided_on is before submitted_on"),
    ("claims", "decided_on", date(2019, 7, 1), "a date is after the last month counted"),
    ("claims", "decided_on", None, "a decided claim has no decided_on"),
    ("claims", "reject_reason", "duplicate", "a rejected claim has no reject_reason"),
    ("claims", "paid_rmb", Decimal("0.00"), "a paid claim has no paid_rmb"),
    ("funds", "month", "201808", "month is not like 2018-05"),
    ("funds", "month", "2019-07", "month is after the last month counted"),
    ("funds", "spent_rmb", Decimal("-5.00"), "an amount is negative"),
]


def faults(publish_records, records) -> list[str]:
    """What is said in English; the Chinese is there too (Text cannot be without)."""
    with pytest.raises(PublishError) as caught:
        publish_records(records)
    assert str(caught.value) == "\n".join(fault.en for fault in caught.value.faults)
    return [fault.en for fault in caught.value.faults]


def put(frame: pd.DataFrame, column: str, value: object) -> pd.DataFrame:
    """`frame` with `value` in the first row of `column`."""
    changed = frame.astype({column: object})
    changed.at[0, column] = value
    return changed


def test_faultless_records_are_published(publish_records, records):
    assert publish_records(records).folder.name == "small"


@pytest.mark.parametrize(("table", "column", "value", "said"), BROKEN)
def test_a_broken_rule_is_said_with_its_row(publish_records, records, table, column, value, said):
    records[table] = put(records[table], column, value)
    found = [fault for fault in faults(publish_records, records) if fault.startswith(f"{table}: {said}")]
    assert len(found) == 1
    assert "the first is row 1)" in found[0]


def test_every_rule_is_broken_once_above():
    for table, _, text in RULES:
        assert any(table == where and text.en.startswith(said) for where, _, _, said in BROKEN), text.en


@pytest.mark.parametrize("table", TABLES)
def test_what_comes_twice_is_said(publish_records, records, table):
    records[table] = pd.concat([records[table], records[table].tail(1)], ignore_index=True)
    assert any("comes twice" in fault for fault in faults(publish_records, records))


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("claims", "submitted_on", "soon"),
        ("claims", "illness", None),
        ("enrolment", "insured", "many"),
        ("claims", "decided_on", "later"),
    ],
)
def test_what_cannot_be_read_is_said(publish_records, records, table, column, value):
    records[table] = records[table].astype({column: "string"})
    records[table].loc[0, column] = value
    assert any(f"{table}: {column} is empty or cannot be read" in fault for fault in faults(publish_records, records))


@pytest.mark.parametrize(
    "column",
    ["name", "patient_name", "id_card", "ID_number", "phone", "bank_card", "姓名", "身份证号", "手机号"],
)
def test_a_personal_column_stops_the_import(publish_records, records, column):
    records["claims"][column] = "x"
    assert faults(publish_records, records) == [
        f"claims: column {column} looks personal; take it out and bring the file again."
    ]


@pytest.mark.parametrize(
    "value",
    ["11010519491231002X", "110105491231002", "13800138000", "电话 13800138000。", "6222021234567890123"],
)
def test_a_personal_value_stops_the_import_and_is_not_repeated(publish_records, records, value):
    records["claims"].loc[1, "claim_id"] = value
    found = faults(publish_records, records)
    assert found == ["claims row 2: claim_id looks like an ID, phone or card number; take it out."]


def test_an_unknown_and_a_missing_column_are_said(publish_records, records):
    records["funds"] = records["funds"].rename(columns={"spent_rmb": "used"})
    assert faults(publish_records, records) == [
        "funds: column used is not known; take it out.",
        "funds: column spent_rmb is missing; add it.",
    ]


def test_missing_and_unreadable_files_are_said(publish_records, records, tmp_path):
    del records["funds"]
    (tmp_path / "raw").mkdir()
    found = faults(publish_records, records)
    assert found == ["funds.parquet is missing or is not a parquet file: bring it again."]
    (tmp_path / "raw" / "funds.parquet").write_text("month,raised_rmb")
    assert faults(publish_records, records) == found


def test_all_faults_are_said_at_once(publish_records, records):
    records["claims"] = put(put(records["claims"], "sex", "f"), "age", 70)
    records["funds"] = put(records["funds"], "raised_rmb", Decimal("-1.00"))
    assert len(faults(publish_records, records)) == 3
