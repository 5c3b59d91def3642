"""Experience: what cover has cost in each county, who is not insured yet, and what claims came of the cover."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from backbone import places
from backbone.breakdowns import REMAINDER
from backbone.periods import cover_ends, months_later
from backbone.signals import FEWEST_CLAIMS, FEWEST_COUNTIES
from backbone.snapshot.memory import remembered
from backbone.snapshot.store import Store
from backbone.statistics import funnel
from backbone.statistics.funnel import Counts
from backbone.statistics.spread import variation
from backbone.where import Where

SIZE = "size"
BY_YEAR = ("eligible", "insured", "premium", "paid_claims", "told_claims", "paid")


@dataclass(frozen=True)
class County:
    """What is known of one county.

    `price` is the premium per person of its latest policy year, `period`; `missed` are the person-times that were
    eligible in it and not insured, `insured` those that were.
    `observed` claims were paid by the last complete month, of `expected` by the age of its cover in the programme.
    `average` is what a claim was paid here or, of few claims, in the province or the programme."""

    code: str
    price: float
    period: str
    missed: float
    insured: float
    observed: float
    expected: float
    average: float


@dataclass(frozen=True)
class Experience:
    """What is known of the programme.

    `rate` is how many claims come of one person-time over the life of its cover, NaN where no policy year of enough
    counties is over.
    `between` is the variance of the counties' true ratios to that (τ² of the watch list), `varied` the squared
    coefficient of variation of what single claims were paid."""

    counties: Mapping[str, County]
    rate: float
    between: float
    varied: float = 1.0


@dataclass(frozen=True)
class Over:
    """The policy years of counties that are over, all claims in: how many of them, and their sums."""

    years: int = 0
    insured: float = 0.0
    claims: float = 0.0
    premium: float = 0.0
    paid: float = 0.0

    @property
    def of_100(self) -> float:
        """RMB paid for every RMB 100 of premium; NaN without any."""
        return self.paid / self.premium * 100 if self.premium else math.nan


@remembered(1)
def experience(store: Store) -> Experience:
    """What the snapshot knows of prices and claims. Claims are counted up to the last complete month."""
    months = _months(store)
    claims = funnel.by_age_of_cover(months).set_index("place")
    enough = (claims["expected"] > 0).sum() >= FEWEST_COUNTIES and any(_over(store))
    model = Counts.fit(claims["observed"].to_numpy(), claims["expected"].to_numpy())
    average = _averages(store)
    years = store.table(BY_YEAR, ("place", "period"))
    years = years[(years["insured"] > 0) & (years["premium"] > 0)].fillna(0.0).sort_values("period", kind="stable")
    counties = {
        row["place"]: County(
            row["place"],
            row["premium"] / row["insured"],
            row["period"],
            max(row["eligible"] - row["insured"], 0.0),
            row["insured"],
            float(claims["observed"].get(row["place"], 0.0)),
            float(claims["expected"].get(row["place"], 0.0)),
            average(row["place"]),
        )
        for row in years.to_dict("records")  # the latest year of a place comes last
    }
    rate = funnel.over_a_year(months) if enough else math.nan
    return Experience({code: counties[code] for code in sorted(counties)}, rate, model.between, _varied(store))


def _varied(store: Store) -> float:
    """How much single payments vary, by the bands of their size."""
    sizes = store.table(("paid_claims",), SIZE).set_index(SIZE)["paid_claims"].drop(REMAINDER, errors="ignore")
    return variation(sizes.fillna(0.0).to_dict(), store.value("average_claim"))


@remembered(1)
def over(store: Store) -> Over:
    """The policy years of the programme's counties that are over."""
    kept = store.table(BY_YEAR, ("place", "period")).set_index(["place", "period"]).loc[[*_over(store)]]
    insured, claims, premium, paid = (float(kept[c].sum()) for c in ("insured", "paid_claims", "premium", "paid"))
    return Over(len(kept), insured, claims, premium, paid)


@remembered(1)
def _over(store: Store) -> tuple[tuple[str, str], ...]:
    """The counties and policy years whose cover had ended by the last complete month."""
    months = _months(store)
    last = months[months["insured"] > 0].groupby(["place", "period"])["month"].max()
    next_month = months_later(store.horizon.complete_through, 1)
    return tuple(key for key, month in last.items() if cover_ends(month) <= next_month)


@remembered(1)
def _months(store: Store) -> pd.DataFrame:
    """Cover and paid claims by county, policy year and month, up to the last complete month."""
    where = Where(as_of=store.horizon.complete_through)
    found = store.table(("paid_claims", "insured"), ("place", "period", "month"), where)
    return found.rename(columns={"paid_claims": "submitted"})


def _averages(store: Store) -> "Averages":
    every = {
        code: row
        for level in places.LEVELS
        for code, row in store.table(("paid", "told_claims"), "place", level=level)
        .set_index("place")
        .to_dict("index")
        .items()
    }
    return Averages(every)


@dataclass(frozen=True)
class Averages:
    """What a paid claim came to: the sums behind it, by place."""

    sums: Mapping[str, Mapping[str, float]]

    def __call__(self, code: str) -> float:
        """Of a county, or of the first place above it with enough claims; NaN where none has."""
        for place in reversed(places.path(code)):
            found = self.sums.get(place.code, {})
            if found.get("told_claims", 0.0) >= FEWEST_CLAIMS:
                return found["paid"] / found["told_claims"]
        return math.nan
