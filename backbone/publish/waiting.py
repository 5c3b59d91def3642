"""The nation's waiting amount: one number, so that the programme's total can be held against a published one."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from backbone.gathering import LEAST
from backbone.publish import mergers
from backbone.publish.before import Predecessor, facts_of
from backbone.publish.cells import TOLD_CLAIMS
from backbone.publish.cuts import UNTOLD, Joint
from backbone.snapshot.manifest import FACTS, TOTAL, SnapshotError, Waiting, open_snapshot

KEYS = ["place", "policy_year"]


def stated(
    left: pd.DataFrame, facts: pd.DataFrame, before: Predecessor, as_of: str, joined: Mapping[str, str]
) -> Waiting:
    """How many paid claims wait (see `telling.still_waiting`) as of a month and, where enough stand behind it, their
    amount in RMB: at least LEAST claims of two counties wait, as many became known since a release last said so, and no
    sum or difference of what is told singles out fewer. Where corrections take back more than waits, it is not said."""
    claims, fen = (int(left[c].sum()) for c in ("paid_claims", "paid"))
    enough = fen >= 0 and _enough(left["paid_claims"]) and _singles_out_nobody(facts, before, as_of, joined)
    return Waiting(claims, fen / 100 if enough or not left.any(axis=None) else None)


def _enough(claims: pd.Series) -> bool:
    counties = claims[claims != 0].index.get_level_values("place").unique()
    return int(claims.abs().sum()) >= LEAST and len(counties) >= 2


def _singles_out_nobody(facts: pd.DataFrame, before: Predecessor, as_of: str, joined: Mapping[str, str]) -> bool:
    """Whether the amount may be said beside those that were said before; False where a release before is gone, so that
    nobody can tell, or a county became another that became a third.

    With what is told, the amount says what all claims come to that are known by now; and two such amounts, what those
    come to that became known in between. So claims are grouped twice: by the release that first counts them in, and by
    the group in which their county tells them, now or, as soon as it is large enough, next."""
    try:
        releases = [*_before(before), Release(True, _paid_claims(facts))]
    except SnapshotError:
        return False
    known = pd.concat([release.claims for release in releases], axis=1).fillna(0).astype("int64")
    codes = known.index.get_level_values("place").to_series()
    following = mergers.ways(codes, as_of)
    said = [n for n, release in enumerate(releases) if release.said]
    if any({*way[1:-1]} & {*codes} for way in following.values()):
        return False
    since = known.iloc[:, said[-2]] if said[1:] else 0
    new = (known.iloc[:, -1] - since).rename("claims").reset_index()
    if not _enough(new.assign(place=mergers.today(new["place"], as_of)).groupby(KEYS)["claims"].sum()):
        return False
    joint = Joint()
    for groups, counted in _groups(known, facts, following, joined):
        ends = np.cumsum([size for size, _ in groups], dtype=int).tolist()
        for group, release, claims in _shared(ends, [counted[n] for n in said]):
            node = groups[group][1]
            joint.move(UNTOLD, node, UNTOLD, claims)
            if release < len(said):
                joint.move(UNTOLD, release, node, claims)
    return joint.holds(len(said) - 1, UNTOLD)


def _groups(
    known: pd.DataFrame, facts: pd.DataFrame, following: mergers.Ways, joined: Mapping[str, str]
) -> Iterator[tuple[list[tuple[int, Hashable]], list[int]]]:
    """Of each county and policy year, the claims by the group that tells them, each with its size and what stands for
    it, the last for those that wait; and how many claims each release (as of `months`) counted in, or one before it.

    Claims that came to another code before they were told are in the first group that was told there since."""
    told = facts[(facts["breakdown"] == TOTAL) & (facts[TOLD_CLAIMS] > 0)].sort_values("month")
    of_cell = {cell: [*zip(rows["month"], rows[TOLD_CLAIMS], strict=True)] for cell, rows in told.groupby(KEYS)}
    own = {cell: np.array(counts) for cell, counts in zip(known.index, known.to_numpy().tolist(), strict=True)}
    came: dict[tuple, list[tuple[int, int]]] = defaultdict(list)
    for cell in [cell for cell in own if cell[0] in following]:
        home, most = (following[cell[0]][-1], cell[1]), np.maximum.accumulate(own[cell])
        groups: list[tuple[int, Hashable]] = [
            (int(size), (cell, n)) for n, (_, size) in enumerate(of_cell.get(cell, []))
        ]
        if (waited := int(most[-1]) - sum(size for size, _ in groups)) > 0:
            at = sum(month < joined[cell[0]] for month, _ in of_cell.get(home, []))
            groups.append((waited, (home, at)))
            came[home].append((at, waited))
        own[home] = own.get(home, 0 * most) - (most - own.pop(cell))
        yield groups, most.tolist()
    for cell, counts in own.items():
        sizes = [int(size) for _, size in of_cell.get(cell, [])]
        waiting = 0
        for at, waited in came[cell]:
            if at < len(sizes):
                sizes[at] = max(0, sizes[at] - waited)
            else:
                waiting += waited
        most = np.maximum.accumulate(np.maximum(0, counts))
        if (waits := int(most[-1]) - sum(sizes)) > 0:
            sizes.append(waits + max(1, LEAST - waits - waiting))
        yield [(size, (cell, n)) for n, size in enumerate(sizes)], most.tolist()


def _shared(groups: list[int], releases: list[int]) -> Iterator[tuple[int, int, int]]:
    """How many claims each group and each release share; both are given by how many claims there are up to their end,
    and what lies behind the last release is in the one after."""
    for low, high in pairwise(sorted({0, *groups, *releases})):
        yield bisect_left(groups, high), bisect_left(releases, high), high - low


@dataclass(frozen=True)
class Release:
    """What a snapshot told: whether it said a waiting amount, and its paid claims by county and year."""

    said: bool
    claims: pd.Series


def _before(before: Predecessor) -> list[Release]:
    """Each release before, the oldest first."""
    found: list[Release] = []
    manifest, name = before.manifest, before.named.name if before.named else ""
    while manifest:
        claims = _paid_claims(facts_of(before.root / name / FACTS))
        found.append(Release(manifest.waiting.paid is not None, claims))
        name = manifest.predecessor.name if manifest.predecessor else ""
        manifest = open_snapshot(before.root / name).manifest if name else None
    return found[::-1]


def _paid_claims(facts: pd.DataFrame) -> pd.Series:
    """The paid claims of each county and policy year."""
    return facts[facts["breakdown"] == TOTAL].groupby(KEYS)["paid_claims"].sum()
