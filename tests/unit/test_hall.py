"""The hall: the rule of letters and contrast, as the card says it."""

import pytest

from backbone.deck import hall, letters


@pytest.mark.parametrize("tone", ["dark", "light"])
def test_the_words_of_a_stage_stand_out(tone):
    assert [pair.name.en for pair in hall.pairs(tone) if not pair.well] == []


def test_a_hall_is_too_deep_where_the_last_row_is_beyond_the_reach_of_the_sentence():
    far = letters.reach(letters.SPOKEN, 2.5)
    assert hall.too_deep(far, 2.5) is None
    said = hall.too_deep(far * 2, 2.5)
    assert said and "5.0 m high" in said.en and f"{far:.0f} m" in said.en and "5.0 米" in said.zh


def test_twice_the_picture_is_read_from_twice_as_far():
    assert letters.reach(1, 4) == pytest.approx(2 * letters.reach(1, 2))
    assert f"{letters.reach(letters.SPOKEN, 3):.0f} m" in hall.read(3).en
