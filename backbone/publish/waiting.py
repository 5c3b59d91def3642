"""The nation's waiting amount: one number, so that the programme's total can be held against a published one."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from backbone.publish.before import Predecessor, facts_of
from backbone.publish.cells import TOLD_CLAIMS
from backbone.publish.cuts import UNTOLD, Joint
from backbone.snapshot.manifest import FACTS, TOTAL, SnapshotError, Waiting, open_snapshot
from backbone.telling import LEAST

KEYS = ["place", "policy_year"]


def stated(left: pd.DataFrame, facts: pd.DataFrame, before: Predecessor) -> Waiting:
    """How many paid claims wait (see `telling.still_waiting`) and, where enough stand behind it, their amount in
    RMB: at least LEAST claims of two counties wait, as many became known since a release last said so, and no sum or
    difference of what is told singles out fewer. Where corrections take back more than waits, it is not said."""
    claims, fen = (int(left[c].sum()) for c in ("paid_claims", "paid"))
    enough = fen >= 0 and _enough(left["paid_claims"]) and _singles_out_nobody(facts, before)
    return Waiting(claims, fen / 100 if enough or not left.any(axis=None) else None)


def _enough(claims: pd.Series) -> bool:
    counties = claims[claims != 0].index.get_level_values("place").unique()
    return int(claims.abs().sum()) >= LEAST and len(counties) >= 2


def _singles_out_nobody(facts: pd.DataFrame, before: Predecessor) -> bool:
    """Whether the amount may be said beside those that were said before; False where a release before is gone, so that
    nobody can tell.

    With what is told, the amount says what all claims come to that are known by now; and two such amounts, what those
    come to that became known in between. So claims are grouped twice: by the release that first counts them in, and by
    the group in which their county tells them, now or, as soon as it is large enough, next."""
    try:
        releases = [*_said_before(before), _paid_claims(facts)]
    except SnapshotError:
        return False
    known = pd.concat(releases, axis=1).fillna(0).astype("int64").cummax(axis=1)
    if not _enough(known.iloc[:, -1] - (known.iloc[:, -2] if len(releases) > 1 else 0)):
        return False
    joint = Joint()
    told = facts[(facts["breakdown"] == TOTAL) & (facts[TOLD_CLAIMS] > 0)].sort_values("month")
    sizes = told.groupby(KEYS)[TOLD_CLAIMS].agg(list).to_dict()
    for cell, said in zip(known.index, known.to_numpy().tolist(), strict=True):
        groups = sizes.get(cell, [])
        if waits := max(0, said[-1] - sum(groups)):
            groups = [*groups, waits + max(1, LEAST - waits)]
        for group, release, claims in _shared(np.cumsum(groups, dtype=int).tolist(), said):
            joint.move(UNTOLD, (cell, group), UNTOLD, claims)
            if release < len(releases):
                joint.move(UNTOLD, release, (cell, group), claims)
    return joint.holds(len(releases) - 1, UNTOLD)


def _shared(groups: list[int], releases: list[int]) -> Iterator[tuple[int, int, int]]:
    """How many claims each group and each release share; both are given by how many claims there are up to their end,
    and what lies behind the last release is in the one after."""
    for low, high in pairwise(sorted({0, *groups, *releases})):
        yield bisect_left(groups, high), bisect_left(releases, high), high - low


def _said_before(before: Predecessor) -> list[pd.Series]:
    """The paid claims of each release that said a waiting amount, the oldest first."""
    found: list[pd.Series] = []
    manifest, name = before.manifest, before.named.name if before.named else ""
    while manifest:
        if manifest.waiting.paid is not None:
            found.append(_paid_claims(facts_of(before.root / name / FACTS)))
        name = manifest.predecessor.name if manifest.predecessor else ""
        manifest = open_snapshot(before.root / name).manifest if name else None
    return found[::-1]


def _paid_claims(facts: pd.DataFrame) -> pd.Series:
    """The paid claims of each county and policy year."""
    return facts[facts["breakdown"] == TOTAL].groupby(KEYS)["paid_claims"].sum()
