"""Comparing: places with one another and with the programme, and how far apart they are."""

import math
from dataclasses import dataclass, replace

import pandas as pd

from backbone import places, units
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.measures import COLUMNS, Ratio
from backbone.places import NATION
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.statistics import chance
from backbone.text import Text
from backbone.units import Unit
from backbone.view import View
from backbone.where import Where

MOST = 6
# What a place is compared on until a reader chooses.
USUAL = ("coverage", "claims_per_1000", "average_claim", "rejection_rate", "within_5_days")
# What a rate of one month was in fewer trials than this says little.
FEWEST = 20
POINTS = Unit(Text("percentage points", "百分点"), Text("{} points", "{}个百分点"), is_rate=True, decimals=1)
PER_CENT = replace(units.PERCENT, decimals=0)


@dataclass(frozen=True)
class Chosen:
    """The places compared, in order; those asked for that are not in the programme; and whether the programme's
    largest provinces stand in because nobody chose any."""

    codes: tuple[str, ...]
    outside: tuple[str, ...]
    suggested: bool


def chosen(view: View, store: Store) -> Chosen:
    """The places that a view compares: its place, then its others, at most six, each once, never the nation (it is
    what all are compared with)."""
    asked = [code for code in dict.fromkeys((view.place, *view.others)) if code != NATION]
    known = {*store.provinces, *store.counties}
    codes = tuple(code for code in asked if code in known)[:MOST]
    outside = tuple(code for code in asked if code not in known)
    if codes or outside:
        return Chosen(codes, outside, False)
    answer = store.aggregate(("insured",), "place", Where(NATION, view.period, view.as_of), "province")
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
    return PER_CENT if abs(size) >= 9.95 else units.PERCENT


def change(indicator: Indicator, before: float, after: float) -> float:
    """How much a value changed, as a map shows it: a count by so many, a rate as `gap` says."""
    return gap(indicator, after, before) if indicator.unit.is_rate else after - before


def change_unit(indicator: Indicator) -> Unit:
    """The unit of a `change`."""
    if indicator.unit is units.PERCENT:
        return POINTS
    return units.PERCENT if indicator.unit.is_rate else indicator.unit


# -- places --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Comparison:
    """`values` of the places compared (index code, NaN where nothing is recorded), `everyone` at their level for
    context, and what each is measured against: `average` by level of place (index), the programme's ratio, or for a
    count the programme's total for each place with cover."""

    level: str
    values: pd.DataFrame
    everyone: pd.DataFrame
    average: pd.DataFrame

    @property
    def covered(self) -> tuple[str, ...]:
        """Which of the places compared have anybody insured."""
        return tuple(code for code, insured in self.values["insured"].items() if insured > 0)

    def reference(self, code: str, indicator: str) -> float:
        """What a place's value is measured against."""
        return float(self.average.loc[places.get(code).level, indicator])

    def gap(self, code: str, indicator: str) -> float:
        """How far a place lies above its reference."""
        return gap(INDICATORS[indicator], float(self.values.loc[code, indicator]), self.reference(code, indicator))

    def rank(self, code: str, indicator: str) -> tuple[int, int, int]:
        """How many of the other places of its level lie lower, how many higher, and how many have a value."""
        others = self.everyone[indicator].drop(code, errors="ignore").dropna()
        value = self.values.loc[code, indicator]
        return int((others < value).sum()), int((others > value).sum()), len(others)


@remembered(64)
def compare(store: Store, codes: tuple[str, ...], ids: tuple[str, ...], period: str, as_of: str) -> Comparison:
    """The places side by side on `ids`. Context is counties as soon as one of them is a county."""
    kinds = {places.get(code).level for code in codes}
    level = "county" if "county" in kinds else "province"
    asked = tuple(dict.fromkeys((*ids, "insured", *chance_needs(ids))))
    where = Where(NATION, period, as_of)
    tables = {k: store.aggregate(asked, "place", where, k).set_index("place") for k in sorted({*kinds, level})}
    whole = store.aggregate(asked, (), where).iloc[0]
    average = {}
    for k, table in tables.items():
        covered = int((table["insured"] > 0).sum())
        average[k] = [
            whole[i] if INDICATORS[i].unit.is_rate else (whole[i] / covered if covered else math.nan) for i in asked
        ]
    rows = pd.concat([table.reindex([c for c in codes if places.get(c).level == k]) for k, table in tables.items()])
    return Comparison(
        level,
        rows.reindex(list(codes)),
        tables[level],
        pd.DataFrame.from_dict(average, orient="index", columns=list(asked)),
    )


