"""Totals: every number that adds up over places and months, asked for once and shared by all who hold them together."""

from collections.abc import Sequence

import pandas as pd

from backbone.indicators import INDICATORS
from backbone.measures import Distinct, Sum
from backbone.snapshot.store import Store

# The totals that leadership repeats, in reading order.
REPEATED = ("insured", "counties", "premium", "submitted", "claims_paid", "paid", "raised", "spent")
# All of them: those that leadership repeats come first. Ratios follow from their parts.
TOTALS = (
    *REPEATED,
    *(i for i, entry in INDICATORS.items() if isinstance(entry.measure, Sum | Distinct) and i not in REPEATED),
)
# Amounts are kept to the fen; sums of them as floating numbers stray by far less.
ONE_FEN = 0.01


def totals(store: Store, by: Sequence[str] | str = (), level: str = "county") -> pd.DataFrame:
    """One row per combination of `by`, one column per total. Whoever needs some of the totals asks for all, so that
    the store is asked once."""
    return store.aggregate(TOTALS, by, level=level)
