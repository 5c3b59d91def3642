"""Joining: the numbers of one enrolment that stand on several sheets (who may be insured on one, who is on another),
put together by place, year, month, sex and age band."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import pyarrow as pa

from backbone.publish.checking.comparing import MOST_CELLS, STATED, STATED_REMEDY
from backbone.publish.columns import COLUMNS
from backbone.publish.fault import Fault
from backbone.publish.filled import ORIGIN, ROW
from backbone.publish.mapping.filling import Part
from backbone.publish.mapping.proposal import Proposal
from backbone.text import Text, repeated

TABLE, FIRST = "enrolment", "insured"
# What may stand on another sheet, and by what its rows are found; the month where that sheet has one.
NUMBERS = ("eligible", "insured", "premium_rmb")
KEYS = ("adcode", "policy_year", "sex", "age_band")
MONTH = "month"
# Of several months only the first counts who may be insured.
COUNTED_ONCE = "eligible"
# What nobody needs is only warned about: the sheets with the insured may have their own.
LEFT = "joined_left"
_PLAIN = {"eligible": r"\d+", "insured": r"\d+", "premium_rmb": r"\d+(\.\d+)?"}

BESIDE = Text(
    "{why} Its numbers are put beside those of the rows of the same place, year, sex and age band on other sheets.",
    "{why}其数字按地区、年度、性别、年龄段与其他表的各行合并。",
)
LACKS = Text(
    "No sheet says “{column}” for the place, year, sex and age band of this row.",
    "没有任何一张表给出本行所属地区、年度、性别、年龄段的“{column}”。",
)
OF_NOBODY = Text(
    "No sheet with the insured has a row for this place, year, sex and age band.",
    "参保人数表中没有该地区、年度、性别、年龄段的行。",
)
SAME_KEYS = Text(
    "Write places, years, months, sexes and age bands alike on both sheets, or put all numbers on one.",
    "请在两张表中使用一致的地区、年度、月份、性别和年龄段，或将各项数字填在同一张表中。",
)
TWICE = Text(
    "Two rows say “{column}” for the same place, year, sex and age band.",
    "同一地区、年度、性别、年龄段有两行给出“{column}”。",
)
ONE_OF_TWO = Text("Delete one of the two, or correct what tells them apart.", "请删除其中一行，或更正用以区分的内容。")
UNREADABLE = Text("“{column}” is not a number that can be read.", "“{column}”不是可识别的数字。")
WRITE_IT = Text("Write the number itself.", "请填写实际数字。")


@dataclass(frozen=True)
class Piece:
    """What one sheet brings to the enrolment, and the columns that it has not. `at`: which of the sheets it is."""

    at: int
    proposal: Proposal
    part: Part
    lacks: frozenset[str]

    @property
    def brings(self) -> tuple[str, ...]:
        """The numbers that stand on it."""
        return tuple(column for column in NUMBERS if column not in self.lacks)


@dataclass(frozen=True)
class Joined:
    """The pieces, of which some have taken in the numbers of others, and what does not fit."""

    pieces: tuple[Piece, ...]
    faults: tuple[Fault, ...]


def fit(pieces: Sequence[Piece]) -> bool:
    """Whether what each piece lacks stands on others."""
    bases, beside = _sides(pieces)
    brought = {column for piece in beside for column in piece.brings}
    lacking = {column for piece in bases for column in piece.lacks}
    return bool(bases and beside and lacking) and lacking <= brought and MONTH not in lacking


def joined(pieces: Sequence[Piece]) -> Joined:
    """The pieces put together, which fit."""
    bases, beside = _sides(pieces)
    wanted = {column for piece in bases for column in piece.lacks}
    faults = [fault for piece in beside for fault in _own(piece)]
    for column in sorted(wanted):
        said = [piece for piece in beside if column in piece.brings]
        bases, found = _filled(bases, said, column)
        faults += found
    done = (replace(piece, lacks=frozenset()) for piece in bases)
    told = (_told(piece, Part(piece.part.rows.slice(0, 0), piece.part.origins, (), ())) for piece in beside)
    return Joined((*done, *told), tuple(_grouped(faults)))


def _sides(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces whose rows stay, and those whose numbers are put beside them."""
    return [p for p in pieces if FIRST in p.brings], [p for p in pieces if FIRST not in p.brings]


def _told(piece: Piece, part: Part) -> Piece:
    return replace(piece, part=part, proposal=replace(piece.proposal, why=BESIDE.filled(why=piece.proposal.why)))


