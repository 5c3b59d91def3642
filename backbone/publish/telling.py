"""Telling: exact totals -> what a snapshot says of them.

Counts of cover and of claims are said as they are, by county, policy year and month. Amounts and days of claims wait
in each county and policy year until LEAST paid claims have gathered; all of it is then told in that month. Categories
wait likewise, each in each place, and are told only where no sum or difference of what is told could single out fewer
(see `cuts`). What an earlier snapshot told stays told; late claims and corrections wait like everything else. Why this
protects, and what it does not promise: docs/privacy.md."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd

from backbone import places
from backbone.breakdowns import BREAKDOWNS, CROSSED, STORED, Stored
from backbone.measures import COLUMNS, TOLD
from backbone.periods import months_between
from backbone.places import LEVELS, NATION, Level
from backbone.publish.cuts import UNTOLD, Relation
from backbone.publish.rollup import EXACT
from backbone.snapshot.manifest import KEYS, TOTAL
from backbone.telling import LEAST

# What is told of claims: the number that the amounts stand for, then the amounts and days.
TOLD_CLAIMS = "told_claims"
AMOUNTS = tuple(c for c, column in COLUMNS.items() if column.kind == TOLD and c != TOLD_CLAIMS)
PLAIN = tuple(c for c in EXACT if c not in AMOUNTS)
COVERED = ("insured", "eligible", "premium")
Row = dict[str, str | int]


@dataclass(frozen=True)
class Before:
    """What has been told already: the facts of the snapshot before (money in fen) and its last month; "" for none."""

    facts: pd.DataFrame
    as_of: str


NOTHING = Before(pd.DataFrame(columns=[*KEYS, *COLUMNS]), "")


def tell(exact: pd.DataFrame, as_of: str, before: Before = NOTHING) -> pd.DataFrame:
    """The facts as of a month: one row per breakdown, level, place, category, policy year and month, every column of
    COLUMNS as a whole number (money in fen), sorted. `exact` says of every row since when it is `known`. Plain counts
    are those of `exact`; whatever `before` told of groups is told again as it was, and what waits by now in the months
    after it."""
    months = months_between(min([*exact["month"], *before.facts["month"]]), as_of)
    start = sum(month <= before.as_of for month in months)
    told = before.facts[before.facts["month"] <= before.as_of]
    told = told.assign(**{c: told[c].where(told["breakdown"] != TOTAL, 0) for c in PLAIN})
    rows: list[Row] = []
    for year in sorted({*exact["policy_year"]}):
        mine = exact[exact["policy_year"] == year]
        was = told[told["policy_year"] == year]
        for row in (*_claims(mine, months, start, was), *_cover(mine, months, start, was)):
            rows.append({**row, "policy_year": year})
    whole = exact[exact["breakdown"] == TOTAL]
    level = np.where(whole["place"] == NATION, "nation", "county")
    plain = whole[["breakdown", "place", "category", "policy_year", "month", *PLAIN]].assign(level=level)
    every = pd.concat([plain, told, pd.DataFrame(rows, columns=[*KEYS, *COLUMNS])], ignore_index=True)
    every[list(COLUMNS)] = every[list(COLUMNS)].fillna(0).astype("int64")
    facts = every.groupby(list(KEYS), as_index=False)[list(COLUMNS)].sum()
    return facts[facts[list(COLUMNS)].any(axis=1)].reset_index(drop=True)


# -- claims ----------------------------------------------------------------------------------------------------------


def _claims(exact: pd.DataFrame, months: tuple[str, ...], start: int, was: pd.DataFrame) -> Iterator[Row]:
    """What is told anew of the claims of one policy year, plainly and by every breakdown."""
    plain = _plain_groups(exact, months, start, was)
    tellings: dict[str, _Telling] = {}
    for stored in STORED.values():
        parts = {b.id: tellings[b.id] for b in stored.of if len(stored.of) > 1 and b.id in tellings}
        tellings[stored.id] = _Telling(stored, exact, months, plain, parts, was)
    for t, month in enumerate(months):
        fresh = t >= start
        for county, groups in plain.items():
            if fresh and t in groups.told:
                count, *amounts = groups.told[t]
                yield _row(TOTAL, "county", county, TOTAL, month, TOLD_CLAIMS, count, amounts)
        for telling in tellings.values():
            telling.arrive(t)
        for telling in tellings.values():
            yield from telling.tell(t, fresh)


@dataclass(frozen=True)
class _Groups:
    """The groups of a county's claims that are told plainly.

    `told`: month (its number) -> paid claims and amounts told in it.
    `upto`: month -> the month up to which all is told by then; -1 where nothing is yet."""

    told: Mapping[int, np.ndarray]
    upto: np.ndarray


def _plain_groups(exact: pd.DataFrame, months: tuple[str, ...], start: int, was: pd.DataFrame) -> dict[str, _Groups]:
    """The groups of each county: those that were told, and from `start` on those that become large enough."""
    so_far = _so_far(exact[exact["breakdown"] == TOTAL], months, ("paid_claims", *AMOUNTS))
    earlier = was[(was["breakdown"] == TOTAL) & (was[TOLD_CLAIMS] > 0)]
    groups = {}
    for county, _ in so_far:
        own = earlier[earlier["place"] == county]
        told = {months.index(r["month"]): _vector(r, (TOLD_CLAIMS, *AMOUNTS)) for r in own.to_dict("records")}
        total = sum(told.values(), start=np.zeros(1 + len(AMOUNTS), dtype=np.int64))
        known = so_far[county, TOTAL]
        for t in range(start, len(months)):
            waiting = known[t] - total
            if waiting[0] >= LEAST:
                told[t], total = waiting, known[t]
        upto = np.maximum.accumulate([t if t in told else -1 for t in range(len(months))])
        groups[county] = _Groups(told, upto)
    return groups


class _Telling:
    """One stored breakdown of one policy year, told month by month, the nation first, then provinces and counties."""

    def __init__(
        self,
        stored: Stored,
        exact: pd.DataFrame,
        months: tuple[str, ...],
        plain: Mapping[str, _Groups],
        parts: Mapping[str, "_Telling"],
        was: pd.DataFrame,
    ) -> None:
        kept = self.kept = stored.kept
        self.stored, self.months, self.plain, self.parts = stored, months, plain, parts
        self.levels = LEVELS[: LEVELS.index(kept.lowest) + 1]
        self.columns = (kept.counts, *(AMOUNTS if kept.amounts else ()))
        self.cells = _so_far(exact[exact["breakdown"] == stored.id], months, self.columns)
        nothing = np.zeros(len(self.columns), dtype=np.int64)
        # (level, place, category) -> what is known and may be told, and what has been told.
        self.known: dict[tuple, np.ndarray] = defaultdict(nothing.copy)
        self.done: dict[tuple, np.ndarray] = defaultdict(nothing.copy)
        # (level, place) -> what may be told by category and is not.
        self.left: dict[tuple, np.ndarray] = defaultdict(nothing.copy)
        # (county, category) -> what is known so far.
        self.seen: dict[tuple, np.ndarray] = defaultdict(nothing.copy)
        self.earlier = self._earlier(was)
        self.relations: dict[str, list[tuple[Relation, int]]] = defaultdict(list)
        self._relate()

    def _earlier(self, was: pd.DataFrame) -> dict[tuple, np.ndarray]:
        """(month, level, place, category) -> what was told before."""
        own = was[(was["breakdown"] == self.stored.id) & (was[self.kept.counts] > 0)]
        return {
            (self.months.index(r["month"]), r["level"], r["place"], r["category"]): _vector(r, self.columns)
            for r in own.to_dict("records")
        }

    def _relate(self) -> None:
        """Sets this telling against every other of the same claims: level against level, amounts by category against
        plain amounts, and a crossing against each of its breakdowns."""
        self.between = {pair: Relation() for pair in combinations(self.levels, 2)}
        for (above, below), relation in self.between.items():
            self.relations[above].append((relation, 0))
            self.relations[below].append((relation, 1))
        self.beside = {level: Relation() for level in self.levels if self.kept.counts == "paid_claims"}
        for level, relation in self.beside.items():
            self.relations[level].append((relation, 1))
        self.crossed = {(part, level): Relation() for part in self.parts for level in self.levels}
        for (part, level), relation in self.crossed.items():
            self.parts[part].relations[level].append((relation, 0))
            self.relations[level].append((relation, 1))

    def arrive(self, t: int) -> None:
        """Takes in what may be told by category from month `t` on: the paid claims that are told plainly, or every
        rejected one."""
        for (county, category), so_far in self.cells.items():
            if self.kept.counts == "paid_claims":
                upto = self.plain[county].upto[t]
                if upto < 0 or (t and upto == self.plain[county].upto[t - 1]):
                    continue
            else:
                upto = t
            self._take_in(county, category, so_far[upto], upto)

    def _take_in(self, county: str, category: str, known: np.ndarray, upto: int) -> None:
        new = known - self.seen[county, category]
        if not new.any():
            return
        self.seen[county, category] = known
        for level in self.levels:
            self.known[level, place_at(level, county), category] += new
            self.left[level, place_at(level, county)] += new
        claims = max(0, int(new[0]))
        for level, relation in self.beside.items():
            place = place_at(level, county)
            relation.add(place, (None, (place, category)), claims, (("plain", county, upto), UNTOLD))
        for (above, below), relation in self.between.items():
            up, down = place_at(above, county), place_at(below, county)
            waits = ("waiting", down) if self.kept.counts == "paid_claims" else UNTOLD
            relation.add(up, ((up, category), (down, category)), claims, (UNTOLD, waits))
        for (part, level), relation in self.crossed.items():
            place, code = place_at(level, county), self._code(part, category)
            relation.add((place, code), ((place, code), (place, category)), claims)

    def _code(self, part: str, category: str) -> str:
        """The code that a crossed category has in one of its breakdowns."""
        return category.split(CROSSED)[self.stored.of.index(BREAKDOWNS[part])]

    def tell(self, t: int, fresh: bool) -> Iterator[Row]:
        """Tells in month `t` every cell that may be told, and yields its rows where they are new."""
        amounts: dict[str, np.ndarray] = {}
        for level in self.levels:
            for place, category in sorted((p, c) for lv, p, c in self.known if lv == level):
                group = self._told(t, level, place, category, fresh)
                if group is None or not fresh:
                    continue
                has_amounts = self.kept.amounts == level
                if has_amounts:
                    amounts[category] = amounts.get(category, 0) + group
                yield self._row(level, place, category, t, group if has_amounts else group[:1])
        for category, group in amounts.items():  # the nation's amounts are its provinces'
            row = self._row("nation", NATION, category, t, group)
            yield {**row, self.kept.counts: 0}

    def _told(self, t: int, level: Level, place: str, category: str, fresh: bool) -> np.ndarray | None:
        """What is told of a cell in month `t`; None where it waits."""
        cell = (level, place, category)
        group = self.known[cell] - self.done[cell] if fresh else self.earlier.get((t, *cell))
        if group is None or (fresh and (group[0] < LEAST or self._waits_for_others(level, place, category))):
            return None
        node = (level, place, category, t)
        held = [relation.tell(side, (place, category), node) for relation, side in self.relations[level]]
        told = not fresh or (all(held) and self._leaves_enough(level, place, group))
        for relation, side in self.relations[level]:
            relation.settle(side, (place, category), node, told)
        if not told:
            return None
        self.done[cell] = self.done[cell] + group
        self.left[level, place] = self.left[level, place] - group
        return group

    def _waits_for_others(self, level: Level, place: str, category: str) -> bool:
        """Whether a breakdown that is crossed in this one has something of the cell's to tell yet: it goes first."""
        return any(telling._waits(level, place, self._code(part, category)) for part, telling in self.parts.items())

    def _waits(self, level: Level, place: str, category: str) -> bool:
        cell = (level, place, category)
        return bool((self.known[cell] != self.done[cell]).any())

    def _leaves_enough(self, level: Level, place: str, group: np.ndarray) -> bool:
        """Whether what is not yet broken down is then nothing, or at least LEAST claims."""
        left = self.left[level, place] - group
        return left[0] >= LEAST or not left.any()

    def _row(self, level: str, place: str, category: str, t: int, group: np.ndarray) -> Row:
        row = _row(self.stored.id, level, place, category, self.months[t], self.kept.counts, group[0], group[1:])
        return row | ({TOLD_CLAIMS: int(group[0])} if len(group) > 1 else {})


