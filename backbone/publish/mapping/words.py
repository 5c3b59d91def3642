"""Words: counties and categories as senders write them, each distinct one once, and what must be asked of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backbone import places
from backbone.publish.columns import COLUMNS
from backbone.publish.mapping.fixing import place_key
from backbone.publish.mapping.proposal import NONE
from backbone.publish.mapping.sender import Sender
from backbone.publish.naming import counties
from backbone.publish.naming.codes import meanings
from backbone.publish.naming.values import adcode
from backbone.publish.question import Question
from backbone.text import Text, repeated

# A column with more unknown words than these is no column of words: the checks name its cells.
MOST = 25
# What may be somebody's number is not repeated in a question.
_NUMBER = re.compile(r"\d{7}")
# So many names are looked up before it is seen whether they are names of counties at all.
_AT_ONCE = 50
WHICH_COUNTY = Text("Which county is “{name}”?", "“{name}”是哪个县？")
IN_PROVINCE = Text("Which county of {province} is “{name}”?", "{province}的“{name}”是哪个县？")
NO_COUNTY = Text("None of these: it is a mistake", "都不是：属于填写错误")
WHICH_WORD = Text("What does “{word}” mean, in “{column}”?", "“{column}”中的“{word}”是什么意思？")
NO_WORD = Text("None of these: it is a mistake", "都不是：属于填写错误")


@dataclass(frozen=True)
class Read:
    """Words that were understood: as written -> code; and what must be asked of the others."""

    codes: Mapping[str, str]
    questions: tuple[Question, ...]


def counties_of(written: Iterable[str], province: str, sender: Sender, answers: Mapping[str, str]) -> Read:
    """The counties of a province ("" for any) by their names or codes. A code of no county is not asked about: it
    stays as it was written."""
    codes, open_ones = {}, []
    for name in dict.fromkeys(written):
        key = place_key(province, name)
        said = answers.get(key, sender.places.get(key.removeprefix("place:"), ""))
        if said in (*places.CODES, *places.MERGED):
            codes[name] = said
        elif said != NONE and (adcode(name) or not _NUMBER.search(name)):
            open_ones.append(name)
    unsure: dict[str, counties.Match] = {}
    for start in range(0, len(open_ones), _AT_ONCE):
        found = counties.match(open_ones[start : start + _AT_ONCE], province)
        codes |= {name: code for name in found if (code := adcode(name))}
        codes |= {name: match.code for name, match in found.items() if match.code}
        unsure |= {name: match for name, match in found.items() if not match.code and re.search(r"[^\W\d]", name)}
        if len(unsure) > MOST:
            return Read(codes, ())
    return Read(codes, tuple(_county(name, province, match) for name, match in unsure.items()))


def _county(name: str, province: str, match: counties.Match) -> Question:
    """Which county a name means: those like it first, then any other of the province."""
    others = (place.code for place in (places.children(province) if province else ()))
    choices = {code: counties.spelt(code) for code in (*match.candidates, *others)}
    asked = IN_PROVINCE if province else WHICH_COUNTY
    values = {"province": places.get(province).name} if province else {}
    said = asked.filled(name=repeated(name), **values)
    inside = [code for code in match.candidates if province in ("", places.province_of(counties.today_of(code)))]
    proposed = inside[0] if len(match.candidates) == len(inside) == 1 else ""
    return Question(place_key(province, name), said, {**choices, NONE: NO_COUNTY}, proposed, match.why)


def codes_of(column: str, table: str, unread: Sequence[str], sender: Sender, answers: Mapping[str, str]) -> Read:
    """The codes of words of a column that are not known for certain."""
    codes, asked = {}, []
    described = COLUMNS[table][column]
    for word in unread:
        key = f"word:{column}/{word}"
        said = answers.get(key, sender.words.get(column, {}).get(word, ""))
        if said in described.choices:
            codes[word] = said
        elif said != NONE and not _NUMBER.search(word):
            likely = meanings(column, word)
            choices = {code: described.choices[code] for code in (*likely, *described.choices)}
            text = WHICH_WORD.filled(word=repeated(word), column=described.name)
            asked.append(Question(key, text, {**choices, NONE: NO_WORD}, likely[0] if len(likely) == 1 else ""))
    return Read(codes, tuple(asked) if len(asked) <= MOST else ())
