"""A question to the steward: what the files do not say for certain is asked, never guessed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from backbone.text import Text


@dataclass(frozen=True)
class Question:
    """Something to be decided before files can be read as records.

    `key`: what is asked, the same whenever it is asked again: the answer is remembered under it.
    `said`: the question.
    `choices`: what can be answered, by what is remembered of it.
    `proposed`: the answer that seems right; "" where two are as good.
    `why`: what speaks for that; None for nothing."""

    key: str
    said: Text
    choices: Mapping[str, Text] = field(default_factory=dict)
    proposed: str = ""
    why: Text | None = None
