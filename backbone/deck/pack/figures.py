"""Figures: what the screen draws, kept once each, in the tones in which it differs by more than its colours."""

import json
import re
from collections import defaultdict
from typing import Any

from backbone import shapes
from backbone.charts import Figure
from backbone.theme import PALETTES

COLOUR = re.compile(r"#[0-9a-f]{6}")
# Each colour of a dark picture, and the one that it is in a light one.
LIGHT = dict(zip(PALETTES["dark"].colours, PALETTES["light"].colours, strict=True))


class Figures:
    """The figures of a pack, each by its number; and the places that they draw, by the layer of their shapes."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.drawn: dict[str, set[str]] = defaultdict(set)
        self._numbers: dict[str, int] = {}

    def both(self, dark: Figure, light: Figure) -> dict[str, int]:
        """The numbers of a figure in both tones, as a scene says them: `light` only where the dark one in other
        colours is not the same."""
        known, own = self.number(dark), _said(_slim(light))
        same = COLOUR.sub(lambda found: LIGHT.get(found[0], found[0]), _said(self.kept[known])) == own
        return {"figure": known} if same else {"figure": known, "light": self.number(light)}

    def number(self, figure: Figure) -> int:
        """The number of a figure."""
        slim = _slim(figure)
        for trace in slim["data"]:
            if "layer" in trace:
                self.drawn[trace["layer"]].update(trace["locations"])
        number = self._numbers.setdefault(_said(slim), len(self.kept))
        if number == len(self.kept):
            self.kept.append(slim)
        return number


def _slim(figure: Figure) -> dict[str, Any]:
    """A figure without what only the library of the screen needs: of a map, layers instead of addresses."""
    return {"data": [_trace(one) for one in figure.data], "layout": figure.layout}


def _trace(trace: dict[str, Any]) -> dict[str, Any]:
    if trace["type"] != "choropleth":
        return trace
    rest = {name: value for name, value in trace.items() if name not in ("geojson", "z", "colorscale", "showscale")}
    return rest | {"layer": shapes.layer_at(trace["geojson"]), "fill": trace["colorscale"][1][1]}


def _said(slim: dict[str, Any]) -> str:
    return json.dumps(slim, ensure_ascii=False, separators=(",", ":"))
