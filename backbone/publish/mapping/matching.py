"""Matching: which column of a sheet fills which column of its table, by its heading and by what it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from backbone.publish.columns import COLUMNS
from backbone.publish.mapping.headings import CERTAIN, meanings, monthly
from backbone.publish.mapping.proposal import IGNORE, NONE, ONE
from backbone.publish.mapping.sender import Sender
from backbone.publish.mapping.study import Study
from backbone.publish.mapping.tables import AS_ANSWERED, AS_BEFORE, MONTHLY
from backbone.publish.naming import headers
from backbone.publish.naming.folding import folded
from backbone.publish.naming.synonyms import BESIDE, NOTE, NUMBER, PREFECTURE
from backbone.publish.naming.units import UNITS, Unit
from backbone.publish.raw import TABLES, sql_type
from backbone.text import Text

# So sure is what was answered, and what was remembered; what the values alone say; less than which nothing is said.
ANSWERED, REMEMBERED, BY_VALUES, LEAST = 1.0, 0.99, 0.6, 0.35
# Two columns that are so near to each other are both asked about.
NEAR = 0.1
# So much of the values must be readable to be sure, or to be thought of at all.
MOSTLY, HALF = 0.9, 0.5
# What is asked where months alone stand above numbers: which number it is.
MEASURE = "measure"
# The names of counties beside their codes: the two are held against each other.
COUNTY = "county"
# Helpers that are known, and not needed.
_BESIDE = (NUMBER, NOTE, PREFECTURE)

READABLE = Text("{why} {share}% of the values can be read so.", "{why}其中 {share}% 的值可按此读取。")
UNREADABLE = Text("{why} But only {share}% of the values can be read so.", "{why}但只有 {share}% 的值可按此读取。")
VALUES_ONLY = Text("The heading is not known, but its values are of this kind.", "表头不认识，但各值属于此类。")
NOT_SAID = Text("Nothing says which number it is.", "没有说明是哪一项数字。")
EMPTY = Text("{why} It is empty.", "{why}该列为空。")


@dataclass(frozen=True)
class Pair:
    """A column of a sheet that may fill a column of its table, or help: how surely, and why. `month` where its heading
    says one, of one column a month. `named`: whether the heading alone leaves no doubt."""

    letters: str
    canonical: str
    sure: float
    why: Text
    month: str = ""
    named: bool = False


@dataclass(frozen=True)
class Matched:
    """The pairs of a sheet: those `chosen`, those that are as good (`rivals`: canonical -> the others' letters), and
    the columns that were said to be none."""

    chosen: tuple[Pair, ...]
    rivals: Mapping[str, tuple[str, ...]]
    ruled_out: frozenset[str]

    def of(self, canonical: str) -> Pair | None:
        """The column chosen for a canonical one."""
        return next((pair for pair in self.chosen if pair.canonical == canonical), None)


def matched(study: Study, table: str, sender: Sender, answers: Mapping[str, str]) -> Matched:
    """The best pairs, each column and each canonical one in one of them; of months in one each."""
    pairs = sorted(
        _pairs(study, table, sender, answers), key=lambda p: (-p.sure, p.why != AS_ANSWERED, p.canonical, p.month)
    )
    chosen: dict[tuple[str, str], Pair] = {}
    taken: set[str] = set()
    for pair in pairs:
        if pair.letters not in taken and (pair.canonical, pair.month) not in chosen:
            chosen[pair.canonical, pair.month] = pair
            taken.add(pair.letters)
    chosen = _without_totals(chosen, table)
    rivals: dict[str, tuple[str, ...]] = {}
    for (canonical, month), pair in chosen.items():
        near = [p.letters for p in pairs if (p.canonical, p.month) == (canonical, month) and pair.sure - p.sure <= NEAR]
        others = tuple(letters for letters in near if letters not in taken)
        if others and not month and canonical in TABLES[table] and not _is_settled(study, pair):
            rivals[canonical] = others
    every = (*chosen.values(), *_names_beside_codes(study, chosen, pairs))
    return Matched(every, rivals, frozenset(_ruled_out(study, sender, answers)))


def _ruled_out(study: Study, sender: Sender, answers: Mapping[str, str]) -> Iterator[str]:
    """The columns that were said to be left out, now or before."""
    like = study.before(sender)
    for letters, heading in study.headings.items():
        before = like.columns.get(study.shaped[letters], "") if like else ""
        if answers.get(f"column:{study.key}/{heading}", before) == IGNORE:
            yield letters


def _names_beside_codes(study: Study, chosen: Mapping[tuple[str, str], Pair], pairs: list[Pair]) -> Iterator[Pair]:
    """The column with the names of the counties whose codes another one holds."""
    coded = chosen.get(("adcode", ""))
    taken = {pair.letters for pair in chosen.values()}
    if coded and (COUNTY, "") not in chosen and study.contents[coded.letters].codes >= MOSTLY:
        beside = (p for p in pairs if p.canonical == "adcode" and p.letters not in taken and not doubtful(p))
        yield from (replace(pair, canonical=COUNTY) for pair in [*beside][:1])


def _is_settled(study: Study, pair: Pair) -> bool:
    """Whether a pair has no rivals: it was answered, or it holds the codes of counties beside their names."""
    return pair.why == AS_ANSWERED or (pair.canonical == "adcode" and study.contents[pair.letters].codes >= MOSTLY)


def _without_totals(chosen: dict[tuple[str, str], Pair], table: str) -> dict[tuple[str, str], Pair]:
    """The pairs of a sheet of one column a month without those of numbers that are no month's: totals of the months."""
    if not any(month for _, month in chosen):
        return chosen
    return {at: pair for at, pair in chosen.items() if pair.month or pair.canonical not in (*MONTHLY[table], "month")}


def _pairs(study: Study, table: str, sender: Sender, answers: Mapping[str, str]) -> Iterator[Pair]:
    which = {answers[f"which:{study.key}/{c}"]: c for c in TABLES[table] if f"which:{study.key}/{c}" in answers}
    measure = measured(study, table, sender, answers)
    for letters, heading in study.headings.items():
        said = answers.get(f"column:{study.key}/{heading}", which.get(heading, ""))
        if said in (*TABLES[table], *BESIDE, COUNTY):
            yield _of_month(study, letters, Pair(letters, said, ANSWERED, AS_ANSWERED), table)
        elif said != IGNORE:
            for pair in _by_itself(study, letters, table, sender, measure):
                if answers.get(f"which:{study.key}/{pair.canonical}") != NONE:
                    yield pair


def _by_itself(study: Study, letters: str, table: str, sender: Sender, measure: Pair | None) -> Iterator[Pair]:
    """What a column may be that nothing was said of: as remembered, else by heading and values."""
    like = study.before(sender)
    before = like.columns.get(study.shaped[letters], "") if like else ""
    if before:
        if before in (*TABLES[table], *BESIDE, COUNTY):
            pair = _of_month(study, letters, Pair(letters, before, REMEMBERED, AS_BEFORE), table)
            yield _weighed(study, pair, table) if study.contents[letters].values else pair
        return
    found = [_weighed(study, pair, table) for pair in _by_heading(study, letters, table, measure)]
    yield from (pair for pair in found if pair.sure >= LEAST)
    if not any(pair.sure >= CERTAIN for pair in found):
        known = {pair.canonical for pair in found}
        yield from (pair for pair in _by_values(study, letters, table) if pair.canonical not in known)


def _by_heading(study: Study, letters: str, table: str, measure: Pair | None) -> Iterator[Pair]:
    text = study.texts[letters]
    said = monthly(text) if table in MONTHLY else None
    if said and not said.rest and measure:
        yield replace(measure, letters=letters, month=said.month)
    for meaning in meanings(said.rest if said else text, table):
        if said is None or meaning.column in MONTHLY[table]:
            yield Pair(letters, meaning.column, meaning.confidence, meaning.why, said.month if said else "")


def _of_month(study: Study, letters: str, pair: Pair, table: str) -> Pair:
    """The pair with the month that the heading says, where numbers may stand one column a month."""
    said = monthly(study.texts[letters]) if pair.canonical in MONTHLY.get(table, ()) else None
    return replace(pair, month=said.month) if said else pair


def _weighed(study: Study, pair: Pair, table: str) -> Pair:
    """The pair by what its values say too."""
    held = study.contents[pair.letters]
    if pair.canonical in (*BESIDE, COUNTY) or study.canonical:
        return pair
    pair = replace(pair, named=not doubtful(pair))
    if not held.values:
        return replace(pair, why=EMPTY.filled(why=pair.why))
    unit = stated(study, pair.letters, counted_in(table, pair.canonical))
    share = held.share(table, pair.canonical, unit.factor if unit else ONE)
    if pair.canonical == "adcode" and held.codes >= MOSTLY:
        pair = replace(pair, sure=max(pair.sure, REMEMBERED))
    said = (READABLE if share >= HALF else UNREADABLE).filled(why=pair.why, share=round(100 * share))
    if share >= MOSTLY:
        vague = HALF <= pair.sure < CERTAIN
        return replace(pair, sure=pair.sure + 0.15 if vague else pair.sure, why=said)
    # Words can be asked about one by one, so a heading that names them is enough.
    asked = COLUMNS[table][pair.canonical].choices and not held.numbers
    return replace(pair, sure=pair.sure - NEAR if share >= HALF or asked else pair.sure * HALF, why=said)


def _by_values(study: Study, letters: str, table: str) -> Iterator[Pair]:
    """What the values alone say a column is: a county, or words of ours."""
    held = study.contents[letters]
    telling = [c for c in TABLES[table] if c == "adcode" or COLUMNS[table][c].choices]
    for canonical in telling:
        if len(held.values) > 1 and held.share(table, canonical) >= MOSTLY:
            yield Pair(letters, canonical, BY_VALUES, VALUES_ONLY)


def measured(study: Study, table: str, sender: Sender, answers: Mapping[str, str]) -> Pair | None:
    """The number that months alone ("5月") stand above; None where none does, or nothing tells."""
    said = [monthly(text) for text in study.texts.values()] if table in MONTHLY else []
    if not any(month and not month.rest for month in said):
        return None
    if (told := answers.get(f"fixed:{study.key}/{MEASURE}")) in MONTHLY[table]:
        return Pair("", told, ANSWERED, AS_ANSWERED)
    before = study.before(sender)
    if before and before.fixed.get(MEASURE) in MONTHLY[table]:
        return Pair("", before.fixed[MEASURE], REMEMBERED, AS_BEFORE)
    titled = [m for line in study.title.lines for m in meanings(line, table) if m.column in MONTHLY[table]]
    best = max(titled, key=lambda m: m.confidence, default=None)
    return Pair("", best.column if best else MONTHLY[table][0], HALF, best.why if best else NOT_SAID)


def counted_in(table: str, canonical: str) -> str:
    """What the numbers of a column of a raw table count: "amount" or "count"; "" for what is no number."""
    kind = sql_type(TABLES[table][canonical])
    return "amount" if kind.startswith("DECIMAL") else "count" if kind == "BIGINT" else ""


def stated(study: Study, letters: str, of: str) -> Unit | None:
    """The unit of amounts or counts that a heading names, or a line above the table."""
    text = study.texts[letters]
    named = [headers.read(line).unit or UNITS.get(folded(line)) for line in (text, *text.split("\n"))]
    return next((unit for unit in (*named, *study.title.units) if unit and of and unit.kind in (of, "any")), None)


def is_beside(canonical: str) -> bool:
    """Whether what is known to stand in a column is not needed: a number of the row, a remark."""
    return canonical in _BESIDE


def doubtful(pair: Pair) -> bool:
    """Whether a pair must be asked about."""
    return pair.sure < CERTAIN
