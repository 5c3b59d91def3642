"""Fixing: what holds for all rows of a sheet and stands in no column of it: its county, policy year, month."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backbone import places
from backbone.publish.mapping.proposal import NONE
from backbone.publish.mapping.sender import Sender
from backbone.publish.mapping.study import Study, called, place_of
from backbone.publish.naming import counties
from backbone.publish.naming.codes import meanings
from backbone.publish.naming.folding import tidied
from backbone.publish.question import Question
from backbone.text import Text

# Where a value that stands in no column is said: in the title or a name, or in the column of months.
FROM_TITLE, FROM_MONTH = "title", "month"
WHOSE_YEAR = Text(
    "Of which policy year are the rows of “{sheet}”? No column says it.",
    "“{sheet}”各行属于哪个保单年度？没有一列说明。",
)
THE_TITLE = Text("{year}, the year in its title or name", "{year}，即标题或名称中的年份")
ITS_MONTH = Text("The year of each row's start month", "各行起保月份所在的年份")
ANOTHER = Text("Another", "其他")
WHICH_YEAR = Text("Which policy year is it, for “{sheet}”?", "“{sheet}”是哪个保单年度？")
OF_WHICH_YEAR = Text("Of which year are the months of “{sheet}”?", "“{sheet}”中的月份属于哪一年？")
WHOSE_MONTH = Text(
    "In which month does the cover of “{sheet}” start? No column says it.",
    "“{sheet}”各行从哪个月起保？没有一列说明。",
)
WHOSE_COUNTY = Text("To which county do all rows of “{sheet}” belong?", "“{sheet}”各行属于哪个县？")
# How a title says of whom all rows are.
CATEGORIES = {
    "sex": re.compile(r"女|男|(?<![a-z])(?:wom[ae]n|m[ae]n|(?:fe)?male)(?=s?(?![a-z]))", re.I),
    "age_band": re.compile(r"(?<!\d)\d{2} ?(?:周?岁)? ?[-~至到] ?\d{2}(?!\d)(?!年)"),
}
# The policy years that can be answered.
YEARS = tuple(str(year) for year in range(2017, 2040))
_ASKED = 12
# What a sheet is called that nobody has named.
_ANY_SHEET = re.compile(r"(sheet|工作表|表)\s*\d*", re.IGNORECASE)


@dataclass(frozen=True)
class Fixed:
    """A value for all rows ("" while it is not known), or FROM_MONTH; and what must be asked first."""

    value: str = ""
    question: Question | None = None


def policy_year(study: Study, has_month: bool, sender: Sender, answers: Mapping[str, str]) -> Fixed:
    """The policy year of all rows: as the title calls it, else as answered."""
    title = study.title
    if (
        len(above := {year for line in _above(study) for year in re.findall(r"(?<!\d)20\d\d(?=年度)", tidied(line))})
        == 1
    ):
        return Fixed(above.pop())
    if title.is_policy_year:
        return Fixed(title.year)
    own = answers.get(f"year:{place_of(study.grid.sheet)}", "")
    if own in YEARS:
        return Fixed(own)
    before = study.before(sender)
    key = f"fixed:{study.key}/policy_year"
    said = answers.get(key) or (before.fixed.get("policy_year", "") if before else "")
    if said == FROM_TITLE and title.year:
        return Fixed(title.year)
    if said == FROM_MONTH and has_month:
        return Fixed(FROM_MONTH)
    choices = {FROM_TITLE: THE_TITLE.filled(year=title.year)} if title.year else {}
    if has_month:
        choices[FROM_MONTH] = ITS_MONTH
    name = called(study)
    if choices and said != NONE:
        proposed = FROM_TITLE if title.year else FROM_MONTH
        return Fixed(question=Question(key, WHOSE_YEAR.filled(sheet=name), {**choices, NONE: ANOTHER}, proposed))
    return Fixed(question=_year_itself(study, WHICH_YEAR))


def category(study: Study, column: str) -> Fixed | None:
    """The sex or the age band of all rows, where the nearest title that says one says one only: 女, 18-29 岁. What
    stands above the columns in a header of several rows is a title too."""
    for line in (*_above(study), *study.title.lines):
        said = {code for word in CATEGORIES[column].findall(tidied(line)) for code in meanings(column, word)}
        if said:
            return Fixed(said.pop()) if len(said) == 1 else None
    return None


def _above(study: Study) -> list[str]:
    """What stands above the names of the columns in a header of several rows."""
    return [*dict.fromkeys(line for text in study.header.texts for line in text.split("\n")[:-1])]


def year_of_months(study: Study, answers: Mapping[str, str]) -> Fixed:
    """The year of months that are written without one: the one that the title says, else as answered."""
    said = study.title.year or answers.get(f"year:{place_of(study.grid.sheet)}", "")
    return Fixed(said) if said in YEARS else Fixed(question=_year_itself(study, OF_WHICH_YEAR))


def _year_itself(study: Study, asked: Text) -> Question:
    choices = {year: Text(year, year) for year in YEARS[:_ASKED]}
    return Question(f"year:{place_of(study.grid.sheet)}", asked.filled(sheet=called(study)), choices)


def month(study: Study, year: str, answers: Mapping[str, str]) -> Fixed:
    """The month of all rows: as the title says it, else as answered."""
    if study.title.month:
        return Fixed(study.title.month)
    key = f"month:{place_of(study.grid.sheet)}"
    whole = [f"{year}-{n:02d}" for n in range(1, 13)] if year in YEARS else []
    said = answers.get(key, "")
    if said in whole or not whole:  # the year is asked first
        return Fixed(said if whole else "")
    return Fixed(question=Question(key, WHOSE_MONTH.filled(sheet=called(study)), {m: Text(m, m) for m in whole}))


def place_key(inside: str, name: str) -> str:
    """Under what it is asked which county of a province ("" for any) a name means."""
    return f"place:{inside}/{name}"


def province(study: Study) -> str:
    """The code of the one province that title, sheet or file names; "" for none."""
    found = {code for line in study.title.lines for code in _provinces_in(line)}
    return found.pop() if len(found) == 1 else ""


def _provinces_in(line: str) -> set[str]:
    return {
        p.code for p in places.children(places.NATION) if p.short.zh in line or p.name.zh in line or p.name.en in line
    }


def county(study: Study, sender: Sender, answers: Mapping[str, str]) -> Fixed:
    """The county of all rows: the one that title, sheet or file names, else as answered. The answer is remembered for
    sheets of that name, unless any sheet may be called so."""
    inside, sheet = province(study), study.grid.sheet
    own = sheet.name and not sheet.part and not _ANY_SHEET.fullmatch(sheet.name)
    key = place_key(inside, sheet.name) if own else f"county:{place_of(sheet)}"
    said = answers.get(key) or sender.places.get(key.removeprefix("place:"), "")
    if said in places.MERGED or (said in places.CODES and places.get(said).level == "county"):
        return Fixed(said)
    found = _counties_in(study.title.lines, inside)
    if len(found) == 1:
        return Fixed(found[0])
    likely = found or [place.code for place in places.children(inside or places.NATION) if place.level == "county"]
    choices = {code: counties.spelt(code) for code in likely or _all_counties()}
    return Fixed(question=Question(key, WHOSE_COUNTY.filled(sheet=called(study)), choices))


def _all_counties() -> list[str]:
    return [code for code in places.CODES if places.get(code).level == "county"]


def _counties_in(lines: Sequence[str], inside: str) -> list[str]:
    """The counties of a province (of all, where it is "") that the lines above a sheet or its name name in full, else
    that the file's name does, the last of the lines; else the one that a whole line is the name of."""
    every = map(places.get, _all_counties())
    ours = [place for place in every if inside in ("", places.province_of(place.code))]
    for some in (lines[:-1], lines[-1:]):
        named = {p.code for line in some for p in ours if _has(line, p.name.zh, ours) or p.name.en in line.split()}
        whole = counties.match(some, inside).values() if not named else ()
        if found := sorted(named or {match.code for match in whole if match.code}):
            return found
    return []


def _has(line: str, name: str, ours: Sequence[places.Place]) -> bool:
    """Whether a line names a county in full, and not only another one whose name ends like it: 镇雄县 is not 雄县."""
    if name not in line:
        return False
    longer = [place.name.zh for place in ours if name in place.name.zh and name != place.name.zh]
    for other in longer:
        line = line.replace(other, "")
    return name in line
