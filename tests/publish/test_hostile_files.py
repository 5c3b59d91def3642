"""Hostile files: each is refused with its sentence, in little time and memory, and no personal value is in it."""

import os
import random
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from backbone.publish.raw import PublishError
from backbone.publish.reading import limits
from backbone.publish.reading.folder import read_folder
from backbone.publish.reading.reader import Reader, error
from backbone.publish.reading.refusals import REFUSALS
from tests.conftest import ROOT
from tests.hostile import (
    BOOK,
    CELL,
    PERSON,
    SHEET,
    STRINGS,
    changed,
    database,
    entities,
    many_sheets,
    parquet,
    with_cells,
    workbook,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
NOISE = random.Random(11).randbytes(5_000)
LONG = b"a" * 10_000_000


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as one:
        yield one


def refused(reader: Reader, name: str, raw: bytes, reason: str, **values: str | int) -> None:
    with pytest.raises(PublishError) as caught:
        reader.read_bytes(name, raw)
    assert caught.value.faults == error(name, reason, values).faults
    for said in (text(lang) for text in caught.value.faults for lang in ("en", "zh")):
        assert len(said) < 400 and PERSON not in said and "Traceback" not in said


WORKBOOKS = {
    "bomb": lambda: changed(workbook(), {"xl/media/a.xml": bytes(70 * limits.MB)}),
    "bomb of parts": lambda: changed(workbook(), {f"xl/p{n}": b"" for n in range(limits.PARTS)}),
    "xml": lambda: changed(workbook(), {SHEET: entities}),
    "xml of words": lambda: changed(workbook(), {STRINGS: entities}),
    "xml of comments": lambda: changed(workbook(note="x"), {"xl/comments1.xml": entities}),
    "damaged utf-16": lambda: changed(workbook(), {SHEET: lambda xml: xml[38:].decode().encode("utf-16")}),
    "macros": lambda: changed(workbook(), {"xl/vbaProject.bin": b"x"}),
    "links": lambda: changed(workbook(), {"xl/externalLinks/externalLink1.xml": b"<x/>"}),
    "damaged path": lambda: changed(workbook(), {"../../etc/passwd": b"x"}),
    "damaged book": lambda: changed(workbook(), {BOOK: b"<workbook><sheets>"}),
    "damaged sheet": lambda: changed(workbook(), {SHEET: b"<worksheet><sheetData><row"}),
    "foreign": lambda: changed(b"PK\5\6" + bytes(18), {"a.txt": b"x"}),
    "memory": lambda: with_cells(CELL % (b"A1", b"x"), b"</row><row r='1048576'>", CELL % (b"XFD1048576", b"x")),
}
SENTENCES = {"foreign": {"what": "archive"}}


@pytest.mark.parametrize("case", WORKBOOKS)
def test_a_hostile_workbook_is_refused(case: str, reader: Reader):
    reason = case.split(" ")[0]
    refused(reader, f"{PERSON}.xlsx", WORKBOOKS[case](), reason, **SENTENCES.get(reason, {}))


def test_what_is_too_much_is_refused(reader: Reader):
    columns, cell, sheets = limits.COLUMNS, limits.CELL, limits.SHEETS
    wide = [CELL % (b"A1", b"x"), CELL % (b"XFD1", b"x")]
    refused(reader, "a.xlsx", with_cells(*wide), "wide", most=columns, sheet=1)
    refused(reader, "a.xlsx", with_cells(CELL % (b"A1", LONG)), "long", most=cell, row=1, sheet=1)
    refused(reader, "a.xlsx", changed(workbook(), {BOOK: many_sheets}), "sheets", most=sheets)
    refused(reader, "a.xlsx", workbook(1, sheets + 1), "sheets", most=sheets)
    merges = b"<mergeCells>" + b'<mergeCell ref="A1:B2"/>' * (limits.MERGED + 1) + b"</mergeCells><pageMargins"
    refused(
        reader,
        "a.xlsx",
        changed(workbook(), {SHEET: lambda xml: xml.replace(b"<pageMargins", merges)}),
        "merged",
        most=limits.MERGED,
        sheet=1,
    )
    counted = {STRINGS: lambda xml: xml.replace(b'uniqueCount="', b'uniqueCount="99999999999')}
    refused(reader, "a.xlsx", changed(workbook(), counted), "memory")
    named = {BOOK: lambda xml: xml.replace("县0".encode(), b"a" * 300)}
    refused(reader, "a.xlsx", changed(workbook(), named), "sheet_name", sheet=1)
    refused(reader, "a.csv", b",".join(b"c%d" % n for n in range(1_000_000)), "columns", most=columns, row=1)
    refused(reader, "a.csv", b"a,b\n" + b"," * 1_000_000, "columns", most=columns, row=2)
    refused(reader, "a.csv", b"a,b\n" + LONG + b",b\n", "long", most=cell, row=2)
    refused(reader, "a.csv", b"," * 5_000 + b"\n" + b"," * 5_000, "columns", most=columns, row=1)
    refused(reader, "a.parquet", parquet(pa.table({"a": ["a", LONG.decode()]})), "long", most=cell, row=3)
    many = {f"{PERSON}{n}": [1] for n in range(20_000)}
    refused(reader, "a.parquet", parquet(pa.table(many)), "wide", most=columns)
    refused(reader, "a.parquet", parquet(pa.table({"a": pa.nulls(limits.CELLS + 1)})), "cells", most=limits.CELLS)
    packed = pa.DictionaryArray.from_arrays(pa.array([0] * 3_000_000, pa.int8()), ["a" * 30_000])
    refused(reader, "a.parquet", parquet(pa.table({"a": packed})), "memory")


TEXTS = {
    "quotes": (b'a,b\n1,"2\n3,4\n', {"row": 3}),
    "quotes inside": (b'a,b\n1,"2"x\n3,4\n', {"row": 2}),
    "control": (b"a,b\n1,2\n3,\x1b[2J\n", {"row": 3}),
    "half_text": ("县,参保\n红安县,1\n习水县".encode()[:-1], {"row": 3}),
    "half_text marked": ("县,参保\n红安县,1\n习水县".encode("utf-8-sig")[:-1], {"row": 3}),
    "half_text wide": ("县,参保\n红安县,1\n习水县".encode("utf-16")[:-1], {"row": 3}),
    "half_text chinese": ("县,参保\n红安县,1\n习水县,2\n".encode("gb18030")[:-4] + b"\xff\n", {"row": 3}),
    "encoding": ("Été,forêt\nœuf,Noël\n".encode("latin-1", "ignore"), {}),
    "encoding traditional": ("縣,參保,鎮\n紅安縣,1,龍鳳\n貴陽縣,2,豐寧\n".encode("big5"), {}),
    "empty": (b" \r\n\t\n", {}),
    "foreign": (b"\0" + NOISE, {"what": "binary"}),
    "foreign pdf": (b"%PDF-1.7\n" + NOISE, {"what": "pdf"}),
    "foreign web": (b"<html><table><tr><td>1</td></tr></table>", {"what": "web"}),
    "foreign json": (b'{"a": 1}', {"what": "json"}),
    "foreign ole": (OLE + NOISE, {"what": "binary"}),
    "encrypted": (OLE + NOISE + "EncryptedPackage".encode("utf-16-le"), {}),
    "macros": (OLE + NOISE + "_VBA_PROJECT".encode("utf-16-le"), {}),
    "damaged": (OLE + NOISE + "Workbook".encode("utf-16-le"), {}),
    "damaged zip": (b"PK\3\4" + NOISE, {}),
    "damaged parquet": (b"PAR1" + NOISE + b"\xff\xff\xff\x7fPAR1", {}),
    "damaged duckdb": (bytes(8) + b"DUCK" + NOISE, {}),
}


@pytest.mark.parametrize("case", TEXTS)
def test_what_is_no_table_is_refused(case: str, reader: Reader):
    raw, values = TEXTS[case]
    refused(reader, "a.csv", raw, case.split(" ")[0], **values)


def test_a_database_that_computes_is_refused(reader: Reader, tmp_path: Path):
    made = tmp_path / "a.duckdb"
    table = "CREATE TABLE t AS SELECT 1 AS a"
    refused(reader, "a.duckdb", database(made, table, "CREATE VIEW v AS FROM read_csv('/etc/passwd')"), "views")
    refused(reader, "a.duckdb", database(made, "CREATE TABLE t AS SELECT [1] AS a"), "nested", column=1, sheet=1)
    refused(reader, "a.duckdb", database(made, table)[:200_000], "damaged")
    refused(reader, "a.duckdb", database(made, "CREATE SCHEMA s"), "empty")
    made.write_bytes(database(made, table))
    (tmp_path / "a.duckdb.wal").write_bytes(b"x")
    with pytest.raises(PublishError) as caught:
        reader.read(made)
    assert caught.value.faults == error("a.duckdb", "unclosed").faults


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.99])
def test_half_a_file_is_refused(cut: float, reader: Reader):
    table = pa.table({"a": [*range(1000)], "b": ["红安县"] * 1000})
    for name, raw in {"a.xlsx": workbook(200), "a.parquet": parquet(table)}.items():
        refused(reader, name, raw[: int(cut * len(raw))], "damaged")


