"""Colours and type, for the page and for the pictures: one palette a tone, each tested for contrast."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["light", "dark"]

# Fonts of the reader's own machine only: nothing is fetched. Streamlit ships Source Sans itself.
FONT = '"Source Sans", "Source Sans 3", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'


@dataclass(frozen=True)
class Palette:
    """Every colour a picture may use. `steps` runs from the lowest class to the highest; colour-blind safe because
    lightness alone carries the order."""

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

    def step(self, index: int, of: int) -> str:
        """The colour of class `index` out of `of` classes, spread over the whole ramp."""
        return self.steps[round(index * (len(self.steps) - 1) / max(1, of - 1))]


PALETTES: dict[Tone, Palette] = {
    "light": Palette(
        paper="#ffffff",
        ink="#16262b",
        quiet="#5c6b70",
        rule="#dfe4e2",
        accent="#0f6b70",
        warm="#9a4a12",
        land="#f0efea",
        land_in_programme="#e1e7e1",
        border="#ffffff",
        absent="#c9c6bd",
        steps=("#c5e0d8", "#8cc5ba", "#4a9f9d", "#1b7379", "#083f49"),
    ),
    "dark": Palette(
        paper="#0d1a21",
        ink="#f1f4f2",
        quiet="#a3b2b6",
        rule="#2a3d45",
        accent="#f6c14d",
        warm="#f0a35e",
        land="#1b2b34",
        land_in_programme="#27424c",
        border="#0d1a21",
        absent="#55666d",
        steps=("#6b5a32", "#94783a", "#bd9742", "#e3b44c", "#ffe3a1"),
    ),
}
