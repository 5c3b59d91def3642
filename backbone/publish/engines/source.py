"""A source of raw records, as the command line names it -> the engine that adds them up."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Protocol

import duckdb
import pandas as pd

from backbone.publish.engines import local
from backbone.publish.progress import Progress, quiet
from backbone.publish.raw import PublishError
from backbone.text import Text


class Engine(Protocol):
    """Where raw records lie.

    `con`: a DuckDB connection in which they can be checked, each table as `<table>_file` (see `raw`).
    `where`: how the log of publications names the place: nothing of it is secret."""

    con: duckdb.DuckDBPyConnection
    where: str

    def exact(self, as_of: str) -> pd.DataFrame:
        """The exact totals of the checked records up to the month `as_of`: see `rollup.exact`."""

    def close(self) -> None:
        """Lets go of everything; nothing is left behind."""


VANISHED = Text(
    "A file of the records could not be read to its end: it was moved, or the disk went away. Nothing was changed; "
    "bring the file back, then publish again.",
    "某个记录文件未能读完：文件可能已被移走，或磁盘已断开。未作任何更改；请恢复文件后重新发布。",
)
DUCKDB, POSTGRESQL, SPARK = "duckdb:", ("postgresql:", "postgres:"), "spark:"
NO_SPARK = Text(
    "Spark is not installed here: it takes `pip install -r requirements-spark.txt`, and a Java 17 or later.",
    "本机未安装 Spark：请运行 pip install -r requirements-spark.txt，并安装 Java 17 或更高版本。",
)


# What DuckDB says of it.
INTERRUPTED = "Query interrupted"


@contextmanager
def opened(asked: str, tell: Progress = quiet) -> Iterator[Engine]:
    """The engine of a source, ready to be checked; PublishError says why it cannot be, or what became of it."""
    with _hearing_ctrl_c():
        engine = _engine(asked, tell)
        try:
            yield engine
        except (duckdb.IOException, duckdb.InvalidInputException):
            raise PublishError(VANISHED) from None
        finally:
            engine.close()


@contextmanager
def _hearing_ctrl_c() -> Iterator[None]:
    """Ctrl+C ends the work with KeyboardInterrupt, whichever library it met: some swallow it, others say something of
    their own instead. Only the main thread hears it at all."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed = threading.Event()

    def press(number: int, frame: FrameType | None) -> None:
        pressed.set()
        signal.default_int_handler(number, frame)

    before = signal.signal(signal.SIGINT, press)
    try:
        yield
    except Exception as error:
        if pressed.is_set() or str(error) == INTERRUPTED:
            raise KeyboardInterrupt from None
        raise
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed.is_set():
        raise KeyboardInterrupt


def _engine(asked: str, tell: Progress) -> Engine:
    # What an engine needs is imported when it is asked for.
    if asked.startswith(POSTGRESQL):
        from backbone.publish.engines import postgres

        return postgres.opened(asked, tell)
    if asked.startswith(SPARK):
        try:
            from backbone.publish.engines import spark
        except ImportError:
            raise PublishError(NO_SPARK) from None
        return spark.opened(asked.removeprefix(SPARK), tell)
    if asked.startswith(DUCKDB):
        return local.file(Path(asked.removeprefix(DUCKDB)), tell)
    return local.folder(Path(asked), tell)
