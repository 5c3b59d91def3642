"""An attacker with every view of the dashboard open at once: all that is shown, all sums that must hold, and linear
programming to find what the hidden counts can be."""

from itertools import product

import numpy as np
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components

from backbone import places
from backbone.breakdowns import BREAKDOWNS, cut
from backbone.indicators import INDICATORS
from backbone.periods import ALL
from backbone.places import NATION
from backbone.snapshot.disclosure import PROTECTING, SHOWN, SMALL, VEILED
from backbone.where import Where

LEVELS = ("nation", "province", "county")
APART = 0.5  # whole numbers less than this apart are one
PASSES = 100  # more than any system here has needed
# A table is what is broken down by some breakdowns; () are the plain totals. A cell is (table, place, codes, period).
# Tables, the share of claims paid that is open for every place and year, and the categories that it comes from (all of
# it, where claims are filed on working days or settled much sooner or later, as here).
TOLD = ((("settlement",), "within_5_days", ("0-3", "4-7")),)


def _plain(store, share: str) -> dict:
    """(place, period) -> how many of the claims paid a share of them is."""
    found = {}
    for level, by_year in product(LEVELS, (True, False)):
        answer = store.aggregate((share, "claims_paid"), ("place", *(("period",) if by_year else ())), Where(), level)
        for row in answer.dropna().to_dict("records"):
            found[row["place"], row.get("period", ALL)] = round(row[share] * row["claims_paid"] / 100)
    return found


class Views:
    """What the views of one count show, and what they hide: `shown` cell -> number, `hidden` cell -> state."""

    def __init__(self, store, indicator: str, tables: list[tuple[str, ...]]) -> None:
        assert len(INDICATORS[indicator].measure.columns) == 1, "a plain count"
        self.store, self.indicator, self.tables = store, indicator, tables
        self.shown, self.hidden = {}, {}
        for table, level, by_year in product([(), *tables], LEVELS, (True, False)):
            if table and LEVELS.index(level) > LEVELS.index(cut(table).lowest):
                continue
            by = ("place", *table, *(("period",) if by_year else ()))
            answer = store.aggregate((indicator,), by, Where(), level)
            states = answer.get(f"{indicator}:state")
            for n, row in enumerate(answer.to_dict("records")):
                cell = (table, row["place"], tuple(row[d] for d in table), row.get("period", ALL))
                if states is not None and states.iloc[n] != SHOWN:
                    self.hidden[cell] = states.iloc[n]
                else:
                    self.shown[cell] = row[indicator]

    def sums(self):
        """Every sum that must hold, as (its parts, the cell that they make)."""
        years, counties, provinces = self.store.horizon.years, self.store.counties, self.store.provinces
        for table in [(), *self.tables]:
            for codes in product(*(BREAKDOWNS[d].categories for d in table)):
                fine = not table or cut(table).lowest == "county"
                for place in (NATION, *provinces, *(counties if fine else ())):
                    yield [(table, place, codes, year) for year in years], (table, place, codes, ALL)
                for period in (*years, ALL):
                    for province in provinces if fine else ():
                        inside = [c for c in counties if places.province_of(c) == province]
                        yield [(table, c, codes, period) for c in inside], (table, province, codes, period)
                    yield [(table, p, codes, period) for p in provinces], (table, NATION, codes, period)
            for n, dimension in enumerate(table):  # taken apart by one breakdown less, the same is a larger table
                rest = table[:n] + table[n + 1 :]
                if rest and rest not in self.tables:
                    continue
                fine = cut(table).lowest == "county"
                for place, period in product((NATION, *provinces, *(counties if fine else ())), (*years, ALL)):
                    for codes in product(*(BREAKDOWNS[d].categories for d in rest)):
                        parts = [
                            (table, place, (*codes[:n], code, *codes[n:]), period)
                            for code in BREAKDOWNS[dimension].categories
                        ]
                        yield parts, (rest, place, codes, period)
        # Plain totals that tell categories together: who was paid within seven days, in days to settle.
        for table, i, told in TOLD:
            if table in self.tables and self.indicator == "claims_paid":
                for cell, value in _plain(self.store, i).items():
                    self.shown[(i, *cell[:1], (), cell[1])] = value
                    yield [(table, cell[0], (code,), cell[1]) for code in told], (i, *cell[:1], (), cell[1])

    def equations(self):
        """The sums with something hidden in them: rows over the hidden cells, what they come to, the hidden cells."""
        unknown = {cell: n for n, cell in enumerate(self.hidden)}
        rows, come_to = [], []
        for parts, whole in self.sums():
            terms = [(cell, 1.0) for cell in parts] + [(whole, -1.0)]
            missing = [(unknown[cell], sign) for cell, sign in terms if cell in unknown]
            known = [sign * self.shown.get(cell, 0.0) for cell, sign in terms if cell not in unknown]
            if missing and whole in {**self.shown, **self.hidden}:
                rows.append(dict(missing))
                come_to.append(-sum(0.0 if np.isnan(k) else k for k in known))
        at = [(n, c, sign) for n, row in enumerate(rows) for c, sign in row.items()]
        n, c, sign = (np.array(part) for part in zip(*at, strict=True)) if at else ([], [], [])
        matrix = sparse.csr_matrix((sign, (n, c)), (len(rows), len(unknown)))
        return matrix, np.array(come_to), list(self.hidden)


