"""Print styles that show the pictures of a dark screen in the colours of a light one."""

from functools import cache

from backbone.theme import PALETTES, written

# What a part of a picture is painted with, as plotly writes it.
PAINTED = '[style*="{way}: {rgb}"], [style*="{way}:{colour}"], [{way}="{rgb}"]'


@cache
def repainted() -> str:
    """Styles that give each part of a dark picture, on paper, its colour in the light palette."""
    pairs = dict.fromkeys(zip(PALETTES["dark"].colours, PALETTES["light"].colours, strict=True))
    return f"@media print {{ {''.join(_rules(dark, pale) for dark, pale in pairs)} }}"


def _rules(dark: str, pale: str) -> str:
    rgb = written(dark)
    parts = {way: PAINTED.format(way=way, rgb=rgb, colour=dark) for way in ("fill", "stroke")}
    rules = (f".main-svg :is({which}) {{ {way}: {pale} !important; }}" for way, which in parts.items())
    halo = ", ".join([f"0 0 2px {pale}"] * 4)
    return "".join(rules) + f'.main-svg [style*="text-shadow: {rgb}"] {{ text-shadow: {halo} !important; }}'
