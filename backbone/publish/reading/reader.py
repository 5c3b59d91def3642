"""Files and bytes -> sheets, by way of the process that reads (`child`): it is handed what to read, waited for only so
long, and believed in nothing but cells."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyarrow as pa

from backbone import ordinary
from backbone.publish.fault import Fault
from backbone.publish.raw import PublishError
from backbone.publish.reading import limits
from backbone.publish.reading.names import checked, shown
from backbone.publish.reading.refusals import FOREIGN, READ, REFUSALS, Refused
from backbone.publish.sheet import Merged, Sheet
from backbone.text import Text

ROOT = Path(__file__).parents[3]
_CHUNK = limits.MB


def read(path: Path) -> tuple[Sheet, ...]:
    """The sheets of the file at `path`; PublishError where it cannot be read."""
    with Reader() as reader:
        return reader.read(path)


def read_bytes(name: str, raw: bytes) -> tuple[Sheet, ...]:
    """The sheets of a file that was sent, with its name; PublishError where it cannot be read."""
    with Reader() as reader:
        return reader.read_bytes(name, raw)


class Reader:
    """One process that reads file after file. Where one ends it, by its nature or by the limits, the next file gets a
    new one."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def read(self, path: Path, name: str = "") -> tuple[Sheet, ...]:
        """The sheets of the file at `path`, called `name` where that is not its own; PublishError where it cannot be
        read."""
        name = name or path.name
        try:
            with ordinary.opened(path) as file:
                return self._answered(name, os.fstat(file.fileno()).st_size, file)
        except ordinary.NotAFileError:
            raise error(name, "no_file") from None
        except OSError:
            raise error(name, "missing") from None

    def read_bytes(self, name: str, raw: bytes) -> tuple[Sheet, ...]:
        """The sheets of a file that was sent; PublishError where it cannot be read."""
        return self._answered(name, len(raw), BytesIO(raw))

    def _answered(self, name: str, size: int, file: IO[bytes]) -> tuple[Sheet, ...]:
        try:
            checked(name, size)
            return tuple(self._asked(name, size, file))
        except Refused as refused:
            raise error(name, refused.reason, refused.values) from None
        except BaseException:
            self._end()
            raise

    def _asked(self, name: str, size: int, file: IO[bytes]) -> Iterator[Sheet]:
        process, late = self._started(), threading.Event()

        def too_late() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(limits.wait(size), too_late)
        timer.start()
        try:
            assert process.stdin and process.stdout
            _send(process.stdin, name, size, file)
            answer = json.loads(process.stdout.readline(limits.EXPANDED))
            if "refused" in answer:
                raise Refused(answer["refused"], **answer["values"])
            yield from _sheets(name, answer, process.stdout)
        except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):  # what it said was cut short
            self._end()
            raise Refused("time" if late.is_set() else _why(process.returncode)) from None
        finally:
            timer.cancel()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-B", "-m", "backbone.publish.reading.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env={"MALLOC_ARENA_MAX": "1", "ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1"},
                start_new_session=True,  # Ctrl+C is for who asked
            )
        return self._process

    def _end(self) -> None:
        if process := self._process:
            self._process = None
            process.kill()
            process.communicate()


def _send(pipe: IO[bytes], name: str, size: int, file: IO[bytes]) -> None:
    """Hands a file over; Refused where it has become shorter meanwhile."""
    pipe.write(json.dumps({"name": name, "size": size}).encode() + b"\n")
    left = size
    while left:
        if not (part := file.read(min(left, _CHUNK))):
            raise OSError("shorter than it was")
        pipe.write(part)
        left -= len(part)
    pipe.flush()


def _sheets(name: str, answer: Mapping, pipe: IO[bytes]) -> Iterator[Sheet]:
    """The sheets that follow an answer."""
    faults = tuple(fault(reason, name, values) for reason, values in answer["said"].items())
    for described in answer["sheets"]:
        cells = pa.ipc.open_stream(pipe).read_all()
        cells.validate(full=True)
        merged = tuple(Merged(*corners) for corners in described["merged"])
        yield Sheet(name, described["name"], cells, described["hidden"], merged, tuple(described["comments"]), faults)


def _why(code: int | None) -> str:
    """Why a process ended that should have answered."""
    return {-6: "memory", -9: "memory", -24: "time"}.get(code or 0, "damaged")


def fault(reason: str, name: str, values: Mapping) -> Fault:
    """What is said of a file that is read all the same."""
    refusal = REFUSALS[reason]
    filled = _filled(name, values)
    return Fault(reason, refusal.said.filled(**filled), refusal.remedy, refusal.blocks, name)


def _filled(name: str, values: Mapping) -> dict[str, object]:
    """What fills the sentences of a refusal."""
    what = values.get("what", "")
    said = {key: f"{value:,}" if isinstance(value, int) else value for key, value in values.items()}
    return said | {"file": shown(name), "what": FOREIGN.get(what) or READ.get(what) or ""}


def error(name: str, reason: str, values: Mapping = {}) -> PublishError:
    """What is raised for a file that is not read."""
    refusal, filled = REFUSALS[reason], _filled(name, values)
    said, remedy = refusal.said.filled(**filled), refusal.remedy
    return PublishError(Text(f"{said.en} {remedy.en}", f"{said.zh}{remedy.zh}"))
