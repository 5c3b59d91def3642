"""Files of all kinds as chance makes and breaks them, and what is asked of whoever reads them."""

import csv
import io
import math
import zipfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from hypothesis import strategies as st

from tests.hostile import PERSON, changed, parquet, workbook

OFFICES = Path(__file__).parent / "offices"
GRID = list[list[object]]
# Common signs, and others that mean something to a reader.
SIGNS = "红安县参保人次万元１２　 \u00a0,;|，\t\"'=+-@<>&%0123456789aé\ufeff\u200b"
PLAIN = "红安县参保人次万元１２　 <>&%0123456789a.-"
_VALUES = (
    st.none()
    | st.text(SIGNS, max_size=8)
    | st.text(st.characters(exclude_categories=["C"]), max_size=8)
    | st.integers(-(10**14), 10**14)
    | st.floats(-1e20, 1e20, allow_subnormal=False)
    | st.dates(date(1901, 1, 1), date(2100, 1, 1))
    | st.booleans()
)


def grids(values: st.SearchStrategy, least: int = 1) -> st.SearchStrategy[GRID]:
    """Rows of equal length."""
    return st.integers(least, 6).flatmap(
        lambda width: st.lists(st.lists(values, min_size=width, max_size=width), min_size=least, max_size=8)
    )


GRIDS = grids(_VALUES)
PLAIN_GRIDS = grids(st.text(PLAIN, min_size=1, max_size=8), 2)


def as_workbook(grid: GRID) -> bytes:
    """A workbook with one sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("表")
        for y, row in enumerate(grid):
            for x, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(y, x, value)
                elif value is not None:
                    sheet.write(y, x, value)
    return out.getvalue()


def as_text(grid: GRID, delimiter: str, encoding: str, quoting: int = csv.QUOTE_MINIMAL) -> bytes:
    """Text with a row a line."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting).writerows(grid)
    return out.getvalue().encode(encoding)


def broken(raw: bytes, edits: list[tuple[str, float, bytes]]) -> bytes:
    """A file in which some bytes are others, missing, or there twice."""
    for edit, where, by in edits:
        at, count = math.floor(where * len(raw)), len(by)
        raw = {
            "put": raw[:at] + by + raw[at + count :],
            "insert": raw[:at] + by + raw[at:],
            "drop": raw[:at] + raw[at + count :],
            "cut": raw[: max(at, 1)],
            "repeat": raw[:at] + raw[max(at - 50 * count, 0) :],
        }[edit]
    return raw


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "insert", "drop", "cut", "repeat"]),
        st.floats(0, 1, exclude_max=True),
        st.binary(min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=3,
)


@cache
def real() -> Mapping[str, bytes]:
    """Files as offices send them, by name: a few of each kind."""
    files = {path.name: path.read_bytes() for path in sorted((OFFICES / "2018-12").iterdir()) if path.is_file()}
    table = pa.table({"证件": [PERSON] * 300, "参保": [*range(300)], "保费": [n / 3 for n in range(300)]})
    files |= {"参保.parquet": parquet(table), "参保.xlsx": workbook(30, 3, "备注", "=1+1")}
    return files


def inside(raw: bytes, part: float, edits: list[tuple[str, float, bytes]]) -> bytes:
    """A workbook of which one part is broken, and packed as if it were whole."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        names = packed.namelist()
    return changed(raw, {names[math.floor(part * len(names))]: lambda old: broken(old, edits)})
