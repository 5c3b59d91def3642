"""Any file is read as it was written, or refused with a sentence. Without the process that reads, so that nothing else
may come of it; what needs its limits is tried with it, in tests/engines."""

import csv
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbone.publish.reading.child import answer
from backbone.publish.reading.delimited import DELIMITERS
from backbone.publish.reading.numerals import WRITTEN, plain
from backbone.publish.reading.reader import error
from backbone.publish.reading.refusals import Refused
from backbone.publish.sheet import Sheet
from tests.fuzz import EDITS, GRIDS, PLAIN_GRIDS, as_text, as_workbook, broken, inside, real
from tests.hostile import PERSON


def cells(sheet: Sheet) -> list[list[str | None]]:
    return [list(row) for row in zip(*sheet.cells.to_pydict().values(), strict=True)]


def read(name: str, raw: bytes) -> list[Sheet]:
    """The sheets of a file, none where it is refused; the sentence repeats nothing of what stands in it."""
    try:
        return answer(name, raw)[0]
    except Refused as refused:
        (said,) = error(name, refused.reason, refused.values).faults
        assert PERSON not in said.en + said.zh and len(said.en) < 400
        return []


def shown(grid: list[list[object]]) -> list[list[str | None]]:
    """What a workbook of these values is read as."""
    return [
        [plain(float(f"{v:.16G}")) if isinstance(v, float) else None if v is None else WRITTEN[type(v)](v) for v in row]
        for row in grid
    ]


def trimmed(grid: list[list[str | None]]) -> list[list[str | None]]:
    """Rows without the empty ones, and the empty cells, behind the others."""
    last = max((n + 1 for n, row in enumerate(grid) if any(row)), default=0)
    width = max((n + 1 for row in grid for n, v in enumerate(row) if v), default=0)
    return [row[:width] for row in grid[:last]]


@settings(max_examples=100)
@given(GRIDS)
def test_a_workbook_is_read_as_it_was_written(grid):
    expected = trimmed(shown(grid))
    assert [trimmed(cells(sheet)) for sheet in read("a.xlsx", as_workbook(grid))] == [expected] * bool(expected)


@settings(max_examples=100)
@given(PLAIN_GRIDS, st.sampled_from(DELIMITERS), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_a_text_is_read_as_it_was_written(grid, delimiter, encoding):
    (sheet,) = read("a.csv", as_text(grid, delimiter, encoding))
    assert cells(sheet) == grid


@settings(max_examples=100)
@given(GRIDS, st.sampled_from(DELIMITERS), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
def test_a_text_of_any_signs_is_read_or_refused(grid, delimiter, quoting):
    assert len(read("a.csv", as_text(grid, delimiter, "utf-8", quoting))) <= 1


@settings(max_examples=150)
@given(st.sampled_from(sorted(name for name in real() if name.endswith((".csv", ".txt", ".xlsx")))), EDITS)
def test_a_broken_file_is_read_or_refused(name, edits):
    raw = real()[name]
    sheets = read(name, other := broken(raw, edits))
    if other.startswith(b"PK") and sheets:  # its checksums hold
        assert [*map(cells, sheets)] == [*map(cells, read(name, raw))]


@settings(max_examples=100)
@given(st.sampled_from(sorted(name for name in real() if name.endswith(".xlsx"))), st.floats(0, 0.999), EDITS)
def test_a_workbook_of_broken_parts_is_read_or_refused(name, part, edits):
    read(name, inside(real()[name], part, edits))


@settings(max_examples=50)
@given(st.binary(max_size=2_000))
def test_bytes_of_any_kind_are_read_or_refused(raw):
    read("a.bin", raw)


@pytest.mark.parametrize("value", [date(2018, 5, 3), 0.1 + 0.2, 1e22, -1e-9, 123456789012345678, True])
def test_a_value_has_no_exponent_and_no_noise(value):
    assert set(str(WRITTEN[type(value)](value))) <= set("0123456789.-TRUE")
