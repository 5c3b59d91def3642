"""A rule of the checks: what finds the rows that break it, how that is said, and an example."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from backbone.publish.columns import COLUMNS
from backbone.text import Text

# Which of a table's views a rule reads: the values with their types, or as they were written.
TYPED, WRITTEN = "", "_written"
REWRITE = Text("Correct the cell and bring the file again.", "请更正该单元格后重新提供文件。")


@dataclass(frozen=True)
class Example:
    """What breaks a rule: `put` into the first row of faultless records, one column or several; with `twice`, a second
    row like the first; with `file`, that one in another file."""

    put: Mapping[str, str | None] = field(default_factory=dict)
    twice: bool = False
    file: bool = False


@dataclass(frozen=True)
class Rule:
    """One way in which the rows of a table can be wrong.

    `id`: its name; several columns of several tables may share it.
    `columns`: those concerned, the one to put right first.
    `wrong`: SQL that is true of a wrong row; $as_of is the last month counted.
    `said`, `remedy`: what is wrong, and what to do.
    `blocks`: whether nothing can be published before it is put right; else it warns.
    `reads`: TYPED or WRITTEN."""

    id: str
    table: str
    columns: tuple[str, ...]
    wrong: str
    said: Text
    example: Example
    remedy: Text = REWRITE
    blocks: bool = True
    reads: str = TYPED


def name_of(table: str, column: str) -> Text:
    """What a reader calls a column."""
    return COLUMNS[table][column].name
