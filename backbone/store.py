"""The show side's one question of the facts, and its only SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from threading import Lock
from types import MappingProxyType

import duckdb
import numpy as np
import pandas as pd

from backbone import disclosure, places
from backbone.breakdowns import BREAKDOWNS, Breakdown
from backbone.indicators import INDICATORS, Indicator
from backbone.measures import COLUMNS
from backbone.periods import ALL, Horizon
from backbone.places import NATION
from backbone.refusals import PAID_ONLY, UNDECIDED, UNREADABLE, UNTIED, Unanswerable
from backbone.scales import Scale, scale
from backbone.snapshot import ADDITIVE, KEYS, Snapshot, SnapshotError
from backbone.text import Text

# How each dimension is read from a row of facts. Everything a reader types travels as a parameter, never as text.
PLACE_AT = MappingProxyType(
    {
        "nation": f"'{NATION}'",
        "province": f"CASE WHEN place = '{NATION}' THEN NULL ELSE substr(place, 1, 2) || '0000' END",
        "county": f"CASE WHEN place = '{NATION}' THEN NULL ELSE place END",
    }
)
WHOLE = "FROM facts WHERE breakdown = 'all'"
PLAIN = ("place", "period", "month")


@dataclass(frozen=True)
class Where:
    """Which facts: those of `place`, of one policy year or all, up to the month `as_of` ("" for the last)."""

    place: str = NATION
    period: str = ALL
    as_of: str = ""


class Store:
    """An opened snapshot, ready to be asked. Safe to share between sessions: it is only read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot, said = snapshot, snapshot.manifest
        self.horizon = Horizon(said.first_month, said.as_of, said.complete_through, tuple(map(str, said.periods)))
        self._lock = Lock()
        self._connection = duckdb.connect()
        self._connection.execute("SET threads TO 2")
        read = f"SELECT {', '.join(KEYS + ADDITIVE)} FROM read_parquet(?)"
        try:
            self._connection.execute(f"CREATE TABLE facts AS {read}", [str(snapshot.facts)])
            held = self._rows(f"SELECT {', '.join(f'sum({c})::DOUBLE' for c in ADDITIVE)} {WHOLE}", [])
        except duckdb.Error:
            raise SnapshotError(UNREADABLE) from None
        if not np.allclose(held.iloc[0].to_numpy(float), [said.totals[c] for c in ADDITIVE], rtol=0, atol=0.01):
            raise SnapshotError(UNTIED)
        # One answer a question for the life of the snapshot, which never changes.
        self._answer, self._scale = cache(self._ask), cache(self._make_scale)
        self._states = cache(self._find_states)

    def aggregate(
        self,
        indicators: Sequence[Indicator | str],
        by: Sequence[str] | str = (),
        where: Where = Where(),
        level: str = "county",
    ) -> pd.DataFrame:
        """One row per combination of `by`, one float column per indicator (its id).

        `by` holds any of place (at `level`, only places with facts), period, month, and at most one breakdown;
        categories, months and years come in reading order and without gaps. A value is absent (NaN) where nothing
        was ever recorded or a denominator is zero, 0 where it was recorded as nothing. Below national level a
        breakdown has also `<id>:state` columns (see `disclosure`), and hidden values are absent.
        Raises Unanswerable when an indicator is not kept in that breakdown, when the level lies above the place
        asked for, or when the answer would let one month be subtracted from another."""
        ids = tuple(i if isinstance(i, str) else i.id for i in indicators)
        return self._answer(ids, (by,) if isinstance(by, str) else tuple(by), where, level).copy()

    def value(self, indicator: str, where: Where = Where()) -> float:
        """One number: `indicator` over everything `where` allows; NaN where nothing was recorded."""
        return float(self.aggregate((indicator,), (), where)[indicator].iloc[0])

    @cached_property
    def counties(self) -> tuple[str, ...]:
        """The codes of every county in the programme so far, in code order."""
        return tuple(self._rows(f"SELECT DISTINCT place FROM facts WHERE place <> '{NATION}' ORDER BY 1", [])["place"])

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """The codes of every province with a county in the programme so far, in code order."""
        return tuple(dict.fromkeys(f"{code[:2]}0000" for code in self.counties))

    @cached_property
    def joined(self) -> Mapping[str, str]:
        """The month in which each county first had somebody insured."""
        rows = self._rows(
            "SELECT place, min(month) AS month FROM facts WHERE breakdown = 'all' AND insured > 0 GROUP BY place", []
        )
        return dict(zip(rows["place"], rows["month"], strict=True))

    def scale(self, indicator: str, level: str) -> Scale:
        """The classes of an indicator at a level: fixed over all periods, so that moving the year never repaints
        the country by itself."""
        return self._scale(indicator, level)

    def _make_scale(self, indicator: str, level: str) -> Scale:
        years = self.aggregate((indicator,), ("place", "period"), level=level)[indicator]
        whole = self.aggregate((indicator,), ("place",), level=level)[indicator]
        return scale([*years, *whole], INDICATORS[indicator].unit)

    # -- asking ------------------------------------------------------------------------------------------------

    def _ask(self, ids: tuple[str, ...], by: tuple[str, ...], where: Where, level: str) -> pd.DataFrame:
        breakdown = self._breakdown(ids, by)
        self._refuse_above(by, where, level)
        depth = level if "place" in by else places.get(where.place).level
        local = breakdown and depth != "nation"
        if breakdown:
            self._refuse_months(by, where)
        columns = tuple(dict.fromkeys(c for i in ids for c in INDICATORS[i].measure.columns))
        if local and breakdown.stored_as != "reason" and not UNDECIDED.isdisjoint(columns):
            raise Unanswerable(PAID_ONLY)
        sums = self._sums(columns, by, where, level, breakdown)
        answer = sums[list(by)].copy()
        if local:
            sums, states = self._hide(sums, columns, by, where, breakdown)
        running = self._running(sums, columns, by) if "month" in by else sums
        for i in ids:
            measure = INDICATORS[i].measure
            answer[i] = measure.value(running if measure.runs else sums)
            if INDICATORS[i].programme_only and depth != "nation":
                answer[i] = np.nan  # kept for the programme only: no place has a part in it, not even none
            if local:
                answer[f"{i}:state"] = states[list(measure.columns)].max(axis=1)
        return answer

    @staticmethod
    def _running(sums: pd.DataFrame, columns: tuple[str, ...], by: tuple[str, ...]) -> pd.DataFrame:
        """The sums of every month added to those of the months before it."""
        others = [d for d in by if d != "month"]
        values = sums.groupby(others)[list(columns)].cumsum() if others else sums[list(columns)].cumsum()
        return sums.assign(**values)

    def _breakdown(self, ids: tuple[str, ...], by: tuple[str, ...]) -> Breakdown | None:
        asked = [BREAKDOWNS[d] for d in by if d not in PLAIN]
        if len(asked) > 1:
            raise Unanswerable(Text("Ask for one breakdown at a time.", "一次只能按一种方式细分。"))
        for i in ids if asked else ():
            if asked[0].stored_as not in INDICATORS[i].breakdowns:
                raise Unanswerable(
                    Text(
                        f"{INDICATORS[i].name.en} is not recorded by {asked[0].name.en}.",
                        f"“{INDICATORS[i].name.zh}”没有按{asked[0].name.zh}的记录。",
                    )
                )
        return asked[0] if asked else None

    @staticmethod
    def _refuse_above(by: tuple[str, ...], where: Where, level: str) -> None:
        """A county's facts must not be shown under its province's name."""
        place = places.get(where.place)
        if "place" in by and places.LEVELS.index(level) < places.LEVELS.index(place.level):
            raise Unanswerable(Text(f"{place.name.en} lies below that level.", f"{place.name.zh}位于所选层级之下。"))

    def _refuse_months(self, by: tuple[str, ...], where: Where) -> None:
        """Breakdowns exist at the last month only: the difference of two months could be one person, and in an
        early month the programme itself was one county."""
        if "month" in by or where.as_of not in ("", self.horizon.last):
            raise Unanswerable(
                Text(
                    f"A breakdown is shown as of {self.horizon.last} only, so that nobody can be found by "
                    "comparing months.",
                    f"为保护个人隐私，细分数据只显示截至 {self.horizon.last} 的结果。",
                )
            )

    def _sums(self, columns, by, where: Where, level: str, breakdown: Breakdown | None) -> pd.DataFrame:
        """One row per combination of `by`, one column of sums per additive column; gaps filled with zeros where
        the place had cover at all."""
        plain = tuple(d for d in by if d in PLAIN and d != "month")
        base = self._select(columns if by == plain else ("first_month",), plain, where, level, "all", None)
        if by == plain:
            return base.sort_values(list(by), ignore_index=True) if by else base
        frame = base
        if "month" in by:
            months = [m for m in self.horizon.months if m <= (where.as_of or self.horizon.last)]
            frame = frame.merge(pd.DataFrame({"month": months}), how="cross")
        if breakdown:
            frame = frame.merge(pd.DataFrame({breakdown.id: list(breakdown.categories)}), how="cross")
        kept = breakdown.stored_as if breakdown else "all"
        found = self._select(columns, by, where, level, kept, breakdown)
        frame = frame.merge(found, on=list(by), how="left")
        covered = frame["first_month"].notna()
        if "month" in by:
            covered &= frame["month"] >= frame["first_month"]
        frame[list(columns)] = frame[list(columns)].astype(float)
        for column in columns:
            frame.loc[covered & frame[column].isna(), column] = 0.0
        return frame.drop(columns="first_month")

    def _select(self, columns, by, where: Where, level: str, kept: str, breakdown: Breakdown | None) -> pd.DataFrame:
        new = "AND month = first_{0}" if "month" in by else ""  # by month, a place counts where it is new
        special = {"first_month": "min(month)"} | {
            f"distinct_{at}": f"count(DISTINCT CASE WHEN insured > 0 {new.format(at)} THEN {PLACE_AT[at]} END)"
            for at in ("county", "province")
        }
        dimension = {"place": PLACE_AT[level], "period": "policy_year::VARCHAR", "month": "month"}
        if breakdown:
            part = breakdown.part
            dimension[breakdown.id] = f"split_part(category, '/', {part:d})" if part else "category"
        chosen = [f"{dimension[d]} AS {d}" for d in by]
        chosen += [special.get(c) or f"sum({_column(c)})::DOUBLE" for c in columns]
        for n, column in enumerate(columns):
            chosen[len(by) + n] += f" AS {column}"
        test, values = ["breakdown = ?", "month <= ?"], [kept, where.as_of or self.horizon.last]
        if where.period != ALL:
            test.append("policy_year = ?::INTEGER")
            values.append(where.period)
        if where.place != NATION:
            test.append("starts_with(place, ?)")
            values.append(where.place[:2] if places.get(where.place).level == "province" else where.place)
        if "place" in by:
            test.append(f"{dimension['place']} IS NOT NULL")
        grouped = f" GROUP BY {', '.join(str(n + 1) for n in range(len(by)))}" if by else ""
        source = f"facts WHERE {' AND '.join(test)}"
        if new and any(c.startswith("distinct_") for c in columns):
            firsts = ", ".join(
                f"min(CASE WHEN insured > 0 THEN month END) OVER (PARTITION BY {PLACE_AT[at]}) AS first_{at}"
                for at in ("county", "province")
            )
            source = f"(SELECT *, {firsts} FROM {source})"
        return self._rows(f"SELECT {', '.join(chosen)} FROM {source}{grouped}", values)

    def _rows(self, sql: str, values: list) -> pd.DataFrame:
        with self._lock:
            return self._connection.execute(sql, values).df()

    # -- disclosure --------------------------------------------------------------------------------------------

    def _hide(self, sums, columns, by, where: Where, breakdown: Breakdown) -> tuple[pd.DataFrame, pd.DataFrame]:
        """`sums` without the hidden cells, and each cell's state."""
        place = sums["place"] if "place" in by else pd.Series(where.place, sums.index)
        period = sums["period"] if "period" in by else pd.Series(where.period, sums.index)
        cell = pd.MultiIndex.from_arrays([place, sums[breakdown.id], period])
        states = pd.DataFrame(index=sums.index)
        for column in columns:
            known = self._states(COLUMNS[column].counted_by, breakdown.id)
            states[column] = known.reindex(cell, fill_value=disclosure.SHOWN).to_numpy()
        values = sums[list(columns)].astype(float).mask(states[list(columns)] != disclosure.SHOWN)
        return values, states

    def _find_states(self, column: str, breakdown_id: str) -> pd.Series:
        """The state of every cell of one count: index county or province, category, period (years and all)."""
        breakdown = BREAKDOWNS[breakdown_id]
        whole = COLUMNS[column].part_of
        state = disclosure.hide(
            self._counts(column, breakdown),
            np.array([code[:2] for code in self.counties]),
            self._covered,
            self.snapshot.manifest.disclosure["smallest_shown"],
            self._counts(whole, breakdown) if whole else None,
        )
        axes = ((*self.counties, *self.provinces), tuple(breakdown.categories), (*self.horizon.years, ALL))
        return pd.Series(state.reshape(-1), index=pd.MultiIndex.from_product(axes))

    def _counts(self, column: str, breakdown: Breakdown) -> np.ndarray:
        """County × category × policy year, 0 where there is no fact."""
        by = ["place", breakdown.id, "period"]
        axes = (self.counties, tuple(breakdown.categories), self.horizon.years)
        found = self._select((column,), tuple(by), Where(), "county", breakdown.stored_as, breakdown)
        cells = found.set_index(by)[column].reindex(pd.MultiIndex.from_product(axes)).fillna(0.0)
        return cells.to_numpy().reshape([len(axis) for axis in axes])

    @cached_property
    def _covered(self) -> np.ndarray:
        """County × policy year: whether there is any fact."""
        found = self._select(("first_month",), ("place", "period"), Where(), "county", "all", None)
        months = found.pivot(index="place", columns="period", values="first_month")
        return months.reindex(index=self.counties, columns=self.horizon.years).notna().to_numpy()


def _column(name: str) -> str:
    """`name`, known to be an additive column; anything else raises KeyError before it could reach SQL."""
    if name not in COLUMNS:
        raise KeyError(name)
    return name
