"""Abreast: tables that stand side by side on a sheet, each with columns of its own, or with those on the left in
common, as the numbers of women and of men beside each other."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa

from backbone.publish.mapping.extent import is_total
from backbone.publish.mapping.grid import distinct, row_texts
from backbone.publish.mapping.headings import CERTAIN, meanings, monthly, plain
from backbone.publish.mapping.tables import MONTHLY
from backbone.publish.naming.codes import meanings as codes
from backbone.publish.naming.headers import stated_units
from backbone.publish.raw import TABLES
from backbone.publish.sheet import Merged, Sheet

# Headings that come again make two tables where so many of them are known.
_LEAST = 2
# What stands above the sums of women and men.
TOTAL = "total"
# In so many rows above a header stand the titles of its tables.
_ABOVE = 6


def abreast(sheet: Sheet, first: int, last: int) -> tuple[Sheet, ...]:
    """The sheet; where tables stand side by side below its header (rows `first` to `last`, from 0), one for each."""
    rows = [row_texts(sheet, row) for row in range(first, last + 1)]
    above = [row_texts(sheet, row) for row in range(max(0, first - 2), first)]
    if any(monthly(text) for row in (*above, *rows) if len(distinct(row)) > 1 for text in row if text):
        return (sheet,)
    if crossed := _crossed(sheet, first, last):
        return crossed
    for texts in rows:
        if blocks := _again(texts) or _apart(sheet, texts, first):
            common = set(blocks[0]).intersection(*blocks[1:])
            made = [(columns_of(sheet, first, block), _is_sum(rows, set(block) - common)) for block in blocks]
            return tuple(replace(one, sums=is_sum) for one, is_sum in made)
    return (sheet,)


def _crossed(sheet: Sheet, first: int, last: int) -> tuple[Sheet, ...]:
    """One sheet for women, one for men and one for their sums, where these stand below the name of each number instead
    of above the numbers of each; none where they do not. The two rows change places, and nothing else."""
    for row in range(max(1, first), last + 1):
        lower, upper = row_texts(sheet, row), _rightwards(row_texts(sheet, row - 1), row_texts(sheet, row))
        of = {n: whose(lower[n]) for n in range(len(lower)) if whose(lower[n]) and _number_of(upper[n])}
        words = dict.fromkeys(of.values())
        if len(words) < _LEAST or {*words} == {TOTAL}:
            continue
        if any(len({upper[n] for n in of if of[n] == word}) < sum(w == word for w in of.values()) for word in words):
            return ()
        common = [n for n in range(len(lower)) if n not in of]
        turned = _exchanged(sheet, row, {n: (lower[n], upper[n]) for n in of})
        blocks = {word: sorted([*common, *(n for n in of if of[n] == word)]) for word in words}
        return tuple(
            replace(columns_of(turned, row, block, row - 1), sums=word == TOTAL) for word, block in blocks.items()
        )
    return ()


def _rightwards(texts: Sequence[str], below: Sequence[str]) -> list[str]:
    """The texts, each holding on to its right over women, men and their sums."""
    found: list[str] = []
    for text, lower in zip(texts, below, strict=True):
        found.append(text or (found[-1] if found and whose(lower) else ""))
    return found


def whose(text: str) -> str:
    """The sex that a heading is, TOTAL for what is called a sum; "" for neither."""
    meant = codes("sex", text) if text else ()
    return meant[0] if len(meant) == 1 else TOTAL if text and is_total(text) else ""


def _number_of(text: str) -> bool:
    named = {m.column for m in meanings(text, "enrolment")[:1] if m.confidence >= CERTAIN} if text else set()
    return bool(named & {*MONTHLY["enrolment"]})


def _exchanged(sheet: Sheet, row: int, texts: Mapping[int, tuple[str, str]]) -> Sheet:
    """The sheet with these texts in rows `row` - 1 and `row` of its columns (by number), and nothing merged there."""
    columns = dict(zip(sheet.cells.column_names, sheet.cells.columns, strict=True))
    for n, (above, below) in texts.items():
        cells = sheet.cells.column(n)
        both = pa.array([above, below], pa.string())
        chunks = [*cells.slice(0, row - 1).chunks, both, *cells.slice(row + 1).chunks]
        columns[sheet.cells.column_names[n]] = pa.chunked_array(chunks, pa.string())
    return replace(sheet, cells=pa.table(columns), merged=apart_from(sheet, row - 1, row, texts))


def apart_from(sheet: Sheet, first: int, last: int, columns: Collection[int]) -> tuple[Merged, ...]:
    """The merged cells of a sheet that do not touch these rows of these columns."""
    left, right = min(columns), max(columns)
    return tuple(m for m in sheet.merged if m.top > last or m.bottom < first or m.left > right or m.right < left)


def _is_sum(rows: Sequence[Sequence[str]], block: Iterable[int]) -> bool:
    """Whether the columns that a table has for itself are called the sum of the others."""
    return any(is_total(row[n]) for row in rows for n in block if row[n])


def _again(texts: Sequence[str]) -> list[list[int]]:
    """The columns of each table where headings come again; those that come once belong to all. None where they do not,
    or not all in the same number."""
    said = [plain(text) for text in texts]
    times = Counter(text for text in said if text)
    again = {text for text, many in times.items() if many > 1}
    if len({_meaning(text) for text in again} - {""}) < _LEAST or len({times[text] for text in again}) > 1:
        return []
    blocks: list[list[int]] = []
    for n, text in enumerate(said):
        if text in again:
            if not blocks or text in {said[m] for m in blocks[-1]}:
                blocks.append([])
            blocks[-1].append(n)
    common = [n for n, text in enumerate(said) if text not in again]
    return [sorted([*common, *block]) for block in blocks if len(block) == len(again)]


def _apart(sheet: Sheet, texts: Sequence[str], first: int) -> list[list[int]]:
    """The columns of each table where an empty one stands between tables of two kinds; none where there are not two."""
    blocks: list[list[int]] = [[]]
    for n, text in enumerate(texts):
        below = sheet.cells.column(n).slice(first)
        if not text and below.null_count == len(below):
            blocks.append([])
        else:
            blocks[-1].append(n)
    held = [_holds([texts[n] for n in block]) for block in blocks]
    several = len({table for table in held if table}) > 1 and all(
        table for table, block in zip(held, blocks, strict=True) if block
    )
    return [block for block in blocks if block] if several else []


def _holds(texts: Sequence[str]) -> str:
    """The table of whose columns these headings name most; "" where they name less than half of any."""
    for table, columns in TABLES.items():
        named = {m.column for text in texts for m in meanings(text, table)[:1] if m.confidence >= CERTAIN}
        needed = [column for column, kind in columns.items() if not kind.endswith(" NULL")]
        if 2 * len(named & columns.keys()) >= len(needed):
            return table
    return ""


def columns_of(sheet: Sheet, first: int, block: Sequence[int], of_all: int = 0) -> Sheet:
    """The sheet with the columns of one table, and of the titles above those that stand over it or over all: those
    above row `of_all`, those alone in their row, and the only one that states units."""
    own, nothing = set(block), pa.nulls(sheet.cells.num_rows - first, pa.string())
    top = max(0, first - _ABOVE)
    shared = [row < of_all or len(distinct(row_texts(sheet, row))) < 2 for row in range(top, first)]
    units = [text for row in range(top, first) for text in distinct(row_texts(sheet, row)) if stated_units(text)]
    columns = {}
    for n, letters in enumerate(sheet.cells.column_names):
        cells = sheet.cells.column(n)
        titles = zip(cells.slice(top, first - top).to_pylist(), shared, strict=True)
        above = pa.array([t if n in own or whole or [t] == units else None for t, whole in titles], pa.string())
        below = cells.slice(first).chunks if n in own else [nothing]
        columns[letters] = pa.chunked_array([*cells.slice(0, top).chunks, above, *below], pa.string())
    return replace(sheet, cells=pa.table(columns))


def _meaning(text: str) -> str:
    return next((m.column for m in meanings(text) if m.table and m.confidence >= CERTAIN), "")