# -- cover -----------------------------------------------------------------------------------------------------------


def _cover(exact: pd.DataFrame, months: tuple[str, ...], start: int, was: pd.DataFrame) -> Iterator[Row]:
    """What is told anew of the insured of one policy year by every breakdown of cover. Provinces and the nation are
    sums of counties; the women's share is told with the breakdown that holds sex."""
    for stored in (s for s in STORED.values() if s.kept.cover):
        so_far = _so_far(exact[exact["breakdown"] == stored.id], months, COVERED)
        earlier = was[(was["breakdown"] == stored.id) & (was["level"] == "county")]
        for county in sorted({county for county, _ in so_far}):
            own = earlier[earlier["place"] == county].groupby("category")[list(COVERED)].sum()
            done = {category: _vector(row, COVERED) for category, row in own.to_dict("index").items()}
            for t in range(start, len(months)):
                known = {c: so_far[county, c][t] for place, c in so_far if place == county}
                ready = _ready({c: v - done.get(c, 0) for c, v in known.items()})
                for category, group in ready.items():
                    done[category] = done.get(category, 0) + group
                    for level in LEVELS:
                        place = place_at(level, county)
                        yield _row(stored.id, level, place, category, months[t], "insured", group[0], ()) | {
                            "eligible": int(group[1]),
                            "premium": int(group[2]),
                        }
                if ready and "sex" in {b.id for b in stored.of}:
                    women = sum(int(g[0]) for c, g in ready.items() if "female" in c.split(CROSSED))
                    every = sum(int(g[0]) for g in ready.values())
                    yield _row(TOTAL, "county", county, TOTAL, months[t], "women", women, ()) | {
                        "insured_by_sex": every
                    }


