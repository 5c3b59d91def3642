"""Filling: the records of a sheet as rows of a raw table, each value plain, each row with where it came from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from backbone import places
from backbone.publish.columns import COLUMNS
from backbone.publish.filled import ORIGIN, ROW, Filled, Origin, Stated, Worked
from backbone.publish.mapping import fixing
from backbone.publish.mapping.cells import by_distinct, plainly
from backbone.publish.mapping.deciding import Decided
from backbone.publish.mapping.extent import unit_of_total
from backbone.publish.mapping.matching import COUNTY, counted_in
from backbone.publish.mapping.proposal import ONE, Column
from backbone.publish.mapping.sender import Sender
from backbone.publish.mapping.study import Study
from backbone.publish.mapping.turning import Turned
from backbone.publish.mapping.words import Read, codes_of, counties_of
from backbone.publish.naming import counties, rates
from backbone.publish.naming.rates import RATES
from backbone.publish.naming.synonyms import PROVINCE
from backbone.publish.naming.values import month
from backbone.publish.question import Question
from backbone.publish.raw import TABLES, sql_type
from backbone.publish.reached import Reached
from backbone.text import Text, repeated

_TEXT = pa.string()
# So many sub-totals of a sheet are held against its rows.
_MOST_TOTALS = 200
# What may stand in the first row of a block of rows only, and what is asked of it.
_OF_BLOCKS = ("adcode", COUNTY, PROVINCE, "policy_year", "month", "sex")
DOWN, SAME, EMPTY = "down", "same", "empty"
HOLDS_DOWN = Text(
    "“{heading}” (column {letters}) is filled in some rows only. Does each value hold for the empty cells below it?",
    "“{heading}”（{letters} 列）只在部分行填写，是否对其下方的空格同样适用？",
)
IT_HOLDS, IT_DOES_NOT = (
    Text("Yes, down to the next value", "是，直到下一个值为止"),
    Text("No, it is missing there", "否，是漏填"),
)


@dataclass(frozen=True)
class Part:
    """The rows that one sheet brings, by its months where it has a column for each: their origins count from 0."""

    rows: pa.Table = field(repr=False)
    origins: tuple[Origin, ...]
    stated: tuple[Stated, ...]
    questions: tuple[Question, ...]
    worked: tuple[Worked, ...] = ()


class Filling:
    """The rows of one sheet while they are filled, and what comes up to be asked; `reached` is told how far that is."""

    def __init__(
        self,
        study: Study,
        table: str,
        how: Decided,
        sender: Sender,
        answers: Mapping[str, str],
        reached: Reached,
    ) -> None:
        self.study, self.table, self.how, self.sender, self.answers = study, table, how, sender, answers
        self.kept, self.reached = pa.array(study.extent.kept), reached
        self.questions: dict[str, Question] = {}

    def part(self) -> Part:
        """All rows of the sheet."""
        common, ours = {}, self._ours()
        for done, column in enumerate(ours, 1):
            if not column.month:
                common[column.canonical] = self._column(column)
                self.reached(done / len(ours))
        self._fix(common)
        if "month" in common:
            common["month"] = self._whole_months(common["month"], common.get("policy_year"))
        months = sorted({column.month for column in self._ours() if column.month})
        made = [self._of_month(common, month, n) for n, month in enumerate(months or [""])]
        stated = [one for n, month in enumerate(months or [""]) for one in self._stated(month, n)]
        origins = tuple(self._origin(month) for month in months or [""])
        worked = () if len(months) > 1 else tuple(self._worked())
        part = Part(pa.concat_tables(made), origins, tuple(stated), tuple(self.questions.values()), worked)
        return part if self.study.turned is None else _turned_back(part, self.study.turned)

    def _ours(self) -> list[Column]:
        return [column for column in self.how.columns if column.canonical in TABLES[self.table]]

    def _cells(self, letters: str, spread: bool) -> pa.Array:
        """The cells of a column in the rows of the records; `spread`: what was merged over rows stands in each."""
        first, last = self.study.extent.first, self.study.grid.rows - 1
        cells = self.study.grid.column(letters, first, last)
        cells = self.study.grid.merged_into(letters, first, last, cells) if spread else cells
        return self._downward(letters, cells.filter(self.kept)) if spread else cells.filter(self.kept)

    def _downward(self, letters: str, cells: pa.Array) -> pa.Array:
        """The cells; where a column is filled in the first row of a block only, and it was said that each value holds
        for the empty cells below it, with it in these too."""
        column = next((c for c in self.how.columns if c.letters == letters), None)
        few = len(cells) > 1 and 2 * cells.null_count >= len(cells) and cells[0].is_valid
        if column is None or column.canonical not in _OF_BLOCKS or not few or self.study.canonical:
            return cells
        about, before = f"{DOWN}:{column.canonical}", self.study.before(self.sender)
        key = f"fixed:{self.study.key}/{about}"
        said = self.answers.get(key) or (before.fixed.get(about, "") if before else "")
        if said == SAME:
            return pc.fill_null_forward(cells)
        if said != EMPTY:
            asked = HOLDS_DOWN.filled(heading=repeated(column.heading), letters=letters)
            self.questions[key] = Question(key, asked, {SAME: IT_HOLDS, EMPTY: IT_DOES_NOT}, SAME)
        return cells

    def _column(self, column: Column) -> pa.Array:
        """The values of a column that is no month's, made plain."""
        cells = self._cells(column.letters, spread=not is_number(self.table, column.canonical))
        if column.canonical == "adcode" and not self.study.canonical:
            return self._counties(cells)
        plain = plainly(cells, self.table, column.canonical, column.factor, column.order)
        if not plain.unread or self.study.canonical:
            return plain.values
        if COLUMNS[self.table][column.canonical].choices:
            said = codes_of(column.canonical, self.table, plain.unread, self.sender, self.answers)
            return self._told(plain.values, said)
        return plain.values

    def _counties(self, cells: pa.Array) -> pa.Array:
        """The codes of counties, each looked for in its province: of the row, else of the whole sheet."""
        beside = next((c for c in self.how.columns if c.canonical == PROVINCE), None)
        if (named := self._named()) is not None:
            return self._told(*self._together(cells, named))
        if beside is None:
            names = cells.drop_null().unique().to_pylist()
            return self._told(cells, counties_of(names, fixing.province(self.study), self.sender, self.answers))
        within = self._cells(beside.letters, spread=True)
        codes = {name: counties.province_of_name(name) for name in within.drop_null().unique().to_pylist()}
        found = cells
        for name in (None, *codes):
            rows = pc.is_null(within) if name is None else pc.fill_null(pc.equal(within, name), False)
            own = cells.filter(rows)
            said = counties_of(own.drop_null().unique().to_pylist(), codes.get(name, ""), self.sender, self.answers)
            found = pc.replace_with_mask(found, rows, self._told(own, said))
        return found

    def _named(self) -> pa.Array | None:
        """The names of counties that stand beside their codes; None for none."""
        at = [c.letters for c in self.how.columns if c.canonical == COUNTY]
        return self._cells(at[0], spread=True) if at else None

    def _together(self, codes: pa.Array, names: pa.Array) -> tuple[pa.Array, Read]:
        """Codes with the names beside them, and what each two stand for."""
        both = pc.binary_join_element_wise(codes, names, " ", null_handling="replace", null_replacement="")
        both = pc.if_else(pc.is_valid(codes), pc.utf8_trim_whitespace(both), codes)
        return both, counties_of(both.drop_null().unique().to_pylist(), "", self.sender, self.answers)

    def _told(self, cells: pa.Array, said: Read) -> pa.Array:
        """The cells with what was understood in its place; what must be asked is noted."""
        self.questions |= {question.key: question for question in said.questions}
        return by_distinct(cells, said.codes.get).values if said.codes else cells

    def _year(self) -> str:
        """The year that months without one are of; "" for none."""
        year = self.how.fixed.get("year") or self.how.fixed.get("policy_year", "")
        return year if year.isdigit() else self.study.title.year

    def _fix(self, found: dict[str, pa.Array]) -> None:
        """Adds what holds for all rows, and what is worked out of the other columns."""
        for canonical in [c for c in TABLES[self.table] if c in self.how.fixed]:
            value = self.how.fixed[canonical]
            if canonical == "adcode" and value in found:
                found[canonical] = self._counties(self._cells(self._letters(value), spread=True))
            elif value != fixing.FROM_MONTH:
                found[canonical] = self._constant(value)
        if self.table == "claims" and not self.study.canonical and {"outcome", "paid_rmb"} <= found.keys():
            # Nothing was paid where a claim was rejected or waits, whether an office writes 0 or leaves it empty.
            unpaid = pc.is_in(found["outcome"], value_set=pa.array(["rejected", "pending"]))
            nothing = pc.and_(unpaid, pc.is_null(found["paid_rmb"]))
            found["paid_rmb"] = pc.if_else(nothing, "0", found["paid_rmb"].cast(_TEXT))
        if self.table == "counties" and "adcode" in found and not self.study.canonical:
            for canonical, name in (("name_zh", _chinese), ("name_en", _english)):
                known = by_distinct(found["adcode"], name).values
                found[canonical] = known if canonical not in found else _in_han(found[canonical], known, canonical)

    def _whole_months(self, months: pa.Array, years: pa.Array | None) -> pa.Array:
        """The months with a year: one written without ("5月") is of the year said for all, else of its policy year."""
        if self._year():
            return by_distinct(months, lambda text: month(text, self._year())).values
        if years is None:
            return months
        both = pc.binary_join_element_wise(years, months, "/", null_handling="replace", null_replacement="")
        read = by_distinct(both, lambda text: month(text.partition("/")[2], text.partition("/")[0])).values
        return pc.if_else(pc.equal(read, both), months, read)

    def _constant(self, value: str | None) -> pa.Array:
        return pa.array([value], _TEXT).take(pa.array(np.zeros(len(self.study.extent.rows), dtype=np.int64)))

    def _letters(self, canonical: str) -> str:
        return next(column.letters for column in self._ours() if column.canonical == canonical)

    def _of_month(self, common: Mapping[str, pa.Array], month: str, origin: int) -> pa.Table:
        """The rows of one month of the headings ("" where there are none), without those that say nothing of it."""
        own = {c.canonical: self._column(replace(c, month="")) for c in self._ours() if month and c.month == month}
        values = {**common, **own}
        if month:
            values["month"] = self._month(month, values)
        if self.how.fixed.get("policy_year") == fixing.FROM_MONTH and "month" in values:
            values["policy_year"] = pc.utf8_slice_codeunits(values["month"], 0, 4)
        rows = {canonical: values.get(canonical, self._constant(None)) for canonical in TABLES[self.table]}
        rows[ORIGIN] = pa.array(np.full(len(self.study.extent.rows), origin, dtype=np.int64))
        rows[ROW] = pa.array(self.study.extent.rows + 1)
        made = pa.table(
            {name: pa.array(values) if name in (ORIGIN, ROW) else values.cast(_TEXT) for name, values in rows.items()}
        )
        if not own:
            return made
        said = [pc.is_valid(values) for values in own.values()]
        return made.filter(reduce(pc.or_, said))

    def _month(self, month: str, values: Mapping[str, pa.Array]) -> pa.Array:
        """A month of a heading in all rows; one without a year is of the row's policy year where that is a column."""
        if len(month) > 2:
            return self._constant(month)
        if "year" not in self.how.fixed and "policy_year" in values:
            return pc.binary_join_element_wise(values["policy_year"], self._constant(month), "-")
        return self._constant(f"{self._year()}-{month}" if self._year() else month)

    def _origin(self, month: str) -> Origin:
        ours = (*self._ours(), *self._rates())
        letters = {c.canonical: c.letters for c in ours if c.month in ("", month)}
        if self.how.fixed.get("adcode") in letters:
            letters["adcode"] = letters[self.how.fixed["adcode"]]
        return Origin(self.study.grid.sheet.file, self.study.grid.sheet.name, letters)

    def _rates(self) -> list[Column]:
        return [c for c in self.how.columns if c.canonical in RATES and RATES[c.canonical].table == self.table]

    def _worked(self) -> Iterator[Worked]:
        """The rates that the sender has written beside the rows."""
        for column in self._rates():
            rate, texts = RATES[column.canonical], self._cells(column.letters, spread=False).to_pylist()
            hundredths = rate.is_share and rates.in_hundredths([text for text in texts if text])
            read = [rates.said(text, rate, hundredths) if text else None for text in texts]
            every = zip(self.study.extent.rows + 1, read, texts, strict=True)
            rows = [(int(row), float(one.value), float(one.room), text) for row, one, text in every if one]
            if rows:
                yield Worked(0, column.canonical, pa.table([*zip(*rows, strict=True)], ["row", "said", "room", "text"]))

    def _stated(self, month: str, origin: int) -> list[Stated]:
        """What the rows of totals say of the numbers of a month."""
        extent, found = self.study.extent, []
        parts = extent.subtotals[:_MOST_TOTALS] if self.study.turned is None else ()
        breaks = tuple(row + 1 for row in sorted({*parts, *([] if extent.total is None else [extent.total])}))
        for row in (*parts, *([] if extent.total is None else [extent.total])):
            unit, of = unit_of_total(self.study.grid, row), () if row == extent.total else breaks
            for column in self._ours():
                if column.month == month and is_number(self.table, column.canonical):
                    own = unit and unit.kind == counted_in(self.table, column.canonical)
                    factor = unit.factor if unit and own else column.factor
                    cell = self.study.grid.column(column.letters, row, row)
                    said = plainly(cell, self.table, column.canonical, factor)
                    if not said.unread and said.values[0].is_valid:
                        room = _room(cell[0].as_py(), factor) if factor != column.factor else ONE * 0
                        value = said.values[0].as_py()
                        found.append(Stated(origin, row + 1, column.canonical, value, breaks=of, room=room))
        return found


