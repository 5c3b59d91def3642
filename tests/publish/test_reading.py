"""Reading: what stands in a file comes back as cells, as a spreadsheet program shows it."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from backbone.publish.progress import Step
from backbone.publish.raw import PublishError
from backbone.publish.reading import child
from backbone.publish.reading.folder import read_folder
from backbone.publish.reading.reader import Reader, read
from backbone.publish.sheet import Merged
from tests import hostile

ROWS = (
    (85.5, "85.5"),
    (1200, "1200"),
    (0.1 + 0.2, "0.3"),
    (1e-7, "0.0000001"),
    (1e21, "1" + 21 * "0"),
    (-0.0, "0"),
    (True, "TRUE"),
    (date(2018, 5, 3), "2018-05-03"),
    (datetime(2018, 5, 3, 12, 30), "2018-05-03 12:30:00"),
    (time(12, 30), "12:30:00"),
    (timedelta(hours=36), "36:00:00"),
    ("　１，２００ 元", "　１，２００ 元"),
    ("a\nb", "a\nb"),
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as one:
        yield one


def workbook(**options) -> tuple[io.BytesIO, xlsxwriter.Workbook]:
    out = io.BytesIO()
    return out, xlsxwriter.Workbook(out, {"in_memory": True, **options})


def grid(sheet) -> list[list[str | None]]:
    return [[*row.values()] for row in sheet.cells.to_pylist()]


def test_a_workbook_is_read_as_it_is_shown(reader: Reader):
    out, book = workbook(default_date_format="yyyy-mm-dd hh:mm")
    sheet, hours = book.add_worksheet("参保"), book.add_format({"num_format": "hh:mm:ss"})
    spans = book.add_format({"num_format": "[h]:mm:ss"})
    for n, (value, _) in enumerate(ROWS):
        form = hours if isinstance(value, time) else spans if isinstance(value, timedelta) else None
        sheet.write(n + 2, 1, value, *[form] * bool(form))
    sheet.merge_range(0, 0, 1, 3, "标题")
    hidden = book.add_worksheet("旧")
    hidden.hide()
    hidden.write(0, 0, 1)
    book.add_worksheet("空")
    book.close()
    first, second = reader.read_bytes("参保.xlsx", out.getvalue())
    assert [(s.file, s.name, s.hidden) for s in (first, second)] == [
        ("参保.xlsx", "参保", False),
        ("参保.xlsx", "旧", True),
    ]
    assert first.merged == (Merged(0, 0, 1, 1),) and first.cells.column_names[:2] == ["A", "B"]
    assert [row[1] for row in grid(first)[2:]] == [said for _, said in ROWS]
    assert grid(first)[0][0] == "标题" and grid(second) == [["1"]]


SAID = [
    ["红安县 2018年度", None, None],
    ["县", "参保", "保费"],
    ["红安县", "1,200", "85.5"],
    ["a\nb", None, None],
    ["习水县", "90", None],
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_its_encoding_and_with_its_delimiter(delimiter: str, encoding: str, reader: Reader):
    lines = ["红安县 2018年度", "县,参保,保费", '红安县,"1,200",85.5', '"a\nb"', "习水县,90,"]
    text = "\r\n".join(
        line.replace(",", delimiter) if "1,2" not in line else f'红安县{delimiter}"1,200"{delimiter}85.5'
        for line in lines
    )
    (sheet,) = reader.read_bytes("参保.csv", text.encode(encoding))
    assert grid(sheet) == SAID


TYPED = pa.table(
    {
        "县": pa.array(["红安县", "", None]),
        "人数": pa.array([1200, 2**53 + 1, None], pa.int64()),
        "浮点": pa.array([1200.0, 0.1 + 0.2, float("nan")]),
        "短浮点": pa.array([0.1, 1e-7, 3e38], pa.float32()),
        "金额": pa.array([Decimal("1200.50"), Decimal("0.00"), None], pa.decimal128(14, 2)),
        "细": pa.array([Decimal("0E-12"), Decimal("1E-12"), None], pa.decimal128(38, 12)),
        "日": pa.array([date(2018, 5, 3), None, date(1999, 12, 31)]),
        "时": pa.array([datetime(2018, 5, 3), datetime(2018, 5, 3, 12, 30), None], pa.timestamp("ns")),
        "否": pa.array([True, False, None]),
        "类": pa.array(["a", "b", "a"]).dictionary_encode(),
        "无": pa.nulls(3),
    }
)
WRITTEN = [
    TYPED.column_names,
    ["红安县", "1200", "1200", "0.1", "1200.50", "0.000000000000", "2018-05-03", "2018-05-03", "TRUE", "a", None],
    [None, "9007199254740993", "0.3", "0.0000001", "0.00", "0.000000000001", None, "2018-05-03 12:30:00", "FALSE", "b"],
    [None, None, None, "3" + 38 * "0", None, None, "1999-12-31", None, None, "a", None],
]
WRITTEN[2].append(None)


def test_typed_columns_are_written_plainly(reader: Reader, tmp_path: Path):
    out = io.BytesIO()
    pq.write_table(TYPED, out)
    (sheet,) = reader.read_bytes("参保.parquet", out.getvalue())
    assert grid(sheet) == WRITTEN
    with duckdb.connect(tmp_path / "参保.duckdb") as con:
        con.register("typed", TYPED)
        con.execute("CREATE TABLE 参保 AS FROM typed; CREATE SCHEMA s; CREATE TABLE s.n AS SELECT 2::HUGEINT ** 100 n")
    first, second = reader.read(tmp_path / "参保.duckdb")
    assert (first.name, second.name, grid(first), grid(second)[0]) == ("参保", "s.n", WRITTEN, ["n"])


def test_what_stands_beside_the_cells_of_a_workbook_is_told(reader: Reader):
    out, book = workbook()
    for name in ("一", "二"):
        sheet = book.add_worksheet(name)
        sheet.write(0, 0, "县")
        sheet.write_comment(0, 0, f"见附件{name}", {"author": "某某"})
        sheet.write_formula(1, 1, "=A1", None, "")
        sheet.write_formula(2, 1, "=A1", None, "#REF!")
        sheet.write_formula(3, 1, "=1+1", None, 2)
    book.close()
    sheets = reader.read_bytes("参保.xls", out.getvalue())
    assert [sheet.comments for sheet in sheets] == [("见附件一",), ("见附件二",)]
    told = [[(f.rule, f.sheet, f.blocks, [*map(str, f.cells)], f.count) for f in sheet.faults] for sheet in sheets]
    assert told[1] == [("unworked", "二", True, ["B2"], 1), ("errors", "二", True, ["B3"], 1)]
    assert told[0][2] == ("extension", "", False, [], 1)


@pytest.mark.parametrize(("raw", "told"), [(b"a,b\n1,2\n3", ["cut"]), (b"a,b\n1,2\n3,4", []), (b"a,b\n1,2\n3\n", [])])
def test_a_text_that_breaks_off_is_told(raw: bytes, told: list[str], reader: Reader):
    assert [fault.rule for fault in reader.read_bytes("a.csv", raw)[0].faults] == told


def test_what_stands_within_cells_does_not_part_them(reader: Reader):
    rows = ["2018年度 红安县", "县,期间,参保", *["红安县,2017;2018,1"] * 9]
    (sheet,) = reader.read_bytes("a.csv", "\n".join(rows).encode())
    assert grid(sheet)[2] == ["红安县", "2017;2018", "1"]


@pytest.mark.parametrize("head", ["PKEY", "BMI", "sep=;\nx", "Rar!"])
def test_a_text_may_begin_with_any_word(head: str, reader: Reader):
    assert grid(reader.read_bytes("a.csv", f"{head};b\n1;2\n".encode())[0])[-1] == ["1", "2"]


def test_a_sheet_may_claim_to_be_larger_than_it_is(reader: Reader):
    claims = {
        b'<dimension ref="A1:D4"/>': b'<dimension ref="A1:XFD1048576"/>',
        b"<pageMargins": b'<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells><pageMargins',
    }

    def larger(xml: bytes) -> bytes:
        for said, claim in claims.items():
            assert said in xml
            xml = xml.replace(said, claim)
        return xml

    raw = hostile.changed(hostile.workbook(), {hostile.SHEET: larger})
    (sheet,) = reader.read_bytes("a.xlsx", raw)
    assert sheet.cells.shape == (4, 4) and sheet.merged == (Merged(1, 0, 3, 3),)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "duckdb"])
def test_how_far_one_large_file_is_read_is_told_while_it_is(kind: str, tmp_path: Path):
    many, path = pa.table({"县": ["红安县"] * 25_000, "参保": range(25_000)}), tmp_path / f"a.{kind}"
    if kind == "parquet":
        pq.write_table(pa.concat_tables([many] * 6), path)
    elif kind == "duckdb":
        with duckdb.connect(path) as con:
            con.execute("CREATE TABLE one AS SELECT * FROM many; CREATE TABLE other AS SELECT * FROM many")
    elif kind == "csv":
        path.write_text("\n".join(["县,参保", *(f"红安县,{n}" for n in range(25_000))]), "utf-8")
    else:
        out, book = workbook()
        for name in ("一", "二"):
            book.add_worksheet(name).write_column(0, 0, ["参保", *range(25_000)])
        book.close()
        path.write_bytes(out.getvalue())
    told: list[float] = []
    child.answer(path.name, path.read_bytes(), told.append)
    assert told == sorted(told) and len({*told}) > 1 and 0 < told[0] < 1 and told[-1] == 1


def test_a_folder_is_read_with_the_folders_in_it(tmp_path: Path):
    for name in ("a.csv", "甲/claims.csv", "乙/claims.csv", ".DS_Store", "Thumbs.db", "~$a.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"a,b\n1,2\n")
    told: list[Step] = []
    sheets = read_folder(tmp_path, told.append)
    assert told[0].phase.en == "Reading a.csv"
    assert [sheet.file for sheet in sheets] == ["a.csv", "乙/claims.csv", "甲/claims.csv"]
    assert [[fault.rule for fault in sheet.faults] for sheet in sheets] == [["open"], [], []]


def test_every_file_of_a_folder_that_cannot_be_read_is_named(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"")
    (tmp_path / "b.xlsx").write_bytes(b"%PDF-1.7")
    (tmp_path / "c.csv").symlink_to("/etc/hostname")
    with pytest.raises(PublishError) as refused:
        read_folder(tmp_path)
    assert [fault.en.split(" ")[0] for fault in refused.value.faults] == ["a.csv", "b.xlsx", "c.csv"]


def test_an_empty_folder_is_told(tmp_path: Path):
    with pytest.raises(PublishError, match="holds no file"):
        read_folder(tmp_path)
    with pytest.raises(PublishError, match="is no ordinary file"):
        read(tmp_path)
