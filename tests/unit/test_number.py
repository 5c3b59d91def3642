"""A number's name: read back as it was written, shorter beside a view that says the same, and nothing for junk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone.breakdowns import BREAKDOWNS
from backbone.indicators import INDICATORS
from backbone.number import Number
from backbone.periods import Horizon
from backbone.where import Only

HORIZON = Horizon("2017-07", "2019-08", "2019-06", ("2017", "2018", "2019"))
PAIRS = [("month", "2018-05"), *((b.id, code) for b in BREAKDOWNS.values() for code in b.categories)]
NUMBERS = st.builds(
    Number,
    st.sampled_from(list(INDICATORS)),
    st.sampled_from(["", "100000", "420000", "421122"]),
    st.sampled_from(["", *HORIZON.periods]),
    st.sampled_from(["", "2018-05", "2019-08"]),
    st.none() | st.lists(st.sampled_from(PAIRS), max_size=2).map(dict).map(Only.of),
)


@given(NUMBERS)
def test_every_name_is_read_back(number):
    assert Number.read(number.name, HORIZON) == number


@given(NUMBERS, NUMBERS)
def test_what_a_view_says_need_not_be_said_again(number, view):
    short = number.beside(view)
    told = Number(
        number.indicator,
        short.place or view.place,
        short.period or view.period,
        short.as_of or view.as_of,
        view.only if short.only is None else short.only,
    )
    assert told == number or "" in (number.place, number.period, number.as_of) or number.only is None
    assert number.beside(number).name == number.indicator


def test_old_names_are_still_names():
    assert Number.read("paid.421122.2018", HORIZON) == Number("paid", "421122", "2018")
    assert Number.read("paid.422123.2018", HORIZON) == Number("paid", "421122", "2018"), "by the code it had before"


@pytest.mark.parametrize(
    "junk",
    [
        "",
        ".",
        "nothing",
        "paid.",
        "paid..",
        "paid.nowhere",
        "paid.2016",
        "paid.illness",
        "paid.illness.rain",
        "paid.to",
        "paid.to.2031-01",
        "paid.month.all",
        "paid.place.x",
    ],
)
def test_junk_is_no_number(junk):
    assert Number.read(junk, HORIZON) is None