def _room(written: str, factor: Decimal) -> Decimal:
    """How far from a number in `factor` of ours what it was rounded from may lie: half of its last digit."""
    _, _, decimals = written.partition(".")
    digits = sum(sign.isdecimal() for sign in decimals)
    return factor.scaleb(-digits) / 2


def _turned_back(part: Part, turned: Turned) -> Part:
    """The rows of a sheet whose records stand side by side in the file, each with an origin of its own; behind these,
    those of the totals beside them."""
    rows, totals = part.rows[ROW].to_pylist(), sorted({one.row for one in part.stated})
    origins = tuple(turned.origin(row, part.origins[0]) for row in (*rows, *totals))
    own = {ORIGIN: range(len(rows)), ROW: [turned.rows[0]] * len(rows)}
    table = part.rows
    for name, values in own.items():
        table = table.set_column(table.column_names.index(name), name, pa.array(values, pa.int64()))
    every = tuple(range(len(rows)))
    stated = []
    for one in part.stated:
        origin = len(rows) + totals.index(one.row)
        stated.append(replace(one, origin=origin, row=origins[origin].rows[one.column], over=every))
    return replace(part, rows=table, origins=origins, stated=tuple(stated))


def is_number(table: str, canonical: str) -> bool:
    """Whether a column holds amounts or people, which add up."""
    return sql_type(TABLES[table][canonical]).startswith(("DECIMAL", "BIGINT"))


