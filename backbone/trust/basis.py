"""Basis: of each number, whether somebody reported it, it is estimated from reported ones, or it is illustrative."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import nan
from typing import Literal

import pandas as pd

from backbone import places
from backbone.breakdowns import BREAKDOWNS
from backbone.indicators import INDICATORS
from backbone.measures import Distinct, Sum
from backbone.periods import ALL
from backbone.places import NATION, Level
from backbone.record.record import Record
from backbone.snapshot.facts import ONE_FEN
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import ANSWERS, Store
from backbone.text import Text
from backbone.trust.ties import Tie, ties
from backbone.where import MONTH, Only, Where

Basis = Literal["reported", "estimated", "illustrative"]
REPORTED: Basis = "reported"
ESTIMATED: Basis = "estimated"
ILLUSTRATIVE: Basis = "illustrative"
# One word beside a number, in a table, a file or a tooltip.
WORDS: Mapping[str, Text] = {
    REPORTED: Text("reported", "公布"),
    ESTIMATED: Text("estimated", "推算"),
    ILLUSTRATIVE: Text("illustrative", "示意"),
}
# Worked out even where everything else is reported: without names nobody can count who renewed.
WORKED_OUT = frozenset({"renewed"})
# A column that is no indicator -> the indicator whose published results state it, where the two are the same number:
# while no claim waits, the claims told are the claims paid.
STATED_AS: Mapping[str, str] = {"told_claims": "claims_paid"}


def basis(store: Store, record: Record, indicator: str, where: Where) -> Basis:
    """The basis of `indicator` over `where`. In a snapshot of submitted records every number is reported. In an
    illustrative one a number is reported where the public record states it, for just this question and to the fen;
    estimated where all that it is worked out from is reported; illustrative otherwise."""
    measure = INDICATORS[indicator].measure
    if store.snapshot.manifest.basis == REPORTED:
        return REPORTED if WORKED_OUT.isdisjoint(measure.columns) else ESTIMATED
    if isinstance(measure, Sum | Distinct):
        found = stating(store, record, indicator, where)
        return REPORTED if found and _is_among(store.value(indicator, where), found) else ILLUSTRATIVE
    parts = all(_is_stated(store, record, column, where) for column in measure.columns)
    return ESTIMATED if parts else ILLUSTRATIVE


def set_apart(
    store: Store, record: Record, codes: Iterable[str], ids: Sequence[str], where: Where
) -> frozenset[tuple[str, str]]:
    """The (place, indicator) pairs whose basis is not the snapshot's own: published values among modelled ones."""
    usual = store.snapshot.manifest.basis
    every = ((code, i) for code in codes for i in ids)
    return frozenset((code, i) for code, i in every if basis(store, record, i, replace(where, place=code)) != usual)


def bases(store: Store, record: Record, answer: pd.DataFrame, ids: Sequence[str], where: Where) -> pd.DataFrame:
    """The basis of every number of `answer`, the answer to `where`: its rows, and the columns `ids`; "" where there is
    none."""
    of_any = {place for i in ids for place in _places(store, record, i)}
    usual = store.snapshot.manifest.basis
    rows = answer[[column for column in answer if column not in ids]].to_dict("records")

    def of_row(row: Mapping, value: float, i: str) -> str:
        if pd.isna(value):
            return ""
        may_be_stated = usual == REPORTED or row.get("place", where.place) in of_any
        return basis(store, record, i, _at(where, row)) if may_be_stated else usual

    found = {i: [of_row(row, value, i) for row, value in zip(rows, answer[i], strict=True)] for i in ids}
    return pd.DataFrame(found, index=answer.index, columns=list(ids), dtype=object)


def by_row(store: Store, record: Record, answer: pd.DataFrame, ids: Sequence[str], where: Where) -> list[str]:
    """The basis of every row of `answer` in one word; where its numbers differ, each by name: "insured illustrative,
    paid reported". A row without a number has the snapshot's."""
    usual = store.snapshot.manifest.basis

    def said(words: Iterable[str]) -> str:
        there = {i: word for i, word in zip(ids, words, strict=True) if word}
        if len(set(there.values())) <= 1:
            return next(iter(there.values()), usual)
        return ", ".join(f"{i} {word}" for i, word in there.items())

    return [said(words) for words in bases(store, record, answer, ids, where).itertuples(index=False)]


