"""A figure as a picture: the same figure, with its title, source, basis and as-of inside the frame."""

import shutil
from functools import cache

import plotly.graph_objects as go

from backbone import shapes
from backbone.theme import PALETTES, Tone

WIDTH, HEAD, FOOT, MARGIN, SCALE = 1200, 96, 64, 48, 2
# Kaleido draws with a Chromium of the machine's own; these are the names it goes by.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@cache
def browser() -> str | None:
    """The path of this server's Chromium, or None where it has none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def framed(fig: go.Figure, title: str, subtitle: str, note: str, tone: Tone) -> go.Figure:
    """The figure on paper: title and subtitle above, note (source, basis, as of) below, geometry inside."""
    palette = PALETTES[tone]
    out = go.Figure(fig)
    for trace in out.data:
        if trace.type == "choropleth" and isinstance(trace.geojson, str):
            trace.geojson = shapes.geojson_at(trace.geojson)
    height = (fig.layout.height or 500) + HEAD + FOOT
    common = {"xref": "paper", "yref": "paper", "showarrow": False, "align": "left", "xanchor": "left", "x": 0}
    common |= {"xshift": 0, "yshift": 0}  # whatever the figure's own annotations default to
    inner = height - HEAD - FOOT
    out.update_layout(
        template={},
        width=WIDTH,
        height=height,
        margin={"l": MARGIN, "r": MARGIN, "t": HEAD, "b": FOOT},
        paper_bgcolor=palette.paper,
    )
    for text, y, size, colour in (
        (f"<b>{_plain(title)}</b>", 1 + 84 / inner, 22, palette.ink),
        (_plain(subtitle), 1 + 46 / inner, 15, palette.quiet),
        (_plain(note), -(FOOT - 24) / inner, 12, palette.quiet),
    ):
        out.add_annotation(
            text=text, y=y, yanchor="top" if y > 0 else "bottom", font={"size": size, "color": colour}, **common
        )
    return out


def png(fig: go.Figure) -> bytes:
    """The figure as PNG bytes at twice its size; needs `browser()`."""
    import plotly.io as pio

    pio.defaults.topojson = shapes.topojson_folder()
    return pio.to_image(fig, format="png", scale=SCALE)


def _plain(text: str) -> str:
    """Text in which nothing is markup to plotly."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
