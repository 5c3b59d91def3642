"""Every rule of the registry finds its example, names its cell, and is said in both languages."""

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from backbone.publish.checking import views
from backbone.publish.checking.check import broken, check
from backbone.publish.checking.report import lines, sentence
from backbone.publish.checking.rule import Rule
from backbone.publish.checking.rules import RULES
from backbone.publish.fault import Fault
from backbone.publish.filled import Filled, Origin, Stated
from backbone.publish.raw import TABLES
from backbone.publish.sheet import letters
from backbone.publish.telling import NOTHING, Before
from backbone.text import LANGS, Text

CLAIM = {
    "claim_id": "C1", "adcode": "421122", "policy_year": "2018", "age": "45", "sex": "female", "illness": "cancer",
    "hospital_tier": "city", "admitted_on": "2018-10-01", "submitted_on": "2018-11-02", "decided_on": "2018-11-09",
    "outcome": "paid", "reject_reason": None, "hospital_cost_rmb": "9000.50", "public_paid_rmb": "6000.50",
    "out_of_pocket_rmb": "3000", "paid_rmb": "1500.25",
}  # fmt: skip
COVER = {
    "adcode": "421122", "policy_year": "2018", "month": "2018-09", "sex": "female", "age_band": "40-49",
    "eligible": "100", "insured": "90", "premium_rmb": "2430.00",
}  # fmt: skip
COUNTY = {"adcode": "421122", "name_zh": "红安县", "name_en": "Hong'an", "joined_on": "2018-09-01", "left_on": None}
FAULTLESS = {
    "enrolment": [COVER, COVER | {"sex": "male", "eligible": "1", "insured": "1", "premium_rmb": "27"}],
    "claims": [CLAIM, CLAIM | {"claim_id": "C2", "age": "46", "illness": "injury"}],
    "funds": [
        {"month": "2018-08", "raised_rmb": "5000", "spent_rmb": "0"},
        {"month": "2018-09", "raised_rmb": "0", "spent_rmb": "1"},
    ],
    "counties": [
        COUNTY,
        {**COUNTY, "adcode": "520330", "name_zh": "习水县", "name_en": "Xishui", "left_on": "2018-12-31"},
    ],
}
FIRST = 3


def filled(records: dict[str, list[dict]], stated: tuple[Stated, ...] = (), elsewhere: str = "") -> list[Filled]:
    """The records as filled tables, each from a file of its own, the first row in row 3; the last row of the table
    `elsewhere` from another file."""
    tables = []
    for table, rows in records.items():
        marks = {column: letters(n) for n, column in enumerate(TABLES[table])}
        origins = (Origin(f"{table}.xlsx", "Sheet", marks), Origin("other.xlsx", "", marks))
        of = [int(table == elsewhere and n == len(rows) - 1) for n in range(len(rows))]
        columns = {column: pa.array([row[column] for row in rows], pa.string()) for column in TABLES[table]}
        at = {"origin": pa.array(of, pa.int32()), "row": pa.array([n + FIRST for n in range(len(rows))], pa.int64())}
        tables.append(Filled(table, pa.table(columns | at), origins, stated if table == "claims" else ()))
    return tables


def faults(records: dict, stated: tuple[Stated, ...] = (), elsewhere: str = "", before: Before | None = None):
    con = duckdb.connect()
    told = {"before": before} if before else {}
    found = check(con, filled(records, stated, elsewhere), "2019-06", **told)
    con.close()
    return [fault for fault in found if fault.rule != "published"]


@pytest.fixture(scope="module")
def con():
    """A connection that knows the places."""
    with duckdb.connect() as opened:
        views.surroundings(opened, NOTHING)
        yield opened


def of(con: duckdb.DuckDBPyConnection, rule: Rule) -> list[Fault]:
    """The faults of one rule in records that hold its example."""
    example = rule.example
    first, *rest = FAULTLESS[rule.table]
    rows = [first, *rest, first | example.put] if example.twice else [first | example.put, *rest]
    tables = filled(FAULTLESS | {rule.table: rows}, elsewhere=rule.table if example.file else "")
    views.of_filled(con, tables)
    return [*broken(con, {table.table: table.origins for table in tables}, "2019-06", [rule])]


def test_the_faultless_have_no_fault():
    assert faults(FAULTLESS) == []
    assert lines((), "en") == ["Nothing is wrong with these files."]


@pytest.mark.parametrize(
    "rule", RULES, ids=lambda rule: f"{rule.table}-{rule.columns[0]}-{rule.id}-{rule.example.file}"
)
def test_the_example_of_a_rule_is_found_and_names_its_cell(con, rule):
    found = of(con, rule)
    cell = f"{letters([*TABLES[rule.table]].index(rule.columns[0]))}"
    assert found, "the example breaks the rule"
    assert any(cell == at.letters and at.row >= FIRST for at in found[0].cells)
    assert found[0].blocks == rule.blocks
    assert (found[0].file, found[0].sheet) == (f"{rule.table}.xlsx", "Sheet")
    for lang in LANGS:
        assert rule.said(lang) in sentence(found[0])(lang) and rule.remedy(lang) in sentence(found[0])(lang)


