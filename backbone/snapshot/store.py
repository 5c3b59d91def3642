"""The show side's one question of the facts: which numbers, by what, of which places, years and months."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from backbone import places
from backbone.breakdowns import Cut, cut
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.measures import COLUMNS
from backbone.periods import ALL, Horizon, cover_ends, month_name, months_later
from backbone.refusals import NATION_ONLY, PAID_ONLY, TOO_FINE, UNTIED, Unanswerable
from backbone.scales import Scale, scale
from backbone.snapshot import disclosure
from backbone.snapshot.facts import PLAIN, Facts
from backbone.snapshot.manifest import ADDITIVE, Snapshot, SnapshotError
from backbone.snapshot.masks import Masks
from backbone.snapshot.memory import Memory, remembered
from backbone.text import Text
from backbone.where import Where

__all__ = ["Store"]

# Answers kept in memory: most pages ask about twenty questions.
ANSWERS = 1024


class Store:
    """An opened snapshot, ready to be asked. Safe to share between sessions: it is only read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot, said = snapshot, snapshot.manifest
        self.horizon = Horizon(said.first_month, said.as_of, said.complete_through, tuple(map(str, said.periods)))
        self._facts = Facts(snapshot.facts, self.horizon)
        if not np.allclose(self._facts.totals(), [said.totals[c] for c in ADDITIVE], rtol=0, atol=0.01):
            raise SnapshotError(UNTIED)
        self._masks = Masks(self._facts, said.disclosure["smallest_shown"])
        self.memory: Memory = {}

    def aggregate(
        self,
        indicators: Sequence[Indicator | str],
        by: Sequence[str] | str = (),
        where: Where = Where(),
        level: str = "county",
    ) -> pd.DataFrame:
        """One row per combination of `by`, one float column per indicator (its id).

        `by` holds any of place (at `level`, only places with facts), period, month, and one breakdown or two that
        are crossed; categories, months and years come in reading order and without gaps. A value is absent (NaN)
        where nothing was ever recorded or a denominator is zero, 0 where it was recorded as nothing. Below national
        level a breakdown has also `<id>:state` columns (see `disclosure`), and hidden values are absent; so has every
        answer about one category (`where.only`), which is the same question by category with the others left out.
        Raises Unanswerable when an indicator is not kept in that breakdown, when the level lies above the place
        asked for, when the month asked for lies after the last one counted, or when the answer would let one month
        be subtracted from another."""
        ids = tuple(i if isinstance(i, str) else i.id for i in indicators)
        return self._ask(ids, (by,) if isinstance(by, str) else tuple(by), where, level).copy()

    def value(self, indicator: str, where: Where = Where()) -> float:
        """One number: `indicator` over everything `where` allows; NaN where nothing was recorded or it is hidden."""
        return float(self.aggregate((indicator,), (), where)[indicator].iloc[0])

    def table(
        self,
        columns: Sequence[str],
        by: Sequence[str] | str = (),
        where: Where = Where(),
        level: str = "county",
    ) -> pd.DataFrame:
        """One row per combination of `by` as `aggregate` has them, one float column of sums per additive column; a
        month's sums are of that month alone. Raises Unanswerable as `aggregate` does."""
        asked = (by,) if isinstance(by, str) else tuple(by)
        full = _full(asked, where)
        found, _ = self._apart(tuple(columns), full, where, level)
        return found[_kept(found, where)].drop(columns=[d for d in full if d not in asked]).reset_index(drop=True)

    def sums(self, columns: Sequence[str], where: Where = Where()) -> dict[str, float]:
        """The additive columns that a number is worked out from, over everything `where` allows; NaN where nothing
        was recorded or it is hidden. Raises Unanswerable as `aggregate` does."""
        row = self.table(columns, (), where).iloc[0]
        return {column: float(row[column]) for column in columns}

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
        return {code: first for code, (first, _) in self._facts.starts.items()}

    @property
    def began(self) -> str:
        """The month in which somebody was first insured anywhere; the first month of all where nobody ever was."""
        return min(self.joined.values(), default=self.horizon.first)

    def left(self, county: str) -> str:
        """The last month of a county's cover, where it has ended and nothing new has begun; else ""."""
        until = cover_ends(self._facts.starts[county][1])
        return months_later(until, -1) if until <= self.horizon.last else ""

    @property
    def unmatched(self) -> pd.DataFrame:
        """One row per place as written in the facts that is no county we know: rows, insured, submitted, paid (RMB)."""
        return self._facts.unmatched.copy()

    @remembered(ANSWERS)
    def scale(self, indicator: str, level: str) -> Scale:
        """The classes of an indicator at a level: fixed over all periods, so that moving the year never repaints
        the country by itself."""
        years = self.aggregate((indicator,), ("place", "period"), level=level)[indicator]
        whole = self.aggregate((indicator,), ("place",), level=level)[indicator]
        return scale([*years, *whole], INDICATORS[indicator].unit)

    # -- asking ------------------------------------------------------------------------------------------------

    @remembered(ANSWERS)
    def _ask(self, ids: tuple[str, ...], by: tuple[str, ...], where: Where, level: str) -> pd.DataFrame:
        depth = level if "place" in by else places.get(where.place).level
        asked, full = tuple(INDICATORS[i] for i in ids), _full(by, where)
        _refuse_what_is_not_kept(asked, _cut(full))
        columns = tuple(dict.fromkeys(c for i in asked for c in i.measure.columns))
        sums, states = self._apart(columns, full, where, level)
        answer = sums[list(full)].copy()
        running = _running(sums, columns, full) if "month" in full else sums
        for i in asked:
            answer[i.id] = i.measure.value(running if i.measure.runs else sums)
            if i.programme_only and depth != "nation":
                answer[i.id] = np.nan  # kept for the programme only: no place has a part in it, not even none
            if i.one_year and where.period == ALL and "period" not in by:
                answer[i.id] = np.nan
            if states is not None:
                answer[f"{i.id}:state"] = states[list(i.measure.columns)].max(axis=1)
        return answer[_kept(answer, where)].drop(columns=[d for d in full if d not in by]).reset_index(drop=True)

    def _apart(
        self, columns: tuple[str, ...], by: tuple[str, ...], where: Where, level: str
    ) -> tuple[pd.DataFrame, pd.DataFrame | None]:
        """The sums of `columns` of every category and month, whatever `where.only` keeps, and the state of each (None
        where nothing is taken apart or nothing can be hidden)."""
        _refuse_above(by, where, level)
        self._refuse_later(where)
        taken = _cut(by)
        depth = level if "place" in by else places.get(where.place).level
        if not taken.of:
            sums = self._facts.sums(columns, by, where, level)
            return (sums, None) if depth == "nation" else self._hide_what_tells(sums, columns, by, where)
        self._refuse_months(by, where)
        if depth != "nation" and taken.stored_as != "reason" and not NATION_ONLY.isdisjoint(columns):
            raise Unanswerable(PAID_ONLY)
        if places.LEVELS.index(depth) > places.LEVELS.index(taken.lowest):
            raise Unanswerable(TOO_FINE)
        sums = self._facts.sums(columns, by, where, level, taken)
        hides = depth != "nation" or self._masks.alone
        return self._hide(sums, columns, by, where, taken) if hides else (sums, None)

    def _refuse_later(self, where: Where) -> None:
        """A month after the last one counted is not in the answer at all."""
        month, last = where.only.month, where.as_of or self.horizon.last
        if month > last:
            (one, end), (one_zh, end_zh) = ([month_name(m, lang) for m in (month, last)] for lang in ("en", "zh"))
            said = Text(f"{one} lies after {end}, the last month counted.", f"{one_zh}晚于截至月份{end_zh}。")
            raise Unanswerable(said)

    def _refuse_months(self, by: tuple[str, ...], where: Where) -> None:
        """Breakdowns exist at the last month only: the difference of two months could be one person, and in an
        early month the programme itself was one county."""
        if "month" in by or where.as_of not in ("", self.horizon.last):
            raise Unanswerable(
                Text(
                    f"A breakdown is shown as of {month_name(self.horizon.last, 'en')} only, so that nobody can be "
                    "found by comparing months.",
                    f"为保护个人隐私，细分数据只显示截至{month_name(self.horizon.last, 'zh')}的结果。",
                )
            )

    def _hide(self, sums, columns, by, where: Where, taken: Cut) -> tuple[pd.DataFrame, pd.DataFrame]:
        """`sums` without the hidden cells, and each cell's state."""
        categories = {b.id: sums[b.id] for b in taken.of}
        states = pd.DataFrame(index=sums.index)
        for column in columns:
            states[column] = self._state(COLUMNS[column].counted_by, categories, sums, by, where)
        return _without(sums, columns, by, states)

    def _hide_what_tells(self, sums, columns, by, where: Where) -> tuple[pd.DataFrame, pd.DataFrame | None]:
        """Plain sums without those that tell a hidden cell of a breakdown, and by month none that tell any cell."""
        telling = {c: told for c in columns if c in COLUMNS and (told := COLUMNS[c].tells)}
        if not telling:
            return sums, None
        by_month = "month" in by or where.as_of not in ("", self.horizon.last)
        states = pd.DataFrame(disclosure.SHOWN, sums.index, list(columns))
        for column, (count, breakdown, code) in telling.items():
            one = {breakdown: pd.Series(code, sums.index)}
            states[column] = disclosure.VEILED if by_month else self._state(count, one, sums, by, where)
        return _without(sums, columns, by, states)

    def _state(self, count: str, categories: dict[str, pd.Series], sums, by, where: Where) -> np.ndarray:
        """The state of each row's cell of a count."""
        place = sums["place"] if "place" in by else pd.Series(where.place, sums.index)
        period = sums["period"] if "period" in by else pd.Series(where.period, sums.index)
        cell = pd.MultiIndex.from_arrays([place, *categories.values(), period])
        return self._masks.of(count, tuple(categories)).reindex(cell, fill_value=disclosure.SHOWN).to_numpy()


