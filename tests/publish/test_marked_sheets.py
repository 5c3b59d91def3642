"""The workbook that goes back to the sender: his own sheet, faulty cells coloured and explained, all faults listed."""

from io import BytesIO

import openpyxl
import pyarrow as pa
import pytest

from backbone.publish.checking.marked import marked
from backbone.publish.fault import Cell, Fault
from backbone.publish.sheet import Sheet
from backbone.text import Text

AGE = Fault(
    "age", Text("Too old.", "年龄过大。"), Text("Correct it.", "请更正。"), True, "理赔.xlsx", "明细/1",
    (Cell(2, "B"), Cell(3, "B")), 2, "70",
)  # fmt: skip
LARGE = Fault("large", Text("Large.", "过大。"), Text("Check.", "请核对。"), False, "理赔.xlsx", "明细/1", (Cell(3),))
PERSONAL = Fault(
    "personal.id", Text("IDs.", "证件号。"), Text("Delete.", "请删除。"), True, "理赔.xlsx", "名单", (Cell(1, "A"),)
)


def sheet(name: str = "明细/1", *more: str) -> Sheet:
    cells = {"A": ["编号", "0001", "=1+1", *more], "B": ["年龄", "70", "-85.5", *more]}
    return Sheet("理赔.xlsx", name, pa.table({k: pa.array(v, pa.string()) for k, v in cells.items()}))


def opened(raw: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(raw))


def test_the_faults_are_listed_first_and_the_cells_are_marked_and_explained():
    book = opened(marked([sheet()], [LARGE, AGE], "zh"))
    assert book.sheetnames == ["问题清单", "明细_1"]
    rows = [[cell.value for cell in row] for row in book["问题清单"].iter_rows(min_row=2)]
    assert rows[0] == ["明细_1", "B2", "是", "年龄过大。", "70", 2, "请更正。"]
    assert rows[1][1:4] == ["第 3 行", "否，请核对", "过大。"]
    page = book["明细_1"]
    assert [[cell.value for cell in row] for row in page] == [["编号", "年龄"], ["0001", 70], ["=1+1", -85.5]]
    assert page["B2"].comment.text.strip() == "年龄过大。 请更正。"
    assert page["B2"].fill.fgColor.rgb == page["B3"].fill.fgColor.rgb != page["A3"].fill.fgColor.rgb
    assert page["A2"].fill.fill_type is None and page["A3"].comment.text.startswith("过大。")


@pytest.mark.parametrize("value", ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("x")', "x\x01y"])
def test_what_begins_like_a_formula_runs_nothing(value):
    page = opened(marked([sheet("a", value)], [], "en"))["a"]
    assert page["A4"].data_type == "s" and page["A4"].hyperlink is None


def test_a_sheet_with_personal_data_is_left_out_whether_it_was_told_or_not():
    secret = "11010519491231002X"
    for faults, sheets in (([PERSONAL], [sheet("名单"), sheet("b")]), ([], [sheet("名单", secret), sheet("b")])):
        raw = marked(sheets, faults, "en")
        book = opened(raw)
        assert book.sheetnames == ["Faults", "b"]
        assert "personal data" in [*book["Faults"].iter_rows(values_only=True)][-1][3]
        assert secret not in str([*book["b"].values, *book["Faults"].values])


def test_the_same_sheets_give_the_same_bytes_and_names_that_a_spreadsheet_takes():
    sheets = [sheet("x" * 40), sheet("X" * 40), sheet("History"), sheet("[:]"), sheet("'"), sheet("")]
    assert marked(sheets, [AGE], "en") == marked(sheets, [AGE], "en")
    names = opened(marked(sheets, [AGE], "en")).sheetnames
    assert len({name.casefold() for name in names}) == 7 and all(len(name) <= 31 for name in names)
