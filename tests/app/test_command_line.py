"""The command line: the figures of the record, and one calm line for whatever cannot be answered."""

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from backbone import gathering
from backbone.__main__ import SNAPSHOTS, main
from backbone.indicators import INDICATORS
from backbone.snapshot.manifest import current
from backbone.text import LANGS
from backbone.watch import watchlist
from backbone.where import Where
from tests.manifests import put_facts, rewrite

ROOT = Path(__file__).parents[2]
COUNTIES_2018 = (
    "ask",
    "insured",
    "claims_paid",
    "paid",
    "--by",
    "place",
    "--level",
    "county",
    "--period",
    "2018",
    "--as-of",
    "2019-08",
    "--format",
)


@pytest.fixture
def said(capsys):
    """A function that asks and returns what was printed."""

    def ask(*argv: str) -> str:
        assert main(list(argv)) == 0
        out, err = capsys.readouterr()
        assert not err
        return out

    return ask


@pytest.fixture
def refused(capsys):
    """A function that asks what cannot be answered and returns the one line on standard error."""

    def ask(*argv: str) -> str:
        assert main(list(argv)) == 2
        out, err = capsys.readouterr()
        assert out == "" and err.startswith("backbone: ") and err.endswith("\n") and err.count("\n") == 1
        assert "Traceback" not in err and "\x1b" not in err
        return err

    return ask


def test_every_county_of_2018(said):
    lines = said(*COUNTIES_2018, "csv").splitlines()
    assert lines[0] == "place,name_en,name_zh,insured,claims_paid,paid,basis"
    rows = {row["place"]: row for row in csv.DictReader(io.StringIO("\n".join(lines)))}
    assert len(rows) == len(lines) - 1
    hongan = rows["421122"]
    assert (hongan["insured"], hongan["claims_paid"], hongan["paid"]) == ("65940", "336", "1160000")
    assert sum(float(row["insured"] or 0) for row in rows.values()) == 3_440_000


def test_json_and_table_say_the_same(said):
    rows = {row["place"]: row for row in json.loads(said(*COUNTIES_2018, "json"))}
    assert rows["421122"] == {
        "place": "421122",
        "name_en": "Hong'an",
        "name_zh": "红安县",
        "insured": 65940,
        "claims_paid": 336,
        "paid": 1160000,
        "basis": "reported",
    }
    assert rows["421181"]["basis"] == "illustrative"
    (line,) = (line for line in said(*COUNTIES_2018, "table").splitlines() if "421122" in line)
    assert line.split() == ["421122", "Hong'an", "红安县", "65940", "336", "1160000", "reported"]


def test_it_runs_as_a_module_and_survives_a_reader_who_has_seen_enough():
    command = f"{sys.executable} -m backbone {' '.join(COUNTIES_2018)} csv | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "place,name_en,name_zh,insured,claims_paid,paid,basis\n" and done.stderr == ""


def test_figures_of_the_programme(said):
    (row,) = json.loads(said("ask", "insured", "premium", "counties", "provinces", "--format", "json"))
    assert (row["insured"], row["counties"], row["provinces"]) == (5_360_000, 69, 12)
    years = json.loads(said("ask", "insured", "--by", "period", "--format", "json"))
    assert [(r["period"], r["insured"]) for r in years] == [("2017", 813_200), ("2018", 3_440_000), ("2019", 1_106_800)]


@pytest.mark.parametrize("by", ["period", "month", "illness", "sex", "age_band", "hospital_tier", "settlement"])
def test_every_way_to_break_it_down(said, by):
    rows = list(csv.DictReader(io.StringIO(said("ask", "claims_paid", "--by", by, "--format", "csv"))))
    assert list(rows[0]) == [by, "claims_paid", "basis"]
    assert sum(float(row["claims_paid"] or 0) for row in rows) == 34_162


def test_what_is_not_yet_broken_down_is_the_last_row(said):
    asked = ("ask", "claims_paid", "--by", "illness", "--place", "421122", "--format", "csv")
    *_, last = csv.DictReader(io.StringIO(said(*asked)))
    assert last["illness"] == "remainder" and float(last["claims_paid"]) > 0


