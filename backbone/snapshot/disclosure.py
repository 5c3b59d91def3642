"""Disclosure: which small counts are hidden below national level, and which others with them.

A count of 1–7 in a breakdown of a county or a province is hidden. Every cell takes part in sums that a reader can
see: categories add up to the county, counties to their province, provinces to the nation, policy years to all years.
So a small cell is hidden together with the other corners of a box: two places, two categories, two periods. If one
corner were one claim more, its neighbours one less, and so on round the box, every sum would be the same and every
mark ("<8", "hidden") still true. So there is always another table that fits all that is shown, and no arithmetic,
however clever, gives the small cell back. In a crossing of two breakdowns the box has two categories of each. Where
the marks leave no corner room to move, they are taken off (the box is veiled) and the argument holds without them."""

from collections.abc import Sequence
from itertools import product

import numpy as np

# States of a cell. All but the first are hidden: a SMALL one lies below the threshold (it may be 0), a PROTECTING one
# does not, and of a VEILED one nothing at all is said. Readers see no difference between the last two.
SHOWN, SMALL, PROTECTING, VEILED = 0, 1, 2, 3
# What more readers ask for is dearer to hide: a province's cells, and all years together.
OF_A_PROVINCE, OF_ALL_YEARS = 4.0, 3.0


def hide(
    counts: np.ndarray,
    provinces: np.ndarray,
    covered: np.ndarray,
    smallest_shown: int,
    whole: np.ndarray | None = None,
    already: np.ndarray | None = None,
    groups: Sequence[int] | None = None,
) -> np.ndarray:
    """The state of each cell: counties in order, then provinces in order of appearance × category (× category) ×
    policy year, and last all years together.

    `counts` is county × category (× category) × policy year, `provinces` holds each county's province, `covered`
    (county × policy year) says where anybody had cover: elsewhere a zero is no secret and protects nothing. A count
    that is a part of a `whole` is hidden also where the rest of it is small. `already` (in the shape of the answer)
    says which cells are hidden anyhow. `groups` tells the group of each (first) category whose sum over the group is
    told elsewhere, so that a box must lie within one group. Where a cell fits no box that can move and leave every
    mark true, the corners of one that can move at all are veiled; where there is none either (a programme of a few
    claims), every cell with cover is."""
    names = list(dict.fromkeys(provinces.tolist()))
    row_of_province = np.array([len(counts) + names.index(name) for name in provinces.tolist()])
    table = _with_sums(counts, row_of_province)
    rest = _with_sums(whole, row_of_province) - table if whole is not None else np.full(table.shape, np.inf)
    small = table < smallest_shown
    secret = ((table > 0) & small) | ((rest > 0) & (rest < smallest_shown))
    if len(names) == 1:
        secret[len(counts) :] = False  # the only province is the nation, whose numbers are open
    price = np.log2(2.0 + table)
    price[len(counts) :] *= OF_A_PROVINCE
    price[..., -1] *= OF_ALL_YEARS
    hidden = np.zeros(table.shape, dtype=bool) if already is None else already.copy()
    veiled = np.zeros(table.shape, dtype=bool)
    price[hidden] = 0.0
    known = ~_either(covered).reshape(len(counts), *[1] * (table.ndim - 2), -1)
    price[: len(counts)][np.broadcast_to(known, (len(counts), *table.shape[1:]))] = np.inf
    # Which cells can be one more, and which one less: so that their marks stay true, or at all.
    marked = (
        np.where(small, table < smallest_shown - 1, True) & (rest > 0),
        np.where(small, table > 0, table > smallest_shown),
    )
    free = rest > 0, table > 0
    boxes = _Boxes(row_of_province, price, groups)
    for cell in np.argwhere(secret):
        box = boxes.cheapest(tuple(cell), *marked)
        if box is None:
            box = boxes.cheapest(tuple(cell), *free)
            if box is None:
                return np.where(np.isinf(price), SHOWN, VEILED).astype(np.int8)
            veiled[box] = True
        hidden[box] = True
        price[box] = np.where(np.isfinite(price[box]), 0.0, price[box])
    marks = np.where(veiled, VEILED, np.where(small, SMALL, PROTECTING))
    return np.where(hidden, marks, SHOWN).astype(np.int8)


