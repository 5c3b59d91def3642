"""A snapshot that is not whole is not shown: the error names the file and what to do, in both languages."""

import gc
import shutil
import weakref
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest

from backbone import diskfile
from backbone.measures import COLUMNS
from backbone.snapshot.manifest import FACTS, MANIFEST, TOTAL, Manifest, SnapshotError, current, open_snapshot
from backbone.snapshot.opened import opened
from backbone.snapshot.schema import LATER
from backbone.snapshot.store import Store
from backbone.watch import watchlist
from tests.manifests import put_facts, rewrite, said_by, write


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
    assert text.en.isprintable() and text.zh.isprintable()


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


NO_MANIFEST = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"{}",
    b"\xff\xfe",
    b'"text"',
    b"[" * 100_000,
    b'{"schema": 4, "checksum": "", "name": NaN}',
    b'{"schema": 4, "checksum": "", "name": 1e999}',
    b'{"schema": 4, "checksum": "", "name": "\\ud800"}',
]


@pytest.mark.parametrize("content", NO_MANIFEST)
def test_a_manifest_that_is_not_one(folder, content):
    (folder / "manifest.json").write_bytes(content)
    refused(folder, "manifest.json", "is not a whole manifest", "不是完整的清单")


def test_a_truncated_manifest(folder):
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes()[:-100])
    refused(folder, "manifest.json", "is not a whole manifest", "不是完整的清单")


def test_another_schema_version(folder):
    for schema in (3, True, 4.0, "4", None, "\x1b[31m" + "x" * 1000):
        rewrite(folder, schema=schema)
        refused(folder, "manifest.json", "was made for another version", "适用于其他版本的看板")


@pytest.mark.parametrize("field", [f.name for f in fields(Manifest) if f.name != "schema" and f.metadata != LATER])
def test_a_missing_key(folder, field):
    rewrite(folder, without=field)
    refused(folder, "manifest.json", f"lacks {field}", f"缺少 {field}")


def test_a_manifest_without_its_checksum(folder):
    said = said_by(folder)
    del said["checksum"]
    write(folder, said)
    refused(folder, "manifest.json", "lacks checksum", "缺少 checksum")


@pytest.mark.parametrize(
    "change", [{"note_en": "Changed."}, {"checksum": "0" * 64}, {"checksum": None}, {"more": 1}, {"periods": [2017]}]
)
def test_a_manifest_that_was_changed(folder, change):
    write(folder, said_by(folder) | change)
    refused(folder, "manifest.json", "wrong checksum", "校验和不符")


def test_a_manifest_written_with_other_spaces_says_the_same(folder):
    digest = open_snapshot(folder).digest
    write(folder, dict(reversed(said_by(folder).items())))
    assert open_snapshot(folder).digest == digest