def test_what_waits_is_said_below_a_table_and_not_in_a_file(said, store):
    asked = ("ask", "paid", "--by", "illness", "--place", "420000")
    table, waits = said(*asked), store.told(Where("420000"))
    assert waits.waiting > 0 and gathering.waiting(waits, "en") in table and gathering.GATHERING("en") in table
    assert "gathered" not in said("ask", "insured") + said(*asked, "--format", "csv")


def test_indicators_are_listed(said):
    for lang in LANGS:
        answer = said("indicators", "--lang", lang)
        assert all(i.id in answer and i.name(lang) in answer for i in INDICATORS.values())


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("ask", "insurd"), ("'insurd'", "did you mean insured")),
        (("ask", "insured", "--place", "42112"), ("“42112”", "421122 Hong'an 红安县")),
        (("ask", "insured", "--place", "红安省"), ("421122",)),
        (("ask", "insured", "--period", "2108"), ("'2108'", "2018")),
        (("ask", "insured", "--as-of", "2019-13"), ("'2019-13'", "2019-0")),
        (("ask", "insured", "--by", "ilness"), ("'ilness'", "did you mean illness")),
        (("ask", "zzzzzz"), ("known: insured, eligible",)),
        (("ask", "insured", "--by", "illness"), ("Insured is not recorded by illness",)),
        (("ask", "claims_paid", "--by", "illness", "--by", "sex"), ("not kept by illness and sex together",)),
        (("ask", "claims_paid", "--only", "illness=canser"), ("'canser'", "did you mean cancer")),
        (("ask", "claims_paid", "--only", "cancer"), ("no breakdown 'cancer'",)),
        (("ask", "claims_paid", "--by", "place", "--place", "421122", "--level", "province"), ("below that level",)),
        (("illustrative", "--root", "/dev/null", "--month", "2019-13"), ("'2019-13'", "2019-08")),
        (("illustrative", "--root", "/dev/null", "--month", "2016-01"), ("'2016-01'", "from 2017-07")),
        (("illustrative", "--root", "/dev/null", "--scale", "0"), ("--scale is 1 or more",)),
        (("illustrative", "--root", "/dev/null", "--seed", "-1"), ("--seed is 0 or more",)),
        (("ask",), ("required", "--help")),
        ((), ("required", "--help")),
        (("ask", "insured", "--format", "xml"), ("xml", "csv")),
        (("ask", "insured", "--level", "town"), ("town", "county")),
        (("ask", "insured", "--nothing"), ("--nothing",)),
        (("nothing",), ("nothing",)),
    ],
)
def test_what_cannot_be_answered_gets_one_line(refused, argv, words):
    line = refused(*argv)
    assert all(word in line for word in words), line


HOSTILE = [
    "'; DROP TABLE facts; --",
    "421122' OR '1'='1",
    "../../../etc/passwd",
    "/etc/passwd",
    "%s%s%n",
    "{0}",
    "a\nb",
    "<script>alert(1)</script>",
    "x" * 5000,
    "\u202e",
    "",
]


@pytest.mark.parametrize("junk", HOSTILE)
def test_whatever_is_typed_is_inert(refused, said, junk):
    refused("ask", junk)
    refused("ask", "insured", "--place", junk)
    refused("ask", "insured", "--period", junk)
    refused("ask", "insured", "--by", junk)
    if junk:
        refused("ask", "insured", "--as-of", junk)
        refused("ask", "insured", "--snapshot", junk)
    assert "5360000" in said("ask", "insured")


# -- snapshots that cannot be shown --------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the current snapshot, to be damaged."""
    source = current(SNAPSHOTS)
    return Path(shutil.copytree(source, tmp_path / source.name))


def test_a_copy_answers_like_the_original(said, folder):
    assert "5360000" in said("ask", "insured", "--snapshot", str(folder))


def test_a_missing_snapshot(refused, tmp_path):
    assert "does not exist" in refused("ask", "insured", "--snapshot", str(tmp_path / "none"))


def test_what_is_no_folder_is_called_that(refused, folder):
    assert "is not a folder" in refused("ask", "insured", "--snapshot", str(folder / "manifest.json"))
    assert "is not a folder" in refused("deck", "programme", "--to", "xlsx", "--into", str(folder / "manifest.json"))
    assert "is not a folder" in refused("templates", str(folder / "manifest.json"))