NAMES = ["../a.csv", "/etc/a.csv", "..\\a.csv", "a\0.csv", "a\u202evsc.csv", "a\n.csv", "", "a" * 300, "\ud800.csv"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_elsewhere_is_refused(name: str, reader: Reader):
    refused(reader, name, b"a,b\n1,2\n", "name")


def test_what_is_no_file_is_refused_at_once(reader: Reader, tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.csv")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.csv"))
        (tmp_path / "link.csv").symlink_to(tmp_path / "nowhere.csv")
        with (tmp_path / "large.csv").open("wb") as large:
            large.truncate(2048 * limits.MB)
        (tmp_path / "~$a.xlsx").write_bytes(b"x")
        expected = {"pipe": "no_file", "socket": "no_file", "link": "missing", "large": "large"}
        for name, reason in expected.items():
            with pytest.raises(PublishError) as caught:
                reader.read(tmp_path / f"{name}.csv")
            assert caught.value.faults == error(f"{name}.csv", reason, {"most": 1024}).faults
        for path in (Path("/dev/zero"), tmp_path):
            with pytest.raises(PublishError, match="is no ordinary file"):
                reader.read(path)
        with pytest.raises(PublishError, match="only marks"):
            reader.read(tmp_path / "~$a.xlsx")
        with pytest.raises(PublishError) as caught:
            read_folder(tmp_path)
        assert len(caught.value.faults) == 4


