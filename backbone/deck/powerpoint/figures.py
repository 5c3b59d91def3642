"""What each picture of a scene becomes on a slide: a map of shapes, a chart, or a table."""

from collections.abc import Mapping

from backbone.deck.powerpoint import maps
from backbone.deck.powerpoint.charts import Maker, bars, months
from backbone.deck.powerpoint.flow import flow
from backbone.deck.powerpoint.funnel import funnel
from backbone.deck.powerpoint.native import Ground
from backbone.deck.powerpoint.outlines import Outlines
from backbone.deck.powerpoint.ranges import ranges
from backbone.deck.powerpoint.strips import strips
from backbone.deck.powerpoint.tables import rest, sheet
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
    "gift": ranges,
}


def draw(picture: Picture, on: Ground, outlines: Outlines) -> None:
    """Puts a picture that has a figure on its slide."""
    figure = picture.figure
    assert figure is not None, "what has no figure is told in words"
    if figure.is_map:
        group = on.pen.group(picture.title, maps.drawn(figure, on.box, on.pen, outlines), picture.alt or picture.title)
        on.draw([group] if group else [])
    else:
        CHARTS.get(picture.key, rest)(picture, on)
