"""Records in PostgreSQL: checked through one stream of them, added up by the server itself, in one transaction that
only reads and sees one state of the tables."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import psycopg
import pyarrow as pa
import pyarrow.csv as pc
from psycopg import IsolationLevel

from backbone.publish import rollup
from backbone.publish.engines.copied import Copy, memory
from backbone.publish.engines.offered import Column, held, offered
from backbone.publish.engines.translated import translated
from backbone.publish.progress import Progress
from backbone.publish.raw import TABLES, PublishError, sql_type
from backbone.text import Text, repeated

BATCH = 32 << 20  # bytes of text at a time
NAMES = {table: table for table in TABLES}
SETTINGS = (
    "SET datestyle TO ISO",
    "SET lock_timeout TO '60s'",
    "SET work_mem TO '64MB'",
)
COLUMNS = """
    SELECT c.relname, a.attname,
           CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod)
                ELSE format_type(a.atttypid, a.atttypmod) END
    FROM unnest(%s::text[]) AS wanted (name)
    JOIN pg_class AS c ON c.oid = to_regclass(wanted.name)
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type AS t ON t.oid = a.atttypid
    WHERE has_table_privilege(c.oid, 'SELECT') ORDER BY c.relname, a.attnum
"""


LOST = Text(
    "PostgreSQL at {at} does not answer, or broke off: see that it runs and can be reached from here, and try again.",
    "位于 {at} 的 PostgreSQL 没有应答或连接中断：请确认其正在运行且可由本机访问，然后重试。",
)
REFUSED = Text(
    "PostgreSQL at {at} does not let this user in: see to its name and password (best kept in ~/.pgpass).",
    "位于 {at} 的 PostgreSQL 拒绝该用户登录：请检查用户名和密码（宜存于 ~/.pgpass），然后重试。",
)
NO_SUCH = Text(
    "PostgreSQL at {at} has no such database; see to its name.",
    "位于 {at} 的 PostgreSQL 没有这个数据库，请检查名称。",
)
MISWRITTEN = Text(
    "The address of the database cannot be read; it is written like postgresql://user@host:5432/database.",
    "无法识别数据库地址；写法如 postgresql://user@host:5432/database。",
)
MAY_NOT = Text(
    "PostgreSQL at {at} does not let this user read all of the tables: ask for SELECT on them.",
    "位于 {at} 的 PostgreSQL 不允许该用户读取全部表：请申请这些表的 SELECT 权限。",
)
BUSY = Text(
    "PostgreSQL at {at} has locked the tables, or called the work off; try again later.",
    "位于 {at} 的 PostgreSQL 中表被锁定，或服务器取消了操作；请稍后重试。",
)
CANNOT = Text(
    "PostgreSQL at {at} cannot work out the totals (PostgreSQL's code {code}): show this to who keeps the server.",
    "位于 {at} 的 PostgreSQL 无法完成汇总（PostgreSQL 代码 {code}）：请告知数据库管理员。",
)


def opened(source: str, tell: Progress) -> "Postgres":
    """The records in the database at the address `source`; PublishError says why there are none to be had. Neither a
    password nor what the server says, which may hold one, is repeated."""
    at = _at(source)
    try:
        link = psycopg.connect(
            source, connect_timeout=10, client_encoding="UTF8", keepalives_idle=20, keepalives_interval=10
        )
    except psycopg.ProgrammingError:
        raise PublishError(MISWRITTEN) from None
    except psycopg.OperationalError as error:
        raise PublishError(_refusal(str(error)).filled(at=at)) from None
    link.isolation_level, link.read_only = IsolationLevel.REPEATABLE_READ, True
    engine = Postgres(link, at, tell)
    try:
        engine.bring()
    except BaseException:
        engine.close()
        raise
    return engine


def _refusal(said: str) -> Text:
    """Which sentence stands for the server's own; it gives no code to who is not let in."""
    if any(words in said for words in ("authentication failed", "no password supplied", "no pg_hba.conf entry")):
        return REFUSED
    return NO_SUCH if "database" in said and "does not exist" in said else LOST


def _at(source: str) -> str:
    """Where an address leads, without who goes there."""
    try:
        parts = urlsplit(source)
        host = parts.netloc.rpartition("@")[2] or parse_qs(parts.query).get("host", [""])[0]
        _ = parts.port  # which complains of one that is no number
    except ValueError:
        raise PublishError(MISWRITTEN) from None
    # A password with a slash in it reaches into the path.
    where = f"{host or 'localhost'}/{parts.path.strip('/')}".rpartition("@")[2]
    return repeated(where.rstrip("/"), 80)


