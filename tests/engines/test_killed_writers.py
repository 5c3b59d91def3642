"""Writers who are killed at any moment: what is current is whole, and the next writer has a clear field."""

import os
import random
import shutil
import signal
import time
from pathlib import Path

from backbone.publish import disk
from backbone.publish.write import publish
from backbone.snapshot.facts import Facts
from backbone.snapshot.manifest import CURRENT, current, open_snapshot
from tests.processes import child, ends
from tests.small import HONGAN, bring, claims, cover, published, said

KILLS = 150


def test_nothing_half_done_is_ever_served(tmp_path: Path):
    root = published(tmp_path / "snapshots", cover(HONGAN, 2018), claims(HONGAN, 2018, 20), "may", said("2019-05"))
    root, raw = root.folder.parent, bring(tmp_path / "raw", cover(HONGAN, 2018), claims(HONGAN, 2018, 20))
    begun = time.monotonic()
    publish(raw, root, "june", said("2019-06"), "may")
    took, chance, ended = time.monotonic() - begun, random.Random(10), set()
    for _ in range(KILLS):
        disk.put(root / CURRENT, b"may\n")
        shutil.rmtree(root / "june", ignore_errors=True)
        writer = child(lambda: publish(raw, root, "june", said("2019-06"), "may"))
        time.sleep(chance.uniform(0, 1.2 * took))  # any moment of a publication, and some after it
        os.kill(writer, signal.SIGKILL)
        ended.add(ends(writer))
        assert current(root).name in ("may", "june")
        for whole in (path for path in root.iterdir() if path.is_dir() and not path.name.startswith((".", "raw-"))):
            Facts(open_snapshot(whole))
    assert ended <= {-signal.SIGKILL, 0}
    shutil.rmtree(root / "june", ignore_errors=True)
    publish(raw, root, "june", said("2019-06"), "may")
    assert current(root).name == "june" and not [*root.glob(".*")]
