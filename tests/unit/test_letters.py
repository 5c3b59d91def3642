"""Letters in a hall: the rule, and that no word of a stage is smaller than it allows."""

import pytest

from backbone.deck.letters import SIZES, SMALLEST, SPOKEN, reach


def test_a_letter_is_read_from_two_hundred_times_its_height():
    # A capital of type that fills the picture is 0.66 of its height: from 132 times that height.
    assert reach(100, 1) == pytest.approx(132)
    assert reach(100, 2.5) == pytest.approx(330)


def test_what_is_spoken_of_is_read_from_six_heights_of_the_picture_and_nothing_from_less_than_two_and_a_half():
    assert reach(SPOKEN, 1) >= 6
    assert all(reach(size, 1) >= 2.5 for size in SIZES.values())
    assert SIZES["label"] == SMALLEST and SIZES["number"] > 2 * SPOKEN
