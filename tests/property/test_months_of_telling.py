"""The months in which a county's amounts are told, worked out slowly: what waits is told as soon as it is eight."""

from collections import Counter

LEAST = 8


def test_what_waits_in_a_county_and_policy_year_is_told_as_soon_as_it_is_eight(oracle):
    paid: dict[tuple[str, int], Counter[str]] = {}
    for claim in oracle.claims[oracle.claims.outcome == "paid"].itertuples():
        paid.setdefault((claim.adcode, claim.policy_year), Counter())[oracle.known(claim)] += 1
    for (county, year), known in paid.items():
        waiting, months = 0, []
        for month in sorted(known):
            waiting += known[month]
            if waiting >= LEAST:
                waiting, months = 0, [*months, month]
        assert months == oracle.months.get(("all", "county", county, year, "all"), []), (county, year)
