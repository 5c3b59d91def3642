"""The files of a small programme, as its offices send them: they come to the very facts of its records, the second
quarter without a question, and every fault that was planted in them is named with its cell."""

import shutil
from pathlib import Path

import pyarrow as pa
import pytest

from backbone.publish import intake
from backbone.publish.checking.check import CHECKING
from backbone.publish.filled import Filled
from backbone.publish.ledger.switch import switch
from backbone.publish.mapping import Sender
from backbone.publish.mapping.memory import remembered
from backbone.publish.progress import Step
from backbone.publish.rollup import ADDING_UP
from backbone.publish.write import Said, publish
from backbone.snapshot.manifest import FACTS
from tests.offices.make import FAULTY, FOLDER
from tests.offices.planted import planted
from tests.offices.records import QUARTERS, records

# What a steward answers the first time.
ANSWERS = {"place:/印江县": "520625", "place:/印江自治县": "520625", "hidden": "ignore", "place": "none"}


def said(quarter: str) -> Said:
    return Said("reported", quarter, quarter, f"{quarter}-28")


def answered(taken: intake.Taken) -> dict[str, str]:
    """An answer to each question that is asked."""
    return {q.key: ANSWERS[q.key if q.key in ANSWERS else q.key.split(":")[0]] for q in taken.understood.questions}


@pytest.fixture(scope="module")
def told() -> list[Step]:
    """What whoever waited was told."""
    return []


@pytest.fixture(scope="module")
def published(told, tmp_path_factory) -> tuple[Path, list[intake.Taken]]:
    """Both quarters, published one after the other; and how far each got before anything was answered."""
    root, sender, after, first = tmp_path_factory.mktemp("snapshots"), Sender("offices"), "", []
    for quarter in QUARTERS:
        sent = intake.read_all([FOLDER / quarter])
        asked = intake.take(sent, sender, {})
        answers = answered(asked)
        taken = intake.take(sent, sender, answers, tell=told.append)
        assert taken.latest == quarter and not taken.understood.questions
        sender = remembered(sender, taken.understood, answers)
        reasons = dict.fromkeys((fault.rule for fault in taken.warnings), "as agreed")
        switch(intake.draft(taken, root, quarter, said(quarter), after, root / "register", reasons, sent.files, sender))
        first.append(asked)
        after = quarter
    return root, first


def test_they_come_to_the_facts_of_the_records(published, tmp_path):
    root, after = published[0], ""
    for quarter in QUARTERS:
        raw = tmp_path / quarter
        raw.mkdir()
        for table, rows in records(quarter).items():
            rows.to_parquet(raw / f"{table}.parquet")
        folder = publish(raw, tmp_path / "s", quarter, said(quarter), after, tmp_path / "register").folder
        assert (folder / FACTS).read_bytes() == (root / quarter / FACTS).read_bytes()
        after = quarter


@pytest.mark.usefixtures("published")
def test_whoever_waits_is_told_each_phase_from_its_first_row_to_its_last(told):
    for phase in (intake.SEARCHING, intake.UNDERSTANDING, CHECKING, ADDING_UP):
        steps = [step for step in told if step.phase == phase]
        assert steps[0].rows == 0 and steps[-1].rows == steps[-1].of > 0, phase.en
        assert all(0 <= step.rows <= step.of for step in steps)


def test_the_second_quarter_is_read_without_a_question(published):
    first, second = published[1]
    assert first.understood.questions and not second.understood.questions


def test_what_was_read_stands_in_the_log(published):
    line = (published[0] / "log.jsonl").read_text("utf-8").splitlines()[-1]
    assert all(file.name in line for file in (FOLDER / QUARTERS[1]).iterdir() if file.name != "说明.xlsx")


@pytest.fixture(scope="module")
def faulty() -> intake.Taken:
    sent, sender = intake.read_all([FAULTY]), Sender("offices")
    return intake.take(sent, sender, answered(intake.take(sent, sender, {})), QUARTERS[0])


@pytest.mark.parametrize("one", planted(), ids=lambda one: f"{one.file}-{one.cell}")
def test_each_planted_fault_is_named_with_its_cell(faulty, one):
    here = [f for f in faulty.faults if (f.file, f.sheet) == (one.file, one.sheet)]
    assert (one.cell, one.rule) in {(str(cell), f.rule) for f in here for cell in f.cells}


def test_the_files_are_what_the_records_make_of_them(tmp_path):
    """Nobody has edited one by hand."""
    from tests.offices import make

    shutil.copytree(FOLDER, tmp_path / "offices", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for quarter in QUARTERS:
        make.write(tmp_path, make.sent(quarter))
        for file in (FOLDER / quarter).iterdir():
            assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


@pytest.mark.parametrize(
    ("table", "months", "last"),
    [
        ("claims", ["2018-03-01", "2018-04-02", "2018-05-03", "2031-01-01"], "2018-05"),
        ("claims", ["2003-01-01", "2018-04-02", "2018-05-03"], "2018-05"),
        ("claims", ["1918-01-01", "soon", None], ""),
        ("funds", ["2018-11", "2018-12"], "2018-12"),
    ],
)
def test_the_last_month_is_not_that_of_a_mistyped_year(table, months, last):
    columns = {column: pa.array(months, pa.string()) for column in ("submitted_on", "decided_on", "month")}
    assert intake._latest([Filled(table, pa.table(columns), ())]) == last
