"""Drawing: figures as pictures, by a Chromium of this machine that asks no other machine for anything."""

import asyncio
import itertools
import re
import shutil
from base64 import b64decode
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, Literal

from backbone import shapes
from backbone.refusals import Unmade
from backbone.text import Text

# Kaleido draws with a Chromium of the machine's own; these are the names it goes by.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NO_BROWSER = Text(
    "This server has no Chromium to draw pictures with: install one (Debian: apt-get install chromium).",
    "服务器没有 Chromium，无法绘制图片：请安装（Debian：apt-get install chromium）。",
)
Kind = Literal["png", "svg"]
# A drawing names its parts after itself, anew each time; with one name for all, the same figure is the same bytes.
OWN_NAME, ANY_NAME = re.compile(rb'id="topdefs-(\w+)"'), b"figure"
# How such names begin; a drawing within another: where it is, and what of it is seen.
NAMED_SO = tuple(kind + ANY_NAME for kind in (b"topdefs-", b"defs-", b"clip"))
IMAGE = re.compile(
    rb'<image [^>]*xlink:href="data:image/svg\+xml;base64,(?P<drawing>[^"]*)" (?P<place>[^>]*?)opacity="1"/>'
)
SEEN = re.compile(rb' ?viewBox="[^"]*"')
# What keeps words readable on a map is a shadow to a browser, and nothing to other programs; a line behind the letters
# is the same to all.
SHADOW, BEHIND = (
    re.compile(rb"text-shadow: (rgb\([^)]*\))[^;]*;"),
    rb"stroke: \1; stroke-width: 2px; stroke-linejoin: round; paint-order: stroke;",
)
# An outline is written to a hundredth of a pixel.
OUTLINE, FINER = re.compile(rb' d="[^"]*"'), re.compile(rb"(\.\d\d)\d+")
# In a Chinese font the marks of English (’ ·) are as wide as a sign; in this one, which comes with it, not.
CHINESE, NARROW, SIGNS = '"Noto Sans CJK SC"', '"Noto Sans CJK KR"', re.compile(r"[\u2e80-\uffef]")
# A browser takes some 300 MB, so there is one at a time; who asks meanwhile waits.
_drawer = ThreadPoolExecutor(1, "drawing")


@cache
def browser() -> str | None:
    """The path of this server's Chromium, or None where it has none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def drawn(figures: Sequence[Any], kind: Kind, width: int = 0) -> list[bytes]:
    """The figures as pictures, in their order, by one browser; a PNG so many pixels wide. Unmade where there is no
    browser."""
    if browser() is None:
        raise Unmade(NO_BROWSER)
    layers: dict[str, Any] = {}
    return _drawer.submit(asyncio.run, _drawn([_whole(one.to_dict(), layers) for one in figures], kind, width)).result()


def _whole(figure: dict[str, Any], layers: dict[str, Any]) -> dict[str, Any]:
    """A figure that holds its outlines itself: this browser has no server to fetch them from. `layers` are those read
    so far."""

    def outlined(trace: dict[str, Any]) -> dict[str, Any]:
        address = trace.get("geojson")
        if not isinstance(address, str):
            return trace
        if address not in layers:
            layers[address] = shapes.geojson_at(address)
        return {**trace, "geojson": layers[address]}

    data = [outlined(trace) for trace in figure["data"]]
    return {**figure, "data": data, "layout": {**figure["layout"], "font": _font(figure)}}


def _font(figure: dict[str, Any]) -> dict[str, Any]:
    """The type of a figure: where nothing in it is Chinese, the marks of English are as narrow as English has them."""
    font = figure["layout"].get("font", {})
    written = str(figure["layout"]) + str([trace.get("text") for trace in figure["data"]])
    if SIGNS.search(written) or CHINESE not in font.get("family", ""):
        return font
    return {**font, "family": font["family"].replace(CHINESE, f"{NARROW}, {CHINESE}")}


async def _drawn(figures: Sequence[dict[str, Any]], kind: Kind, width: int) -> list[bytes]:
    import kaleido

    async with kaleido.Kaleido(path=browser(), mathjax=False) as kaleido_:
        made = []
        for figure in figures:
            scale = width / figure["layout"]["width"] if width else 1
            opts = {"format": kind, "scale": scale}
            raw = await kaleido_.calc_fig(figure, opts, topojson=shapes.topojson_folder())
            made.append(_settled(raw) if kind == "svg" else raw)
        return made


def whole(svg: bytes) -> bytes:
    """The drawing with the drawings that it shows as images as parts of itself: shapes, for any program."""
    count = itertools.count(1)

    def part(image: re.Match[bytes]) -> bytes:
        inside = b64decode(image["drawing"])
        for name in NAMED_SO:  # two drawings in one must not call their parts the same
            inside = inside.replace(name, b"%s%d-" % (name, next(count)))
        head, within = inside.split(b">", 1)
        seen = SEEN.search(head)
        return b"<svg %s%s>%s" % (image["place"], seen[0] if seen else b"", within)

    return IMAGE.sub(part, svg)


def _settled(svg: bytes) -> bytes:
    """The drawing under the name of all, in as few letters as it needs."""
    found = OWN_NAME.search(svg)
    svg = svg.replace(found[1], ANY_NAME) if found else svg
    svg = OUTLINE.sub(lambda outline: FINER.sub(rb"\1", outline[0]), svg)
    return SHADOW.sub(BEHIND, svg)
