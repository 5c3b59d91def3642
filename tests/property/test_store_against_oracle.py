"""Any question that the store answers, the oracle answers alike from the raw records."""

import math
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backbone import places
from backbone.breakdowns import BREAKDOWNS, CROSSINGS, REMAINDER, cut
from backbone.indicators import INDICATORS
from backbone.measures import COLUMNS, TOLD, Distinct, Growth, Ratio, Rest, Sum
from backbone.periods import ALL, months_between
from backbone.places import NATION
from backbone.where import Only, Where

MONTHS = months_between("2017-07", "2019-08")
ADDITIVE = [i.id for i in INDICATORS.values() if isinstance(i.measure, Sum) and not i.programme_only]
MONEY_AND_DAYS = {c for c, column in COLUMNS.items() if column.kind == TOLD}
ROWS = 6  # of a long answer, as many are recomputed, evenly spread


def asked_of(by, row, where):
    """The one cell that a row of an answer is about: place, period, months from and to, and categories."""
    kept = where.only.pairs
    month = kept.pop("month", None) or (row["month"] if "month" in by else None)
    months = (month, month) if month else (MONTHS[0], where.as_of or MONTHS[-1])
    categories = {d: row[d] for d in by if d in BREAKDOWNS} | kept
    return row.get("place", where.place), row.get("period", where.period), months, categories


def recorded(oracle, place, period, first, last):
    """Everything that happened to a place in the months from `first` to `last`: where, and how many were insured."""
    every = oracle.happenings
    matches = (every.month >= first) & (every.month <= last)
    if place != NATION:
        matches &= every[places.get(place).level] == place
    if period != ALL:
        matches &= every.policy_year == int(period)
    return every.loc[matches, ["county", "province", "insured"]]


def expected(oracle, indicator, place, period, months, categories, rest=()):
    """The oracle's value of an indicator: NaN where nothing was recorded up to then, a denominator is zero, or amounts
    wait of every claim. With `rest`, of what is not yet broken down by these dimensions."""
    measure = indicator.measure
    if (indicator.programme_only and place != NATION) or (indicator.one_year and period == ALL):
        return math.nan
    first = MONTHS[0] if measure.cumulative else months[0]
    if isinstance(measure, Distinct):
        found = recorded(oracle, place, period, first, months[1])
        return float(found.loc[found.insured > 0, measure.level].nunique())
    if recorded(oracle, place, period, MONTHS[0], months[1]).empty:
        return math.nan

    def of(column, kept):
        def until(month):
            return oracle.aggregate([column], None, place, None, period, month, **kept)[column].iloc[0]

        return float(until(months[1]) - (0 if first == MONTHS[0] else until(MONTHS[MONTHS.index(first) - 1])))

    def total(column):
        if not rest:
            return of(column, categories)
        kept = {d: code for d, code in categories.items() if code != REMAINDER}
        codes = product(*([kept[d]] if d in kept else BREAKDOWNS[d].categories for d in rest))
        return of(column, kept) - sum(of(column, kept | dict(zip(rest, each, strict=True))) for each in codes)

    if not MONEY_AND_DAYS.isdisjoint(measure.columns) and total("paid_claims") > 0 and total("told_claims") == 0:
        return math.nan
    if isinstance(measure, Rest):
        return total(measure.whole.column) - total(measure.part.column)
    if isinstance(measure, Growth):
        before = total(measure.before.column)
        return (total(measure.now.column) - before) / before * 100 if before > 0 else math.nan
    if isinstance(measure, Ratio):
        bottom = total(measure.bottom.column)
        return total(measure.top.column) / bottom * measure.per if bottom > 0 else math.nan
    return total(measure.column)


@st.composite
def questions(draw, breakdown):
    place = draw(st.sampled_from([NATION, "520000", "420000", "340000", "421122", "530627"]))
    where = Where(place, draw(st.sampled_from([ALL, "2017", "2018", "2019"])), draw(st.sampled_from(["", *MONTHS])))
    level = draw(st.sampled_from(places.LEVELS[places.LEVELS.index(places.get(place).level) :]))
    by = draw(st.lists(st.sampled_from(["place", "period", "month"]), unique=True, max_size=2))
    if draw(st.booleans()):
        month = draw(st.sampled_from([m for m in MONTHS if m <= (where.as_of or MONTHS[-1])]))
        where = replace(where, only=Only(month=month))
    known = list(INDICATORS)
    if breakdown:
        of = draw(st.sampled_from([*((d,) for d in BREAKDOWNS), *CROSSINGS]))
        by = [*by, *draw(st.permutations(of))]
        kept = draw(st.lists(st.sampled_from(of), unique=True))  # these need not be asked for by name
        only = tuple((d, draw(st.sampled_from(list(BREAKDOWNS[d].categories)))) for d in kept)
        where = replace(where, only=Only(only, where.only.month))
        by = by if draw(st.booleans()) else [d for d in by if d not in kept]
        depth = level if "place" in by else places.get(place).level
        known = [i for i in known if INDICATORS[i].is_broken_down(of, depth)]
        assume(known)
    ids = draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
    return ids, tuple(by), where, level


