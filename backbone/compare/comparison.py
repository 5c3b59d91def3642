"""Comparing: places with one another and with the programme, and how far apart they are."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from backbone import places, units
from backbone.cautions import AGES_OF_COVER
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.measures import COLUMNS, Ratio, Sum
from backbone.places import NATION
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.statistics import chance
from backbone.statistics.chance import Rate
from backbone.text import Text
from backbone.units import Unit
from backbone.view import Level, View
from backbone.where import Where

MOST = 6
# What a place is compared on until a reader chooses.
USUAL = ("coverage", "claims_per_1000", "average_claim", "rejection_rate", "within_5_days")
# The rates by which a place stands among all others, on its own page.
STANDING = ("coverage", "claims_per_1000", "average_claim", "bill_met", "rejection_rate", "within_5_days")
# What a rate of one month was in fewer trials than this says little.
FEWEST = 20
POINTS = Unit(Text("percentage points", "百分点"), Text("{} points", "{}个百分点"), is_rate=True, decimals=1)
WHOLE_PERCENT = replace(units.PERCENT, decimals=0)


@dataclass(frozen=True)
class Chosen:
    """The places that a view compares.

    `codes` are those compared, in order.
    `outside` were chosen and are not in the programme.
    `suggested` says that nobody chose any, and that the largest provinces stand in."""

    codes: tuple[str, ...]
    outside: tuple[str, ...]
    suggested: bool


def chosen(view: View, store: Store) -> Chosen:
    """The places that a view compares: its place, then its others, at most six, each once, never the nation (it is
    what all are compared with)."""
    named = [code for code in dict.fromkeys((view.place, *view.others)) if code != NATION]
    known = {*store.provinces, *store.counties}
    codes = tuple(code for code in named if code in known)[:MOST]
    outside = tuple(code for code in named if code not in known)
    if codes or outside:
        return Chosen(codes, outside, False)
    answer = store.aggregate(("insured",), "place", replace(view.where, place=NATION), "province")
    return Chosen(tuple(answer.nlargest(2, "insured")["place"]), (), True)


def compared(view: View) -> tuple[str, ...]:
    """The ids of the indicators compared: the view's own, then those beside it, or the usual ones."""
    return tuple(dict.fromkeys((view.indicator, *(view.beside or USUAL))))


# -- differences ---------------------------------------------------------------------------------------------------


def gap(indicator: Indicator, value: float, reference: float) -> float:
    """How far a value lies above a reference: percentage points for a percentage, else per cent of the reference.
    NaN where either is absent, or the reference is zero where it must divide (nothing against nothing is no gap)."""
    if indicator.unit is units.PERCENT:
        return value - reference
    if value == reference:
        return 0.0
    return (value / reference - 1) * 100 if reference else math.nan


def gap_unit(indicator: Indicator, size: float = math.inf) -> Unit:
    """The unit of a gap of that size: points, or per cent (with a decimal below ten)."""
    if indicator.unit is units.PERCENT:
        return POINTS
    return WHOLE_PERCENT if abs(size) >= 9.95 else units.PERCENT


def difference_unit(indicator: Indicator) -> Unit:
    """The unit of the plain difference of two values: points for a percentage, else the indicator's own."""
    return POINTS if indicator.unit is units.PERCENT else indicator.unit


def can_be_ranked(indicator: Indicator) -> bool:
    """Whether places may be ranked by it: not where cover of different ages makes the difference."""
    return indicator.unit.is_rate and indicator.caution is not AGES_OF_COVER


def change(indicator: Indicator, before: float, after: float) -> float:
    """How much a value changed, as a map shows it: a count by so many, a rate as `gap` says."""
    return gap(indicator, after, before) if indicator.unit.is_rate else after - before


def change_unit(indicator: Indicator) -> Unit:
    """The unit of a `change`."""
    if indicator.unit is units.PERCENT:
        return POINTS
    return units.PERCENT if indicator.unit.is_rate else indicator.unit


