"""The notes below a picture of claims: how many still wait to be told, and how many are not broken down."""

from collections.abc import Iterable, Sequence

import pandas as pd

from backbone import gathering
from backbone.breakdowns import BREAKDOWNS, REMAINDER
from backbone.indicators import INDICATORS
from backbone.periods import month_name
from backbone.pictures.picture import Picture
from backbone.snapshot.store import Store
from backbone.text import Lang
from backbone.view import View
from backbone.where import MONTH, Where


def beside(store: Store, where: Where, ids: Sequence[str], answer: pd.DataFrame, lang: Lang) -> tuple[str, ...]:
    """The sentences about what the numbers of `ids` in `answer` leave out of its question: claims whose amounts wait,
    and claims not yet broken down; none where they leave nothing out."""
    every = [INDICATORS[i] for i in ids]
    said = [waiting(store, where, ids, lang), unfinished(store, answer, ids, lang)]
    if MONTH in answer and any(i.of_amounts or (i.comes_late and where.only.categories) for i in every):
        said.append(gathering.BY_MONTH(lang))
    if any(answer[d].eq(REMAINDER).any() for d in answer.columns.intersection([*BREAKDOWNS])):
        said.append(gathering.GATHERING(lang))  # a row says how many
    elif any(i.comes_late for i in every) and (left := gathering.remainder(store.not_broken_down(where), lang)):
        said += [left, gathering.GATHERING(lang)]
    return tuple(filter(None, said))


def unfinished(store: Store, answer: pd.DataFrame, ids: Iterable[str], lang: Lang) -> str:
    """After which month the months of `answer` are incomplete; "" where all are complete."""
    late, through = [i for i in ids if INDICATORS[i].comes_late], store.horizon.complete_through
    if MONTH not in answer or not (answer.loc[answer[MONTH] > through, late] > 0).any(axis=None):
        return ""
    return gathering.UNFINISHED(lang, month=month_name(through, lang))


def waiting(store: Store, where: Where, ids: Iterable[str], lang: Lang) -> str:
    """For how many paid claims the amounts among `ids` stand, where some wait; "" where none does."""
    if where.only.month or not any(INDICATORS[i].of_amounts for i in ids):
        return ""
    return gathering.waiting(store.told(where), lang, bool(where.only.categories))


def untold(store: Store, view: View, answer: pd.DataFrame, by: Sequence[str], key: str, heading: str) -> Picture | None:
    """The picture `key` without a figure, which says that nothing is broken down by `by` yet; None where something
    is."""
    if answer[answer[by[0]] != REMAINDER].select_dtypes("number").notna().any(axis=None):
        return None
    lead = gathering.remainder(store.not_broken_down(view.where, by), view.lang)
    return Picture(key, view, heading=heading, lead=lead, notes=(gathering.GATHERING(view.lang),))
