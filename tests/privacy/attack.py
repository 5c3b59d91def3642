"""The attacker: everything that is told, over all releases, levels, months and breakdowns, solved for single people."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from backbone.breakdowns import STORED
from backbone.telling import LEAST
from tests.privacy.programme import Claim, told

AMOUNTS_BY = [s.id for s in STORED.values() if s.kept.amounts]


def sums_of_amounts(claims: Sequence[Claim], each: pd.DataFrame) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """For each province and policy year its claims (their numbers) and the sums of amounts that are told of them: claim ×
    sum, 1 where the claim is in it. The attacker is granted that he knows which claim lies in which group."""
    where = pd.DataFrame({"province": [c.place("province") for c in claims], "year": [c.year for c in claims]})
    for (province, year), rows in where[(each["plain"] != "").to_numpy()].groupby(["province", "year"]):
        mine = rows.index.to_numpy()
        groups = [[f"{claims[n].county} {each['plain'][n]}" for n in mine]]
        for stored in AMOUNTS_BY:
            months = each[f"{stored}:province"][mine]
            groups.append(
                [f"{claims[n].category(stored)} {m}" if m else None for n, m in zip(mine, months, strict=True)]
            )
        tables = [pd.get_dummies(pd.Series(g, dtype=object)).to_numpy(float) for g in groups]
        yield f"{province} {year}", mine, np.concatenate(tables, axis=1)


def found_by_sums(claims: Sequence[Claim], facts: pd.DataFrame) -> list[int]:
    """The claims of which some combination of the sums of amounts gives that claim's, or that of fewer than LEAST which
    the sums cannot tell apart."""
    found: list[int] = []
    paid = [c for c in claims if c.outcome == "paid"]
    for _, mine, sums in sums_of_amounts(paid, told(paid, facts)):
        kinds, which, many = np.unique(sums, axis=0, return_inverse=True, return_counts=True)
        left, size, _ = np.linalg.svd(kinds, full_matrices=False)
        basis = left[:, size > 1e-9 * size[0]]
        # A kind of claim is found when it lies in the span of the sums: its projection on them is itself.
        alone = (np.square(basis).sum(axis=1) > 1 - 1e-7) & (many < LEAST)
        found += mine[alone[which.ravel()]].tolist()
    return found


def found_by_counts(claims: Sequence[Claim], facts: pd.DataFrame, stored: str, tries: int, seed: int) -> list[str]:
    """The small cells (1 to 7 claims of a category in a county's group, or waiting in a county) whose number is the only
    one that fits all counts that are told; of each policy year `tries` cells are tried."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    paid = [c for c in claims if c.outcome == "paid"]
    each = told(paid, facts)
    rows = pd.DataFrame(
        {
            "year": [c.year for c in paid],
            "group": [f"{c.county} {m}" for c, m in zip(paid, each["plain"], strict=True)],
            "category": [c.category(stored) for c in paid],
            **{f"at {level}": [c.place(level) for c in paid] for level in ("county", "province", "nation")},
            **{level: each[f"{stored}:{level}"] for level in ("county", "province", "nation")},
        }
    )[(each["plain"] != "").to_numpy()]
    found = []
    for year, mine in rows.groupby("year"):
        cells = mine.groupby(["at county", "group", "category"]).first().reset_index()
        codes = sorted(mine["category"].unique())
        # What the attacker does not know: how many of each category are in each county's group.
        groups = mine.drop_duplicates("group")[["group", "at county", "at province", "at nation"]]
        unknown = groups.merge(pd.DataFrame({"category": codes}), how="cross")
        truth = mine.groupby(["group", "category"]).size()
        true = np.array([truth.get(key, 0) for key in zip(unknown["group"], unknown["category"], strict=True)], float)
        sums = [mine.groupby("group").size().rename("n").reset_index().assign(key=lambda f: f["group"])]
        marks = [unknown["group"]]
        told_in = cells.set_index(["group", "category"])
        for level in ("county", "province", "nation"):
            months = {
                (place, code): sorted({m for m in own[level] if m})
                for (place, code), own in mine.groupby([f"at {level}", "category"])
            }
            marks.append(
                pd.Series(
                    [
                        _window(place, code, group.split(" ")[1], months.get((place, code), []))
                        for place, code, group in zip(
                            unknown[f"at {level}"], unknown["category"], unknown["group"], strict=True
                        )
                    ]
                )
            )
        del sums, told_in
        equations = [pd.get_dummies(m.where(m != "")).to_numpy(float).T for m in marks]
        matrix = csr_array(np.concatenate(equations))
        totals = matrix @ true
        random = np.random.default_rng(seed)
        small = np.flatnonzero((true > 0) & (true < LEAST))
        for n in random.choice(small, min(tries, len(small)), replace=False):
            goal = np.zeros(len(true))
            goal[n] = 1.0
            least, most = (
                linprog(sign * goal, A_eq=matrix, b_eq=totals, bounds=(0, None), method="highs").fun * sign
                for sign in (1, -1)
            )
            if most - least < 1 - 1e-6:
                found.append(f"{year} {unknown['group'][n]} {unknown['category'][n]}: {true[n]:.0f}")
    return found


def _window(place: str, code: str, month: str, months: list[str]) -> str:
    """The told group in which a county's group of `month` lies for a category; "" where it waits."""
    at = next((m for m in months if m >= month), "")
    return f"{place} {code} {at}" if at else ""
