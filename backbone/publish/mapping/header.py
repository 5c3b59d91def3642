"""The header of a sheet: which rows it takes, and what each column is called."""

import re
from dataclasses import dataclass

from backbone.publish.mapping.grid import Grid, distinct
from backbone.publish.mapping.headings import CERTAIN, known, monthly, plain
from backbone.publish.naming.folding import folded
from backbone.publish.naming.units import PLAIN_HINTS, UNITS
from backbone.publish.raw import TABLES

# A header takes up to so many rows.
MOST_ROWS = 3
# What stands in a row that explains a header, and never in one of records.
_HINT, _DIGIT = re.compile(r"^[(（]|填|如：|例"), re.compile(r"\d")
_NUMBER = re.compile(r"[-+]?[\d.,]+%?")


@dataclass(frozen=True)
class Header:
    """A header: its first and last row, from 0, the text of each column, its rows on lines of their own, how many are
    known, and whether its last row only explains them: units, what to fill in."""

    first: int
    last: int
    texts: tuple[str, ...]
    known: int
    explained: bool = False

    @property
    def names(self) -> int:
        """Its last row of names, from 0."""
        return self.last - self.explained


def header(grid: Grid) -> Header | None:
    """The rows that name the most columns of ours; where none does, the first row of words above rows with numbers;
    None where there is neither."""
    found = [at(grid, first, last) for first in range(grid.start, len(grid.top)) for last in _ends(grid, first)]
    best = max((h for h in found if h.known), key=lambda h: (h.known, h.first - h.last, -h.first), default=None)
    found_at = best or _unknown(grid)
    return _explained(grid, found_at) if found_at and not is_canonical(found_at) else found_at


def _explained(grid: Grid, header: Header) -> Header:
    """The header with the row below it, where that holds no record but units (人, 万元) or what is to be filled in."""
    row = header.last + 1
    if row + 1 >= len(grid.top):
        return header
    said, below = grid.top[row], grid.top[row + 1]
    explains = any(folded(cell) in UNITS or folded(cell) in PLAIN_HINTS or _HINT.search(cell) for cell in said if cell)
    if len(distinct(said)) < 2 or not explains or _DIGIT.search("".join(said)) or not _DIGIT.search("".join(below)):
        return header
    units = [f"\n{_line(cell)}" if folded(cell) in UNITS else "" for cell in said]
    texts = tuple(text + unit for text, unit in zip(header.texts, units, strict=True))
    return Header(header.first, row, texts, header.known, explained=True)


def at(grid: Grid, first: int, last: int) -> Header:
    """The header that these rows are."""
    columns = zip(*grid.top[first : last + 1], strict=True)
    texts = tuple("\n".join(distinct([_line(cell) for cell in column])) for column in columns)
    once = {plain(text) for text in texts if known(text) >= CERTAIN}
    return Header(first, last, texts, len(once))


def is_canonical(header: Header) -> str:
    """The table whose columns, and no others, the header names in our own words; "" for none."""
    texts = [text for text in header.texts if text]
    if header.first or header.last or len(texts) != len(set(texts)):
        return ""
    return next((table for table, columns in TABLES.items() if set(texts) == set(columns)), "")


def _line(cell: str) -> str:
    return " ".join(cell.split())


def _ends(grid: Grid, first: int) -> range:
    """The rows that can be the last of a header that begins at `first`."""
    if not _is_words(grid.top[first]):
        return range(0)
    last = first
    while last - first + 1 < MOST_ROWS and last + 1 < len(grid.top) and _goes_on(grid, last + 1):
        last += 1
    return range(first, last + 1)


def _is_words(row: tuple[str, ...]) -> bool:
    """Whether a row can be a header: two different texts at least, and no number that is no month or year."""
    said = distinct(row)
    return len(said) >= 2 and not any(_NUMBER.fullmatch(plain(text)) and not _is_time(text) for text in said)


def _goes_on(grid: Grid, row: int) -> bool:
    """Whether a row can be the second of a header: words only, and a merged cell reaches into it or lies above it."""
    merged = any(m.top < row <= m.bottom or (m.top == m.bottom == row - 1) for m in grid.sheet.merged)
    above, own = grid.top[row - 1], grid.top[row]
    below = (
        merged
        or any(not a and b for a, b in zip(above, own, strict=True))
        or len(distinct(above)) < sum(map(bool, above))
    )
    return below and _is_words(own)


def _is_time(text: str) -> bool:
    return monthly(text) is not None or re.fullmatch(r"20\d\d", plain(text)) is not None


def _unknown(grid: Grid) -> Header | None:
    """The first row of words that has a row with a number right below it."""
    for row in range(grid.start, len(grid.top) - 1):
        numbers = [cell for cell in grid.top[row + 1] if _NUMBER.fullmatch(plain(cell))]
        if _is_words(grid.top[row]) and numbers:
            return at(grid, row, row)
    return None
