"""Files that no office sends: made to take a reader down, or to have it say what nobody may read."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

# A personal value as it might stand anywhere in a file; no sentence may repeat it.
PERSON = "421122198002290013"
ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
CELL = b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>'


def workbook(rows: int = 3, sheets: int = 1, note: str = "", formula: str = "") -> bytes:
    """A workbook as offices send it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for n in range(sheets):
        sheet = book.add_worksheet(f"县{n}")
        sheet.write_row(0, 0, ["县", "证件", "参保", "保费"])
        for row in range(rows):
            sheet.write_row(row + 1, 0, ["红安县", PERSON, row, row * 25.5])
        if note:
            sheet.write_comment(0, 0, note)
        if formula:
            sheet.write_formula(1, 5, formula, None, "")
    book.close()
    return out.getvalue()


def changed(raw: bytes, parts: Mapping[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """A workbook with some of its parts put in the place of others, or beside them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            by = parts.get(part)
            new.writestr(part, by if isinstance(by, bytes) else by(old.read(part)) if by else old.read(part))
        for part in parts.keys() - {*old.namelist()}:
            new.writestr(part, parts[part])
    return out.getvalue()


def with_cells(*cells: bytes) -> bytes:
    """A workbook whose one row is these cells, written as XML."""
    rows = b'<sheetData><row r="1">' + b"".join(cells) + b"</row></sheetData>"
    return changed(workbook(), {SHEET: lambda xml: re.sub(b"<sheetData>.*</sheetData>", lambda _: rows, xml)})


SHEET, BOOK, STRINGS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"


def entities(xml: bytes) -> bytes:
    """XML that defines what it repeats."""
    head, tail = xml.split(b"?>", 1)
    return head + b"?>" + ENTITY + tail


def many_sheets(xml: bytes, names: int = 200_000) -> bytes:
    """A workbook that calls one sheet by many names."""
    said = xml.split(b"<sheets>")[1].split(b"</sheets>")[0]
    return xml.replace(said, b"".join(said.replace("县0".encode(), b"%d" % n) for n in range(names)))


def parquet(table: pa.Table, **options) -> bytes:
    """A table as a Parquet file."""
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def database(path, *statements: str) -> bytes:
    """A DuckDB file, written at `path`."""
    with duckdb.connect(path) as con:
        for statement in statements:
            con.execute(statement)
    raw = path.read_bytes()
    path.unlink()
    return raw
