"""Progress: what a steward who waits is told, by the command line or on the page."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from backbone.punctuation import clauses
from backbone.text import LANGS, Text

SO_FAR = Text("{phase}: {rows} rows", "{phase}：{rows} 行")
OF = Text("{phase}: {rows} of {of} rows", "{phase}：{rows} / {of} 行")
LEFT = Text("about {seconds} s left", "约剩 {seconds} 秒")
# How often one is told, in seconds.
EVERY = 0.2


@dataclass(frozen=True)
class Step:
    """How far it has got: so many `rows` of so many (0 where nobody knows), and the seconds that the rest of this
    phase takes at this pace (None where nobody knows)."""

    phase: Text
    rows: int
    of: int = 0
    left: float | None = None

    @property
    def said(self) -> Text:
        """The same in words."""
        if not (self.rows or self.of):
            return self.phase
        how = OF if self.of else SO_FAR
        words = how.filled(phase=self.phase, rows=f"{self.rows:,}", of=f"{self.of:,}")
        if self.left is None or self.rows == self.of:
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
        self._rows += rows
        now = time.monotonic()
        if now - self._told >= EVERY or self._rows == self._of:
            self._told = now
            left = (now - self._began) / self._rows * (self._of - self._rows) if self._of and self._rows else None
            self._tell(Step(self._said, self._rows, self._of, left))


def on_a_terminal(out: TextIO) -> Progress:
    """Writes each step to `out`: over the one before on a terminal, else one line when a phase begins and ends."""
    written = [""]

    def tell(step: Step) -> None:
        said = step.said.en
        if out.isatty():
            ends = "\n" if step.rows == step.of else ""
            out.write(f"\r{said:<{len(written[0])}}{ends}")
            written[0] = "" if ends else said
        elif step.rows in (0, step.of):
            out.write(f"{said}\n")
        out.flush()

    return tell