def test_what_stands_there_is_repeated_and_what_is_alike_is_counted():
    rows = [CLAIM | {"claim_id": f"C{n}", "age": "70"} for n in range(1204)]
    (fault,) = [f for f in faults(FAULTLESS | {"claims": rows}) if f.rule == "age"]
    assert (fault.count, fault.value, str(fault.cells[0])) == (1204, "70", "D3")
    assert "1,204 rows like this, first at row 3" in sentence(fault).en
    assert "共 1,204 行，首见于第 3 行" in sentence(fault).zh


def test_a_table_and_a_column_that_are_missing_are_said():
    assert [f.rule for f in faults({k: v for k, v in FAULTLESS.items() if k != "funds"})] == ["no_table"]
    tables = filled(FAULTLESS)
    marks = {c: m for c, m in tables[1].origins[0].letters.items() if c != "age"}
    rows = tables[1].rows.set_column(3, "age", pa.nulls(2, pa.string()))
    tables[1] = Filled("claims", rows, (Origin("claims.xlsx", "Sheet", marks),))
    found = [f for f in check(duckdb.connect(), tables, "2019-06") if f.rule != "published"]
    assert [(f.rule, f.cells, f.count) for f in found] == [("no_column", (), 2)]


@pytest.mark.parametrize(
    ("value", "rules"), [("3000.50", []), ("3000.00", ["stated_rounded"]), ("9999", ["stated_total"]), ("见附表", [])]
)
def test_the_totals_that_a_sender_states_are_held_against_the_rows(value, rules):
    found = faults(FAULTLESS, (Stated(0, 9, "paid_rmb", value),))
    assert [f.rule for f in found] == rules
    assert all(str(f.cells[0]) == "P9" for f in found)


@pytest.mark.parametrize(
    ("insured", "rule"), [(91, ""), (150, ""), (900, "jump"), (1800, "jump"), (10, ""), (70000, "jump")]
)
def test_jumps_against_what_was_published_are_said(insured, rule):
    facts = {"breakdown": "all", "place": "421122", "policy_year": 2018, "submitted": 2, "paid_claims": 2}
    before = Before(pd.DataFrame([facts | {"insured": insured}]), "2019-03")
    found = faults(FAULTLESS, before=before)
    assert [f.rule for f in found] == ([rule] if rule else [])
    assert all("Hong'an, policy year 2018" in f.said.en and str(f.cells[0]) == "G3" for f in found)


def test_what_came_twice_is_twice_what_was_published():
    rows = [COVER | {"insured": "499", "eligible": "500", "premium_rmb": "15000"}, *FAULTLESS["enrolment"][1:]]
    facts = {"breakdown": "all", "place": "421122", "policy_year": 2018, "submitted": 2, "paid_claims": 2}
    facts["insured"] = 250
    (fault,) = faults(FAULTLESS | {"enrolment": rows}, before=Before(pd.DataFrame([facts]), "2019-03"))
    assert fault.rule == "doubled" and not fault.blocks


def test_the_public_record_is_held_against_the_records():
    found = check(duckdb.connect(), filled(FAULTLESS), "2019-08")
    hongan = [f for f in found if f.rule == "published" and "Hong'an" in f.said.en]
    assert any("65,940" in f.said.en and "91" in f.said.en for f in hongan)
    assert not any(f.blocks for f in hongan)


def test_the_report_says_what_blocks_first_by_file_and_sheet():
    rows = [CLAIM | {"age": "70", "paid_rmb": "1500.255"}, CLAIM | {"claim_id": "C2", "age": "x"}]
    found = faults(FAULTLESS | {"claims": rows})
    said = lines(found, "en")
    assert said[0] == "2 to put right, 1 to look at"
    assert said[2:4] == ["To be put right before anything is published", "  claims.xlsx · Sheet"]
    assert said[4] == "    D3: The programme insures people of 18 to 60 years."
    assert "70" in said[5] and any("“Amount paid” has parts of a fen" in line for line in said)
    assert lines(found, "zh")[0] == "须更正 2 项，需核对 1 项"


def test_a_value_that_may_be_personal_is_not_repeated():
    rows = [CLAIM | {"age": "13800138000"}, *FAULTLESS["claims"][1:]]
    assert "13800138000" not in repr(faults(FAULTLESS | {"claims": rows}))


def test_names_of_files_and_sheets_steer_no_screen():
    fault = Fault("age", Text("Old.", "老。"), Text("Mend.", "改。"), file="a\x1b[31m\u202e.csv", sheet="s" * 500)
    for said in (sentence(fault).en, *lines([fault], "zh")):
        assert not {"\x1b", "\u202e"} & {*said} and len(said) < 200
