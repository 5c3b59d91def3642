"""The hall: from how far each word of a stage is read, how high the picture must be, and how well its colours stand
out. The rule is that of `letters`."""

from collections.abc import Iterator
from dataclasses import dataclass

from backbone.deck import letters
from backbone.text import Text
from backbone.theme import PALETTES, Tone, contrast

# WCAG 2.2 AA for text.
ENOUGH = 4.5
NAMES = {
    "ink": Text("Sentence", "句子"),
    "accent": Text("Number", "数字"),
    "quiet": Text("Small print", "小字"),
}
RULE = Text(
    "A letter is read from {times} times its height. The sentence is set in {spoken} % of the picture’s height, the "
    "small print in {smallest} %.",
    "字高的 {times} 倍以内可以看清。句子的字号为画面高度的 {spoken}%，最小的字为 {smallest}%。",
)
READ = Text(
    "With a picture {height} m high the sentence is read from {spoken} m, the small print from {smallest} m.",
    "画面高 {height} 米时，句子在 {spoken} 米内可以看清，小字在 {smallest} 米内可以看清。",
)
TOO_DEEP = Text(
    "The hall is {depth} m deep: its last row cannot read the sentence. The picture must be {needed} m high, or nobody "
    "sit farther away than {spoken} m.",
    "会场纵深 {depth} 米，最后一排看不清句子。画面至少需要高 {needed} 米，或请观众坐在 {spoken} 米以内。",
)


@dataclass(frozen=True)
class Pair:
    """Two colours that lie on each other, and how well one stands out."""

    name: Text
    colour: str
    ground: str
    ratio: float

    @property
    def well(self) -> bool:
        return self.ratio >= ENOUGH


def pairs(tone: Tone) -> Iterator[Pair]:
    """The words of a stage in that tone, on its ground."""
    palette = PALETTES[tone]
    for part, name in NAMES.items():
        colour = getattr(palette, part)
        yield Pair(name, colour, palette.paper, contrast(colour, palette.paper))


def rule() -> Text:
    """The rule, with the sizes of this stage."""
    return RULE.filled(times=letters.ACUITY, spoken=f"{letters.SPOKEN:g}", smallest=f"{letters.SMALLEST:g}")


def read(height: float) -> Text:
    """From how far a picture so many metres high is read."""
    far = {name: f"{letters.reach(size, height):.0f}" for name, size in _sizes().items()}
    return READ.filled(height=f"{height:g}", **far)


def too_deep(depth: float, height: float) -> Text | None:
    """What to mend where the last row, so many metres away, cannot read the sentence; None where it can."""
    far = letters.reach(letters.SPOKEN, height)
    if depth <= far:
        return None
    needed = depth / letters.reach(letters.SPOKEN, 1)
    return TOO_DEEP.filled(depth=f"{depth:g}", needed=f"{needed:.1f}", spoken=f"{far:.0f}")


def _sizes() -> dict[str, float]:
    return {"spoken": letters.SPOKEN, "smallest": letters.SMALLEST}
