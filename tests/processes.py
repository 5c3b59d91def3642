"""Processes: made to do one thing and end, and what a running one holds, as Linux tells it."""

import os
from collections.abc import Callable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


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


def memory(pid: int) -> float:
    """The MB that it keeps in memory."""
    said = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines())
    return int(said["VmRSS"].split()[0]) / 1024


def handles(pid: int) -> int:
    """Its open files, sockets and pipes."""
    return len(os.listdir(f"/proc/{pid}/fd"))


def cpu(pid: int) -> float:
    """The seconds of processor time that it has used so far."""
    said = Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    return (int(said[11]) + int(said[12])) / TICKS
