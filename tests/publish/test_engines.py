"""Records that lie in a DuckDB file come to the same totals as in a folder; what cannot be had is said."""

import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from backbone.publish.checking import folder
from backbone.publish.engines.source import opened
from backbone.publish.intake import take_where_it_lies
from backbone.publish.progress import Step
from backbone.publish.raw import TABLES, PublishError, file_of
from tests.checked import exact

MONTH = "2019-08"


@pytest.fixture
def database(raw_folder: Path, tmp_path: Path) -> Path:
    """The illustrative records as the tables of a DuckDB file."""
    path = tmp_path / "it's.duckdb"
    with duckdb.connect(str(path)) as con:
        for table in TABLES:
            con.execute(f"CREATE TABLE {table} AS FROM '{file_of(raw_folder, table)}'")
    return path


def refused(source: str) -> str:
    with pytest.raises(PublishError) as caught:
        exact(source, MONTH)
    return "\n".join(f"{fault.en}\n{fault.zh}" for fault in caught.value.faults)


def test_a_duckdb_file_comes_to_the_totals_of_a_folder(raw_folder, database):
    pd.testing.assert_frame_equal(exact(f"duckdb:{database}", MONTH), exact(str(raw_folder), MONTH))


def test_the_log_is_to_name_the_file_and_its_tables(database):
    taken = take_where_it_lies(f"duckdb:{database}", MONTH)
    assert [(one.where, one.table) for one in taken.tables] == [("duckdb:it's.duckdb", table) for table in TABLES]
    assert {one.table: one.rows for one in taken.tables}["claims"] == 37_184


def test_a_view_does_as_well_as_a_table(raw_folder, database):
    with duckdb.connect(str(database)) as con:
        con.execute("ALTER TABLE claims RENAME TO kept")
        con.execute("CREATE VIEW claims AS FROM kept")
    assert len(exact(f"duckdb:{database}", MONTH)) == len(exact(str(raw_folder), MONTH))


def test_a_view_reaches_no_other_file(raw_folder, database):
    with duckdb.connect(str(database)) as con:
        con.execute("DROP TABLE claims")
        con.execute(f"CREATE VIEW claims AS FROM '{file_of(raw_folder, 'claims')}'")
    assert "no DuckDB file" in refused(f"duckdb:{database}")


def test_what_is_missing_is_named(database):
    with duckdb.connect(str(database)) as con:
        con.execute("DROP TABLE funds")
        con.execute("ALTER TABLE claims DROP paid_rmb")
    said = refused(f"duckdb:{database}")
    assert "no table funds" in said
    assert "claims: column paid_rmb is missing" in said


def test_a_column_that_is_not_declared_is_named_and_its_values_never_read(database):
    with duckdb.connect(str(database)) as con:
        con.execute("ALTER TABLE claims ADD patient_name VARCHAR DEFAULT '王小明'")
    with opened(f"duckdb:{database}") as engine:
        assert engine.con.execute("SELECT count(patient_name) FROM claims_file").fetchall() == [(0,)]
    assert "holds names of people" in refused(f"duckdb:{database}")


@pytest.mark.parametrize("source", ["duckdb:/nowhere.duckdb", "duckdb:/etc/hostname", "duckdb:"])
def test_what_is_no_duckdb_file_is_said(source):
    assert "no DuckDB file" in refused(source)


def test_how_far_it_has_got_is_told(raw_folder):
    steps: list[Step] = []
    exact(str(raw_folder), MONTH, steps.append)
    assert steps[0].rows == 0
    assert steps[-1].rows == steps[-1].of > 37_184


def test_files_that_vanish_while_they_are_read_are_said(raw_folder, tmp_path):
    raw = Path(shutil.copytree(raw_folder, tmp_path / "raw"))
    with pytest.raises(PublishError, match="could not be read to its end"), opened(str(raw)) as engine:
        file_of(raw, "claims").unlink()
        folder.check(engine.con, MONTH)