def together(table: str, parts: Sequence[Part]) -> Filled:
    """The rows of all sheets that hold a table as one."""
    rows: list[pa.Table] = []
    origins: list[Origin] = []
    stated: list[Stated] = []
    worked: list[Worked] = []
    for part in parts:
        start = len(origins)
        at = part.rows.column_names.index(ORIGIN)
        rows.append(part.rows.set_column(at, ORIGIN, pc.add(part.rows[ORIGIN], start)))
        origins += part.origins
        for one in part.stated:
            stated.append(replace(one, origin=one.origin + start, over=tuple(n + start for n in one.over)))
        worked += [replace(one, origin=one.origin + start) for one in part.worked]
    return Filled(table, pa.concat_tables(rows), tuple(origins), tuple(stated), tuple(worked))


def _in_han(written: pa.Array, known: pa.Array, canonical: str) -> pa.Array:
    """The names as written; a Chinese name that is written in letters is the county's own."""
    if canonical != "name_zh":
        return written
    return pc.if_else(pc.fill_null(pc.match_substring_regex(written, r"\p{Han}"), False), written, known)


def _chinese(code: str) -> str | None:
    return name.zh if (name := _called(code)) else None


def _english(code: str) -> str | None:
    return name.en if (name := _called(code)) else None


def _called(code: str) -> Text | None:
    return places.get(code).name if code in places.CODES else places.FORMERLY.get(code)
