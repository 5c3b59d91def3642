"""Personal numbers: identity numbers, mobile phones and bank cards in whatever text they stand in. A serial number may
look like one, so what is not certain by itself is judged beside the other values of its column."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from backbone import places

Kind = Literal["id", "phone", "card"]

# What may be written between the digits of one number.
_GAP = r"[\s.,、()\-‐‑‒–—―−·_/~*]"
# Digits with at most three such signs between them; X ends an identity number.
_RUN = re.compile(rf"\d(?:{_GAP}{{0,3}}\d){{10,}}(?:{_GAP}?[Xx])?")
_AMOUNT = re.compile(r"-\d+|[-+]?\d+\.\d+")
_SCIENTIFIC = re.compile(r"\d\.\d{6,}[Ee]\+?1[4-8]")
_NOTHING = re.compile("[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
# What is typed for an X, and digits in words.
_CROSSES = dict.fromkeys(map(ord, "×ХΧхχ"), "X")
_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SPELT = re.compile("[〇零一二三四五六七八九]{11,}")
# A word of a telephone may touch its number; any other letter makes of it a code.
_CALL = re.compile(r"(?:tel|phone|mobile|mob|cell|call)[\s.:]*$", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:电话|手机|联系方式|座机|\btel|\bphone|\bmobile)[^\d\n]{0,6}\d(?:[\-\s()]{0,3}\d){6,}", re.IGNORECASE
)
_PHONE = re.compile(r"1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_PROVINCES = frozenset(code[:2] for code in places.CODES if code.endswith("0000") and code != places.NATION)
_COUNTIES = frozenset({*places.CODES, *places.SUCCESSORS})
# How the digits of a phone, an old identity number and a card are grouped, where they are.
_PHONE_GROUPS = frozenset({(11,), (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (3, 5, 3), (1,) * 11})
_LANDLINE_GROUPS = frozenset({(4, 7), (3, 8), (4, 8)})
_OLD_GROUPS = frozenset({(15,), (6, 6, 3), (1,) * 15})
# From here on a birthday is rather the date in a serial number: nobody insured is so young.
_TOO_YOUNG = 2016
# So many values of one kind in a column show what they are: serial numbers pass a check digit by chance, one in ten.
_ENOUGH, _BY_CHANCE = 20, 0.5
# Serial numbers lie this close together; the phones of a county do not.
_CLOSE = 100_000


@dataclass(frozen=True, slots=True)
class _Number:
    """Digits that look like a number of `kind`; `certain` where nothing else can."""

    kind: Kind
    digits: str
    certain: bool


def plain(text: str) -> str:
    """The text in half width, every digit one of 0 to 9, without characters that cannot be seen."""
    if text.isascii():
        return text
    kept = _NOTHING.sub("", unicodedata.normalize("NFKC", text)).translate(_CROSSES)
    kept = _SPELT.sub(lambda said: said[0].translate(_NUMERALS), kept)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in kept)


def personal(suspects: Iterable[str], column: Callable[[], pa.Array]) -> dict[str, Kind]:
    """Those of the `suspects` (as `plain` leaves them) that hold a personal number, and which: what is not certain is
    judged by the different texts of the whole `column`, which is asked for then."""
    seen = {value: [*_numbers(value)] for value in suspects}
    doubtful = _Doubtful([number for numbers in seen.values() for number in numbers], column)
    found: dict[str, Kind] = {}
    for value, numbers in seen.items():
        kinds = [number.kind for number in numbers if number.certain or number.kind in doubtful.kinds]
        if kinds or _LABELLED.search(value):
            found[value] = kinds[0] if kinds else "phone"
    return found


def covered(text: str) -> str:
    """A `plain` text with every number that may be personal, and is not a date, struck out."""
    return _LABELLED.sub("…", _RUN.sub("…", text))


class _Doubtful:
    """The numbers of a column that are not certain by themselves, judged by the other values of the column."""

    def __init__(self, numbers: Iterable[_Number], column: Callable[[], pa.Array]) -> None:
        self._count = Counter({(n.kind, n.digits): n.kind for n in numbers}.values())
        self._column = column

    @cached_property
    def _serials(self) -> list[str]:
        """The texts of the column that are nothing but the digits of one number."""
        together = pc.replace_substring_regex(self._column(), r"[\s.\-_/]", "")
        return together.filter(pc.match_substring_regex(together, "^[0-9]{11,19}$")).to_pylist()

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of which the doubtful numbers are what they look like."""
        return frozenset(kind for kind, many in self._count.items() if self._are_personal(kind, many))

    def _are_personal(self, kind: Kind, many: int) -> bool:
        sizes = {"id": (15, 18), "phone": (11,), "card": (16, 17, 18, 19)}[kind]
        like = [number for number in self._serials if len(number) in sizes]
        if len(like) < _ENOUGH:
            return True
        return not _are_serial(like) if kind == "phone" else many >= _BY_CHANCE * len(like)


def _are_serial(numbers: Collection[str]) -> bool:
    """Whether eleven digits are a serial number: most begin with a date (180503…), or they lie close together."""
    dated = sum(bool(_day(f"20{n[:6]}")) for n in numbers)
    values = sorted(map(int, numbers))
    near = sum(after - before < _CLOSE for before, after in pairwise(values))
    return max(dated, near) > 0.8 * len(numbers)


