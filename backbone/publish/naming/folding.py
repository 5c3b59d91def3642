"""Folding: one form of what is written in many: full-width or half, with or without spaces, signs and capitals."""

import re
import unicodedata

# Signs that NFKC leaves as they are, and the plain ones that they stand for.
_SIGNS = {ord(sign): plain for plain, signs in {"-": "‐‑‒–—―−", "'": "‘’`´", "~": "〜∼"}.items() for sign in signs}
_GAPS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")


def tidied(text: str) -> str:
    """What is written in plain signs: half-width, one kind of dash and apostrophe, single spaces, none at the ends."""
    return _GAPS.sub(" ", unicodedata.normalize("NFKC", text).translate(_SIGNS)).strip()


def folded(text: str) -> str:
    """The same without spaces, signs and capitals: what two ways to write one word have in common. % stays."""
    return "".join(c for c in tidied(text).casefold() if c.isalnum() or c == "%")
