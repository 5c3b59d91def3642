"""Punctuation: how words, parts and sentences of two languages are joined. No other module spells a comma of its own.

Every function skips what is empty, so that a part which is not always said needs no question first.
"""

import re
from collections.abc import Iterable

from backbone.text import Lang, Text

# What stands between two things, by language.
BETWEEN_NAMES = {"en": ", ", "zh": "、"}
BEFORE_LAST = {"en": " and ", "zh": "和"}
BETWEEN_CLAUSES = {"en": ", ", "zh": "，"}
BETWEEN_STATEMENTS = {"en": "; ", "zh": "；"}
BETWEEN_SENTENCES = {"en": " ", "zh": ""}
AFTER_LABEL = {"en": ": ", "zh": "："}
BRACKETS = {"en": (" (", ")"), "zh": ("（", "）")}
FULL_STOP = {"en": ".", "zh": "。"}
# Between parts that are no sentence, in both languages.
DOT = " · "
# What no line parts: dates, words with a hyphen, numbers with what they count.
_CHINESE = "个(?:工作日|百分点|县|省)?|人次?|省（区）|[元件名户省县岁天笔项级次年月日]"
_ENGLISH = "(?:million|billion|thousand)(?: yuan)?|yuan"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
TOGETHER = re.compile(
    r"\d{4} ?年(?: ?\d{1,2} ?月)?(?: ?\d{1,2} ?日)?[初底末]?"
    r"|\b[a-z]+-[a-z]+\b"
    rf"|(?:\d{{1,2}} )?(?:{_MONTHS}) \d{{4}}"
    rf"|(?:[¥约第]|\b[A-Z]{{3}} )?\d(?:[\d.,–-]*\d)?%?(?: (?:{_ENGLISH})\b)?(?: ?[万亿])?(?: ?余)?(?: ?(?:{_CHINESE}))?"
)
# What a line breaks between: English words, Chinese signs, what is kept together; and no line begins with a mark that
# closes something or stands between two parts, or ends with one that opens something.
_SIGN, _RUN, _OPENS, _CLOSES = "[⺀-\uffff]", "[^\\s⺀-\uffff]", "[（《“]", "[，。；：、！？）》”]"
# The same with the letters and marks around it, (¥1.2 million–¥3.4 million), but not those of an address. It looks at
# nothing but what it matches: not every program that reads it could.
_BESIDE = r"[^\s/⺀-\uffff]"
WHOLE = re.compile(rf"{_BESIDE}*?(?:{TOGETHER.pattern})(?:{_BESIDE}+?(?:{TOGETHER.pattern}))*{_BESIDE}*")
_PIECE = re.compile(rf"{_OPENS}*(?:{WHOLE.pattern}{_RUN}*|{_SIGN}|{_RUN}+){_CLOSES}*(?: ·)?\s*|\s+")


def pieces(text: str) -> list[str]:
    """The text in pieces, none of which a line parts."""
    return _PIECE.findall(text)


def held(text: str) -> str:
    """The text as a heading has it: what no line parts is held together, by spaces at which no line breaks and, after
    a hyphen or a dash, by a sign that is not seen."""
    return TOGETHER.sub(lambda piece: re.sub("(?<=[-–])", "\u2060", piece[0]), spaced(text))


def spaced(text: str) -> str:
    """The same for a program that would show that sign: by spaces alone."""
    return TOGETHER.sub(lambda piece: piece[0].replace(" ", "\u00a0"), text)


def listed(words: Iterable[str], lang: Lang) -> str:
    """The words as a sentence lists them: "a, b and c", "a、b和c"."""
    *others, last = [*filter(None, words)] or [""]
    return f"{names(others, lang)}{BEFORE_LAST[lang]}{last}" if others else last


def listed_texts(texts: Iterable[Text]) -> Text:
    """The same list in both languages; there is at least one text in it."""
    every = list(texts)
    return Text(listed((text.en for text in every), "en"), listed((text.zh for text in every), "zh"))


def names(words: Iterable[str], lang: Lang) -> str:
    """The words in a row, as in a caption or after a colon: "a, b, c", "a、b、c"."""
    return _joined(BETWEEN_NAMES[lang], words)


def clauses(parts: Iterable[str], lang: Lang) -> str:
    """Parts of one sentence: "a, b", "a，b"."""
    return _joined(BETWEEN_CLAUSES[lang], parts)


def statements(parts: Iterable[str], lang: Lang) -> str:
    """Statements of one sentence, each of which may hold commas: "a; b", "a；b"."""
    return _joined(BETWEEN_STATEMENTS[lang], parts)


def stated(said: str, lang: Lang) -> list[str]:
    """The statements of one sentence, apart again."""
    return said.split(BETWEEN_STATEMENTS[lang])


def prose(sentences: Iterable[str], lang: Lang) -> str:
    """Whole sentences one after the other: a space between them in English, none in Chinese."""
    return _joined(BETWEEN_SENTENCES[lang], sentences)


def dotted(parts: Iterable[str]) -> str:
    """Parts of a line that is no sentence: "a · b"."""
    return _joined(DOT, parts)


def labelled(label: str, said: str, lang: Lang) -> str:
    """What is said under a label: "a: b", "a：b"."""
    return _joined(AFTER_LABEL[lang], (label, said))


def spanned(low: str, high: str) -> str:
    """A range in few signs, in both languages: "18–60", "100,000–1.5 million"."""
    return f"{low}–{high}"


def bracketed(said: str, more: str, lang: Lang) -> str:
    """What is said, and more of it in brackets: "a (b)", "a（b）"."""
    opening, closing = BRACKETS[lang]
    return f"{said}{opening}{more}{closing}" if more else said


def headed(said: str, more: str, lang: Lang) -> str:
    """A heading, and more of it in brackets, in those with which it ends if it does: "a (b)", "a (b, c)"."""
    closing = BRACKETS[lang][1]
    if not said.endswith(closing):
        return bracketed(said, more, lang)
    return f"{clauses((said.removesuffix(closing), more), lang)}{closing}"


def unbracketed(said: str, lang: Lang) -> str:
    """What is said without what stands in brackets behind it: "a (b)" is "a" again."""
    opening, closing = BRACKETS[lang]
    return said.rpartition(opening)[0] or said if said.endswith(closing) else said


def sentence(said: str, lang: Lang) -> str:
    """What is said as a sentence of its own: a capital letter first, a full stop last."""
    return f"{capitalised(said)}{FULL_STOP[lang]}" if said else ""


def after_a_name(said: str, lang: Lang) -> str:
    """What follows a name without anything between: in Chinese a number keeps its distance (红安县 5 个工作日)."""
    return f" {said}" if lang == "zh" and said[:1].isdigit() else said


def bare(said: str) -> str:
    """A part of a sentence as a line of its own: without what joins it to the part before or after."""
    return said.strip("".join({*BETWEEN_CLAUSES.values(), *AFTER_LABEL.values()}))


def capitalised(said: str) -> str:
    """What is said with a capital letter first, the rest as it is."""
    return said[:1].upper() + said[1:]


def in_mid_sentence(said: str) -> str:
    """A name as it stands inside a sentence: a small letter first, unless it begins with an acronym."""
    return said if said[:2].isupper() else said[:1].lower() + said[1:]


def _joined(between: str, parts: Iterable[str]) -> str:
    return between.join(part for part in parts if part)
