"""The words of a picture: tooltips, what stands beside a mark, and about how many pixels words take."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from backbone.charts.canvas import Canvas
from backbone.text import CHINESE_FROM

# The size of type, in pixels, that `extent` measures.
SIZE = 13
# What a Chinese line does not break within: letters and digits in a row, and a sign with the marks that belong to it.
TOGETHER = re.compile(r"[（“《「]*(?:[!-~’]+|.)[）”》」。，、：；！？…]*")


@dataclass(frozen=True)
class Beside:
    """What stands beside a mark: a number, and perhaps `more` in quieter type; with more the number is strong."""

    number: str
    more: str = ""

    def markup(self, canvas: Canvas) -> str:
        """The words as plotly writes them."""
        return f"<b>{self.number}</b>  {quiet(self.more, canvas)}" if self.more else self.number

    @property
    def width(self) -> float:
        """About how many pixels wide the words are, at size 1."""
        return extent(f"{self.number}  {self.more}" if self.more else self.number, 1)[0]


def hover(name: str, *lines: str) -> str:
    """A tooltip: the name of what is pointed at in strong type, and `lines` below it."""
    return "<br>".join((f"<b>{name}</b>", *lines))


def quiet(words: str, canvas: Canvas) -> str:
    """`words` in the quiet colour, for what stands beside the main thing."""
    return f'<span style="color:{canvas.palette.quiet}">{words}</span>'


@lru_cache(4096)
def extent(text: str, size: float) -> tuple[float, float]:
    """About how wide and high a text of one or more lines is: a Chinese sign is as wide as it is high, a letter a good
    half of that."""
    lines = text.split("\n")
    signs = max(sum(1.0 if ord(c) > CHINESE_FROM else 0.58 for c in line) for line in lines)
    return signs * SIZE * size, SIZE * 1.25 * size * len(lines)


def widest(texts: Sequence[str]) -> float:
    """The width of the longest of `texts`, at size 1; 0 where there is none."""
    return max((extent(text, 1)[0] for text in texts), default=0.0)


def lines_of(text: str, width: float) -> list[str]:
    """`text` in lines of about `width` pixels, at size 1: an English one breaks at spaces, a Chinese one anywhere."""
    gap = "" if any(ord(c) > CHINESE_FROM for c in text) else " "
    pieces = text.split(gap) if gap else TOGETHER.findall(text)
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if extent(f"{lines[-1]}{gap}{piece}", 1)[0] > width:
            lines.append(piece)
        else:
            lines[-1] += f"{gap}{piece}"
    return lines
