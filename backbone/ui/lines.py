"""Where words that are set large may break: never within a number and its unit, a date, a hyphenated word, or a part
between dots."""

from html import escape

from backbone.punctuation import DOT, TOGETHER


def together(text: str) -> str:
    """HTML of a text, escaped, with what must not be parted at the end of a line held together."""
    found, at = [], 0
    for piece in TOGETHER.finditer(text):
        found += [escape(text[at : piece.start()]), f'<span class="whole">{escape(piece[0])}</span>']
        at = piece.end()
    return "".join((*found, escape(text[at:])))


def parted(text: str) -> str:
    """HTML of a line of parts between dots, escaped: it breaks between two of them, and a dot is seen only where the
    part before it stands in the same line (`staging.css`)."""
    first, *others = (together(part) for part in text.split(DOT))
    if not others:
        return first
    dotted = (f'<span class="dot">{DOT.strip()}</span>{part}' for part in others)
    parts = " ".join(f'<span class="part">{part}</span>' for part in (first, *dotted))
    return f'<span class="parts">{parts}</span>'
