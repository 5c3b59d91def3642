"""Claims: which groups of a policy year's claims may be told, plainly and by category, and when."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from backbone.breakdowns import BREAKDOWNS, CROSSED, STORED, Stored
from backbone.gathering import LEAST
from backbone.places import LEVELS, NATION, Level
from backbone.publish.cells import AMOUNTS, TOLD_CLAIMS, Row, fact, place_at, totals_by_month, vector
from backbone.publish.cuts import UNTOLD, Relation
from backbone.snapshot.manifest import TOTAL


def told_claims(
    exact: pd.DataFrame, months: tuple[str, ...], start: int, was: pd.DataFrame, held: Collection[str]
) -> Iterator[Row]:
    """What is told anew of the claims of one policy year, plainly and by every breakdown; nothing of paid claims in the
    provinces that are `held`."""
    plain = _plain_groups(exact, months, start, was, held)
    tellings: dict[str, _Telling] = {}
    for stored in STORED.values():
        parts = {b.id: tellings[b.id] for b in stored.of if len(stored.of) > 1 and b.id in tellings}
        tellings[stored.id] = _Telling(stored, exact, months, plain, parts, was)
    for t, month in enumerate(months):
        fresh = t >= start
        for county, groups in plain.items():
            if fresh and t in groups.told:
                count, *amounts = groups.told[t]
                yield fact(TOTAL, "county", county, TOTAL, month, TOLD_CLAIMS, count, amounts)
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


def _plain_groups(
    exact: pd.DataFrame, months: tuple[str, ...], start: int, was: pd.DataFrame, held: Collection[str]
) -> dict[str, _Groups]:
    """The groups of each county: those that were told, and from `start` on those that become large enough."""
    so_far = totals_by_month(exact[exact["breakdown"] == TOTAL], months, ("paid_claims", *AMOUNTS))
    earlier = was[(was["breakdown"] == TOTAL) & (was[TOLD_CLAIMS] > 0)]
    groups = {}
    for county, _ in so_far:
        own = earlier[earlier["place"] == county]
        told = {months.index(r["month"]): vector(r, (TOLD_CLAIMS, *AMOUNTS)) for r in own.to_dict("records")}
        total = sum(told.values(), start=np.zeros(1 + len(AMOUNTS), dtype=np.int64))
        known = so_far[county, TOTAL]
        for t in () if place_at("province", county) in held else range(start, len(months)):
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
        own = exact[exact["breakdown"] == stored.id]
        self.cells = totals_by_month(own[own[list(self.columns)].any(axis=1)], months, self.columns)
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
        own = was[was["breakdown"] == self.stored.id]
        own = own.loc[own[self.kept.counts] > 0, ["month", "level", "place", "category", *self.columns]]
        return {
            (self.months.index(r["month"]), r["level"], r["place"], r["category"]): self._at(
                r["level"], vector(r, self.columns)
            )
            for r in own.to_dict("records")
        }

    def _at(self, level: Level, group: np.ndarray) -> np.ndarray:
        """The group as a level counts it: its claims, and its amounts only where the cells of this level are told with
        amounts (else 0)."""
        return group if self.kept.amounts == level else np.where(np.arange(len(group)) == 0, group, 0)

    def _relate(self) -> None:
        """Sets this telling against every other of the same claims: level against level, amounts by category against
        plain amounts, a crossing against each of its breakdowns and, since it says which claims are in both, these
        against each other."""
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
        self.both = {pair: Relation() for pair in combinations(self.parts, 2)}
        for pair, relation in self.both.items():
            for side, part in enumerate(pair):
                for level in self.levels:
                    if self.parts[part].kept.amounts == level:
                        self.parts[part].relations[level].append((relation, side))

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
            self.known[level, place_at(level, county), category] += self._at(level, new)
            self.left[level, place_at(level, county)] += self._at(level, new)
        claims = abs(int(new[0]))
        for level, relation in self.beside.items():
            place = place_at(level, county)
            people = max(1, claims)  # a correction of amounts alone concerns somebody too
            relation.add(place, (None, (place, category)), people, (("plain", county, upto), UNTOLD))
        for (above, below), relation in self.between.items():
            up, down = place_at(above, county), place_at(below, county)
            waits = ("waiting", down) if self.kept.counts == "paid_claims" else UNTOLD
            relation.add(up, ((up, category), (down, category)), claims, (UNTOLD, waits))
        for (part, level), relation in self.crossed.items():
            place, code = place_at(level, county), self._code(part, category)
            relation.add((place, code), ((place, code), (place, category)), claims)
        for (one, other), relation in self.both.items():
            place = place_at(self.parts[one].kept.amounts or "nation", county)
            codes = self._code(one, category), self._code(other, category)
            relation.add(place, ((place, codes[0]), (place, codes[1])), claims)

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
        row = fact(self.stored.id, level, place, category, self.months[t], self.kept.counts, group[0], group[1:])
        return row | ({TOLD_CLAIMS: int(group[0])} if len(group) > 1 else {})
