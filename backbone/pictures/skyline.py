"""Skylines: the months of a number as bars so small that they stand beside it."""

from collections.abc import Mapping

import pandas as pd

from backbone.indicators import INDICATORS
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.where import Where

KEPT = 64


@remembered(KEPT)
def skylines(store: Store, ids: tuple[str, ...], where: Where) -> Mapping[str, str]:
    """HTML: the months of each indicator, those that are not complete yet lighter; a month that is not told leaves a
    gap. "" where there is nothing to see."""
    months = store.aggregate(ids, "month", where)
    late = months["month"] > store.horizon.complete_through
    return {i: _bars(months[i].clip(lower=0).fillna(0).tolist(), late & INDICATORS[i].comes_late) for i in ids}


def _bars(values: list[float], late: "pd.Series[bool]") -> str:
    if not (top := max(values, default=0)) > 0:
        return ""
    bars = (
        f'<i style="height:{value / top:.0%}"{" class=late" if is_late else ""}></i>'
        for value, is_late in zip(values, late, strict=True)
    )
    return f'<div class="skyline" aria-hidden="true">{"".join(bars)}</div>'
