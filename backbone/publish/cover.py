"""Cover: which groups of a policy year's insured may be told by category, and when."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from backbone.breakdowns import CROSSED, STORED
from backbone.gathering import LEAST
from backbone.places import LEVELS
from backbone.publish.cells import Row, fact, place_at, totals_by_month, vector
from backbone.snapshot.manifest import TOTAL

COVERED = ("insured", "eligible", "premium")


def told_cover(exact: pd.DataFrame, months: tuple[str, ...], start: int, was: pd.DataFrame) -> Iterator[Row]:
    """What is told anew of the insured of one policy year by every breakdown of cover. Provinces and the nation are
    sums of counties; the women's share is told with the breakdown that holds sex."""
    for stored in (s for s in STORED.values() if s.kept.cover):
        so_far = totals_by_month(exact[exact["breakdown"] == stored.id], months, COVERED)
        earlier = was[(was["breakdown"] == stored.id) & (was["level"] == "county")]
        for county in sorted({county for county, _ in so_far}):
            own = earlier[earlier["place"] == county].groupby("category")[list(COVERED)].sum()
            done = {category: vector(row, COVERED) for category, row in own.to_dict("index").items()}
            for t in range(start, len(months)):
                known = {c: so_far[county, c][t] for place, c in so_far if place == county}
                ready = _ready({c: v - done.get(c, 0) for c, v in known.items()})
                for category, group in ready.items():
                    done[category] = done.get(category, 0) + group
                    for level in LEVELS:
                        place = place_at(level, county)
                        yield fact(stored.id, level, place, category, months[t], "insured", group[0], ()) | {
                            "eligible": int(group[1]),
                            "premium": int(group[2]),
                        }
                if ready and "sex" in {b.id for b in stored.of}:
                    women = sum(int(g[0]) for c, g in ready.items() if "female" in c.split(CROSSED))
                    every = sum(int(g[0]) for g in ready.values())
                    yield fact(TOTAL, "county", county, TOTAL, months[t], "women", women, ()) | {
                        "insured_by_sex": every
                    }


def _ready(waiting: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The categories that can be told: of each, the insured and the not insured are none or at least LEAST. Where
    others must wait, further categories wait with them, smallest first, until the people in them are together none or
    at least LEAST: what waits then tells of no small group either."""
    some = {c: v for c, v in waiting.items() if v.any()}
    ready = {c: v for c, v in some.items() if all(n == 0 or abs(n) >= LEAST for n in (v[0], v[1] - v[0]))}
    held = [v for c, v in some.items() if c not in ready]
    while held and ready and any(0 < n < LEAST for n in _people(held)):
        held.append(ready.pop(min(ready, key=lambda c: (abs(ready[c][0]), c))))
    return ready


def _people(held: list[np.ndarray]) -> tuple[int, int]:
    """How many insured and how many others wait."""
    total = np.sum(held, axis=0)
    return abs(int(total[0])), abs(int(total[1] - total[0]))