# -- a value and the claims behind it ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Value:
    """One value of an indicator, and what it was counted from.

    `number` is the value in the indicator's unit, NaN where nothing was recorded.
    `rate` is the rate as it was counted, None where chance has no part in it.
    `claims` is how many claims the value rests on, NaN where it rests on none."""

    indicator: Indicator
    number: float
    rate: Rate | None = None
    claims: float = math.nan

    def limits(self) -> tuple[float, float]:
        """The 95 % interval in the indicator's unit; NaN where chance has no part in it."""
        if self.rate is None or not isinstance(self.indicator.measure, Ratio):
            return math.nan, math.nan
        low, high = self.rate.interval()
        return low * self.indicator.measure.per, high * self.indicator.measure.per

    def may_be_chance(self, reference: float) -> bool | None:
        """Whether chance alone could explain that the value is not the reference; None where it has no part in it."""
        low, high = self.limits()
        return None if math.isnan(low) or math.isnan(reference) else low <= reference <= high


def value(indicator: Indicator, number: float, counts: pd.Series) -> Value:
    """A value with what it was counted from; `counts` holds the columns that `counted` names."""
    kind, events, trials = chance.kind(indicator), chance.events(indicator), chance.trials(indicator)
    rate = Rate(kind, float(counts[events]), float(counts[trials])) if kind else None
    behind = events if kind == "events" else trials
    return Value(indicator, float(number), rate, float(counts[behind]) if behind else math.nan)


def counted(ids: Sequence[str]) -> tuple[str, ...]:
    """The additive columns that the indicators were counted from: the insured, and the claims that a rate rests on."""
    columns = [column(INDICATORS[i]) for i in ids for column in (chance.events, chance.trials)]
    return tuple(dict.fromkeys(filter(None, ("insured", *columns))))


@remembered(64)
def values(store: Store, ids: tuple[str, ...], where: Where) -> dict[str, Value]:
    """The value of each indicator over everything that `where` allows, by id."""
    numbers, counts = store.aggregate(ids, (), where).iloc[0], store.table(counted(ids), (), where).iloc[0]
    return {i: value(INDICATORS[i], numbers[i], counts) for i in ids}


# -- places --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Comparison:
    """Places side by side.

    `level` is that of the context: counties as soon as one of the places is a county.
    `values` are those of the places compared (index code), NaN where nothing is recorded.
    `counts` are the columns that they were counted from.
    `everyone` holds the values of all places at the level, for context.
    `average` is what each place is measured against, by level of place (index): the programme's rate, or for a count
    the programme's total for each place with cover."""

    level: Level
    values: pd.DataFrame
    counts: pd.DataFrame
    everyone: pd.DataFrame
    average: pd.DataFrame

    @property
    def covered(self) -> tuple[str, ...]:
        """Which of the places compared have anybody insured."""
        return tuple(code for code, insured in self.values["insured"].items() if insured > 0)

    @property
    def of(self) -> int:
        """How many places at the level have anybody insured."""
        return int((self.everyone["insured"] > 0).sum())

    def value(self, code: str, indicator: str) -> Value:
        """The value of a place, with what it was counted from."""
        return value(INDICATORS[indicator], self.values.loc[code, indicator], self.counts.loc[code])

    def reference(self, code: str, indicator: str) -> float:
        """What a place's value is measured against."""
        return float(self.average.loc[places.get(code).level, indicator])

    def gap(self, code: str, indicator: str) -> float:
        """How far a place lies above its reference."""
        return gap(INDICATORS[indicator], float(self.values.loc[code, indicator]), self.reference(code, indicator))

    def rank(self, code: str, indicator: str) -> tuple[int, int, int]:
        """How many of the other places of its level lie lower, how many higher, and how many have a value."""
        everyone, value = self.everyone[indicator].to_numpy(), self.values.loc[code, indicator]
        itself = code in self.everyone.index and not math.isnan(value)
        known = int((~np.isnan(everyone)).sum())
        return int((everyone < value).sum()), int((everyone > value).sum()), known - itself


