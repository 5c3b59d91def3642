"""Contents: what the values of a column look like, whatever is written above it."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

import numpy as np
import pyarrow as pa

from backbone.publish.mapping.grid import Grid
from backbone.publish.naming import counties
from backbone.publish.naming.codes import CODED, meanings
from backbone.publish.naming.folding import folded
from backbone.publish.naming.values import (
    DAY_FIRST,
    MONTH_FIRST,
    ONE,
    YEAR_FIRST,
    Reader,
    adcode,
    is_nothing,
    month,
    reader_of,
)

# So many rows, and of them so many different values, tell what a column holds; so many are shown.
_ROWS, _ENOUGH, _SHOWN = 2000, 400, 5
# Names take longer to look up, so fewer of them must do, and fewer still where hardly any is a county's.
_NAMES, _AT_ONCE, _HOPELESS = 60, 6, 0.6
_LETTER = re.compile(r"[^\W\d_]")
# So many digits in a row may be somebody's number; so many 汉字 somebody's name.
_LONG_NUMBER, _LIKE_A_NAME = re.compile(r"\d{9}"), re.compile(r"[\u3400-\u9fff·]{2,4}")
_PERSONAL = re.compile(
    r"name|id\b|card|passport|phone|mobile|tel|bank|account|birth|address|姓名|名字|人$|身份|证件|电话|手机|银行|卡号|账号|账户|出生|住址|地址"
)
# Any year will do to see whether "5月" is a month.
_ANY_YEAR = "2018"
# What may stand first in a date that is written in short numbers.
ORDERS = (DAY_FIRST, MONTH_FIRST, YEAR_FIRST)
# Whether the day or the month stands first in dates cannot be told.
UNSURE = "unsure"


@dataclass(frozen=True)
class Contents:
    """Some of the different values of a column, spread over all of its rows."""

    values: tuple[str, ...] = field(repr=False)

    def share(self, table: str, column: str, factor: Decimal = ONE) -> float:
        """How many of them can be read as values (in `factor` of ours) of a column of a raw table, of 1; 1 where there
        are none."""
        if not self.values:
            return 1.0
        if column == "adcode":
            return self._counties
        if column == "month":
            return sum(month(value, _ANY_YEAR) is not None for value in self.values) / len(self.values)
        if column in CODED:
            return sum(bool(meanings(column, value)) for value in self.values) / len(self.values)
        reader = reader_of(table, column, factor, self.order if self.order != UNSURE else DAY_FIRST)
        return sum(reader(value) is not None for value in self.values) / len(self.values)

    @cached_property
    def codes(self) -> float:
        """How many of them are codes of six digits, of 1; 0 where there are none."""
        return sum(adcode(value) is not None for value in self.values) / max(1, len(self.values))

    @cached_property
    def _counties(self) -> float:
        some = self.values[:_NAMES]
        names = [value for value in some if adcode(value) is None and _LETTER.search(value)]
        codes = sum(adcode(value) is not None for value in some)
        like = 0.0
        for start in range(0, len(names), _AT_ONCE):
            found = counties.match(names[start : start + _AT_ONCE]).values()
            like += sum(1.0 if match.code else 0.5 if match.candidates else 0.0 for match in found)
            if like < _HOPELESS * (start + len(found)):
                break
        return (codes + like) / len(some)

    @cached_property
    def bare_months(self) -> bool:
        """Whether some are months without a year."""
        return any(month(value) is None and month(value, _ANY_YEAR) is not None for value in self.values)

    @cached_property
    def numbers(self) -> tuple[Decimal, ...]:
        """Those that are plain numbers, in order."""
        found = (re.sub(r"[,，\s]", "", value) for value in self.values)
        return tuple(sorted(Decimal(value) for value in found if re.fullmatch(r"\d{1,15}(\.\d+)?", value)))

    @cached_property
    def order(self) -> str:
        """What stands first in dates like 03/05/2018 or 18-05-03, the day, the month or the year: others like
        25/03/2018 tell. UNSURE where none does, or not all of one kind are there; "" where no date is like that."""
        every = set().union(*map(self._days, ORDERS))
        if every <= self._days(""):
            return ""
        return self.orders[0] if len(self.orders) == 1 and every == self._days(self.orders[0]) else UNSURE

    @cached_property
    def orders(self) -> tuple[str, ...]:
        """The orders in which all of its dates can be read; where none is, those in which half of them can."""
        read = {order: self._days(order) for order in ORDERS}
        every = set().union(*read.values())
        whole = tuple(order for order, days in read.items() if days == every)
        return whole or tuple(order for order, days in read.items() if 2 * len(days) >= len(every))

    def _days(self, order: str) -> set[str]:
        """The values that are days in this order; one that would be yet to come speaks for no order."""
        reader: Reader = reader_of("claims", "submitted_on", order=order)
        today = date.today().isoformat()
        return {value for value in self.values if (day := reader(value)) is not None and day <= today}

    def samples(self, heading: str, mapped: bool) -> tuple[str, ...]:
        """Five values to show beside the heading; none where they, or the heading, may be personal. A column that was
        understood may hold short words."""
        if any(_LONG_NUMBER.search(folded(value)) for value in self.values):
            return ()
        names = sum(bool(_LIKE_A_NAME.fullmatch(value)) for value in self.values)
        if not mapped and (_PERSONAL.search(heading.casefold()) or 2 * names > len(self.values)):
            return ()
        return tuple(value[:40] for value in self.values[:_SHOWN])


def contents(grid: Grid, letters: str, rows: np.ndarray) -> Contents:
    """What stands in a column, in some of the rows (from 0)."""
    if not len(rows):
        return Contents(())
    chosen = rows[np.unique(np.linspace(0, len(rows) - 1, min(_ROWS, len(rows))).astype(np.int64))]
    cells = grid.sheet.cells[letters].take(pa.array(chosen)).unique().to_pylist()
    values = dict.fromkeys(cell.strip() for cell in cells if cell and not is_nothing(cell))
    return Contents(tuple(values)[:_ENOUGH])
