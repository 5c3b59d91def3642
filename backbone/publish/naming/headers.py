"""Headers: what the heading of a column may mean and in which unit it counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from backbone.publish.columns import COLUMNS
from backbone.publish.dictionary import kind
from backbone.publish.naming.folding import folded, tidied
from backbone.publish.naming.rates import RATES
from backbone.publish.naming.synonyms import BESIDE, IN_TABLE, VAGUE, WORDS
from backbone.publish.naming.units import PLAIN_HINTS, UNITS, Unit
from backbone.text import Text, repeated

# How sure a heading is that is just the word, a word of several things, a longer heading with the word in it.
NAMED, SYNONYM, SAID_OF_OTHERS, LEAST = 1.0, 0.95, 0.5, 0.35
# Longer than any heading; how like a word must be, of 100; how short a word may be that stands inside another.
LONGEST, ALIKE, HAN_ALIKE, HAN_INSIDE, LATIN_INSIDE = 120, 80, 75, 2, 5
IS_THE_WORD = Text("The heading is “{word}”.", "表头为“{word}”。")
MAY_BE = Text("“{word}” may mean this, or something else.", "“{word}”可能指此项，也可能指其他。")
HOLDS = Text("The heading holds “{word}”.", "表头中含有“{word}”。")
LIKE = Text("The heading is like “{word}”.", "表头与“{word}”相近。")
_BRACKETED = re.compile(r"[(\[{【〔<《]([^()\[\]{}【】〔〕<>《》]*)[)\]}】〕>》]")
_PARTED = re.compile(r"[/,:;、|_\-]|\bin\b|\s")
_STATED = re.compile(r"(?:单位|units?|currency|货币|币种)[^:：]{0,6}[:：](.*)", re.I)
# What makes another thing of the words around it: not insured; a share of the insured; a premium a head; households.
_ANOTHER = re.compile(
    r"未|非|不|无|户(?!籍)|household|人均|户均|平均|average|percapita|perhead|^(un|non|not)|(率|占比|比例|百分比|rate|ratio|percentage|percent)$"
)
_SCRIPTS = re.compile(r"(?<=[\u3400-\u9fff])(?=[a-z])|(?<=[a-z])(?=[\u3400-\u9fff])")


@dataclass(frozen=True)
class Candidate:
    """What a heading may mean: a column of a raw table (table "" for one that only helps: `synonyms.BESIDE`), how sure
    that is (to 1), and why."""

    table: str
    column: str
    confidence: float
    why: Text


@dataclass(frozen=True)
class Heading:
    """What a heading says: its folded words, and the unit that it names."""

    words: str
    unit: Unit | None = None


def match(header: str, table: str = "") -> tuple[Candidate, ...]:
    """What a heading may mean, the surest first: columns of `table` or of all, and columns that help. Of headings in
    two rows ("保费\\n合计（万元）") the last says most."""
    rows = [row for row in header.split("\n") if row.strip()][-4:]
    found: dict[tuple[str, str], Candidate] = {}
    weighed = [(row, 0.6) for row in rows[:-1]] + [(row, 0.95) for row in rows[-1:]] + [(" ".join(rows), 1.0)]
    for written, weight in weighed:
        heading = read(written)
        for candidate in _matched(heading.words, weight):
            if _fits(heading.unit, candidate):
                _keep(found, candidate)
    ours = [c for c in found.values() if not table or c.table in ("", table)]
    return tuple(sorted(ours, key=lambda c: (-c.confidence, c.table, c.column)))


def read(header: str) -> Heading:
    """A heading parted into words and unit, as 保费（万元）, 保费/万元, 保费万元 and "Premium, RMB 10,000" have one."""
    written = tidied(header[:LONGEST])
    units = []
    for inside in _BRACKETED.findall(written):
        if folded(inside) in UNITS:
            units.append(UNITS[folded(inside)])
        elif folded(inside) not in PLAIN_HINTS:
            continue
        written = re.sub(rf"[(\[{{【〔<《]{re.escape(inside)}[)\]}}】〕>》]", " ", written)
    if folded(written) in _KNOWN:
        return Heading(folded(written), units[0] if units else None)
    for cut in _PARTED.finditer(written):
        before, after = written[: cut.start()], folded(written[cut.end() :])
        if folded(before) and after in UNITS:
            return Heading(folded(before), units[0] if units else UNITS[after])
    base = folded(written)
    for word in _UNITS_LAST:
        if base.endswith(word) and base[: -len(word)] in _KNOWN:
            return Heading(base[: -len(word)], units[0] if units else UNITS[word])
    return Heading(base, units[0] if units else None)


def stated_units(text: str) -> tuple[Unit, ...]:
    """The units that a line above a table states for all of it: 单位：万元、人, "Unit: RMB 10,000"."""
    said = _STATED.search(tidied(text[:LONGEST]))
    written = re.split(r"[)\]】。;]", said[1])[0] if said else ""
    whole = UNITS.get(folded(written))
    parts = [UNITS.get(folded(part)) for part in re.split(r"[、,/\s]", written)]
    return (whole,) if whole else tuple(dict.fromkeys(unit for unit in parts if unit))


def named_in(line: str) -> frozenset[tuple[str, str]]:
    """What the known words name that stand in a line, as (table, column): of words within one another the longest."""
    base = folded(line[:LONGEST])
    found = [(m.start(), m.end(), word) for word in _KNOWN if len(word) > 1 for m in re.finditer(re.escape(word), base)]
    longest = (
        word
        for start, end, word in found
        if not any(a <= start and end <= b and b - a > end - start for a, b, _ in found)
    )
    return frozenset(place for word in longest for place, sure in _KNOWN[word].items() if sure > SAID_OF_OTHERS)


def _fits(unit: Unit | None, candidate: Candidate) -> bool:
    """Whether a column may be counted in a unit: 赔付人次 are no payments."""
    counted = {"DECIMAL": "amount", "BIGINT": "count"}
    of = counted.get(kind(candidate.table, candidate.column)) if candidate.table else None
    return unit is None or of is None or unit.kind in (of, "any")


def _matched(words: str, weight: float) -> Iterator[Candidate]:
    """The candidates of folded words; those of a heading in two languages (保费 Premium) from each."""
    for place, sure in _KNOWN.get(words, {}).items():
        said = MAY_BE if sure <= SAID_OF_OTHERS else IS_THE_WORD
        yield Candidate(*place, sure * weight, said.filled(word=_said(words)))
    parts = _SCRIPTS.split(words)
    if len(parts) == 2 and words not in _KNOWN:
        for part in parts:
            yield from _matched(part, 0.95 * weight)
    if not _ANOTHER.search(words):
        yield from _resembling(words, weight)


def _resembling(words: str, weight: float) -> Iterator[Candidate]:
    """The candidates whose words stand in a heading, or are like it; of rates none, which must be called so."""
    for word, places in _KNOWN.items():
        if word != words and _is_inside(word, words):
            share = 0.35 + 0.5 * len(word) / len(words)
            for place, sure in places.items():
                if sure * share * weight >= LEAST and place[1] not in RATES:
                    yield Candidate(*place, sure * share * weight, HOLDS.filled(word=_said(word)))
    if len(words) >= 3:
        least = ALIKE if words.isascii() else HAN_ALIKE
        for word, score, _ in process.extract(words, _KNOWN.keys(), scorer=fuzz.ratio, score_cutoff=least, limit=5):
            for place, sure in _KNOWN[word].items():
                if word != words and sure > SAID_OF_OTHERS and place[1] not in RATES:
                    yield Candidate(*place, sure * 0.8 * score / 100 * weight, LIKE.filled(word=_said(word)))


def _is_inside(word: str, words: str) -> bool:
    least = LATIN_INSIDE if word.isascii() else HAN_INSIDE
    return len(word) >= least and word in words


def _said(words: str) -> str:
    return repeated(_WRITTEN.get(words, words))


def _keep(found: dict[tuple[str, str], Candidate], candidate: Candidate) -> None:
    """Keeps the surest candidate of each column."""
    place = candidate.table, candidate.column
    if place not in found or found[place].confidence < candidate.confidence:
        found[place] = candidate


def _words() -> Iterator[tuple[str, tuple[str, str], float]]:
    """Every word, what it may mean, and how sure that is."""
    for table, columns in COLUMNS.items():
        for column, described in columns.items():
            place = table, column
            for word in (column, described.name.en, described.name.zh):
                yield word, place, NAMED
            for word in IN_TABLE.get(place, "").split("|"):
                yield word, place, SYNONYM
            for word in WORDS.get(column, "").split("|"):
                yield word, place, SAID_OF_OTHERS if folded(word) in _TAKEN[table] else SYNONYM
            for word in VAGUE.get(place, "").split("|"):
                yield word, place, SAID_OF_OTHERS
    for helper, words in BESIDE.items():
        for word in words.split("|"):
            yield word, ("", helper), SYNONYM


def _known() -> dict[str, dict[tuple[str, str], float]]:
    """Every folded word, and how surely it means which columns: the first that is said of it counts."""
    known: dict[str, dict[tuple[str, str], float]] = {}
    for word, place, sure in _words():
        if folded(word):
            known.setdefault(folded(word), {}).setdefault(place, sure)
    return known


# Table -> the words that mean another column in it than elsewhere.
_TAKEN = {t: {folded(w) for (own, _), said in IN_TABLE.items() if own == t for w in said.split("|")} for t in COLUMNS}
_WRITTEN = {folded(word): word for word, *_ in reversed([*_words()])}
_KNOWN = _known()
_UNITS_LAST = sorted(UNITS, key=len, reverse=True)
