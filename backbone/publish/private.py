"""Where what only the publisher may see lies: what is remembered of senders, and the register, which holds claims.
It is out of the project, so that no copy of that takes it along."""

import os
from pathlib import Path

FOLDER = Path(os.environ.get("BACKBONE_PRIVATE", Path.home() / ".backbone"))
SENDERS, REGISTER = "senders", "register.parquet"
