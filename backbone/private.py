"""Where what only the people of this machine may see lies: what is remembered of senders, the register, which holds
claims, and decks of one's own. It is out of the project, so that no copy of that takes it along."""

import os
from pathlib import Path

FOLDER = Path(os.environ.get("BACKBONE_PRIVATE", Path.home() / ".backbone"))
SENDERS, REGISTER, DECKS = "senders", "register.parquet", "decks"