def _filled(bases: Sequence[Piece], said: Sequence[Piece], column: str) -> tuple[list[Piece], list[Fault]]:
    """The pieces with one column from others, and what does not fit. Without a month it counts in the first of the rows
    that it is of: whoever may be insured is counted once."""
    faults: list[Fault] = []
    name = {"column": COLUMNS[TABLE][column].name}
    values: dict[tuple, tuple[Piece, dict]] = {}
    for piece in said:
        for row in piece.part.rows.to_pylist():
            key = _key(row, MONTH not in piece.lacks)
            if key in values:
                faults.append(_fault("joined_twice", TWICE.filled(**name), ONE_OF_TWO, piece, row, column))
            values[key] = piece, row
    rows = [(piece, row) for piece in bases if column in piece.lacks for row in piece.part.rows.to_pylist()]
    used: set[tuple] = set()
    found: dict[int, list[str | None]] = defaultdict(list)
    for piece, row in sorted(rows, key=lambda one: one[1][MONTH] or ""):
        whole, any_month = _key(row, True), _key(row, False)
        key = whole if whole in values else any_month
        first = key not in used
        if key not in values or not (first or column == COUNTED_ONCE):
            faults.append(_fault("joined_missing", LACKS.filled(**name), SAME_KEYS, piece, row, column))
        used.add(key)
        row[column] = values[key][1][column] if key in values and first else "0"
    faults += [_fault(LEFT, OF_NOBODY, SAME_KEYS, *values[key], column) for key in values.keys() - used]
    for piece, row in rows:
        found[id(piece)].append(row[column])
    return [_with(piece, column, found[id(piece)]) if column in piece.lacks else piece for piece in bases], faults


def _with(piece: Piece, column: str, values: list[str | None]) -> Piece:
    rows = piece.part.rows
    at = rows.column_names.index(column)
    return replace(piece, part=replace(piece.part, rows=rows.set_column(at, column, pa.array(values, pa.string()))))


def _key(row: dict, with_month: bool) -> tuple:
    return (*(row[column] for column in KEYS), row[MONTH] if with_month else None)


def _own(piece: Piece) -> Iterator[Fault]:
    """What is wrong with the numbers of one sheet, which no later check sees in their place."""
    for column in piece.brings:
        name = {"column": COLUMNS[TABLE][column].name}
        sums, plain = Decimal(0), re.compile(_PLAIN[column])
        for row in piece.part.rows.to_pylist():
            if row[column] is not None and plain.fullmatch(row[column]):
                sums += Decimal(row[column])
            else:
                yield _fault("joined_unreadable", UNREADABLE.filled(**name), WRITE_IT, piece, row, column)
        for one in piece.part.stated:
            if (
                one.column == column
                and not one.breaks
                and abs(Decimal(one.value) - sums) > one.room
                and len(piece.part.origins) == 1
            ):
                row = {ORIGIN: one.origin, ROW: one.row, column: one.value}
                said = STATED.filled(**name, stated=f"{Decimal(one.value):,}", found=f"{sums:,}")
                yield _fault("joined_total", said, STATED_REMEDY, piece, row, column)


def _fault(rule: str, said: Text, remedy: Text, piece: Piece, row: dict, column: str) -> Fault:
    origin = piece.part.origins[row[ORIGIN]]
    of = column if column in origin.letters else next((key for key in KEYS if key in origin.letters), "")
    value = repeated(row.get(of) or "") if of in _PLAIN else ""
    at = (origin.cell(of, row[ROW]),)
    return Fault(rule, said, remedy, rule != LEFT, origin.file, origin.sheet, at, value=value)


def _grouped(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Faults of one kind and sheet as one, with the first of their cells."""
    alike: dict[tuple, list[Fault]] = {}
    for fault in faults:
        alike.setdefault((fault.rule, fault.said, fault.file, fault.sheet), []).append(fault)
    for first, *rest in alike.values():
        cells = sorted((cell for one in (first, *rest) for cell in one.cells), key=lambda cell: cell.row)
        yield replace(first, cells=tuple(cells[:MOST_CELLS]), count=1 + len(rest), value="" if rest else first.value)


def is_piece(table: str, lacks: frozenset[str]) -> bool:
    """Whether what a sheet lacks may stand on another."""
    return table == TABLE and bool(lacks) and lacks <= {*NUMBERS, MONTH} and len(lacks & {*NUMBERS}) < len(NUMBERS)
