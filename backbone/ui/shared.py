"""Folders that all workers of one site share: the supervisor names each in the environment (backbone/serve)."""

import os
import tempfile
from functools import cache
from pathlib import Path


def folder(name: str) -> Path | None:
    """The folder under this name in the environment; None where there is no supervisor."""
    named = os.environ.get(name)
    return Path(named) if named else None


def folder_or_own(name: str) -> Path:
    """The same; without a supervisor a folder of this process, which is removed when that ends."""
    return folder(name) or Path(_own(name).name)


@cache
def _own(name: str) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix=f"{name.lower().replace('_', '-')}-")
