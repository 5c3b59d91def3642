"""Quantities: what the numbers of a column are counted in, and which way round its dates are."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from backbone.publish.columns import COLUMNS
from backbone.publish.mapping.cells import plainly
from backbone.publish.mapping.contents import UNSURE
from backbone.publish.mapping.extent import unit_of_total
from backbone.publish.mapping.matching import Matched, Pair, counted_in, stated
from backbone.publish.mapping.proposal import ONE
from backbone.publish.mapping.sender import Sender
from backbone.publish.mapping.study import Study
from backbone.publish.naming.folding import folded
from backbone.publish.naming.units import UNITS, Unit
from backbone.publish.naming.values import DAY_FIRST, MONTH_FIRST, YEAR_FIRST, day, has_short_year, reader_of
from backbone.publish.question import Question
from backbone.publish.raw import TABLES, sql_type
from backbone.text import Text, repeated

# Numbers are compared in so many of what is written, as amounts keep two decimals only; and what is rounded apart.
_FINE, ROUNDED = Decimal(1_000_000), Decimal("0.001")
# Between which amounts in yuan the middle one of a column lies, where nothing is written about its unit: a hospital's
# bill and its parts, a premium a head.
_USUAL = {
    "hospital_cost_rmb": (Decimal(100), Decimal(500_000)),
    "public_paid_rmb": (Decimal(20), Decimal(500_000)),
    "out_of_pocket_rmb": (Decimal(20), Decimal(500_000)),
    "paid_rmb": (Decimal(20), Decimal(500_000)),
}
_A_HEAD = (Decimal(5), Decimal(200))

WHICH_UNIT = Text(
    "In which unit are the amounts of “{heading}” (column {letters})? Neither heading nor title says it.",
    "{letters} 列“{heading}”的金额以什么为单位？表头和标题均未说明。",
)
WHICH_ORDER = Text(
    "Dates of “{heading}” (column {letters}) are like {date}: what stands first?",
    "{letters} 列“{heading}”的日期形如 {date}：排在最前的是年、月还是日？",
)
FIRST = {
    DAY_FIRST: Text("The day: 3 May is 03/05", "日在前：5 月 3 日写作 03/05"),
    MONTH_FIRST: Text("The month: 3 May is 05/03", "月在前：5 月 3 日写作 05/03"),
    YEAR_FIRST: Text("The year: 3 May 2018 is 18-05-03", "年在前：2018 年 5 月 3 日写作 18-05-03"),
}


SHORT = Text("{why} Two digits stand for the year: {date} is {day}.", "{why}年份为两位数字：{date} 即 {day}。")


@dataclass(frozen=True)
class Counted:
    """What a column's numbers are counted in (`unit` None for no numbers), how many of ours that is, which stands first
    in its dates, and what must be asked first."""

    unit: Text | None = None
    factor: Decimal = ONE
    order: str = ""
    question: Question | None = None


def counted(
    study: Study, table: str, pair: Pair, all_of: Matched, sender: Sender, answers: Mapping[str, str]
) -> Counted:
    """What the values of a column that was matched are counted in."""
    if pair.canonical not in TABLES[table] or study.canonical:
        return Counted()
    if _kind(table, pair.canonical) == "DATE":
        return _order(study, pair, sender, answers)
    of = counted_in(table, pair.canonical)
    if not of:
        return Counted()
    if unit := _said(study, pair, of, sender, answers):
        return Counted(unit.name, unit.factor)
    plain = COLUMNS[table][pair.canonical].unit
    own_word = folded(study.texts[pair.letters]) == folded(pair.canonical)
    if of == "count" or own_word or _fits(study, pair, all_of):
        return Counted(plain)
    heading = study.headings[pair.letters]
    said = WHICH_UNIT.filled(heading=repeated(heading), letters=pair.letters)
    choices = {f"{unit.factor:f}": unit.name for unit in _amounts()}
    proposed = "1" if table != "funds" else ""
    return Counted(plain, question=Question(f"unit:{study.key}/{study.shaped[pair.letters]}", said, choices, proposed))


def _said(study: Study, pair: Pair, kind: str, sender: Sender, answers: Mapping[str, str]) -> Unit | None:
    """The unit that was answered, that the heading or a line above says, or that is remembered."""
    known = {f"{unit.factor:f}": unit for unit in UNITS.values() if unit.kind == kind}
    answered = answers.get(f"unit:{study.key}/{study.shaped[pair.letters]}", "")
    if answered in known:
        return known[answered]
    if unit := stated(study, pair.letters, kind):
        return unit
    if unit := _of_total(study, pair, kind):
        return unit
    before = study.before(sender)
    return known.get(before.units.get(study.shaped[pair.letters], "")) if before else None


def _of_total(study: Study, pair: Pair, kind: str) -> Unit | None:
    """The unit that the label of the total says (合计（万元）), where the rows come to the number as it is written; the
    plain one where they come to it only when they are counted so. None where they come to neither."""
    row, extent = study.extent.total, study.extent
    unit = unit_of_total(study.grid, row) if row is not None else None
    if row is None or unit is None or unit.kind != kind:
        return None
    (said,) = _numbers(study, pair, row, row)
    if said is None:
        return None
    every = zip(extent.kept, _numbers(study, pair, extent.first, study.grid.rows - 1), strict=True)
    sums = sum((number for kept, number in every if kept and number is not None), Decimal(0))
    if abs(sums - said) <= ROUNDED * said:
        return unit
    plain = next(one for one in UNITS.values() if one.kind == kind and one.factor == ONE)
    return plain if abs(sums - said * unit.factor) <= ROUNDED * said * unit.factor else None


def _numbers(study: Study, pair: Pair, first: int, last: int) -> list[Decimal | None]:
    """The numbers of a column as they are written; None for what is none."""
    cells = plainly(study.grid.column(pair.letters, first, last), "funds", "raised_rmb", _FINE)
    unread = set(cells.unread)
    return [None if one is None or one in unread else Decimal(one) for one in cells.values.to_pylist()]


def _amounts() -> tuple[Unit, ...]:
    """The units of amounts, each once, the smallest first."""
    every = {unit.factor: unit for unit in UNITS.values() if unit.kind == "amount"}
    return tuple(every[factor] for factor in sorted(every))


def _fits(study: Study, pair: Pair, all_of: Matched) -> bool:
    """Whether amounts without a unit can be nothing but yuan: the middle one is as large as such amounts are."""
    numbers = [number for number in study.contents[pair.letters].numbers if number]
    if not numbers:
        return True
    if pair.canonical == "premium_rmb":
        insured = next((p for p in all_of.chosen if p.canonical == "insured" and p.month == pair.month), None)
        people = study.contents[insured.letters].numbers if insured else ()
        return bool(people) and median(people) > 0 and _A_HEAD[0] <= median(numbers) / median(people) <= _A_HEAD[1]
    low, high = _USUAL.get(pair.canonical, (Decimal(1), Decimal(0)))
    return low <= median(numbers) <= high


def shortly(study: Study, table: str, pair: Pair, how: Counted) -> Text:
    """Why a column is what it is; of one whose years have two digits, how they are read too."""
    is_date = pair.canonical == "month" or (pair.canonical in TABLES[table] and _kind(table, pair.canonical) == "DATE")
    if not is_date or how.question:
        return pair.why
    date = next((value for value in study.contents[pair.letters].values if has_short_year(value)), "")
    said = reader_of(table, pair.canonical, order=how.order)(date) if date else None
    return SHORT.filled(why=pair.why, date=repeated(date, 12), day=said) if said else pair.why


def _kind(table: str, canonical: str) -> str:
    return sql_type(TABLES[table][canonical])


def _order(study: Study, pair: Pair, sender: Sender, answers: Mapping[str, str]) -> Counted:
    """Which stands first in the dates of a column; asked where they do not tell it."""
    held, heading = study.contents[pair.letters], study.shaped[pair.letters]
    if held.order != UNSURE:
        return Counted(order=held.order)
    before = study.before(sender)
    said = answers.get(f"dates:{study.key}/{heading}") or (before.dates.get(heading, "") if before else "")
    if said in FIRST:
        return Counted(order=said)
    unsure = (one for one in held.values if day(one) is None and any(day(one, order) for order in FIRST))
    sample = next(unsure, "03/05/2018")
    asked = WHICH_ORDER.filled(
        heading=repeated(study.headings[pair.letters]), letters=pair.letters, date=repeated(sample, 10)
    )
    choices = {order: FIRST[order] for order in held.orders or (DAY_FIRST, MONTH_FIRST)}
    return Counted(question=Question(f"dates:{study.key}/{heading}", asked, choices))
