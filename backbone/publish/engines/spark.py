"""Records in Apache Spark: checked through slices of them, added up by Spark, in a session of our own on this machine,
in the one that is open, or in a Spark Connect server."""

import logging
import math
import re
import shutil
import signal
import socket
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession

from backbone.publish import rollup
from backbone.publish.engines.copied import Copy, memory
from backbone.publish.engines.offered import Column, held, offered
from backbone.publish.engines.translated import translated
from backbone.publish.progress import Progress
from backbone.publish.raw import TABLES, PublishError
from backbone.text import Text, repeated

CONNECT = "sc://"
SLICE = 250_000  # rows brought to the checks at a time
VIEW = "backbone_{table}"
# Days are days, sums that do not fit are errors, and what is asked is answered in one go.
SETTINGS = {"spark.sql.session.timeZone": "UTC", "spark.sql.ansi.enabled": "true"}
# A session of our own: nothing of it is seen from other machines, and it says nothing by itself.
OWN = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "8",
}
SILENT = """status = off
appender.none.type = Null
appender.none.name = none
rootLogger.level = off
rootLogger.appenderRef.none.ref = none
"""

NO_JAVA = Text(
    "Spark cannot start here: see that a Java 17 or later is installed and that there are 2 GB of memory.",
    "Spark 无法在本机启动：请确认已安装 Java 17 或更高版本，且有 2 GB 可用内存。",
)
LOST = Text(
    "The Spark server at {at} does not answer, or broke off: see that it runs and can be reached from here.",
    "位于 {at} 的 Spark 服务器没有应答或连接中断：请确认其正在运行且可由本机访问。",
)
MISWRITTEN = Text(
    "The address cannot be read; it is written like spark:/folder, spark:schema or spark:sc://host:15002#schema.",
    "无法识别地址；写法如 spark:/folder、spark:schema 或 spark:sc://host:15002#schema。",
)
CANNOT = Text(
    "Spark cannot read or add up the records ({code}): show this to who keeps it.",
    "Spark 无法读取或汇总这些记录（{code}）：请告知其管理员。",
)
# What Spark says of a table or folder that is not there.
MISSING = {"TABLE_OR_VIEW_NOT_FOUND", "PATH_NOT_FOUND", "SCHEMA_NOT_FOUND", "UNABLE_TO_INFER_SCHEMA"}


def opened(source: str, tell: Progress) -> "Spark":
    """The records that `source` names, after "spark:"; PublishError says why they cannot be had."""
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    logging.getLogger().addFilter(_not_of_the_bridge)
    logging.getLogger("py4j").setLevel(logging.CRITICAL)  # that it was stopped is no fault
    heard = signal.getsignal(signal.SIGINT)
    if source.startswith(CONNECT):
        address, _, lie = source.partition("#")
        session, own, where = _connected(address), None, f"spark:{_bare(address)}#{_bare(lie)}"
    else:
        lie, where = source, f"spark:{_bare(source)}"
        session, own = _session()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, heard)  # a new session hears Ctrl+C in the place of who asked
    engine = Spark(session, own, lie, where, tell)
    try:
        engine.bring()
    except BaseException:
        engine.close()
        raise
    return engine


def _bare(address: str) -> str:
    """An address without user, password, token or signature."""
    kind, slashes, rest = re.split("[?#;]", address)[0].rpartition("://")
    return f"{kind}{slashes}{rest.rpartition('@')[2]}".rstrip("/")


def _not_of_the_bridge(record: logging.LogRecord) -> bool:
    """A log filter that drops the records of py4j, the bridge to Java: it logs a trace whenever its work is
    cancelled."""
    return "py4j" not in record.pathname


def _session() -> tuple[SparkSession, Path | None]:
    """The open session, or one of our own with the folder that holds what it puts aside."""
    if (session := SparkSession.getActiveSession()) is not None:
        return session, None
    own = Path(tempfile.mkdtemp(prefix="backbone-spark-"))
    (own / "log4j2.properties").write_text(SILENT, "utf-8")
    builder = SparkSession.builder.appName("backbone").master("local[*]")
    for name, value in OWN.items():
        builder = builder.config(name, value)
    builder = builder.config("spark.local.dir", str(own)).config("spark.sql.warehouse.dir", str(own / "warehouse"))
    builder = builder.config(
        "spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile=file:{own / 'log4j2.properties'}"
    )
    try:
        return builder.getOrCreate(), own
    except PySparkException:
        shutil.rmtree(own, ignore_errors=True)
        raise PublishError(NO_JAVA) from None


