"""Progress: what a steward who waits is told, by the command line or on the page."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TextIO

from backbone.punctuation import clauses
from backbone.text import LANGS, Lang, Text

SO_FAR = Text("{phase}: {rows} rows", "{phase}：{rows} 行")
OF = Text("{phase}: {rows} of {of} rows", "{phase}：{rows} / {of} 行")
PART = Text("{phase}, {share}% so far", "{phase}，已完成 {share}%")
LEFT = Text("about {seconds} s left", "约剩 {seconds} 秒")
# How often one is told, in seconds; and how much must be done before anybody is told how long the rest takes.
EVERY, EARLY = 0.2, 0.05


@dataclass(frozen=True)
class Step:
    """How far it has got: so many `rows` of so many (0 where nobody knows), and the seconds that the rest takes at this
    pace (None where nobody knows). Of files whose rows nobody knows before they are read, `share` says how much of all
    is done, 0 to 1."""

    phase: Text
    rows: int
    of: int = 0
    left: float | None = None
    share: float | None = None

    @property
    def done(self) -> float:
        """How much of it is done, 0 to 1."""
        return self.share if self.share is not None else min(1.0, self.rows / self.of) if self.of else 0.0

    @property
    def said(self) -> Text:
        """The same in words."""
        words = self.phase
        if self.rows or self.of:
            how = OF if self.of else SO_FAR
            words = how.filled(phase=self.phase, rows=f"{self.rows:,}", of=f"{self.of:,}")
        elif self.share:
            words = PART.filled(phase=self.phase, share=int(100 * self.share))
        if self.left is None or (self.of and self.rows == self.of):
            return words
        left = LEFT.filled(seconds=f"{max(1, round(self.left)):,}")
        return Text(*(clauses((words(lang), left(lang)), lang) for lang in LANGS))


# It is called from the thread that works, several times a second at most; what it raises stops the work.
Progress = Callable[[Step], None]


def quiet(step: Step) -> None:
    """Tells nobody."""


class Phase:
    """Counts the rows of one phase and tells of them: when it begins, when all `of` them are done, and now and then in
    between."""

    def __init__(self, tell: Progress, said: Text, of: int = 0) -> None:
        self._tell, self._said, self._of = tell, said, of
        self._rows = 0
        self._began = self._told = time.monotonic()
        tell(Step(said, 0, of))

    def went(self, rows: int) -> None:
        """So many rows more are done."""
        self._at(self._rows + rows)

    def reached(self, share: float) -> None:
        """So much of it is done, 0 to 1: as many of the rows as that is."""
        self._at(round(self._of * share))

    def _at(self, rows: int) -> None:
        self._rows, now = rows, time.monotonic()
        if now - self._told >= EVERY or self._rows == self._of:
            self._told = now
            self._tell(Step(self._said, self._rows, self._of, left(now - self._began, self._rows, self._of)))


def left(seconds: float, done: float, of: float) -> float | None:
    """The seconds that the rest takes where so much took so long; None as long as too little is done to say it."""
    return seconds / done * (of - done) if of and done > of * EARLY else None


class Among:
    """Tells of several files, one after the other, and how much of all is read, by their bytes: those of the files
    before, and of this one so many as the reader says (`Step.share`)."""

    def __init__(self, tell: Progress, total: int) -> None:
        self._tell, self._total, self._done, self._size = tell, total, 0, 0
        self._began = time.monotonic()

    def __call__(self, step: Step) -> None:
        done = self._done + self._size * (step.share or 0)
        rest = left(time.monotonic() - self._began, done, self._total)
        self._tell(replace(step, share=done / (self._total or 1), left=rest))

    def begins(self, size: int) -> None:
        """A file of that size is read from now on, and the ones before are done."""
        self._done, self._size = self._done + self._size, size


def on_a_terminal(out: TextIO, lang: Lang = "en") -> Progress:
    """Writes each step to `out`: over the one before on a terminal, else one line when a phase begins and ends."""
    written, phases = [""], [""]

    def tell(step: Step) -> None:
        said, ends = step.said(lang), step.rows > 0 and step.rows >= step.of
        end = "\n" if ends else ""
        if out.isatty():
            out.write(f"\r{said:<{len(written[0])}}{end}")
            written[0] = "" if ends else said
        elif said != written[0] and (ends or step.phase(lang) != phases[0]):
            out.write(f"{said}\n")
            written[0] = said
        phases[0] = step.phase(lang)
        out.flush()

    return tell
