"""What the pages log: the first page served, which snapshot is shown, why none is, and data from a browser that none of
our pages sends."""

from datetime import UTC, datetime
from functools import cache
from threading import Lock

from backbone import log
from backbone.snapshot.manifest import Snapshot
from backbone.text import Text

# How many signs of a digest tell it from another.
SHORT = 12
_lock = Lock()
_now: dict[str, str] = {"shown": "", "refused": ""}
_since: dict[str, datetime] = {}


@cache
def begin() -> None:
    """Makes the server log as we do, and says that it begins to show pages; once a process."""
    log.adopt()
    log.event("first page asked for")


def shows(snapshot: Snapshot) -> None:
    """Logs that the pages show this snapshot, if they showed another before, or none."""
    if snapshot.digest == _now["shown"]:
        return
    with _lock:
        before, _now["shown"], _now["refused"] = _now["shown"], snapshot.digest, ""
        if before != snapshot.digest:
            _since[snapshot.digest] = datetime.now(UTC)
            what = "snapshot switched" if before else "snapshot opened"
            log.event(what, name=snapshot.manifest.name, digest=snapshot.digest[:SHORT])


def refuses(why: Text) -> None:
    """Logs that the data cannot be shown, once a reason."""
    with _lock:
        new, _now["refused"], _now["shown"] = _now["refused"] != why.en, why.en, ""
    if new:
        log.refusal("data refused", why=why.en)


def strange() -> None:
    """Logs that a browser sent what no page of ours sends; once a process, or whoever forges it would fill the log."""
    with _lock:
        new, _now["strange"] = not _now.get("strange"), "said"
    if new:
        log.refusal("a browser says what no page asks, and is not heeded")


def since(digest: str) -> datetime | None:
    """When this process began to show the snapshot; None where it does not."""
    return _since.get(digest)
