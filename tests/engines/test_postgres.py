"""Records in PostgreSQL come to the same bytes as in files; what cannot be had is said, and no password with it."""

import os
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import psycopg
import pytest

from backbone.__main__ import main
from backbone.publish.checking import folder
from backbone.publish.engines.source import opened
from backbone.publish.ledger.log import read
from backbone.publish.raw import PublishError
from tests.checked import exact
from tests.conftest import ROOT
from tests.engines.databases import address, filled, postgresql
from tests.small import bring, programmes

JULY, AUGUST = "2019-07", "2019-08"
SECRET = "s3cret-w0rd"


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """The socket of a server of our own."""
    with postgresql() as folder:
        with psycopg.connect(address(folder, "postgres"), autocommit=True) as link:
            link.execute(f"CREATE ROLE steward LOGIN PASSWORD '{SECRET}'")
        yield folder


@pytest.fixture(scope="module")
def august(server: Path, raw_folder: Path) -> str:
    """The address of the illustrative records."""
    return filled(server, "august", raw_folder)


@pytest.fixture
def spoilt(server: Path, raw_folder: Path) -> Iterator[psycopg.Connection]:
    """A database of its own with the illustrative records, to be spoilt."""
    with psycopg.connect(filled(server, "spoilt", raw_folder), autocommit=True) as link:
        yield link
    with psycopg.connect(address(server, "postgres"), autocommit=True) as link:
        link.execute("DROP DATABASE spoilt WITH (FORCE)")


def refused(source: str) -> str:
    """What is said of a source that cannot be had."""
    with pytest.raises(PublishError) as caught:
        exact(source, AUGUST)
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    return "\n".join(f"{fault.en}\n{fault.zh}" for fault in caught.value.faults)


def sessions(server: Path) -> int:
    """How many others are connected."""
    with psycopg.connect(address(server, "postgres"), autocommit=True) as link:
        mine = "backend_type = 'client backend' AND pid <> pg_backend_pid()"
        return link.execute(f"SELECT count(*) FROM pg_stat_activity WHERE {mine}").fetchone()[0]


@pytest.fixture
def trusted(august):
    """The steward may read the records, as long as this test lasts."""
    with psycopg.connect(august, autocommit=True) as link:
        link.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO steward")
        yield
        link.execute("REVOKE SELECT ON ALL TABLES IN SCHEMA public FROM steward")


@pytest.mark.usefixtures("trusted")
def test_the_log_says_which_tables_it_was_and_no_file_holds_the_password(server, raw_folder, tmp_path, capfd):
    asked = [
        f"postgresql://steward:{SECRET}@/august?host={server}",
        f"postgresql:///august?user=steward&password={SECRET}&host={server}",
    ]
    for n, source in enumerate(asked):
        root = tmp_path / str(n)
        root.mkdir()
        told = ["--as-of", AUGUST, "--root", str(root), "--private", str(root / "private"), "--yes"]
        assert main(["publish", source, *told]) == 0
        *_, line = read(root).lines
        assert {one.where for one in line.account.tables} == {"postgresql:localhost:5432/august"}
        assert {one.table: one.rows for one in line.account.tables}["claims"] == 37_184
    said = capfd.readouterr()
    every = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in raw for raw in (*every, (said.out + said.err).encode()))


@pytest.mark.parametrize(
    "source", [f"postgresql://steward:12/{SECRET}@nowhere/august", f"postgresql://u:{SECRET}@:0/x"]
)
def test_a_password_that_is_miswritten_is_not_repeated_either(source):
    assert SECRET not in refused(source)


# What follows is one code for all engines, and `test_generator` holds it against the committed facts, byte for byte.
def test_the_illustrative_records_of_both_months_come_to_the_same_as_in_files(server, august, raw_folder, before):
    pd.testing.assert_frame_equal(exact(august, AUGUST), exact(str(raw_folder), AUGUST))
    pd.testing.assert_frame_equal(exact(filled(server, "july", before), JULY), exact(str(before), JULY))
    assert sessions(server) == 0


@pytest.mark.parametrize("name", programmes())
def test_programmes_at_the_edges_come_to_the_same(server, tmp_path, name):
    raw = bring(tmp_path / "raw", *programmes()[name])
    source = filled(server, name.replace(" ", "_"), raw)
    pd.testing.assert_frame_equal(exact(source, "2019-06"), exact(str(raw), "2019-06"))