def _connected(address: str) -> SparkSession:
    """A session in a Spark Connect server. A token in its address is not repeated."""
    try:
        parts = urlsplit(address.partition(";")[0])
        host, port = parts.hostname or "", parts.port or 15002
    except ValueError:
        raise PublishError(MISWRITTEN) from None
    if not host:
        raise PublishError(MISWRITTEN)
    lost = PublishError(LOST.filled(at=repeated(f"{host}:{port}", 80)))
    try:
        # Spark itself would try for ten minutes.
        socket.create_connection((host, port), timeout=10).close()
        return SparkSession.builder.remote(address).getOrCreate()
    except (OSError, PySparkException):
        raise lost from None


class Spark:
    """The records that a session reaches, in a folder or a schema; `own` is the folder of a session that is ended with
    it."""

    def __init__(self, session: SparkSession, own: Path | None, lie: str, where: str, tell: Progress) -> None:
        self.con, self.where = memory(), where
        self._session, self._own, self._lie, self._tell = session, own, lie, tell
        self._before = {name: session.conf.get(name) for name in SETTINGS}
        self._rows: dict[str, int] = {}

    def bring(self) -> None:
        """Brings a copy of the records to be checked."""
        with _said():
            for name, value in SETTINGS.items():
                self._session.conf.set(name, value)
            frames = {table: frame for table in TABLES if (frame := self._frame(table)) is not None}
            found = {table: [Column(name, kind) for name, kind in frame.dtypes] for table, frame in frames.items()}
            tables = offered(found)
            held(found)
            for table, columns in tables.items():
                frames[table].createOrReplaceTempView(VIEW.format(table=table))
                self._copy(table, columns)

    def _frame(self, table: str) -> DataFrame | None:
        """A table as it lies in the folder or the schema; None where there is none."""
        try:
            if "/" in self._lie:
                frame = self._session.read.parquet(f"{self._lie.rstrip('/')}/{table}.parquet")
            else:
                frame = self._session.table(f"{self._lie}.{table}" if self._lie else table)
            # A Connect server looks for it only when it is asked what it has.
            return frame if frame.columns else None
        except PySparkException as error:
            if error.getCondition() and error.getCondition().split(".")[0] in MISSING:
                return None
            raise

    def _copy(self, table: str, columns: dict[str, str]) -> None:
        frame = self._session.table(VIEW.format(table=table))
        self._rows[table] = rows = frame.count()
        slices = max(1, math.ceil(rows / SLICE))
        copy = Copy(self.con, table, columns, rows, self._tell)
        chosen = [f"`{name}`" if name in TABLES[table] else f"CAST(NULL AS STRING) AS {name}" for name in columns]
        for number in range(slices):
            slice_of = frame.where(f"pmod(xxhash64({next(iter(TABLES[table]))}), {slices}) = {number}")
            copy.add(slice_of.selectExpr(*chosen).toArrow())
        copy.put_in_order()

    def exact(self, as_of: str) -> pd.DataFrame:
        """The exact totals, added up by Spark."""
        with _said():
            return rollup.added_up(as_of, self._ask, self._rows, self._tell)

    def _ask(self, sql: str) -> pa.Table:
        names = {table: VIEW.format(table=table) for table in TABLES}
        return self._session.sql(translated(sql, "spark", names)).toArrow()

    def close(self) -> None:
        """Ends a session of our own; leaves one that was open as it was."""
        self.con.close()
        if self._own is None:
            with suppress(PySparkException, Py4JError):  # where the server has gone, its sessions have gone too
                for table in TABLES:
                    self._session.catalog.dropTempView(VIEW.format(table=table))
                for name, value in self._before.items():
                    self._session.conf.set(name, value)
        else:
            self._session.stop()
            shutil.rmtree(self._own, ignore_errors=True)


@contextmanager
def _said() -> Iterator[None]:
    """Says in a sentence what Spark complains of; its own words may hold a value of the records."""
    try:
        yield
    except PySparkException as error:
        raise PublishError(CANNOT.filled(code=error.getCondition() or type(error).__name__)) from None
    except Py4JError as error:
        raise PublishError(CANNOT.filled(code=type(error).__name__)) from None
