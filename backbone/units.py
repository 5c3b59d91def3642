"""Units: how a value is written for a reader, and whether it is a count (symbols on a map) or a rate (colour)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel.numbers import format_compact_decimal

from backbone.punctuation import spanned
from backbone.text import Lang, Text

ABSENT = Text("–", "–")
# From here on a number is shortened on screen: 5.36 million, 536万. Below it every digit is kept.
SHORTENED_FROM = {"en": 1_000_000, "zh": 100_000}
# The edges of classes are round, so that they lose nothing by being short: 5万–10万.
EDGES_SHORTENED_FROM = {"en": 1_000_000, "zh": 10_000}
# Where there is hardly room, from here on; and the units that are said there.
BRIEF_FROM = 10_000
SIGNS = ("%", "¥")
LOCALE = {"en": "en", "zh": "zh_Hans"}
COMPACT: Mapping[Lang, Literal["short", "long"]] = {"en": "long", "zh": "short"}


@dataclass(frozen=True)
class Unit:
    """A unit of measurement; `written` holds a `{}` where the number goes, `decimals` the digits after the point; one
    that is `signed` says of more than nothing that it is more."""

    name: Text
    written: Text
    is_rate: bool
    decimals: int = 0
    per: int = 1
    signed: bool = False

    def full(self, value: float, lang: Lang) -> str:
        """The value with every digit that counts ("¥1,160,000", "5.1 %"); an absent value is a dash."""
        if value is None or math.isnan(value):
            return ABSENT(lang)
        said = self._write(_plain(value, self.decimals).replace("-", "−"), lang)
        return f"+{said}" if self.signed and value > 0 else said

    def short(self, value: float, lang: Lang) -> str:
        """The value as it is said aloud ("¥1.16 million", "116万元"); small values keep every digit."""
        if value is None or math.isnan(value) or abs(value) < SHORTENED_FROM[lang]:
            return self.full(value, lang)
        return self._write(_compact(value, lang), lang)

    def interval(self, low: float, high: float, lang: Lang) -> str:
        """The interval as a legend says it ("< 3", "3–5", "≥ 9"), without idle zeros; an infinite end is open."""
        low_said, high_said = (_edge(edge, lang) for edge in (low, high))
        if math.isinf(low):
            return f"< {self._write(high_said, lang)}"
        if math.isinf(high):
            return f"≥ {self._write(low_said, lang)}"
        return self._write(spanned(low_said, high_said), lang)

    def brief(self, value: float, lang: Lang) -> str:
        """The value where there is hardly room, as on a map or a small scale ("75%", "¥1.5M", "600k", "10万"): two or
        three digits that count, and of the unit only a sign."""
        number = _brief(value, lang) if abs(value) >= BRIEF_FROM else _edge(value, lang)
        return self._write(number, lang) if self.written(lang).strip("{}") in SIGNS else number

    def _write(self, number: str, lang: Lang) -> str:
        return self.written(lang).replace("{}", number)


def _plain(value: float, digits: int) -> str:
    """The number with its thousands apart. Both languages group and point alike, and a page writes hundreds of these:
    Babel takes sixty times as long."""
    return f"{Decimal(str(value)):,.{digits}f}"


@lru_cache(4096)
def _brief(value: float, lang: Lang) -> str:
    """A large number in few signs."""
    near = float(f"{value:.3g}")
    if math.log10(abs(near)).is_integer():  # what is rounded to a thousand thousands is a million
        value = near
    said = format_compact_decimal(value, locale=LOCALE[lang], fraction_digits=1)
    if len(said) > len("99.9k"):
        said = format_compact_decimal(value, locale=LOCALE[lang])
    return said.replace("K", "k")


@lru_cache(4096)
def _compact(value: float, lang: Lang) -> str:
    """The number in millions, or in 万 and 亿, with three or four digits that count."""
    steps = {"en": (1e6, 1e9, 1e12), "zh": (1e4, 1e8, 1e12)}[lang]
    step = max(s for s in steps if s <= abs(value))
    digits = max(0, min(2, 3 - int(math.log10(abs(value) / step))))
    larger = next((s for s in steps if s > step), math.inf)
    if round(abs(value) / step, digits) * step >= larger:  # what is rounded to a thousand millions is a billion
        return _compact(math.copysign(larger, value), lang)
    return format_compact_decimal(value, format_type=COMPACT[lang], locale=LOCALE[lang], fraction_digits=digits)


def _edge(value: float, lang: Lang) -> str:
    if math.isinf(value):
        return ""
    if abs(value) >= EDGES_SHORTENED_FROM[lang]:
        return _compact(value, lang)
    return _plain(value, 2).rstrip("0").rstrip(".")


def of_100(per_cent: float) -> str:
    """A percentage as so many of every hundred: whole, but never a false 0 or 100."""
    if math.isnan(per_cent):
        return ABSENT.en
    whole = round(per_cent)
    if whole in (0, 100) and per_cent != whole:
        return f"{min(max(per_cent, 0.1), 99.9):.1f}"
    return f"{whole:,}"


def _count(en: str, zh: str) -> Unit:
    return Unit(Text(en, zh), Text("{}", "{}"), is_rate=False)


PERSON_TIMES = _count("person-times", "人次")
PEOPLE = _count("people", "人")
CLAIMS = _count("claims", "件")
PLACES = _count("counties", "县")
PROVINCES = _count("provinces", "省")
MONEY = Unit(Text("RMB", "元"), Text("¥{}", "{}元"), is_rate=False)
MONEY_EACH = Unit(Text("RMB", "元"), Text("¥{}", "{}元"), is_rate=True)
MONEY_A_HEAD = Unit(Text("RMB per person", "元／人次"), Text("¥{}", "{}元"), is_rate=True, decimals=1)
PERCENT = Unit(Text("%", "%"), Text("{}%", "{}%"), is_rate=True, decimals=1, per=100)
PER_1000 = Unit(Text("per 1,000", "每千参保人次"), Text("{}", "{}"), is_rate=True, decimals=1, per=1000)
DAYS = Unit(Text("days", "天"), Text("{} days", "{}天"), is_rate=True, decimals=1)