def first_cover(store: Store, codes: tuple[str, ...], period: str) -> tuple[str, str]:
    """The month in which cover first began in one of the places (in the period), and which it was: of the nation the
    province; twice "" where it never did."""
    starts = store.aggregate(("insured",), ("place", "month"), Where(NATION, period))
    starts = starts[starts["insured"] > 0].sort_values(["month", "place"])
    for county, month in zip(starts["place"], starts["month"], strict=True):
        for code in codes:
            if places.is_inside(county, code):
                return month, places.province_of(county) if code == NATION else code
    return "", ""


def chance_needs(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The counts that say how much chance there is in the indicators."""
    return tuple(dict.fromkeys(need for i in ids for need in _counts(INDICATORS[i])))


def trials(row: pd.Series, indicator: Indicator) -> float:
    """Of how many (insured, claims decided or paid) an indicator is a share or an average; NaN for other kinds."""
    needs = _counts(indicator)
    return float(sum(row[need] for need in needs)) if needs else math.nan


def _counts(indicator: Indicator) -> tuple[str, ...]:
    bottom = indicator.measure.bottom.column if isinstance(indicator.measure, Ratio) else ""
    return chance.AMONG.get(bottom, ()) if bottom != "insured" or chance.kind(indicator) else ()


@dataclass(frozen=True, eq=False)
class Months:
    """The `values` of an indicator by month (index), without those of months that have too few trials to say much;
    and whether there are such months."""

    values: pd.Series
    left_out: bool


def months(store: Store, indicator: Indicator, where: Where) -> Months:
    """The months of an indicator as a line can show them: of a rate that each month has for itself, those with
    `FEWEST` trials or more."""
    needs = _monthly_counts(indicator)
    answer = store.aggregate((indicator.id, *needs), "month", where).set_index("month")
    values, few = answer[indicator.id], answer[list(needs)].sum(axis=1) < FEWEST
    return Months(values.mask(few), bool((few & values.notna()).any())) if needs else Months(values, False)


def trends(store: Store, indicator: Indicator, codes: tuple[str, ...], period: str, as_of: str) -> dict[str, Months]:
    """The months of each place, and of the nation, which they are held against: of a rate; a count of one place is
    nothing to hold against the programme's."""
    found = {code: months(store, indicator, Where(code, period, as_of)) for code in (*codes, NATION)}
    if not indicator.unit.is_rate:
        found[NATION] = Months(found[NATION].values * math.nan, False)
    return found


def _monthly_counts(indicator: Indicator) -> tuple[str, ...]:
    """The counts that make up the trials behind a month of a rate; none where its months count up or it is no rate."""
    measure = indicator.measure
    if measure.runs or not isinstance(measure, Ratio):
        return ()
    return chance.AMONG[COLUMNS[measure.bottom.column].counted_by]


def trials_name(indicator: Indicator) -> Text:
    """What the trials behind a rate of claims are: "claims decided"."""
    return COLUMNS[COLUMNS[indicator.measure.bottom.column].counted_by].name


def limits(row: pd.Series, indicator: Indicator) -> tuple[float, float]:
    """The 95 % interval of a value, in its own unit; NaN where chance has no part in it."""
    of = chance.kind(indicator)
    if not of:
        return math.nan, math.nan
    per = indicator.measure.per
    low, high = chance.interval(of, row[indicator.id] / per, trials(row, indicator))
    return low * per, high * per


def by_chance(row: pd.Series, indicator: Indicator, reference: float) -> bool | None:
    """Whether chance alone could explain that a value is not the reference; None where chance has no part in it."""
    low, high = limits(row, indicator)
    return None if math.isnan(low) or math.isnan(reference) else low <= reference <= high
