"""Disks that are full, closed or gone, and records that vanish: a sentence in two languages, and nothing half."""

import errno
import os
import resource
import shutil
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from backbone.publish import before, disk
from backbone.publish import write as writing
from backbone.publish.checking import folder
from backbone.publish.draft import drafts
from backbone.publish.ledger import log
from backbone.publish.ledger import switch as switching
from backbone.publish.ledger import verify as verifying
from backbone.publish.ledger.rollback import rollback
from backbone.publish.ledger.switch import discard, switch
from backbone.publish.raw import PublishError
from backbone.publish.write import candidate, publish
from backbone.snapshot.manifest import open_snapshot
from tests.processes import child, ends
from tests.small import HONGAN, bring, claims, cover, drafted, exact_totals, published, said, shown

ENROLMENT, FILED = cover(HONGAN, 2018), claims(HONGAN, 2018, 20)
MAY, JUNE = said("2019-05"), said("2019-06")
# What changes something on a disk, and may be refused.
CALLS = ("fsync", "replace", "rename", "write", "mkdir", "chmod", "ftruncate", "unlink")


@pytest.fixture(scope="module")
def may(tmp_path_factory) -> Path:
    """A folder with one snapshot, and beside it the records; nobody changes it."""
    folder = tmp_path_factory.mktemp("may")
    published(folder / "snapshots", ENROLMENT, FILED, "may", MAY)
    shutil.move(folder / "snapshots" / "raw-may", folder / "raw")
    return folder / "snapshots"


@pytest.fixture
def june(may, monkeypatch):
    """A function that publishes June after May into a folder. What writes nothing is not done each time: what it tells
    was worked out before, and of what is opened the checksums are looked at."""
    exact = exact_totals(may.parent / "raw", "2019-06")
    adds_to = before.predecessor(may, "may", "reported", "2019-06", "june", log.read(may))
    told = writing.tell(exact.assign(known=exact["month"]), "2019-06", adds_to.told)
    monkeypatch.setattr(writing, "tell", lambda *_: told)
    for module in (writing, switching, verifying):
        monkeypatch.setattr(module, "open_as_a_reader", open_snapshot)
    return lambda root: switch(candidate(exact, root, "june", JUNE, "may"))


class Refusing:
    """From its nth call on (or that one alone) whatever changes a disk is refused."""

    def __init__(self, patch: pytest.MonkeyPatch, nth: int, code: int, for_good: bool) -> None:
        self.left, self.code, self.for_good = nth, code, for_good
        for name in CALLS:
            patch.setattr(os, name, self.refusing(getattr(os, name)))

    def refusing(self, call):
        def refuse(*args, **named):
            self.left -= 1
            if self.left == 0 or (self.for_good and self.left < 0):
                raise OSError(self.code, os.strerror(self.code), "somewhere")
            return call(*args, **named)

        return refuse


SAID = {errno.ENOSPC: "There is no room left", errno.EROFS: "cannot be written", errno.EIO: "the system says EIO"}
UNFINISHED = "stands in the log as published"


@pytest.mark.parametrize(("code", "for_good"), [(errno.ENOSPC, False), (errno.EROFS, True), (errno.EIO, False)])
def test_a_disk_that_refuses_at_any_step_leaves_the_old_snapshot_or_the_new_one(
    may, tmp_path, june, monkeypatch, code, for_good
):
    # DuckDB writes past `os`, so nothing of it is refused here: what it wrote once is put there each time.
    june(shutil.copytree(may, tmp_path / "0"))
    facts = (tmp_path / "0" / "june" / "facts.parquet").read_bytes()
    monkeypatch.setattr(writing, "write_facts", lambda _, path: path.write_bytes(facts))
    for nth in range(1, 100):
        root = Path(shutil.copytree(may, tmp_path / str(nth)))
        with pytest.MonkeyPatch.context() as patch:
            refusing = Refusing(patch, nth, code, for_good)
            try:
                june(root)
            except PublishError as error:
                (fault,) = error.faults
                assert SAID[code] in fault.en or UNFINISHED in fault.en, fault.en
                assert str(tmp_path) not in fault.en
            else:
                assert shown(root) == "june", "what fails after that is made good by the next"
        assert shown(root) in ("may", "june")
        with suppress(PublishError):  # who comes next is not in its way
            june(root)
        assert shown(root) == "june" and not [*root.glob(".*")]
        if refusing.left > 0:
            break
    assert nth > 15


