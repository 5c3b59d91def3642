"""The show side's one question of the facts: which numbers, by what, of which places, years and months."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import pandas as pd

from backbone import places
from backbone.breakdowns import BREAKDOWNS, REMAINDER, Cut, cut, is_told
from backbone.gathering import Told
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.measures import COLUMNS
from backbone.periods import ALL, cover_ends, month_text, months_later
from backbone.places import Level
from backbone.punctuation import listed_texts
from backbone.refusals import LIES_BELOW, NOT_KEPT, THIS, TOO_FEW, TOO_LATE, Unanswerable
from backbone.scales import CLASSES, Scale
from backbone.snapshot.facts import ONE_FEN, Facts
from backbone.snapshot.groups import groups
from backbone.snapshot.manifest import Snapshot, SnapshotError
from backbone.snapshot.memory import Memory, remembered
from backbone.snapshot.sums import PLAIN, Sums
from backbone.text import Text
from backbone.where import Only, Where

__all__ = ["Store"]

# Answers kept in memory, of each kind: most pages ask about twenty questions, some kilobytes each.
ANSWERS = 256
# The two columns that tell whether any amount is told.
TOLD_OF = ["paid_claims", "told_claims"]


class Store:
    """An opened snapshot, ready to be asked. Safe to share between sessions: it is only read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot, said = snapshot, snapshot.manifest
        self.horizon = said.horizon
        facts = Facts(snapshot)  # let go with its database once all is read
        if faults := groups(facts, said.predecessor is not None).faults:
            raise SnapshotError(faults[0])
        self._in_memory = Sums(facts)
        self._starts, self._unmatched, self._broken_down = facts.starts, facts.unmatched, facts.broken_down
        self.memory: Memory = {}

    def forget(self) -> None:
        """Empties the memory of answers and pictures; whoever asks next has them worked out anew."""
        self.memory.clear()

    def aggregate(
        self,
        indicators: Sequence[Indicator | str],
        by: Sequence[str] | str = (),
        where: Where = Where(),
        level: Level = "county",
    ) -> pd.DataFrame:
        """One row per combination of `by`, one float column per indicator (its id).

        `by` holds any of place (at `level`, only places with facts), period, month, and one breakdown or two that
        are crossed; categories, months and years come in reading order and without gaps. What is not yet broken down
        has a last row with the code REMAINDER, unless the answer is of single months. A value is absent (NaN) where
        nothing was ever recorded, where nothing is told yet and where a denominator is zero; it is 0 where it was
        recorded as nothing. With `where.only` the answer is about what it keeps to. Raises Unanswerable when an
        indicator is not kept in that breakdown at that level, when the level lies above the place asked for, or when
        the month asked for lies after the last one counted."""
        ids = tuple(i if isinstance(i, str) else i.id for i in indicators)
        return self._ask(ids, (by,) if isinstance(by, str) else tuple(by), where, level).copy()

    def value(self, indicator: str, where: Where = Where()) -> float:
        """One number: `indicator` over everything `where` allows; NaN where nothing was recorded."""
        return float(self._values((indicator,), where)[indicator])

    def values(self, indicators: Sequence[str], where: Where = Where()) -> dict[str, float]:
        """One number an indicator, by its id: each over everything `where` allows; NaN where nothing was recorded.
        Raises Unanswerable as `aggregate` does."""
        return dict(self._values(tuple(indicators), where))

    def table(
        self,
        columns: Sequence[str],
        by: Sequence[str] | str = (),
        where: Where = Where(),
        level: Level = "county",
    ) -> pd.DataFrame:
        """One row per combination of `by` as `aggregate` has them, one float column of sums per additive column; a
        month's sums are of that month alone. Raises Unanswerable as `aggregate` does."""
        by = (by,) if isinstance(by, str) else tuple(by)
        found = self._sums(tuple(columns), by, where, level).copy()
        return found if _by_months(by, where) else self._with_remainder(found, tuple(columns), by, where, level)

    def sums(self, columns: Sequence[str], where: Where = Where()) -> dict[str, float]:
        """The additive columns that a number is worked out from, over everything `where` allows; NaN where nothing
        was recorded. Raises Unanswerable as `aggregate` does."""
        return dict(self._row(tuple(columns), where))

    def told(self, where: Where = Where()) -> Told:
        """The paid claims of a question, and those of them whose amounts are told; none where amounts are not kept."""
        try:
            sums = self.sums(("paid_claims", "told_claims"), where)
        except Unanswerable:
            return Told(0.0, 0.0)
        return Told(*(0.0 if np.isnan(v) else v for v in sums.values()))

    def not_broken_down(self, where: Where, by: Sequence[str] = ()) -> float:
        """The claims of a question that are not yet broken down by `by` and by what it keeps to a category of; 0 where
        it keeps to a month, of which that cannot be said."""
        dimensions = tuple(dict.fromkeys((*by, *dict(where.only.categories))))
        stored = cut(dimensions).stored
        if stored is None:
            return 0.0
        every = replace(where, only=replace(where.only, categories=()))
        rows = self.table((stored.kept.counts,), dimensions, every)
        return float(rows.loc[rows[dimensions[0]] == REMAINDER, stored.kept.counts].sum())

    @property
    def waiting(self) -> tuple[int, float]:
        """Paid claims of the programme whose amounts are not told yet, and their amount (RMB); NaN where too few stand
        behind it to say."""
        said = self.snapshot.manifest.waiting
        return said.claims, float("nan") if said.paid is None else said.paid

    @cached_property
    def counties(self) -> tuple[str, ...]:
        """The codes of every county in the programme so far (somebody was insured there), in code order."""
        return tuple(self.joined)

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """The codes of every province with a county in the programme so far, in code order."""
        return tuple(dict.fromkeys(map(places.province_of, self.counties)))

    @cached_property
    def joined(self) -> Mapping[str, str]:
        """The month in which each county first had somebody insured, in code order."""
        return {code: first for code, (first, _) in self._starts.items()}

    @property
    def began(self) -> str:
        """The month in which somebody was first insured anywhere; the first month of all where nobody ever was."""
        return min(self.joined.values(), default=self.horizon.first)

    def left(self, county: str) -> str:
        """The last month of a county's cover, where it has ended and nothing new has begun; else ""."""
        until = cover_ends(self._starts[county][1])
        return months_later(until, -1) if until <= self.horizon.last else ""

    @property
    def unmatched(self) -> pd.DataFrame:
        """One row per place as written in the facts that is no county we know: rows, insured, submitted, paid (RMB)."""
        return self._unmatched.copy()

    @property
    def broken_down(self) -> pd.DataFrame:
        """What the categories of each breakdown (its id in STORED) add up to over the programme, column by column."""
        return self._broken_down.copy()

    @remembered(ANSWERS)
    def scale(self, indicator: str, level: Level, classes: int = CLASSES) -> Scale:
        """About so many `classes` of an indicator at a level: fixed over all periods, so that moving the year never
        repaints the country by itself."""
        years = self.aggregate((indicator,), ("place", "period"), level=level)[indicator]
        whole = self.aggregate((indicator,), ("place",), level=level)[indicator]
        return INDICATORS[indicator].scale([*years, *whole], classes)

    # -- asking ------------------------------------------------------------------------------------------------

    @remembered(ANSWERS)
    def _values(self, ids: tuple[str, ...], where: Where) -> dict[str, float]:
        row = self._ask(ids, (), where, "county").iloc[0]
        return {i: row[i] for i in ids}  # numpy's floats: dividing one by zero gives NaN and raises nothing

    @remembered(ANSWERS)
    def _row(self, columns: tuple[str, ...], where: Where) -> dict[str, float]:
        row = self.table(columns, (), where).iloc[0]
        return {column: float(row[column]) for column in columns}

    @remembered(ANSWERS)
    def _ask(self, ids: tuple[str, ...], by: tuple[str, ...], where: Where, level: Level) -> pd.DataFrame:
        asked, depth = tuple(INDICATORS[i] for i in ids), _depth(by, where, level)
        taken = _cut(by, where)
        for i in asked:
            _refuse_what_is_not_told(i.name, i.measure.columns, taken, depth)
        needed = [c for i in asked for c in i.measure.columns]
        needed += TOLD_OF if any(i.of_amounts for i in asked) else []
        needed += [taken.stored.kept.counts] if taken.stored and any(i.comes_late for i in asked) else []
        columns = tuple(dict.fromkeys(needed))
        sums = self.table(columns, by, where, level)
        so_far = self._so_far(sums, columns, by, where, level)
        untold = self._untold(sums, taken, by, where, level)
        waits = [_all_wait(counted) for counted in (sums, so_far)] if any(i.of_amounts for i in asked) else []
        found: dict[str, np.ndarray] = {}
        for i in asked:
            own = i.measure.cumulative
            value = i.measure.value(so_far if own else sums)
            if i.of_amounts:  # every claim waits: the amount is unknown, not zero
                value[waits[own]] = np.nan
            if i.comes_late:
                value[untold] = np.nan
            # A place has no value of what is kept for the programme only, not even 0.
            if (i.programme_only and depth != "nation") or (i.one_year and where.period == ALL and "period" not in by):
                value[:] = np.nan
            found[i.id] = value
        return pd.DataFrame({**{name: sums[name].array for name in by}, **found}, sums.index)

    def _untold(self, sums: pd.DataFrame, taken: Cut, by: tuple[str, ...], where: Where, level: Level) -> np.ndarray:
        """A mask of the rows that are unknown and not nothing: rows of a category without a claim as yet, while claims
        that may be of that category are not broken down. Rows of single months are never among them."""
        dimensions, counts = [b.id for b in taken.of], taken.stored.kept.counts if taken.stored else ""
        if counts not in sums or _by_months(by, where):
            return np.zeros(len(sums), dtype=bool)
        others = [d for d in by if d not in dimensions]
        every = replace(where, only=Only())
        rows = sums if set(dimensions) <= set(by) else self.table((counts,), (*others, *dimensions), every, level)
        left = rows[(rows[dimensions[0]] == REMAINDER) & (rows[counts] > 0)]
        has_some_left = np.full(len(sums), len(left) > 0)
        if others:
            has_some_left = pd.MultiIndex.from_frame(sums[others]).isin(pd.MultiIndex.from_frame(left[others]))
        return has_some_left & (sums[counts] == 0).to_numpy()

    def _so_far(
        self, sums: pd.DataFrame, columns: tuple[str, ...], by: tuple[str, ...], where: Where, level: Level
    ) -> pd.DataFrame:
        """`sums` with all months before added in, where they are sums of a month; else as they are."""
        if not where.only.month:
            return _running(sums, columns, by) if "month" in by else sums
        full = tuple(dict.fromkeys((*by, "month")))
        every = self._sums(columns, full, replace(where, only=Only(where.only.categories)), level)
        found = _running(every, columns, full)
        found = found[found["month"] == where.only.month].reset_index(drop=True)
        return sums[list(by)].merge(found, on=list(by), how="left") if by else found.reindex(sums.index)

    @remembered(ANSWERS)
    def _sums(self, columns: tuple[str, ...], by: tuple[str, ...], where: Where, level: Level) -> pd.DataFrame:
        """The sums of `columns` over what `where` keeps to, by category where it is broken down."""
        _refuse_above(by, where, level)
        self._refuse_later(where)
        taken, full = _cut(by, where), tuple(dict.fromkeys((*by, *where.only.pairs)))
        depth = _depth(by, where, level)
        for column in columns:
            _refuse_what_is_not_told(COLUMNS[column].name if column in COLUMNS else None, (column,), taken, depth)
        found = self._in_memory.sums(columns, full, where, depth, taken)
        if not where.only:
            return found
        for dimension, code in where.only.pairs.items():
            found = found[found[dimension] == code]
        return found[[*by, *columns]].reset_index(drop=True)

    def _with_remainder(
        self, found: pd.DataFrame, columns: tuple[str, ...], by: tuple[str, ...], where: Where, level: Level
    ) -> pd.DataFrame:
        """`found`, and where not everything is broken down a last row of what is not (code REMAINDER)."""
        broken = [d for d in by if d in BREAKDOWNS]
        if not broken:
            return found
        others = tuple(d for d in by if d not in broken)
        whole = self._sums(columns, others, where, level)
        if others:
            parts = found.groupby(list(others), as_index=False)[list(columns)].sum()
            parts = whole[list(others)].merge(parts, on=list(others), how="left")
        else:
            parts = found[list(columns)].sum().to_frame().T
        left = whole[list(columns)].to_numpy(float) - parts[list(columns)].to_numpy(float)
        left = np.where(np.abs(left) < ONE_FEN / 2, 0.0, left)
        if not np.nan_to_num(left).any():
            return found
        rest = whole[list(others)].assign(**dict.fromkeys(broken, REMAINDER))
        rest[list(columns)] = left
        every = pd.concat([found, rest[found.columns]], ignore_index=True)
        return every.sort_values(list(others), kind="stable", ignore_index=True) if others else every

    def _refuse_later(self, where: Where) -> None:
        """A month after the last one counted is not in the answer at all."""
        month, last = where.only.month, where.as_of or self.horizon.last
        if month > last:
            raise Unanswerable(TOO_LATE.filled(month=month_text(month), last=month_text(last)))


