"""Periods and months: policy years, and the last month counted."""

from dataclasses import dataclass
from functools import cached_property

from backbone.text import Lang, Text

ALL = "all"
# Cover runs for twelve months from the month it starts in; it has ended by the month that would be its thirteenth.
MONTHS_OF_COVER = 12
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class Horizon:
    """How far the facts reach: first and last month, the last month known to be complete, the policy years."""

    first: str
    last: str
    complete_through: str
    years: tuple[str, ...]

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Every month from first to last, "YYYY-MM"."""
        return months_between(self.first, self.last)

    @property
    def periods(self) -> tuple[str, ...]:
        """Every period that can be asked for: all years together, then each policy year."""
        return (ALL, *self.years)


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Every month from `first` to `last`, both included, as "YYYY-MM"."""
    start, end = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (first, last))
    return tuple(f"{n // 12}-{n % 12 + 1:02d}" for n in range(start, end + 1))


def months_later(month: str, n: int) -> str:
    """The month `n` months after a month "YYYY-MM"; before it where `n` is negative."""
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + n
    return f"{number // 12}-{number % 12 + 1:02d}"


def cover_ends(start: str) -> str:
    """The first month ("YYYY-MM") without cover that started in the month `start`."""
    return months_later(start, MONTHS_OF_COVER)


def month_text(month: str) -> Text:
    """ "2019-08" as it is written: August 2019, 2019年8月."""
    year, number = month[:4], int(month[5:])
    return Text(f"{MONTHS_EN[number - 1]} {year}", f"{year}年{number}月")


def month_name(month: str, lang: Lang) -> str:
    """The same in one language."""
    return month_text(month)(lang)


def date_name(date: str, lang: Lang) -> str:
    """A year, a month or a day as it is read: 4 September 2018; nothing of an empty one."""
    year, *rest = date.split("-")
    if not rest:
        return year
    day = str(int(rest[1])) if rest[1:] else ""
    month = month_name(f"{year}-{rest[0]}", lang)
    return Text("{day} {month}", "{month}{day}日")(lang, day=day, month=month) if day else month


def months_name(first: str, last: str, lang: Lang) -> str:
    """The months from first to last as news tells them, without a year where it is one: August, July to August."""
    if first[:4] != last[:4]:
        return Text("{first} to {last}", "{first}至{last}")(
            lang, first=month_name(first, lang), last=month_name(last, lang)
        )
    one, other = (Text(MONTHS_EN[int(m[5:]) - 1], f"{int(m[5:])} 月")(lang) for m in (first, last))
    return one if one == other else Text("{first} to {last}", "{first}至 {last}")(lang, first=one, last=other)


def months_text(first: str, last: str) -> Text:
    """Months in a row, as a sentence names them: April–June 2019, 2019年4月至6月."""
    one, other = month_text(first), month_text(last)
    if first == last:
        return one
    if first[:4] == last[:4]:
        one, other = Text(one.en.split()[0], one.zh), Text(other.en, other.zh.split("年")[1])
    return Text(f"{one.en}–{other.en}", f"{one.zh}至{other.zh}")


def month_short(month: str, lang: Lang) -> str:
    """ "2019-08" for an axis: Aug 19, 19年8月."""
    year, number = month[2:4], int(month[5:])
    return Text(f"{MONTHS_EN[number - 1][:3]} {year}", f"{year}年{number}月")(lang)


def period_name(period: str, lang: Lang) -> str:
    """A period as it stands in a sentence: policy year 2018, 2018 保单年度."""
    if period == ALL:
        return Text("all policy years", "全部保单年度")(lang)
    return Text(f"policy year {period}", f"{period} 保单年度")(lang)


def period_short(period: str, lang: Lang) -> str:
    """A period on a button: All, 2018."""
    return Text("All", "全部")(lang) if period == ALL else period
