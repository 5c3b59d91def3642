"""Mergers: counties that became one. What was told of each stays told under its own code; what waits of them by then,
and whatever comes later under any of their codes, is told of the county of today. A reader sees the sum (see
`snapshot.facts`), and nobody can subtract: no group that was told is told anew, and each new one has eight."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from backbone import places
from backbone.breakdowns import STORED
from backbone.publish.cells import TOLD_CLAIMS
from backbone.publish.cover import COVERED
from backbone.publish.rollup import BY, EXACT
from backbone.snapshot.manifest import TOTAL

# The breakdowns of claims that have no amounts.
REJECTED = frozenset(s.id for s in STORED.values() if s.kept.counts != "paid_claims")
Ways = dict[str, tuple[str, ...]]


def ways(codes: pd.Series, as_of: str) -> Ways:
    """The codes that are no longer those of their place as of a month, each with those that it had after it: the ones
    with the longest way first, so that what came to one goes on from there."""
    found = {code: places.steps(code, as_of) for code in codes.unique()}
    found |= {code: places.steps(code, as_of) for way in found.values() for code in way[1:-1]}
    return dict(sorted(((c, way) for c, way in found.items() if len(way) > 1), key=lambda each: -len(each[1])))


def today(codes: pd.Series, as_of: str) -> pd.Series:
    """Codes as they are as of a month."""
    return codes.replace({code: way[-1] for code, way in ways(codes, as_of).items()})


def joined(known: pd.DataFrame, before: Mapping[str, str], following: str, as_of: str) -> dict[str, str]:
    """The codes of before that are `known`, each with the month since which its claims are told under the next: that of
    the snapshot `before`, else the one that is `following` it."""
    return {**before, **{code: before.get(code, following) for code in ways(known["place"], as_of)}}


def moved(known: pd.DataFrame, told: pd.DataFrame, as_of: str, joined: Mapping[str, str]) -> pd.DataFrame:
    """What is `known` (exact totals by the month since when they are), with all of it that nothing was told of under a
    code of before under the next one, since the month in which it `joined` that. `told` are the facts of the snapshot
    before.

    A group tells all that waits by its month. So what is known by the last month in which amounts of a county were told
    stays its own, and the categories of these claims with it; of what has no amounts, what is known by the last month
    in which its own category was told. Rejected claims join as they are or not: a province may have told them."""
    following = ways(known["place"], as_of)
    if not following:
        return known
    known = _cover_apart(known)
    counties = told[told["level"] == "county"]
    for code, way in following.items():
        since = joined[code]
        here, there = (counties[counties["place"] == place] for place in (code, way[1]))
        own = known[known["place"] == code]
        until = _until(own, here)
        rejected = own["breakdown"].isin(REJECTED).to_numpy()
        waits_here = rejected & (own["known"] < since).to_numpy() & (_until(own, there[there["month"] < since]) > "")
        goes = own.index[(own["known"].to_numpy() > until) & ~waits_here]
        later = known["known"].where(known["breakdown"].isin(REJECTED) | (known["known"] > since), since)
        known.loc[goes, "known"] = later[goes]
        known.loc[goes, "place"] = way[1]
    return known


def _cover_apart(known: pd.DataFrame) -> pd.DataFrame:
    """The same, with rows of their own for the insured by category: they are told in other months than claims."""
    mixed = known["breakdown"].isin({s.id for s in STORED.values() if s.kept.cover})
    cover, claims = known[mixed].copy(), known.copy()
    cover[[c for c in EXACT if c not in COVERED]] = 0
    claims.loc[mixed, list(COVERED)] = 0
    every = pd.concat([claims, cover[cover[list(COVERED)].any(axis=1)]], ignore_index=True)
    return every[every[list(EXACT)].any(axis=1)].reset_index(drop=True)


def _until(rows: pd.DataFrame, told: pd.DataFrame) -> np.ndarray:
    """The last month in which something was told of each row of a county; "" for none."""
    plainly = told[(told["breakdown"] == TOTAL) & (told[TOLD_CLAIMS] > 0)].groupby("policy_year")["month"].max()
    is_cover = told[list(COVERED)].any(axis=1) & (told["breakdown"] != TOTAL)
    some = told[is_cover | told["breakdown"].isin(REJECTED)]
    apart = some.groupby(["breakdown", "category", "policy_year"])["month"].max().to_dict()
    alone = rows["breakdown"].isin(REJECTED) | (rows[list(COVERED)].any(axis=1) & (rows["breakdown"] != TOTAL))
    keys = zip(alone, rows["breakdown"], rows["category"], rows["policy_year"], strict=True)
    return np.array(
        [apart.get((by, category, year), "") if own else plainly.get(year, "") for own, by, category, year in keys],
        dtype=object,
    )


def renewed_together(exact: pd.DataFrame, as_of: str) -> pd.DataFrame:
    """Exact totals with what the county of today has renewed of the cover that had ended under its codes of before: so
    far, the smaller of what of it is not renewed under them, and of what it has taken since beyond its own."""
    following = ways(exact["place"], as_of)
    whole = exact[(exact["breakdown"] == TOTAL) & exact["place"].isin({*following, *sum(following.values(), ())})]
    found = [
        {"place": home, "policy_year": year, "month": month, "renewed": more}
        for (home, year), rows in whole.groupby([today(whole["place"], as_of), "policy_year"])
        for month, more in _renewed(rows, following).items()
    ]
    if not found:
        return exact
    more = pd.DataFrame(found).assign(breakdown=TOTAL, category=TOTAL).reindex(columns=exact.columns, fill_value=0)
    every = pd.concat([exact, more], ignore_index=True).groupby([*BY], as_index=False)[list(EXACT)].sum()
    return every.astype({"policy_year": exact["policy_year"].dtype})


def _renewed(rows: pd.DataFrame, following: Ways) -> dict[str, int]:
    """By month, what was renewed of what had ended under a code of before, by cover under one that came after it."""
    old = rows[rows["place"].isin(following)]
    new = rows[rows["place"].isin({code for one in old["place"] for code in following[one][1:]})]
    since = min((places.SINCE.get(code, "") for code in old["place"]), default="")
    left, more = (
        (part[c] - part["renewed"]).groupby(part["month"]).sum() for part, c in ((old, "due"), (new, "insured"))
    )
    begun = new["insured"].where(new["month"] >= since, 0).groupby(new["month"]).sum()
    months = sorted({*rows["month"]})
    so_far = pd.concat([left, more, begun], axis=1).reindex(months).fillna(0).cumsum().min(axis=1).clip(lower=0)
    each = so_far.diff().fillna(so_far).astype("int64")
    return {str(month): int(n) for month, n in each.items() if n}
