"""A server that many came to and left is as it was: no handle, no session and no memory of them is left."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from backbone.ui.opening import SNAPSHOTS
from tests.browser.app import Served, served
from tests.engines.speaker import ask, line
from tests.processes import handles, memory

# How much a process may grow by what it has cached, and by what its allocator keeps.
SOME_MB = 25
ASKED = ("indicator=coverage", "indicator=claims_paid&period=2018", "place=420000")


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the snapshots that the app reads."""
    return Path(shutil.copytree(SNAPSHOTS, tmp_path_factory.mktemp("served") / "snapshots"))


@pytest.fixture(scope="module")
def app(snapshots: Path) -> Iterator[Served]:
    with served(env={"BACKBONE_SNAPSHOTS": str(snapshots)}) as app:
        yield app


def come_and_go(app: Served, question: str, clear: bool = False) -> None:
    """One reader who asks once and leaves; who first asks for the caches to be cleared, if so."""
    with line(app.url) as socket:
        if clear:
            socket.send(BackMsg(clear_cache=True).SerializeToString())
        ask(socket, question)


def settled(app: Served, most: int) -> int:
    """The handles that are left once the last reader is noticed to be gone."""
    until = time.monotonic() + 10
    while handles(app.process.pid) > most and time.monotonic() < until:
        time.sleep(0.05)
    return handles(app.process.pid)


def test_two_hundred_who_came_and_left_hold_nothing(app):
    for question in ASKED:
        come_and_go(app, question)
    before, held = handles(app.process.pid), memory(app.process.pid)
    for _ in range(200):
        come_and_go(app, ASKED[0])
    assert settled(app, before + 3) <= before + 3
    assert memory(app.process.pid) < held + SOME_MB


def test_a_visitor_cannot_have_everything_worked_out_again(app):
    for question in ASKED:
        come_and_go(app, question)
    held = memory(app.process.pid)
    for _ in range(15):
        for question in ASKED:
            come_and_go(app, question, clear=True)
    assert memory(app.process.pid) < held + SOME_MB


def test_fifteen_switches_of_the_snapshot_leave_one_open(app, snapshots):
    """Each is 10 to 20 MB with its pictures. What the allocator keeps comes and goes; `make test` counts them."""
    folder = snapshots / (snapshots / "current").read_text("utf-8").strip()
    for number in range(16):
        again = shutil.copytree(folder, snapshots / f"again-{number}")
        (snapshots / "current").write_text(again.name, "utf-8")
        for question in ASKED:
            come_and_go(app, question)
        if number == 0:
            held, before = memory(app.process.pid), handles(app.process.pid)
    assert memory(app.process.pid) < held + 3 * SOME_MB
    assert handles(app.process.pid) <= before + 3
