"""Outlines of places as a few signs a point, and read back."""

from hypothesis import given
from hypothesis import strategies as st

from backbone.deck.pack.outlines import BITS, FIRST, STEPS, written


def read(said):
    """The points of a ring, as `ground.js` reads them."""
    numbers, value, shift = [], 0, 0
    for sign in said:
        bits = ord(sign) - FIRST
        value, shift = value | (bits & 31) << shift, shift + BITS
        if bits < 1 << BITS:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value, shift = 0, 0
    at, points = [0, 0], []
    for n, step in enumerate(numbers):
        at[n % 2] += step
        if n % 2:
            points.append((at[0], at[1]))
    return points


@given(st.lists(st.tuples(st.floats(70, 140), st.floats(3, 54)), min_size=1, max_size=30))
def test_an_outline_is_read_back_to_ten_metres(points):
    steps = [(round(lon * STEPS), round(lat * STEPS)) for lon, lat in points]
    kept = [at for n, at in enumerate(steps) if n == 0 or at != steps[n - 1]]
    said = written(points)
    assert read(said) == kept
    assert " " not in said and "<" not in said, "a space is between two rings, and nothing of it is markup"
