"""Refusals of the command line."""


class Refused(Exception):
    """Something asked for that cannot be; the message is one line that says what to do."""
