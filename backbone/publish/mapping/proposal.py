"""Proposals: how a sheet is understood, to be shown, edited and confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from backbone.publish.fault import Fault
from backbone.publish.filled import Filled
from backbone.publish.question import Question
from backbone.text import Text

# The answer that leaves a column or a sheet out, and that one says there is none.
IGNORE, NONE = "ignore", "none"
ONE = Decimal(1)


@dataclass(frozen=True)
class Column:
    """How a column of a sheet is understood.

    `letters`, `heading`: where it stands, and what stands above it, all rows of the header; where records stand side
    by side it is a row, and `letters` its number.
    `canonical`: the column of the raw table that it fills; a helper, as "province"; "" where it is left out.
    `month`: the month that its heading says, where there is one column a month ("05" without a year).
    `unit`, `factor`: what its numbers are counted in, as read, and how many of ours that is; None for no numbers.
    `order`: "day", "month" or "year", where that stands first in its dates.
    `confidence`: how sure this is, from 0 to 1. `reason`: what speaks for it.
    `samples`: up to five of its values; none of a column that may be personal."""

    letters: str
    heading: str
    canonical: str
    confidence: float
    reason: Text
    month: str = ""
    unit: Text | None = None
    factor: Decimal = ONE
    order: str = ""
    samples: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class LeftOut:
    """Rows of a sheet, from 1, that are no records, and why."""

    why: Text
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Proposal:
    """How a sheet is understood.

    `key`: the shape of the sheet, the same next quarter: answers about it begin with it.
    `table`: the raw table that it holds; "" where it is left out.
    `why`: what speaks for it.
    `header`: the first and the last row of the header, from 1; None for none.
    `first`, `last`: the first and the last record, from 1; 0 for none.
    `columns`: every column that has a heading or cells.
    `fixed`: what the title, or the name of sheet or file, says of all rows: column -> value.
    `left_out`: the rows below the header that are no records.
    `begins`: the cells of its header ("A30:H30"), where several tables stand on the sheet; else ""."""

    file: str
    sheet: str
    key: str
    table: str
    why: Text
    header: tuple[int, int] | None = None
    first: int = 0
    last: int = 0
    records: int = 0
    columns: tuple[Column, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    begins: str = ""

    @property
    def called(self) -> str:
        """The sheet, and of several tables on it which."""
        return f"{self.sheet}!{self.begins}" if self.begins else self.sheet

    @property
    def ignored(self) -> tuple[Column, ...]:
        """The columns that are left out."""
        return tuple(column for column in self.columns if not column.canonical)


@dataclass(frozen=True)
class Understood:
    """What was understood of all sheets: the filled tables, what must be answered before they count, what is wrong, and
    how each sheet was read."""

    tables: tuple[Filled, ...]
    questions: tuple[Question, ...]
    faults: tuple[Fault, ...]
    proposals: tuple[Proposal, ...]
