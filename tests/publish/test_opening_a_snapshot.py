"""A snapshot that is not whole is not shown: the error names the file and what to do, in both languages."""

import gc
import hashlib
import json
import shutil
import weakref
from pathlib import Path

import pandas as pd
import pytest

from backbone.measures import COLUMNS
from backbone.snapshot.manifest import FACTS, TOTAL, SnapshotError, current, open_snapshot
from backbone.snapshot.opened import opened
from backbone.snapshot.store import Store
from backbone.watch import watchlist


@pytest.fixture
def folder(committed: Path, tmp_path: Path) -> Path:
    """A copy of the snapshot, to be damaged."""
    return Path(shutil.copytree(committed, tmp_path / committed.name))


@pytest.fixture
def folder_before(committed: Path, tmp_path: Path) -> Path:
    """A copy of the first snapshot, to be damaged."""
    return Path(shutil.copytree(committed.parent / "2019-07-illustrative", tmp_path / "first"))


def refused(folder: Path, names: str, en: str, zh: str) -> None:
    """Asserts that opening `folder` fails, naming the file in both languages but not where it lies."""
    with pytest.raises(SnapshotError) as caught:
        open_snapshot(folder)
    text = caught.value.text
    assert str(caught.value) == text.en
    assert names in text.en and names in text.zh
    assert en in text.en and zh in text.zh
    assert str(folder.parent) not in text.en
    assert "\n" not in text.en


def rewrite(folder: Path, **changes: object) -> None:
    """Changes keys of the manifest."""
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")


def test_a_whole_snapshot_opens(folder):
    snapshot = open_snapshot(folder)
    assert snapshot.manifest.name == "2019-08-illustrative"
    assert snapshot.manifest.as_of == "2019-08"
    assert snapshot.manifest.periods == (2017, 2018, 2019)
    assert snapshot.facts.is_file()
    rewrite(folder, note_en="Changed.")
    assert open_snapshot(folder).digest != snapshot.digest


def test_missing_folder(tmp_path):
    refused(tmp_path / "2020-01", "2020-01", "does not exist", "不存在")


def test_missing_manifest(folder):
    (folder / "manifest.json").unlink()
    refused(folder, "manifest.json", "is missing", "不存在")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"{}", b"\xff\xfe", b'"text"'])
def test_a_manifest_that_is_not_one(folder, content):
    (folder / "manifest.json").write_bytes(content)
    refused(folder, "manifest.json", "is not a whole manifest", "不是完整的清单")


def test_a_truncated_manifest(folder):
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes()[:-100])
    refused(folder, "manifest.json", "is not a whole manifest", "不是完整的清单")


def test_another_schema_version(folder):
    rewrite(folder, schema=2)
    refused(folder, "manifest.json", "was made for another version", "适用于其他版本的看板")


def test_a_missing_key(folder):
    path = folder / "manifest.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    del said["as_of"]
    path.write_text(json.dumps(said), encoding="utf-8")
    refused(folder, "manifest.json", "lacks as_of", "缺少 as_of")


@pytest.mark.parametrize(
    "changes",
    [
        {"files": {}},
        {"files": []},
        {"files": {"facts.parquet": {}}},
        {"totals": {}},
        {"periods": 2017},
        {"files": {"facts.parquet": {"sha256": ""}, "../../secret": {"sha256": ""}}},
        {"modelled": None},
        {"as_of": 5},
        {"as_of": "hello"},
        {"as_of": "2019-13"},
        {"as_of": "2016-01"},
        {"first_month": "x"},
        {"complete_through": None},
        {"basis": None},
        {"basis": 7},
        {"predecessor": {}},
        {"predecessor": "2019-07"},
        {"predecessor": {"name": "../2019-07", "sha256": ""}},
        {"waiting": {}},
        {"waiting": None},
        {"waiting": {"claims": 9.5, "paid": None}},
        {"waiting": {"claims": 9, "paid": "1"}},
        {"waiting": {"claims": 9}},
        {"periods": []},
        {"periods": ["2018"]},
        {"modelled": ["x"]},
        {"modelled": [{}]},
    ],
)
def test_a_malformed_key(folder, changes):
    rewrite(folder, **changes)
    refused(folder, "manifest.json", "malformed", "格式有误")


def test_totals_that_do_not_tie_to_the_facts(folder):
    totals = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["totals"]
    rewrite(folder, totals=totals | {"insured": totals["insured"] + 1})
    with pytest.raises(SnapshotError, match="do not add up"):
        Store(open_snapshot(folder))