def _numbers(value: str) -> Iterator[_Number]:
    """Every number in a text that may be a personal one."""
    if _SCIENTIFIC.fullmatch(value):
        value = f"{Decimal(value):f}"
    elif _AMOUNT.fullmatch(value):
        value, _, cents = value.partition(".")
        value = "" if cents.strip("0") or value.startswith("-") else value
    if len(value) < 11:
        return
    for run in _RUN.finditer(value):
        before, after = value[max(0, run.start() - 12) : run.start()], value[run.end() : run.end() + 1]
        touches = before[-1:].isascii() and before[-1:].isalpha() and not _CALL.search(before)
        touches |= after.isascii() and after.isalpha()
        yield from _in_run(run[0], touches)
        bare = run[0].rstrip("Xx")
        if bare != run[0] and after.isascii() and after.isalpha():  # the X begins a word, as in 13800138000.xlsx
            yield from _in_run(bare, bare[-1].isdigit())


def _in_run(run: str, touches: bool) -> Iterator[_Number]:
    """The numbers in digits with signs between them: any of the groups that follow one another."""
    groups = re.findall(r"[\dXx]+", run)
    spaced = "".join(run.split())
    if len(groups) > 1 and spaced.isdigit() and not touches and is_phone(spaced):
        yield _Number("phone", spaced, True)
    for first in range(len(groups)):
        digits = ""
        for last in range(first, len(groups)):
            digits += groups[last]
            if len(digits) > 19:
                yield from _in_long(digits) if first == last else ()
                break
            if len(digits) >= 11:
                yield from _judged(digits, tuple(map(len, groups[first : last + 1])), touches)


def _judged(digits: str, sizes: tuple[int, ...], touches: bool) -> Iterator[_Number]:
    """What so many digits, in groups of these sizes, may be; `touches` where letters make a code of them."""
    if len(digits) == 18 and (kind := _identity(digits)):
        yield _Number("id", digits, kind == "certain")
        return
    if digits[-1] in "Xx":
        digits, sizes = digits[:-1], (*sizes[:-1], sizes[-1] - 1)
    if len(digits) == 15 and sizes in _OLD_GROUPS and not touches and is_old_identity(digits):
        yield _Number("id", digits, False)
    elif not touches and is_phone(digits) and (sizes in _PHONE_GROUPS or len(digits) > 11):
        yield _Number("phone", digits, len(digits) > 11)
    elif not touches and sizes in _LANDLINE_GROUPS and is_landline(digits, sizes[0]):
        yield _Number("phone", digits, False)
    elif len(digits) >= 16 and _is_carded(sizes) and is_card(digits):
        certain = digits.startswith("62")
        if certain or not touches:
            yield _Number("card", digits, certain)


def _in_long(digits: str) -> Iterator[_Number]:
    """Identity numbers inside a longer number."""
    windows = (digits[n : n + 18] for n in range(len(digits) - 17))
    yield from (_Number("id", w, True) for w in windows if _identity(w) == "certain" and w[:6] in _COUNTIES)


def _identity(digits: str) -> str:
    """ "certain" or "likely" where 18 characters are an identity number; "" where they are not."""
    year = _born(digits[6:14])
    if digits[:2] not in _PROVINCES or not year or not digits[:17].isdigit():
        return ""
    if check_digit(digits[:17]) == digits[17].upper():
        return "certain" if year < _TOO_YOUNG else "likely"
    # A spreadsheet keeps fifteen digits of a number, other programs sixteen, and both put noughts for the rest.
    return "certain" if digits.endswith("00") and digits[:6] in _COUNTIES and year < _TOO_YOUNG else ""


def is_grown(digits: str) -> bool:
    """Whether 18 characters are the identity number of somebody who may be insured, by their check digit."""
    year = _born(digits[6:14])
    return digits[:2] in _PROVINCES and 0 < year < _TOO_YOUNG and check_digit(digits[:17]) == digits[17].upper()


def check_digit(first: str) -> str:
    """The last character of the identity number that begins with these 17 digits."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first, strict=True))
    return _CHECK_DIGITS[total % 11]


def is_old_identity(digits: str) -> bool:
    """Whether 15 digits are an identity number of before 1999: a county, and the birthday of a grown person."""
    return digits[:6] in _COUNTIES and digits[6] >= "3" and bool(_day(f"19{digits[6:12]}"))


def is_phone(digits: str) -> bool:
    """Whether digits are a mobile number, with or without the country's 86."""
    return digits[:-11] in ("", "86", "0086") and bool(_PHONE.fullmatch(digits[-11:]))


def is_landline(digits: str, area: int) -> bool:
    """Whether digits are an area code of so many and a number of seven or eight, and no date."""
    own = digits[area:]
    return bool(re.match("0(10|2[0-9]|[3-9][0-9]{2})$", digits[:area])) and own[0] in "2345678" and not _day(own)


def is_card(digits: str) -> bool:
    """Whether 16 to 19 digits begin as a bank card does, and not as the serial number of a county and a day, and end
    with the check digit of one (Luhn)."""
    if digits[0] not in "34569" or (digits[:6] in _COUNTIES and _born(digits[6:14])):
        return False
    doubled = (int(d) * (1 + n % 2) for n, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _is_carded(sizes: tuple[int, ...]) -> bool:
    """Whether the digits of a card may be grouped so: not at all, by four, after six, or each by itself."""
    fours = len(sizes) > 3 and set(sizes[:-1]) == {4} and sizes[-1] <= 4
    return len(sizes) == 1 or fours or (len(sizes) == 2 and sizes[0] == 6) or set(sizes) == {1}


def _born(day: str) -> int:
    """The year of eight digits that are a birthday; 0 where they are none."""
    found = _day(day)
    return found.year if found and 1900 <= found.year <= 2099 else 0


def _day(written: str) -> date | None:
    """The day of eight digits; None where they are none."""
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:8]))
    except ValueError:
        return None
