"""Titles: what the lines above a header, the names of a sheet and of its file say of all rows."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from backbone.publish.mapping.grid import Grid, distinct
from backbone.publish.mapping.headings import monthly, plain
from backbone.publish.naming.headers import stated_units
from backbone.publish.naming.units import Unit

# What says when a sheet was made or up to when it counts, and not what it is about.
_ASIDE = re.compile(
    r"(?:截至|截止|制表|填表|打印|报送|导出|asof|upto|printed|made|updated)[^,;()]*?20\d\d[年\-/.]?\d{0,2}[月\-/.]?\d{0,2}日?"
    r"|20\d\d[年\-/.]\d{1,2}[月\-/.]\d{1,2}日?|(?<!\d)20\d{6}(?!\d)"
)
_POLICY_YEAR = re.compile(r"(20\d\d)(?:保单)?年度|policyyear(20\d\d)|(20\d\d)policyyear|保单年度[:：]?(20\d\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# Words of a title that tell which table lies below it.
_TABLES = {
    "claims": r"理赔|赔案|赔付明细|赔款|claims?\b",
    "enrolment": r"参保|承保|投保|enrol|insured",
    "funds": r"资金|筹款|募集|收支|\bfunds?\b",
    "counties": r"项目县名单|县名单|区县名单|项目县一览|counties|list of count",
}


@dataclass(frozen=True)
class Title:
    """What is said above a sheet and in its names.

    `lines`: the lines above its header, the sheet's name and the file's, the nearest first; before them whose its
    numbers are, where the sheet says that by itself.
    `year`, `is_policy_year`: the one year said, and whether it is called a policy year; "" for none, or several.
    `month`: the one month said ("2018-05"), or "".
    `table`: the one table that its words fit, or "".
    `units`: the units that a line like 单位：万元、人 says of all amounts and counts."""

    lines: tuple[str, ...]
    year: str
    is_policy_year: bool
    month: str
    table: str
    units: tuple[Unit, ...]


def title(grid: Grid, header: int) -> Title:
    """What the rows above row `header` and the names of the sheet and its file say."""
    above = [cell for row in reversed(grid.top[grid.start : header]) for cell in distinct(row)]
    names = [grid.sheet.name, PurePath(grid.sheet.file).stem]
    lines = tuple(line for line in (grid.sheet.whose, *above, *names) if line.strip())
    year, sure = _year(lines)
    return Title(lines, year, sure, _month(lines, year), _table(lines), _units(above))


def _year(lines: Iterable[str]) -> tuple[str, bool]:
    said = [_about(line) for line in lines]
    for pattern, sure in ((_POLICY_YEAR, True), (_YEAR, False)):
        found = {next(filter(None, match.groups())) for line in said for match in pattern.finditer(line)}
        if found:
            return (found.pop(), sure) if len(found) == 1 else ("", False)
    return "", False


def _about(line: str) -> str:
    return _ASIDE.sub("", plain(line))


def _month(lines: Iterable[str], year: str) -> str:
    """The one month that is said; one without a year ("5月") is of the year said elsewhere."""
    found = {said.month for line in lines if (said := monthly(_about(line)))}
    whole = {month if len(month) > 2 else f"{year}-{month}" for month in found if len(month) > 2 or year}
    return whole.pop() if len(whole) == 1 else ""


def _table(lines: Iterable[str]) -> str:
    """What the nearest line that tells one table tells."""
    for line in lines:
        said = unicodedata.normalize("NFKC", line).casefold()
        found = [table for table, words in _TABLES.items() if re.search(words, said)]
        if len(found) == 1:
            return found[0]
    return ""


def _units(above: Iterable[str]) -> tuple[Unit, ...]:
    return tuple(dict.fromkeys(unit for line in above for unit in stated_units(line)))
