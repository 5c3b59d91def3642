"""The thumbnails of the scenes that are listed: as a style of the list, so that a press sends none of them again."""

from urllib.parse import quote

import streamlit as st

from backbone.deck.thumbnail.thumbnail import thumbnail
from backbone.ui.decks.work import Work

# The lines of the list, each of which shows what it is told as `--thumb`.
LINE = '.st-key-deck-scenes [role="radiogroup"] > div:nth-child({n})'
# What may stand in an address of CSS as it is.
PLAIN = " !'()*+,-./:;=?@_~"


def thumbnails(work: Work, numbers: range) -> None:
    """The thumbnail of each scene of these numbers, in the order of the list."""
    drawn = (thumbnail(work.of, work.deck.scenes[number], work.page.canvas) for number in numbers)
    rules = (f'{LINE.format(n=n + 1)}{{--thumb:url("{address(svg)}")}}' for n, svg in enumerate(drawn))
    st.html(f"<style>{''.join(rules)}</style>")


def address(svg: str) -> str:
    """An SVG as an address that holds it, and that ends no style whatever it says."""
    return f"data:image/svg+xml,{quote(svg.replace(chr(34), chr(39)), safe=PLAIN)}"
