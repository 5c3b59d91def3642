"""The words at the left of a slide: place, sentence with its number, facts, period, notes; as large as all have room.
Of two languages the second stands below the first, smaller and quieter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from backbone.deck.powerpoint.elements import INCH, PAPER, POINT, Box
from backbone.deck.powerpoint.markup import Run
from backbone.deck.powerpoint.metrics import wide
from backbone.deck.powerpoint.template import BEFORE, NOTE, PLACE, WHEN, WORDS
from backbone.punctuation import pieces
from backbone.spoken import Spoken
from backbone.text import Lang

# How high a line is, in parts of its type.
LINE = 1.22
# The type of the sentence, from the largest down, and of the number beside it; so many times the sentence's.
SENTENCES, LARGER, LARGEST = (26, 24, 22, 20, 18, 16, 14, 12, 11, 10, 9), 2.5, 66
# How large the second language stands below the first.
SECOND = 0.7
# Nothing longer than this is set on a slide: the rest stands in its notes.
MOST = 600


@dataclass(frozen=True)
class Said:
    """What a column says in one language."""

    lang: Lang
    place: str
    sentence: Spoken
    when: str
    notes: Sequence[str]
    facts: Sequence[str] = ()


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
    """The text in lines of so many times the size of its type."""
    lines = [""]
    for piece in pieces(text):
        if lines[-1] and wide(lines[-1] + piece.rstrip()) > room:
            lines.append("")
        lines[-1] += piece
    return lines


def column(said: Sequence[Said]) -> list[Part]:
    """The parts from the top down, about the middle of the column; the first of `said` leads."""
    for size in SENTENCES:
        small, middle = max(min(9.0, size * 0.8), min(12.0, size * 0.5 + 1)), min(size, 14)
        parts = [
            _part(PLACE, [(one.lang, one.place, _after(n, min(size, 20), 13)) for n, one in enumerate(said)], 0),
            title(said, size),
            _part(WHEN, [*_facts_and_when(said, middle)], 0.28),
            _part(NOTE, [(one.lang, note, small) for one in said for note in one.notes], 0.2),
        ]
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


def _facts_and_when(said: Sequence[Said], size: float) -> Iterator[tuple[Lang, str, float]]:
    """The facts of each language, and for when they hold."""
    for n, one in enumerate(said):
        for told in (*one.facts, one.when):
            yield one.lang, told, _after(n, size, 12)


def _after(n: int, size: float, most: float) -> float:
    """The size of what stands in the n-th language."""
    return min(size, most) if n else size


def _part(idx: int, told: Sequence[tuple[Lang, str, float]], gap: float) -> Part:
    """A part of so many paragraphs, each in its language and its size; `gap` in inches."""
    leads = told[0][0] if told else ""
    paragraphs = tuple(
        (Run(text, colour="" if lang == leads else PAPER.quiet, size=size, lang=lang),)
        for lang, text, size in told
        if text
    )
    apart = BEFORE.get(idx, 0) / 100 * POINT * (len(paragraphs) - 1) if paragraphs else 0.0
    return Part(idx, paragraphs, sum(height(text, size, WORDS.wide) for _, text, size in told) + apart, gap * INCH)


def title(said: Sequence[Said], size: float) -> Part:
    """The sentence, its number large and in the accent, on lines of their own; those of other languages below it."""
    before, number, after = (cut(part.strip()) for part in said[0].sentence.lines)
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
    second = round(size * SECOND * 2) / 2
    below = [(one, one.sentence.whole) for one in said[1:] if one.sentence.whole]
    high += sum(height(cut(whole), second, WORDS.wide) + BEFORE[0] / 100 * POINT for _, whole in below)
    return Part(0, (tuple(runs), *(tuple(beside(one, second)) for one, _ in below)), high, 0.08 * INCH)


def beside(said: Said, size: float) -> list[Run]:
    """A sentence in the second language: in one paragraph, its number strong."""
    before, number, after = said.sentence.before, said.sentence.number, said.sentence.after
    parts = ((cut(before), False), (number, True), (cut(after), False))
    return [Run(text, bold, PAPER.quiet, size, lang=said.lang) for text, bold in parts if text]


def largest(paragraphs: Sequence[str], box: Box, sizes: Sequence[float]) -> float:
    """The largest of the sizes in which paragraphs have room in a box; the smallest where none is small enough."""
    for size in sizes:
        if sum(height(text, size, box.wide) for text in paragraphs) + size * POINT * len(paragraphs) * 0.6 <= box.high:
            break
    return size
