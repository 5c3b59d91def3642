"""Names on a map: where they stand when there is no free room."""

from backbone.charts.spots import arrange


def test_a_name_that_must_stand_lies_over_as_few_marks_as_it_can():
    others = [(15, 0), (25, 0), (-20, 0), (0, -14), (0, 14), (20, -14), (20, 14), (-20, -14), (-20, 14)]
    (spot,) = arrange([["Abcd"]], [6, *[4] * len(others)], {(300, 200): [(0, 0), *others]}, size=1, always=1)
    assert spot.side == "middle left", "two marks lie at its right, one on every other side"
