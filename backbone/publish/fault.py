"""A fault: one thing that is wrong with what was sent, where it stands, and what to do."""

from dataclasses import dataclass

from backbone.text import Text


@dataclass(frozen=True)
class Cell:
    """A cell of a sheet: its row, from 1, and the letters of its column; "" for the whole row."""

    row: int
    letters: str = ""

    def __str__(self) -> str:
        return f"{self.letters}{self.row}"


@dataclass(frozen=True)
class Fault:
    """One thing to put right, or to know of.

    `rule`: the rule that it breaks.
    `said`, `remedy`: what is wrong, and what to do about it.
    `blocks`: whether nothing can be published before it is put right; else it warns, to be accepted with a reason.
    `file`, `sheet`: where; "" where it is about all of them.
    `cells`: the first of the cells; none where it is about the whole sheet.
    `count`: how many rows are like this.
    `value`: what stands in the first cell; "" where that is personal, or nothing."""

    rule: str
    said: Text
    remedy: Text
    blocks: bool = True
    file: str = ""
    sheet: str = ""
    cells: tuple[Cell, ...] = ()
    count: int = 1
    value: str = ""
