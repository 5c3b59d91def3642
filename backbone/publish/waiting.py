"""The nation's waiting amount: one number, so that the programme's total can be held against a published one."""

import pandas as pd

from backbone.publish.before import Predecessor, facts_of
from backbone.publish.telling import TOLD_CLAIMS
from backbone.snapshot.manifest import FACTS, TOTAL, Manifest, SnapshotError, open_snapshot
from backbone.telling import LEAST

KEYS = ["place", "policy_year"]


def stated(left: pd.DataFrame, facts: pd.DataFrame, before: Predecessor) -> dict[str, int | float | None]:
    """How many paid claims wait (see `telling.still_waiting`) and, where enough stand behind it, their amount in
    RMB: at least LEAST claims of two counties wait, and as many came or went since a release last said so."""
    claims, fen = (int(left[c].sum()) for c in ("paid_claims", "paid"))
    enough = _enough(left["paid_claims"]) and _changed_enough(left["paid_claims"], facts, before)
    return {"claims": claims, "paid": fen / 100 if enough or not left.any(axis=None) else None}


def _enough(claims: pd.Series) -> bool:
    counties = claims[claims != 0].index.get_level_values("place").unique()
    return int(claims.abs().sum()) >= LEAST and len(counties) >= 2


def _changed_enough(claims: pd.Series, facts: pd.DataFrame, before: Predecessor) -> bool:
    """Whether enough claims came to wait or went since a release last said the amount; False where that release is
    gone, so that nobody can tell."""
    try:
        manifest = _last_to_say(before)
    except SnapshotError:
        return False
    if manifest is None:
        return True
    told = facts[(facts["breakdown"] == TOTAL) & (facts[TOLD_CLAIMS] > 0) & (facts["month"] > manifest.as_of)]
    since = pd.MultiIndex.from_frame(told[KEYS].drop_duplicates())
    old = facts_of(before.root / manifest.name / FACTS)
    old = old[old["breakdown"] == TOTAL].groupby(KEYS)[["paid_claims", TOLD_CLAIMS]].sum()
    was = (old["paid_claims"] - old[TOLD_CLAIMS]).reindex(claims.index, fill_value=0)
    moved = (claims - was).abs().where(~claims.index.isin(since), claims.abs() + was.abs())
    return _enough(moved)


def _last_to_say(before: Predecessor) -> Manifest | None:
    """The manifest of the latest release that said a waiting amount; None where there is none."""
    manifest = before.manifest
    while manifest and manifest.waiting["paid"] is None:
        older = manifest.predecessor
        manifest = open_snapshot(before.root / older["name"]).manifest if older else None
    return manifest
