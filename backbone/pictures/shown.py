"""What is seen in a hall, or on a slide, of one scene: its sentence, its picture, and the numbers beside them."""

from dataclasses import dataclass
from typing import NamedTuple

from backbone.pictures.picture import Picture
from backbone.punctuation import bracketed, labelled
from backbone.spoken import Spoken
from backbone.text import Lang


class Fact(NamedTuple):
    """A further number by name, and what stands quiet beside it."""

    name: str
    number: str
    beside: str = ""

    def said(self, lang: Lang) -> str:
        """The fact in a line."""
        return labelled(self.name, bracketed(self.number, self.beside, lang), lang)


@dataclass(frozen=True)
class Shown:
    """What is seen in a hall: the place that is spoken of ("" where the sentence says it), the sentence, for when it
    holds ("" where it holds for no period), the picture, what its amounts leave out, what is told at length, further
    numbers by name, and by which `method` they are worked out, for paper."""

    place: str
    sentence: Spoken
    when: str
    picture: Picture
    notes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    method: str = ""
