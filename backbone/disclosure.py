"""Disclosure: which small counts are hidden below province level, and which others with them.

A count of 1–7 in a county's breakdown is hidden. Every cell takes part in sums that a reader can see or work out
(categories to the county's total, counties to their province, provinces to the nation, policy years to all years);
where exactly one cell of such a sum is hidden, subtraction would give it back, so a second one is hidden."""

from collections.abc import Iterable

import numpy as np

# States of a cell.
SHOWN, SMALL, PROTECTING = 0, 1, 2


def hide(
    counts: np.ndarray, provinces: np.ndarray, smallest_shown: int, also: np.ndarray | None = None
) -> np.ndarray:
    """The state of each county cell, same shape as `counts`.

    `counts` is county × category × policy year; `provinces` holds each county's province. The result's last axis
    has one more entry than the years: all years together. SMALL cells hold 1 to `smallest_shown` - 1, PROTECTING
    cells are hidden so that no SMALL cell can be found by subtraction. `also` marks cells, in the result's shape,
    that must be hidden for another count's sake."""
    with_all = np.concatenate([counts, counts.sum(axis=2, keepdims=True)], axis=2)
    names = list(dict.fromkeys(provinces.tolist()))
    by_province = np.stack([with_all[provinces == name].sum(axis=0) for name in names])
    cells = np.concatenate([with_all, by_province])
    state = np.zeros(cells.shape, dtype=np.int8)
    state[: len(counts)][(with_all > 0) & (with_all < smallest_shown)] = SMALL
    if also is not None:
        state[: len(counts)][also & (state[: len(counts)] == SHOWN)] = PROTECTING
    flat_state, flat_count = state.reshape(-1), cells.reshape(-1)
    sums = list(_sums(np.arange(cells.size).reshape(cells.shape), provinces, names))
    while not all([_protect(flat_state, flat_count, members) for members in sums]):
        pass
    return state[: len(counts)]


def _sums(index: np.ndarray, provinces: np.ndarray, names: list) -> Iterable[np.ndarray]:
    """The cells of every sum whose other terms a reader can see."""
    counties = len(provinces)
    for place in index:  # categories add up to the place's total, which is always shown
        yield from place.T
        yield from place  # policy years add up to all years
    for p, name in enumerate(names):  # counties add up to their province
        inside = np.concatenate([index[:counties][provinces == name], index[counties + p][None]])
        yield from inside.reshape(len(inside), -1).T
    yield from index[counties:].reshape(len(names), -1).T  # provinces add up to the nation, always shown


def _protect(state: np.ndarray, counts: np.ndarray, members: np.ndarray) -> bool:
    """True when the sum keeps its secret; else hides its smallest shown cell, one with people in it if there is."""
    hidden = state[members] != SHOWN
    if hidden.sum() != 1 or len(members) == 1:
        return True
    shown = members[~hidden]
    partner = min(shown, key=lambda cell: (counts[cell] == 0, counts[cell]))
    state[partner] = PROTECTING
    return False