def test_a_disk_that_is_full_at_any_byte(may, tmp_path, june):
    """A file may not grow beyond a size: DuckDB's and ours."""
    ended = {}
    whole = max((may / "may" / name).stat().st_size for name in ("facts.parquet", "manifest.json"))
    for size in (0, 1, 100, 1000, 2000, whole // 2, whole - 200, 2 * whole):
        root = Path(shutil.copytree(may, tmp_path / str(size)))

        def work(root=root, size=size):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            june(root)

        ended[size] = ends(child(work, PublishError))
        assert shown(root) == ("june" if ended[size] == 0 else "may")
        with suppress(PublishError):
            june(root)
        assert shown(root) == "june" and not [*root.glob(".*")]
    assert set(ended.values()) == {0, 2} and ended[0] == 2 and ended[2 * whole] == 0


def test_a_log_that_took_half_a_line_takes_it_back(may, tmp_path, june, monkeypatch):
    root, write = Path(shutil.copytree(may, tmp_path / "snapshots")), os.write
    kept = (root / log.LOG).read_bytes()
    monkeypatch.setattr(os, "write", lambda handle, raw: write(handle, raw[: len(raw) // 2]))
    with pytest.raises(PublishError, match="There is no room left"):
        june(root)
    assert (root / log.LOG).read_bytes() == kept and shown(root) == "may" and len(drafts(root)) == 1
    monkeypatch.undo()
    switch(*drafts(root))
    assert shown(root) == "june"


@pytest.mark.parametrize("private", [False, True])
def test_a_folder_that_is_no_folder(tmp_path, private):
    (tmp_path / "file").write_text("no folder")
    raw = bring(tmp_path / "raw", ENROLMENT, FILED)
    root, register = tmp_path / "snapshots", None
    if private:
        register = tmp_path / "file" / "register.parquet"
    else:
        root = tmp_path / "file"
    with pytest.raises(PublishError, match="“file” is no folder, or went away"):
        publish(raw, root, "may", MAY, private=register)
    assert not (root / "current").exists()


def test_a_register_that_is_damaged(tmp_path):
    private = tmp_path / "register.parquet"
    private.write_bytes(b"PAR1 and no more")
    with pytest.raises(PublishError, match=r"The register register.parquet cannot be read. Bring it back"):
        published(tmp_path / "snapshots", ENROLMENT, FILED, "may", MAY, private=private)
    assert private.read_bytes() == b"PAR1 and no more"


@pytest.mark.parametrize("how", ["gone", "cut"])
def test_records_that_vanish_while_they_are_read(may, tmp_path, monkeypatch, how):
    raw = Path(shutil.copytree(may.parent / "raw", tmp_path / "raw"))
    root = Path(shutil.copytree(may, tmp_path / "snapshots"))
    first = folder.check

    def vanishing(con, as_of, *more):
        path = raw / "claims.parquet"
        path.unlink() if how == "gone" else os.truncate(path, path.stat().st_size // 2)
        return first(con, as_of, *more)

    monkeypatch.setattr(folder, "check", vanishing)
    with pytest.raises(PublishError, match="could not be read to its end") as caught:
        publish(raw, root, "june", JUNE, "may")
    assert "未能读完" in caught.value.faults[0].zh and shown(root) == "may" and not [*root.glob(".*")]


def test_a_folder_of_snapshots_that_vanishes_between_two_steps(may, tmp_path):
    root = Path(shutil.copytree(may, tmp_path / "snapshots"))
    draft = drafted(root, ENROLMENT, FILED, "june", JUNE, "may")
    shutil.rmtree(root)
    for late in (lambda: switch(draft), lambda: discard(draft, "made by mistake")):
        with pytest.raises(PublishError):
            late()


# -- two at once ---------------------------------------------------------------------------------------------------


def test_who_waits_too_long_for_another_is_told(may, tmp_path, monkeypatch):
    root = Path(shutil.copytree(may, tmp_path / "snapshots"))
    monkeypatch.setattr(disk, "PATIENCE", 0.1)
    with disk.alone(root), pytest.raises(PublishError, match="Somebody else is publishing into “snapshots”") as caught:
        discard(drafted(root, ENROLMENT, FILED, "june", JUNE, "may"), "no")
    assert "另有人正在向" in caught.value.faults[0].zh and shown(root) == "may"


def test_who_waits_is_next(may, tmp_path):
    root, free, order = Path(shutil.copytree(may, tmp_path / "snapshots")), threading.Event(), []

    def holds():
        with disk.alone(root):
            free.set()
            threading.Event().wait(0.3)
            order.append("first")

    other = threading.Thread(target=holds)
    other.start()
    free.wait()
    with disk.alone(root):
        order.append("second")
    other.join()
    assert order == ["first", "second"]


def test_of_two_who_roll_back_at_once_one_does(may, tmp_path, june):
    root = Path(shutil.copytree(may, tmp_path / "snapshots"))
    june(root)
    both = [child(lambda: rollback(root, "may", "June was wrong"), PublishError) for _ in range(2)]
    assert sorted(map(ends, both)) == [0, 2]
    assert shown(root) == "may" and [line.what for line in log.read(root).lines].count("rollback") == 1
