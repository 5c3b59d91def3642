"""The folder for what only the people at this machine may see: what is remembered of senders, the register, which holds
claims, and decks of one's own. It lies outside of the project, so that no copy of the project takes it along."""

import os
from pathlib import Path

FOLDER = Path(os.environ.get("BACKBONE_PRIVATE") or Path.home() / ".backbone")
SENDERS, REGISTER, DECKS = "senders", "register.parquet", "decks"
