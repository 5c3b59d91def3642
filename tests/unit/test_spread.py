"""Median and quartiles of which only bands are known."""

import math

import pytest

from backbone.statistics.spread import edges, position, quantile, quartiles, variation

BANDS = {"0-499": 10.0, "500-999": 20.0, "1000-1999": 10.0, "2000+": 0.0}


def test_the_variation_by_hand():
    """Ten of 0 to 10 (mean square 25 + 100/12), ten of 10 and more, whose mean must be 25 where all have 15: 15 above
    10, so a mean square of 25² + 15²."""
    squares = (25 + 100 / 12 + 25**2 + 15**2) / 2
    assert variation({"0-9": 10, "10+": 10}, 15.0) == pytest.approx(squares / 15**2 - 1)
    assert variation({"0-9": 0, "10+": 0}, 15.0) == variation({}, 0.0) == 1.0


def test_bands_meet_and_the_last_is_open():
    assert edges(tuple(BANDS)) == ((0, 500), (500, 1000), (1000, 2000), (2000, math.inf))


def test_by_hand():
    """Of 40 payments the 10th ends the first band, the 20th lies in the middle of the second, the 30th ends it."""
    found = quartiles(BANDS)
    assert (found.first, found.median, found.third) == (500, 750, 1000) and found.known


def test_nothing_and_the_open_end():
    assert math.isnan(quantile(dict.fromkeys(BANDS, 0.0), 0.5))
    assert quantile({"0-499": 1.0, "500+": 9.0}, 0.5) == math.inf
    assert not quartiles({"0-499": 1.0, "500+": 9.0}).known


@pytest.mark.parametrize(("amount", "at"), [(0, -0.5), (250, 0), (500, 0.5), (1500, 2.0), (math.inf, 3.0)])
def test_where_an_amount_lies_among_bands_side_by_side(amount, at):
    assert position(tuple(BANDS), amount) == at
