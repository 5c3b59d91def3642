"""The thumbnails of the scenes that are listed, as styles of the list: a press sends none of them again, and another
order only the order."""

from functools import lru_cache
from hashlib import md5
from urllib.parse import quote

import streamlit as st

from backbone.deck.thumbnail.thumbnail import thumbnail
from backbone.ui.decks.work import Work

# The lines of the list, each of which shows what it is told as `--thumb`.
LIST = '.st-key-deck-scenes [role="radiogroup"]'
# As many addresses are kept, in a few megabytes.
KEPT = 300
# What may stand in an address of CSS as it is.
PLAIN = " !'()*+,-./:;=?@_~"


def thumbnails(work: Work, numbers: range) -> None:
    """The thumbnail of each scene of these numbers, in the order of the list."""
    drawn = [thumbnail(work.of, work.deck.scenes[number], work.page.canvas) for number in numbers]
    named = {svg: f"--t{md5(svg.encode()).hexdigest()[:8]}" for svg in drawn}
    kept = ";".join(sorted(f'{name}:url("{address(svg)}")' for svg, name in named.items()))
    order = (f"{LIST}>div:nth-child({n}){{--thumb:var({named[svg]})}}" for n, svg in enumerate(drawn, 1))
    st.html(f"<style>{LIST}{{--digits:{len(str(numbers.stop))};{kept}}}</style>")
    st.html(f"<style>{''.join(order)}</style>")


@lru_cache(KEPT)
def address(svg: str) -> str:
    """An SVG as an address that holds it, and that ends no style whatever it says."""
    return f"data:image/svg+xml,{quote(svg.replace(chr(34), chr(39)), safe=PLAIN)}"
