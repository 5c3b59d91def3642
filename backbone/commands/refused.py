"""Refusals of the command line."""

import argparse
from collections.abc import Callable
from functools import wraps

Command = Callable[[argparse.Namespace], int]
# A refusal that lists all indicators is shorter.
LONGEST = 2000


class Refused(Exception):
    """Something asked for that cannot be; the message is one line that says what to do."""


def in_one_line(command: Command) -> Command:
    """The command, whose refusals are those of the command line."""

    @wraps(command)
    def run(arguments: argparse.Namespace) -> int:
        from backbone.publish.raw import PublishError  # the show side never pays for it

        try:
            return command(arguments)
        except PublishError as error:
            raise Refused(str(error)) from error

    return run
