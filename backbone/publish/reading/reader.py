"""Files and bytes -> sheets, by way of the process that reads (`child`): it is handed what to read, waited for only so
long, and believed in nothing but cells."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyarrow as pa

from backbone import diskfile
from backbone.publish.fault import Cell, Fault
from backbone.publish.progress import Progress, Step, quiet
from backbone.publish.raw import PublishError
from backbone.publish.reached import Reached
from backbone.publish.reading import limits
from backbone.publish.reading.names import checked, shown
from backbone.publish.reading.refusals import FOREIGN, READ, REFUSALS, SHEET, Refused
from backbone.publish.sheet import Merged, Sheet
from backbone.text import Text

ROOT = Path(__file__).parents[3]
_CHUNK = limits.MB
CHILD = [sys.executable, "-B", "-m", "backbone.publish.reading.child"]
# How long a process that broke off may take to end, and why it may have, by the signal that ended it.
ENDING = 5
REASONS = {-6: "memory", -9: "memory", -24: "time"}

READING = Text("Reading {file}", "读取 {file}")


def read(path: Path, tell: Progress = quiet) -> tuple[Sheet, ...]:
    """The sheets of the file at `path`; PublishError where it cannot be read."""
    with Reader(tell) as reader:
        return reader.read(path)


class Reader:
    """One process that reads file after file, for one who asks at a time, and tells of each. Where a file ends it, by
    its nature or by the limits, the next gets a new one."""

    def __init__(self, tell: Progress = quiet) -> None:
        self._tell = tell
        self._process: subprocess.Popen[bytes] | None = None
        self._asked_before = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def read(self, path: Path, name: str = "") -> tuple[Sheet, ...]:
        """The sheets of the file at `path`, called `name` where that is not its own; PublishError where it cannot be
        read."""
        name = name or path.name
        try:
            if path.with_name(f"{path.name}.wal").exists():
                raise error(name, "unclosed")
            with diskfile.opened(path) as file:
                return self._answered(name, os.fstat(file.fileno()).st_size, file)
        except diskfile.NotAFileError:
            raise error(name, "no_file") from None
        except OSError:
            raise error(name, "missing") from None

    def read_bytes(self, name: str, raw: bytes) -> tuple[Sheet, ...]:
        """The sheets of a file that was sent; PublishError where it cannot be read."""
        return self._answered(name, len(raw), BytesIO(raw))

    def _answered(self, name: str, size: int, file: IO[bytes]) -> tuple[Sheet, ...]:
        try:
            checked(name, size)
            said = READING.filled(file=shown(name))
            self._tell(Step(said, 0, share=0.0))
            sheets = self._tried(name, size, file, lambda share: self._tell(Step(said, 0, share=share)))
            self._tell(Step(said, sum(sheet.cells.num_rows for sheet in sheets), share=1.0))
            return sheets
        except Refused as refused:
            raise error(name, refused.reason, refused.values) from None
        except BaseException:
            self._end()
            raise

    def _tried(self, name: str, size: int, file: IO[bytes], reached: Reached) -> tuple[Sheet, ...]:
        """The sheets of a file. What the files before left in the memory of the process does not count against it."""
        others = self._asked_before
        try:
            return tuple(self._asked(name, size, file, reached))
        except Refused as refused:
            if not others or refused.reason not in ("memory", "crashed"):
                raise
        self._end()
        file.seek(0)
        return tuple(self._asked(name, size, file, reached))

    def _asked(self, name: str, size: int, file: IO[bytes], reached: Reached) -> Iterator[Sheet]:
        process, late = self._started(), threading.Event()
        self._asked_before = True

        def too_late() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(limits.wait(size), too_late)
        timer.start()
        try:
            assert process.stdin and process.stdout
            if not _send(process.stdin, name, size, file):
                self._end()
                raise Refused("changed")
            answer = _answer(process.stdout, reached)
            if "refused" in answer:
                raise Refused(answer["refused"], **answer["values"])
            yield from _sheets(name, answer, process.stdout)
        except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):  # the answer was cut short
            code = self._end(wait=ENDING)
            raise Refused("time" if late.is_set() else REASONS.get(code, "crashed")) from None
        finally:
            timer.cancel()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process and self._process.poll() is not None:
            self._end()
        if self._process is None:
            self._process = subprocess.Popen(
                CHILD,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env={"MALLOC_ARENA_MAX": "1", "ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1"},
                start_new_session=True,  # Ctrl+C is for the process that asked
            )
        return self._process

    def _end(self, wait: float = 0) -> int:
        """Ends the process, if it does not end by itself while it is waited for, and says how it ended."""
        if not (process := self._process):
            return 0
        self._process, self._asked_before = None, False
        try:
            code = process.wait(wait)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what is still in the pipe is lost
                pipe.close() if pipe else None
        return code


def _send(pipe: IO[bytes], name: str, size: int, file: IO[bytes]) -> bool:
    """Hands a file over; False where it has become shorter meanwhile."""
    pipe.write(json.dumps({"name": name, "size": size}).encode() + b"\n")
    left = size
    while left:
        if not (part := file.read(min(left, _CHUNK))):
            return False
        pipe.write(part)
        left -= len(part)
    pipe.flush()
    return True


def _answer(pipe: IO[bytes], reached: Reached) -> Mapping:
    """What is answered in the end; until then it is told how much is read."""
    while "reached" in (answer := json.loads(pipe.readline(limits.EXPANDED))):
        reached(min(1.0, max(0.0, float(answer["reached"]))))
    return answer


def _sheets(name: str, answer: Mapping, pipe: IO[bytes]) -> Iterator[Sheet]:
    """The sheets that follow an answer."""
    for described in answer["sheets"]:
        cells = pa.ipc.open_stream(pipe).read_all()
        cells.validate(full=True)
        merged = tuple(Merged(*corners) for corners in described["merged"])
        faults = tuple(fault(name, described["name"], **said) for said in described["faults"])
        comments = tuple(described["comments"])
        yield Sheet(name, described["name"], cells, described["hidden"], merged, comments, faults)


def fault(name: str, sheet: str, reason: str, values: Mapping = {}, cells: Sequence = (), count: int = 1) -> Fault:
    """What is said of a sheet that is read all the same."""
    refusal = REFUSALS[reason]
    said, found = refusal.said.filled(**_filled(name, values)), tuple(Cell(*each) for each in cells)
    return Fault(reason, said, refusal.remedy, refusal.blocks, shown(name), shown(sheet) if cells else "", found, count)


def _filled(name: str, values: Mapping) -> dict[str, object]:
    """What fills the sentences of a refusal."""
    what = values.get("what", "")
    said = {key: f"{value:,}" if isinstance(value, int) else value for key, value in values.items()}
    file = SHEET.filled(file=shown(name), **said) if "sheet" in said else shown(name)
    return said | {"file": file, "what": FOREIGN.get(what) or READ.get(what) or ""}


def error(name: str, reason: str, values: Mapping = {}) -> PublishError:
    """What is raised for a file that is not read."""
    refusal, filled = REFUSALS[reason], _filled(name, values)
    said, remedy = refusal.said.filled(**filled), refusal.remedy
    return PublishError(Text(f"{said.en} {remedy.en}", f"{said.zh}{remedy.zh}"))