def test_folders_without_end_are_refused(tmp_path: Path):
    (tmp_path / "/".join("abcdefghij")).mkdir(parents=True)
    with pytest.raises(PublishError, match="more than 1,000 files"):
        read_folder(tmp_path)


def test_what_takes_too_long_or_changes_is_refused(reader: Reader, tmp_path: Path, monkeypatch):
    (tmp_path / "a.csv").write_bytes(b"a,b\n" + b"1,2\n" * 500_000)
    with monkeypatch.context() as patched, pytest.raises(PublishError) as caught:
        patched.setattr(limits, "wait", lambda size: 0)
        reader.read(tmp_path / "a.csv")
    assert caught.value.faults == error("a.csv", "time").faults
    with monkeypatch.context() as patched, pytest.raises(PublishError) as caught:
        patched.setattr(os, "fstat", lambda file: os.stat_result([0] * 6 + [4_000_000, 0, 0, 0]))
        reader.read(tmp_path / "a.csv")
    assert caught.value.faults == error("a.csv", "changed").faults
    assert reader.read(tmp_path / "a.csv")[0].cells.num_rows == 500_001


CONFINED = """
import sys, resource
from backbone.publish.reading import limits
limits.confine()
try:
    bytes(limits.MEMORY)
except MemoryError:
    print("no more memory")
print(*resource.getrlimit(resource.RLIMIT_CORE)[:1])
try:
    open(sys.argv[1], "wb", buffering=0).write(b"x")
except OSError as error:
    print(error.strerror)
"""


def test_the_process_that_reads_writes_nothing_and_takes_only_so_much(tmp_path: Path):
    ran = subprocess.run([sys.executable, "-c", CONFINED, tmp_path / "a"], capture_output=True, text=True, cwd=ROOT)
    assert ran.stdout.splitlines() == ["no more memory", "0", "File too large"]
    assert (tmp_path / "a").read_bytes() == b""


def test_after_a_process_broke_off_the_next_file_is_read(reader: Reader):
    refused(reader, "a.xlsx", WORKBOOKS["memory"](), "memory")
    assert reader.read_bytes("a.csv", b"a,b\n1,2\n")[0].cells.num_rows == 2


def test_every_refusal_is_whole_in_both_languages():
    for reason, refusal in REFUSALS.items():
        for said in (refusal.said, refusal.remedy):
            assert said.en.endswith(".") and said.zh.endswith("。"), reason
