"""Checking: what is personal, and what is wrong, in what was sent."""
