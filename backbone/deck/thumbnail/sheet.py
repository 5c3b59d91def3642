"""The sheet of a thumbnail: how large it is, and what a figure says of its marks, each of them."""

from collections.abc import Sequence
from typing import Any

# How large it is in its own units, 16:9; outlines lie on a grid of two thirds of one (`powerpoint.outlines`).
WIDE, HIGH = 160, 90


def rectangle(x: float, y: float, wide: float, high: float, look: str) -> str:
    """A rectangle as SVG."""
    return f'<rect x="{x:.4g}" y="{y:.4g}" width="{wide:.4g}" height="{high:.4g}" {look}/>'


def circle(x: float, y: float, radius: float, look: str = "") -> str:
    """A circle as SVG, where a tenth of a unit is seen."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {look}/>'


def each(said: Any, count: int) -> Sequence[Any]:
    """What a figure says of every one of its marks: one for all of them, or each its own."""
    return said if isinstance(said, list) else [said] * count
