"""What a running process holds, as Linux tells it."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


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
