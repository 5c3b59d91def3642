"""The steward's commands refuse what publishing refuses."""

import argparse
from collections.abc import Callable
from functools import wraps

from backbone.terminal import Refused, together

Command = Callable[[argparse.Namespace], int]


def in_one_line(command: Command) -> Command:
    """The command, whose refusals are those of the command line."""

    @wraps(command)
    def run(arguments: argparse.Namespace) -> int:
        from backbone.publish.raw import PublishError  # the show side never pays for it

        try:
            return command(arguments)
        except PublishError as error:
            raise Refused(together(error.faults)) from error

    return run
