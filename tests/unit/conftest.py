"""A unit test touches neither the records nor a snapshot of them, and opens none of the files that the app keeps."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backbone import shapes
from backbone.places import NATION

ROOT = Path(__file__).parents[2]
KEPT = tuple(f"{ROOT / folder}/" for folder in ("data", "geo"))
shapes.neighbours(NATION)  # the only words of the vocabulary that are read when first asked for
_testing = False


def _refuse(event: str, details: tuple) -> None:
    """Python calls this before it opens a file, and does not open it when this raises."""
    if _testing and event == "open" and str(details[0]).startswith(KEPT):
        raise AssertionError(f"a unit test opens {details[0]}")


sys.addaudithook(_refuse)


@pytest.fixture(autouse=True)
def _no_files(request: pytest.FixtureRequest) -> Iterator[None]:
    global _testing
    asked = {"store", "oracle", "raw_folder"} & set(request.fixturenames)
    assert not asked, "a unit test asks for records"
    _testing = True
    yield
    _testing = False
