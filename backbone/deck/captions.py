"""Captions: the sentence on a scene as somebody wrote it, and the number of the data within it."""

import re

from backbone.spoken import Spoken


def around(caption: str, number: str) -> Spoken:
    """A caption split at the number that the data give, where it contains that number: the words before, the number,
    the words after."""
    found = standing(number, caption)
    return Spoken(caption[: found.start()], number, caption[found.end() :]) if found else Spoken(caption)


def standing(number: str, caption: str) -> re.Match[str] | None:
    """Where a caption contains a number as a whole: 5 is not in 2015, nor in 1.5."""
    return re.search(_whole(number), caption) if number else None


def renumbered(caption: str, before: str, after: str) -> str:
    """A caption with another number wherever it said the one before."""
    return re.sub(_whole(before), lambda _: after, caption) if before else caption


def _whole(number: str) -> str:
    """The pattern of a number that is no part of another."""
    before, after = r"(?<!\d)(?<!\d[.,])", r"(?!\d|[.,]\d)"
    return f"{before if number[:1].isdigit() else ''}{re.escape(number)}{after if number[-1:].isdigit() else ''}"
