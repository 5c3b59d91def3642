"""Writers who are killed at any moment: what is shown is whole, the log is sound, and the next has a clear field."""

import os
import random
import shutil
import signal
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from backbone.publish.draft import drafts
from backbone.publish.ledger import log
from backbone.publish.ledger.rollback import rollback
from backbone.publish.ledger.switch import discard, switch
from backbone.publish.ledger.verify import verify
from backbone.publish.raw import PublishError
from backbone.publish.write import candidate
from backbone.snapshot.manifest import current, open_snapshot
from backbone.snapshot.store import Store
from tests.processes import child, ends
from tests.small import HONGAN, claims, cover, exact_totals, published, said

ENROLMENT, FILED = cover(HONGAN, 2018), claims(HONGAN, 2018, 20)
MAY, JUNE = said("2019-05"), said("2019-06")
# How often each is killed; more than 200 times in all.
KILLS = {"publish": 110, "switch": 60, "roll back": 40, "discard": 20}


def shown(root: Path) -> str:
    """The name of the snapshot that a reader sees, which is whole, as is all else."""
    found = verify(root)
    assert found.is_whole, [finding.said.en for finding in found.findings]
    Store(open_snapshot(current(root)))
    return current(root).name


@pytest.mark.parametrize("deed", KILLS)
def test_nothing_half_done_is_ever_served(tmp_path: Path, deed: str):
    """A folder with two snapshots, to which something is done that is killed."""
    before = tmp_path / "before"
    published(before, ENROLMENT, FILED, "first", MAY)
    published(before, ENROLMENT, FILED, "may", MAY, "first")
    exact = exact_totals(before / "raw-may", "2019-06")
    for raw in before.glob("raw-*"):
        shutil.rmtree(raw)

    def draft(root: Path):
        return candidate(exact, root, "june", JUNE, "may")

    deeds = {
        "publish": lambda root: switch(draft(root)),
        "switch": lambda root: switch(*drafts(root)),
        "roll back": lambda root: rollback(root, "first", "May was wrong"),
        "discard": lambda root: discard(*drafts(root), "made by mistake"),
    }
    if deed in ("switch", "discard"):
        draft(before)
    # How long it takes from the fork on, the first time and once more.
    for n in range(2):
        root = Path(shutil.copytree(before, tmp_path / f"whole-{n}"))
        begun = time.monotonic()
        assert ends(child(lambda root=root: deeds[deed](root))) == 0
        took = time.monotonic() - begun
    chance, ended, seen = random.Random(11), Counter(), Counter()
    for n in range(KILLS[deed]):
        root = Path(shutil.copytree(before, tmp_path / str(n)))
        writer = child(lambda root=root: deeds[deed](root))
        time.sleep(chance.uniform(0, 1.1 * took))  # any moment of it, and some after it
        os.kill(writer, signal.SIGKILL)
        ended[ends(writer)] += 1
        seen[shown(root)] += 1
        lines = len(log.read(root).lines)
        # Who comes next ends what the log says, and is in nobody's way; no line is lost.
        with suppress(PublishError):
            switch(draft(root))
        assert shown(root) == "june" and not [*root.glob(".*")]
        assert len(log.read(root).lines) >= lines and not verify(root).findings
        shutil.rmtree(root)
    assert set(ended) <= {-signal.SIGKILL, 0} and ended[-signal.SIGKILL] > KILLS[deed] / 2
    assert set(seen) <= {"may", "june" if deed in ("publish", "switch") else "first"}
