"""Grants: the sessions whose files nginx lets through, each a file named like the session, which nobody but its browser
knows. A steward's session is given one when it opens the page; it is taken back when the sign-in ends.

The supervisor gives its workers the folder, and clears what is over (backbone/serve)."""

import os
import time

from streamlit.runtime.scriptrunner import get_script_run_ctx

from backbone import log
from backbone.ui.shared import folder

SHARED, MEGABYTES = "BACKBONE_UPLOADS", "BACKBONE_UPLOAD_MB"


def give(sign_in: str, over: float) -> int:
    """Lets the files of this session in until a moment in seconds, while `sign_in` is not ended; the megabytes that one
    may have, 0 where there is no proxy that takes any."""
    shared, running, most = folder(SHARED), get_script_run_ctx(), int(os.environ.get(MEGABYTES, "0"))
    if shared is None or running is None or over <= time.time() or not most:
        return 0
    # Beside the folder, until it says when it is over: in there it would be cleared.
    new = shared.with_name(running.session_id)
    try:
        new.write_text(sign_in, "ascii")
        os.utime(new, (over, over))
        new.replace(shared / running.session_id)
    except OSError as fault:
        log.refusal("no files are taken, the proxy cannot be told", kind=type(fault).__name__)
        return 0
    return most


def take_back(sign_in: str) -> None:
    """Ends every grant of a sign-in, at every worker."""
    shared = folder(SHARED)
    for grant in shared.iterdir() if shared else ():
        try:
            if grant.read_text("ascii") == sign_in:
                grant.unlink(missing_ok=True)
        except FileNotFoundError:  # it was over
            continue
