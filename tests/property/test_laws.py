"""Laws that hold for every view, every class and every number."""

import math
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone import places, units
from backbone.dress import Dress
from backbone.indicators import INDICATORS
from backbone.misread import misread
from backbone.periods import ALL, Horizon
from backbone.places import NATION
from backbone.scales import scale
from backbone.text import LANGS
from backbone.units import Unit
from backbone.view import CATEGORIES, LEVELS, View
from backbone.where import EVERYTHING

HORIZON = Horizon("2017-07", "2019-08", "2019-06", ("2017", "2018", "2019"))
UNITS = [u for u in vars(units).values() if isinstance(u, Unit)]
PLACED = [i.id for i in INDICATORS.values() if not i.programme_only]
VIEWS = st.builds(
    View,
    lang=st.sampled_from(LANGS),
    indicator=st.sampled_from(PLACED),
    place=st.sampled_from(places.CODES),
    period=st.sampled_from(HORIZON.periods),
    as_of=st.sampled_from(["", *HORIZON.months[:-1]]),
    level=st.sampled_from(list(LEVELS)),
    others=st.lists(st.sampled_from(places.CODES), unique=True, max_size=4).map(tuple),
    only=st.sampled_from([EVERYTHING, *CATEGORIES.values()]),
)
FIELDS = ("lang", "indicator", "place", "period", "as_of", "asof", "level", "others", "only")
JUNK = st.one_of(
    st.text(max_size=12),
    st.none(),
    st.integers(),
    st.lists(st.text(max_size=4), max_size=2),
    st.binary(max_size=4),
    st.sampled_from(["raised", "100000", "420000 ", "４２００００", "2019-08", "2019-13", "1; DROP TABLE facts"]),
)


@given(VIEWS)
def test_a_view_survives_its_url(view):
    assert View.from_params(view.params(), HORIZON) == view


@given(st.dictionaries(st.one_of(st.sampled_from(FIELDS), st.text(max_size=6)), JUNK, max_size=9))
def test_any_junk_makes_a_view_that_can_be_asked_and_said(params):
    view = View.from_params(params, HORIZON)
    assert View.from_params(view.params(), HORIZON) == view
    assert view.place in places.CODES and view.period in HORIZON.periods and view.indicator in PLACED
    assert view.month(HORIZON) in HORIZON.months
    assert view.sentence(HORIZON)
    assert all(isinstance(said, str) for said in misread(params, view, Dress(), HORIZON))


@given(VIEWS, st.sampled_from(FIELDS), JUNK)
def test_junk_in_one_field_leaves_the_others_alone(view, field, junk):
    params = view.params()
    found = View.from_params(params | {field: junk}, HORIZON)
    for name in ("lang", "indicator", "place", "period", "as_of", "level", "others", "only"):
        if name != field and not (field == "asof" and name == "as_of"):
            assert getattr(found, name) == getattr(view, name)


@given(VIEWS, st.sampled_from(places.CODES))
def test_moves(view, code):
    into = view.into(code)
    assert into.place == code and into.with_(place=view.place) == view
    assert into.up().place == (places.get(code).parent or NATION)
    assert into.up().up().place == NATION and into.up().up().up() == into.up().up()
    for child in places.children(code)[:2]:
        assert into.into(child.code).up() == into


@given(VIEWS)
def test_only_what_differs_from_the_default_is_written(view):
    default = View()
    written = view.params()
    assert set(written) == {name for name in vars_of(default) if getattr(view, name) != getattr(default, name)}
    assert all(isinstance(value, str) for value in written.values())


def vars_of(view):
    return type(view).__dataclass_fields__


# -- scales --------------------------------------------------------------------------------------------------------

VALUES = st.lists(
    st.one_of(st.just(0.0), st.just(math.nan), st.floats(0.001, 1e9), st.integers(1, 10_000_000).map(float)),
    max_size=40,
)


@given(VALUES, st.sampled_from(UNITS), st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_in_exactly_one_class(values, unit, number):
    classes = scale(values, unit).classes
    assert [c for c in classes if c.low <= number < c.high] == [scale(values, unit).of(number)]
    assert classes[0].low == -math.inf and classes[-1].high == math.inf
    assert all(a.high == b.low and a.low < a.high for a, b in pairwise(classes))
    assert 1 <= len(classes) <= 5 and [c.step for c in classes] == list(range(len(classes)))


@given(VALUES, st.sampled_from(UNITS))
def test_no_two_classes_read_alike(values, unit):
    for lang in LANGS:
        labels = [c.label(lang) for c in scale(values, unit).classes]
        assert len(set(labels)) == len(labels)


@given(VALUES, st.floats(0.5, 1e6).map(round), st.sampled_from(["high", "low"]))
def test_what_lies_beyond_a_threshold_is_one_class_and_the_strongest(values, threshold, good):
    found = scale([*values, 1.0], units.PERCENT, good, float(threshold or 1))
    classes = found.classes
    worst, *well = classes if good == "high" else classes[::-1]
    assert (worst.high if good == "high" else worst.low) == found.threshold
    assert worst.step == found.steps - 1 > max((c.step for c in well), default=-1) + 1, "a step is left out before it"
    assert [c.step for c in well] == sorted((c.step for c in well), reverse=True) and found.steps <= 5
    assert all(a.high == b.low and a.low < a.high for a, b in pairwise(classes))


def test_a_value_at_the_threshold_is_well():
    """It counts among those over which the better classes are spread."""
    assert [c.low for c in scale([75.0, 75.0, 85.0], units.PERCENT, "high", 75.0).classes] == [-math.inf, 75.0, 78.0]


def test_an_absent_value_is_in_no_class():
    with pytest.raises(ValueError):
        scale([1, 2, 3], units.PERCENT).of(math.nan)


# -- numbers as words ----------------------------------------------------------------------------------------------

MULTIPLES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "万亿": 1e12, "亿": 1e8, "万": 1e4}


def read_back(written: str) -> float:
    """The number that a reader understands."""
    number = float(re.search(r"-?[\d,]+(\.\d+)?", written)[0].replace(",", ""))
    return number * next((times for word, times in MULTIPLES.items() if word in written), 1)


@given(st.floats(0, 9e11), st.sampled_from(UNITS), st.sampled_from(LANGS))
def test_the_full_form_is_the_value_to_its_last_digit(value, unit, lang):
    assert read_back(unit.full(value, lang)) == pytest.approx(value, abs=0.5001 * 10.0**-unit.decimals, rel=1e-12)


@given(st.floats(0, 9e11), st.sampled_from(UNITS), st.sampled_from(LANGS))
def test_the_short_form_is_right_to_half_a_per_cent(value, unit, lang):
    assert read_back(unit.short(value, lang)) == pytest.approx(value, rel=0.0051, abs=0.5001 * 10.0**-unit.decimals)


def test_all_is_the_default_period():
    assert View().period == ALL
