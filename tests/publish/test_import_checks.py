"""Every fault in the raw records stops the import and is said in both languages."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from backbone.publish.checking import views
from backbone.publish.raw import TABLES, PublishError

# (table, column, value put into the first row, what is said of it)
BROKEN = [
    ("counties", "adcode", "42112", "“County code” is not a six-digit county code."),
    ("counties", "left_on", date(2018, 1, 1), "The county left before it joined."),
    ("enrolment", "sex", "f", "“Sex” is none of the known words."),
    ("enrolment", "adcode", "421181", "The county is not in the list of counties."),
    ("enrolment", "month", "2018-9", "“Start month” is not a month with four digits of the year, like 2018-05."),
    ("enrolment", "month", "2019-07", "“Start month” lies after the last month counted."),
    ("enrolment", "insured", -1, "“Insured” is negative."),
    ("enrolment", "insured", 12.5, "“Insured” is not a whole number of people."),
    ("enrolment", "insured", 101, "More people are insured than may be."),
    ("enrolment", "policy_year", 20188, "There is no such policy year in the programme."),
    ("enrolment", "adcode", "420000", "This is the code of a province or a prefecture, not of a county."),
    ("claims", "policy_year", 2017, "Nobody is enrolled in this county and policy year."),
    ("claims", "paid_rmb", Decimal("3000.01"), "More was paid than was left to the family."),
    ("claims", "admitted_on", date(1918, 11, 3), "“Admitted on” lies before the programme began."),
    ("claims", "decided_on", None, "A decided claim has no day of decision, or a pending one has."),
    ("funds", "spent_rmb", Decimal("-5.00"), "“Spent” is negative."),
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
    """That every rule finds its example is `test_rules`'s; here is that a folder of Parquet is held against them."""
    records[table] = put(records[table], column, value).astype({column: "string"} if column == "insured" else {})
    found = [fault for fault in faults(publish_records, records) if f": {said}" in fault]
    assert len(found) == 1 and found[0].startswith(f"{table}.parquet · row 1: ")


@pytest.mark.parametrize("table", TABLES)
def test_what_comes_twice_is_said(publish_records, records, table):
    records[table] = pd.concat([records[table], records[table].tail(1)], ignore_index=True)
    assert any("stands in the sheet twice" in fault for fault in faults(publish_records, records))


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        (
            "claims",
            "submitted_on",
            "soon",
            "“Submitted on” is not a date with four digits of the year, like 2018-05-03.",
        ),
        ("claims", "illness", None, "“Illness” is empty."),
        ("enrolment", "insured", "many", "“Insured” is not a whole number of people."),
        ("claims", "decided_on", "later", "“Decided on” is not a date with four digits of the year, like 2018-05-03."),
    ],
)
def test_what_cannot_be_read_is_said(publish_records, records, table, column, value, said):
    records[table] = records[table].astype({column: "string"})
    records[table].loc[0, column] = value
    assert any(f"{table}.parquet · row 1: {said}" in fault for fault in faults(publish_records, records))


@pytest.mark.parametrize(
    "column",
    ["name", "patient_name", "id_card", "ID_number", "phone", "bank_card", "姓名", "身份证号", "11010519491231002X"],
)
def test_a_personal_column_stops_the_import_and_is_not_repeated(publish_records, records, column):
    records["claims"][column] = "x"
    (found,) = faults(publish_records, records)
    assert found.startswith("claims.parquet · Q1: By its heading this column holds")
    assert column in ("name", "phone") or column not in found


@pytest.mark.parametrize(
    "value",
    [
        "11010519491231002X", "421122650312041", "13800138000", "电话 13800138000。", "6222021234567890128",
        "１１０１０５１９４９１２３１００２Ｘ", "+86 138 0013 8000", "110105 19491231 002X",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("table", "column"), [("claims", "claim_id"), ("counties", "name_zh")])
def test_a_personal_value_stops_the_import_and_is_not_repeated(publish_records, records, table, column, value):
    records[table].loc[1, column] = value
    (found,) = faults(publish_records, records)
    assert found.startswith(f"{table}.parquet · {'A' if column == 'claim_id' else 'B'}2: Here stand")
    assert value not in found


def test_a_personal_value_is_found_whatever_piece_of_its_column_it_stands_in(publish_records, records, monkeypatch):
    """A column is looked at piece by piece; what is not certain is judged by all of it."""
    monkeypatch.setattr(views, "PIECE", 2)
    serials = [f"1380013{n:04d}" for n in range(40)]
    claims = pd.concat([records["claims"].iloc[:1]] * len(serials), ignore_index=True)
    records["claims"] = claims.assign(claim_id=[*serials[:-1], "110105 19491231 002X"])
    (found,) = faults(publish_records, records)
    assert "A40" in found and "ID numbers" in found, "numbers that follow each other are serials"


def test_an_unknown_and_a_missing_column_are_said(publish_records, records):
    records["funds"] = records["funds"].rename(columns={"spent_rmb": "used"})
    assert faults(publish_records, records) == [
        "funds.parquet · C1: This column is not known. There stands “used”. Take it out.",
        "funds.parquet: There is no column for “Spent”. Add the column, or say which one it is when you are asked.",
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
