"""Extent: which rows below a header are records, which are totals, and which are neither."""

import re
from dataclasses import dataclass, field
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from backbone.publish.mapping.grid import Grid
from backbone.publish.mapping.header import Header
from backbone.publish.mapping.headings import plain
from backbone.publish.mapping.proposal import LeftOut
from backbone.publish.naming.units import UNITS, Unit
from backbone.text import Text


def _labelled(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


# The label of a row stands in one of its first columns.
_LABEL_COLUMNS = 6
# Looked for in a label without its gaps and signs.
_SIGNS = r"[\s\p{Z}\p{P}]+"
# What may stand behind the word: what is summed, and what it is counted in (合计（万元）, Total (RMB 10,000)).
_OF = f"(数|额|金额|人数|amount)?({'|'.join(sorted(filter(None, map(_labelled, UNITS)), key=len, reverse=True))})?$"
_WORDS = "合计|总计|共计"
_TOTAL = f"^(全部|全省|全国|各县|总)?({_WORDS}){_OF}|^(grand)?totals?{_OF}|^sum$"
_SUBTOTAL = f"(小计|{_WORDS}|累计){_OF}|^本页|^其中|^(sub)?totals?(of|for|$)|subtotals?$"
# By itself in any of the first columns, whatever stands before it: 红安县 | 女 | 小计.
_ALONE = "^(合计|小计|总计|共计|累计|(sub)?totals?)$"
# A part of the rows that is no sum of those above or below.
_OF_WHICH = "^其中|^ofwhich"
_NOTE = (
    "^(注|备注|说明|附注|填表|制表|填报|报送|审核|复核|审批|负责人|经办|联系|盖章|单位|数据来源|资料来源|日期"
    "|notes?|remarks?|source|prepared|checked|approved|signed|signature|contact|date)"
)
_NUMBERING = re.compile(r"甲乙丙丁|abcd|12345")

TOTAL, SUBTOTAL, NOTE, AGAIN, EMPTY = "total", "subtotal", "note", "again", "empty"
WHY = {
    TOTAL: Text("a total, kept to check the rows against", "合计行，用来核对各行"),
    SUBTOTAL: Text("a sub-total, kept to check the rows against", "小计行，用来核对各行"),
    NOTE: Text("a note or a signature, left out", "附注或签字行，不导入"),
    AGAIN: Text("the header once more, left out", "重复的表头，不导入"),
}


@dataclass(frozen=True)
class Extent:
    """The rows below a header, from row `first` on, counted from 0.

    `kept`: whether each is a record.
    `total`: the row of the total of all, from 0; None for none.
    `subtotals`: the rows of sums of some rows right above or below them, from 0.
    `left_out`: the others, but for empty ones."""

    first: int
    kept: np.ndarray = field(repr=False)
    total: int | None
    left_out: tuple[LeftOut, ...]
    subtotals: tuple[int, ...] = ()

    @property
    def rows(self) -> np.ndarray:
        """The rows of the records, from 0."""
        return np.flatnonzero(self.kept) + self.first


def extent(grid: Grid, header: Header) -> Extent:
    """Which rows below the header are records."""
    first, last = header.last + 1, grid.rows - 1
    texts = zip(grid.letters, header.texts, strict=True)
    used = [letters for letters, text in texts if text or grid.has_cells(letters, first)]
    said = dict(zip(grid.letters, grid.top[header.names], strict=True))
    filled, same = np.zeros((2, last - first + 1), dtype=np.int32)
    labels: list[pa.Array] = []
    for letters in used:
        cells = grid.column(letters, first, last)
        filled += _mask(pc.is_valid(cells))
        same += _mask(pc.equal(cells, said[letters])) if said[letters] else 0
        labels += [cells] if len(labels) < _LABEL_COLUMNS else []
    label = _plainly(pc.coalesce(*labels))
    kinds = {EMPTY: filled == 0, AGAIN: same >= max(2, sum(map(bool, said.values())) / 2)}
    if first < len(grid.top) and _NUMBERING.match(plain("".join(grid.top[first])) or "-"):
        kinds[AGAIN][0] = True
    few = (filled > 0) & (filled <= min(2, (len(used) - 1) // 2))
    kinds[AGAIN] |= np.append(kinds[AGAIN][1:], False) & few  # the title over it, too
    total, subtotal = (_mask(pc.match_substring_regex(label, pattern)) for pattern in (_TOTAL, _SUBTOTAL))
    alone = reduce(np.logical_or, (_mask(pc.match_substring_regex(_plainly(cells), _ALONE)) for cells in labels))
    subtotal |= alone & ~total
    kinds[NOTE] = _notes(label, filled, len(used), total | subtotal)
    kept = ~(reduce(np.logical_or, kinds.values()) | total | subtotal)
    grand = _grand(total if total.any() else _only(subtotal), kept)
    kinds[SUBTOTAL] = (total | subtotal) & ~kinds[NOTE]
    if grand is not None:
        kinds[SUBTOTAL][grand] = False
    kinds[TOTAL] = np.arange(len(kept)) == grand
    at = {kind: np.flatnonzero(mask) + first + 1 for kind, mask in kinds.items() if kind in WHY}
    left_out = tuple(LeftOut(WHY[kind], tuple(rows.tolist())) for kind, rows in at.items() if len(rows))
    sums = np.flatnonzero(kinds[SUBTOTAL] & ~_mask(pc.match_substring_regex(label, _OF_WHICH))) + first
    return Extent(first, kept, None if grand is None else grand + first, left_out, tuple(sums.tolist()))


def _plainly(cells: pa.Array) -> pa.Array:
    return pc.utf8_lower(pc.replace_substring_regex(cells, _SIGNS, ""))


def is_total(text: str) -> bool:
    """Whether a cell is called a total or a sub-total."""
    return re.search(f"{_TOTAL}|{_SUBTOTAL}", _labelled(text)) is not None


def unit_of_total(grid: Grid, row: int) -> Unit | None:
    """The unit that the label of a total says its sums are in (合计（万元）); None for none."""
    labels = (grid.column(letters, row, row)[0].as_py() for letters in grid.letters[:_LABEL_COLUMNS])
    said = next((label for label in labels if label and is_total(label)), "")
    found = re.search(f"({_WORDS}|小计|累计|totals?){_OF}", _labelled(said))
    return next((unit for word, unit in UNITS.items() if found and found[3] and _labelled(word) == found[3]), None)


def is_note(text: str) -> bool:
    """Whether a cell begins like a note or a signature."""
    return re.search(_NOTE, _labelled(text)) is not None


def _mask(found: pa.Array) -> np.ndarray:
    return pc.fill_null(found, False).to_numpy(zero_copy_only=False)


def _notes(label: pa.Array, filled: np.ndarray, columns: int, totals: np.ndarray) -> np.ndarray:
    """Rows that begin like a note and fill few columns; below the last row that fills more, those that fill few."""
    begins = _mask(pc.match_substring_regex(label, _NOTE)) & (filled <= max(4, columns // 2)) & (filled < columns)
    few = filled <= min(2, (columns - 1) // 2)
    full = np.flatnonzero(~few & ~begins)
    after = np.arange(len(filled)) > (full[-1] if len(full) else -1)
    return (begins | (after & (filled > 0) & few)) & ~totals


def _only(subtotal: np.ndarray) -> np.ndarray:
    """A sub-total that is the only one: the total of all, in other words."""
    return subtotal if subtotal.sum() == 1 else np.zeros_like(subtotal)


def _grand(total: np.ndarray, kept: np.ndarray) -> int | None:
    """The total of all: the last one below every record, or one above them all."""
    totals, records = np.flatnonzero(total), np.flatnonzero(kept)
    if not len(totals) or not len(records):
        return None
    if totals[-1] > records[-1]:
        return int(totals[-1])
    return int(totals[0]) if totals[0] < records[0] else None
