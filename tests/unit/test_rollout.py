"""What became of a county, policy year by policy year, on cases made up for it."""

import pandas as pd
import pytest

from backbone.cover.rollout import COVERED, JOINED, LEFT, RETURNED, STAYED, became, counts
from backbone.periods import cover_ends

YEARS = ("2017", "2018", "2019")


def enrolled(*rows):
    return pd.DataFrame(rows, columns=["place", "period", "month", "insured"])


def of(found, place):
    own = found[found["place"] == place]
    return dict(zip(own["period"], own["standing"], strict=True))


@pytest.mark.parametrize(("start", "end"), [("2017-09", "2018-09"), ("2018-01", "2019-01"), ("2018-12", "2019-12")])
def test_cover_runs_for_twelve_months(start, end):
    assert cover_ends(start) == end


def test_joined_stayed_left_came_back_and_not_due():
    cover = enrolled(
        ("stays", "2017", "2017-09", 10), ("stays", "2018", "2018-09", 12), ("stays", "2019", "2019-06", 9),
        ("leaves", "2017", "2017-09", 10), ("leaves", "2018", "2018-03", 8),
        ("returns", "2017", "2017-10", 5), ("returns", "2019", "2019-02", 5),
        ("new", "2019", "2019-08", 7), ("not due", "2018", "2018-12", 6),
    )  # fmt: skip
    found = became(cover, YEARS, "2019-08")
    assert of(found, "stays") == {"2017": JOINED, "2018": STAYED, "2019": STAYED}
    assert of(found, "leaves") == {"2017": JOINED, "2018": STAYED, "2019": LEFT}
    assert of(found, "returns") == {"2017": JOINED, "2018": LEFT, "2019": RETURNED}
    assert of(found, "new") == {"2019": JOINED} and of(found, "not due") == {"2018": JOINED, "2019": COVERED}
    own = found[found["period"] == "2019"]
    assert counts(own["standing"]) == {JOINED: 1, STAYED: 1, RETURNED: 1, LEFT: 1, COVERED: 1}


def test_nobody_has_left_before_the_cover_has_ended():
    cover = enrolled(("a", "2018", "2018-03", 8), ("a", "2018", "2018-06", 2))
    assert of(became(cover, YEARS, "2019-05"), "a")["2019"] == COVERED, "its second group runs to June"
    assert of(became(cover, YEARS, "2019-06"), "a")["2019"] == LEFT


def test_one_policy_year_only_and_nothing_at_all():
    assert of(became(enrolled(("a", "2018", "2018-03", 8)), ("2018",), "2018-12"), "a") == {"2018": JOINED}
    assert became(enrolled(("a", "2018", "2018-03", 0)), YEARS, "2019-08").empty
    assert became(enrolled(("a", "2018", "2018-03", 8)), YEARS, "2018-02").empty, "what is later does not count"
