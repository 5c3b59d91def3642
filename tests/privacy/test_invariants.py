"""A snapshot holds groups of at least eight: on the file itself, and between all that is told."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from backbone.breakdowns import BREAKDOWNS, STORED
from backbone.gathering import LEAST
from backbone.measures import COLUMNS
from backbone.publish.cells import AMOUNTS, place_at
from backbone.publish.mergers import moved
from backbone.publish.telling import NOTHING, Before, tell
from backbone.snapshot.manifest import KEYS, TOTAL
from tests.privacy.programme import LEVELS, Claim, exact, months_of_telling, told
from tests.successions import successions

COUNTIES = ("421122", "421123", "420325", "520330", "520625", "429999")
MONTHS = ("2018-01", "2018-02", "2018-03", "2018-04", "2018-05", "2018-06")
FIRST, SECOND = "2018-04", "2018-06"
TOLD = ["told_claims", *AMOUNTS]


def programme(seed: int, late: bool, of: tuple[str, ...] = COUNTIES) -> list[Claim]:
    """A few dozen claims of six months in up to five counties, few kinds of each category, so that groups are tight."""
    rng = np.random.default_rng(seed)
    counties = rng.choice(of, rng.integers(1, min(6, len(of) + 1)), replace=False)
    kinds = {b.id: list(b.categories)[: rng.integers(1, 4)] for b in BREAKDOWNS.values()}
    claims = []
    for _ in range(rng.integers(1, 160)):
        month = str(rng.choice(MONTHS))
        known = str(rng.choice([m for m in MONTHS if m >= month])) if late and rng.random() < 0.2 else month
        paid = rng.random() < 0.9
        amounts = tuple(int(n) for n in rng.integers(1, 9999, len(AMOUNTS)))
        categories = {b: str(rng.choice(codes)) for b, codes in kinds.items()}
        outcome = "paid" if paid else "rejected"
        claims.append(Claim(str(rng.choice(counties)), 2018, month, known, outcome, categories,
                            amounts if paid else (0,) * len(AMOUNTS)))  # fmt: skip
    return claims


def released(claims: list[Claim]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The facts of two releases, the second after the first."""
    first = tell(exact(claims, FIRST), FIRST) if any(c.known <= FIRST for c in claims) else NOTHING.facts
    before = Before(first, FIRST) if len(first) else NOTHING
    return first, tell(exact(claims, SECOND), SECOND, before)


def assert_groups(facts: pd.DataFrame) -> None:
    """Every row with an amount or a category stands for at least LEAST claims."""
    amounts = facts[list(AMOUNTS)].ne(0).any(axis=1)
    assert (facts.loc[amounts, "told_claims"] >= LEAST).all()
    for stored in STORED.values():
        count = facts.loc[facts["breakdown"] == stored.id, stored.kept.counts]
        assert (count[count > 0] >= LEAST).all(), stored.id


def assert_remainders(facts: pd.DataFrame) -> None:
    """Beside amounts, what is not broken down is nothing or at least LEAST claims, in every month."""
    whole = facts[facts["breakdown"] == TOTAL]
    whole = whole.assign(place=[place_at("province", code) for code in whole["place"]])
    for stored in (s for s in STORED.values() if s.kept.amounts):
        parts = facts[(facts["breakdown"] == stored.id) & (facts["level"] == stored.kept.amounts)]
        left = pd.concat([whole, parts.assign(**-parts[TOLD])]).groupby(["place", "month"])[TOLD].sum()
        left = left.unstack(fill_value=0).T.groupby(level=0).cumsum().T.stack(future_stack=True)
        small = (left["told_claims"] < LEAST) & left.any(axis=1)
        assert not small.any(), (stored.id, left[small])


def assert_cuts(claims: list[Claim], facts: pd.DataFrame) -> None:
    """Between any two tellings of the same claims, whatever is subtracted from whatever, none or LEAST remain. What of
    the claims that are told plainly waits in a place is a group as well: it is the rest of what is told there."""
    each = told(claims, facts)
    each["claim"] = claims
    each["group"] = [c.county for c in claims] + each["plain"]
    for stored in STORED.values():
        paid = stored.kept.counts == "paid_claims"
        mine = each[(each["plain"] != "") if paid else [c.outcome == "rejected" for c in claims]].copy()
        if mine.empty:
            continue
        mine["category"] = [c.category(stored.id) for c in mine["claim"]]
        levels = LEVELS[: LEVELS.index(stored.kept.lowest) + 1]
        for level in levels:
            mine[f"at {level}"] = [c.place(level) for c in mine["claim"]]
            mine[level] = named(mine["category"] + " ", mine[f"{stored.id}:{level}"])
        for above, below in combinations(levels, 2):
            waits = "waits in " + mine[f"at {below}"] if paid else ""
            down = (mine[f"at {below}"] + mine[below]).where(mine[below] != "", waits)
            for _, rows in mine.groupby(f"at {above}"):
                assert_no_small_cut(rows[above], down[rows.index])
        for level in levels if paid else ():
            for _, rows in mine.groupby(f"at {level}"):
                assert_no_small_cut(rows["group"], rows[level])
        parts = [b.id for b in stored.of if len(stored.of) > 1 and b.id in STORED]
        for one, other in combinations(parts, 2):
            for _, rows in mine.groupby("at province"):
                both = [
                    named(pd.Series([c.categories[part] for c in rows["claim"]], rows.index) + " ",
                          rows[f"{part}:province"])
                    for part in (one, other)
                ]  # fmt: skip
                assert_no_small_cut(*both)
        for part in parts:
            for level in levels:
                kinds = pd.Series([c.categories[part] for c in mine["claim"]], mine.index)
                whole = named(kinds + " ", mine[f"{part}:{level}"])
                for _, rows in mine.groupby([kinds, mine[f"at {level}"]]):
                    assert_no_small_cut(whole[rows.index], rows[level])