def _with_sums(counts: np.ndarray, row_of_province: np.ndarray) -> np.ndarray:
    """`counts` with all years together as a last period, and the provinces as further rows."""
    counties = np.concatenate([counts, counts.sum(axis=-1, keepdims=True)], axis=-1)
    rows = [counties[row_of_province == row].sum(axis=0) for row in np.unique(row_of_province)]
    return np.concatenate([counties, np.stack(rows)])


def _either(covered: np.ndarray) -> np.ndarray:
    return np.concatenate([covered, covered.any(axis=1, keepdims=True)], axis=1)


class _Boxes:
    """The boxes of a table: which can move, and what they cost to hide."""

    def __init__(self, row_of_province: np.ndarray, price: np.ndarray, groups: Sequence[int] | None) -> None:
        self.row_of_province, self.price = row_of_province, price
        self.counties, self.last = len(row_of_province), price.shape[-1] - 1
        self.groups = None if groups is None else np.array(groups)

    def cheapest(self, cell: tuple[int, ...], rise: np.ndarray, fall: np.ndarray) -> tuple[np.ndarray, ...] | None:
        """The index of the box around `cell` that can move and hides least more; None where there is none. Around a
        province's cell it is a box of one of its counties and one of another province."""
        row, *at = cell
        if row < self.counties:
            return self._around(cell, rise, fall, False)[1]
        inside = np.flatnonzero(self.row_of_province == row)
        found = [self._around((int(county), *at), rise, fall, True) for county in inside]
        return min(found, key=lambda one: one[0])[1]

    def _around(self, cell, rise, fall, only_abroad: bool) -> tuple[float, tuple[np.ndarray, ...] | None]:
        """What the cheapest box around a county's cell costs, and its index."""
        place, *at = cell
        price, row_of_province, counties = self.price, self.row_of_province, self.counties
        home = row_of_province[place]
        # A policy year and all years move together, two policy years against each other.
        together = (np.arange(price.shape[-1]) == self.last) != (at[-1] == self.last)
        # The corners of a row: on each axis the cell's own coordinate, or any other.
        corners = list(product((False, True), repeat=len(at)))

        def corner(table: np.ndarray, others: tuple[bool, ...]) -> np.ndarray:
            """`table` where the corner stands, with as many axes as `table`."""
            return table[:, *(slice(None) if o else slice(c, c + 1) for o, c in zip(others, at, strict=True))]

        def may(one: np.ndarray, other: np.ndarray) -> np.ndarray:
            """For each row and each other coordinate: can all the row's corners move, the cell's as `one`?"""
            free = np.ones(price.shape, dtype=bool)
            for others in corners:
                odd = sum(others) % 2
                moves = corner(other if odd else one, others)
                if others[-1]:
                    moves = np.where(together, corner(one if odd else other, others), moves)
                free &= moves
            return free

        up, down = may(rise, fall), may(fall, rise)
        cost = np.zeros(price.shape)
        for others in corners:
            cost = cost + corner(price, others)
        total = cost[:counties] + cost[place]
        there = np.stack([down[:counties] & up[place], up[:counties] & down[place]])
        abroad = row_of_province != home  # then both provinces move as well, each with its county
        far = row_of_province[abroad]
        total[abroad] += cost[far] + cost[home]
        there[:, abroad] &= np.stack([down[far] & up[home], up[far] & down[home]])
        total[~there.any(axis=0)] = np.inf
        if only_abroad:
            total[~abroad] = np.inf
        if self.groups is not None:
            total[:, self.groups != self.groups[at[0]]] = np.inf
        for axis, own in enumerate((place, *at)):
            total[(slice(None),) * axis + (own,)] = np.inf
        partner, *other = np.unravel_index(np.argmin(total), total.shape)
        least = float(total[partner, *other])
        if not np.isfinite(least):
            return np.inf, None
        rows = [place, partner] + ([home, row_of_province[partner]] if abroad[partner] else [])
        return least, np.ix_(rows, *([own, far] for own, far in zip(at, other, strict=True)))
