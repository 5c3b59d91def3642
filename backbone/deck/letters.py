"""Letters in a hall: how large each word of a stage is set, and from how far it is read.

The rule is that of the standard for the size of projected pictures (AVIXA V202.01, "basic decision making"): who sits
no farther away than 200 times the height of a letter reads it. A letter is a part of the picture's height, so the rule
holds in every hall, on every screen and at every zoom: type that is so many hundredths of the height of the picture is
read from so many heights of it. Nothing on a stage is set in fixed pixels."""

from collections.abc import Mapping

# A letter is read from so many times its height.
ACUITY = 200
# The height of a capital or a digit, in parts of the size of the type; Chinese characters are higher.
CAPITAL = 0.66
# The size of the type of each thing on a stage, in hundredths of the height of the picture.
SIZES: Mapping[str, float] = {
    "words": 9.0,
    "number": 13.5,
    "long": 9.0,
    "sentence": 4.8,
    "place": 4.8,
    "month": 6.5,
    "family": 3.6,
    "when": 3.2,
    "note": 2.3,
    "label": 2.1,
}
# No letter of a stage is smaller: names and classes of a figure, the line of the source.
SMALLEST = min(SIZES.values())
# What must be read from the last row: the sentence and its number. The rest is for whoever sits nearer.
SPOKEN = SIZES["sentence"]


def reach(size: float, height: float) -> float:
    """From how far type of `size` is read in a picture that is `height` high, in the unit of the height."""
    return ACUITY * CAPITAL * size / 100 * height


def styles() -> str:
    """The sizes as a style sheet takes them: `--letter-number: 13.5`."""
    return "".join(f"--letter-{name}: {size};" for name, size in SIZES.items())
