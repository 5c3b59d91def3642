"""The words at the left of a slide: place, sentence with its number, period, notes; as large as all have room."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from backbone.deck.powerpoint.elements import INCH, PAPER, POINT, Box
from backbone.deck.powerpoint.markup import Run
from backbone.deck.powerpoint.metrics import wide
from backbone.deck.powerpoint.template import NOTE, PLACE, WHEN, WORDS
from backbone.spoken import Spoken

# How high a line is, in parts of its type.
LINE = 1.22
PIECES = re.compile(r"[⺀-\uffff]|[^\s⺀-\uffff]+\s*|\s+")
# The type of the sentence, from the largest down, and of the number beside it; so many times the sentence's.
SENTENCES, LARGER, LARGEST = (26, 24, 22, 20, 18, 16, 14, 12), 2.5, 66
# Nothing longer than this is set on a slide: the rest stands in its notes.
MOST = 600


@dataclass(frozen=True)
class Part:
    """One part of the column: the number of its holder, its paragraphs, how high they are, and the gap above it."""

    idx: int
    paragraphs: tuple[tuple[Run, ...], ...]
    high: float
    gap: float
    box: Box = WORDS


def cut(text: str, most: int = MOST) -> str:
    """The text, no longer than `most`."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def height(text: str, size: float, across: float) -> float:
    """How high a text of that size in points is in lines so wide, in the units of the format."""
    return len(_lines(text, across / POINT / size)) * size * LINE * POINT if text else 0.0


def _lines(text: str, room: float) -> list[str]:
    """The text in lines of so many times the size of its type: an English one breaks at spaces, a Chinese one
    anywhere."""
    lines = [""]
    for piece in PIECES.findall(text):
        if lines[-1] and wide(lines[-1] + piece.rstrip()) > room:
            lines.append("")
        lines[-1] += piece
    return lines


def column(place: str, sentence: Spoken, when: str, notes: Sequence[str]) -> list[Part]:
    """The parts from the top down, about the middle of the column."""
    for size in SENTENCES:
        small = max(9.0, min(12.0, size * 0.5 + 1))
        parts = [
            Part(PLACE, ((Run(place, size=min(size, 20)),),), height(place, min(size, 20), WORDS.wide), 0),
            title(sentence, size),
            Part(WHEN, ((Run(when, size=min(size, 14)),),), height(when, min(size, 14), WORDS.wide), 0.28 * INCH),
            Part(
                NOTE, tuple((Run(note, size=small),) for note in notes),
                sum(height(note, small, WORDS.wide) for note in notes), 0.2 * INCH,
            ),
        ]  # fmt: skip
        parts = [part for part in parts if part.high]
        whole = sum(part.high + part.gap for part in parts)
        if whole <= WORDS.high:
            break
    top = WORDS.y + max(0.0, (WORDS.high - whole) / 2)
    placed = []
    for part in parts:
        top += part.gap
        placed.append(replace(part, box=Box(WORDS.x, top, WORDS.wide, part.high)))
        top += part.high
    return placed


def title(sentence: Spoken, size: float) -> Part:
    """The sentence, its number large and in the accent, on lines of their own."""
    before, number, after = (cut(part.strip()) for part in sentence.lines)
    runs: list[Run] = []
    high = 0.0
    room = WORDS.wide / POINT
    large = min(LARGEST, size * LARGER, 0.94 * room / max(1.0, wide(number)))
    for text, own in ((before, size), (number, large), (after, size)):
        if text:
            is_number = own == large and text == number
            colour = PAPER.accent if is_number else ""
            runs.append(Run(text, is_number, colour, own, breaks=bool(runs)))
            high += height(text, own, WORDS.wide) if not is_number else own * LINE * POINT
    return Part(0, (tuple(runs),), high, 0.08 * INCH)


def largest(paragraphs: Sequence[str], box: Box, sizes: Sequence[float]) -> float:
    """The largest of the sizes in which paragraphs have room in a box; the smallest where none is small enough."""
    for size in sizes:
        if sum(height(text, size, box.wide) for text in paragraphs) + size * POINT * len(paragraphs) * 0.6 <= box.high:
            break
    return size