def named(what: pd.Series, month: pd.Series) -> pd.Series:
    """The name of a told group; "" where it waits."""
    return (what + month).where(month != "", "")


def assert_no_small_cut(one: pd.Series, other: pd.Series) -> None:
    """Every cut of the graph of the groups of two tellings weighs nothing or LEAST; "" is what is told in neither."""
    left = ["" if name == "" else f"a{name}" for name in one]
    right = ["" if name == "" else f"b{name}" for name in other]
    nodes = {name: n for n, name in enumerate(sorted({*left, *right}))}
    weights = np.zeros((len(nodes), len(nodes)))
    for a, b in zip(left, right, strict=True):
        if a != b:
            weights[nodes[a], nodes[b]] += 1
            weights[nodes[b], nodes[a]] += 1
    for component in components(weights):
        if len(component) > 1:
            assert smallest_cut(weights[np.ix_(component, component)]) >= LEAST


def components(weights: np.ndarray) -> list[list[int]]:
    """The nodes that hang together."""
    from scipy.sparse.csgraph import connected_components

    of = connected_components(weights, directed=False)[1]
    return [list(np.flatnonzero(of == n)) for n in range(of.max() + 1)] if len(of) else []


def smallest_cut(weights: np.ndarray) -> float:
    """The weight of the smallest cut of a connected graph (Stoer and Wagner 1997)."""
    weights, best = weights.copy(), np.inf
    while len(weights) > 1:
        order, gain = [0], weights[0].copy()
        while len(order) < len(weights):
            gain[order] = -1
            last = int(gain.argmax())
            if len(order) == len(weights) - 1:
                best = min(best, gain[last])
            order.append(last)
            gain = weights[order].sum(axis=0)
        a, b = order[-2:]
        weights[a] += weights[b]
        weights[:, a] += weights[:, b]
        weights[a, a] = 0
        weights = np.delete(np.delete(weights, b, 0), b, 1)
    return best


@pytest.mark.parametrize("late", [False, True])
@settings(max_examples=25, phases=[Phase.generate])  # a smaller seed is no simpler programme
@given(seed=st.integers(0, 2**32 - 1))
def test_groups_hold_whatever_the_programme(late, seed):
    claims = programme(seed, late)
    first, second = released(claims)
    for facts in (first, second):
        assert_groups(facts)
        assert_remainders(facts)
    assert_cuts(claims, second)


# Two counties that became a third in May, or the third itself took them in; one beside it in the province.
BEFORE, INTO, BESIDE = ("421190", "421191"), "421122", "421123"
APRIL, MAY, JUNE = "2018-04", "2018-05", "2018-06"


@pytest.mark.parametrize("took_in", [False, True])
@settings(max_examples=6, phases=[Phase.generate])
@given(seed=st.integers(0, 2**32 - 1))
def test_groups_hold_whatever_counties_became_one(took_in, seed):
    """Published before the merger, after it, and once more: each claim is in the group of the county that told it, and
    no cut between these, as whoever kept all three sees them, is small."""
    claims = programme(seed, True, (*BEFORE, INTO, BESIDE) if took_in else (*BEFORE, BESIDE))
    with successions(dict.fromkeys((*BEFORE, INTO) if took_in else BEFORE, INTO), MAY):
        facts = NOTHING.facts
        for as_of, last in ((APRIL, ""), (MAY, APRIL), (JUNE, MAY)):
            now = exact(claims, as_of)
            if now.empty:
                continue
            was = facts
            facts = tell(moved(now, was, as_of, dict.fromkeys(BEFORE, MAY)), as_of, Before(was, last))
            assert_groups(facts)
            assert_groups(added(was, facts))
            assert_remainders(facts)
        assert_cuts([under(claim, facts) for claim in claims], facts)
        counts = facts[(facts["breakdown"] == TOTAL) & facts["place"].isin((*BEFORE, INTO))]
        family = [c for c in claims if c.county in (*BEFORE, INTO)]
        paid = sorted(c.known for c in family if c.outcome == "paid")
        assert counts["paid_claims"].sum() == len(paid)
        assert (counts["told_claims"].sum() == len(paid)) or len(paid) - counts["told_claims"].sum() < LEAST


def under(claim: Claim, facts: pd.DataFrame) -> Claim:
    """A claim as one of the county under whose code it is told, or waits."""
    if claim.county not in BEFORE:
        return claim
    cell = (TOTAL, "county", claim.county, claim.year, TOTAL)
    months = months_of_telling(facts)
    if claim.outcome == "paid":
        stays = any(month >= claim.known for month in months.get(cell, []))
        return claim if stays else replace(claim, county=INTO, known=max(claim.known, MAY))
    reason = ("reason", "county", claim.county, claim.year, claim.category("reason"))
    stays = any(month >= claim.known for month in months.get(reason, []))
    there = months.get((*reason[:2], INTO, *reason[3:]), [])
    stays |= claim.known < MAY and any(month < MAY for month in there)
    return claim if stays else replace(claim, county=INTO)


def added(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """What the second release tells and the first did not."""
    keys = list(KEYS)
    columns = [c for c in COLUMNS if c in second]
    less = first.assign(**{c: -first[c] for c in columns})
    every = pd.concat([second, less]).groupby(keys, as_index=False)[columns].sum()
    kept = every[every["breakdown"] != TOTAL]
    plain = every[(every["breakdown"] == TOTAL) & every[TOLD].any(axis=1)]
    assert (kept[[*TOLD, "rejected"]] >= 0).all(axis=None) and (plain[TOLD] >= 0).all(axis=None)
    return pd.concat([kept, plain])
