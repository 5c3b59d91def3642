"""The steward's commands about what was published: history, diff, rollback, verify."""

import shutil
from pathlib import Path

import pytest

from backbone.__main__ import SNAPSHOTS, main
from backbone.publish.ledger.log import LOG
from backbone.snapshot.manifest import FACTS, current

JULY, AUGUST = "2019-07-illustrative", "2019-08-illustrative"


@pytest.fixture
def root(tmp_path) -> Path:
    """A copy of the folder of snapshots."""
    return Path(shutil.copytree(SNAPSHOTS, tmp_path / "snapshots"))


@pytest.fixture
def asked(root, capsys):
    """A function that runs a command on that folder, and returns how it ended and what it printed."""

    def ask(*argv: str) -> tuple[int, str, str]:
        ended = main([*argv, f"--root={root}"])
        return ended, *capsys.readouterr()

    return ask


def test_back_and_what_was_done(asked, root):
    ended, out, err = asked("rollback", JULY, "--because", "a file was counted twice", "--by", "李老师")
    assert (ended, err, current(root).name) == (0, "", JULY)
    assert f"{JULY} is shown now, and no longer {AUGUST}" in out and f"The next snapshot adds to {AUGUST}" in out
    ended, out, err = asked("history")
    assert (ended, err) == (0, "") and "李老师" in out and "Why: a file was counted twice" in out
    assert next(line for line in out.splitlines() if AUGUST in line).split()[-1] == "began." and "Shown." in out
    ended, out, err = asked("verify")
    assert (ended, err) == (0, "") and "All is as it was published: 2 lines of the log, 2 snapshots." in out
    ended, out, err = asked("rollback", JULY, "--because", "again")
    assert (ended, out, err) == (2, "", f"backbone: {JULY} is shown already.\n")


def test_what_is_different(asked):
    ended, out, err = asked("diff", JULY, AUGUST)
    assert (ended, err) == (0, "") and f"{AUGUST} adds to {JULY}" in out and "counties that came: none" in out
    assert "amount paid  56,728,716.50  61,731,497.50  +5,002,781.00" in out
    moves = out.partition("largest moves of counties")[2].partition("tie-out")[0].strip().splitlines()
    assert len(moves) == 11 and " no\n" not in out


def test_what_was_changed_is_found(asked, root):
    assert asked("rollback", JULY, "--because", "it was wrong")[0] == 0
    path = root / LOG
    path.write_bytes(path.read_bytes().replace(b"it was wrong", b"it was right"))
    raw = bytearray((root / AUGUST / FACTS).read_bytes())
    raw[5000] ^= 1
    (root / AUGUST / FACTS).write_bytes(raw)
    ended, out, err = asked("verify")
    assert ended == 2 and out == "" and err.count("\n") == 1
    assert "The log's line 2 was changed" in err and f"{AUGUST}/{FACTS} is not the file that was published" in err
    ended, _, err = asked("rollback", AUGUST, "--because", "it was right")
    assert ended == 2 and "Nothing is published while the log is damaged" in err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("rollback", JULY), "--because"),
        (("rollback", JULY, "--because", " "), "Say why"),
        (("rollback", JULY, "--because", "asked by 13800138000"), "the log names nobody"),
        (("rollback", "2019-06", "--because", "x"), f"These were: {JULY}, {AUGUST}."),
        (("diff", JULY), "required"),
        (("diff", JULY, "2019-09"), "2019-09 does not exist"),
    ],
)
def test_what_cannot_be_done_gets_one_line_and_changes_nothing(asked, root, argv, said):
    before = sorted(path.name for path in root.iterdir())
    ended, out, err = asked(*argv)
    assert ended == 2 and out == "" and err.count("\n") == 1 and said in err
    assert sorted(path.name for path in root.iterdir()) == before and current(root).name == AUGUST


def test_what_was_never_there_is_said_and_not_made(tmp_path, capsys):
    for argv in (("history",), ("verify",), ("diff", "a", "b"), ("rollback", "a", "--because", "x")):
        assert main([*argv, f"--root={tmp_path / 'nothing'}"]) == 2
        assert capsys.readouterr().err.startswith("backbone: ")
    assert not [*tmp_path.iterdir()]