def found_out(views: Views, smallest_shown: int = 8) -> dict:
    """The hidden cells of one person or a few that have only one possible value, with that value. That nothing
    happened somewhere is no secret. The attacker knows more than a reader: which cells are veiled and which not."""
    matrix, come_to, cells = views.equations()
    if not cells:
        return {}
    states = np.array([views.hidden[c] for c in cells])
    low = np.where(states == PROTECTING, smallest_shown, 0.0)
    high = np.where(states == SMALL, smallest_shown - 1.0, np.inf)
    low, high = _narrowed(matrix, come_to, low, high)
    free, asked = high - low >= APART, np.isin(states, (SMALL, VEILED))
    possible = _Possible(matrix[:, free], come_to - matrix[:, ~free] @ low[~free], low[free], high[free])
    low[free], high[free] = possible.ends(np.flatnonzero(asked[free]))
    return {
        cells[n]: round(low[n])
        for n in np.flatnonzero(asked)
        if 0 < round(low[n]) < smallest_shown and high[n] - low[n] < APART
    }


def _narrowed(matrix, come_to, low, high):
    """The bounds that are left when every sum has told each of its parts what the others leave for it, again and again:
    all that follows from one sum at a time, without a search."""
    at = matrix.tocoo()
    for _ in range(PASSES):
        ends = at.data * low[at.col], at.data * high[at.col]
        most_left = (come_to[at.row] - _others(at.row, np.minimum(*ends), -np.inf)) * at.data  # a sign is its inverse
        least_left = (come_to[at.row] - _others(at.row, np.maximum(*ends), np.inf)) * at.data
        before, low, high = (low, high), low.copy(), high.copy()
        np.maximum.at(low, at.col, np.minimum(least_left, most_left))
        np.minimum.at(high, at.col, np.maximum(least_left, most_left))
        if np.array_equal((low, high), before):
            break
    assert (low <= high).all(), "the true table fits: a system without a solution is a wrong one"
    return low, high


def _others(row, values, endless):
    """For each term of each row what the other terms of its row come to, or `endless`."""
    open_ended = np.isinf(values)
    finite = np.where(open_ended, 0.0, values)
    unknown = np.bincount(row, open_ended)[row] - open_ended > 0
    return np.where(unknown, endless, np.bincount(row, finite)[row] - finite)


class _Possible:
    """The tables that fit; keeps the least and the greatest value met so far, which settle most cells soon."""

    def __init__(self, matrix, come_to, low, high) -> None:
        used = np.diff(matrix.indptr) > 0
        self.matrix, self.come_to, self.bounds = matrix[used], come_to[used], np.stack([low, high], axis=1)
        self.least, self.most = np.full(len(low), np.inf), np.full(len(low), -np.inf)

    def ends(self, asked) -> tuple[np.ndarray, np.ndarray]:
        """The least and the greatest value of the cells `asked` for; of a cell that can take two, any two."""
        random, left, before = np.random.default_rng(7), asked, np.inf
        while 0 < len(left) < before:  # most are seen to differ between a few tables taken at random
            for _ in range(4):
                self._meet(left, random.choice([-1.0, 1.0], len(left)) * np.isfinite(self.bounds[left, 1]))
            before, left = len(left), self._unsettled(left)
        if len(left):  # the others are searched for one by one, but what no chain of sums links at the same time
            linked = connected_components(abs(self.matrix.T) @ abs(self.matrix))[1]
        while len(left):
            alone = left[np.unique(linked[left], return_index=True)[1]]
            self._meet(alone, 1.0)
            self._meet(alone, -1.0)
            left = self._unsettled(np.setdiff1d(left, alone))
        return self.least, self.most

    def _unsettled(self, cells):
        return cells[~(self.most[cells] - self.least[cells] >= APART)]

    def _meet(self, cells, signs) -> None:
        goal = np.zeros(len(self.bounds))
        goal[cells] = signs
        done = linprog(goal, A_eq=self.matrix, b_eq=self.come_to, bounds=self.bounds, method="highs")
        assert done.status == 0, done.message  # the true table fits: a system without a solution is a wrong one
        self.least, self.most = np.minimum(self.least, done.x), np.maximum(self.most, done.x)
