"""Drafts: snapshots that are written, whole and readable, under a name that no reader follows, until a steward
publishes or discards them. Beside the folder of each lies a file of what the log will say of it."""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from backbone import diskfile
from backbone.publish import disk, register
from backbone.publish.ledger.line import Account
from backbone.publish.raw import PublishError
from backbone.snapshot.manifest import Basis, Digest, Manifest, Month, Name, Snapshot, SnapshotError, open_snapshot
from backbone.snapshot.schema import Misfit, read
from backbone.snapshot.store import Store
from backbone.text import Text

DRAFT = ".draft-"
# The digests of snapshots that were opened: whatever has the same digest is the same, and opens as well.
_OPENED: set[str] = set()


@dataclass(frozen=True)
class Said:
    """What is known of a draft beside what lies in its folder.

    `after`: the snapshot that it adds to; "" for the first.
    `private`: the file of the publisher's register; "" for none.
    `account`: what it was made of.
    `report`: what the steward should know of it."""

    name: Name
    digest: Digest
    basis: Basis
    as_of: Month
    after: str
    private: str
    account: Account
    report: tuple[Text, ...]


@dataclass(frozen=True)
class Candidate:
    """A draft in the folder of snapshots `root`."""

    root: Path
    said: Said

    @property
    def name(self) -> str:
        """The name under which it is to be published."""
        return self.said.name

    @property
    def report(self) -> tuple[Text, ...]:
        """What the steward should know of it."""
        return self.said.report

    @property
    def folder(self) -> Path:
        """Its folder, which opens like that of any snapshot."""
        return self.root / f"{DRAFT}{self.said.name}-{self.said.digest[:16]}"

    @property
    def private(self) -> Path | None:
        """The file of the publisher's register."""
        return Path(self.said.private) if self.said.private else None

    @property
    def kept(self) -> Path:
        """The file of what is known of it."""
        return self.folder.with_name(f"{self.folder.name}.json")

    def keep(self, partial: Path) -> None:
        """Makes the folder `partial` this draft, in the place of the same one as it may have been damaged since."""
        if self.folder.exists():
            os.rename(self.folder, aside := self.root / f"{disk.PARTIAL}{self.folder.name}")
            shutil.rmtree(aside)
        disk.put(self.kept, (json.dumps(asdict(self.said), ensure_ascii=False) + "\n").encode())
        os.rename(partial, self.folder)
        disk.keep(self.root)

    def remove(self) -> None:
        """Removes all of it."""
        register.drop(self.private, self.said.digest)
        if self.folder.exists():
            os.rename(self.folder, partial := self.root / f"{disk.PARTIAL}{self.folder.name}")
            shutil.rmtree(partial)
        self.kept.unlink(missing_ok=True)


def drafts(root: Path) -> tuple[Candidate, ...]:
    """The drafts that wait in `root`, by name."""
    every = map(_draft, sorted(root.glob(f"{DRAFT}*.json")))
    return tuple(draft for draft in every if draft and draft.folder.is_dir())


def _draft(path: Path) -> Candidate | None:
    try:
        found = Candidate(path.parent, read(Said, json.loads(diskfile.read(path))))
    except (OSError, ValueError, RecursionError, Misfit):
        return None
    return found if found.kept == path else None


def clear(root: Path) -> None:
    """Removes what is left of drafts that were published or discarded, or whose writing was never finished."""
    whole = {path for draft in drafts(root) for path in (draft.folder, draft.kept)}
    for path in sorted(root.glob(f"{DRAFT}*")):
        if path not in whole:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def open_as_a_reader(folder: Path) -> Snapshot:
    """The snapshot in a folder, opened as the dashboard opens it: files, manifest, facts and groups. PublishError where
    it could not be shown."""
    try:
        snapshot = open_snapshot(folder)
        if snapshot.digest not in _OPENED:
            Store(snapshot)
            _OPENED.add(snapshot.digest)
    except SnapshotError as error:
        raise PublishError(error.text) from None
    return snapshot


def written(manifest: Manifest) -> bytes:
    """A manifest as its file says it, for people to read too, the same every time."""
    return (json.dumps(manifest.sealed, ensure_ascii=False, indent=1) + "\n").encode()