def _depth(by: Sequence[str], where: Where, level: Level) -> Level:
    """The level of the places that an answer is about."""
    return level if "place" in by else places.get(where.place).level


def _by_months(by: Sequence[str], where: Where) -> bool:
    """Whether an answer is of single months. A month has the categories that were told in it, often of claims of months
    before: what its total has beyond them is no number of claims that are not yet broken down."""
    return "month" in by or bool(where.only.month)


def _cut(by: Sequence[str], where: Where) -> Cut:
    """How the question breaks totals down: by the breakdowns it asks for and those it keeps to a category of."""
    return cut([d for d in dict.fromkeys((*by, *where.only.pairs)) if d not in PLAIN])


def _refuse_what_is_not_told(name: Text | None, columns: Sequence[str], taken: Cut, depth: Level) -> None:
    if taken.stored is None or all(is_told(taken.stored.kept, c, depth) for c in columns):
        return
    why = TOO_FEW if all(taken.stored.kept.has(c) for c in columns) else NOT_KEPT
    raise Unanswerable(why.filled(what=name or THIS, by=listed_texts(b.name for b in taken.of)))


def _refuse_above(by: Sequence[str], where: Where, level: Level) -> None:
    """A county's facts must not be shown under its province's name."""
    place = places.get(where.place)
    if "place" in by and places.LEVELS.index(level) < places.LEVELS.index(place.level):
        raise Unanswerable(LIES_BELOW.filled(place=place.name))


def _all_wait(sums: pd.DataFrame) -> np.ndarray:
    """A mask of the rows with paid claims of which none is told."""
    paid, told = (sums[column].to_numpy() for column in TOLD_OF)
    return (paid > 0) & (told == 0)


def _running(sums: pd.DataFrame, columns: Sequence[str], by: Sequence[str]) -> pd.DataFrame:
    """The sums of every month, with those of the months before it."""
    others = [d for d in by if d != "month"]
    values = sums.groupby(others)[list(columns)].cumsum() if others else sums[list(columns)].cumsum()
    return sums.assign(**values)
