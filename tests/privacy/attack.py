"""The attacker: everything that is told, over all releases, levels, months and breakdowns, solved for single people."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from backbone.breakdowns import STORED
from backbone.gathering import LEAST
from tests.oracle import later
from tests.privacy.programme import LEVELS, Claim, months_of_telling, told

AMOUNTS_BY = [s.id for s in STORED.values() if s.kept.amounts]


def sums_of_amounts(claims: Sequence[Claim], each: pd.DataFrame) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """For each province and policy year its claims (their numbers) and the sums of amounts that are told of them:
    claim × sum, 1 where the claim is in it. The attacker is granted that he knows which claim lies in which group."""
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


def found_by_counts(
    claims: Sequence[Claim], facts: pd.DataFrame, tries: int, breakdowns: Sequence[str] = AMOUNTS_BY
) -> list[str]:
    """The numbers of 1 to 7 claims of one category waiting in a county that are the only ones to fit all that is told
    (linear programming, from below and from above), of each breakdown and policy year `tries` at most."""
    from scipy.optimize import linprog

    found, months = [], months_of_telling(facts)
    for year in sorted({c.year for c in claims}):
        paid = [c for c in claims if c.year == year and c.outcome == "paid"]
        each = told(paid, facts)
        for stored in breakdowns:
            random = np.random.default_rng(8)
            unknown, sums, waits = _unknown(paid, each, months, stored)
            cells = unknown[waits].groupby(["county", "category"]).groups
            small = [cell for cell, rows in cells.items() if 1 <= unknown.loc[rows, "true"].sum() < LEAST]
            for n in random.permutation(len(small))[:tries]:
                goal = unknown.index.isin(cells[small[n]]).astype(float)
                known = {"A_eq": sums, "b_eq": sums @ unknown["true"], "bounds": (0, None), "method": "highs"}
                least, most = linprog(goal, **known).fun, -linprog(-goal, **known).fun
                if most - least < 1 - 1e-6:
                    found.append(f"{stored} {year} {' '.join(small[n])}: {least:.0f}")
    return found


def _unknown(claims: Sequence[Claim], each: pd.DataFrame, months: dict, stored: str):
    """What the attacker does not know: how many claims of each category are in each group of a county that is told
    plainly, with the truth; the sums that are told of them, one a row; and which of them wait in their county."""
    from scipy.sparse import csr_array

    rows = pd.DataFrame({level: [c.place(level) for c in claims] for level in LEVELS})
    rows = rows.assign(month=each["plain"], category=[c.category(stored) for c in claims])[each["plain"] != ""]
    groups = rows[[*LEVELS, "month"]].drop_duplicates()
    unknown = groups.merge(pd.DataFrame({"category": sorted(set(rows["category"]))}), how="cross")
    truth = rows.groupby(["county", "month", "category"]).size()
    keys = zip(unknown["county"], unknown["month"], unknown["category"], strict=True)
    unknown["true"] = [float(truth.get(key, 0)) for key in keys]
    year, sums = claims[0].year, [unknown["county"] + unknown["month"]]
    for level in LEVELS:
        cells = zip(unknown[level], unknown["category"], unknown["month"], strict=True)
        at = [later(months.get((stored, level, place, year, c), []), month) for place, c, month in cells]
        sums.append((unknown[level] + unknown["category"] + pd.Series(at)).where(pd.Series(at) != "", None))
    waits = sums[-1].isna().to_numpy()
    return unknown, csr_array(np.concatenate([pd.get_dummies(s).to_numpy(float).T for s in sums])), waits