def _ready(waiting: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The categories of which insured and not insured people can be told: none of either, or at least LEAST. Where
    some cannot, so many more wait with them that what waits tells of none by itself."""
    some = {c: v for c, v in waiting.items() if v.any()}
    ready = {c: v for c, v in some.items() if all(n == 0 or abs(n) >= LEAST for n in (v[0], v[1] - v[0]))}
    held = [v for c, v in some.items() if c not in ready]
    while held and ready and (len(held) < 2 or any(0 < n < LEAST for n in _people(held))):
        held.append(ready.pop(min(ready, key=lambda c: (abs(ready[c][0]), c))))
    return ready


def _people(held: list[np.ndarray]) -> tuple[int, int]:
    """How many insured and how many others wait."""
    total = np.sum(held, axis=0)
    return abs(int(total[0])), abs(int(total[1] - total[0]))


# -- the nation's waiting amount -------------------------------------------------------------------------------------


def still_waiting(exact: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """One row per county and policy year: paid claims and amount (fen) that are known and not told."""
    keys = ["place", "policy_year"]
    known = exact[exact["breakdown"] == TOTAL].groupby(keys)[["paid_claims", "paid"]].sum()
    told = facts[facts["breakdown"] == TOTAL].groupby(keys)[[TOLD_CLAIMS, "paid"]].sum()
    told.columns = known.columns
    return known.sub(told, fill_value=0).astype("int64")


# -- shapes ----------------------------------------------------------------------------------------------------------


@cache
def place_at(level: Level, county: str) -> str:
    """The place at a level in which a county lies; a code that is no county is a province of its own."""
    if level == "nation":
        return NATION
    known = county in places.CODES and places.get(county).level == "county"
    return places.province_of(county) if level == "province" and known else county


def _so_far(rows: pd.DataFrame, months: tuple[str, ...], columns: tuple[str, ...]) -> dict[tuple[str, str], np.ndarray]:
    """(county, category) -> month × columns: the totals known by each month."""
    at = {month: t for t, month in enumerate(months)}
    found: dict[tuple[str, str], np.ndarray] = defaultdict(
        lambda: np.zeros((len(months), len(columns)), dtype=np.int64)
    )
    values = rows[list(columns)].to_numpy(np.int64)
    for place, category, known, value in zip(rows["place"], rows["category"], rows["known"], values, strict=True):
        if place != NATION:
            found[place, category][at[known]] += value
    return {cell: np.cumsum(each, axis=0) for cell, each in sorted(found.items())}


def _vector(row: Mapping, columns: tuple[str, ...]) -> np.ndarray:
    return np.array([int(row[c]) for c in columns], dtype=np.int64)


def _row(
    breakdown: str,
    level: str,
    place: str,
    category: str,
    month: str,
    counts: str,
    count: int,
    amounts: Iterable[int],
) -> Row:
    """A row of facts: a count and, where there are any, amounts."""
    keys = {"breakdown": breakdown, "level": level, "place": place, "category": category, "month": month}
    values = {name: int(value) for name, value in zip(AMOUNTS, amounts, strict=False)}
    return keys | {counts: int(count)} | values
