"""AppTest runs with the app's own settings, except that a fault says what it was."""

import shutil
from functools import cache
from pathlib import Path

import pytest
from streamlit import config
from streamlit.components.v2 import manifest_scanner

from backbone.ui import opening

config.set_option("client.showErrorDetails", "full")
# At every visit AppTest reads the metadata of all that is installed; once is enough, nothing is installed meanwhile.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture
def snapshots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the snapshots that the app reads, in their place."""
    root = tmp_path / "snapshots"
    shutil.copytree(opening.SNAPSHOTS, root)
    monkeypatch.setattr(opening, "SNAPSHOTS", root)
    return root


@pytest.fixture(scope="session", autouse=True)
def _held(store) -> None:
    """The committed snapshot is open once for all pages and commands."""
