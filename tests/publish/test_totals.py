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


def changed(folder, change):
    """The committed snapshot's facts without breakdowns, changed by `change(facts)`, in a folder of their own."""
    now = COMMITTED / "2019-08-illustrative"
    shutil.copytree(now, folder / now.name)
    facts = pd.read_parquet(folder / now.name / FACTS)
    put_facts(folder / now.name, change(facts[facts.breakdown == "all"]))
    return Facts(open_snapshot(folder / now.name))


@pytest.fixture(scope="module")
def strayed(tmp_path_factory):
    """With a county that nobody knows."""
    replaced = {"530627": "429998"}
    return changed(tmp_path_factory.mktemp("strayed"), lambda facts: facts.assign(place=facts.place.replace(replaced)))


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


def test_an_amount_may_be_as_large_as_its_column_takes(tmp_path):
    """In fen, 999 trillion yuan fit into no column of the database."""
    facts = changed(tmp_path, lambda facts: facts.assign(raised=[999e12, *[0.0] * (len(facts) - 1)]))
    assert Totals(facts).sums((), Where(), "nation")["raised"].tolist() == [999e12]
