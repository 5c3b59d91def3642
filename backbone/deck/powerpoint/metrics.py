"""How wide words are in the type of our slides."""

from backbone.text import CHINESE_FROM

# How wide the narrow and the wide letters are; the others are about alike.
WIDTHS = {**dict.fromkeys("ijl'’|", 0.23), **dict.fromkeys(" .,:;!ft/()[]-I", 0.3), "r": 0.34, "m": 0.84, "w": 0.73}
WIDTHS |= {"M": 0.84, "W": 0.95, "%": 0.9}


def wide(text: str) -> float:
    """About how many times its size a text is wide, in the type of our slides."""
    return sum(1.0 if ord(c) > CHINESE_FROM else WIDTHS.get(c, 0.67 if c.isupper() else 0.54) for c in text)
