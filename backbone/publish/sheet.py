"""A sheet: one table of cells as it lies in a file, nothing of it understood yet. It may hold anything, so it is kept
in memory only and never written to a disk or a log."""

from dataclasses import dataclass, field

import pyarrow as pa

from backbone.publish.fault import Fault


@dataclass(frozen=True)
class Merged:
    """Cells merged into one, which stands in the first of them: rows and columns from 0, the last included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One table of cells.

    `file`: the name of the file as it was sent, without its folder.
    `name`: the name of the sheet; "" where the file is one table.
    `cells`: row n of the sheet is row n - 1 here; one column of text for each of its columns, named by its letters (A,
    B, … AA). An empty cell is NULL; a number is written in plain digits ("85.5", "1200"), a date like 2018-05-03.
    `hidden`: whether the sender has hidden it.
    `comments`: what was written beside cells.
    `faults`: what was seen while it was read and does not keep it from being read.
    `part`: which of the tables of its sheet it is, from 1, where several stand there; 0 where it is the only one.
    `sums`: whether its numbers are called the sums of those of the tables beside it.
    `whose`: the heading that says whose its numbers are (女), where what they count is said in the title alone."""

    file: str
    name: str
    cells: pa.Table = field(repr=False)
    hidden: bool = False
    merged: tuple[Merged, ...] = ()
    comments: tuple[str, ...] = field(default=(), repr=False)
    faults: tuple[Fault, ...] = ()
    part: int = 0
    sums: bool = False
    whose: str = ""


def letters(column: int) -> str:
    """What a sheet calls its column number `column`, from 0: A, B, … Z, AA, …"""
    said = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(ord("A") + rest) + said
    return said
