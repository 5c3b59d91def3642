"""Values: what is written in one cell, in its plain form; None where that is not certain, so that it is asked or named
as a fault, never guessed. Nothing here looks at another cell."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from backbone.periods import MONTHS_EN
from backbone.publish.columns import COLUMNS
from backbone.publish.naming.codes import CODED, meanings
from backbone.publish.naming.folding import folded, tidied
from backbone.publish.naming.units import UNITS
from backbone.publish.raw import TABLES, sql_type

Read = Callable[[str], str | None]
ONE, FEN = Decimal(1), Decimal("0.01")
# Longer than any value that is read; more digits before the point than any amount has; the digits that a sheet keeps.
LONGEST, MOST_DIGITS, KEPT_DIGITS = 200, 15, 15
# What a sheet counts as day 0, and which of its numbers may be days of this programme: 2010 to 2039.
_DAY_0, _SERIALS = date(1899, 12, 30), range(40179, 51136)
# In which order a date like 03/05/2018 or 18-05-03 is written, where a sender has said so.
DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "day", "month", "year"
# What stands in a cell in which there is nothing.
_NOTHING = frozenset(
    ("", "-", "--", "---", "/", "\\", "无", "空", "暂无", "n/a", "na", "nil", "none", "null", "nan", ".")
)
# Which years two digits may stand for: those since the programme began; none of them is a month.
_CENTURY, _SHORT_YEARS = 2000, range(17, 40)
_MONTHS = {
    word: n
    for n, name in enumerate(MONTHS_EN, 1)
    for word in (name.casefold(), name[:3].casefold(), name[:4].casefold())
}
_WORD = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMBER = r"\d{1,3}(?:[, ']\d{3})+(?!\d)(?:\.\d+)?|\d{1,4}(?:,\d{4})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_NUMBERS = re.compile(rf"({_NUMBER}) ?([^\d.,+\-]*)")
_MONEY_FIRST = re.compile(r"^(?:人民币|rmb|cny|cn¥|¥)[ :]?", re.I)
_TIME = re.compile(r"[ t]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$", re.I)
_YEAR_FIRST = re.compile(r"(\d{4})(?: ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))")
_YEAR_LAST = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4})")
_SHORT = re.compile(r"['’]?(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})")
_SHORT_WORD = re.compile(rf"['’]?(\d{{1,2}})[ \-/.]({_WORD})[ \-/.,]{{1,2}}['’]?(\d{{2}})", re.I)
_SHORT_YEAR = re.compile(r"^['’]?(1[7-9]|[23]\d)(?=年)")
_DAY_WORD = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ \-/.]?(?:of )?({_WORD})[ \-/.,]{{1,2}}(\d{{4}})", re.I)
_WORD_DAY = re.compile(rf"({_WORD})[ .]{{1,2}}(\d{{1,2}})(?:st|nd|rd|th)?[ ,]{{1,2}}(\d{{4}})", re.I)
_MONTH = re.compile(r"(\d{4})(?: ?[-/] ?(\d{1,2})|\.(\d{2}|[2-9])|年(\d{1,2})月份?|(\d{2}))")
_MONTH_LAST = re.compile(r"(\d{1,2}) ?[-/] ?(\d{4})")
_MONTH_WORD = re.compile(rf"({_WORD})[ \-/.,]{{0,2}}(\d{{4}})|(\d{{4}})[ \-/.,]{{0,2}}({_WORD})", re.I)
_MONTH_SHORT = re.compile(rf"['’]?(\d{{1,2}}|{_WORD}) ?[-/] ?['’]?(\d{{1,2}})", re.I)
_MONTH_ALONE = re.compile(rf"(\d{{1,2}})月份?|({_WORD})\.?|(\d{{1,2}})", re.I)
_YEAR = re.compile(r"(?:fy|py|policy year|year)? ?(\d{4})(?:\.0+)? ?(?:年度?|保单年度|policy year)?", re.I)
_AGE_UNITS = re.compile(r" ?(?:周?岁|years? old|years?|yrs?|y)$", re.I)
_CODE_OF_TWELVE = re.compile(r"([1-8]\d{5})0{6}")


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing: a dash, 无, N/A."""
    return len(text) <= LONGEST and tidied(text).casefold() in _NOTHING


def amount(text: str, factor: Decimal = ONE) -> str | None:
    """An amount in yuan, to the fen: "¥1,234.5" is 1234.50, "(300)" is -300.00, "1.2万" is 12000.00. A unit that is
    written with it counts; else it is in `factor` yuan."""
    number = _quantity(_MONEY_FIRST.sub("", _signless(text)[1]), "amount", factor)
    return None if number is None else _written(text, number.quantize(FEN, ROUND_HALF_UP))


