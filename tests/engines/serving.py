"""The real thing: `python -m backbone serve` with its nginx and its workers."""

import os
import re
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.app import ROOT, free_port

PATIENCE = 120


@dataclass(frozen=True)
class Site:
    """A running site: its address, and the process that keeps it."""

    url: str
    process: subprocess.Popen

    @property
    def run(self) -> Path:
        """The folder that goes with it: nginx's configuration, and what the workers tell each other."""
        proxy = next(line for line in map(command, children(self.process.pid)) if "nginx" in line)
        return Path(re.search(r"-c (\S+)", proxy)[1]).parent

    def workers(self) -> dict[str, int]:
        """The processes of the workers, by the number that a reader's cookie names."""
        found = [pid for pid in children(self.process.pid) if "dashboard.py" in command(pid)]
        numbers = dict(re.findall(r"~:(\d+)\$ (\d+);", (self.run / "nginx.conf").read_text("utf-8")))
        return {numbers.get(re.search(r"server.port=(\d+)", command(pid))[1], "none"): pid for pid in found}


def children(pid: int) -> list[int]:
    return [int(n) for path in Path(f"/proc/{pid}/task").glob("*/children") for n in path.read_text("ascii").split()]


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8").replace("\0", " ")
    except OSError:
        return ""


def until(true: Callable[[], object], what: str) -> None:
    """Waits for what is seen."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.1)


def well(site: Site, trusted: ssl.SSLContext | None = None) -> bool:
    """Whether all workers answer."""
    try:
        with urllib.request.urlopen(f"{site.url}/health", timeout=30, context=trusted) as answer:
            return answer.status == 200
    except OSError:
        return False


@contextmanager
def site(
    *options: str,
    base: str = "",
    env: dict[str, str] | None = None,
    trusted: ssl.SSLContext | None = None,
    port: int = 0,
    log: str | Path = os.devnull,
) -> Iterator[Site]:
    """A site on this or a free port of this machine, ready to answer; ended on the way out. What it says goes to the
    file `log`."""
    port = port or free_port()
    told = ["--port", str(port), *(["--base", base] if base else []), *options]
    place = TemporaryDirectory()  # what a site that is killed leaves behind goes with it
    with open(log, "wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "backbone.serve", *told],
            cwd=ROOT,
            env=os.environ | {"TMPDIR": place.name} | (env or {}),
            stderr=said,
        )
    running = Site(f"{'https' if trusted else 'http'}://localhost:{port}{f'/{base}' if base else ''}", process)
    try:
        until(lambda: process.poll() is not None or well(running, trusted), "the site is up")
        assert process.poll() is None
        yield running
    finally:
        process.terminate()
        process.wait(60)
        place.cleanup()
