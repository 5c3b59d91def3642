"""The canvas: language, tone, size and type, which every picture shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from backbone import shapes
from backbone.charts.figure import Figure, Trace, short
from backbone.punctuation import dotted
from backbone.scales import CLASSES
from backbone.text import Lang
from backbone.theme import FONT, PALETTES, Palette, Tone

Span = tuple[Any, Any]
# In a hall three classes are told apart from the last row, and lines are this many times as thick.
STAGE_CLASSES, STAGE_STROKE = 3, 1.5


@dataclass(frozen=True)
class Canvas:
    """Where a picture is drawn: the reader's language, the tone, the base path of the server, `size`, a factor for
    type and symbols (1 on a page, more in a hall), and whether it is for a `stage`, where the last row is to see it."""

    lang: Lang = "en"
    tone: Tone = "light"
    base: str = ""
    size: float = 1.0
    stage: bool = False

    @property
    def palette(self) -> Palette:
        return PALETTES[self.tone]

    def for_stage(self, size: float) -> Self:
        """This canvas for a hall, with type and symbols `size` times as large."""
        return replace(self, size=size, stage=True)

    @property
    def classes(self) -> int:
        """About how many classes a scale has: fewer in a hall."""
        return STAGE_CLASSES if self.stage else CLASSES

    def stroke(self, width: float) -> float:
        """The width of a line that is `width` pixels wide on a page: thicker in a hall."""
        return round(width * self.size * (STAGE_STROKE if self.stage else 1), 2)

    def figure(self, traces: list[Trace], height: int, **layout: object) -> Figure:
        """A figure of `traces` with the house's type, no background and no template: small on the wire."""
        return Figure(short(traces), short({"template": {}, **self._layout(height), **layout}))

    def _layout(self, height: int) -> dict:
        palette, size = self.palette, self.size
        return {
            "height": round(height * size),
            "margin": self.margin(),
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
        """A quiet axis: no line, no ticks, faint grid, no zoom."""
        return {
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "automargin": True,
            "gridcolor": self.palette.rule,
            "tickfont": {"color": self.palette.quiet},
            **more,
        }

    def names_at_left(self, names: Mapping[str, str], **more: object) -> dict:
        """The axis of rows from the top down: the name of each code of `names` stands at its left."""
        return self.axis(
            type="category",
            categoryarray=list(names),
            range=[len(names) - 0.5, -0.5],
            tickvals=list(names),
            ticktext=[f"{name}  " for name in names.values()],
            **{"tickfont": {"color": self.palette.ink}, **more},
        )

    def font(self, size: float = 13, colour: str = "") -> dict:
        """Type of `size` pixels, quiet where no colour is given."""
        return {"size": round(size * self.size), "color": colour or self.palette.quiet}

    def margin(self, **sides: float) -> dict:
        """The room around a picture in pixels (l, r, t, b): none on a side that is not named."""
        return {side: round(sides.get(side, 0) * self.size) for side in "lrtb"}

    def halo(self, colour: str = "") -> str:
        """The shadow that keeps words readable on a map: paper where no colour is given. In a hall, where letters are
        larger, it is wider and denser."""
        wide, layers = (3, 8) if self.stage else (2, 4)
        return ", ".join([f"0 0 {wide}px {colour or self.palette.paper}"] * layers)

    def outline(self, chosen: Sequence[bool]) -> dict:
        """The line around marks: only around what is chosen."""
        return {"color": self.palette.ink, "width": [self.stroke(2) if one else 0 for one in chosen]}

    def key(self, **more: object) -> dict:
        """plotly's own legend, at the upper left; a click on it hides nothing."""
        at = {"x": 0, "xanchor": "left", "y": 1, "yanchor": "top", "bgcolor": "rgba(0,0,0,0)", "borderwidth": 0}
        still = {"itemclick": False, "itemdoubleclick": False, "font": {"size": round(13 * self.size)}}
        return {**at, **still, **more}

    def note(self, text: str, **at: object) -> dict:
        """Words in a picture, without an arrow."""
        return {"text": text, "showarrow": False, "borderpad": 0, **at}

    def line(self, x: Span, y: Span, colour: str, width: float = 1, **more: object) -> dict:
        """A straight line in a picture from one end of `x` and `y` to the other."""
        ends = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1]}
        dash = {"dash": more.pop("dash")} if "dash" in more else {}
        return {"type": "line", **ends, "line": {"color": colour, "width": self.stroke(width), **dash}, **more}


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


def marked(figure: Figure) -> frozenset[str]:
    """The codes of the places that have a mark on a map; none for a figure that is no map."""
    return frozenset(
        code for trace in figure.data if trace["type"] == "scattergeo" for code in trace.get("customdata", ())
    )


def coded(figure: Figure) -> frozenset[str]:
    """The codes (of places, months, categories) that the marks of a figure carry."""
    carried = [one for trace in figure.data for name in ("customdata", "locations") for one in trace.get(name) or ()]
    return frozenset(one[0] if isinstance(one, list) else one for one in carried)


def filling(figure: Figure) -> Figure:
    """The figure without a height of its own, so that it takes that of its container."""
    free = {name: value for name, value in figure.layout.items() if name != "height"}
    return Figure(figure.data, free | {"autosize": True})


def noted(figure: Figure, words: Mapping[str, str]) -> Figure:
    """A map's figure, with the word of each place in `words` added to its tooltip."""
    for trace in figure.data:
        if trace["type"] == "scattergeo" and "hovertext" in trace and not words.keys().isdisjoint(trace["customdata"]):
            said = zip(trace["customdata"], trace["hovertext"], strict=True)
            trace["hovertext"] = [dotted((value, words.get(code, ""))) for code, value in said]
    return figure