def count(text: str, factor: Decimal = ONE) -> str | None:
    """A number of people, whole: "1,234人", "12.0", "1.2万"; never a fraction."""
    number = _quantity(_signless(text)[1], "count", factor)
    return None if number is None or number % 1 else _written(text, number.quantize(ONE))


def age(text: str) -> str | None:
    """An age in whole years: 45, "45岁", "45 years"."""
    return count(_AGE_UNITS.sub("", _tidy(text)))


def day(text: str, order: str = "") -> str | None:
    """A day as 2018-05-03, however it is written, a sheet's own number of it too. Of "03/05/2018" nobody knows unless
    `order` says which stands first, DAY_FIRST or MONTH_FIRST, and of "18-05-03" YEAR_FIRST as well; "18年5月3日" leaves
    no doubt."""
    written = _TIME.sub("", _tidy(text).replace("年 ", "年").replace("月 ", "月").replace(" 年", "年"))
    written = _SHORT_YEAR.sub(rf"{_CENTURY // 100}\1", written.replace(" 月", "月").replace(" 日", "日"))
    if found := _YEAR_FIRST.fullmatch(written):
        numbers = [int(part) for part in found.groups() if part and part.isdigit()]
        return _day(numbers[0], numbers[1], numbers[2])
    if found := _YEAR_LAST.fullmatch(written):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        said = {DAY_FIRST: _day(year, other, one), MONTH_FIRST: _day(year, one, other)}
        sure = {said.get(order)} if order else {*said.values()} - {None}
        return sure.pop() if len(sure) == 1 else None
    if found := _SHORT.fullmatch(written):
        return _short_day(int(found[1]), int(found[3]), int(found[4]), order)
    if found := _SHORT_WORD.fullmatch(written):
        number = _MONTHS[found[2].casefold()]
        return _short_day(int(found[1]), number, int(found[3]), order if order != MONTH_FIRST else "")
    if found := _DAY_WORD.fullmatch(written):
        return _day(int(found[3]), _MONTHS[found[2].casefold()], int(found[1]))
    if found := _WORD_DAY.fullmatch(written):
        return _day(int(found[3]), _MONTHS[found[1].casefold()], int(found[2]))
    serial = re.fullmatch(r"(\d{5})(?:\.\d+)?", written)
    return str(_DAY_0 + timedelta(days=int(serial[1]))) if serial and int(serial[1]) in _SERIALS else None


def has_short_year(text: str) -> bool:
    """Whether a day or a month is written with two digits for the year."""
    written = _tidy(text)
    return any(pattern.match(written) for pattern in (_SHORT_YEAR, _SHORT, _SHORT_WORD)) or bool(
        _MONTH_SHORT.fullmatch(written)
    )


def _short_day(first: int, second: int, third: int, order: str) -> str | None:
    """The day of three short numbers in this order; None where that is not said, or gives no year of ours."""
    orders = {
        YEAR_FIRST: (first, second, third),
        DAY_FIRST: (third, second, first),
        MONTH_FIRST: (third, first, second),
    }
    year, month, day = orders.get(order, (0, 0, 0))
    return _day(_CENTURY + year, month, day) if year in _SHORT_YEARS else None


def month(text: str, year: str = "") -> str | None:
    """A month as 2018-05, also of a whole day; where the year stands elsewhere, "5月" and "May" of `year`. Where two
    digits are the year, the other number alone can be the month: 18年5月, 18-05, 5/18, May-18."""
    written = _tidy(text).replace("年 ", "年").replace(" 月", "月").replace(" 年", "年")
    written = _SHORT_YEAR.sub(rf"{_CENTURY // 100}\1", written)
    if found := _MONTH.fullmatch(written):
        return _month(found[1], next(part for part in found.groups()[1:] if part))
    if found := _MONTH_LAST.fullmatch(written):
        return _month(found[2], found[1])
    if found := _MONTH_WORD.fullmatch(written):
        return _month(found[2] or found[3], str(_MONTHS[(found[1] or found[4]).casefold()]))
    if found := _MONTH_SHORT.fullmatch(written):
        return _short_month(found[1], found[2])
    if year and (found := _MONTH_ALONE.fullmatch(written)):
        return _month(year, found[1] or found[3] or str(_MONTHS[found[2].casefold()]))
    said = day(written)
    return said and said[:7]


def _short_month(one: str, other: str) -> str | None:
    """The month of a year of two digits and a month, whichever stands first."""
    for said, of in ((one, other), (other, one)):
        if said.isdigit() and int(said) in _SHORT_YEARS and len(said) == 2:
            return _month(f"{_CENTURY + int(said)}", str(_MONTHS.get(of.casefold(), of))) if _is_month(of) else None
    return None


def _is_month(said: str) -> bool:
    return said.casefold() in _MONTHS or (said.isdigit() and 1 <= int(said) <= 12)


