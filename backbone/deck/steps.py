"""Steps: how the map of a scene that plays was in a few of its months, small, for paper, slides and pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from backbone import charts
from backbone.charts import Canvas, Figure
from backbone.deck.played import Played
from backbone.deck.slides import Month, Slide, months, slide
from backbone.pictures.sheet import light

# So many months stand side by side, each that many pixels wide and high.
STEPS, WIDE, HIGH = 4, 380, 280


@dataclass(frozen=True)
class Step:
    """A month of a scene that plays, and its small map."""

    month: Month
    figure: Figure


def steps(of: Played, page: Slide) -> list[Step]:
    """The steps of a slide; none where no months go by on it."""
    found = []
    for month in few(months(of, page)) if page.shown.picture.figure is not None else ():
        then = page.scene.with_(asks={**page.scene.asks, "as_of": month.code})
        seen = slide(of.showing(then), 1, Canvas(page.lang))
        if (figure := light(seen.shown.picture).figure) is not None:
            found.append(Step(month, charts.unnamed(figure, HIGH)))
    return found


def few(gone: Sequence[Month]) -> list[Month]:
    """Some of the months that go by: the first, the last, and those between, as far apart as can be."""
    apart = (len(gone) - 1) / (STEPS - 1)
    return list(dict.fromkeys(gone[round(n * apart)] for n in range(STEPS))) if gone else []
