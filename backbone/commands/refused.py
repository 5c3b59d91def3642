"""Refusals of the command line."""

# A refusal that lists all indicators is shorter.
LONGEST = 2000


class Refused(Exception):
    """Something asked for that cannot be; the message is one line that says what to do."""