def _without(sums, columns, by, states: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`sums` without the values that are hidden, and the states."""
    values = sums[list(columns)].astype(float).mask(states != disclosure.SHOWN)
    return sums[list(by)].join(values), states


def _full(by: Sequence[str], where: Where) -> tuple[str, ...]:
    """`by` and the dimensions of which the question keeps one category or month."""
    return tuple(dict.fromkeys((*by, *where.only.pairs)))


def _kept(rows: pd.DataFrame, where: Where) -> pd.Series:
    """Whether each row is of what the question keeps to."""
    mine = pd.Series(True, rows.index)
    for dimension, code in where.only.pairs.items():
        mine &= rows[dimension] == code
    return mine


def _cut(by: Sequence[str]) -> Cut:
    """How the question takes totals apart."""
    return cut([d for d in by if d not in PLAIN])


def _refuse_what_is_not_kept(asked: Sequence[Indicator], taken: Cut) -> None:
    for i in asked if taken.of else ():
        if taken.stored_as not in i.breakdowns:
            by_en, by_zh = " and ".join(b.name.en for b in taken.of), "和".join(b.name.zh for b in taken.of)
            raise Unanswerable(Text(f"{i.name.en} is not recorded by {by_en}.", f"“{i.name.zh}”没有按{by_zh}的记录。"))


def _refuse_above(by: Sequence[str], where: Where, level: str) -> None:
    """A county's facts must not be shown under its province's name."""
    place = places.get(where.place)
    if "place" in by and places.LEVELS.index(level) < places.LEVELS.index(place.level):
        raise Unanswerable(Text(f"{place.name.en} lies below that level.", f"{place.name.zh}位于所选层级之下。"))


def _running(sums: pd.DataFrame, columns: Sequence[str], by: Sequence[str]) -> pd.DataFrame:
    """The sums of every month added to those of the months before it."""
    others = [d for d in by if d != "month"]
    values = sums.groupby(others)[list(columns)].cumsum() if others else sums[list(columns)].cumsum()
    return sums.assign(**values)
