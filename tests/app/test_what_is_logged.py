"""One line for a snapshot that is opened, switched or refused, however many pages show it."""

import shutil
from pathlib import Path

import pytest

from backbone import log
from backbone.ui import events, opening
from tests.app.app import visit


@pytest.fixture
def snapshots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the snapshots, of which nothing was shown or refused yet."""
    root = tmp_path / "snapshots"
    shutil.copytree(opening.SNAPSHOTS, root)
    monkeypatch.setattr(opening, "SNAPSHOTS", root)
    monkeypatch.setattr(events, "_now", {"shown": "", "refused": ""})
    log.HANDLERS[1].events.clear()
    return root


def told() -> list[tuple[str, object]]:
    """What was logged of snapshots, the first first."""
    ours = [event for event in reversed(log.recent()) if event.what.startswith(("snapshot", "data"))]
    return [(event.what, event.said.get("name", event.said.get("why"))) for event in ours]


def test_opened_once_switched_once_refused_once(snapshots):
    now = (snapshots / "current").read_text().strip()
    other = next(f.name for f in snapshots.iterdir() if f.is_dir() and f.name != now)
    for _ in range(2):
        visit("home"), visit("trust")
    assert told() == [("snapshot opened", now)]
    (snapshots / "current").write_text(other)
    for _ in range(2):
        visit("home")
    assert told()[1:] == [("snapshot switched", other)]
    (snapshots / "current").write_text("elsewhere")
    for _ in range(2):
        visit("home")
    [(what, why)] = told()[2:]
    assert what == "data refused" and "elsewhere" in str(why) and str(snapshots) not in str(why)
    (snapshots / "current").write_text(now)
    visit("home")
    assert told()[3:] == [("snapshot opened", now)]
