"""What a cell says of a rate: in hundredths or as a fraction, and how exactly."""

from decimal import Decimal

import pytest

from backbone.publish.naming.rates import RATES, in_hundredths, said

COVERAGE, HEAD = RATES["coverage"], RATES["premium_per_person"]


@pytest.mark.parametrize(
    ("text", "hundredths", "value"),
    [("87.3%", False, "0.873"), ("８７．３％", True, "0.873"), ("87.3", True, "0.873"), ("0.873", False, "0.873")],
)
def test_a_share_is_the_same_however_it_is_written(text, hundredths, value):
    assert said(text, COVERAGE, hundredths).value == Decimal(value)


def test_what_is_written_shorter_may_lie_farther_off():
    assert said("87%", COVERAGE, False).room > said("87.3%", COVERAGE, False).room > Decimal("0.0005")


def test_a_rate_a_head_is_an_amount():
    assert said("28元/人", HEAD, False).value == 28 and said("28%", HEAD, False) is None


def test_what_is_no_rate_says_nothing():
    assert said("未统计", COVERAGE, False) is None


def test_a_column_is_in_hundredths_where_one_of_it_is_too_large_for_a_fraction():
    assert in_hundredths(["1", "87"]) and not in_hundredths(["1", "0.87"]) and not in_hundredths(["87%"])
