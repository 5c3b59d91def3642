"""Writers who are killed at any moment: what is shown is whole, the log is sound, and the next has a clear field."""

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import pandas as pd
import pytest

from backbone.publish import write as writing
from backbone.publish.before import facts_of
from backbone.publish.draft import drafts
from backbone.publish.ledger import log
from backbone.publish.ledger import switch as switching
from backbone.publish.ledger import verify as verifying
from backbone.publish.ledger.rollback import rollback
from backbone.publish.ledger.switch import discard, switch
from backbone.publish.raw import PublishError
from backbone.publish.write import candidate
from backbone.snapshot.manifest import FACTS, open_snapshot
from tests.processes import child, ends
from tests.small import HONGAN, claims, cover, exact_totals, published, said, shown

ENROLMENT, FILED = cover(HONGAN, 2018), claims(HONGAN, 2018, 20)
MAY, JUNE = said("2019-05"), said("2019-06")
# How often each is killed; more than 200 times in all.
KILLS = {"publish": 110, "switch": 60, "roll back": 40, "discard": 20}


@contextmanager
def quick(facts: pd.DataFrame) -> Iterator[None]:
    """While it lasts what is told is what was worked out before, and of what is opened the checksums are looked at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "tell", lambda *_: facts)
        for module in (writing, switching, verifying):
            patch.setattr(module, "open_as_a_reader", open_snapshot)
        yield


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
    facts = facts_of(draft(Path(shutil.copytree(before, tmp_path / "told"))).folder / FACTS)
    chance, ended, seen = random.Random(11), Counter(), Counter()
    while ended[-signal.SIGKILL] < KILLS[deed]:
        root = Path(shutil.copytree(before, tmp_path / str(ended.total())))
        writer = child(lambda root=root: deeds[deed](root))
        time.sleep(chance.uniform(0, 1.1 * took))  # any moment of it
        os.kill(writer, signal.SIGKILL)
        how = ends(writer)
        ended[how] += 1
        took *= 1.01 if how else 0.9  # as busy as the machine is by now
        # The first ones are opened as the dashboard opens them; of the others the bytes are the same.
        with quick(facts) if ended.total() > 5 else nullcontext():
            seen[shown(root)] += 1
            lines = len(log.read(root).lines)
            # Who comes next ends what the log says, and is in nobody's way; no line is lost.
            with suppress(PublishError):
                switch(draft(root))
            assert shown(root) == "june" and not [*root.glob(".*")]
            assert len(log.read(root).lines) >= lines and not verifying.verify(root).findings
        shutil.rmtree(root)
    assert set(ended) <= {-signal.SIGKILL, 0}, ended
    assert set(seen) <= {"may", "june" if deed in ("publish", "switch") else "first"}, seen
