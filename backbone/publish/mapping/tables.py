"""Tables: which of the raw tables a sheet holds, by its headings and its title."""

from collections.abc import Mapping
from dataclasses import dataclass

from backbone.publish.columns import TABLE_NAMES
from backbone.publish.mapping.headings import meanings, monthly
from backbone.publish.mapping.proposal import NONE
from backbone.publish.mapping.sender import Sender
from backbone.publish.mapping.study import Study, called
from backbone.publish.question import Question
from backbone.publish.raw import TABLES
from backbone.text import Text

# A heading that only one table has counts for so much more; what a title tells, as so many headings.
_OWN, _TITLE = 2.0, 1.5
# So much must speak for a table at least, and so much less for any other, to be certain.
_LEAST, _APART = 2.5, 0.7
# The tables in which numbers may stand one column a month, and which numbers.
MONTHLY = {
    "enrolment": ("eligible", "insured", "premium_rmb"),
    "funds": ("raised_rmb", "spent_rmb"),
}

AS_ANSWERED = Text("As you said.", "按您的回答。")
AS_BEFORE = Text("As in this sender's files before.", "与该单位以往报送的文件相同。")
OWN_WORDS = Text("Its first row is exactly our columns.", "首行与规定的列名完全一致。")
BY_TITLE = Text(
    "Women and men stand beside each other, and the title says which number it is.",
    "男女人数并列，标题已说明是哪一项数字。",
)
BY_HEADINGS = Text("{known} of its headings are of this table.", "其中 {known} 个表头属于该表。")
WHICH_TABLE = Text("Which records does “{sheet}” hold?", "“{sheet}”中是哪类记录？")
NONE_KNOWN = Text("None of its headings is known.", "没有认识的表头。")
NO_TABLE = Text("None of them, or only a summary: leave it out", "都不是，或只是汇总：不导入")


@dataclass(frozen=True)
class Held:
    """Which table a sheet holds ("" for none), why, and what must be asked first."""

    table: str
    why: Text
    question: Question | None = None


def held(study: Study, sender: Sender, answers: Mapping[str, str]) -> Held:
    """Which table a sheet holds: as answered, as remembered, or as its headings say."""
    key = f"table:{study.key}"
    if (said := answers.get(key)) in (*TABLES, NONE):
        return Held("" if said == NONE else said, AS_ANSWERED)
    if study.canonical:
        return Held(study.canonical, OWN_WORDS)
    before = study.before(sender)
    if before and (before.table != NONE or not before.hidden):
        return Held("" if before.table == NONE else before.table, AS_BEFORE)
    return Held("enrolment", BY_TITLE) if study.grid.sheet.whose else _by_headings(study, key)


def _by_headings(study: Study, key: str) -> Held:
    """The table that its headings and its title fit; asked where two fit, or where most of its columns are missing, as
    in a summary."""
    scores = {table: _score(study, table) for table in TABLES}
    best, second = sorted(scores, key=lambda table: -scores[table])[:2]
    known = _known(study, best)
    why = BY_HEADINGS.filled(known=known) if known else NONE_KNOWN
    needed = sum(not kind.endswith(" NULL") for kind in TABLES[best].values())
    if scores[best] >= _LEAST and scores[second] <= _APART * scores[best] and 2 * known >= needed:
        return Held(best, why)
    if scores[best] < 1 and not _has_numbers(study):
        return Held("", NONE_KNOWN)
    proposed = best if scores[second] <= _APART * scores[best] and 2 * known >= needed else ""
    said = WHICH_TABLE.filled(sheet=called(study))
    return Held(best if known else "", why, Question(key, said, {**TABLE_NAMES, NONE: NO_TABLE}, proposed, why))


def _has_numbers(study: Study) -> bool:
    """Whether a sheet without a heading of ours may be records all the same: two columns of numbers, and some rows."""
    many = [held for held in study.contents.values() if 2 * len(held.numbers) > len(held.values) > 1]
    return len(many) > 1


def _best(study: Study, table: str) -> dict[str, float]:
    """The columns of a table that the headings may name, each with how surely the best does."""
    found: dict[str, float] = {}
    for text in study.texts.values():
        month = monthly(text) if table in MONTHLY else None
        if month:
            found["month"] = 1.0
        for meaning in meanings(month.rest if month else text, table):
            if meaning.table == table:
                found[meaning.column] = max(meaning.confidence, found.get(meaning.column, 0.0))
    return found


def _score(study: Study, table: str) -> float:
    if table not in MONTHLY and _has_months(study):
        return 0.0
    score = sum(sure * (_OWN if _is_own(column) else 1.0) for column, sure in _best(study, table).items())
    return score + (_TITLE if study.title.table == table else 0.0)


def _has_months(study: Study) -> bool:
    """Whether months alone head two columns or more."""
    said = [monthly(text) for text in study.texts.values()]
    return sum(month is not None and not month.rest for month in said) > 1


def _known(study: Study, table: str) -> int:
    return sum(sure >= 0.5 for sure in _best(study, table).values())


def _is_own(column: str) -> bool:
    return sum(column in columns for columns in TABLES.values()) == 1
