"""How the places of a map look under a question, without the map itself: the browser repaints the map on screen with it
while the server draws the new one. Both come from the same groups (`maps.groups_of`)."""

from collections.abc import Hashable, Mapping

import pandas as pd

from backbone.charts.canvas import Canvas
from backbone.charts.histogram import BAR
from backbone.charts.maps import fill, groups_of, symbol
from backbone.indicator import Indicator
from backbone.places import NATION
from backbone.scales import Scale

# The fill of the area ("" for none); the symbol's colour, its edge, its diameter in pixels and its opacity.
Look = tuple[str, str, str, float, float]


def paint(
    values: "pd.Series[float]", indicator: Indicator, scale: Scale, focus: str, level: str, canvas: Canvas
) -> Mapping[str, Look]:
    """How each place of `values` (by its code; NaN where it has none) looks on a map of `focus` with its places at
    `level`."""
    is_rate = indicator.unit.is_rate
    ground = "" if focus == NATION else canvas.palette.land_in_programme  # a province shades its own below symbols
    found: dict[str, Look] = {}
    for group in groups_of(values, scale, indicator, canvas):
        own = symbol(group, canvas, filled_below=is_rate, invisible=is_rate and level == "province")
        area = fill(group, canvas) if is_rate else ground
        look = (area, own["color"], own["line"]["color"], round(own["size"], 1), own["opacity"])
        found |= dict.fromkeys(group.codes, look)
    return found


def key(
    values: "pd.Series[float]", indicator: Indicator, scale: Scale, canvas: Canvas
) -> Mapping[Hashable, tuple[str, str]]:
    """What the legend counts of `values`, each class and state by what stays the same of it: the name that its marks
    carry, and the words in which its number is (of a class the number alone)."""
    groups = groups_of(values, scale, indicator, canvas)
    return {(g.of, g.colour): (g.label, str(len(g.codes)) if g.of else g.label) for g in groups}


def longest_bar(canvas: Canvas) -> float:
    """How high the highest bar of a legend is, in pixels."""
    return BAR * canvas.size
