"""Where words that are set large may break: never within a number and its unit, a date, a hyphenated word, or a part
between dots."""

from html import escape

from backbone.punctuation import DOT, FULL_STOP, TOGETHER


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
