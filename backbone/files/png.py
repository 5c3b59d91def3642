"""A figure as a picture: the same figure, with its title, source, basis and as-of inside the frame."""

import shutil
from collections.abc import Sequence
from functools import cache

import plotly.graph_objects as go

from backbone import shapes
from backbone.theme import PALETTES, Tone

WIDTH, HEAD, FOOT, MARGIN, SCALE = 1200, 96, 64, 48, 2
# The height of a further line of the subtitle.
LINE = 20
# Kaleido draws with a Chromium of the machine's own; these are the names it goes by.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@cache
def browser() -> str | None:
    """The path of this server's Chromium, or None where it has none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def framed(fig: go.Figure, title: str, subtitle: Sequence[str], note: str, tone: Tone) -> go.Figure:
    """The figure on paper, with the margins that it has on screen: title and subtitle (its lines) above, note (source,
    basis, as of) below, geometry inside."""
    palette, own = PALETTES[tone], fig.layout.margin
    head = HEAD + LINE * (len(subtitle) - 1)
    out = go.Figure(fig)
    for trace in out.data:
        if trace.type == "choropleth" and isinstance(trace.geojson, str):
            trace.geojson = shapes.geojson_at(trace.geojson)
    out.update_layout(
        template={},
        width=WIDTH,
        height=fig.layout.height + head + FOOT,
        margin={"l": MARGIN + own.l, "r": MARGIN + own.r, "t": head + own.t, "b": FOOT + own.b},
        paper_bgcolor=palette.paper,
    )
    at = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": -own.l, "yref": "paper"}
    for text, y, up, size, colour in (
        (f"<b>{literal(title)}</b>", 1, own.t + head - 12, 22, palette.ink),
        ("<br>".join(map(literal, subtitle)), 1, own.t + head - 50, 15, palette.quiet),
        (literal(note), 0, 24 - FOOT - own.b, 12, palette.quiet),
    ):
        at |= {"y": y, "yshift": up, "yanchor": "top" if y else "bottom", "showarrow": False, "align": "left"}
        out.add_annotation(text=text, font={"size": size, "color": colour}, **at)
    return out


def png(fig: go.Figure) -> bytes:
    """The figure as PNG bytes at twice its size; needs `browser()`."""
    import plotly.io as pio

    pio.defaults.topojson = shapes.topojson_folder()
    return pio.to_image(fig, format="png", scale=SCALE)


def literal(text: str) -> str:
    """Text in which nothing is markup to plotly."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