def is_open(oracle, indicator, place, period, months, categories):
    """Whether a category has no claim as yet while some that may be its own are not yet broken down."""
    if not categories or not indicator.comes_late:
        return False
    counts = cut([*categories]).stored.kept.counts

    def of(kept):
        return oracle.aggregate([counts], None, place, None, period, months[1], **kept)[counts].iloc[0]

    codes = product(*(BREAKDOWNS[d].categories for d in categories))
    every = (dict(zip(categories, each, strict=True)) for each in codes)
    return of(categories) == 0 and of({}) > sum(of(each) for each in every)


def agree(store, oracle, question):
    ids, by, where, level = question
    answer = store.aggregate(ids, by, where, level)
    assert list(answer.columns[: len(by)]) == list(by)
    broken = tuple(d for d in by if d in BREAKDOWNS)
    monthly = "month" in by or where.only.month
    rests = answer.index[answer[list(broken)].eq(REMAINDER).any(axis=1)] if broken else []
    assert not (monthly and len(rests)), "a month says what was told in it, of claims of other months too"
    for n in {*range(0, len(answer), max(1, len(answer) // ROWS)), *rests[-1:]}:
        row = answer.iloc[n]
        cell, rest = asked_of(by, row, where), broken if n in rests else ()
        for i in ids:
            value = expected(oracle, INDICATORS[i], *cell, rest)
            if not rest and not monthly and is_open(oracle, INDICATORS[i], *cell):
                value = math.nan
            assert row[i] == pytest.approx(value, rel=1e-9, abs=1e-6, nan_ok=True), (i, cell)


@settings(max_examples=70)
@given(questions(breakdown=False))
def test_totals(store, oracle, question):
    agree(store, oracle, question)


@settings(max_examples=90)
@given(questions(breakdown=True))
def test_breakdowns(store, oracle, question):
    agree(store, oracle, question)


@pytest.mark.parametrize("by", ["period", "place", ("place", "period")])
def test_different_places_are_counted_up_to_a_month_as_by_the_end_of_it(store, by):
    """A county insured in two policy years counts in both, and each county's province in each county."""
    ids, by = ("counties", "provinces"), (by,) if isinstance(by, str) else by
    last = store.aggregate(ids, by, Where(only=Only(month="2019-08"))).set_index(list(by))
    assert last.equals(store.aggregate(ids, by).set_index(list(by)))


def test_no_place_with_facts_is_missing(store, oracle):
    happened = oracle.happenings[oracle.happenings.county != NATION]
    assert list(store.aggregate(("insured",), "place")["place"]) == sorted(happened.county.unique())
    assert list(store.aggregate(("insured",), "place", level="province")["place"]) == sorted(happened.province.unique())


@settings(max_examples=60)
@given(
    indicator=st.sampled_from(ADDITIVE),
    period=st.sampled_from([ALL, "2017", "2018", "2019"]),
    as_of=st.sampled_from(["", *MONTHS]),
)
def test_counties_make_provinces_make_the_nation(store, indicator, period, as_of):
    where = Where(NATION, period, as_of)
    counties, provinces, nation = (
        store.aggregate((indicator,), "place", where, level)[["place", indicator]]
        for level in ("county", "province", "nation")
    )
    counties["place"] = counties["place"].str[:2] + "0000"
    summed = counties.groupby("place")[indicator].sum(min_count=1)  # amounts of which all wait are absent everywhere
    assert summed.to_dict() == pytest.approx(
        dict(zip(provinces["place"], provinces[indicator], strict=True)), nan_ok=True
    )
    assert provinces[indicator].sum() == pytest.approx(nation[indicator].sum())


@settings(max_examples=40)
@given(
    indicator=st.sampled_from(ADDITIVE),
    as_of=st.sampled_from(MONTHS),
    place=st.sampled_from([NATION, "520000", "421122"]),
)
def test_months_and_policy_years_make_the_whole(store, indicator, as_of, place):
    where = Where(place, ALL, as_of)
    whole = store.value(indicator, where)
    for by in ("month", "period"):
        parts = store.aggregate((indicator,), by, where)[indicator]
        assert parts.sum() == pytest.approx(0 if math.isnan(whole) else whole)
