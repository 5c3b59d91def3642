"""The briefing: what a leader should know this morning, each finding with the page that proves it."""
