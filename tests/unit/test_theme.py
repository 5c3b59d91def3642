"""Colours: enough contrast to read (WCAG 2.2 AA), an order that lightness alone carries, also for the colour-blind."""

import itertools

import pytest

from backbone.theme import PALETTES

# What a deuteranope sees (Machado, Oliveira and Fernandes 2009, severity 1), on linear RGB.
DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))


def linear(colour):
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def luminance(rgb):
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(one, other):
    low, high = sorted((luminance(linear(one)), luminance(linear(other))))
    return (high + 0.05) / (low + 0.05)


def lightness(rgb):
    y = max(0.0, luminance(rgb))
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def seen(rgb):
    return tuple(sum(a * b for a, b in zip(row, rgb, strict=True)) for row in DEUTERANOPIA)


@pytest.mark.parametrize("tone", PALETTES)
def test_words_can_be_read(tone):
    palette = PALETTES[tone]
    for name in ("ink", "quiet", "accent", "warm"):
        assert contrast(getattr(palette, name), palette.paper) >= 4.5, name


@pytest.mark.parametrize("tone", PALETTES)
def test_what_carries_a_number_stands_out(tone):
    palette = PALETTES[tone]
    assert contrast(palette.accent, palette.land) >= 3
    assert contrast(palette.accent, palette.land_in_programme) >= 3
    assert contrast(palette.steps[3], palette.paper) >= 3


@pytest.mark.parametrize(("tone", "least"), [("light", 1.4), ("dark", 1.8)])
def test_provinces_in_the_programme_stand_apart_from_the_others(tone, least):
    palette = PALETTES[tone]
    assert contrast(palette.land_in_programme, palette.land) >= least


@pytest.mark.parametrize("tone", PALETTES)
def test_every_class_is_stronger_than_its_ground(tone):
    palette = PALETTES[tone]
    for ground in (palette.land, palette.land_in_programme):
        for one in palette.steps:
            assert contrast(one, ground) >= 1.2, one
            darker = luminance(linear(one)) < luminance(linear(ground))
            assert darker == (tone == "light"), one


@pytest.mark.parametrize("eye", [lambda rgb: rgb, seen], ids=["full colour", "deuteranopia"])
@pytest.mark.parametrize("tone", PALETTES)
def test_classes_step_in_lightness(tone, eye):
    steps = [lightness(eye(linear(c))) for c in PALETTES[tone].steps]
    gaps = [b - a for a, b in itertools.pairwise(steps)]
    assert all(g < 0 for g in gaps) or all(g > 0 for g in gaps)
    assert min(abs(g) for g in gaps) >= 8


@pytest.mark.parametrize("tone", PALETTES)
def test_states_do_not_look_like_classes(tone):
    palette = PALETTES[tone]
    assert not {palette.absent, palette.land, palette.land_in_programme, palette.paper} & set(palette.steps)
    assert abs(lightness(linear(palette.absent)) - lightness(linear(palette.land))) >= 8


def test_a_step_for_every_class():
    palette = PALETTES["light"]
    assert [palette.step(n, 5) for n in range(5)] == list(palette.steps)
    for of in (1, 2, 3, 4):
        assert len({palette.step(n, of) for n in range(of)}) == of


def test_on_paper_every_colour_of_a_dark_picture_has_one_of_the_light_palette():
    pairs = set(zip(PALETTES["dark"].colours, PALETTES["light"].colours, strict=True))
    assert len(pairs) == len({dark for dark, _ in pairs})