def change_facts(folder: Path, change) -> None:
    """Lets `change` alter the facts, and makes the manifest fit them."""
    path = folder / FACTS
    facts = pd.read_parquet(path).astype({c: float for c, column in COLUMNS.items() if column.is_money})
    facts = change(facts)
    facts.to_parquet(path)
    said = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    whole = facts[facts.breakdown == TOTAL]
    said["files"][FACTS] |= {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    rewrite(folder, files=said["files"], totals={c: float(pd.to_numeric(whole[c], "coerce").sum()) for c in COLUMNS})


def put(values: dict, breakdown: str, level: str, having: str):
    """A change of the first row of a breakdown and a level that has something in the column `having`."""

    def change(facts: pd.DataFrame) -> pd.DataFrame:
        at = facts.index[(facts.breakdown == breakdown) & (facts.level == level) & (facts[having] > 0)][0]
        for column, value in values.items():
            facts.loc[at, column] = value
        return facts

    return change


BROKEN = {
    "seven claims of an illness": (
        put({"paid_claims": 7}, "illness", "county", "paid_claims"),
        "hold a group of 7 claims (illness)",
        "7 件案件的分组（病种）",
    ),
    "the amount of one claim": (
        put({"told_claims": 1}, TOTAL, "county", "told_claims"),
        "1 claim (amounts)",
        "（金额）",
    ),
    "an amount of no claims": (
        put({"told_claims": 0}, "illness", "province", "paid"),
        "0 claims (illness)",
        "0 件",
    ),
    "five insured": (
        put({"insured": 5}, "sex/age_band", "county", "insured"),
        "5 claims (sex and age)",
        "（性别和年龄段）",
    ),
    "another breakdown": (
        put({"breakdown": "season"}, "illness", "nation", "paid_claims"),
        "by season, which",
        "“season”",
    ),
    "another category": (
        put({"category": "flu"}, "illness", "county", "paid_claims"),
        "by illness, which",
        "“illness”",
    ),
    "a level that is not kept": (
        put({"level": "county"}, "illness/hospital_tier", "province", "paid_claims"),
        "by illness/hospital_tier, which",
        "未知的细分",
    ),
    "more than there is": (
        put({"rejected": 10**6}, "reason", "county", "rejected"),
        "more claims by reason for rejection than there are",
        "按拒赔原因细分的案件多于案件总数",
    ),
}


@pytest.mark.parametrize(("change", "en", "zh"), BROKEN.values(), ids=BROKEN)
def test_facts_that_break_the_rule_are_refused(folder_before, change, en, zh):
    Store(open_snapshot(folder_before))
    change_facts(folder_before, change)
    with pytest.raises(SnapshotError) as caught:
        Store(open_snapshot(folder_before))
    assert en in caught.value.text.en and zh in caught.value.text.zh


def column(name: str, value: object):
    """A change of the first row with somebody insured: what it says in a column."""

    def change(facts: pd.DataFrame) -> pd.DataFrame:
        facts[name] = facts[name].astype(object)
        facts.loc[facts.index[facts.insured > 0][0], name] = value
        return facts

    return change


NO_FACTS = {
    "no rows": lambda facts: facts.head(0),
    "no totals": lambda facts: facts[facts.breakdown != TOTAL],
    "a row twice": lambda facts: pd.concat([facts, facts.head(1)]),
    "a number that is none": column("insured", None),
    "an endless amount": column("premium", float("inf")),
    "a text for a number": lambda facts: facts.assign(insured="many"),
    "a place that is none": column("place", None),
    "a month that is none": column("month", "never"),
    "a month after the last": column("month", "2031-01"),
    "a month before the first": column("month", "2001-01"),
    "another policy year": column("policy_year", 2044),
}


@pytest.mark.parametrize("change", NO_FACTS.values(), ids=NO_FACTS)
def test_what_is_no_table_of_facts_is_refused(folder_before, change):
    change_facts(folder_before, change)
    with pytest.raises(SnapshotError) as caught:
        Store(open_snapshot(folder_before))
    assert "not a table of facts" in caught.value.text.en and "不是有效的数据表" in caught.value.text.zh


def test_totals_that_are_no_numbers(folder):
    totals = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["totals"]
    rewrite(folder, totals=totals | {"insured": float("nan")})
    with pytest.raises(SnapshotError, match="do not add up"):
        Store(open_snapshot(folder))


def test_a_snapshot_is_open_once_and_closed_when_nobody_holds_it(folder):
    store = opened(folder)
    assert opened(folder) is store and opened(folder / ".." / folder.name) is store
    assert store.value("insured") > 0 and store.scale("insured", "county") and store.memory
    watchlist.listed(store)
    gone = weakref.ref(store)
    del store
    gc.collect()
    assert gone() is None, "its answers went with it"


def test_missing_facts(folder):
    (folder / "facts.parquet").unlink()
    refused(folder, "facts.parquet", "is missing", "不存在")


@pytest.mark.parametrize(
    "damage",
    [lambda raw: raw[:-1], lambda raw: raw[:100] + b"x" + raw[101:], lambda raw: b""],
)
def test_facts_that_were_changed(folder, damage):
    path = folder / "facts.parquet"
    path.write_bytes(damage(path.read_bytes()))
    refused(folder, "facts.parquet", "wrong checksum", "校验和不符")


def test_current_names_the_folder(publish_records, records):
    folder = publish_records(records).folder
    assert current(folder.parent) == folder


def test_missing_current(tmp_path):
    with pytest.raises(SnapshotError) as caught:
        current(tmp_path)
    assert "current is missing" in caught.value.text.en
    assert "不存在" in caught.value.text.zh


@pytest.mark.parametrize("name", ["", "..", ".", "../up", "/etc", "a/b", "a\\b", "a\nb", "x" * 200, "\x00"])
def test_current_cannot_lead_elsewhere(tmp_path, name):
    (tmp_path / "current").write_text(name)
    with pytest.raises(SnapshotError, match="plain name"):
        current(tmp_path)
