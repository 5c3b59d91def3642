"""What the command line does where nothing more can be written: one line that says what is full, and no half of a
file."""

import subprocess
import sys

import pytest

from backbone import diskfile
from tests.browser.app import ROOT

BACKBONE = f"{sys.executable} -m backbone"


def ran(command: str) -> subprocess.CompletedProcess:
    return subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_file_that_does_not_fit_is_not_there(tmp_path):
    """The system lets a file have 512 bytes here, as a full disk would."""
    done = ran(f"ulimit -f 1; {BACKBONE} templates {tmp_path / 'made'}")
    assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr
    assert f"{tmp_path / 'made'}/" in done.stderr and "cannot be written: File too large" in done.stderr
    assert not [*(tmp_path / "made").iterdir()]


def test_what_was_there_stays_where_the_new_one_does_not_fit(tmp_path, monkeypatch):
    (there := tmp_path / "there").write_bytes(b"as it was")
    (link := tmp_path / "link").symlink_to(there)
    diskfile.write(link, b"new")
    assert link.is_symlink() and there.read_bytes() == b"new"
    monkeypatch.setattr(diskfile.Path, "write_bytes", lambda *_: there.missing)
    with pytest.raises(AttributeError):
        diskfile.write(link, b"newer")
    assert there.read_bytes() == b"new" and sorted(path.name for path in tmp_path.iterdir()) == ["link", "there"]


def test_a_device_is_written_to(tmp_path):
    diskfile.write(diskfile.Path("/dev/null"), b"gone")
    assert diskfile.Path("/dev/null").is_char_device()


@pytest.mark.parametrize("options", ["", "-u"])
@pytest.mark.parametrize("asked", ["indicators", "ask insured --format csv", "--help"])
def test_a_standard_output_that_is_full_is_named(asked, options):
    done = ran(f"{sys.executable} {options} -m backbone {asked} > /dev/full")
    assert done.returncode == 2
    assert done.stderr == (
        "backbone: standard output cannot be written, so not all was said: No space left on device\n"
    )


@pytest.mark.parametrize("asked", ["indicators", "ask insured", "--help"])
def test_a_standard_output_that_is_closed_is_named(asked):
    done = ran(f"{BACKBONE} {asked} --lang zh >&-")
    assert done.returncode == 2 and done.stderr.startswith("backbone: 未执行任何操作：标准输出已关闭")


def test_a_refusal_is_never_said_among_the_answers():
    done = ran(f"{BACKBONE} ask nosuch 2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")
