"""A PostgreSQL server of our own that holds raw records."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import psycopg
import pyarrow.csv as pc
import pyarrow.parquet as pq

from backbone.publish.raw import TABLES, file_of, sql_type

# Texts in the order of a dictionary, not of their bytes.
ENGLISH = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US")


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs, which Debian keeps apart from the others."""
    known = [*Path("/usr/lib/postgresql").glob(f"*/bin/{name}")]
    return str(max(known, key=lambda path: float(path.parts[-3]))) if known else shutil.which(name) or name


@contextmanager
def postgresql() -> Iterator[Path]:
    """A PostgreSQL server with nothing in it: the folder of the socket that it listens on, and on nothing else. It runs
    as another user where we are root, whom it refuses. A user named "steward" needs a password."""
    folder = Path(tempfile.mkdtemp(prefix="backbone-pg-"))
    who = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
    if who:
        shutil.chown(folder, "postgres", "postgres")
    data, log = folder / "data", subprocess.DEVNULL

    def run(*words: str) -> None:
        subprocess.run(words, check=True, cwd=folder, stdout=log, stderr=log, **who)

    try:
        run(program("initdb"), "-D", str(data), "-U", "keeper", "-A", "trust", "-E", "UTF8", *ENGLISH)
        rules = data / "pg_hba.conf"
        rules.write_text("local all steward scram-sha-256\nlocal all all trust\n", "utf-8")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        run(program("pg_ctl"), "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            yield folder
        finally:
            run(program("pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def address(socket: Path, database: str, who: str = "keeper") -> str:
    """The address of a database behind a socket."""
    return f"postgresql://{who}@/{database}?host={socket}"


def filled(socket: Path, database: str, records: Path) -> str:
    """The address of a new database with the raw tables of the folder `records`."""
    with psycopg.connect(address(socket, "postgres"), autocommit=True) as link:
        link.execute(f"CREATE DATABASE {database}")
    with psycopg.connect(address(socket, database)) as link:
        for table, columns in TABLES.items():
            link.execute(f"CREATE TABLE {table} ({', '.join(f'{n} {sql_type(k)}' for n, k in columns.items())})")
            written = BytesIO()
            pc.write_csv(pq.read_table(file_of(records, table)).select(list(columns)), written)
            with link.cursor().copy(f"COPY {table} FROM STDIN (FORMAT csv, HEADER)") as stream:
                stream.write(written.getvalue())
    return address(socket, database)
