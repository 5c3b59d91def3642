"""What each picture of a scene becomes on a slide: a map of shapes, a chart, or a table."""

from collections.abc import Mapping

from backbone.deck.powerpoint import maps
from backbone.deck.powerpoint.charts import Ground, Maker, bars, months, rest, sheet
from backbone.deck.powerpoint.elements import Shape
from backbone.deck.powerpoint.flow import flow
from backbone.deck.powerpoint.funnel import funnel
from backbone.deck.powerpoint.outlines import Outlines
from backbone.deck.powerpoint.strips import strips
from backbone.pictures.picture import Picture

# By the key of a picture. A picture that is not here, and no map, becomes its table.
CHARTS: Mapping[str, Maker] = {
    "ranking": bars,
    "reach": bars,
    "process": flow,
    "funnel": funnel,
    "strips": strips,
    "trend": months,
    "months": months,
    "tie-out": sheet,
}


def drawn(picture: Picture, on: Ground, outlines: Outlines) -> list[Shape]:
    """The shapes of a picture that has a figure; a chart or a table is put on the slide itself, and comes back as the
    words that stand around it."""
    assert picture.figure is not None, "what has no figure is told in words"
    if maps.is_map(picture.figure):
        group = on.pen.group(
            picture.title, maps.drawn(picture.figure, on.box, on.pen, outlines), picture.alt or picture.title
        )
        return [group] if group else []
    return CHARTS.get(picture.key, rest)(picture, on)
