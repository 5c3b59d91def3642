"""The canvas: what every picture shares, whatever it shows."""

from dataclasses import dataclass, replace
from typing import Self

from plotly.graph_objects import Figure

from backbone import shapes
from backbone.text import Lang
from backbone.theme import FONT, PALETTES, Palette, Tone


@dataclass(frozen=True)
class Canvas:
    """Where a picture is drawn: the reader's language, the tone, the base path of the server, and `size`, a factor
    for type and symbols (1 on a page, more in a hall)."""

    lang: Lang = "en"
    tone: Tone = "light"
    base: str = ""
    size: float = 1.0

    @property
    def palette(self) -> Palette:
        return PALETTES[self.tone]

    def for_stage(self, size: float) -> Self:
        """This canvas with type and symbols `size` times as large."""
        return replace(self, size=size)

    def figure(self, traces: list, height: int, **layout: object) -> Figure:
        """A figure of `traces` with the house's type, no background and no template: small on the wire."""
        return Figure(
            data=traces,
            layout={"template": {}, **self._layout(height), **layout},
        )

    def _layout(self, height: int) -> dict:
        palette, size = self.palette, self.size
        return {
            "height": round(height * size),
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT, "size": round(13 * size), "color": palette.ink},
            "hoverlabel": {
                "bgcolor": palette.paper,
                "bordercolor": palette.rule,
                "font": {"family": FONT, "size": round(13 * size), "color": palette.ink},
                "align": "left",
            },
            "showlegend": False,
            "dragmode": False,
        }

    def axis(self, **more: object) -> dict:
        """A quiet axis: no line, faint grid, no zoom."""
        return {
            "showgrid": False,
            "zeroline": False,
            "showline": False,
            "fixedrange": True,
            "automargin": True,
            "ticks": "",
            "gridcolor": self.palette.rule,
            "tickfont": {"color": self.palette.quiet},
            **more,
        }


# No plotly logo or toolbar; the page has its own downloads. Scrolling a page never zooms a chart by accident.
CONFIG = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False, "doubleClick": False}


def config(base: str, browser_picture: str | None = None) -> dict:
    """plotly's settings for a page served under `base`. With `browser_picture` (a file name) the figure gets a
    button that makes its PNG in the browser, for servers that cannot."""
    settings = {**CONFIG, "topojsonURL": shapes.topojson_url(base)}
    if browser_picture:
        settings |= {
            "displayModeBar": True,
            "modeBarButtons": [["toImage"]],
            "toImageButtonOptions": {"filename": browser_picture, "scale": 2},
        }
    return settings
