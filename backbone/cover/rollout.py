"""The roll-out: which county joined when, stayed, came back or left, policy year by policy year."""

from collections.abc import Mapping, Sequence

import pandas as pd

from backbone.periods import ALL, cover_ends
from backbone.punctuation import clauses
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.where import Where

JOINED, STAYED, RETURNED, LEFT, COVERED = "joined", "stayed", "returned", "left", "covered"
# What became of a county in a policy year, in reading order.
STANDINGS: Mapping[str, Text] = {
    JOINED: Text("new", "新加入"),
    STAYED: Text("renewed", "续保"),
    RETURNED: Text("came back", "重新加入"),
    LEFT: Text("left", "退出"),
    COVERED: Text("still covered", "保障未到期"),
}

# How a count of counties is said, and what is said of some where there are none.
COUNTED: Mapping[str, Text] = {
    JOINED: Text("{n} new", "{n} 县新加入"),
    STAYED: Text("{n} renewed", "{n} 县续保"),
    LEFT: Text("{n} left", "{n} 县退出"),
    RETURNED: Text("{n} came back", "{n} 县重新加入"),
    COVERED: Text("{n} still covered", "{n} 县保障未到期"),
}
NONE: Mapping[str, Text] = {
    JOINED: Text("none new", "无新加入"),
    STAYED: Text("none renewed", "无续保"),
    LEFT: Text("none left", "无退出"),
}


@remembered(128)
def standings(store: Store, where: Where) -> pd.DataFrame:
    """What became of each county in the place of `where`, policy year by policy year, as of its month: see `became`."""
    enrolled = store.aggregate(("insured",), ("place", "period", "month"), Where(where.place, ALL, where.as_of))
    return became(enrolled, store.horizon.years, where.as_of or store.horizon.last)


def became(enrolled: pd.DataFrame, years: Sequence[str], as_of: str) -> pd.DataFrame:
    """What became of each county in each of `years`, as of a month.

    `enrolled` (columns place, period, month, insured) holds person-times by the month their cover starts; only those
    above zero, and up to `as_of`, count. One row per policy year and county that has a standing in it: columns
    period, place, standing, insured (person-times; absent where nobody), since (the month its cover of the year
    starts, "" without) and until (the first month without the cover of the year before, "" where there was none).

    - joined: cover in the year, and in no year before it;
    - stayed: cover in the year and in the one before;
    - returned: cover in the year, none in the one before, but in an earlier one;
    - left: none in the year; all cover of the year before has ended by `as_of`;
    - covered: none in the year, but some cover of the year before has not ended yet.

    A county without cover in the year and in the one before has no standing: it left earlier, or has yet to join."""
    known = enrolled[(enrolled["insured"] > 0) & (enrolled["month"] <= as_of)]
    covered = known.groupby(["period", "place"])
    total, first, last = (covered[c].agg(how) for c, how in (("insured", "sum"), ("month", "min"), ("month", "max")))
    rows = []
    for n, year in enumerate(years):
        before, earlier = years[n - 1] if n else "", years[: max(0, n - 1)]
        for place in sorted(known["place"].unique()):
            now, had = (year, place) in total, (before, place) in total
            until = cover_ends(last[before, place]) if had else ""
            if now:
                standing = STAYED if had else RETURNED if any((y, place) in total for y in earlier) else JOINED
            elif had:
                standing = LEFT if until <= as_of else COVERED
            else:
                continue
            key = (year, place)
            rows.append((year, place, standing, total.get(key, float("nan")), first.get(key, ""), until))
    return pd.DataFrame(rows, columns=["period", "place", "standing", "insured", "since", "until"])


def counts(standing: pd.Series) -> dict[str, int]:
    """How many counties have each standing, in reading order; zeros are there too."""
    found = standing.value_counts()
    return {code: int(found.get(code, 0)) for code in STANDINGS}


def said(standing: pd.Series, lang: Lang) -> str:
    """How many counties have each standing: "4 renewed, 6 still covered, none new, none left"."""
    found = counts(standing)
    some = [text(lang, n=found[code]) for code, text in COUNTED.items() if found[code]]
    return clauses([*some, *(text(lang) for code, text in NONE.items() if not found[code])], lang)
