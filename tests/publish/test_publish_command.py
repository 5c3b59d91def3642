"""`python -m backbone publish`: what is asked, refused, drafted and published, each in words and an exit code."""

import openpyxl
import pytest

from backbone.__main__ import main
from backbone.publish.draft import drafts
from tests.offices.make import FAULTY, FOLDER
from tests.offices.records import QUARTERS


@pytest.fixture
def publish(tmp_path, capsys):
    """Runs the command on folders of its own: exit code, what was said, and what was complained of."""
    folders = ("--root", str(tmp_path / "s"), "--private", str(tmp_path / "p"))

    def run(*told: object) -> tuple[int, str, str]:
        code = main(["publish", *map(str, told), *folders])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return code, said.out, said.err

    return run


def asked(said: str) -> list[str]:
    """The answers that the questions propose; a hidden sheet is left out."""
    lines = [line.split('"')[1] for line in said.splitlines() if line.startswith("  --answer")]
    return [part for line in lines for part in ("--answer", line.replace("=…", "=ignore"))]


def accepted(complaint: str) -> list[str]:
    """A reason for each warning that the complaint names."""
    rules = complaint.rsplit(":", 1)[1].replace(",", " ").split()
    return [part for rule in rules for part in ("--accept", f"{rule}=as agreed")]


def test_two_quarters_from_the_first_question_to_what_is_shown(publish, tmp_path):
    first = (FOLDER / QUARTERS[0], "--sender", "offices")
    code, said, complaint = publish(*first)
    assert code == 2 and "旧版2016" in said and "nothing is published" in complaint
    answers = asked(said)
    code, said, complaint = publish(*first, *answers)
    assert code == 2 and "--accept" in complaint
    reasons = accepted(complaint)
    code, said, _ = publish(*first, *answers, *reasons)
    assert code == 0 and "the draft 2018-12 waits" in said and len(drafts(tmp_path / "s")) == 1
    assert publish(*first, *answers, *reasons, "--yes")[:2][0] == 0
    assert (tmp_path / "s" / "current").read_text().strip() == QUARTERS[0]
    second = (FOLDER / QUARTERS[1], "--sender", "offices")
    code, said, complaint = publish(*second)
    assert not asked(said)
    code, said, _ = publish(*second, *accepted(complaint), "--yes")
    assert code == 0 and "largest moves beside 2018-12" in said and "published 2019-03" in said
    assert (tmp_path / "p").stat().st_mode & 0o077 == 0, "what only the publisher may see is nobody else's"


def test_a_faulty_delivery_is_reported_and_its_sheets_are_marked(publish, tmp_path):
    asks = asked(publish(FAULTY)[1])
    code, said, _complaint = publish(FAULTY, *asks, "--as-of", QUARTERS[0], "--marked", tmp_path / "marked")
    assert code == 2 and "湖北理赔明细.csv" in said and "D5" in said and not (tmp_path / "s").exists()
    book = openpyxl.load_workbook(tmp_path / "marked" / "云南理赔-checked.xlsx")
    marked = [cell.coordinate for cell in (c for row in book["镇雄县"].iter_rows() for c in row) if cell.comment]
    assert {"G5", "H6", "O7", "L8", "C9"} <= {*marked}


def test_what_was_answered_holds_though_the_delivery_is_blocked_by_another_fault(publish, tmp_path):
    first, said, _ = publish(FAULTY, "--sender", "offices")
    answers = asked(said)
    assert first == 2 and answers
    code, said, complaint = publish(FAULTY, "--sender", "offices", *answers, "--as-of", QUARTERS[0])
    assert code == 2 and "nothing is published" in complaint and not asked(said)
    code, said, _ = publish(FAULTY, "--sender", "offices", "--as-of", QUARTERS[0])
    assert code == 2 and not asked(said), "nothing is asked again but what is of one file alone"
    assert (tmp_path / "p").stat().st_mode & 0o077 == 0


def test_what_only_seems_so_is_not_remembered_while_it_is_asked(publish, tmp_path):
    _, said, _ = publish(FAULTY, "--sender", "offices")
    asks = asked(said)
    assert asked(publish(FAULTY, "--sender", "offices")[1]) == asks


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (("nowhere",), "nowhere"),
        (("duckdb:nowhere.duckdb",), "--as-of"),
        (("duckdb:nowhere.duckdb", "--as-of", "2019-08"), "nowhere.duckdb"),
        (("duckdb:a", "duckdb:b", "--as-of", "2019-08"), "one"),
        ((FOLDER / QUARTERS[0], "--answer", "nothing"), "KEY=VALUE"),
    ],
)
def test_what_cannot_be_is_one_line_that_says_what_to_do(publish, told, says):
    code, _, complaint = publish(*told)
    last = complaint.strip().splitlines()[-1]
    assert code == 2 and last.startswith("backbone: ") and says in last