def test_other_types_that_hold_the_same_come_to_the_same(spoilt, server, august):
    spoilt.execute("ALTER TABLE claims ALTER adcode TYPE char(9), ALTER age TYPE numeric(3,0)")
    spoilt.execute("ALTER TABLE enrolment RENAME TO cover")
    spoilt.execute("CREATE VIEW enrolment AS SELECT * FROM cover")
    pd.testing.assert_frame_equal(exact(address(server, "spoilt"), AUGUST), exact(august, AUGUST))


def test_what_is_changed_meanwhile_is_not_seen(spoilt, server, august):
    with opened(address(server, "spoilt")) as engine:
        folder.check(engine.con, AUGUST)
        spoilt.execute("UPDATE claims SET paid_rmb = paid_rmb / 2 WHERE outcome = 'paid'")
        found = engine.exact(AUGUST)
    pd.testing.assert_frame_equal(found, exact(august, AUGUST))


def test_what_is_missing_or_of_another_type_is_named(spoilt, server):
    spoilt.execute("ALTER TABLE claims ALTER paid_rmb TYPE double precision")
    assert "column paid_rmb is double precision" in refused(address(server, "spoilt"))
    spoilt.execute("ALTER TABLE claims DROP paid_rmb")
    spoilt.execute("DROP TABLE funds")
    said = refused(address(server, "spoilt"))
    assert "no table funds" in said
    assert "claims: column paid_rmb is missing" in said


def test_a_row_is_counted_in_the_order_of_the_columns(spoilt, server):
    spoilt.execute('UPDATE claims SET age = 17 WHERE claim_id = (SELECT min(claim_id COLLATE "C") FROM claims)')
    assert "row 1: The programme insures" in refused(address(server, "spoilt"))


def test_personal_data_is_found_and_not_repeated(spoilt, server):
    spoilt.execute(
        "UPDATE claims SET claim_id = '11010119900307' || '7758' WHERE claim_id = (SELECT min(claim_id) FROM claims)"
    )
    said = refused(address(server, "spoilt"))
    assert "ID numbers" in said
    assert "19900307" not in said


def test_a_column_that_looks_personal_is_refused_without_being_read(spoilt, server):
    spoilt.execute("ALTER TABLE claims ADD patient_name text DEFAULT '王小明'")
    with opened(address(server, "spoilt")) as engine:
        assert engine.con.execute("SELECT count(patient_name) FROM claims_file").fetchall() == [(0,)]
    assert "holds names of people" in refused(address(server, "spoilt"))


def test_who_may_not_read_or_come_in_is_told(server, august):
    steward = f"postgresql://steward:{{}}@/august?host={server}"
    assert "no table claims where the records should lie, or it may not be read" in refused(steward.format(SECRET))
    assert "does not let this user in" in refused(steward.format(f"{SECRET}-not"))
    assert "does not let this user in" in refused(steward.format(""))


def test_a_server_or_database_that_is_not_there_is_said(server):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        said = refused(f"postgresql://steward:{SECRET}@127.0.0.1:{port}/records")
    assert f"127.0.0.1:{port}/records does not answer" in said
    assert "no such database" in refused(address(server, "nowhere"))
    assert "written like postgresql://" in refused(f"postgresql://steward:{SECRET}@localhost:port/records")
    assert "written like postgresql://" in refused(f"postgresql://steward:{SECRET}@/records?nonsense=1")


def test_a_server_that_breaks_off_is_said(spoilt, server):
    with (
        pytest.raises(PublishError, match="does not answer, or broke off"),
        opened(address(server, "spoilt")) as engine,
    ):
        with psycopg.connect(address(server, "postgres"), autocommit=True) as link:
            link.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'spoilt'")
        engine.exact(AUGUST)


WRITER = """
import sys
from backbone.publish.engines.source import opened
def tell(step):
    if step.rows == 0 and "claims" in step.phase.en:
        print("reading", flush=True)
try:
    with opened(sys.argv[1], tell) as engine:
        pass
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_ctrl_c_leaves_nothing_behind(spoilt, server, tmp_path):
    spoilt.execute("ALTER TABLE claims RENAME TO kept")
    slow = "SELECT pg_sleep(0.02 * (kept.claim_id LIKE '%00')::int)"  # some seconds, in pieces
    spoilt.execute(f"CREATE VIEW claims AS SELECT kept.* FROM kept, LATERAL ({slow}) AS slow")
    home = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "HOME": str(tmp_path)}
    words = [sys.executable, "-c", WRITER, address(server, "spoilt")]
    with subprocess.Popen(words, cwd=tmp_path, env=home, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "reading\n"
        writer.send_signal(signal.SIGINT)
        assert writer.wait(60) == 130
    assert not [*tmp_path.iterdir()]
    assert sessions(server) == 1  # the test's own
