"""Lines: where words that are set large may break. A number stays with its unit, a date or a word with a
hyphen is one piece, and of what is parted by dots each part is."""

import re
from html import escape

from backbone.punctuation import DOT, FULL_STOP

# A Chinese number's unit, with what belongs to it; and the words that an English one is read with.
CHINESE = "个(?:工作日|百分点|县|省)?|人次?|省（区）|[元件名户省县岁天笔项级次年月日]"
ENGLISH = "(?:million|billion|thousand)(?: yuan)?|yuan"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
TOGETHER = re.compile(
    r"\d{4} ?年(?: ?\d{1,2} ?月)?(?: ?\d{1,2} ?日)?[初底末]?"
    r"|\b[a-z]+-[a-z]+\b"
    rf"|(?:\d{{1,2}} )?(?:{MONTHS}) \d{{4}}"
    rf"|[¥约第]?(?<![\d.,])\d(?:[\d.,–-]*\d)?%?(?: (?:{ENGLISH})\b)?(?: ?[万亿])?(?: ?余)?(?: ?(?:{CHINESE}))?"
)


def together(text: str) -> str:
    """HTML of a text, escaped, with what must not be parted at the end of a line held together."""
    found, at = [], 0
    for piece in TOGETHER.finditer(text):
        found += [escape(text[at : piece.start()]), f'<span class="whole">{escape(piece[0])}</span>']
        at = piece.end()
    return "".join((*found, escape(text[at:])))


def parted(text: str) -> str:
    """HTML of a line of parts between dots, escaped: it breaks after a dot; a part with a whole sentence in it breaks
    like any other."""
    *most, last = (part for part in text.split(DOT))
    parts = [*(f"{part}{DOT}" for part in most), last]
    ends = tuple(FULL_STOP.values())
    return "".join(
        together(part) if any(end in part for end in ends) else f'<span class="part">{together(part)}</span>'
        for part in parts
    )
