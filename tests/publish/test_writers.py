"""Two who write at once, one who is stopped half-way: a reader sees the old snapshot or the new, and each is whole."""

import os
import shutil
import signal
from pathlib import Path

from backbone.publish import before, disk
from backbone.publish import write as writing
from backbone.publish.draft import open_as_a_reader
from backbone.publish.ledger import log
from backbone.publish.ledger import switch as switching
from backbone.publish.ledger.switch import switch
from backbone.publish.raw import PublishError
from backbone.publish.write import candidate
from backbone.snapshot.manifest import CURRENT, current, open_snapshot
from tests.processes import child, ends
from tests.small import HONGAN, claims, cover, exact_totals, published, said

ENROLMENT, FILED = cover(HONGAN, 2018), claims(HONGAN, 2018, 20)
MAY, JUNE = said("2019-05"), said("2019-06")
# What may be half-done when a writer is stopped: before each of these calls, and after the last.
CALLS = ("fsync", "replace", "rename", "write", "unlink", "chmod")


def stopped_at(nth: int) -> None:
    """Makes this process kill itself before its `nth` call that changes what is on the disk."""
    left = [nth]

    def counted(call):
        def counting(*args, **named):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **named)

        return counting

    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))


def shown(root: Path) -> str:
    """The name of the snapshot that a reader sees, which is whole."""
    folder = current(root)
    open_as_a_reader(folder)
    return folder.name


def plain(root: Path) -> set[str]:
    return {path.name for path in root.iterdir() if not path.name.startswith((".", "raw-"))}


def predecessor(root: Path, name: str) -> before.Predecessor:
    return before.predecessor(root, name, "reported", "2019-06", "june", log.read(root))


def kinds(root: Path) -> list[str]:
    return [line.what for line in log.read(root).lines]


def test_a_writer_who_is_stopped_at_any_step_leaves_the_old_snapshot_or_the_new_one(tmp_path, monkeypatch):
    may = published(tmp_path / "may", ENROLMENT, FILED, "may", MAY).folder.parent
    exact = exact_totals(may / "raw-may", "2019-06")
    told = writing.tell(exact.assign(known=exact["month"]), "2019-06", predecessor(may, "may").told)
    for module, name, work in (  # what writes nothing need not be done each time
        (writing, "tell", lambda *_: told),
        (writing, "open_as_a_reader", open_snapshot),
        (switching, "open_as_a_reader", open_snapshot),
    ):
        monkeypatch.setattr(module, name, work)
    seen, half, how = [], 0, None
    while how != 0:
        step = len(seen) + 1
        root = shutil.copytree(may, tmp_path / f"june-{step}")

        def work(root=root, step=step):
            stopped_at(step)
            switch(candidate(exact, root, "june", JUNE, "may"))

        how = ends(child(work))
        assert how in (0, -signal.SIGKILL)
        seen.append(shown(root))
        for whole in plain(root) - {CURRENT, log.LOG, log.HEAD}:
            open_as_a_reader(root / whole)
        half += seen[-1] == "may" and "june" in plain(root)
        # Who comes next is never refused for ever: he does it, or it was done for him.
        try:
            switch(candidate(exact, root, "june", JUNE, "may"))
        except PublishError as error:
            assert "june is published already and is shown" in str(error)
        assert shown(root) == "june" and kinds(root) == ["begin", "publish", "publish"]
        assert not [*root.glob(".*")], "he has cleared away what the other left"
    assert len(seen) > 20 and half >= 1 and seen[0] == "may" and seen[-1] == "june"


def test_of_two_who_publish_after_the_same_snapshot_at_once_one_does(tmp_path):
    root = published(tmp_path, ENROLMENT, FILED, "may", MAY).folder.parent
    both = [
        child(lambda name=name: published(root, ENROLMENT, FILED, name, JUNE, "may"), PublishError)
        for name in ("first", "other")
    ]
    assert sorted(map(ends, both)) == [0, 2]
    assert shown(root) in ("first", "other") and len(plain(root)) == 5


def test_two_who_point_at_once_never_leave_half_a_name(tmp_path):
    names = {f"{n}{n * 20 * 'x'}\n" for n in range(1, 4)}
    disk.put(tmp_path / CURRENT, b"old\n")
    many = [child(lambda name=name: [disk.put(tmp_path / CURRENT, name.encode()) for _ in range(60)]) for name in names]
    seen, running = set(), dict.fromkeys(many)
    while None in running.values():
        seen.add((tmp_path / CURRENT).read_text())
        running = {one: ends(one, wait=False) if how is None else how for one, how in running.items()}
    assert set(running.values()) == {0}
    assert seen <= names | {"old\n"} and (tmp_path / CURRENT).read_text() in names
    assert [path.name for path in tmp_path.iterdir()] == [CURRENT]


def test_all_that_is_written_is_on_the_disk_before_it_is_named(tmp_path, monkeypatch):
    kept, fsync = [], os.fsync

    def counting(handle: int) -> None:
        kept.append(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", counting)
    register = tmp_path / "private" / "register.parquet"
    folder = published(tmp_path, ENROLMENT, FILED, "may", MAY, private=register).folder
    logged = (folder.parent / log.LOG, folder.parent / log.HEAD)
    written = (register, *folder.iterdir(), folder, folder.parent, folder.parent / CURRENT, register.parent, *logged)
    assert {path.stat().st_ino for path in written} <= {*kept}
    assert kept[-1] == folder.parent.stat().st_ino, "the folder that lists them last"
    assert register.stat().st_mode & 0o777 == 0o600, "single claims are their publisher's alone"
