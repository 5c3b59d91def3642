"""What every layer shares: the committed snapshot, the raw records behind it, and the oracle that recomputes."""

import os
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from backbone.illustrative.earlier import earlier
from backbone.illustrative.generate import generate
from backbone.snapshot.manifest import current, open_snapshot
from backbone.snapshot.opened import opened
from backbone.snapshot.store import Store
from tests.oracle import Oracle

ROOT = Path(__file__).parents[1]
# The tests see no deck and no sender of whoever runs them. (The folder is known when the first of our modules is read.)
PRIVATE = tempfile.TemporaryDirectory(prefix="backbone-tests-", ignore_cleanup_errors=True)
os.environ["BACKBONE_PRIVATE"] = PRIVATE.name
# The same examples every time: a failure on one machine is a failure on all of them.
settings.register_profile(
    "repo", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repo")


@pytest.fixture(scope="session")
def raw_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The illustrative raw records at scale 1."""
    return generate(tmp_path_factory.mktemp("raw"))


@pytest.fixture(scope="session")
def before(raw_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The raw records as of July 2019, behind the snapshot before the committed one."""
    return earlier(raw_folder, tmp_path_factory.mktemp("earlier"), "2019-07")


@pytest.fixture(scope="session")
def oracle(raw_folder: Path, before: Path) -> Oracle:
    """The slow, obvious answers from those records, as the committed snapshot tells them."""
    facts = pd.read_parquet(open_snapshot(current(ROOT / "data" / "snapshots")).facts)
    return Oracle(raw_folder, facts, before)


@pytest.fixture(scope="session")
def store() -> Store:
    """The committed snapshot, opened; while it is held, pages and commands that open it find it open."""
    return opened(current(ROOT / "data" / "snapshots"))
