"""Headings: the month that a heading may say, and what stays the same of headings from quarter to quarter."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from backbone.publish.naming import headers

# A heading by its words alone is certain from here on.
CERTAIN = 0.8
# How much less sure a heading of two rows is as one word.
_JOINED = 0.95
# So many headings are remembered: more than a quarter's files have.
_REMEMBERED = 4096
_GAPS = re.compile(r"[\s\u200b\ufeff]+")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_MONTH_OF_YEAR = re.compile(
    r"(?<!\d)(20\d\d|(?:1[7-9]|[23]\d)(?=年))(?:(?:年|[-/.])(0?[1-9]|1[0-2])|(0[1-9]|1[0-2]))(?:月份?)?(?!\d|[-/.]\d|日)"
)
_MONTH_ALONE = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])月份?(?!\d)")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH_NAMED = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?[\s-]*(20\d\d)?\b"
)


@dataclass(frozen=True)
class Monthly:
    """A heading that says a month ("2018-05", or "05" where it has no year) and, maybe, of what."""

    month: str
    rest: str


def plain(text: str) -> str:
    """A text as it is compared: half as wide, without gaps, small letters."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", text)).casefold()


@lru_cache(_REMEMBERED)
def meanings(text: str, table: str = "") -> tuple[headers.Candidate, ...]:
    """What a heading may mean, the surest first. Of two rows (时间 above 申请) both orders are tried as one word."""
    found = {(m.table, m.column): m for m in reversed(headers.match(text, table))}
    above, _, below = text.partition("\n")
    for joined in (above + below, below + above) if below and "\n" not in below else ():
        for other in headers.match(joined, table):
            said, at = replace(other, confidence=_JOINED * other.confidence), (other.table, other.column)
            if at not in found or found[at].confidence < said.confidence:
                found[at] = said
    return tuple(sorted(found.values(), key=lambda m: (-m.confidence, m.table, m.column)))


def forget() -> None:
    """Keeps nothing of the headings seen so far: some may have been cells of records."""
    meanings.cache_clear()
    monthly.cache_clear()


def known(text: str) -> float:
    """How surely a heading names any column, or a month."""
    if monthly(text):
        return 1.0
    return max((m.confidence for m in meanings(text)), default=0.0)


@lru_cache(_REMEMBERED)
def monthly(text: str) -> Monthly | None:
    """The month that a heading says, and the rest of it; None where it says none, or more than one."""
    words = unicodedata.normalize("NFKC", text).casefold()
    tried = (
        (_MONTH_OF_YEAR, plain(text), _of_year),
        (_MONTH_ALONE, plain(text), _alone),
        (_MONTH_NAMED, words, _named),
    )
    for pattern, said, of in tried:
        found = list(pattern.finditer(said))
        if len(found) == 1:
            rest = said[: found[0].start()] + " " + said[found[0].end() :]
            return Monthly(of(found[0]), rest.strip(" /-_,，、:："))
        if found:
            return None
    return None


def _of_year(found: re.Match[str]) -> str:
    return f"20{found[1][-2:]}-{int(found[2] or found[3]):02d}"


def _alone(found: re.Match[str]) -> str:
    return f"{int(found[1]):02d}"


def _named(found: re.Match[str]) -> str:
    month = f"{_MONTHS.index(found[1]) + 1:02d}"
    return f"{found[2]}-{month}" if found[2] else month


def shaped(text: str) -> str:
    """A heading as it is the same next quarter: years and months are not told apart."""
    found = monthly(text)
    return f"#month {plain(found.rest)}".strip() if found else _YEAR.sub("#year", plain(text))
