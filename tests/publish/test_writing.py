"""A snapshot is written whole or not at all, never changed, and becomes current in one step."""

from pathlib import Path

import duckdb
import pytest

from backbone.measures import COLUMNS
from backbone.publish import raw, rollup
from backbone.publish import write as writing
from backbone.publish.draft import drafts
from backbone.publish.ledger.log import HEAD, LOG
from backbone.publish.raw import PublishError
from backbone.publish.write import Said, candidate, publish
from backbone.snapshot.manifest import KEYS, TOTAL, Waiting, current, open_snapshot
from tests.small import exact_totals, said

# The log and its end, beside the snapshots.
LOGGED = (HEAD, LOG)


def test_the_new_snapshot_is_current_and_whole(publish_records, records, tmp_path):
    folder = publish_records(records).folder
    assert current(tmp_path / "snapshots") == folder
    manifest = open_snapshot(folder).manifest
    assert (manifest.basis, manifest.as_of, manifest.complete_through) == ("reported", "2019-06", "2019-04")
    assert (manifest.first_month, manifest.periods, manifest.generator) == ("2018-08", (2018,), None)
    assert manifest.totals["insured"] == 270
    assert (manifest.totals["paid_claims"], manifest.totals["paid"]) == (1, 0), "one claim waits"
    assert manifest.predecessor is None and manifest.waiting == Waiting(1, None)
    assert sorted(path.name for path in (tmp_path / "snapshots").iterdir()) == ["current", *LOGGED, "small"]


def test_a_second_snapshot_leaves_the_first_as_it_was(publish_records, records, tmp_path):
    first = publish_records(records).folder
    before = {path.name: path.read_bytes() for path in first.iterdir()}
    second = publish_records(records, name="second", after="small").folder
    assert {path.name: path.read_bytes() for path in first.iterdir()} == before
    assert current(tmp_path / "snapshots") == second


def test_an_existing_folder_is_never_touched(publish_records, records):
    publish_records(records)
    with pytest.raises(PublishError, match="is published already and is shown; a snapshot is never changed"):
        publish_records(records)
    publish_records(records, name="second", after="small")
    with pytest.raises(PublishError, match="small exists and is never changed"):
        publish_records(records, after="second")


def test_a_failure_leaves_nothing_behind(publish_records, records, tmp_path, monkeypatch):
    first = publish_records(records).folder

    def fail(*_: object) -> None:
        raise OSError("no disk")

    monkeypatch.setattr(writing, "written", fail)
    with pytest.raises(PublishError, match="could not be written"):
        publish_records(records, name="second", after="small")
    assert sorted(path.name for path in (tmp_path / "snapshots").iterdir()) == ["current", *LOGGED, "small"]
    assert current(tmp_path / "snapshots") == first


def test_what_cannot_be_opened_never_becomes_current(publish_records, records, tmp_path):
    first = publish_records(records).folder
    exact = exact_totals(tmp_path / "raw", "2019-06")
    long_ago = exact.assign(month=exact["month"].replace("2018-08", "1918-08"))
    for totals, about in ((exact, said("2019-06", "nonsense")), (long_ago, said("2019-06"))):
        with pytest.raises(PublishError):
            candidate(totals, first.parent, "second", about, "small" if about.basis == "reported" else "")
        assert current(first.parent) == first and not drafts(first.parent) and not [*first.parent.glob(".*")]


@pytest.mark.parametrize("name", ["", "..", ".hidden", "a/b", "../up", "a b"])
def test_a_name_that_leads_elsewhere_is_refused(publish_records, records, name):
    with pytest.raises(PublishError):
        publish_records(records, name=name)


@pytest.mark.parametrize(
    ("as_of", "complete_through"),
    [("2019-8", "2019-06"), ("2019-08", "June"), ("2019-06", "2019-08")],
)
def test_months_must_be_months_in_order(tmp_path: Path, as_of, complete_through):
    with pytest.raises(PublishError, match="give months like 2019-08"):
        publish(tmp_path, tmp_path, "x", Said("reported", as_of, complete_through, "2019-09-01"))


@pytest.mark.parametrize(
    ("breakdown", "column", "said"),
    [
        (TOTAL, "paid", "paid by all does not add up"),
        ("reason", "rejected", "rejected by reason does not add up"),
        ("sex/age_band", "insured", "insured by sex/age_band does not add up"),
        ("illness", "paid", "paid by illness does not add up"),
    ],
)
def test_totals_that_do_not_add_up_are_refused(bring_records, records, breakdown, column, said):
    con = raw.connect(bring_records(records))
    raw.type_tables(con)
    found = rollup.exact(con, "2019-08")
    rollup.tie_out(con, found)
    at = found.index[(found.breakdown == breakdown) & (found[column] > 0)][0]
    found.loc[at, column] += 1
    with pytest.raises(PublishError, match=said):
        rollup.tie_out(con, found)


def test_a_programme_without_funds_or_claims_yet_is_published(publish_records, records):
    records["claims"] = records["claims"].head(0)
    records["funds"] = records["funds"].head(0)
    totals = open_snapshot(publish_records(records).folder).manifest.totals
    assert totals["insured"] == 270
    assert totals["submitted"] == totals["raised"] == 0


def test_facts_have_the_promised_columns_and_types(committed):
    described = duckdb.read_parquet(str(committed / "facts.parquet"))
    found = dict(zip(described.columns, map(str, described.types), strict=True))
    keys = dict.fromkeys(KEYS, "VARCHAR") | {"policy_year": "INTEGER"}
    assert found == keys | {c: "DECIMAL(18,2)" if column.is_money else "BIGINT" for c, column in COLUMNS.items()}
