"""Colours and type, for the page and for the pictures: one palette a tone, each tested for contrast."""

from dataclasses import astuple, dataclass
from typing import Literal

Tone = Literal["light", "dark"]

# The plotly symbols of compared places, one beside each colour of `Palette.marks`.
SHAPES = ("circle", "diamond", "square", "triangle-up", "cross", "star")

# Fonts of the reader's own machine only: nothing is fetched. Streamlit ships Source Sans itself.
FONT = '"Source Sans", "Source Sans 3", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'


@dataclass(frozen=True)
class Palette:
    """Every colour a picture may use. `steps` runs from the weakest class to the strongest, each stronger than the
    ground it lies on; colour-blind safe because lightness alone carries the order. `less` and `more` are the arms of
    the diverging ramp, from next to `same` outward: equally light step by step, and blue against orange for every eye.
    `marks` tell compared places apart, together with SHAPES."""

    paper: str
    ink: str
    quiet: str
    rule: str
    accent: str
    warm: str
    land: str
    land_in_programme: str
    border: str
    absent: str
    steps: tuple[str, str, str, str, str]
    less: tuple[str, str, str]
    same: str
    more: tuple[str, str, str]
    marks: tuple[str, str, str, str, str, str]

    @property
    def colours(self) -> tuple[str, ...]:
        """Every colour, in the order of the parts: on paper those of a dark picture become the light ones. So two parts
        of the dark palette have one colour only where they have one in the light palette too."""
        return tuple(c for part in astuple(self) for c in ((part,) if isinstance(part, str) else part))

    def step(self, index: int, of: int) -> str:
        """The colour of class `index` out of `of` classes, spread over the whole ramp."""
        return self.steps[round(index * (len(self.steps) - 1) / max(1, of - 1))]

    def change(self, step: int, arm: int) -> str:
        """The colour of a change `step` classes away from none (negative for less), of `arm` classes on each side:
        the outermost class has the outermost colour."""
        if step == 0:
            return self.same
        ramp = self.more if step > 0 else self.less
        return ramp[len(ramp) - 1 - arm + abs(step)]


def written(colour: str) -> str:
    """A colour (#rrggbb) as a browser writes it in the styles of a drawing."""
    return "rgb({}, {}, {})".format(*(int(colour[n : n + 2], 16) for n in (1, 3, 5)))


PALETTES: dict[Tone, Palette] = {
    "light": Palette(
        paper="#ffffff",
        ink="#16262b",
        quiet="#5c6b70",
        rule="#dfe4e2",
        accent="#0f6b70",
        warm="#9a4a12",
        land="#f2f1ec",
        land_in_programme="#d1cab9",
        border="#ffffff",
        absent="#98948b",
        steps=("#84bbb0", "#57a199", "#2d8384", "#125f66", "#05303b"),
        less=("#f5ba8f", "#c18353", "#885124"),
        same="#e3e0d6",
        more=("#72d5e3", "#229fad", "#016973"),
        marks=("#0f6b70", "#8579c7", "#8d8702", "#16262b", "#239568", "#0c5215"),
    ),
    "dark": Palette(
        paper="#0d1a21",
        ink="#f1f4f2",
        quiet="#a3b2b6",
        rule="#2a3d45",
        accent="#f6c14d",
        warm="#f0a35e",
        land="#17252e",
        land_in_programme="#375260",
        border="#0d1a21",
        absent="#73858d",
        steps=("#917533", "#ad8b3b", "#c9a042", "#e9bd55", "#ffe9b8"),
        less=("#915f39", "#c78858", "#fcb885"),
        same="#474f52",
        more=("#057682", "#2ba4b3", "#79d4e1"),
        marks=("#f6c14d", "#0384f2", "#f1f4f1", "#099483", "#977028", "#cbbeff"),
    ),
}


def contrast(one: str, other: str) -> float:
    """The contrast ratio (1 to 21) of two colours "#rrggbb", as WCAG 2.2 defines it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
