"""Disks that really are full, or can only be read: mounted for the test, which only root may."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backbone.publish.ledger.history import history
from backbone.publish.ledger.rollback import rollback
from backbone.publish.ledger.switch import switch
from backbone.publish.raw import PublishError
from backbone.publish.write import candidate
from tests.small import HONGAN, claims, cover, exact_totals, published, said, shown

ENROLMENT, FILED = cover(HONGAN, 2018), claims(HONGAN, 2018, 20)
MAY, JUNE = said("2019-05"), said("2019-06")


@pytest.fixture
def disk(tmp_path) -> Iterator[Callable[[str], Path]]:
    """A function that mounts a small disk with some options, or the one it has mounted with others."""
    at = tmp_path / "disk"
    at.mkdir()

    def mount(options: str) -> Path:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "backbone", str(at)], capture_output=True)
        if done.returncode:
            pytest.skip("no disk can be mounted here")
        return at

    yield mount
    subprocess.run(["umount", str(at)], capture_output=True)


@pytest.fixture(scope="module")
def may(tmp_path_factory) -> Path:
    """A folder with one snapshot, and the records beside it; nobody changes it."""
    folder = tmp_path_factory.mktemp("may")
    published(folder / "snapshots", ENROLMENT, FILED, "may", MAY)
    shutil.move(folder / "snapshots" / "raw-may", folder / "raw")
    return folder / "snapshots"


def test_a_disk_that_is_full_is_said_and_nothing_is_half(may, disk):
    exact, seen, files = exact_totals(may.parent / "raw", "2019-06"), [], sum(1 for _ in may.rglob("*")) + 2
    # A page of 4 KB a file: from one page more than the folder needs, to enough.
    least = sum(-(-path.stat().st_size // 4096) * 4 for path in may.rglob("*") if path.is_file())
    for more in range(0, 48, 4):
        root = Path(shutil.copytree(may, disk(f"size={least + more}k,nr_inodes={files + 12}") / "snapshots"))
        try:
            switch(candidate(exact, root, "june", JUNE, "may"))
        except PublishError as error:
            assert "There is no room left on the disk of “snapshots”" in error.faults[0].en, error.faults[0].en
            assert "磁盘空间已满" in error.faults[0].zh
        seen.append(shown(root))
        subprocess.run(["umount", str(root.parent)], check=True)
    assert set(seen) == {"may", "june"} and seen == sorted(seen, reverse=True), seen


def test_a_disk_that_can_only_be_read_is_said_and_goes_on_being_read(may, disk):
    root = Path(shutil.copytree(may, disk("size=4m") / "snapshots"))
    exact = exact_totals(may.parent / "raw", "2019-06")
    switch(candidate(exact, root, "june", JUNE, "may"))
    disk("remount,ro")
    for closed in (
        lambda: candidate(exact, root, "july", said("2019-07"), "june"),
        lambda: rollback(root, "may", "June was wrong"),
    ):
        with pytest.raises(PublishError, match="“snapshots” cannot be written: the disk is read-only") as caught:
            closed()
        assert "无法写入" in caught.value.faults[0].zh
    assert shown(root) == "june" and [line.what for line in history(root).lines] == ["publish", "publish", "begin"]
    disk("remount,rw")
    rollback(root, "may", "June was wrong")
    assert shown(root) == "may"
