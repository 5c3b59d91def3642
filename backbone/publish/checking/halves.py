"""Halves: identity numbers whose digits stand in neighbouring cells of a row, as 6 + 8 + 4 or 14 + 4."""

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from backbone.publish.checking import digits

# What may stand between digits; how the first part looks, and any other; how the whole does.
_GAP = r"[\s.\-_/·年月日\x{200b}\x{feff}]"
_BEGINS = r"^[1-8][0-9]{5}((19|20)[0-9]*)?$"
_PART, _LAST_PART = r"^([0-9]{8}|[0-9]{1,3})$", r"^([0-9]{11}|[0-9]{7}|[0-9]{0,3})[0-9Xx]$"
_WHOLE = r"^[0-9]{17}[0-9Xx]$"
_IDENTITY = r"^[0-9]{6}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]$"
# A number takes so many cells; a spreadsheet loses the noughts with which its last four digits begin.
_CELLS, _CODE, _BORN, _LAST = 3, 6, 14, 4
# A county's code beside a day or an amount passes the check digit by chance, one in eleven: of the rows that look like
# a number that begins with a code alone, so many must be one.
_MOSTLY = 0.5


def begun(different: pa.Array) -> pa.Array:
    """Those of the different texts of a column that may be the first part of a number."""
    return different.filter(pc.match_substring_regex(_bare(different), _BEGINS))


def found(cells: pa.Table, begins: Mapping[str, pa.Array]) -> Iterator[tuple[tuple[str, ...], list[int]]]:
    """The letters of neighbouring columns over which identity numbers are split, and the rows (from 1) of these.
    `begins`: of each column what `begun` says."""
    names = cells.column_names
    for n, first in enumerate(names):
        if not len(begins[first]):
            continue
        at = pc.indices_nonzero(pc.is_in(cells[first], value_set=begins[first].cast(cells[first].type)))
        for letters in (names[n : n + many] for many in range(2, _CELLS + 1) if n + many <= len(names)):
            if rows := _split(cells, letters, at):
                yield tuple(letters), rows


def _split(cells: pa.Table, letters: list[str], rows: pa.Array) -> list[int]:
    """Those of the rows (from 0; said from 1) in which these cells are one identity number, all of them together."""
    for n, one in enumerate(letters[1:], 2):
        said = pc.match_substring_regex(_bare(cells[one].take(rows)), _LAST_PART if n == len(letters) else _PART)
        rows = rows.filter(pc.fill_null(said, False))
    if not len(rows):
        return []
    *parts, last = (_bare(cells[one].take(rows)).combine_chunks() for one in letters)
    head = pc.binary_join_element_wise(*parts, "") if len(parts) > 1 else parts[0]
    sizes = [pc.utf8_length(part).to_numpy() for part in parts]
    last = pc.if_else(pc.equal(pc.utf8_length(head), _BORN), pc.utf8_lpad(last, _LAST, "0"), last)
    whole = pc.binary_join_element_wise(head, last, "")
    # The birthday stands in one cell, or in what is no code and no amount.
    fits = (len(parts) == 1) | (sizes[0] >= _BORN) | (sum(sizes) == _BORN)
    alike = pc.match_substring_regex(whole, _WHOLE).to_numpy(zero_copy_only=False) & fits
    held = pc.match_substring_regex(whole, _IDENTITY).to_numpy(zero_copy_only=False) & alike
    held[held] = [digits.is_grown(number) for number in whole.filter(pa.array(held)).to_pylist()]
    coded = sizes[0] == _CODE
    if (held & coded).sum() < _MOSTLY * (alike & coded).sum():
        held &= ~coded
    return [int(row) + 1 for row in np.asarray(rows)[held]]


def _bare(cells: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    plain = cells if pc.all(pc.string_is_ascii(cells)).as_py() else pc.utf8_normalize(cells, "NFKC")
    return pc.replace_substring_regex(plain, _GAP, "")
