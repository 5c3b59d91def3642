"""What stands beside a picture of claims: what still waits to be told, and what is not yet broken down."""

from collections.abc import Iterable, Sequence

import pandas as pd

from backbone import telling
from backbone.breakdowns import BREAKDOWNS, REMAINDER, cut
from backbone.indicators import INDICATORS
from backbone.measures import Sum
from backbone.punctuation import prose
from backbone.snapshot.store import Store
from backbone.view import View

# The indicator that counts the claims of an additive column.
COUNTS = {i.measure.column: i.id for i in INDICATORS.values() if isinstance(i.measure, Sum)}


def beside(store: Store, view: View, ids: Sequence[str], answer: pd.DataFrame) -> str:
    """The sentences about what the numbers of `ids` in `answer` leave out of the view's question: claims whose amounts
    wait, and claims not yet broken down; "" where they leave nothing out."""
    said = [waiting(store, view, ids)]
    dimensions = [column for column in answer.columns if column in BREAKDOWNS]
    if dimensions and any(INDICATORS[i].comes_late for i in ids):  # who is insured is broken down to the last
        said.append(telling.remainder(_remainder(store, view, dimensions), view.lang))
    return prose(said, view.lang)


def waiting(store: Store, view: View, ids: Iterable[str]) -> str:
    """For how many paid claims the amounts among `ids` stand, where some wait; "" where none does."""
    of_amounts = any(INDICATORS[i].of_amounts for i in ids)
    return telling.waiting(store.told(view.where), view.lang) if of_amounts else ""


def _remainder(store: Store, view: View, dimensions: list[str]) -> float:
    """How many claims are not yet broken down."""
    stored = cut(dimensions).stored
    if stored is None:
        return 0.0
    counts = COUNTS[stored.kept.counts]
    rows = store.aggregate((counts,), dimensions, view.where)
    return float(rows.loc[rows[dimensions[0]] == REMAINDER, counts].sum())
