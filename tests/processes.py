"""Processes that do one thing and end, or are ended."""

import os
from collections.abc import Callable


def child(work: Callable[[], object], *refusals: type[Exception]) -> int:
    """The process that does `work` and ends without tidying up: with 0, with 2 where it was refused, else with 1."""
    process = os.fork()
    if process:
        return process
    try:
        work()
        os._exit(0)
    except refusals:
        os._exit(2)
    finally:
        os._exit(1)


def ends(process: int, wait: bool = True) -> int | None:
    """How a process ended: its code, or the signal that stopped it, below zero; None where it still runs and nobody
    waits for it."""
    found, status = os.waitpid(process, 0 if wait else os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None
