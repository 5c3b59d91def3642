"""Beside: numbers that are called the sums of those of the tables beside them (合计 beside 女 and 男), held against
what these come to, row by row. They are no records."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from backbone.publish.checking.rule import name_of
from backbone.publish.fault import Cell, Fault
from backbone.publish.filled import ROW
from backbone.publish.mapping.cells import plainly
from backbone.publish.mapping.deciding import decided
from backbone.publish.mapping.filling import Part, is_number
from backbone.publish.mapping.proposal import Proposal
from backbone.publish.mapping.sender import Sender
from backbone.publish.mapping.study import study
from backbone.publish.sheet import Sheet
from backbone.text import Text, repeated

AS_SUMS = Text(
    "Called the sum of the tables beside it: no records, and only held against them.",
    "为并列各表的合计：不作为记录导入，仅用于核对。",
)
BESIDE = Text(
    "The total stated for “{column}” in this row is {stated}, and the numbers beside it come to {found}.",
    "本行所列“{column}”合计为 {stated}，而并列各数相加为 {found}。",
)
ONE_OF_THEM = Text("One of them is wrong: check with the sender.", "其中有误：请与报送单位核对。")
# So many cells are named, and so much of a total may be lost in rounding.
_MOST_CELLS, _ROUNDED = 1000, Decimal("0.001")


def proposal(beside: Proposal) -> Proposal:
    """What is shown of sums: that they were seen, and what for."""
    return replace(beside, key="", table="", why=AS_SUMS, columns=(), fixed={}, left_out=(), begins="", records=0)


def faults(
    sheet: Sheet, table: str, parts: Sequence[Part], sender: Sender, answers: Mapping[str, str]
) -> Iterator[Fault]:
    """A fault for each column of sums that the parts beside it, which hold a table, do not come to."""
    seen = study(sheet, answers)
    if seen is None or seen.turned is not None:
        return
    for column in decided(seen, table, sender, answers).columns:
        if column.month or column.canonical not in parts[0].rows.column_names or not is_number(table, column.canonical):
            continue
        cells = seen.grid.column(column.letters, seen.extent.first, seen.grid.rows - 1)
        stated = plainly(cells, table, column.canonical, column.factor).values.to_pylist()
        found = _added(parts, column.canonical)
        wrong = []
        for row, said in enumerate(map(_number, stated), seen.extent.first + 1):
            if said is not None and row in found and abs(found[row] - said) > _ROUNDED * abs(said):
                wrong.append((row, said))
        if wrong:
            row, said = wrong[0]
            words = {"column": name_of(table, column.canonical), "stated": f"{said:,}", "found": f"{found[row]:,}"}
            at = tuple(Cell(row, column.letters) for row, _ in wrong[:_MOST_CELLS])
            yield Fault(
                "stated_beside", BESIDE.filled(**words), ONE_OF_THEM, False, sheet.file, sheet.name, at, len(wrong),
                repeated(f"{said:f}"),
            )  # fmt: skip


def _added(parts: Sequence[Part], canonical: str) -> dict[int, Decimal]:
    """What the numbers of each row come to, in all parts."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    for part in parts:
        for row, said in zip(part.rows[ROW].to_pylist(), part.rows[canonical].to_pylist(), strict=True):
            found[row] += _number(said) or 0
    return found


def _number(said: str | None) -> Decimal | None:
    try:
        return Decimal(said) if said else None
    except InvalidOperation:
        return None
