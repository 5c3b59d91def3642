"""Deciding: the columns of a sheet as they are understood, and what must be asked or mended before that counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from backbone.publish.columns import COLUMNS, TABLE_NAMES
from backbone.publish.fault import Cell, Fault
from backbone.publish.mapping import fixing
from backbone.publish.mapping.matching import MEASURE, MOSTLY, Matched, Pair, doubtful, is_beside, matched
from backbone.publish.mapping.proposal import NONE, Column
from backbone.publish.mapping.quantities import counted, shortly
from backbone.publish.mapping.sender import Sender
from backbone.publish.mapping.study import Study, called
from backbone.publish.mapping.tables import MONTHLY
from backbone.publish.naming.rates import RATES
from backbone.publish.question import Question
from backbone.publish.raw import TABLES
from backbone.text import Text, repeated

# What is worked out of the county's code where no column says it.
FROM_COUNTY = ("name_zh", "name_en")
MISSING, TOO_COARSE, FOR_A_RATE = "missing_column", "not_by_sex_and_age", "rate_for_number"

WHICH_COLUMN = Text(
    "Which column of “{sheet}” is “{column}”? {meaning}",
    "“{sheet}”中哪一列是“{column}”？{meaning}",
)
COLUMN = Text("Column {letters}, “{heading}”", "{letters} 列“{heading}”")
NO_COLUMN = Text("None of them", "都不是")
WHICH_NUMBER = Text("Which number stands in the columns of months of “{sheet}”?", "“{sheet}”各月份列中是哪一项数字？")
NOT_OURS = Text("It fits no column of this table.", "与该表的任何一列都不相符。")
NO_SUCH = Text("There is no column for {column} ({table}).", "缺少“{column}”一列（{table}表）。")
BRING_IT = Text(
    "Add the column, or bring the sheet on which it stands too. {meaning}",
    "请补上该列，或一并提供含有该列的表。{meaning}",
)
ASIDE = Text(
    "A rate: it is worked out anew from the numbers, and only held against them.",
    "比率：由系统根据人数和金额重新计算，此列只用于核对。",
)
ONLY_A_RATE = Text(
    "“{heading}” is a rate, and there is no column for “{column}”.",
    "“{heading}”是比率，缺少“{column}”一列。",
)
THE_NUMBER = Text(
    "Ask the sender for the number itself: from a rate that was rounded it cannot be worked out.",
    "请向报送单位索取实际数字：由四舍五入的比率无法倒推。",
)
COARSE = Text(
    "The insured are not broken down by sex and age: there is no column for {column}.",
    "参保人数没有按性别和年龄段细分：缺少“{column}”一列。",
)
ASK_FOR_IT = Text(
    "Ask the sender for the same numbers by sex and age band. Totals alone cannot be published, since nothing may be"
    " guessed of whom they count.",
    "请向报送单位索取按性别和年龄段细分的同一数据。只有合计数无法发布，因为不能猜测其中包括哪些人。",
)


@dataclass(frozen=True)
class Decided:
    """How a sheet is understood: its columns, what holds for all its rows, what to ask, what is wrong. `lacks`: the
    columns that it has not, of each of which a fault says so."""

    columns: tuple[Column, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    faults: tuple[Fault, ...] = ()
    lacks: frozenset[str] = frozenset()


def decided(study: Study, table: str, sender: Sender, answers: Mapping[str, str]) -> Decided:
    """How the columns of a sheet that holds a table are understood."""
    best = matched(study, table, sender, answers)
    columns, questions = [], []
    for letters in study.headings:
        pair = next((p for p in best.chosen if p.letters == letters), None)
        column, asked = _column(study, table, pair, letters, best, sender, answers)
        columns.append(column)
        questions += asked
    fixed, asked, lacks = _without_column(study, table, best, sender, answers)
    faults = tuple(_missing(study, table, canonical, best) for canonical in lacks)
    return Decided(tuple(columns), fixed, (*questions, *asked), faults, frozenset(lacks))


def _column(
    study: Study, table: str, pair: Pair | None, letters: str, best: Matched, sender: Sender, answers: Mapping[str, str]
) -> tuple[Column, list[Question]]:
    """A column as it is understood, and what to ask of it."""
    heading, held = study.headings[letters], study.contents[letters]
    if pair is None or is_beside(pair.canonical):
        why = pair.why if pair else NOT_OURS
        return Column(letters, heading, "", pair.sure if pair else 0.0, why, samples=held.samples(heading, False)), []
    if pair.canonical in RATES:
        pair = replace(pair, why=ASIDE)
    asked = []
    unsure = doubtful(pair) and not _must_be(study, table, pair, best)
    if pair.canonical in TABLES[table] and (unsure or pair.canonical in best.rivals):
        asked.append(_measure(study, table, pair) if pair.month else _which(study, table, pair.canonical, best))
    how = counted(study, table, pair, best, sender, answers)
    asked += [how.question] if how.question else []
    return (
        Column(
            letters,
            heading,
            pair.canonical,
            round(pair.sure, 2),
            shortly(study, table, pair, how),
            pair.month,
            how.unit,
            how.factor,
            how.order,
            held.samples(heading, not unsure),
        ),
        asked,
    )


def _must_be(study: Study, table: str, pair: Pair, best: Matched) -> bool:
    """Whether a column can only be what its heading says, though its values cannot be read so: no other column holds
    such values. The checks then name its cells."""
    others = (study.contents[letters] for letters in _free(study, best) if letters != pair.letters)
    return pair.named and not any(one.values and one.share(table, pair.canonical) >= MOSTLY for one in others)


def _measure(study: Study, table: str, pair: Pair) -> Question:
    choices = {canonical: COLUMNS[table][canonical].name for canonical in MONTHLY[table]}
    said = WHICH_NUMBER.filled(sheet=called(study))
    return Question(f"fixed:{study.key}/{MEASURE}", said, choices, pair.canonical, pair.why)


def _which(study: Study, table: str, canonical: str, best: Matched) -> Question:
    """Which column is the canonical one: the best is proposed, unless another is as good."""
    pair, described = best.of(canonical), COLUMNS[table][canonical]
    free = [*([pair.letters] if pair else []), *best.rivals.get(canonical, ())]
    free += [letters for letters in _free(study, best) if letters not in free]
    names = {letters: repeated(study.headings[letters]) for letters in free}
    choices = {study.headings[at]: COLUMN.filled(letters=at, heading=name) for at, name in names.items()}
    said = WHICH_COLUMN.filled(sheet=called(study), column=described.name, meaning=described.meaning)
    key = f"which:{study.key}/{canonical}"
    if pair is None:
        return Question(key, said, {**choices, NONE: NO_COLUMN})
    proposed = "" if canonical in best.rivals else study.headings[pair.letters]
    return Question(key, said, {**choices, NONE: NO_COLUMN}, proposed, pair.why)


def _without_column(
    study: Study, table: str, best: Matched, sender: Sender, answers: Mapping[str, str]
) -> tuple[dict[str, str], list[Question], list[str]]:
    """What is said of the columns that the sheet does not have: values for all rows, questions, and those missing."""
    has = {pair.canonical for pair in best.chosen} | ({"month"} if any(p.month for p in best.chosen) else set())
    missing = [canonical for canonical in TABLES[table] if canonical not in has]
    fixed: dict[str, str] = {}
    questions: list[Question] = []
    lacks: list[str] = []
    for canonical in missing:
        if found := _fixed(study, table, canonical, best, has, fixed, sender, answers):
            fixed |= {canonical: found.value} if found.value else {}
            questions += [found.question] if found.question else []
        elif canonical in FROM_COUNTY:
            continue
        elif _may_be_empty(table, canonical):
            questions += _perhaps(study, table, canonical, best, answers)
        elif not _free(study, best) or answers.get(f"which:{study.key}/{canonical}") == NONE:
            lacks.append(canonical)
        else:
            questions.append(_which(study, table, canonical, best))
    if table == "funds" and _has_bare_months(study, best):
        year = fixing.year_of_months(study, answers)
        fixed |= {"year": year.value} if year.value else {}
        questions += [year.question] if year.question else []
    return fixed, questions, lacks


def _may_be_empty(table: str, canonical: str) -> bool:
    return TABLES[table][canonical].endswith(" NULL")


def _perhaps(study: Study, table: str, canonical: str, best: Matched, answers: Mapping[str, str]) -> list[Question]:
    """Which column is one that need not be there, where one that nobody has ruled out holds such values."""
    ignored = {p.letters for p in best.chosen} | best.ruled_out
    held = [study.contents[letters] for letters in _free(study, best) if letters not in ignored]
    fitting = any(one.values and not one.numbers and one.share(table, canonical) >= MOSTLY for one in held)
    said = answers.get(f"which:{study.key}/{canonical}") == NONE
    return [_which(study, table, canonical, best)] if fitting and not said and not study.canonical else []


def _free(study: Study, best: Matched) -> list[str]:
    """The columns that may still be something: not matched for certain, and not headed by a month alone."""
    taken = {pair.letters for pair in best.chosen if not doubtful(pair) or pair.month}
    return [letters for letters in study.headings if letters not in taken]


def _has_bare_months(study: Study, best: Matched) -> bool:
    """Whether months are written without their year, in headings or in a column."""
    own = best.of("month")
    return any(len(pair.month) == 2 for pair in best.chosen) or bool(own and study.contents[own.letters].bare_months)


def _fixed(
    study: Study,
    table: str,
    canonical: str,
    best: Matched,
    has: set[str],
    fixed: Mapping[str, str],
    sender: Sender,
    answers: Mapping[str, str],
) -> fixing.Fixed | None:
    """What holds for all rows instead of a column; None where it must be a column."""
    if study.canonical:
        return None
    if canonical == "adcode":
        return fixing.county(study, sender, answers) if "name_zh" not in has else fixing.Fixed("name_zh")
    if canonical == "policy_year":
        whole = "month" in has and not _has_bare_months(study, best)
        return fixing.policy_year(study, whole, sender, answers)
    if table == "enrolment" and canonical in fixing.CATEGORIES:
        return fixing.category(study, canonical)
    # A month of all rows needs the year of all rows; who may only be insured may stand on a sheet without a month.
    of_none = table == "funds" or "policy_year" in has or (table == "enrolment" and "insured" not in has)
    if canonical != "month" or (of_none and not study.title.month):
        return None
    return fixing.month(study, fixed.get("policy_year", study.title.year), answers)


def _missing(study: Study, table: str, canonical: str, best: Matched) -> Fault:
    """That a column is not there; where only a rate of it is, that the number itself is needed."""
    described, sheet = COLUMNS[table][canonical], study.grid.sheet
    for pair in best.chosen:
        if pair.canonical in RATES and canonical in (RATES[pair.canonical].part, RATES[pair.canonical].whole):
            said = ONLY_A_RATE.filled(heading=repeated(study.headings[pair.letters]), column=described.name)
            cell = Cell(study.header.last + 1, pair.letters)
            return Fault(FOR_A_RATE, said, THE_NUMBER, file=sheet.file, sheet=sheet.name, cells=(cell,))
    coarse = table == "enrolment" and canonical in ("sex", "age_band")
    values = {"column": described.name, "table": TABLE_NAMES[table]}
    return Fault(
        TOO_COARSE if coarse else MISSING,
        (COARSE if coarse else NO_SUCH).filled(**values),
        ASK_FOR_IT if coarse else BRING_IT.filled(meaning=described.meaning),
        file=sheet.file,
        sheet=sheet.name,
    )
