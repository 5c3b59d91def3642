"""How long families wait for their money: paid claims in the standard bands of promptness."""

from collections.abc import Mapping

import pandas as pd

from backbone.charts import remainder
from backbone.charts.bars import Row, above_rest, bar, longest, part_of
from backbone.charts.canvas import Canvas
from backbone.charts.figure import Figure, Trace
from backbone.charts.words import hover
from backbone.indicators import INDICATORS
from backbone.text import Text
from backbone.units import CLAIMS
from backbone.words import SETTLEMENT

# The standard bands, each with the recorded ones that it holds.
BANDS: Mapping[str, tuple[Text, tuple[str, ...]]] = {
    "7": (Text("Within 7 days", "7 天以内"), ("0-3", "4-7")),
    "30": (SETTLEMENT["8-30"], ("8-30",)),
    "90": (SETTLEMENT["31-90"], ("31-90",)),
    "91": (SETTLEMENT["91+"], ("91+",)),
}


def promptness(answer: pd.DataFrame, total: float, canvas: Canvas, chosen: str = "") -> Figure:
    """How long the `total` paid claims took, in the standard bands; the shortest one shows its two parts, and below
    them stands what is not yet broken down. `answer` holds settlement and claims_paid. A click carries the recorded
    band, and `chosen` is outlined."""
    lang = canvas.lang
    told, rest = remainder.split(answer, "settlement", "claims_paid")
    counts = told.set_index("settlement")["claims_paid"].reindex(SETTLEMENT)
    sums = {band: float(counts[list(held)].sum(min_count=1)) for band, (_, held) in BANDS.items()}
    rows = [Row(band, name(lang), part_of(sums[band], total, CLAIMS, lang, rest)) for band, (name, _) in BANDS.items()]
    bars = _parts(rows, counts, canvas, chosen)
    return above_rest(rows, bars, longest(sums.values()), rest, "settlement", INDICATORS["claims_paid"], total, canvas)


def _parts(rows: list[Row], counts: pd.Series, canvas: Canvas, chosen: str) -> Trace:
    """One bar a recorded band, each where the one before it in its standard band ends; the words of a standard band
    stand beside its last part."""
    lang, (_, _, within, fast, _) = canvas.lang, canvas.palette.steps
    parts = [(row, part, held) for row in rows for held in (BANDS[row.code][1],) for part in held]
    lengths = [counts[part] for _, part, _ in parts]
    said = [hover(SETTLEMENT[part](lang), CLAIMS.full(counts[part], lang)) for _, part, _ in parts]
    return bar(
        [row for row, *_ in parts],
        lengths,
        said,
        canvas,
        "",
        base=[float(counts[list(held[: held.index(part)])].sum()) for _, part, held in parts],
        customdata=[part for _, part, _ in parts],
        marker={
            "color": [fast if part == "0-3" else within for _, part, _ in parts],
            "line": canvas.outline([part == chosen for _, part, _ in parts]),
        },
        text=[row.beside.markup(canvas) if part == held[-1] else "" for row, part, held in parts],
    )