class Postgres:
    """The records that a connection reaches."""

    def __init__(self, link: psycopg.Connection, at: str, tell: Progress) -> None:
        self.con, info = memory(), link.info
        host = "localhost" if info.host.startswith("/") else info.host  # a socket of this machine
        self.where = f"postgresql:{host}:{info.port}/{info.dbname}"
        self._link, self._at, self._tell = link, at, tell
        self._rows: dict[str, int] = {}

    def bring(self) -> None:
        """Brings a copy of the records to be checked."""
        with self._said():
            for setting in SETTINGS:
                self._link.execute(setting)
            found: dict[str, list[Column]] = {}
            for table, name, kind in self._link.execute(COLUMNS, [list(TABLES)]).fetchall():
                found.setdefault(table, []).append(Column(name, kind))
            tables = offered(found)
            held(found)
            for table, columns in tables.items():
                self._copy(table, columns)

    def _copy(self, table: str, columns: dict[str, str]) -> None:
        (counted,) = self._link.execute(f"SELECT count(*) FROM {table}").fetchall()
        (self._rows[table],) = counted
        copy = Copy(self.con, table, columns, self._rows[table], self._tell)
        chosen = ", ".join(f"CAST({sql} AS text)" for sql in columns.values())
        # In the order that DuckDB would give, whatever the language of the server.
        order = ", ".join(
            f'{columns[name]} COLLATE "C"' if sql_type(kind) == "VARCHAR" else columns[name]
            for name, kind in TABLES[table].items()
        )
        with (
            self._link.cursor() as cursor,
            cursor.copy(f"COPY (SELECT {chosen} FROM {table} ORDER BY {order}) TO STDOUT (FORMAT csv)") as stream,
        ):
            for batch in _batches(stream, list(columns)):
                copy.add(batch)

    def exact(self, as_of: str) -> pd.DataFrame:
        """The exact totals, added up by the server."""
        with self._said():
            return rollup.added_up(as_of, self._ask, self._rows, self._tell)

    def _ask(self, sql: str) -> pa.Table:
        with self._link.cursor() as cursor:
            cursor.execute(translated(sql, "postgres", NAMES).encode())
            names = [column.name for column in cursor.description or ()]
            rows = cursor.fetchall()
        return pa.table([pa.array(column) for column in zip(*rows, strict=True)] or [[] for _ in names], names=names)

    def close(self) -> None:
        """Ends the transaction, in which nothing was written."""
        self.con.close()
        self._link.close()

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Says in a sentence what the server complains of; its own words may hold a value of the records."""
        try:
            yield
        except psycopg.Error as error:
            if isinstance(error.__context__, KeyboardInterrupt):  # Ctrl+C has the server cancel what it does
                raise KeyboardInterrupt from None
            raise PublishError(self._complaint(error)) from None

    def _complaint(self, error: psycopg.Error) -> Text:
        if isinstance(error, psycopg.errors.InsufficientPrivilege):
            return MAY_NOT.filled(at=self._at)
        if isinstance(error, psycopg.errors.LockNotAvailable | psycopg.errors.QueryCanceled):
            return BUSY.filled(at=self._at)
        if isinstance(error, psycopg.OperationalError):
            return LOST.filled(at=self._at)
        return CANNOT.filled(at=self._at, code=error.sqlstate)


def _batches(stream: Iterable[bytes | bytearray | memoryview], columns: Sequence[str]) -> Iterator[pa.Table]:
    """The rows of a stream of CSV, every value as text; the server sends one row at a time."""
    waiting = bytearray()
    for row in stream:
        waiting += row
        if len(waiting) >= BATCH:
            yield _read(waiting, columns)
            waiting.clear()
    if waiting:
        yield _read(waiting, columns)


def _read(raw: bytearray, columns: Sequence[str]) -> pa.Table:
    names = [column.strip('"') for column in columns]
    return pc.read_csv(
        io.BytesIO(bytes(raw)),
        pc.ReadOptions(column_names=names),
        pc.ParseOptions(newlines_in_values=True),
        # NULL is written as nothing, an empty text as "".
        pc.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
