"""Two thousand files and more as chance makes and breaks them, each handed to the process that reads: it answers with
sheets or a sentence, within its limits, and is there for the next one."""

import csv
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbone.publish.raw import PublishError
from backbone.publish.reading import limits
from backbone.publish.reading import reader as reading
from backbone.publish.reading.delimited import DELIMITERS
from backbone.publish.reading.reader import Reader
from tests.fuzz import EDITS, GRIDS, as_text, as_workbook, broken, inside, real
from tests.hostile import BOOK, PERSON, changed, database, many_sheets, workbook

# Files in all, and those of each kind.
LEAST, ENOUGH = 2_000, 420
HASTY = "from backbone.publish.reading import child, limits; limits.seconds = lambda size: 2; child.main()"
told: Counter[str] = Counter()


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as one:
        yield one


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Files as offices send them, and a database."""
    made = tmp_path_factory.mktemp("made") / "a.duckdb"
    rows = f"SELECT i AS 参保, '{PERSON}' AS 证件, i / 3 AS 保费 FROM range(3000) t(i)"
    return {**real(), "参保.duckdb": database(made, f"CREATE TABLE 参保 AS {rows}")}


def answered(reader: Reader, name: str, raw: bytes) -> None:
    """Counts what is said of a file."""
    try:
        sheets = reader.read_bytes(name, raw)
        assert all(sheet.cells.num_columns for sheet in sheets)
        told["read"] += 1
    except PublishError as error:
        (said,) = error.faults
        assert PERSON not in said.en + said.zh and len(said.en) < 400 and "Traceback" not in said.en
        told[said.en.replace(name, "")] += 1


@settings(max_examples=ENOUGH)
@given(GRIDS)
def test_workbooks(reader: Reader, grid):
    answered(reader, "a.xlsx", as_workbook(grid))


@settings(max_examples=ENOUGH)
@given(GRIDS, st.sampled_from(DELIMITERS), st.sampled_from(["utf-8", "utf-16", "gb18030"]), st.booleans())
def test_texts(reader: Reader, grid, delimiter, encoding, quoted):
    answered(reader, "a.csv", as_text(grid, delimiter, encoding, csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL))


@settings(max_examples=2 * ENOUGH)
@given(st.floats(0, 0.999), EDITS)
def test_broken_files(reader: Reader, files, which, edits):
    name, raw = sorted(files.items())[int(which * len(files))]
    answered(reader, name, broken(raw, edits))


@settings(max_examples=ENOUGH)
@given(st.floats(0, 0.999), st.floats(0, 0.999), EDITS)
def test_workbooks_of_broken_parts(reader: Reader, files, which, part, edits):
    books = sorted(name for name in files if name.endswith(".xlsx"))
    name = books[int(which * len(books))]
    answered(reader, name, inside(files[name], part, edits))


def test_all_of_them_were_answered():
    print(*(f"{count:5} {said}" for said, count in told.most_common()), sep="\n")
    assert told.total() >= LEAST and told["read"] > LEAST / 10


def test_a_small_file_that_means_hours_of_work_is_ended(monkeypatch):
    """One sheet by a thousand names: the system ends the process after its seconds, two of them here."""
    monkeypatch.setattr(reading, "CHILD", [sys.executable, "-c", HASTY])
    raw = changed(workbook(20_000), {BOOK: lambda xml: many_sheets(xml, limits.SHEETS)})
    with Reader() as hasty, pytest.raises(PublishError, match="takes longer"):
        hasty.read_bytes("a.xlsx", raw)
