"""The one process that starts, watches, renews and ends the workers and their nginx."""

import re
import secrets
import signal
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO

from backbone.log import event, refusal
from backbone.serve import files, nginx
from backbone.serve.options import Options
from backbone.serve.process import ROOT, TO_START, Worker, ended, started
from backbone.serve.secrets import readable
from backbone.terminal import Refused
from backbone.text import Text, repeated

LOOK = 0.2
CONFIGURATION = "nginx.conf"
# For how many seconds the same complaint is not told again, and how many are remembered for that.
QUIET, KINDS = 60.0, 100
NO_PAGE = Text("a worker cannot make a page; `make run` says why", "工作进程无法生成页面；运行 `make run` 可查看原因")
UNTAKEN = Text("nginx does not take its configuration: {said}", "nginx 不接受其配置：{said}")
# A complaint of nginx: its level, and what it says before it names the reader and his question, which is cut off.
COMPLAINT = re.compile(rb"\[(\w+)\] \d+#\d+: (?:\*\d+ )?(.*?)(?:, client: .*)?$")


class NotReady(Refused):
    """No worker came in time: on a machine that has just started, another try may do."""


class Supervisor:
    """Workers behind an nginx, as long as `run` runs."""

    def __init__(self, options: Options, run: Path) -> None:
        self._options, self._run, self._www = options, run, run / "www"
        self._program = nginx.find()
        self._secret = secrets.token_hex()
        self._shared = {
            "BACKBONE_SIGNED_OUT": run / "signed-out",
            "BACKBONE_SHOWS": run / "shows",
            "BACKBONE_DECKS": run / "decks",
            "BACKBONE_UPLOADS": run / "uploads",
        }
        self._workers: list[Worker] = []
        self._proxy: subprocess.Popen[bytes] | None = None
        self._unread = ""
        self.stopping = self.renewing = False

    def run(self) -> int:
        """0 when asked to end; 1 when nginx has ended, and all with it. Refused where it cannot begin."""
        try:
            self._start()
            while not self.stopping:
                if self._proxy and self._proxy.poll() is not None:
                    refusal("nginx has ended, and all ends with it")
                    return 1
                if self.renewing:
                    self.renewing = False
                    self._renew()
                self._look()
                time.sleep(LOOK)
            event("ending")
        finally:
            self._end()
        return 0

    def _start(self) -> None:
        readable()
        event("starting", workers=self._options.workers)
        for folder in self._shared.values():
            folder.mkdir()
        self._workers = [self._worker() for _ in range(self._options.workers)]
        self._configure(self._workers)
        files.lay_out(self._www, self._options.base, nginx.streamlits(), ROOT / "static")
        with ThreadPoolExecutor(len(self._workers)) as side_by_side:
            list(side_by_side.map(self._await, self._workers))
        if self.stopping:
            return
        self._proxy = started([*self._command(self._run / CONFIGURATION), "-e", "stderr"], stderr=subprocess.PIPE)
        threading.Thread(target=_hand_on, args=(self._proxy.stderr,), daemon=True).start()
        self._look()
        event("serving", workers=len(self._workers), url=self._options.url)

    def _worker(self, port: int = 0) -> Worker:
        return Worker(self._options.base, self._secret, self._shared, self._options.uploads, port)

    def _await(self, worker: Worker) -> None:
        """Waits until a worker can make a page; NotReady if it never does."""
        until = time.monotonic() + TO_START
        while not self.stopping and not (worker.answers() and worker.shows()):
            if worker.process.poll() is not None or time.monotonic() > until:
                raise NotReady(NO_PAGE)
            time.sleep(LOOK)

    def _command(self, told: Path) -> list[str]:
        return [self._program, "-c", str(told), "-p", str(self._run)]

    def _configure(self, workers: list[Worker]) -> None:
        """Writes what nginx is told; Refused where nginx would not take it, and what it was told before stays."""
        told = nginx.configuration(self._options, self._run, self._www, [worker.port for worker in workers])
        new = self._run / "nginx.conf.new"
        new.write_text(told, "utf-8")
        checked = subprocess.run([*self._command(new), "-t", "-q", "-e", "stderr"], capture_output=True, check=False)
        if checked.returncode:
            raise Refused(UNTAKEN.filled(said=_complaint(checked.stderr)))
        new.replace(self._run / CONFIGURATION)

    def _renew(self) -> None:
        """Replaces each worker by a new one, which takes its readers over before the old one ends."""
        try:
            readable()
        except Refused as why:
            refusal("no worker renewed", why=why)
            return
        files.lay_out(self._www, self._options.base, nginx.streamlits(), ROOT / "static")
        for n, old in enumerate(self._workers):
            new = self._worker()
            workers = [new if one is old else one for one in self._workers]
            try:
                self._await(new)
                self._configure(workers)
            except Refused as why:
                ended(new.process)
                refusal("worker not renewed", worker=n + 1, why=why)
                return
            if self.stopping:
                ended(new.process)
                return
            self._workers = workers
            self._reload()
            ended(old.process)
            event("worker renewed", worker=n + 1)

    def _reload(self) -> None:
        """Has nginx take its new configuration, and waits until it has."""
        assert self._proxy
        before = _children(self._proxy.pid)
        self._proxy.send_signal(signal.SIGHUP)
        until = time.monotonic() + TO_START
        while _children(self._proxy.pid) <= before and time.monotonic() < until:
            time.sleep(LOOK / 4)

    def _look(self) -> None:
        """Starts again what has died or hangs, and writes down whether all is well."""
        for n, worker in enumerate(self._workers):
            worker.ask()
            if worker.lost and self._may_start():
                refusal("worker ended or hangs, another takes its place", worker=n + 1)
                ended(worker.process)
                self._workers[n] = self._worker(worker.port)
        self._tell(all(worker.well for worker in self._workers))
        self._expire()

    def _may_start(self) -> bool:
        """Whether a worker that has ended may be started again now; why it may not is logged once."""
        try:
            readable()
            self._unread = ""
        except Refused as why:
            if self._unread != str(why):
                self._unread = str(why)
                refusal("no worker started", why=why)
        return not self._unread

    def _expire(self) -> None:
        """Takes back what let a session send files whose sign-in is over by now: until then is the time of the file."""
        for grant in self._shared["BACKBONE_UPLOADS"].iterdir():
            with suppress(FileNotFoundError):  # it has just been taken back
                if grant.stat().st_mtime < time.time():
                    grant.unlink()

    def _tell(self, well: bool) -> None:
        """What `/health` says: a file while all workers answer."""
        said = self._www / self._options.base.strip("/") / "health" / "all"
        if well == said.exists():
            return
        if well:
            said.parent.mkdir(parents=True, exist_ok=True)
            workers = len(self._workers)
            said.write_text(f"{workers} {'worker answers' if workers == 1 else 'workers answer'}\n", "utf-8")
        else:
            said.unlink()

    def _end(self) -> None:
        if self._proxy:
            ended(self._proxy)
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            ended(worker.process)


def _children(pid: int) -> set[int]:
    return {int(n) for path in Path(f"/proc/{pid}/task").glob("*/children") for n in path.read_text("ascii").split()}


def _complaint(said: bytes) -> str:
    """What nginx says is wrong with what it is told, without the place in a file that is gone by then."""
    found = COMPLAINT.search(next(iter(said.splitlines()), b""))
    why = (found[2] if found else said).decode(errors="replace")
    return repeated(re.sub(rf" in \S*{CONFIGURATION}\S*$", "", why), 300)


def _hand_on(lines: IO[bytes] | None) -> None:
    """Logs what nginx complains of, the same but for its numbers once a minute: whoever floods it fills no log."""
    told: dict[str, float] = {}
    for line in lines or ():
        if (found := COMPLAINT.search(line.rstrip())) and found[1] != b"notice":
            said = found[2].decode(errors="replace")
            kind, now = re.sub(r"\d+", "", said), time.monotonic()
            if now - told.get(kind, -QUIET) >= QUIET:
                told = {**told, kind: now} if len(told) < KINDS else {kind: now}
                refusal("nginx complains", of=said)
