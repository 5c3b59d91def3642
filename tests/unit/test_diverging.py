"""The scale and the colours of change: the same on both sides of none, and told apart by every eye."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone import units
from backbone.scales import diverging
from backbone.theme import PALETTES, SHAPES

CHANGES = st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(math.nan), st.just(0.0)), max_size=40)


@given(CHANGES)
def test_as_much_more_is_as_far_from_none_as_as_much_less(changes):
    scale = diverging(changes, units.PERCENT)
    assert scale.steps == tuple(-s for s in reversed(scale.steps)) and 0 in scale.steps
    for change in changes:
        if not math.isnan(change):
            assert scale.of(change) == -scale.of(-change) and scale.of(change) in scale.steps
    assert scale.of(0.0) == 0
    with pytest.raises(ValueError):
        scale.of(math.nan)


@given(CHANGES)
def test_classes_follow_one_another_and_say_their_ends(changes):
    scale = diverging(changes, units.PERCENT)
    assert list(scale.edges) == sorted(set(scale.edges)) and all(e > 0 for e in scale.edges)
    labels = [scale.label(step, "en") for step in scale.steps]
    assert len(set(labels)) == len(labels)
    for n, edge in enumerate(scale.edges, 1):
        assert scale.of(edge) == n and scale.of(math.nextafter(edge, 0)) == n - 1


def test_flipping_every_sign_changes_no_class():
    changes = [-30.0, -3.0, 1.0, 5.0, 12.0, 40.0]
    assert diverging(changes, units.PERCENT) == diverging([-c for c in changes], units.PERCENT)


def lightness(colour):
    """CIE L* of #rrggbb."""
    linear = [
        ((v / 255) / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4)
        for v in (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    ]
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def contrast(one, other):
    def luminance(colour):
        level = lightness(colour)
        return ((level + 16) / 116) ** 3 if level > 8 else level / 903.3

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tone", PALETTES)
def test_the_two_arms_are_equally_light_and_go_one_way(tone):
    palette = PALETTES[tone]
    for less, more in zip(palette.less, palette.more, strict=True):
        assert abs(lightness(less) - lightness(more)) < 4
    away = [abs(lightness(c) - lightness(palette.same)) for c in palette.more]
    assert away == sorted(away), "the farther from none, the farther from its colour"
    assert palette.change(0, 3) == palette.same and palette.change(-3, 3) == palette.less[2]
    assert palette.change(1, 1) == palette.more[2], "one class a side has the strongest colour"


@pytest.mark.parametrize("tone", PALETTES)
def test_six_marks_differ_in_shape_and_stand_out_from_the_paper(tone):
    palette = PALETTES[tone]
    assert len(set(SHAPES)) == len(set(palette.marks)) == 6
    assert all(contrast(mark, palette.paper) >= 3 for mark in palette.marks), "WCAG 2.2, 1.4.11"