@remembered(64)
def compare(store: Store, codes: tuple[str, ...], ids: tuple[str, ...], where: Where) -> Comparison:
    """The places side by side on `ids`, in the period and up to the month of `where`."""
    level_of = {code: places.get(code).level for code in codes}
    level: Level = "county" if "county" in level_of.values() else "province"
    levels: list[places.Level] = sorted({*level_of.values(), level})
    programme, ids = replace(where, place=NATION), tuple(dict.fromkeys((*ids, "insured")))
    everyone = {k: store.aggregate(ids, "place", programme, k).set_index("place") for k in levels}
    counts = {k: store.table(counted(ids), "place", programme, k).set_index("place") for k in levels}
    whole = store.aggregate(ids, (), programme).iloc[0]

    def own(tables: Mapping[places.Level, pd.DataFrame]) -> pd.DataFrame:
        rows = [table.reindex([c for c in codes if level_of[c] == k]) for k, table in tables.items()]
        return pd.concat(rows).reindex(list(codes))

    average = {k: [_average(whole, table, i) for i in ids] for k, table in everyone.items()}
    references = pd.DataFrame.from_dict(average, orient="index", columns=list(ids))
    return Comparison(level, own(everyone), own(counts), everyone[level], references)


def _average(whole: pd.Series, everyone: pd.DataFrame, i: str) -> float:
    """The programme's rate; of a count its total for each place with cover."""
    covered = int((everyone["insured"] > 0).sum())
    if INDICATORS[i].unit.is_rate:
        return float(whole[i])
    return float(whole[i]) / covered if covered else math.nan


def first_cover(store: Store, codes: tuple[str, ...], where: Where) -> tuple[str, str]:
    """The month in which cover of the period of `where` first began in one of the places, and which it was: of the
    nation the province; twice "" where it never did."""
    starts = store.aggregate(("insured",), ("place", "month"), Where(NATION, where.period))
    starts = starts[starts["insured"] > 0].sort_values(["month", "place"])
    for county, month in zip(starts["place"], starts["month"], strict=True):
        for code in codes:
            if places.is_inside(county, code):
                return month, places.province_of(county) if code == NATION else code
    return "", ""


# -- months --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Months:
    """The months of an indicator as a line can show them.

    `values` by month (index), absent where a month has too few trials to say much.
    `left_out` says whether there are such months."""

    values: pd.Series
    left_out: bool


def counts_up(indicator: Indicator) -> bool:
    """Whether a single month says little of the indicator, because it counts cover, which begins in a few months and
    lasts."""
    return isinstance(indicator.measure, Sum) and COLUMNS[indicator.measure.column].lasts


def months(store: Store, indicator: Indicator, where: Where) -> Months:
    """The months of an indicator. A rate that each month has for itself: those with at least FEWEST trials; a number
    that `counts_up`: everything up to each month."""
    shown = store.aggregate((indicator.id,), "month", where).set_index("month")[indicator.id]
    if counts_up(indicator):
        begun = shown.notna().cummax()  # before the first month there is no number, and not nothing
        return Months(shown.fillna(0.0).cumsum().where(begun), False)
    trials = "" if indicator.measure.cumulative else chance.trials(indicator)
    if not trials:
        return Months(shown, False)
    few = store.table((trials,), "month", where).set_index("month")[trials].fillna(0.0) < FEWEST
    return Months(shown.mask(few), bool((few & shown.notna()).any()))


def trends(store: Store, indicator: Indicator, codes: tuple[str, ...], where: Where) -> dict[str, Months]:
    """The months of each place, and of a rate those of the nation too, which the places are held against; for a count
    the nation's are NaN."""
    found = {code: months(store, indicator, replace(where, place=code)) for code in (*codes, NATION)}
    if not indicator.unit.is_rate:
        found[NATION] = Months(found[NATION].values * math.nan, False)
    return found


def trials_name(indicator: Indicator) -> Text:
    """What a rate or an average is taken over: "claims decided"."""
    return COLUMNS[chance.trials(indicator)].name
