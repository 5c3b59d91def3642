"""Sign-outs, which Streamlit itself notices only in the tab where they are asked for.

The workers of one site share a folder, which the supervisor names (`SHARED`): an empty file for each sign-out, named by
a digest, so that nobody's name is in it. Without the folder each process remembers its own only."""

import hashlib
import json
import os
import time
from collections.abc import Mapping
from typing import Any

from backbone import log
from backbone.roles import LONGEST
from backbone.ui import grants
from backbone.ui.shared import folder

SHARED = "BACKBONE_SIGNED_OUT"
# The sign-outs that this process knows of, with their time in seconds.
_known: dict[str, float] = {}


def end(claims: Mapping[str, Any]) -> None:
    """Ends this sign-in, known by its claims, in every tab, for every copy of its cookie and at every worker."""
    now = time.time()
    for old in [one for one, ended in _known.items() if ended < now - LONGEST * 3600]:
        del _known[old]
    _known[name(claims)] = now
    try:
        grants.take_back(name(claims))
        if shared := folder(SHARED):
            (shared / name(claims)).touch()
            for file in shared.iterdir():
                if file.stat().st_mtime < now - LONGEST * 3600:
                    file.unlink(missing_ok=True)
    except OSError as fault:
        log.refusal("signed out here only, the other workers cannot be told", kind=type(fault).__name__)


def ended(claims: Mapping[str, Any]) -> bool:
    """Whether the sign-in of these claims was ended."""
    which, shared = name(claims), folder(SHARED)
    return which in _known or (shared is not None and os.path.exists(shared / which))


def name(claims: Mapping[str, Any]) -> str:
    """A digest that tells one sign-in from another: of whose it is, and when it was made."""
    which = json.dumps([str(claims.get("sub")), str(claims.get("iat"))])
    return hashlib.sha256(which.encode()).hexdigest()
