"""Reasons: why a county is on the watch list, in words and numbers."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from backbone.signals import SIGNALS, Signal
from backbone.text import Lang
from backbone.units import CLAIMS, PERCENT
from backbone.watch.watchlist import BELOW, CALLED, NOTED


def centres(rows: pd.DataFrame) -> dict[str, float]:
    """What each signal in `rows` (of `watchlist.listed`) is held against, in per cent: what was expected, the share
    of all counties together, or the coverage line."""
    sums = rows.groupby("signal")[["observed", "size"]].sum()
    shares = (sums["observed"] / sums["size"].where(sums["size"] > 0) * 100).to_dict()
    expected = {s.id: 100.0 for s in SIGNALS.values() if not s.is_share}
    return shares | expected | {s.id: s.line for s in SIGNALS.values() if s.line is not None}


def line(per_cent: float, lang: Lang) -> str:
    """A line as it is said: 75%, without idle decimals."""
    return replace(PERCENT, decimals=0 if per_cent == round(per_cent) else PERCENT.decimals).full(per_cent, lang)


def reason(signal: Signal, row: Mapping, centre: float, lang: Lang) -> str:
    """How a county stands, or why it is listed: its row of `watchlist.listed`, beside what the signal is held
    against."""
    unit, is_listed = signal.unit, row["verdict"] in (*CALLED, *NOTED)
    if row["verdict"] == BELOW and round(row["ratio"], unit.decimals) >= centre:
        unit = replace(unit, decimals=unit.decimals + 1)  # so near below the line that rounding would hide it
    said = signal.listed if signal.listed and is_listed else signal.reason
    return said(
        lang,
        observed=CLAIMS.full(row["observed"], lang),
        expected=CLAIMS.full(round(row["expected"]), lang),
        size=CLAIMS.full(row["size"], lang),
        ratio=unit.full(row["ratio"], lang),
        centre=PERCENT.full(centre, lang) if signal.line is None else line(centre, lang),
    )
