"""The publisher's register: since when each part of the exact totals has been known. It holds single claims, so it
stays with the raw records and is in no snapshot. With it, claims that come late are told as what they are; without it
they are taken as known in the month in which they were decided."""

import os
from pathlib import Path

import pandas as pd

from backbone import diskfile
from backbone.periods import months_later
from backbone.publish import disk
from backbone.publish.raw import PublishError
from backbone.publish.rollup import EXACT
from backbone.text import Text, repeated

KEYS = ["breakdown", "category", "place", "policy_year", "month"]
# The month since which a row is known.
KNOWN = "known"
UNREADABLE = Text(
    "The register {name} cannot be read. Bring it back from a copy; without it nobody knows which claims came late.",
    "无法读取登记文件 {name}。请从备份恢复；没有它，无从得知哪些案件是后补的。",
)


def known_since(exact: pd.DataFrame, register: pd.DataFrame | None, told_until: str) -> pd.DataFrame:
    """`exact` by the month since which it is known: what the register of the release before holds, as it holds it, and
    every difference from it as known since the month after that release (`told_until`). One row per key and `known`;
    a correction that takes away is a row of its own, below zero."""
    if register is None or not told_until:
        return exact.assign(**{KNOWN: exact["month"]})
    register = register[register[KNOWN] <= told_until]  # what a release that was taken back has seen is not known yet
    was = register.groupby(KEYS)[list(EXACT)].sum()
    now = exact.set_index(KEYS)[list(EXACT)]
    new = now.sub(was, fill_value=0).astype("int64")
    new = new[new.ne(0).any(axis=1)].reset_index()
    following = months_later(told_until, 1)
    new[KNOWN] = new["month"].where(new["month"] > following, following)
    return pd.concat([register, new], ignore_index=True)


def read(path: Path | None) -> pd.DataFrame | None:
    """The register in a file; None where there is none. PublishError where it cannot be read."""
    if not path or not path.exists():
        return None
    try:
        with diskfile.opened(path) as file:
            found = pd.read_parquet(file)
        found[[*KEYS, KNOWN, *EXACT]]
        return found
    except (OSError, ValueError, KeyError):
        raise PublishError(UNREADABLE.filled(name=repeated(path.name))) from None


def write(path: Path | None, rows: pd.DataFrame) -> None:
    """Keeps the register of this release for the next; nothing without a path."""
    if path:
        with disk.in_words(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            disk.clear(path.parent, path.name)
            disk.put(path, rows.to_parquet(index=False), mode=0o600)


def aside(path: Path | None, digest: str) -> Path | None:
    """Where the register of a snapshot waits beside the one at `path` until that snapshot is published."""
    return path.with_name(f"{path.name}.{digest}") if path else None


def take_in(path: Path | None, digest: str) -> None:
    """Puts the register that waited in its place. What it knows of a release that does not come about after all is left
    out when it is read again."""
    waits = aside(path, digest)
    if path and waits and waits.exists():
        with disk.in_words(path.parent):
            os.replace(waits, path)
            disk.keep(path.parent)


def drop(path: Path | None, digest: str) -> None:
    """Removes the register that waited for a snapshot that is discarded."""
    if waits := aside(path, digest):
        waits.unlink(missing_ok=True)