def policy_year(text: str) -> str | None:
    """A policy year as 2018: "2018年度", "18年度", "FY2018", 2018.0."""
    found = _YEAR.fullmatch(_SHORT_YEAR.sub(rf"{_CENTURY // 100}\1", _tidy(text)))
    return found and found[1]


def adcode(text: str) -> str | None:
    """A code of six digits as such: of twelve whose last six are 0, and of a number written 421122.0, too."""
    written = _tidy(text).removesuffix(".0").replace(" ", "")
    if re.fullmatch(r"[1-8]\d{5}", written):
        return written
    long = _CODE_OF_TWELVE.fullmatch(written)
    return long and long[1]


def code(column: str, text: str) -> str | None:
    """The code that a word in a column of codes (`codes.CODED`) certainly stands for: 男 is male."""
    meant = meanings(column, _tidy(text))
    return meant[0] if len(meant) == 1 else None


def words(text: str) -> str | None:
    """Any text, half-width and with single spaces; None where nothing is left."""
    return _tidy(text) or None


def _tidy(text: str) -> str:
    """What is written, in plain signs; nothing where it is longer than any value."""
    return tidied(text) if len(text) <= LONGEST else ""


def _signless(text: str) -> tuple[bool, str]:
    """Whether a written number is negative (a minus, or brackets around it), and the rest of it."""
    written = _tidy(text).lstrip("+")
    if bracketed := re.fullmatch(r"(\D*)\((\D*\d.*)\)(\D*)", written):
        return True, "".join(bracketed.groups()).strip()
    written = re.sub(r"\((\D+)\)", r"\1", written)  # 12（人）
    if minus := re.fullmatch(r"((?:人民币|rmb|cny|cn¥|¥)? ?)-(.*)", written, re.I):
        return True, f"{minus[1]}{minus[2].strip()}"
    return False, written


def _written(text: str, number: Decimal) -> str:
    return f"{-number if number and _signless(text)[0] else number:f}"


def _quantity(written: str, kind: str, factor: Decimal) -> Decimal | None:
    """A number, or numbers with falling units (1亿2000万), as so many of the plain unit; None for all else."""
    whole, at, last = Decimal(0), 0, None
    for part in _NUMBERS.finditer(written):
        said = folded(part[2]) if part[2].strip() != "%" else "%"
        unit = UNITS.get(said.removesuffix("整") if said not in UNITS else said)
        times = unit.factor if unit else factor
        foreign = said and (unit is None or unit.kind not in (kind, "any"))
        if part.start() != at or foreign or (last is not None and (not said or times >= last)):
            return None
        whole, at, last = whole + _number(part[1]) * times, part.end(), times
    return whole if last is not None and at == len(written) and whole < 10**MOST_DIGITS else None


def _number(written: str) -> Decimal:
    """A number without what parts its thousands; of more digits than a sheet keeps only those."""
    number = Decimal(re.sub(r"[, ']", "", written))
    digits = len(number.as_tuple().digits)
    return round(number, KEPT_DIGITS - 1 - number.adjusted()) if "." in written and digits > KEPT_DIGITS else number


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(year: str, month: str) -> str | None:
    return f"{year}-{int(month):02d}" if 1 <= int(month) <= 12 else None


@dataclass(frozen=True)
class Reader:
    """Reads the values of a column: `read` one; what `plain` (a regular expression) matches is plain as it stands."""

    read: Read
    plain: str

    def __call__(self, text: str) -> str | None:
        return self.read(text)


# Matches no text at all.
_NONE = r"$."
_PLAIN_CODE = r"^[1-8]\d{5}$"
_BY_COLUMN: Mapping[str, Reader] = {
    "adcode": Reader(adcode, _PLAIN_CODE),
    "policy_year": Reader(policy_year, r"^\d{4}$"),
    "month": Reader(month, r"^\d{4}-(0[1-9]|1[0-2])$"),
    "age": Reader(age, r"^(0|[1-9]\d{0,2})$"),
}


def reader_of(table: str, column: str, factor: Decimal = ONE, order: str = "") -> Reader:
    """What reads the values of a column of a raw table: amounts and counts in `factor`, dates in `order`."""
    if column in _BY_COLUMN:
        return _BY_COLUMN[column]
    if column in CODED:
        plain = "|".join(COLUMNS[table][column].choices)
        return Reader(lambda text: code(column, text), f"^({plain})$")
    kind = sql_type(TABLES[table][column])
    if kind.startswith("DECIMAL"):
        return Reader(lambda text: amount(text, factor), r"^-?(0|[1-9]\d{0,13})\.\d\d$" if factor == ONE else _NONE)
    if kind == "BIGINT":
        return Reader(lambda text: count(text, factor), r"^(0|[1-9]\d{0,13})$" if factor == ONE else _NONE)
    if kind == "DATE":
        return Reader(lambda text: day(text, order), _NONE)
    return Reader(words, r"^[!-~]{1,200}$")
