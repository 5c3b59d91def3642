"""AppTest runs with the app's own settings, except that a fault says what it was."""

from functools import cache

import pytest
from streamlit import config
from streamlit.components.v2 import manifest_scanner

config.set_option("client.showErrorDetails", "full")
# At every visit AppTest reads the metadata of all that is installed; once is enough, nothing is installed meanwhile.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(scope="session", autouse=True)
def _held(store) -> None:
    """The committed snapshot is open once for all pages and commands."""