def flipped(raw: bytes, n: int) -> bytes:
    """`raw` with its bit number `n` turned over."""
    return raw[: n // 8] + bytes([raw[n // 8] ^ 1 << n % 8]) + raw[n // 8 + 1 :]


def test_no_flip_of_a_single_bit_of_the_manifest_is_shown(committed, monkeypatch):
    whole = {name: (committed / name).read_bytes() for name in (MANIFEST, FACTS)}
    read = dict(whole)
    monkeypatch.setattr(diskfile, "read", lambda path: read[path.name])
    assert open_snapshot(committed)
    shown = []
    for n in range(8 * len(whole[MANIFEST])):
        read[MANIFEST] = flipped(whole[MANIFEST], n)
        try:
            shown.append((n, open_snapshot(committed)))
        except SnapshotError:
            continue
    assert not shown


def test_no_flip_of_a_single_bit_of_the_facts_is_shown(committed, monkeypatch):
    whole = {name: (committed / name).read_bytes() for name in (MANIFEST, FACTS)}
    read = dict(whole)
    monkeypatch.setattr(diskfile, "read", lambda path: read[path.name])
    for n in range(0, 8 * len(whole[FACTS]), 3571):  # a prime, so that every bit of a byte has its turn
        read[FACTS] = flipped(whole[FACTS], n)
        with pytest.raises(SnapshotError, match=r"facts\.parquet is not the file that was published"):
            open_snapshot(committed)


FILE = {"rows": 1, "bytes": 1, "sha256": "0" * 64}
MALFORMED = [
    ({"name": "../up"}, "name", "a plain name"),
    ({"name": None}, "name", "a plain name"),
    ({"basis": None}, "basis", "one of reported, illustrative"),
    ({"basis": 7}, "basis", "one of reported, illustrative"),
    ({"basis": []}, "basis", "one of reported, illustrative"),
    ({"as_of": 5}, "as_of", "a month like 2019-08"),
    ({"as_of": "hello"}, "as_of", "a month like 2019-08"),
    ({"as_of": "2019-13"}, "as_of", "a month like 2019-08"),
    ({"as_of": "2019-08\n"}, "as_of", "a month like 2019-08"),
    ({"first_month": "x"}, "first_month", "a month like 2019-08"),
    ({"complete_through": None}, "complete_through", "a month like 2019-08"),
    ({"as_of": "2017-01"}, "as_of", "months in order"),
    ({"complete_through": "2019-09"}, "as_of", "months in order"),
    ({"first_month": "2019-07"}, "as_of", "months in order"),
    ({"created": "soon"}, "created", "a date like 2019-09-01"),
    ({"created": "2020-02-30"}, "created", "a date like 2019-09-01"),
    ({"created": "2019-07-31"}, "created", "a day of 2019-08 or later"),
    ({"periods": 2017}, "periods", "a list"),
    ({"periods": []}, "periods", "policy years, each once"),
    ({"periods": [2017, 2018, 2018, 2019]}, "periods", "policy years, each once"),
    ({"periods": [2018, 2017, 2019]}, "periods", "policy years, each once"),
    ({"periods": ["2018"]}, "periods.1", "a policy year"),
    ({"periods": [2017, True]}, "periods.2", "a policy year"),
    ({"periods": [2017, 20180]}, "periods.2", "a policy year"),
    ({"predecessor": "2019-07"}, "predecessor", "named values"),
    ({"predecessor": {"name": "../2019-07", "sha256": "0" * 64}}, "predecessor.name", "a plain name"),
    ({"predecessor": {"name": "2019-07", "sha256": ""}}, "predecessor.sha256", "a checksum"),
    ({"generator": {"seed": "1"}}, "generator.seed", "a whole number"),
    ({"generator": []}, "generator", "named values"),
    ({"totals": []}, "totals", "named values"),
    ({"waiting": None}, "waiting", "named values"),
    ({"waiting": {"claims": 9.5, "paid": None}}, "waiting.claims", "a whole number"),
    ({"waiting": {"claims": 2**70, "paid": None}}, "waiting.claims", "a whole number"),
    ({"waiting": {"claims": 9, "paid": "1"}}, "waiting.paid", "a number"),
    ({"waiting": {"claims": 9, "paid": True}}, "waiting.paid", "a number"),
    ({"waiting": {"claims": 9, "paid": 10**400}}, "waiting.paid", "a number"),
    ({"waiting": {"claims": 9, "paid": -1.5}}, "waiting.paid", "an amount of 0 or more"),
    ({"waiting": {"claims": 9, "paid": -1}}, "waiting.paid", "an amount of 0 or more"),
    ({"note_en": None}, "note_en", "a text"),
    ({"note_zh": " "}, "note_zh", "a text"),
    ({"modelled": None}, "modelled", "a list"),
    ({"modelled": ["x"]}, "modelled.1", "named values"),
    ({"modelled": [{"en": "Yes.", "zh": "", "of": []}]}, "modelled.1.zh", "a text"),
    ({"modelled": [{"en": "Yes.", "zh": "是。", "of": [1]}]}, "modelled.1.of.1", "a text"),
    ({"files": []}, "files", "named values"),
    ({"files": {}}, "files", "facts.parquet and nothing else"),
    ({"files": {"facts.parquet": FILE, "../../secret": FILE}}, "files", "facts.parquet and nothing else"),
    ({"files": {"facts.parquet": FILE | {"sha256": "0"}}}, "files.facts.parquet.sha256", "a checksum"),
]


@pytest.mark.parametrize(("change", "key", "kind"), MALFORMED, ids=[str(change)[:60] for change, *_ in MALFORMED])
def test_a_malformed_key_is_named_with_what_belongs_there(folder, change, key, kind):
    rewrite(folder, **change)
    refused(folder, "manifest.json", f"has something else under {key} than {kind}", f"中 {key} 的值不是")


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        ({"predecessor": {}}, "lacks predecessor.name, predecessor.sha256"),
        ({"waiting": {"claims": 9}}, "lacks waiting.paid"),
        ({"modelled": [{}]}, "lacks modelled.1.en, modelled.1.zh, modelled.1.of"),
        ({"files": {"facts.parquet": {}}}, "lacks files.facts.parquet.rows"),
        ({"totals": {}}, "lacks totals.eligible, totals.insured"),
        ({"more": 1}, "holds more, which this dashboard does not know"),
        ({"waiting": {"claims": 9, "paid": None, "more": 1}}, "holds waiting.more"),
        ({"\x1b[31m\u202e": 1}, "holds [31m…"),
    ],
)
def test_keys_that_are_missing_or_unknown_are_named(folder, change, keys):
    rewrite(folder, **change)
    refused(folder, "manifest.json", keys, "manifest.json")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda said: {"first_month": "2017-06"}, "first month"),
        (lambda said: {"periods": [2016 + n for n in range(1, 5)]}, "policy years"),
        (lambda said: {"waiting": {"claims": said["waiting"]["claims"] + 1, "paid": None}}, "number of waiting claims"),
        (lambda said: {"waiting": {"claims": said["waiting"]["claims"] - 1, "paid": None}}, "number of waiting claims"),
        (lambda said: {"files": {FACTS: said["files"][FACTS] | {"rows": 1}}}, "number of rows"),
    ],
)
def test_what_a_manifest_says_is_held_against_the_facts(folder, change, what):
    rewrite(folder, **change(said_by(folder)))
    with pytest.raises(SnapshotError, match=f"do not have the {what} that its manifest states"):
        Store(open_snapshot(folder))


def test_totals_that_do_not_tie_to_the_facts(folder):
    totals = said_by(folder)["totals"]
    rewrite(folder, totals=totals | {"insured": totals["insured"] + 1})
    with pytest.raises(SnapshotError, match="do not add up"):
        Store(open_snapshot(folder))


def change_facts(folder: Path, change) -> None:
    """Lets `change` alter the facts, and makes the manifest fit them."""
    facts = pd.read_parquet(folder / FACTS).astype({c: float for c, column in COLUMNS.items() if column.is_money})
    put_facts(folder, change(facts))


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
    "a thirteenth month": column("month", "2018-13"),
    "a month with more behind it": column("month", "2018-06-01"),
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


@pytest.mark.parametrize("total", [1.5, "many", None, True])
def test_totals_that_are_no_numbers(folder, total):
    rewrite(folder, totals=said_by(folder)["totals"] | {"insured": total})
    refused(folder, "manifest.json", "something else under totals.insured than", "totals.insured")


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
