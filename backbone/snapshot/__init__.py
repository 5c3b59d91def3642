"""An opened snapshot: its manifest, its facts, and its one question."""
