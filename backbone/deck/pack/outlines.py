"""Outlines: the shapes of places in few bytes, as `ground.js` reads them."""

from collections.abc import Iterable, Mapping, Sequence

from backbone import shapes

# Steps of a ten-thousandth of a degree, 10 m: finer than a pixel of any map.
STEPS = 10_000
# Five bits a sign, from this one on, so that every sign can stand in text.
FIRST, BITS = 63, 5
Point = Sequence[float]


def outlines(asked: Mapping[str, Iterable[str]]) -> dict[str, dict[str, str]]:
    """The rings of these places by layer and code: each as the steps from point to point, with a space between two."""
    return {layer: _of(layer, frozenset(codes)) for layer, codes in sorted(asked.items())}


def _of(layer: str, codes: frozenset[str]) -> dict[str, str]:
    return {
        feature["id"]: " ".join(written(ring) for ring in shapes.rings(feature["geometry"]))
        for feature in shapes.geojson(layer)["features"]
        if feature["id"] in codes
    }


def written(ring: Sequence[Point]) -> str:
    """A ring as text: longitude and latitude in turn, each as its step from the point before; a point that is where
    the one before is says nothing."""
    before, said = (0, 0), []
    for lon, lat in ring:
        now = round(lon * STEPS), round(lat * STEPS)
        if now != before:
            said += [_signs(now[0] - before[0]), _signs(now[1] - before[1])]
        before = now
    return "".join(said)


def _signs(step: int) -> str:
    """A step as printable characters, five bits each, lowest first; the lowest bit of all is the sign."""
    value, out = ~(step << 1) if step < 0 else step << 1, []
    while value >= 1 << BITS:
        out.append(chr((value & 31 | 32) + FIRST))
        value >>= BITS
    return "".join((*out, chr(value + FIRST)))