@pytest.mark.parametrize("argv", [("templates", ""), ("publish-check", ""), ("ask", "insured", "--snapshot", "")])
def test_an_empty_name_is_no_folder(refused, argv):
    assert "the name is empty" in refused(*argv)


def test_the_commands_look_where_the_pages_do(tmp_path):
    env = os.environ | {"BACKBONE_SNAPSHOTS": str(tmp_path)}
    asked = "from backbone import __main__ as commands; from backbone.ui import opening as pages"
    command = [sys.executable, "-c", f"{asked}\nprint(commands.SNAPSHOTS, pages.SNAPSHOTS)"]
    done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT, check=True)
    assert done.stdout.split() == [str(tmp_path)] * 2


def test_a_half_written_snapshot(refused, folder):
    data = (folder / "facts.parquet").read_bytes()
    (folder / "facts.parquet").write_bytes(data[: len(data) // 2])
    assert "facts.parquet" in refused("ask", "insured", "--snapshot", str(folder))
    (folder / "facts.parquet").unlink()
    assert "facts.parquet" in refused("ask", "insured", "--snapshot", str(folder))
    text = (folder / "manifest.json").read_text("utf-8")
    (folder / "manifest.json").write_text(text[:100], "utf-8")
    assert "manifest.json" in refused("ask", "insured", "--snapshot", str(folder))


def test_another_schema(refused, folder):
    rewrite(folder, schema=99)
    assert "(schema 99, needed: " in refused("ask", "insured", "--snapshot", str(folder))


def test_a_wrong_checksum(refused, folder):
    files = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    files["facts.parquet"]["sha256"] = "0" * 64
    rewrite(folder, files=files)
    assert "checksum" in refused("ask", "insured", "--snapshot", str(folder))


def test_facts_that_are_no_table_though_the_checksum_is_right(refused, folder):
    (folder / "facts.parquet").write_bytes(b"not a table")
    digest = hashlib.sha256(b"not a table").hexdigest()
    rewrite(folder, files={"facts.parquet": {"rows": 0, "bytes": 11, "sha256": digest}})
    assert "facts.parquet" in refused("ask", "insured", "--snapshot", str(folder))


def test_the_watch_list_is_the_pages(capsys, store):
    assert main(["watch", "--format", "csv"]) == 0
    lines = capsys.readouterr().out.strip().splitlines()
    assert lines[0].startswith("place,name_en,name_zh,signal,verdict,observed")
    order = [called.place for called in watchlist.ranked(watchlist.listed(store))]
    assert [line.split(",")[0] for line in lines[1:]] == order


def test_what_a_snapshot_tells_in_groups(said, store):
    printed = said("publish-check", str(current(SNAPSHOTS)))
    paid, told = (store.sums((c,))[c] for c in ("paid_claims", "told_claims"))
    assert "the smallest holds 8" in printed
    assert f"amounts told: {told:,.0f} of {paid:,.0f} paid claims; {paid - told:,.0f} wait" in printed
    assert f"amount that waits: RMB {store.waiting[1]:,.2f}" in printed
    by_illness = store.aggregate(("claims_paid",), "illness")["claims_paid"].iloc[-1]
    assert f"not yet broken down by illness: {by_illness:,.0f}" in printed


def test_a_snapshot_with_a_group_that_is_too_small_fails_the_check(capsys, folder):
    path = folder / "facts.parquet"
    facts = pd.read_parquet(path)
    at = facts.index[(facts.breakdown == "illness") & (facts.paid_claims > 0)][0]
    facts.loc[at, "paid_claims"] = 7
    put_facts(folder, facts)
    assert main(["publish-check", str(folder)]) == 2
    out, err = capsys.readouterr()
    assert "the smallest holds 7" in out and "hold a group of 7 claims (illness)" in err


@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_chinese_names_are_written_whatever_the_terminals_own_alphabet_is(format):
    command = [sys.executable, "-m", "backbone", "ask", "insured", "--by", "place", "--place", "420000", "--format"]
    own = os.environ | {"PYTHONIOENCODING": "cp1252"}
    done = subprocess.run([*command, format], cwd=ROOT, capture_output=True, env=own, check=True)
    assert "红安县" in done.stdout.decode("utf-8") and not done.stderr
