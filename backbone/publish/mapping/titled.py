"""Titled: women and men (and their sum) as one column each, where what they count stands in the title alone, as 男, 女
and 合计 below 2018年参保人数. Where the title leaves a doubt, nothing is read so, and it is asked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

import pyarrow as pa

from backbone.publish.columns import COLUMNS
from backbone.publish.mapping.abreast import TOTAL, apart_from, columns_of, whose
from backbone.publish.mapping.grid import row_texts
from backbone.publish.mapping.headings import CERTAIN, meanings, plain
from backbone.publish.mapping.tables import MONTHLY
from backbone.publish.naming.headers import named_in, read
from backbone.publish.sheet import Sheet
from backbone.text import Lang

TABLE = "enrolment"
# In so many rows above a header stands its title.
_ABOVE = 4
# What may stand over women and men, and names no number.
_OVER = ("", "其中", "性别", "男女", "分性别", "ofwhich", "sex", "gender", "bysex")
# What makes another thing of a number, or of whom it counts; and what says that people or money are counted.
_DOUBT = re.compile(
    r"率|比例|占比|百分比|均|未|非|不|户(?!籍)|新增|续保|退保|累计|理赔|赔付"
    r"|\b(?:un\w+|not|rates?|ratios?|shares?|percent\w*|average|per|households?|new|claims?|paid)\b|%",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"人|口|保费|保险费|insured|eligible|people|persons|number|population|premium", re.IGNORECASE)


def titled(sheet: Sheet, first: int, last: int) -> tuple[Sheet, ...]:
    """One sheet for women, one for men and one for their sums, below a header in rows `first` to `last` (from 0), where
    each is a column of its own and the title names one number; none where they are not, or it leaves a doubt."""
    last += last + 1 < sheet.cells.num_rows and _is_of_sexes(row_texts(sheet, last + 1))
    lower, upper = row_texts(sheet, last), row_texts(sheet, max(first, last - 1))
    said = [below or above for below, above in zip(lower, upper, strict=True)]
    of = {n: word for n, text in enumerate(said) if (word := whose(text))}
    sexes = [word for word in of.values() if word != TOTAL]
    if sorted(sexes) != ["female", "male"] or list(of.values()).count(TOTAL) > 1:
        return ()
    if any(plain(upper[n]) not in _OVER for n in of if lower[n] and last > first):
        return ()
    if any(_is_number(text) for n, text in enumerate(said) if n not in of) or not (heading := _number(sheet, first)):
        return ()
    common = [n for n in range(len(said)) if n not in of]
    lowest = sum(bool(lower[n]) for n in common) > sum(bool(upper[n]) for n in common)
    named = _headed(sheet, first, last, last if lowest else first, dict.fromkeys(of, heading))
    return tuple(
        replace(columns_of(named, first, sorted([*common, n])), sums=word == TOTAL, whose=said[n])
        for n, word in of.items()
    )


def _is_of_sexes(texts: Sequence[str]) -> bool:
    """Whether a row says women and men, and nothing else but their sum."""
    words = [whose(text) for text in texts if text]
    return all(words) and {"female", "male"} <= {*words}


def _is_number(text: str) -> bool:
    """Whether a heading may name a number of its own, or a rate."""
    if not text:
        return False
    known = {m.column for m in meanings(text, TABLE) if m.confidence >= CERTAIN}
    return bool(known & {*MONTHLY[TABLE]}) or bool(_DOUBT.search(text))


def _number(sheet: Sheet, first: int) -> str:
    """The heading of the one number that the title names, else the names of sheet and file do; "" where none is named,
    or two are."""
    rows = range(first - 1, max(-1, first - 1 - _ABOVE), -1)
    above = [text for row in rows for text in row_texts(sheet, row) if text]
    lines = [*above, sheet.name, PurePath(sheet.file).stem]
    named = [(line, found) for line in lines if (found := _named(line))]
    if not named or any(map(_DOUBT.search, (*above, named[0][0]))):
        return ""
    nearest, found = named[0]
    others = {column for _, also in named if len(also) == 1 for column in also}
    if len(found) > 1 or others != found:
        return ""
    lang: Lang = "en" if nearest.isascii() else "zh"
    unit, name = read(nearest).unit, COLUMNS[TABLE][next(iter(found))].name(lang)
    return f"{name} ({unit.name(lang)})" if unit else name


def _named(line: str) -> set[str]:
    """The numbers that a line names, where it says that they are people or money."""
    columns = {column for _, column in named_in(line)} if _ABOUT.search(line) else set()
    return columns & {*MONTHLY[TABLE]}


def _headed(sheet: Sheet, first: int, last: int, row: int, headings: Mapping[int, str]) -> Sheet:
    """The sheet with these headings (by column) in one row of its header, and nothing else or merged there."""
    columns = dict(zip(sheet.cells.column_names, sheet.cells.columns, strict=True))
    for n, heading in headings.items():
        cells = sheet.cells.column(n)
        own = pa.array([heading if at == row else None for at in range(first, last + 1)], pa.string())
        parts: Iterable[pa.Array] = [*cells.slice(0, first).chunks, own, *cells.slice(last + 1).chunks]
        columns[sheet.cells.column_names[n]] = pa.chunked_array(parts, pa.string())
    return replace(sheet, cells=pa.table(columns), merged=apart_from(sheet, first, last, headings))
