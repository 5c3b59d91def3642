"""Figures: what the screen draws, kept once each, in the tones in which it differs by more than its colours."""

import json
import re
from collections import defaultdict
from typing import Any

from backbone import shapes
from backbone.charts import Figure
from backbone.refusals import Unmade
from backbone.text import Text
from backbone.theme import PALETTES

# A pack is no larger than this: it is sent by mail, and opened on old machines.
MOST_BYTES = 15_000_000
TOO_LARGE = Text(
    "The event pack would be larger than {most} MB. Take scenes out of the deck, or make it in one language.",
    "活动包将超过 {most} MB。请减少场景，或只选一种语言。",
)
COLOUR = re.compile(r"#[0-9a-f]{6}")
# Each colour of a dark picture, and the one that it is in a light one.
LIGHT = dict(zip(PALETTES["dark"].colours, PALETTES["light"].colours, strict=True))


class Figures:
    """The figures of a pack, each by its number; and the places that they draw, by the layer of their shapes."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.drawn: dict[str, set[str]] = defaultdict(set)
        self._bytes = 0
        self._numbers: dict[str, int] = {}

    def both(self, dark: Figure, light: Figure) -> dict[str, int]:
        """The numbers of a figure in both tones, as a scene says them: `light` only where the dark one in other
        colours is not the same."""
        known, own = self.number(dark), _said(_slim(light))
        same = COLOUR.sub(lambda found: LIGHT.get(found[0], found[0]), _said(self.kept[known])) == own
        return {"figure": known} if same else {"figure": known, "light": self.number(light)}

    def number(self, figure: Figure) -> int:
        """The number of a figure. Unmade where the figures are too large together."""
        slim = _slim(figure)
        for trace in slim["data"]:
            if "layer" in trace:
                self.drawn[trace["layer"]].update(trace["locations"])
        said = _said(slim)
        number = self._numbers.setdefault(said, len(self.kept))
        if number == len(self.kept):
            self.kept.append(slim)
            self._bytes = small_enough(self._bytes + len(said))
        return number


def small_enough(size: int) -> int:
    """That many bytes; Unmade where they are more than a pack may have."""
    if size > MOST_BYTES:
        raise Unmade(TOO_LARGE.filled(most=MOST_BYTES // 1_000_000))
    return size


def _slim(figure: Figure) -> dict[str, Any]:
    """A figure without the properties that only plotly.js needs; maps name layers instead of addresses."""
    return {"data": [_trace(one) for one in figure.data], "layout": figure.layout}


def _trace(trace: dict[str, Any]) -> dict[str, Any]:
    if trace["type"] != "choropleth":
        return trace
    rest = {name: value for name, value in trace.items() if name not in ("geojson", "z", "colorscale", "showscale")}
    return rest | {"layer": shapes.layer_at(trace["geojson"]), "fill": trace["colorscale"][1][1]}


def _said(slim: dict[str, Any]) -> str:
    return json.dumps(slim, ensure_ascii=False, separators=(",", ":"))
