"""Records in Apache Spark come to the same bytes as in files, in the session that is open, in one of our own and in a
Spark Connect server."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from backbone.publish.raw import TABLES, PublishError, file_of, sql_type
from tests.browser.app import free_port
from tests.checked import exact
from tests.conftest import ROOT
from tests.small import bring, programmes

JULY, AUGUST = "2019-07", "2019-08"
PORT = free_port()
# It starts sooner, and is a Spark Connect server too.
QUICK = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.plugins": "org.apache.spark.sql.connect.SparkConnectPlugin",
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.connect.grpc.binding.port": str(PORT),
}


@pytest.fixture(scope="module")
def session(tmp_path_factory) -> Iterator[object]:
    """The open session of this process."""
    pytest.importorskip("pyspark", reason="make test-engines installs Spark")
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    builder = SparkSession.builder.master("local[2]")
    for name, value in (QUICK | {"spark.sql.warehouse.dir": str(folder / "warehouse")}).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def small(folder: Path, name: str) -> Path:
    """The folder of a programme at the edges, its columns of the declared types."""
    raw = bring(folder / "raw", *programmes()[name])
    for table, columns in TABLES.items():
        chosen = ", ".join(f"CAST({column} AS {sql_type(kind)}) AS {column}" for column, kind in columns.items())
        rows = duckdb.sql(f"SELECT {chosen} FROM '{file_of(raw, table)}'").to_arrow_table()
        pq.write_table(rows, file_of(raw, table))
    return raw


def refused(source: str) -> str:
    """What is said of a source that cannot be had."""
    with pytest.raises(PublishError) as caught:
        exact(source, AUGUST)
    return "\n".join(f"{fault.en}\n{fault.zh}" for fault in caught.value.faults)


def test_the_illustrative_records_of_both_months_come_to_the_same_as_in_files(session, raw_folder, before):
    for folder, month in ((raw_folder, AUGUST), (before, JULY)):
        pd.testing.assert_frame_equal(exact(f"spark:{folder}", month), exact(str(folder), month))


def test_tables_of_a_schema_come_to_the_same_and_the_session_is_left_as_it_was(session, tmp_path):
    raw = small(tmp_path, "all rejected")
    session.conf.set("spark.sql.session.timeZone", "Asia/Shanghai")
    session.sql("CREATE DATABASE offices")
    for table in TABLES:
        frame = session.read.parquet(str(file_of(raw, table)))
        frame.write.saveAsTable(f"offices.{table}")
    pd.testing.assert_frame_equal(exact("spark:offices", "2019-06"), exact(str(raw), "2019-06"))
    assert session.conf.get("spark.sql.session.timeZone") == "Asia/Shanghai"
    assert not [table for table in session.catalog.listTables() if table.isTemporary]


def test_what_is_missing_or_of_another_type_is_named(session, raw_folder, tmp_path):
    for table in TABLES:
        (tmp_path / f"{table}.parquet").symlink_to(file_of(raw_folder, table))
    (tmp_path / "funds.parquet").unlink()
    (tmp_path / "claims.parquet").unlink()
    changed = "* EXCLUDE paid_rmb REPLACE (CAST(hospital_cost_rmb AS DOUBLE) AS hospital_cost_rmb)"
    duckdb.sql(f"SELECT {changed} FROM '{file_of(raw_folder, 'claims')}'").write_parquet(
        str(tmp_path / "claims.parquet")
    )
    said = refused(f"spark:{tmp_path}")
    assert "no table funds" in said
    assert "claims: column paid_rmb is missing" in said
    (tmp_path / "funds.parquet").symlink_to(file_of(raw_folder, "funds"))
    (tmp_path / "claims.parquet").unlink()
    changed = "* REPLACE (CAST(paid_rmb AS DOUBLE) AS paid_rmb)"
    duckdb.sql(f"SELECT {changed} FROM '{file_of(raw_folder, 'claims')}'").write_parquet(
        str(tmp_path / "claims.parquet")
    )
    assert "column paid_rmb is double; make it exact decimals" in refused(f"spark:{tmp_path}")
    assert "no table counties" in refused("spark:nowhere")


ELSEWHERE = """
import sys
from backbone.publish.checking import folder
from backbone.publish.engines.source import opened
from backbone.publish.raw import PublishError
def tell(step):
    if step.rows == 0 and "claims" in step.phase.en:
        print("reading", flush=True)
try:
    with opened(sys.argv[1], tell) as engine:
        folder.check(engine.con, sys.argv[2])
        engine.exact(sys.argv[2]).to_csv(sys.argv[3])
except KeyboardInterrupt:
    sys.exit(130)
except PublishError as error:
    sys.exit(str(error))
"""


def elsewhere(folder: Path, *words: str) -> subprocess.Popen:
    """Another process that asks a source, with `folder` as all that it can leave something in."""
    home = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder), "HOME": str(folder)}
    command = [sys.executable, "-c", ELSEWHERE, *words]
    return subprocess.Popen(command, cwd=folder, env=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_spark_connect_server_comes_to_the_same(session, tmp_path):
    raw = small(tmp_path, "a county that left")
    answer = tmp_path / "answer"
    with elsewhere(tmp_path, f"spark:sc://127.0.0.1:{PORT}#{raw}", "2019-06", str(answer)) as asker:
        said = asker.communicate()[1]
        assert asker.returncode == 0, said
    assert answer.read_text("utf-8") == exact(str(raw), "2019-06").to_csv()


def test_a_connect_server_that_is_not_there_is_said_without_its_token(session):
    said = refused(f"spark:sc://127.0.0.1:{free_port()}/;token=s3cret#offices")
    assert "does not answer" in said
    assert "s3cret" not in said
    assert "written like" in refused("spark:sc://#offices")


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("offices.insurers", "offices.insurers"),
        ("/data/records", "/data/records"),
        ("sc://host:15002/;token=s3cret;use_ssl=true", "sc://host:15002"),
        ("s3a://key:s3cret@bucket/records?sig=s3cret#s3cret", "s3a://bucket/records"),
        ("key:s3cret/x@bucket/records", "bucket/records"),
    ],
)
def test_what_the_log_calls_a_place_holds_no_secret(session, address, named):
    from backbone.publish.engines.spark import _bare

    assert _bare(address) == named


def test_ctrl_c_in_a_session_of_our_own_leaves_nothing_behind(tmp_path, raw_folder):
    with elsewhere(tmp_path, f"spark:{raw_folder}", AUGUST, str(tmp_path / "answer")) as asker:
        assert asker.stdout.readline() == "reading\n", asker.stderr.read()
        assert [*tmp_path.iterdir()]
        asker.send_signal(signal.SIGINT)
        said = asker.communicate()[1]
        assert asker.returncode == 130, said
    assert not [path for path in tmp_path.iterdir() if not path.name.startswith("hsperfdata")]