def stated_as(column: str) -> str:
    """The indicator whose published results state a column; "" where none does."""
    own = next((i.id for i in INDICATORS.values() if i.measure == Sum(column)), "")
    return own or STATED_AS.get(column, "")


def up_to_the_month(indicator: str, where: Where) -> Where:
    """`where` as of its month instead of in it, for an indicator that counts everything up to a month: the number is
    the same, and published results are kept that way."""
    month = where.only.month
    if not month or not INDICATORS[indicator].measure.cumulative:
        return where
    return replace(where, as_of=month, only=replace(where.only, month=""))


def stating(store: Store, record: Record, indicator: str, where: Where) -> tuple[Tie, ...]:
    """The published results that answer this very question. Where a place had cover in one policy year only, that year
    and all years are one question. A result for a year that is over answers for later months too, unless something of
    it can come late."""
    if not indicator:
        return ()
    where = up_to_the_month(indicator, where)
    asked = where.as_of or store.horizon.last
    here = _published(store, record).get((indicator, where.place), ()) if not where.only else ()
    here = tuple(t for t in here if t.where.as_of == asked or _holds(t, asked))
    if all(t.where.period == where.period for t in here):
        return here
    covered = _covered(store, places.get(where.place).level, asked).get(where.place, ())
    same = {ALL, *covered} if len(covered) == 1 and where.period in (ALL, *covered) else {where.period}
    return tuple(t for t in here if t.where.period in same)


@remembered(ANSWERS)
def _covered(store: Store, level: Level, as_of: str) -> dict[str, list[str]]:
    """The policy years in which each place of a level had cover by a month."""
    years = store.aggregate(("insured",), ("place", "period"), Where(as_of=as_of), level)
    return years[years["insured"] > 0].groupby("place")["period"].agg(list).to_dict()


def _holds(tie: Tie, asked: str) -> bool:
    """Whether a result for one policy year, published after that year, still answers in the month asked for."""
    over = f"{tie.where.period}-12"
    return (
        tie.where.period != ALL
        and not INDICATORS[tie.indicator].comes_late
        and over <= asked
        and over <= tie.figure.day.isoformat()[:7]
    )


@remembered(1)
def _published(store: Store, record: Record) -> Mapping[tuple[str, str], tuple[Tie, ...]]:
    """The published results of each indicator and place."""
    found: dict[tuple[str, str], tuple[Tie, ...]] = {}
    for tie in ties(store, record):
        at = (tie.indicator, tie.where.place)
        found[at] = (*found.get(at, ()), tie)
    return found


def _places(store: Store, record: Record, indicator: str) -> set[str]:
    """The places for which something is published that states the indicator or a part of it."""
    stated = {indicator, *map(stated_as, INDICATORS[indicator].measure.columns)}
    return {place for i, place in _published(store, record) if i in stated}


def _is_stated(store: Store, record: Record, column: str, where: Where) -> bool:
    """Whether the public record states the snapshot's own total of a column."""
    found = stating(store, record, stated_as(column), where)
    if not found:
        return False
    totals = _totals(store, column, places.get(where.place).level, where.period, where.as_of)
    return _is_among(totals.get(where.place, nan), found)


@remembered(ANSWERS)
def _totals(store: Store, column: str, level: Level, period: str, as_of: str) -> dict[str, float]:
    """The total of a column in each place of a level."""
    return store.table((column,), "place", Where(NATION, period, as_of), level).set_index("place")[column].to_dict()


def _is_among(value: float, found: Sequence[Tie]) -> bool:
    return any(abs(value - float(tie.figure.value)) < ONE_FEN / 2 for tie in found)


def _at(where: Where, row: Mapping) -> Where:
    """The facts that a row of the answer to `where` is about."""
    said = {d: code for d, code in row.items() if d == MONTH or d in BREAKDOWNS}
    only = Only.of(where.only.pairs | said)
    return Where(row.get("place", where.place), row.get("period", where.period), row.get("as_of", where.as_of), only)
