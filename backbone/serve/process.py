"""A process of our own that does not outlive us."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS_TO_END = 10
# How often a worker is asked, how many times it may leave that without an answer, and the seconds it has to start.
ASK_EVERY = 2.0
MAY_MISS = 10
TO_START = 90.0
# What ends at once when it is started is not started again and again without a pause.
PAUSE = 5.0
# Linux tells a child of the end of its parent, if it has asked to be told.
PARENT_DIES = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def started(
    command: list[str], env: dict[str, str] | None = None, stdout: int | None = None, stderr: int | None = None
) -> subprocess.Popen[bytes]:
    """A process that ends with us, however we end, and does not hear the terminal's Ctrl+C."""
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
        preexec_fn=_tied,
    )


def _tied() -> None:
    if LIBC:
        LIBC.prctl(PARENT_DIES, signal.SIGTERM)


def ended(process: subprocess.Popen[bytes]) -> None:
    """Ends a process, asked first, and whatever it has left behind."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS_TO_END)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Worker:
    """One Streamlit server on a port of this machine."""

    def __init__(self, base: str, secret: str, shared: Mapping[str, Path], uploads: int, port: int = 0) -> None:
        self.port = port or _free_port()
        self._base, self._since = base, time.monotonic()
        self._asked, self._missed, self._ready = 0.0, 0, False
        options = {
            "server.address": "127.0.0.1",
            "server.port": self.port,
            "server.baseUrlPath": base.strip("/"),
            "server.headless": "true",
            "server.fileWatcherType": "none",
            "server.scriptHealthCheckEnabled": "true",
            "logger.level": "warning",
        }
        told = [f"--{name}={value}" for name, value in options.items()]
        # What one worker has signed the others can read, and the next one, too; and the folders in which one tells all
        # whom it has signed out, which shows are running, which decks were made, and whose files are let in.
        env = os.environ | {
            "STREAMLIT_SERVER_COOKIE_SECRET": secret,
            **{name: str(folder) for name, folder in shared.items()},
            "BACKBONE_UPLOAD_MB": str(uploads),
            "BACKBONE_SERVED": "1",
            # Each question is answered in a thread of its own: in a heap for each, memory is never given back.
            "MALLOC_ARENA_MAX": "2",
        }
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", *told]
        self.process = started(command, env=env, stdout=subprocess.DEVNULL)

    @property
    def well(self) -> bool:
        """Whether it answers; once may be missed, by a worker that has much to do."""
        return self._ready and self._missed <= 1 and self.process.poll() is None

    @property
    def lost(self) -> bool:
        """Whether another must take its place: it has ended, or hangs."""
        alive = time.monotonic() - self._since
        if self.process.poll() is not None:
            return alive > PAUSE
        return self._missed > MAY_MISS if self._ready else alive > TO_START

    def ask(self) -> None:
        """Asks whether it answers, if it has not just been asked."""
        if time.monotonic() - self._asked >= ASK_EVERY:
            self._asked = time.monotonic()
            answers = self.answers()
            self._missed, self._ready = 0 if answers else self._missed + 1, self._ready or answers

    def answers(self) -> bool:
        """Whether the server answers at all."""
        return self._says("health", ASK_EVERY)

    def shows(self) -> bool:
        """Whether a page can be made: also reads what the first reader would wait for."""
        return self._says("script-health-check", 60)

    def _says(self, what: str, seconds: float) -> bool:
        line = HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            line.request("GET", f"{self._base}/_stcore/{what}")
            return line.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            line.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
