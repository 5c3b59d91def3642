"""The totals in memory are what the database says of the same facts, to the last digit."""

import shutil
from itertools import product

import pandas as pd
import pytest

from backbone.measures import COLUMNS
from backbone.places import NATION
from backbone.snapshot.facts import Facts
from backbone.snapshot.manifest import FACTS, open_snapshot
from backbone.snapshot.totals import Totals
from backbone.where import Where
from tests.manifests import put_facts
from tests.publish.conftest import COMMITTED

ASKED = [
    (by, Where(place, period, as_of), level)
    for by, place, period, as_of, level in product(
        ((), ("place",), ("period", "place"), ("month",), ("month", "place"), ("place", "period", "month")),
        (NATION, "420000", "421122"),
        ("all", "2017", "2018"),
        ("", "2017-09"),
        ("nation", "province", "county"),
    )
]


@pytest.fixture(scope="module")
def strayed(tmp_path_factory):
    """The committed snapshot's facts, with a county that nobody knows; without breakdowns."""
    now = COMMITTED / "2019-08-illustrative"
    folder = tmp_path_factory.mktemp("strayed") / now.name
    shutil.copytree(now, folder)
    facts = pd.read_parquet(folder / FACTS)
    facts = facts[facts.breakdown == "all"]
    put_facts(folder, facts.assign(place=facts.place.replace({"530627": "429998"})))
    return Facts(open_snapshot(folder))


def test_every_sum_is_the_databases(strayed):
    assert strayed.unmatched["place"].tolist() == ["429998"]
    totals, answered = Totals(strayed), 0
    for by, where, level in ASKED[::5]:
        said, found = strayed.sums(tuple(COLUMNS), by, where, level), totals.sums(by, where, level)
        # pandas stores text in more ways than one, and an answer without a row is of no type.
        pd.testing.assert_frame_equal(found, said, check_exact=True, check_dtype=False)
        answered += len(said)
    assert answered > 1000


def test_before_the_first_month_nothing_is_known(strayed):
    totals = Totals(strayed)
    assert totals.sums((), Where(as_of="2017-01"), "county").isna().all(axis=None)
    assert totals.sums(("place",), Where(as_of="2017-01"), "county").empty
    assert totals.sums(("month",), Where(as_of="2017-01"), "county").empty
