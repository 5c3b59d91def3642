"""Parting: a sheet on which several tables stand, one below another or side by side, as a sheet for each. What belongs
to another table is empty there, so that every cell keeps its place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from backbone.publish.mapping.abreast import abreast, whose
from backbone.publish.mapping.extent import is_note, is_total
from backbone.publish.mapping.grid import WIDEST, distinct, row_texts
from backbone.publish.mapping.headings import CERTAIN, known, plain
from backbone.publish.mapping.titled import titled
from backbone.publish.sheet import Sheet

# A row of so many words is a header; a sheet with more rows of words than that is a list of words.
_LEAST, _MOST_ROWS = 3, 500
# So many tables may stand on one sheet, and so many rows of titles above each.
_MOST, _TITLES = 500, 4
# Without a doubt a number, a day or a month: no heading.
_NUMBER = r"^\s*[¥￥]?[-+]?[\d０-９][\d０-９.,，:/\- ]*[%％]?\s*$|^\d{4}年\d{1,2}月(\d{1,2}日)?$"
# What a title says of a table that only goes on.
_GOES_ON = ("续", "continued", "page", "页")


@dataclass(frozen=True)
class _Head:
    """A header: its first and last row, from 0, the titles above it and the texts of all its rows but the last, the row
    in which the titles begin, and the text of each column of its last row."""

    first: int
    last: int
    titles: tuple[str, ...]
    top: int
    texts: tuple[str, ...]


def parted(sheet: Sheet) -> tuple[Sheet, ...]:
    """The sheet; where several tables stand on it, one sheet for each."""
    heads = _heads(sheet)
    starts = [head for n, head in enumerate(heads) if n == 0 or _begins_anew(head, heads[n - 1])]
    if not starts:
        return (sheet,)
    ends = [*(head.top for head in starts[1:]), sheet.cells.num_rows]
    tops = [0, *(head.top for head in starts[1:])]
    below = [_rows(sheet, top, end) for top, end in zip(tops, ends, strict=True)]
    parts = [
        part
        for one, head in zip(below, starts, strict=True)
        for part in titled(one, head.first, head.last) or abreast(one, head.first, head.last)
    ]
    if not 1 < len(parts) <= _MOST:
        return (sheet,)
    return tuple(replace(part, part=n) for n, part in enumerate(parts, 1))


def _rows(sheet: Sheet, top: int, end: int) -> Sheet:
    """The sheet with rows `top` to `end` (from 0, the last excluded), and nothing above them."""
    if top == 0:
        return replace(sheet, cells=sheet.cells.slice(0, end))
    nothing = pa.nulls(top, pa.string())
    columns = {
        letters: pa.chunked_array([nothing, *cells.slice(top, end - top).chunks], pa.string())
        for letters, cells in zip(sheet.cells.column_names, sheet.cells.columns, strict=True)
    }
    return replace(sheet, cells=pa.table(columns))


def _heads(sheet: Sheet) -> list[_Head]:
    """Every header of the sheet, in order; those of a table that goes on too."""
    rows = _wordy(sheet)
    if len(rows) > _MOST_ROWS:
        return []
    found: list[_Head] = []
    for group in _runs(rows):
        said = [row_texts(sheet, row) for row in group]
        titles, top = _titles(sheet, group[0])
        apart = top == 0 or not distinct(row_texts(sheet, top - 1))
        if any(_is_header(sheet, row, texts, apart) for row, texts in zip(group, said, strict=True)):
            above = (text for texts in said[:-1] for text in distinct(texts))
            found.append(_Head(group[0], group[-1], (*titles, *above), top, said[-1]))
    return found


def _runs(rows: Sequence[int]) -> list[list[int]]:
    """Rows that follow one another, together."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _wordy(sheet: Sheet) -> list[int]:
    """The rows, from 0, of three words or more and no number."""
    rows, filled = np.arange(sheet.cells.num_rows), np.zeros(sheet.cells.num_rows, dtype=np.int32)
    for cells in sheet.cells.columns[:WIDEST]:
        some = cells.take(pa.array(rows))
        filled[rows] += pc.is_valid(some).to_numpy()
        rows = rows[~pc.fill_null(pc.match_substring_regex(some, _NUMBER), False).to_numpy()]
    return [int(row) for row in rows if filled[row] >= _LEAST]


def _is_header(sheet: Sheet, row: int, texts: Sequence[str], apart: bool) -> bool:
    """Whether a row of words is a header: most of them are headings of ours; `apart` from what is above it, and with
    numbers right below, its words may be unknown."""
    said = distinct(texts)
    sexes = [whose(text) for text in said]
    sure = sum(known(text) >= CERTAIN for text in said)
    if {"female", "male"} <= {*sexes}:
        sure = sum(known(text) >= CERTAIN or bool(sex) for text, sex in zip(said, sexes, strict=True))
    if sure >= _LEAST and 2 * sure >= len(said):
        return True
    if not apart or row + 1 >= sheet.cells.num_rows or len(said) < sum(map(bool, texts)):
        return False
    below = [text for text in row_texts(sheet, row + 1) if text]
    if row + 2 < sheet.cells.num_rows and 0 < len(below) < _LEAST:  # a second row of the header: 男 and 女 below 其中
        below += row_texts(sheet, row + 2)
    return bool(pc.any(pc.match_substring_regex(pa.array(below, pa.string()), _NUMBER)).as_py())


def _titles(sheet: Sheet, row: int) -> tuple[tuple[str, ...], int]:
    """The titles right above a header, and the row in which they begin: rows of one or two texts that are neither
    records nor what is written below a table. One empty row may stand between them and it."""
    found: list[str] = []
    top = row
    for above in range(row - 1, max(-1, row - 2 - _TITLES), -1):
        said = distinct(row_texts(sheet, above))
        if not said and not found:
            continue
        if not said or len(said) > 2 or not all(map(_may_be_title, said)):
            break
        found += said
        top = above
    return tuple(found), top


def _may_be_title(said: str) -> bool:
    unit = plain(said).startswith(("单位", "unit", "（单位", "(单位"))
    return not is_total(said) and (unit or not is_note(said)) and not plain(said).replace(".", "").isdigit()


def _begins_anew(head: _Head, above: _Head) -> bool:
    """Whether a table begins at a header, and the one above does not only go on: other columns, or another title."""
    if tuple(map(plain, head.texts)) != tuple(map(plain, above.texts)):
        return True
    return any(said not in above.titles and not _goes_on(said) for said in head.titles)


def _goes_on(title: str) -> bool:
    return any(word in plain(title) for word in _GOES_ON)
