"""Two breakdowns crossed: one cell a pair, its number written in it."""

import pandas as pd
import plotly.graph_objects as go

from backbone.breakdowns import BREAKDOWNS
from backbone.charts.bars import HIDDEN
from backbone.charts.canvas import Canvas
from backbone.files.tables import HIDDEN_SHORT
from backbone.indicator import Indicator
from backbone.scales import scale
from backbone.snapshot import disclosure
from backbone.text import Text
from backbone.theme import Palette
from backbone.units import PERCENT

OF_ROW = Text("{share} of {name}", "占“{name}”的 {share}")
ROW = 30
# Chinese signs that fit side by side above a column of the narrowest panel.
WIDEST = 5


def heat(
    answer: pd.DataFrame, by: tuple[str, str], indicator: Indicator, canvas: Canvas, chosen: str = ""
) -> go.Figure:
    """One cell per pair of `by` (rows and columns, both in reading order): the darker or, on a dark page, the
    brighter, the more. `indicator` is a count, so that a tooltip can say the share of the row and of the column where
    all of them are shown. Hidden cells are hatched. A click carries the row's code, and the row `chosen` is
    outlined."""
    lang, palette = canvas.lang, canvas.palette
    rows, columns = (list(BREAKDOWNS[d].categories) for d in by)
    cells = answer.set_index(list(by))
    states = cells.get(f"{indicator.id}:state", pd.Series(disclosure.SHOWN, cells.index))
    values = cells[indicator.id].where(states == disclosure.SHOWN)
    classes = scale(values.dropna().tolist(), indicator.unit)
    whole = {d: values.groupby(level=d).sum(min_count=1).where(states.groupby(level=d).max() == 0) for d in by}
    fills, words, inks, said = [], [], [], []
    for pair, value in values.items():
        state = int(states[pair])
        absent = state or pd.isna(value)
        fill = palette.land if absent or not value else palette.step(classes.of(value).step, len(classes.classes))
        fills.append(fill)
        inks.append(palette.quiet if absent else readable(fill, palette))
        words.append(HIDDEN_SHORT[state](lang).replace("<", "&lt;") if state else indicator.unit.short(value, lang))
        names = [BREAKDOWNS[d].categories[code](lang) for d, code in zip(by, pair, strict=True)]
        lines = [f"<b>{' × '.join(names)}</b>", HIDDEN[state](lang) if state else indicator.unit.full(value, lang)]
        for d, code, name in zip(by, pair, names, strict=True):
            if not absent and whole[d][code] > 0:
                lines.append(OF_ROW(lang, share=PERCENT.full(value / whole[d][code] * 100, lang), name=name))
        said.append("<br>".join(lines))
    pairs = list(values.index)
    bars = go.Bar(
        orientation="h",
        base=[columns.index(column) for _, column in pairs],
        x=[1] * len(pairs),
        y=[row for row, _ in pairs],
        width=1,
        customdata=[row for row, _ in pairs],
        marker={
            "color": fills,
            "line": {"color": palette.paper, "width": 2},
            "pattern": {
                "shape": ["/" if states[pair] else "" for pair in pairs],
                "fgcolor": palette.rule,
                "size": 6,
                "solidity": 0.25,
            },
        },
        text=words,
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": inks},
        hovertext=said,
        hoverinfo="text",
    )
    outline = []
    if chosen in rows:
        n = rows.index(chosen)
        outline.append(
            {"type": "rect", "x0": 0, "x1": len(columns), "y0": n - 0.5, "y1": n + 0.5}
            | {"line": {"color": palette.ink, "width": 2 * canvas.size}}
        )
    return canvas.figure(
        [bars],
        ROW * (len(rows) + 1),
        barmode="overlay",
        shapes=outline,
        xaxis=canvas.axis(
            side="top",
            range=[0, len(columns)],
            tickvals=[n + 0.5 for n in range(len(columns))],
            ticktext=[_on_two_lines(BREAKDOWNS[by[1]].categories[code](lang)) for code in columns],
        ),
        yaxis=canvas.axis(
            type="category",
            range=[len(rows) - 0.5, -0.5],
            tickvals=rows,
            ticktext=[f"{BREAKDOWNS[by[0]].categories[code](lang)}  " for code in rows],
            tickfont={"color": palette.ink},
        ),
    )


def _on_two_lines(name: str) -> str:
    """A long name broken at its first space, a Chinese one in the middle."""
    if " " in name:
        return name.replace(" ", "<br>", 1)
    half = len(name) // 2
    return f"{name[:half]}<br>{name[half:]}" if len(name) > WIDEST and not name.isascii() else name


def readable(fill: str, palette: Palette) -> str:
    """Ink or paper, whichever stands out more on `fill`, by the contrast ratio of WCAG 2.2."""
    return max((palette.ink, palette.paper), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """The contrast ratio (1 to 21) of two colours "#rrggbb", as WCAG 2.2 defines it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
