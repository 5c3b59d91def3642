"""Totals: the numbers that add up over places and months, asked for once and shared by all who hold them together."""

from collections.abc import Sequence

import pandas as pd

from backbone.indicators import INDICATORS
from backbone.measures import COLUMNS, Distinct, Sum
from backbone.places import NATION, Level
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store

# The totals that leadership repeats, in reading order.
REPEATED = ("insured", "counties", "premium", "submitted", "claims_paid", "paid", "raised", "spent")
# All of them: those that leadership repeats come first. Ratios follow from their parts.
TOTALS = (
    *REPEATED,
    *(i for i, entry in INDICATORS.items() if isinstance(entry.measure, Sum | Distinct) and i not in REPEATED),
)


def totals(store: Store, by: Sequence[str] | str = (), level: Level = "county") -> pd.DataFrame:
    """One row per combination of `by`, one column per total. Whoever needs some of the totals asks for all, so that
    the store is asked once."""
    return store.aggregate(TOTALS, by, level=level)


@remembered(1)
def monthly(store: Store) -> pd.DataFrame:
    """One row per place (each county, and the programme), policy year and month, one column per additive column of the
    facts: that month's own. Whoever adds up months takes them from here."""
    columns = tuple(COLUMNS)
    programme = store.table(columns, ("period", "month")).assign(place=NATION)
    return pd.concat([store.table(columns, ("place", "period", "month")), programme], ignore_index=True)
